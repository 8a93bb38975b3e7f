import Glibc
import Messages

extension XMLReader {
  func bindNamespaces() throws(BankFileFault) {
    var hasDefault = false
    for attribute in attributes {
      guard attribute.name.count >= 5, memcmp(buffer + attribute.name.lowerBound, "xmlns", 5) == 0 else { continue }
      let uri = String(
        decoding: UnsafeBufferPointer(start: buffer + attribute.value.lowerBound, count: attribute.value.count), as: UTF8.self)
      if attribute.name.count == 5 {
        bindings.append(([], uri, nameEnds.count))
        hasDefault = true
      } else if buffer[attribute.name.lowerBound + 5] == UInt8(ascii: ":") {
        let prefix = UnsafeBufferPointer(start: buffer + attribute.name.lowerBound + 6, count: attribute.name.count - 6)
        bindings.append((Array(prefix), uri, nameEnds.count))
      }
    }
    if hasDefault { isDefaultOurs = (namespace(of: []) ?? "") == rootNamespace }
  }

  func namespace(of prefix: [UInt8]) -> String? { bindings.last { $0.prefix == prefix }?.uri }

  /// The namespace of an element whose name begins at `start`; without a colon, the default one.
  func namespace(_ start: Int, _ colon: Int) throws(BankFileFault) -> String {
    guard colon >= 0 else { return namespace(of: []) ?? "" }
    let prefix = Array(UnsafeBufferPointer(start: buffer + start, count: colon - start))
    if prefix.elementsEqual("xml".utf8) { return "http://www.w3.org/XML/1998/namespace" }
    guard let uri = namespace(of: prefix) else {
      let shown = FieldProblem.shown(prefix)
      throw fault(.malformed(Text(zh: "命名空间前缀「\(shown)」没有声明。", en: "the namespace prefix “\(shown)” is not declared.")))
    }
    return uri
  }
}
