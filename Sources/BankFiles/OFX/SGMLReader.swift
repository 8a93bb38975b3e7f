import Messages
import Tabular

/// The SGML of OFX 1.x: elements have a value and mostly no end tag, aggregates have one ("Open Financial Exchange Specification 1.6",
/// chapter 2). In UTF-8 or GB18030, whichever its bytes are: what the header says of its character set is seldom true.
final class SGMLReader {
  static let depthMax = 64
  static let tokenBytesMax = 65_536

  /// Elements that may be empty and without an end tag.
  private static let leaves: Set<ElementName> = [.memo, .ofxName, .referenceNumber, .fitID, .accountID, .correctedID]

  private let source: ByteSource
  private let decoding = TextDecoding()
  private let table = ElementTable.shared
  private var buffer: [UInt8] = []
  private var position = 0
  private var isAtEnd = false
  private var line = 1
  private var column = 1
  private var open: [(name: ElementName, bytes: [UInt8])] = []
  private var hasRoot = false
  /// A tag that was read and belongs to the next token.
  private var waiting: (bytes: [UInt8], place: FilePlace)?
  private(set) var place = FilePlace(line: 1)

  init(_ source: @escaping ByteSource) { self.source = source }

  // MARK: Tokens

  func next() throws(BankFileFault) -> OFXToken? {
    while true {
      if hasRoot, open.isEmpty { return nil }
      guard let tag = try nextTag() else { throw BankFileFault(.cutOff(inside: shownOpen), at: here) }
      place = tag.place
      guard let first = tag.bytes.first else { throw malformed(tag.bytes) }
      switch first {
      case UInt8(ascii: "?"): continue
      case UInt8(ascii: "!"): throw BankFileFault(.doctype, at: place)
      case UInt8(ascii: "/"): return .close(try close(Array(tag.bytes.dropFirst())))
      default: return try element(tag.bytes)
      }
    }
  }

  private func element(_ bytes: [UInt8]) throws(BankFileFault) -> OFXToken {
    let name = name(bytes)
    hasRoot = true
    let text = try readText()
    let closesItself = try takeEndTag(bytes)
    if !text.isEmpty || closesItself || SGMLReader.leaves.contains(name) {
      guard !open.isEmpty else { throw malformed(bytes) }
      return .value(name, text)
    }
    guard open.count < SGMLReader.depthMax else { throw BankFileFault(.tooDeep(limit: SGMLReader.depthMax), at: place) }
    open.append((name, bytes))
    return .open(name)
  }

  /// Closes the innermost aggregate of that name; elements without value inside it have ended with it.
  private func close(_ bytes: [UInt8]) throws(BankFileFault) -> ElementName {
    guard let index = open.lastIndex(where: { $0.bytes == bytes }) else { throw malformed(bytes) }
    // Only what is not known can have been taken for an aggregate.
    guard open[(index + 1)...].allSatisfy({ $0.name == .other }) else { throw malformed(bytes) }
    let name = open[index].name
    open.removeSubrange(index...)
    return name
  }

  private func takeEndTag(_ bytes: [UInt8]) throws(BankFileFault) -> Bool {
    guard let tag = try nextTag() else { return false }
    if tag.bytes.first == UInt8(ascii: "/"), tag.bytes.dropFirst().elementsEqual(bytes) { return true }
    waiting = tag
    return false
  }

  private func malformed(_ bytes: [UInt8]) -> BankFileFault {
    let shown = FieldProblem.shown(bytes)
    return BankFileFault(.malformed(Text(zh: "标签「\(shown)」不合 OFX 的写法。", en: "the tag “\(shown)” does not fit here in OFX.")), at: place)
  }

  private var shownOpen: String { open.last.map { FieldProblem.shown($0.bytes) } ?? "OFX" }

  private func name(_ bytes: [UInt8]) -> ElementName {
    // The table loads names as words.
    (bytes + [0, 0, 0, 0, 0, 0, 0, 0]).withUnsafeBufferPointer { table.name($0.baseAddress!, bytes.count) }
  }

  // MARK: Characters

  private var here: FilePlace { FilePlace(line: line, column: column) }

  /// The next tag without its brackets; nil at the end of the file. Text in front of it is passed over: outside of elements there is none
  /// but the header's.
  private func nextTag() throws(BankFileFault) -> (bytes: [UInt8], place: FilePlace)? {
    if let waiting {
      self.waiting = nil
      return waiting
    }
    while let byte = try peek(), byte != UInt8(ascii: "<") {
      if hasRoot, byte > 0x20 { throw BankFileFault(.malformed(Text(zh: "标签之间有多余的文字。", en: "there is text between tags.")), at: here) }
      advance()
    }
    let place = here
    guard try peek() != nil else { return nil }
    advance()
    var bytes: [UInt8] = []
    while let byte = try peek(), byte != UInt8(ascii: ">") {
      bytes.append(byte)
      guard bytes.count <= 256 else { throw BankFileFault(.tooLong(limit: 256), at: place) }
      advance()
    }
    guard try peek() != nil else { throw BankFileFault(.cutOff(inside: FieldProblem.shown(bytes)), at: here) }
    advance()
    return (bytes, place)
  }

  /// The text up to the next tag, with its references decoded and without white space around it.
  private func readText() throws(BankFileFault) -> String {
    var bytes: [UInt8] = []
    while let byte = try peek(), byte != UInt8(ascii: "<") {
      if bytes.count > 0 || byte > 0x20 { bytes.append(byte) }
      guard bytes.count <= SGMLReader.tokenBytesMax else { throw BankFileFault(.tooLong(limit: SGMLReader.tokenBytesMax), at: place) }
      advance()
    }
    while let last = bytes.last, last <= 0x20 { bytes.removeLast() }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw BankFileFault(.notText(encoding: decoding.encoding?.rawValue ?? "UTF-8"), at: place)
    }
    guard bytes.contains(UInt8(ascii: "&")) else { return text }
    return text.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&nbsp;", with: " ").replacing("&amp;", with: "&")
  }

  private func peek() throws(BankFileFault) -> UInt8? {
    while position >= buffer.count {
      guard !isAtEnd else { return nil }
      let piece: [UInt8]
      do { piece = try source(262_144) } catch { throw BankFileFault(.reading(error), at: here) }
      isAtEnd = piece.isEmpty
      buffer = decoding.decode(piece, isLast: isAtEnd)
      position = 0
    }
    return buffer[position]
  }

  private func advance() {
    let byte = buffer[position]
    position += 1
    if byte == UInt8(ascii: "\n") {
      line += 1
      column = 1
    } else if byte & 0xC0 != 0x80 {
      column += 1
    }
  }
}
