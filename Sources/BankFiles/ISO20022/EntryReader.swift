import Measures

/// `Ntry`: one booking, which is one line, or one line per detail where the details come to it.
struct EntryReader {
  /// Most details of an entry that are kept apart: they wait in memory until their sum is known.
  static let detailsMax = 100_000

  let xml: XMLReader
  let output: EventOutput

  private struct Entry {
    var place: FilePlace
    var amount: Money?
    var isCredit: Bool?
    var isBooked = true
    var bookedOn: Day?
    var valueOn: Day?
    var isReversal = false
    var reference = ""
    var entryReference = ""
    var batchReference = ""
    var bankReference = ""
    var text = ""
    var isReturn = false
    var details: [EntryDetail] = []
    var detailCount = 0
    /// The first thing that is wrong with it, and where.
    var problem: (FieldProblem, FilePlace)?
  }

  /// - Parameter account: the statement's, so that it is not taken for the other side's.
  func read(account: String) throws {
    var entry = Entry(place: xml.place)
    while let child = try xml.nextChild() {
      let place = xml.place
      switch child {
      case .amount: entry.amount = take(try xml.amount("Amt"), place, &entry)
      case .direction: entry.isCredit = take(try xml.isCredit(), place, &entry)
      case .reversal: entry.isReversal = ["true", "1"].contains(try xml.text())
      case .status: entry.isBooked = ["BOOK", ""].contains(try xml.firstText())
      case .bookedOn: entry.bookedOn = take(try xml.date("BookgDt"), place, &entry)
      case .valueOn: entry.valueOn = take(try xml.date("ValDt"), place, &entry)
      case .bankReference: entry.bankReference = try xml.text()
      case .entryReference: entry.entryReference = try xml.text()
      case .bankTransaction: entry.isReturn = try xml.isReturnCode() || entry.isReturn
      case .additionalEntryText: entry.text = try xml.text()
      case .entryDetails: try readDetails(into: &entry)
      default: try xml.skip()
      }
    }
    try emit(entry, account)
  }

  private func take<Value>(_ read: Read<Value>, _ place: FilePlace, _ entry: inout Entry) -> Value? {
    switch read {
    case .success(let value): return value
    case .failure(let problem):
      if entry.problem == nil { entry.problem = (problem, place) }
      return nil
    }
  }

  private func readDetails(into entry: inout Entry) throws {
    while let child = try xml.nextChild() {
      switch child {
      case .batch:
        while let inner = try xml.nextChild() {
          switch inner {
          case .paymentInformationID: entry.batchReference = try xml.text()
          case .messageID where entry.batchReference.isEmpty: entry.batchReference = try xml.text()
          default: try xml.skip()
          }
        }
      case .transactionDetails:
        entry.detailCount += 1
        guard entry.detailCount <= EntryReader.detailsMax else {
          entry.details = []
          try xml.skip()
          continue
        }
        entry.details.append(try EntryDetail(reading: xml))
      default: try xml.skip()
      }
    }
  }

  // MARK: What it becomes

  private func emit(_ entry: Entry, _ account: String) throws {
    if let (problem, place) = entry.problem { return try output.find(.unreadable(problem), at: place) }
    guard let magnitude = entry.amount else { return try output.find(.unreadable(.missing(field: "Amt")), at: entry.place) }
    guard let isCredit = entry.isCredit else { return try output.find(.unreadable(.missing(field: "CdtDbtInd")), at: entry.place) }
    let amount = isCredit ? magnitude : Money(fen: -magnitude.fen)
    guard entry.isBooked else { return try output.find(.pending(amount: amount, reference: entry.bankReference), at: entry.place) }
    guard let bookedOn = entry.bookedOn ?? entry.valueOn else {
      return try output.find(.unreadable(.missing(field: "BookgDt")), at: entry.place)
    }
    var line = StatementLine(
      place: entry.place, bookedOn: bookedOn, valueOn: entry.valueOn, amount: amount, bankReference: entry.bankReference,
      reference: entry.reference, batchReference: entry.batchReference, text: entry.text, isReturn: entry.isReversal || entry.isReturn)
    switch entry.detailCount {
    case 0:
      line.reference = entry.entryReference
      try output.line(line)
    case 1:
      let detail = entry.details[0]
      let sum = detail.signed(isCredit)
      if detail.problem != nil || (sum.map { $0 != amount } ?? false) {
        try output.find(.detailsDiffer(entry: amount, details: sum, count: 1), at: entry.place)
      }
      detail.fill(&line, account: account)
      try output.line(line)
    default: try emitDetails(entry, line, isCredit, account)
    }
  }

  private func emitDetails(_ entry: Entry, _ line: StatementLine, _ isCredit: Bool, _ account: String) throws {
    guard entry.detailCount <= EntryReader.detailsMax else {
      try output.line(line)
      return try output.find(.tooManyDetails(count: entry.detailCount, limit: EntryReader.detailsMax), at: entry.place)
    }
    guard let amounts = amounts(of: entry.details, isCredit), amounts.reduce(Int128(0), { $0 + Int128($1.fen) }) == Int128(line.amount.fen)
    else {
      let sum = self.amounts(of: entry.details, isCredit)?.reduce(Int128(0)) { $0 + Int128($1.fen) }
      try output.line(line)
      return try output.find(
        .detailsDiffer(entry: line.amount, details: sum.flatMap { Int64(exactly: $0) }.map { Money(fen: $0) }, count: entry.detailCount),
        at: entry.place)
    }
    for (detail, amount) in zip(entry.details, amounts) {
      var part = line
      part.amount = amount
      detail.fill(&part, account: account)
      try output.line(part)
    }
  }

  /// Of every detail; nil where one does not tell.
  private func amounts(of details: [EntryDetail], _ isCredit: Bool) -> [Money]? {
    var amounts: [Money] = []
    amounts.reserveCapacity(details.count)
    for detail in details {
      guard detail.problem == nil, let amount = detail.signed(isCredit) else { return nil }
      amounts.append(amount)
    }
    return amounts
  }
}

extension XMLReader {
  /// Sub-families of external bank transaction codes by which a bank gives a payment back (ISO 20022 external code sets, 2020).
  private static let returns: Set<String> = ["RRTN", "RPCR", "ARET", "UPDD", "PRDD", "RCDD", "UPCQ", "CQRV"]

  /// Whether `BkTxCd` stands for a payment that comes back.
  func isReturnCode() throws(BankFileFault) -> Bool {
    var isReturn = false
    while let child = try nextChild() {
      guard child == .domain else {
        try skip()
        continue
      }
      while let inner = try nextChild() {
        guard inner == .family else {
          try skip()
          continue
        }
        while let code = try nextChild() {
          if code == .subFamily { isReturn = XMLReader.returns.contains(try text()) } else { try skip() }
        }
      }
    }
    return isReturn
  }
}
