import Catalogue
import Measures
import Messages

/// MT940, customer statement message (SWIFT Standards MT, Category 9): tags of the form `:61:`, with lines that go on behind them.
///
/// A line that cannot be read is a finding, and the rest is read. A message that ends without `:62F:` was cut off.
struct MT940Reader {
  let lines: LineReader
  let output: EventOutput

  private var header = StatementHeader()
  private var hasHeader = false
  private var hasBegun = false
  private var isOpen = false
  private var pending: StatementLine?

  init(_ source: @escaping ByteSource, output: EventOutput) {
    lines = LineReader(source)
    self.output = output
  }

  private struct Field {
    var tag: String
    var value: [String]
    var place: FilePlace
  }

  mutating func read() throws {
    var field: Field?
    while let line = try lines.next() {
      if let (tag, value) = MT940Reader.tag(of: line) {
        if let field { try take(field) }
        field = Field(tag: tag, value: [value], place: lines.place)
      } else if line.hasPrefix("-}") || line == "-" || MT940Reader.isEnvelope(line) {
        // The envelope of SWIFT around the text block.
        if let field { try take(field) }
        field = nil
        if line.hasPrefix("{"), let start = line.range(ofTag: ":20:") { field = Field(tag: "20", value: [start], place: lines.place) }
      } else if field != nil {
        field!.value.append(line)
        guard field!.value.count <= 1000 else { throw BankFileFault(.tooLong(limit: 1000), at: lines.place) }
      } else if !line.allSatisfy(\.isWhitespace) {
        throw BankFileFault(.malformed(Text(zh: "这里应为「:20:」一类的标记。", en: "a tag such as “:20:” is expected here.")), at: lines.place)
      }
    }
    if let field { try take(field) }
    guard !isOpen else { throw BankFileFault(.cutOff(inside: "MT940, :62F:"), at: lines.place) }
  }

  private static func isEnvelope(_ line: String) -> Bool { ["{1:", "{2:", "{3:", "{4:", "{5:"].contains { line.hasPrefix($0) } }

  /// `61` and what stands behind, of `:61:…`.
  private static func tag(of line: String) -> (String, String)? {
    guard line.first == ":", let end = line.dropFirst().firstIndex(of: ":") else { return nil }
    let tag = line[line.index(after: line.startIndex)..<end]
    guard (2...3).contains(tag.utf8.count), tag.utf8.prefix(2).allSatisfy({ (48...57).contains($0) }) || tag == "NS" else { return nil }
    return (String(tag), String(line[line.index(after: end)...]))
  }

  // MARK: Fields

  private mutating func take(_ field: Field) throws {
    switch field.tag {
    case "20":
      try endLine()
      guard !isOpen else { throw BankFileFault(.cutOff(inside: "MT940, :62F:"), at: field.place) }
      header = StatementHeader(place: field.place)
      isOpen = true
      hasBegun = false
    case "25", "25P": header.account = field.value[0].trimmed
    case "28", "28C": header.number = field.value[0].trimmed
    case "60F", "60M": try takeOpening(field)
    case "61": try takeLine(field)
    case "86": try takeInformation(field)
    case "62F", "62M": try takeClosing(field)
    // References to the request, available balances, times and counts.
    case "21", "64", "65", "13", "13D", "34F": try endLine()
    default: try output.find(.unknownTag(":\(field.tag):"), at: field.place)
    }
  }

  private mutating func takeOpening(_ field: Field) throws {
    let balance = try readBalance(field)
    header.opening = balance.amount
    header.openingOn = balance.day
    try begin()
  }

  private mutating func begin() throws {
    guard !hasBegun else { return }
    hasBegun = true
    try output.begin(header)
  }

  private mutating func takeClosing(_ field: Field) throws {
    try endLine()
    try begin()
    let balance = try readBalance(field)
    try output.close(balance.amount, on: balance.day, at: field.place)
    isOpen = false
  }

  /// `C201007CNY1234,56`. What is wrong with a balance stops: nothing would prove the lines.
  private func readBalance(_ field: Field) throws(BankFileFault) -> (amount: Money, day: Day) {
    do { return try MT940Balance.read(field.value[0].trimmed) } catch { throw BankFileFault(.field(error), at: field.place) }
  }

  private mutating func takeLine(_ field: Field) throws {
    try endLine()
    guard isOpen else {
      throw BankFileFault(.malformed(Text(zh: ":61: 之前没有 :20:。", en: "there is no :20: before this :61:.")), at: field.place)
    }
    try begin()
    do throws(FieldProblem) {
      pending = try MT940Line.read(field.value, at: field.place)
    } catch {
      try output.find(.unreadable(error), at: field.place)
    }
  }

  private mutating func takeInformation(_ field: Field) throws {
    // Behind the closing balance, or the line that was lost, it tells of no line.
    guard var line = pending else { return }
    InformationField(lines: field.value).fill(&line)
    pending = line
    try endLine()
  }

  private mutating func endLine() throws {
    if let line = pending { try output.line(line) }
    pending = nil
  }
}

/// `C201007CNY1234,56`: a balance of MT940.
enum MT940Balance {
  static func read(_ text: String) throws(FieldProblem) -> (amount: Money, day: Day) {
    let bytes = Array(text.utf8)
    guard bytes.count > 10, bytes[0] == UInt8(ascii: "C") || bytes[0] == UInt8(ascii: "D") else {
      throw .malformed(field: ":60:/:62:", value: FieldProblem.shown(text))
    }
    let day = try MT940Line.day(bytes[1..<7], field: ":60:/:62:")
    try FieldProblem.requireCNY(String(decoding: bytes[7..<10], as: UTF8.self))
    let amount = try AmountNotation.swift.money(bytes[10...], signed: false, field: ":60:/:62:")
    return (bytes[0] == UInt8(ascii: "C") ? amount : Money(fen: -amount.fen), day)
  }
}

extension String {
  var trimmed: String {
    guard let first = utf8.first, let last = utf8.last, first <= 0x20 || last <= 0x20 else { return self }
    var text = Substring(self)
    while let first = text.utf8.first, first <= 0x20 { text.removeFirst() }
    while let last = text.utf8.last, last <= 0x20 { text.removeLast() }
    return String(text)
  }

  /// What stands behind a tag that shares its line with the envelope: `{4::20:X`.
  fileprivate func range(ofTag tag: String) -> String? {
    indices.first { self[$0...].hasPrefix(tag) }.map { String(self[index($0, offsetBy: tag.count)...]) }
  }
}
