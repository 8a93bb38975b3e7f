import Measures
import Messages

/// `BkToCstmrStmt` of camt.053 and `BkToCstmrDbtCdtNtfctn` of camt.054: statements of accounts with entries.
///
/// "ISO 20022 Message Definition Report, Bank-to-Customer Cash Management". A statement's header stands before its entries in every
/// version, so events come while the file is read.
struct AccountMessage {
  let xml: XMLReader
  let output: EventOutput

  func read() throws {
    var isFound = false
    while let child = try xml.nextChild() {
      switch child {
      case .statement, .notification:
        try readStatement()
        isFound = true
      default: try xml.skip()
      }
    }
    guard isFound else { throw xml.fault(.malformed(Text(zh: "报文中没有对账单。", en: "there is no statement in the message."))) }
  }

  // MARK: A statement

  private struct Balances {
    var closing: Money?
    var closingOn: Day?
    var closingPlace: FilePlace?
    /// What the summary says.
    var entries: Int64?
    var isClosingInterim = false
    var isOpeningPrevious = false
  }

  private func readStatement() throws {
    var header = StatementHeader(place: xml.place)
    var balances = Balances()
    var legalNumber = ""
    var entries: Int64 = 0
    var hasBegun = false
    func begin() throws {
      guard !hasBegun else { return }
      hasBegun = true
      if header.number.isEmpty { header.number = legalNumber }
      try output.begin(header)
    }
    let reader = EntryReader(xml: xml, output: output)
    while let child = try xml.nextChild() {
      switch child {
      case .id: header.number = try xml.text()
      case .legalNumber, .electronicNumber: legalNumber = try xml.text()
      case .period: try readPeriod(into: &header)
      case .account: try readAccount(into: &header)
      case .balance: try readBalance(into: &header, &balances)
      case .summary: balances.entries = try readSummary()
      case .entry:
        try begin()
        entries += 1
        try reader.read(account: header.account)
      default: try xml.skip()
      }
    }
    try begin()
    if let count = balances.entries, count != entries { try output.find(.countDiffers(summary: count, found: entries), at: header.place) }
    if let closing = balances.closing {
      try output.close(closing, on: balances.closingOn, at: balances.closingPlace ?? header.place)
    }
  }

  private func readPeriod(into header: inout StatementHeader) throws {
    while let child = try xml.nextChild() {
      switch child {
      case .fromTime: header.from = try required(try xml.leadingDay("FrDtTm"))
      case .throughTime: header.through = try required(try xml.leadingDay("ToDtTm"))
      default: try xml.skip()
      }
    }
  }

  private func readAccount(into header: inout StatementHeader) throws {
    while let child = try xml.nextChild() {
      switch child {
      case .id: header.account = try xml.accountNumber()
      case .currency:
        let place = xml.place
        let currency = try xml.text()
        do { try FieldProblem.requireCNY(currency) } catch { throw BankFileFault(.field(error), at: place) }
      default: try xml.skip()
      }
    }
  }

  /// `OPBD` or, where there is none, `PRCD` opens; `CLBD` closes, and else `ITBD`, at the end of a page. Others are passed over.
  private func readBalance(into header: inout StatementHeader, _ balances: inout Balances) throws {
    let place = xml.place
    var type = ""
    var amount: Money?
    var isCredit = true
    var day: Day?
    while let child = try xml.nextChild() {
      switch child {
      case .type: type = try xml.firstText()
      case .amount: amount = try required(try xml.amount("Bal/Amt"))
      case .direction: isCredit = try required(try xml.isCredit())
      case .date: day = try required(try xml.date("Bal/Dt"))
      default: try xml.skip()
      }
    }
    guard ["OPBD", "PRCD", "CLBD", "ITBD"].contains(type) else { return }
    guard let amount else { throw BankFileFault(.field(.missing(field: "Bal/Amt")), at: place) }
    let signed = isCredit ? amount : Money(fen: -amount.fen)
    switch type {
    case "OPBD" where header.opening == nil || balances.isOpeningPrevious, "PRCD" where header.opening == nil:
      (header.opening, header.openingOn, balances.isOpeningPrevious) = (signed, day, type == "PRCD")
    case "CLBD" where balances.closing == nil || balances.isClosingInterim:
      (balances.closing, balances.closingOn, balances.closingPlace, balances.isClosingInterim) = (signed, day, place, false)
    case "ITBD":
      // The first interim balance of a page opens it, the second closes it.
      if header.opening == nil {
        (header.opening, header.openingOn) = (signed, day)
      } else if balances.closing == nil {
        (balances.closing, balances.closingOn, balances.closingPlace, balances.isClosingInterim) = (signed, day, place, true)
      }
    default: break
    }
  }

  private func readSummary() throws -> Int64? {
    var count: Int64?
    while let child = try xml.nextChild() {
      guard child == .totalEntries else {
        try xml.skip()
        continue
      }
      while let inner = try xml.nextChild() {
        if inner == .entryCount { count = Int64(try xml.text()) } else { try xml.skip() }
      }
    }
    return count
  }

  /// What is wrong with a statement itself stops: its entries would be an unknown account's.
  private func required<Value>(_ read: Read<Value>) throws(BankFileFault) -> Value {
    switch read {
    case .success(let value): return value
    case .failure(let problem): throw xml.fault(.field(problem))
    }
  }
}
