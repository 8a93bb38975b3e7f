import Catalogue
import Measures
import Messages

/// Statements of OFX 1.x and 2.x: `STMTRS` of an account and `CCSTMTRS` of a card ("Open Financial Exchange Specification 2.3", chapter 11).
///
/// There is no opening balance, so nothing is proved. Dates are the days that are written, in whatever zone the bank writes them.
struct OFXReader {
  let tags: OFXTags
  let output: EventOutput

  private var open: [ElementName] = []
  private var header = StatementHeader()
  private var hasBegun = false
  private var draft: Draft?
  private var balance: (amount: Money?, day: Day?, place: FilePlace)?
  private var hasOFX = false

  private struct Draft {
    var place: FilePlace
    var amount: Money?
    var postedOn: Day?
    var line: StatementLine
    var memo = ""
    var problem: FieldProblem?
  }

  init(_ tags: OFXTags, output: EventOutput) {
    self.tags = tags
    self.output = output
  }

  mutating func read() throws {
    while let token = try tags.next() {
      switch token {
      case .open(let name):
        if open.isEmpty, name != .ofx { throw BankFileFault(.unknownMessage("OFX"), at: tags.place) }
        hasOFX = true
        open.append(name)
        try begin(name)
      case .close(let name):
        // Elements without a value that were taken for aggregates have ended with it.
        while let last = open.popLast(), last != name {}
        try end(name)
      case .value(let name, let text): try take(name, text)
      }
    }
    guard hasOFX else { throw BankFileFault(.cutOff(inside: "OFX"), at: tags.place) }
  }

  // MARK: Aggregates

  private mutating func begin(_ name: ElementName) throws {
    switch name {
    case .bankStatement, .cardStatement:
      header = StatementHeader(place: tags.place)
      hasBegun = false
    case .transaction:
      try beginStatement()
      let epoch = Day(number: 0)
      draft = Draft(place: tags.place, line: StatementLine(place: tags.place, bookedOn: epoch, amount: .zero))
    case .ledgerBalance: balance = (nil, nil, tags.place)
    default: break
    }
  }

  private mutating func end(_ name: ElementName) throws {
    switch name {
    case .transaction: try emit()
    case .ledgerBalance:
      guard let found = balance else { return }
      balance = nil
      guard let amount = found.amount else { throw BankFileFault(.field(.missing(field: "BALAMT")), at: found.place) }
      try beginStatement()
      try output.close(amount, on: found.day, at: found.place)
    case .bankStatement, .cardStatement: try beginStatement()
    default: break
    }
  }

  private mutating func beginStatement() throws {
    guard !hasBegun else { return }
    hasBegun = true
    try output.begin(header)
  }

  private mutating func emit() throws {
    guard var found = draft else { return }
    draft = nil
    if let problem = found.problem { return try output.find(.unreadable(problem), at: found.place) }
    guard let amount = found.amount else { return try output.find(.unreadable(.missing(field: "TRNAMT")), at: found.place) }
    guard let postedOn = found.postedOn else { return try output.find(.unreadable(.missing(field: "DTPOSTED")), at: found.place) }
    found.line.amount = amount
    found.line.bookedOn = postedOn
    found.line.text = found.memo
    try output.line(found.line)
  }

  // MARK: Elements

  private mutating func take(_ name: ElementName, _ text: String) throws {
    if draft != nil { return try takeOfLine(name, text) }
    switch name {
    case .ofxCurrency: _ = try required { () throws(FieldProblem) in try FieldProblem.requireCNY(text) }
    case .accountID where open.last == .accountFrom || open.last == .cardFrom: header.account = text
    case .listStart where open.last == .transactionList:
      header.from = try required { () throws(FieldProblem) in try Day.ofx(text, "DTSTART") }
    case .listEnd where open.last == .transactionList:
      header.through = try required { () throws(FieldProblem) in try Day.ofx(text, "DTEND") }
    case .balanceAmount where open.last == .ledgerBalance:
      let amount = try required { () throws(FieldProblem) in try OFXReader.amount(text, "BALAMT") }
      balance?.amount = amount
    case .balanceDate where open.last == .ledgerBalance:
      let day = try required { () throws(FieldProblem) in try Day.ofx(text, "DTASOF") }
      balance?.day = day
    default: break
    }
  }

  private mutating func takeOfLine(_ name: ElementName, _ text: String) throws {
    let isOfAccount = open.last == .accountTo || open.last == .cardTo
    do throws(FieldProblem) {
      switch name {
      case .ofxAmount:
        // Which of two is meant, nobody knows.
        guard draft!.amount == nil else { throw FieldProblem.twice(field: "TRNAMT") }
        draft!.amount = try OFXReader.amount(text, "TRNAMT")
      case .posted: draft!.postedOn = try Day.ofx(text, "DTPOSTED")
      case .available: draft!.line.valueOn = try Day.ofx(text, "DTAVAIL")
      case .fitID: draft!.line.bankReference = text
      case .referenceNumber: draft!.line.reference = text
      case .ofxName: draft!.line.counterpartyName = text
      case .memo: draft!.memo = text
      case .accountID where isOfAccount: draft!.line.counterpartyAccount = text
      case .currencySymbol where open.last == .lineCurrency: try FieldProblem.requireCNY(text)
      default: break
      }
    } catch {
      if draft!.problem == nil { draft!.problem = error }
    }
    if name == .correctedID { try output.find(.correction(of: FieldProblem.shown(text)), at: tags.place) }
  }

  /// What is wrong with a statement itself stops.
  private func required<Value>(_ body: () throws(FieldProblem) -> Value) throws(BankFileFault) -> Value {
    do { return try body() } catch { throw BankFileFault(.field(error), at: tags.place) }
  }

  /// With a point or a comma for the decimals (3.2.9.1), and no thousands.
  private static func amount(_ text: String, _ field: String) throws(FieldProblem) -> Money {
    let notation = text.utf8.contains(UInt8(ascii: ",")) ? AmountNotation.swift : .plain
    return try notation.money(text.utf8, field: field)
  }
}

extension Day {
  /// `20201007`, with or without a time and zone behind.
  fileprivate static func ofx(_ text: String, _ field: String) throws(FieldProblem) -> Day {
    let bytes = Array(text.utf8)
    guard bytes.count == 8 || bytes.count > 8 && bytes.dropFirst(8).allSatisfy({ $0 > 0x20 && $0 < 0x7F }),
      let number = Int(digits: bytes.prefix(8)), let day = Day(year: number / 10_000, month: number / 100 % 100, day: number % 100)
    else { throw .notADay(field: field, value: FieldProblem.shown(text)) }
    return day
  }
}
