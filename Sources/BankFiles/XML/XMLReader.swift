import Glibc
import Messages
import Tabular

/// Reads XML 1.0 element by element from a file of any size, in bounded memory.
///
/// Elements, attributes, namespaces, text, CDATA, comments, processing instructions, the five entities and numeric references
/// ("Extensible Markup Language (XML) 1.0", 5th ed., W3C 2008; "Namespaces in XML 1.0", 3rd ed., 2009). A DOCTYPE is refused, so that
/// there are no entities to expand; only UTF-8 is read. Every fault bears the exact line and column.
///
/// Called by descent: ``nextChild()`` for each child of the present element, and for each child one of ``text()``, ``skip()`` or
/// ``nextChild()`` until it gives nil.
final class XMLReader {
  /// Deepest nesting.
  static let depthMax = 64
  /// Longest tag, comment or text in bytes.
  static let tokenBytesMax = 65_536
  /// Longest name of an element with its prefix in bytes.
  static let nameBytesMax = 256
  /// Most attributes of an element.
  static let attributesMax = 64

  /// Bytes that are read at once.
  static let chunk = 262_144

  let source: ByteSource
  let table = ElementTable.shared

  // The reader calls nobody but its source, so no two accesses to its state can overlap; proving that again at each of them took a third
  // of the time.

  // The piece of the file in memory: from `tokenStart` on it is still needed, up to `end` it is known to be text.
  let buffer: UnsafeMutablePointer<UInt8>
  @exclusivity(unchecked) var tokenStart = 0
  @exclusivity(unchecked) var position = 0
  @exclusivity(unchecked) var end = 0
  @exclusivity(unchecked) var filled = 0
  @exclusivity(unchecked) var isAtEnd = false
  @exclusivity(unchecked) var isAtStart = true

  // Lines and columns are counted up to `counted`.
  @exclusivity(unchecked) var counted = 0
  @exclusivity(unchecked) var line = 1
  @exclusivity(unchecked) var column = 1

  // Open elements: their names one behind the other.
  let names: UnsafeMutablePointer<UInt8>
  @exclusivity(unchecked) var nameEnds: [Int] = []
  @exclusivity(unchecked) var hasRoot = false
  /// The start tag was `<a/>`: its end is told next.
  @exclusivity(unchecked) var isEmptyElement = false

  // Namespaces: innermost last.
  @exclusivity(unchecked) var bindings: [(prefix: [UInt8], uri: String, depth: Int)] = []
  @exclusivity(unchecked) var isDefaultOurs = true
  /// The namespace of the root element.
  @exclusivity(unchecked) var rootNamespace = ""

  // The present start tag.
  @exclusivity(unchecked) var name = ElementName.other
  @exclusivity(unchecked) var attributes: [(name: Range<Int>, value: Range<Int>)] = []

  // The present text.
  let textBytes: UnsafeMutablePointer<UInt8>
  @exclusivity(unchecked) var textCount = 0

  enum Token {
    case start, end, text, finished
  }

  init(_ source: @escaping ByteSource) {
    self.source = source
    // Room for a token and a chunk, and eight bytes so that a name can be loaded as a word.
    buffer = .allocate(capacity: XMLReader.tokenBytesMax + 2 * XMLReader.chunk + 8)
    names = .allocate(capacity: XMLReader.depthMax * XMLReader.nameBytesMax)
    textBytes = .allocate(capacity: XMLReader.tokenBytesMax + 8)
    nameEnds.reserveCapacity(XMLReader.depthMax)
  }

  deinit {
    buffer.deallocate()
    names.deallocate()
    textBytes.deallocate()
  }

  // MARK: Elements

  /// The next child of the present element, or nil behind its end tag. At the beginning, the root element.
  func nextChild() throws(BankFileFault) -> ElementName? {
    textCount = 0
    while true {
      switch try next() {
      case .start: return name
      case .end, .finished: return nil
      case .text: try requireBlank()
      }
    }
  }

  /// Passes over the rest of the present element.
  func skip() throws(BankFileFault) {
    var depth = 1
    while depth > 0 {
      switch try next() {
      case .start: depth += 1
      case .end: depth -= 1
      case .text: textCount = 0
      case .finished: return
      }
    }
  }

  /// The text of the present element, without white space around it, and passes over its end tag.
  func text() throws(BankFileFault) -> String {
    try readText()
    return String(decoding: textContent, as: UTF8.self)
  }

  /// The first text within the present element that is not blank, however deep it stands (`Tp/CdOrPrtry/Cd`), and passes over its end tag.
  func firstText() throws(BankFileFault) -> String {
    var found = ""
    var depth = 1
    textCount = 0
    while depth > 0 {
      switch try next() {
      case .start: depth += 1
      case .end:
        depth -= 1
        if found.isEmpty { found = String(decoding: textContent, as: UTF8.self) }
        textCount = 0
      case .text: break
      case .finished: return found
      }
    }
    return found
  }

  /// Reads the text of the present element into ``textContent`` and passes over its end tag.
  func readText() throws(BankFileFault) {
    textCount = 0
    while true {
      switch try next() {
      case .end: return
      case .text: break
      case .start:
        throw fault(.malformed(Text(zh: "这里应为文字,却有子元素 \(shownOpenName)。", en: "text is expected here, not an element \(shownOpenName).")))
      case .finished: return
      }
    }
  }

  /// The text read last, without white space around it; good until the next call.
  var textContent: UnsafeBufferPointer<UInt8> {
    var (start, end) = (0, textCount)
    while start < end, XMLReader.isSpace(textBytes[start]) { start += 1 }
    while start < end, XMLReader.isSpace(textBytes[end - 1]) { end -= 1 }
    return UnsafeBufferPointer(start: textBytes + start, count: end - start)
  }

  /// An attribute of the start tag that was read last; nil where it has none of that name.
  func attribute(_ name: StaticString) -> String? {
    for attribute in attributes where attribute.name.count == name.utf8CodeUnitCount {
      guard memcmp(buffer + attribute.name.lowerBound, name.utf8Start, attribute.name.count) == 0 else { continue }
      return String(decoding: UnsafeBufferPointer(start: buffer + attribute.value.lowerBound, count: attribute.value.count), as: UTF8.self)
    }
    return nil
  }

  /// Where the tag or text that was read last begins.
  var place: FilePlace { place(at: tokenStart) }

  func fault(_ problem: BankFileFault.Problem) -> BankFileFault { BankFileFault(problem, at: place) }

  // MARK: Tokens

  /// The next tag or run of text. Text is appended to what ``readText()`` gathers.
  func next() throws(BankFileFault) -> Token {
    if isEmptyElement {
      isEmptyElement = false
      closeElement()
      return .end
    }
    while true {
      tokenStart = position
      guard try has(1) else { return try finish() }
      guard buffer[tokenStart] == UInt8(ascii: "<") else {
        try readCharacters()
        return .text
      }
      guard try has(2) else { throw cutOff() }
      switch buffer[tokenStart + 1] {
      case UInt8(ascii: "/"):
        try readEndTag()
        return .end
      case UInt8(ascii: "?"): try readInstruction()
      case UInt8(ascii: "!"): if try readDeclaration() { return .text }
      default:
        try readStartTag()
        return .start
      }
    }
  }

  func finish() throws(BankFileFault) -> Token {
    guard nameEnds.isEmpty, hasRoot else { throw cutOff() }
    return .finished
  }

  func cutOff() -> BankFileFault {
    BankFileFault(.cutOff(inside: nameEnds.isEmpty ? "XML" : shownOpenName), at: place(at: end))
  }

  func requireBlank() throws(BankFileFault) {
    defer { textCount = 0 }
    for index in 0..<textCount where !XMLReader.isSpace(textBytes[index]) {
      throw fault(.malformed(Text(zh: "元素之间有多余的文字。", en: "there is text between elements.")))
    }
  }

  // MARK: Names

  var shownOpenName: String {
    let start = nameEnds.count > 1 ? nameEnds[nameEnds.count - 2] : 0
    return FieldProblem.shown(UnsafeBufferPointer(start: names + start, count: (nameEnds.last ?? 0) - start))
  }

  static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }

  /// Letters, `_`, `:`, and all beyond ASCII, where exactness would gain nothing.
  static func beginsName(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 97 < 26 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ":") || byte >= 0x80
  }
}

extension BankFileFault.Problem {
  /// What a source said that could not be read.
  static func reading(_ fault: TabularFault) -> Self {
    if case .cannotRead(let why) = fault.problem { return .cannotRead(why) }
    return .cannotRead(fault.text.en)
  }
}
