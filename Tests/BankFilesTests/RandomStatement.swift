import BankFiles
import Catalogue
import Measures

/// A statement from a seed, with what its format can carry and nothing else.
struct RandomStatement {
  var header: StatementHeader
  var lines: [StatementLine]
  var closing: Money
  var closingOn: Day
  /// What was written, for messages.
  var format: WrittenFormat

  static let names = ["江大山", "罗英兰", "盛𡐓镇合作社", "Müller & Söhne <x>", "\"永辉\" 超市", "O'Hara, Pat", ""]
  static let texts = [
    "板栗款", "a/b \\s //NAME/x", "PR-7/17 :61:x -{5:", "1,234.50 \"元\"", "盛𡐓镇 & <b>", "?20EREF+x", "",
    String(repeating: "长text ", count: 11) + "end",
  ]
  static let references = ["PR-7/17", "NONREF", "O-12", "420625-PR-7-1000017-XXXX", "", "x"]

  init(_ format: WrittenFormat, seed: UInt64, count: Int) {
    var random = RandomStream(seed: seed)
    self.format = format
    let start = Day("2020-10-07")!
    let opening = Money(fen: random.int(in: -1_000_000...1_000_000_000))
    header = StatementHeader(
      account: "6222000000001", number: "2020/\(seed)", from: start, through: start.advanced(by: 30), opening: opening, openingOn: start)
    lines = []
    var balance = opening.fen
    for number in 0..<count {
      let line = format.carried(RandomStatement.line(number, start, &random))
      balance += line.amount.fen
      lines.append(line)
      if format.carriesBalance { lines[number].runningBalance = Money(fen: balance) }
    }
    closing = Money(fen: balance)
    closingOn = start.advanced(by: 30)
    format.reduce(&header)
  }

  private static func line(_ number: Int, _ start: Day, _ random: inout RandomStream) -> StatementLine {
    let booked = start.advanced(by: random.int(in: 0...30))
    let isReturn = random.int(in: 0...9) == 0
    // Small amounts are seldom equal to nothing, which two columns cannot tell apart.
    let amount = Money(fen: random.int(in: 1...5_000_000) * (random.int(in: 0...1) == 0 ? 1 : -1))
    return StatementLine(
      bookedOn: booked, valueOn: random.int(in: 0...3) == 0 ? nil : booked.advanced(by: random.int(in: -3...3)), amount: amount,
      bankReference: random.int(in: 0...4) == 0 ? "" : "B\(number)", reference: random.pick(references),
      batchReference: random.pick(["", "PR-7", "PR-8"]), counterpartyName: random.pick(names),
      counterpartyAccount: random.pick(["", "6230001", "6222000000001", "CN/12"]), text: random.pick(texts),
      returnCode: isReturn ? random.pick(["AC04", "AC01", ""]) : "", returnText: isReturn ? random.pick(["账户已销户", ""]) : "",
      isReturn: isReturn)
  }

  func bytes() throws -> [UInt8] {
    var writer = try StatementWriter(format.writer, header, closing: closing, on: closingOn)
    for line in lines { try writer.write(line) }
    try writer.finish()
    return writer.take()
  }
}

/// A format that statements are written in, with what of a statement it does not carry.
enum WrittenFormat: String, CaseIterable, Sendable {
  case camt, mt940, ofx, rural, abc, psbc, icbc

  var bank: Bank? { shippedBanks.first { $0.id == (self == .rural ? "rural-commercial" : rawValue) } }

  var writer: StatementWriter.Format {
    switch self {
    case .camt: .camt053
    case .mt940: .mt940
    case .ofx: .ofx2
    default: .sheet(bank!)
    }
  }

  var carriesBalance: Bool { bank != nil }

  func reduce(_ header: inout StatementHeader) {
    switch self {
    case .camt: break
    case .mt940: (header.from, header.through) = (nil, nil)
    case .ofx: (header.number, header.opening, header.openingOn) = ("", nil, nil)
    default:
      let labels = Set(bank!.statement.labels.map(\.field))
      header.openingOn = nil
      if !labels.contains(.account) { header.account = "" }
      if !labels.contains(.number) { header.number = "" }
      if !labels.contains(.opening) { header.opening = nil }
      if !labels.contains(.from) { header.from = nil }
      if !labels.contains(.through) { header.through = nil }
    }
  }

  func carried(_ line: StatementLine) -> StatementLine {
    var line = line
    switch self {
    case .camt:
      // A counterparty is known by name or account, and one that is the account itself by its name only.
      if line.counterpartyAccount == "6222000000001", line.counterpartyName.isEmpty { line.counterpartyAccount = "" }
    case .mt940: line.valueOn = line.valueOn ?? line.bookedOn
    case .ofx:
      (line.batchReference, line.returnCode, line.returnText, line.isReturn) = ("", "", "", false)
      if line.bankReference.isEmpty { line.bankReference = "-" }
    default: reduce(&line, bank!)
    }
    return line
  }

  private func reduce(_ line: inout StatementLine, _ bank: Bank) {
    let map = bank.statement
    line.returnText = ""
    if !map.has(.returnCode) { line.returnCode = "" }
    if line.isReturn, line.returnCode.isEmpty { line.text += map.returnWords[0] }
    if !map.has(.valueOn) { line.valueOn = nil }
    if !map.has(.batchReference) { line.batchReference = "" }
    if bank.encoding == .gbk || bank.encoding == .gb2312 {
      line.counterpartyName = line.counterpartyName.filter { !"𡐓üö".contains($0) }
      line.text = line.text.filter { $0 != "𡐓" }
    }
  }
}
