import Glibc
import Messages

// Text, and the references in it.

extension XMLReader {
  func readCharacters() throws(BankFileFault) {
    let length = try find(UInt8(ascii: "<"), from: 0, orEnd: true)
    position = tokenStart + length
    if nameEnds.isEmpty {
      // Outside the root there is white space only.
      for index in tokenStart..<position where !XMLReader.isSpace(buffer[index]) {
        tokenStart = index
        throw fault(.malformed(Text(zh: "这不是 XML。", en: "this is no XML.")))
      }
      return
    }
    try appendText(tokenStart..<position, decoding: true)
  }

  func appendText(_ range: Range<Int>, decoding: Bool) throws(BankFileFault) {
    guard textCount + range.count <= XMLReader.tokenBytesMax else { throw fault(.tooLong(limit: XMLReader.tokenBytesMax)) }
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = buffer[index]
      if byte == UInt8(ascii: "&"), decoding {
        index = try appendReference(index, range.upperBound)
      } else if byte == UInt8(ascii: "\r") {
        // Every line end is a line feed (XML 1.0, 2.11).
        textBytes[textCount] = UInt8(ascii: "\n")
        textCount += 1
        index += index + 1 < range.upperBound && buffer[index + 1] == UInt8(ascii: "\n") ? 2 : 1
      } else {
        textBytes[textCount] = byte
        textCount += 1
        index += 1
      }
    }
  }

  /// Appends what the reference at `start` stands for, and returns the offset behind it.
  func appendReference(_ start: Int, _ end: Int) throws(BankFileFault) -> Int {
    var stop = start + 1
    while stop < end, stop - start < 12, buffer[stop] != UInt8(ascii: ";") { stop += 1 }
    let content = UnsafeBufferPointer(start: buffer + start + 1, count: stop - start - 1)
    guard stop < end, buffer[stop] == UInt8(ascii: ";"), let scalar = XMLReader.scalar(content) else {
      tokenStart = start
      let shown = FieldProblem.shown(content)
      throw fault(.malformed(Text(zh: "不认识的引用「&\(shown)」。", en: "the reference “&\(shown)” is not known.")))
    }
    for byte in UTF8.encode(scalar)! {
      textBytes[textCount] = byte
      textCount += 1
    }
    return stop + 1
  }

  static func scalar(_ content: UnsafeBufferPointer<UInt8>) -> Unicode.Scalar? {
    switch String(decoding: content, as: UTF8.self) {
    case "amp": return "&"
    case "lt": return "<"
    case "gt": return ">"
    case "quot": return "\""
    case "apos": return "'"
    case let text where text.hasPrefix("#"):
      let digits = text.dropFirst()
      let value = digits.hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits, radix: 10)
      guard let value, let first = digits.utf8.first, first != UInt8(ascii: "+"), let scalar = Unicode.Scalar(value) else { return nil }
      return value >= 0x20 && value != 0xFFFE && value != 0xFFFF || value == 9 || value == 10 || value == 13 ? scalar : nil
    default: return nil
    }
  }
}
