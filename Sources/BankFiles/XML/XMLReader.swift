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

  private static let chunk = 262_144

  private let source: ByteSource
  private let table = ElementTable.shared

  // The reader calls nobody but its source, so no two accesses to its state can overlap; proving that again at each of them took a quarter
  // of the time.

  // The piece of the file in memory: from `tokenStart` on it is still needed, up to `end` it is known to be text.
  private let buffer: UnsafeMutablePointer<UInt8>
  @exclusivity(unchecked) private var tokenStart = 0
  @exclusivity(unchecked) private var position = 0
  @exclusivity(unchecked) private var end = 0
  @exclusivity(unchecked) private var filled = 0
  @exclusivity(unchecked) private var isAtEnd = false
  @exclusivity(unchecked) private var isAtStart = true

  // Lines and columns are counted up to `counted`.
  @exclusivity(unchecked) private var counted = 0
  @exclusivity(unchecked) private var line = 1
  @exclusivity(unchecked) private var column = 1

  // Open elements: their names one behind the other.
  private let names: UnsafeMutablePointer<UInt8>
  @exclusivity(unchecked) private var nameEnds: [Int] = []
  @exclusivity(unchecked) private var hasRoot = false
  /// The start tag was `<a/>`: its end is told next.
  @exclusivity(unchecked) private var isEmptyElement = false

  // Namespaces: innermost last.
  @exclusivity(unchecked) private var bindings: [(prefix: [UInt8], uri: String, depth: Int)] = []
  @exclusivity(unchecked) private var isDefaultOurs = true
  /// The namespace of the root element.
  @exclusivity(unchecked) private(set) var rootNamespace = ""

  // The present start tag.
  @exclusivity(unchecked) private(set) var name = ElementName.other
  @exclusivity(unchecked) private var attributes: [(name: Range<Int>, value: Range<Int>)] = []

  // The present text.
  private let textBytes: UnsafeMutablePointer<UInt8>
  @exclusivity(unchecked) private var textCount = 0

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
        throw fault(.malformed(Text(zh: "这里应为文字,却有子元素 \(shownName)。", en: "text is expected here, not an element \(shownName).")))
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

  private func finish() throws(BankFileFault) -> Token {
    guard nameEnds.isEmpty, hasRoot else { throw cutOff() }
    return .finished
  }

  private func cutOff() -> BankFileFault {
    BankFileFault(.cutOff(inside: nameEnds.isEmpty ? "XML" : shownOpenName), at: place(at: end))
  }

  private func requireBlank() throws(BankFileFault) {
    defer { textCount = 0 }
    for index in 0..<textCount where !XMLReader.isSpace(textBytes[index]) {
      throw fault(.malformed(Text(zh: "元素之间有多余的文字。", en: "there is text between elements.")))
    }
  }

  // MARK: Text

  private func readCharacters() throws(BankFileFault) {
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

  private func appendText(_ range: Range<Int>, decoding: Bool) throws(BankFileFault) {
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
  private func appendReference(_ start: Int, _ end: Int) throws(BankFileFault) -> Int {
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

  private static func scalar(_ content: UnsafeBufferPointer<UInt8>) -> Unicode.Scalar? {
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

  // MARK: Markup

  private func readInstruction() throws(BankFileFault) {
    let isDeclaration = !hasRoot && place(at: tokenStart) == FilePlace(line: 1, column: 1)
    let length = try find([UInt8(ascii: "?"), UInt8(ascii: ">")], from: 2)
    let content = String(decoding: UnsafeBufferPointer(start: buffer + tokenStart + 2, count: length - 2), as: UTF8.self)
    if isDeclaration, content.hasPrefix("xml"), let declared = content.declaredEncoding {
      guard ["utf-8", "utf8", "us-ascii", "ascii"].contains(declared.lowercased()) else { throw fault(.unknownEncoding(declared)) }
    }
    position = tokenStart + length + 2
  }

  /// Passes over a comment; takes CDATA as text and says so; refuses all else.
  private func readDeclaration() throws(BankFileFault) -> Bool {
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

  private func starts(with text: StaticString) throws(BankFileFault) -> Bool {
    guard try has(text.utf8CodeUnitCount) else { return false }
    return memcmp(buffer + tokenStart, text.utf8Start, text.utf8CodeUnitCount) == 0
  }

  private func readEndTag() throws(BankFileFault) {
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

  private func closeElement() {
    if let last = bindings.last, last.depth == nameEnds.count {
      while let last = bindings.last, last.depth == nameEnds.count { bindings.removeLast() }
      isDefaultOurs = (namespace(of: []) ?? "") == rootNamespace
    }
    nameEnds.removeLast()
  }

  private func readStartTag() throws(BankFileFault) {
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
  private func splitTag(_ length: Int) throws(BankFileFault) -> Bool {
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

  private func splitAttributes(_ from: Int, _ stop: Int) throws(BankFileFault) -> Bool {
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

  private func openElement(_ start: Int, _ stop: Int, _ colon: Int) throws(BankFileFault) {
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

  // MARK: Namespaces

  private func bindNamespaces() throws(BankFileFault) {
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

  private func namespace(of prefix: [UInt8]) -> String? { bindings.last { $0.prefix == prefix }?.uri }

  /// The namespace of an element whose name begins at `start`; without a colon, the default one.
  private func namespace(_ start: Int, _ colon: Int) throws(BankFileFault) -> String {
    guard colon >= 0 else { return namespace(of: []) ?? "" }
    let prefix = Array(UnsafeBufferPointer(start: buffer + start, count: colon - start))
    if prefix.elementsEqual("xml".utf8) { return "http://www.w3.org/XML/1998/namespace" }
    guard let uri = namespace(of: prefix) else {
      let shown = FieldProblem.shown(prefix)
      throw fault(.malformed(Text(zh: "命名空间前缀「\(shown)」没有声明。", en: "the namespace prefix “\(shown)” is not declared.")))
    }
    return uri
  }

  // MARK: Names

  private var shownName: String { shownOpenName }

  private var shownOpenName: String {
    let start = nameEnds.count > 1 ? nameEnds[nameEnds.count - 2] : 0
    return FieldProblem.shown(UnsafeBufferPointer(start: names + start, count: (nameEnds.last ?? 0) - start))
  }

  static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }

  /// Letters, `_`, `:`, and all beyond ASCII, where exactness would gain nothing.
  private static func beginsName(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 97 < 26 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ":") || byte >= 0x80
  }

  // MARK: Buffer

  /// Whether the token has `count` bytes; reads on as needed.
  private func has(_ count: Int) throws(BankFileFault) -> Bool {
    while end - tokenStart < count { guard try fill() else { return false } }
    return true
  }

  /// The offset of `byte` from the token's start.
  private func find(_ byte: UInt8, from: Int, orEnd: Bool = false) throws(BankFileFault) -> Int {
    var from = from
    while true {
      if let found = memchr(buffer + tokenStart + from, Int32(byte), end - tokenStart - from) {
        let length = UnsafeRawPointer(found) - UnsafeRawPointer(buffer + tokenStart)
        guard length <= XMLReader.tokenBytesMax else { throw fault(.tooLong(limit: XMLReader.tokenBytesMax)) }
        return length
      }
      from = end - tokenStart
      guard from <= XMLReader.tokenBytesMax else { throw fault(.tooLong(limit: XMLReader.tokenBytesMax)) }
      guard try fill() else {
        if orEnd { return from }
        throw cutOff()
      }
    }
  }

  /// The offset of `bytes` from the token's start.
  private func find(_ bytes: [UInt8], from: Int) throws(BankFileFault) -> Int {
    var from = from
    while true {
      let length = try find(bytes[0], from: from)
      guard try has(length + bytes.count) else { throw cutOff() }
      if memcmp(buffer + tokenStart + length, bytes, bytes.count) == 0 { return length }
      from = length + 1
    }
  }

  /// Reads the next piece of the file behind what is still needed; false at its end.
  private func fill() throws(BankFileFault) -> Bool {
    guard !isAtEnd else { return false }
    count(upTo: tokenStart)
    if tokenStart > 0 {
      memmove(buffer, buffer + tokenStart, filled - tokenStart)
      position -= tokenStart
      end -= tokenStart
      filled -= tokenStart
      counted = 0
      tokenStart = 0
    }
    let piece: [UInt8]
    do { piece = try source(XMLReader.chunk) } catch {
      throw BankFileFault(.reading(error), at: place(at: end))
    }
    precondition(piece.count <= XMLReader.chunk)
    piece.withUnsafeBufferPointer { if !$0.isEmpty { memcpy(buffer + filled, $0.baseAddress!, $0.count) } }
    filled += piece.count
    isAtEnd = piece.isEmpty
    if isAtStart { try passMark() }
    let before = end
    try validate()
    if end > before { return true }
    return try fill()
  }

  /// Passes over a byte-order mark, and refuses those of other encodings.
  private func passMark() throws(BankFileFault) {
    guard filled >= 3 || isAtEnd else { return }
    isAtStart = false
    if filled >= 2, (buffer[0] == 0xFE && buffer[1] == 0xFF) || (buffer[0] == 0xFF && buffer[1] == 0xFE) {
      throw BankFileFault(.unknownEncoding("UTF-16"), at: FilePlace(line: 1, column: 1))
    }
    guard filled >= 3, buffer[0] == 0xEF, buffer[1] == 0xBB, buffer[2] == 0xBF else { return }
    filled -= 3
    memmove(buffer, buffer + 3, filled)
  }

  /// Moves `end` on over what is UTF-8 and allowed in XML; a character that is not whole yet waits for the rest.
  private func validate() throws(BankFileFault) {
    guard !isAtStart else { return }
    var index = end
    while index < filled {
      if index + 8 <= filled {
        let word = UnsafeRawPointer(buffer + index).loadUnaligned(as: UInt64.self)
        // No byte beyond ASCII, none below a space: nothing to look at.
        if (word | (word &- 0x2020_2020_2020_2020)) & 0x8080_8080_8080_8080 == 0 {
          index += 8
          continue
        }
      }
      let byte = buffer[index]
      if byte < 0x80 {
        guard byte >= 0x20 || XMLReader.isSpace(byte) else {
          end = index
          throw BankFileFault(
            .malformed(Text(zh: "含有控制字符 \(byte)。", en: "it holds the control character \(byte).")), at: place(at: index))
        }
        index += 1
        continue
      }
      let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC2 ? 2 : 1
      if index + length > filled, !isAtEnd { break }
      guard length > 1, index + length <= filled,
        String(validating: UnsafeBufferPointer(start: buffer + index, count: length), as: UTF8.self) != nil
      else {
        end = index
        throw BankFileFault(.notText(encoding: "UTF-8"), at: place(at: index))
      }
      index += length
    }
    end = index
  }

  // MARK: Places

  private func place(at offset: Int) -> FilePlace {
    count(upTo: offset)
    return FilePlace(line: line, column: column)
  }

  /// Counts lines and columns up to `offset`; one that lies behind what is counted already stays as it is.
  private func count(upTo offset: Int) {
    var index = counted
    while index < offset {
      guard let found = memchr(buffer + index, 0x0A, offset - index) else { break }
      index = UnsafeRawPointer(found) - UnsafeRawPointer(buffer) + 1
      line += 1
      column = 1
    }
    while index < offset {
      if buffer[index] & 0xC0 != 0x80 { column += 1 }
      index += 1
    }
    counted = max(counted, offset)
  }
}

extension BankFileFault.Problem {
  /// What a source said that could not be read.
  static func reading(_ fault: TabularFault) -> Self {
    if case .cannotRead(let why) = fault.problem { return .cannotRead(why) }
    return .cannotRead(fault.text.en)
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
