import Glibc
import Messages

// Tags, comments, CDATA, instructions.

extension XMLReader {
  func readInstruction() throws(BankFileFault) {
    let isDeclaration = !hasRoot && place(at: tokenStart) == FilePlace(line: 1, column: 1)
    let length = try find([UInt8(ascii: "?"), UInt8(ascii: ">")], from: 2)
    let content = String(decoding: UnsafeBufferPointer(start: buffer + tokenStart + 2, count: length - 2), as: UTF8.self)
    if isDeclaration, content.hasPrefix("xml"), let declared = content.declaredEncoding {
      guard ["utf-8", "utf8", "us-ascii", "ascii"].contains(declared.lowercased()) else { throw fault(.unknownEncoding(declared)) }
    }
    position = tokenStart + length + 2
  }

  /// Passes over a comment; takes CDATA as text and says so; refuses all else.
  func readDeclaration() throws(BankFileFault) -> Bool {
    if try starts(with: "<!--") {
      // The buffer may move while the end is looked for.
      let length = try find(Array("-->".utf8), from: 4)
      position = tokenStart + length + 3
      return false
    }
    if try starts(with: "<![CDATA["), !nameEnds.isEmpty {
      let length = try find(Array("]]>".utf8), from: 9)
      try appendText(tokenStart + 9..<tokenStart + length, decoding: false)
      position = tokenStart + length + 3
      return true
    }
    if try starts(with: "<!DOCTYPE") { throw fault(.doctype) }
    if try !has(9) { throw cutOff() }
    throw fault(.malformed(Text(zh: "这里不能有「<!」。", en: "“<!” cannot stand here.")))
  }

  func starts(with text: StaticString) throws(BankFileFault) -> Bool {
    guard try has(text.utf8CodeUnitCount) else { return false }
    return memcmp(buffer + tokenStart, text.utf8Start, text.utf8CodeUnitCount) == 0
  }

  func readEndTag() throws(BankFileFault) {
    let length = try find(UInt8(ascii: ">"), from: 2)
    var stop = tokenStart + length
    while stop > tokenStart + 2, XMLReader.isSpace(buffer[stop - 1]) { stop -= 1 }
    let start = nameEnds.count > 1 ? nameEnds[nameEnds.count - 2] : 0
    let count = (nameEnds.last ?? 0) - start
    guard !nameEnds.isEmpty, stop - tokenStart - 2 == count, memcmp(buffer + tokenStart + 2, names + start, count) == 0 else {
      let found = FieldProblem.shown(UnsafeBufferPointer(start: buffer + tokenStart + 2, count: stop - tokenStart - 2))
      let open = nameEnds.isEmpty ? "-" : shownOpenName
      throw fault(.malformed(Text(zh: "</\(found)> 与打开的元素 \(open) 不符。", en: "</\(found)> does not close \(open), which is open.")))
    }
    position = tokenStart + length + 1
    closeElement()
  }

  func closeElement() {
    if let last = bindings.last, last.depth == nameEnds.count {
      while let last = bindings.last, last.depth == nameEnds.count { bindings.removeLast() }
      isDefaultOurs = (namespace(of: []) ?? "") == rootNamespace
    }
    nameEnds.removeLast()
  }

  func readStartTag() throws(BankFileFault) {
    if hasRoot, nameEnds.isEmpty {
      throw fault(.malformed(Text(zh: "根元素之后还有元素。", en: "there is an element behind the root element.")))
    }
    var length = try find(UInt8(ascii: ">"), from: 1)
    // A > inside an attribute's quotes does not end the tag.
    while try !splitTag(length) { length = try find(UInt8(ascii: ">"), from: length + 1) }
    position = tokenStart + length + 1
    isEmptyElement = buffer[position - 2] == UInt8(ascii: "/")
    textCount = 0
  }

  /// Takes the tag that ends at `length` apart; false where that lies inside quotes.
  func splitTag(_ length: Int) throws(BankFileFault) -> Bool {
    let start = tokenStart + 1
    var stop = tokenStart + length
    var index = start
    var colon = -1
    while index < stop {
      let byte = buffer[index]
      if byte == UInt8(ascii: ":"), colon < 0 { colon = index }
      if byte <= 0x20 || byte == UInt8(ascii: "/") { break }
      index += 1
    }
    let nameEnd = index
    guard nameEnd > start, nameEnd - start <= XMLReader.nameBytesMax, XMLReader.beginsName(buffer[start]) else {
      throw fault(.malformed(Text(zh: "「<」之后不是元素名。", en: "no element's name stands behind “<”.")))
    }
    attributes.removeAll(keepingCapacity: true)
    if index < stop {
      if buffer[stop - 1] == UInt8(ascii: "/") { stop -= 1 }
      guard try splitAttributes(index, stop) else { return false }
    }
    try openElement(start, nameEnd, colon)
    return true
  }

  func splitAttributes(_ from: Int, _ stop: Int) throws(BankFileFault) -> Bool {
    var index = from
    func malformed() -> BankFileFault {
      BankFileFault(.malformed(Text(zh: "标签的属性写法不对。", en: "the tag's attributes are not well-formed.")), at: place(at: min(index, end)))
    }
    while true {
      let gap = index
      while index < stop, XMLReader.isSpace(buffer[index]) { index += 1 }
      if index == stop { return true }
      guard index > gap, XMLReader.beginsName(buffer[index]) else { throw malformed() }
      let nameStart = index
      while index < stop, buffer[index] != UInt8(ascii: "="), !XMLReader.isSpace(buffer[index]) { index += 1 }
      let name = nameStart..<index
      while index < stop, XMLReader.isSpace(buffer[index]) { index += 1 }
      guard index < stop, buffer[index] == UInt8(ascii: "=") else { throw malformed() }
      index += 1
      while index < stop, XMLReader.isSpace(buffer[index]) { index += 1 }
      guard index < stop, buffer[index] == UInt8(ascii: "\"") || buffer[index] == UInt8(ascii: "'") else { throw malformed() }
      let quote = buffer[index]
      index += 1
      let valueStart = index
      while index < stop, buffer[index] != quote {
        guard buffer[index] != UInt8(ascii: "<") else { throw malformed() }
        index += 1
      }
      // The closing quote may be behind the > that was taken for the tag's end.
      if index == stop { return false }
      for known in attributes
      where known.name.count == name.count && memcmp(buffer + known.name.lowerBound, buffer + nameStart, name.count) == 0 {
        index = nameStart
        throw malformed()
      }
      guard attributes.count < XMLReader.attributesMax else { throw malformed() }
      attributes.append((name, valueStart..<index))
      index += 1
    }
  }

  func openElement(_ start: Int, _ stop: Int, _ colon: Int) throws(BankFileFault) {
    guard nameEnds.count < XMLReader.depthMax else { throw fault(.tooDeep(limit: XMLReader.depthMax)) }
    let from = nameEnds.last ?? 0
    memcpy(names + from, buffer + start, stop - start)
    nameEnds.append(from + stop - start)
    if !attributes.isEmpty { try bindNamespaces() }
    let isRoot = !hasRoot
    if isRoot {
      hasRoot = true
      rootNamespace = try namespace(start, colon)
      isDefaultOurs = (namespace(of: []) ?? "") == rootNamespace
    }
    let isOurs = colon < 0 ? isDefaultOurs : try namespace(start, colon) == rootNamespace
    let local = colon < 0 ? start : colon + 1
    name = isOurs ? table.name(buffer + local, stop - local) : .other
  }
}

extension String {
  /// The encoding that an XML declaration names.
  fileprivate var declaredEncoding: String? {
    guard let start = range(ofText: "encoding") else { return nil }
    let rest = self[start...].drop { $0 != "\"" && $0 != "'" }
    guard let quote = rest.first else { return nil }
    return String(rest.dropFirst().prefix { $0 != quote })
  }

  private func range(ofText text: String) -> Index? {
    indices.first { self[$0...].hasPrefix(text) }
  }
}
