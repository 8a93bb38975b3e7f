public import Catalogue
public import Engine
public import Ledger
public import Measures
public import Ordering
public import Payouts

// Bank lines, the statements they came with, and what they may be about.
extension Register {
  public func bankLine(_ id: BankLine.ID) throws(StoreFault) -> BankLine? { try store.bankLines([id]).first }

  /// Lines that nothing explains, oldest first.
  public func openBankLines(account: ChartAccount.ID? = nil, limit: Int64 = .max) throws(StoreFault) -> [BankLine] {
    try rows(
      """
      SELECT \(BankLine.columns) FROM bank_lines INDEXED BY bank_lines_open
      WHERE county = ? AND match IS NULL AND (?2 IS NULL OR account = ?2) ORDER BY booked_on, number LIMIT ?3
      """
    ) {
      if let account { $0.bind(account) } else { $0.bind(nil as Int64?) }
      $0.bind(limit)
    }
  }

  /// `BL-0` where there is none.
  public func newestBankLine() throws(StoreFault) -> BankLine.ID { BankLine.ID(number: try store.numbers().bankLine) }

  public func openBankLineCount() throws(StoreFault) -> Int64 {
    let statement = try store.statement("SELECT count(*) FROM bank_lines INDEXED BY bank_lines_open WHERE county = ? AND match IS NULL")
      .bind(county)
    defer { statement.reset() }
    return try statement.next() ? statement.int(0) : 0
  }

  /// The same, one by one.
  public func eachOpenBankLine(_ body: (BankLine) throws -> Void) throws {
    let statement = try store.statement(
      """
      SELECT \(BankLine.columns) FROM bank_lines INDEXED BY bank_lines_open WHERE county = ? AND match IS NULL ORDER BY booked_on, number
      """
    ).bind(county)
    defer { statement.reset() }
    while try statement.next() { try body(try BankLine(row: statement)) }
  }

  /// What open lines show of accounts, and whether money came in.
  public struct OpenBankLineKinds: Sendable {
    public var haveDigests: Bool
    /// The last digits alone.
    public var haveTails: Bool
    public var hasCredits: Bool
    public var hasDebits: Bool
  }

  public func openBankLineKinds() throws(StoreFault) -> OpenBankLineKinds {
    let statement = try store.statement(
      """
      SELECT ifnull(max(account_digest IS NOT NULL), 0), ifnull(max(account_digest IS NULL AND account_tail <> ''), 0),
        ifnull(max(amount_fen > 0), 0), ifnull(max(amount_fen < 0), 0)
      FROM bank_lines INDEXED BY bank_lines_open WHERE county = ? AND match IS NULL
      """
    ).bind(county)
    defer { statement.reset() }
    guard try statement.next() else {
      return OpenBankLineKinds(haveDigests: false, haveTails: false, hasCredits: false, hasDebits: false)
    }
    return OpenBankLineKinds(
      haveDigests: try statement.bool(0), haveTails: try statement.bool(1), hasCredits: try statement.bool(2),
      hasDebits: try statement.bool(3))
  }

  /// Lines of an account by day, up to a line that was the newest once.
  public func bankLines(
    of account: ChartAccount.ID, on days: Range<Day>, upTo last: BankLine.ID, _ body: (BankLine) -> Void
  ) throws(StoreFault) {
    let statement = try store.statement(
      """
      SELECT \(BankLine.columns) FROM bank_lines INDEXED BY bank_lines_by_day
      WHERE county = ? AND account = ? AND booked_on >= ? AND booked_on < ? AND number <= ?
      """
    ).bind(county).bind(account).bind(Int64(days.lowerBound.number)).bind(Int64(days.upperBound.number)).bind(last.number)
    while try statement.next() { body(try BankLine(row: statement)) }
  }

  /// What the lines of an account in some days come to.
  public func bankLinesSum(of account: ChartAccount.ID, on days: ClosedRange<Day>) throws(StoreFault) -> Money {
    let statement = try store.statement(
      """
      SELECT coalesce(sum(amount_fen), 0) FROM bank_lines INDEXED BY bank_lines_by_day
      WHERE county = ? AND account = ? AND booked_on BETWEEN ? AND ?
      """
    ).bind(county).bind(account).bind(Int64(days.lowerBound.number)).bind(Int64(days.upperBound.number))
    defer { statement.reset() }
    return Money(fen: try statement.next() ? statement.int(0) : 0)
  }

  /// The newest first.
  public func bankStatements(of account: ChartAccount.ID? = nil) throws(StoreFault) -> [BankStatement] {
    try rows(
      "SELECT \(BankStatement.columns) FROM statements WHERE county = ? AND (?2 IS NULL OR account = ?2) ORDER BY through_day DESC, number DESC"
    ) { if let account { $0.bind(account) } else { $0.bind(nil as Int64?) } }
  }

  /// Whether a file was read before.
  public func bankStatements(digest: [UInt8]) throws(StoreFault) -> [BankStatement] {
    try rows("SELECT \(BankStatement.columns) FROM statements WHERE county = ? AND digest = ? ORDER BY number") { $0.bind(digest) }
  }

  /// Every transfer that comes from a bank line, by number.
  public func transfers(of line: BankLine.ID) throws(StoreFault) -> [Transfer] {
    try rows("SELECT \(Transfer.columns) FROM transfers WHERE county = ? AND source_bank_line = ? ORDER BY number") {
      $0.bind(line.number)
    }
  }

  // MARK: What a line may be about

  /// What paid a payout: its day by the bank, which may be one that was closed when it was posted, and the bank's line.
  public typealias Payment = (on: Day, line: BankLine.ID?)

  /// The payouts of a run by number, each with the transfer that last paid it where it is paid.
  public func eachPayout(of run: PayoutRun.ID, _ body: (Payout, Payment?) throws -> Void) throws {
    let payouts = try store.statement("SELECT \(Payout.columns) FROM payouts WHERE county = ? AND run = ? ORDER BY number")
      .bind(county).bind(run.number)
    defer { payouts.reset() }
    var payments = try Payments(store, county, run)
    defer { payments.end() }
    while try payouts.next() {
      let payout = try Payout(row: payouts)
      try body(payout, payout.state == .paid ? try payments.last(of: payout.id.number) : nil)
    }
  }

  /// The transfers that paid the payouts of a run, by number of the payout, read beside these.
  private struct Payments {
    private let statement: Statement
    private var next: (payout: Int64, payment: Payment)?

    /// The line that a transfer's memo names has its own day.
    private static let bookedOn = """
      coalesce((SELECT booked_on FROM bank_lines
        WHERE bank_lines.county = ?1 AND memo LIKE 'BL-%' AND bank_lines.number = CAST(substr(memo, 4) AS INTEGER)), on_day)
      """

    init(_ store: SQLiteStore, _ county: Int64, _ run: PayoutRun.ID) throws(StoreFault) {
      // As long as no day was closed, each line was posted on its own.
      let isExact = try store.bookState().closedThrough == nil
      let bookedOn = Payments.bookedOn
      statement = try store.statement(
        """
        SELECT source_payout, \(isExact ? "on_day" : bookedOn), memo FROM transfers INDEXED BY transfers_by_payout
        WHERE county = ?1 AND source_run = ?2 AND reason = ?3 ORDER BY source_payout, number
        """
      ).bind(county).bind(run.number).bind(Int64(TransferReason.payoutPaid.rawValue))
      try step()
    }

    private mutating func step() throws(StoreFault) {
      next = nil
      guard try statement.next() else { return }
      next = (statement.int(0), (on: try statement.day(1), line: BankLine.ID(statement.text(2))))
    }

    mutating func last(of payout: Int64) throws(StoreFault) -> Payment? {
      var found: Payment?
      while let next, next.payout <= payout {
        if next.payout == payout { found = next.payment }
        try step()
      }
      return found
    }

    func end() { statement.reset() }
  }

  public struct Receivable: Sendable {
    public var order: Order.ID
    public var buyer: Party.ID
    public var due: Money
    public var orderedOn: Day
    public var deliverOn: Day
  }

  /// Orders that are not paid in full, by number.
  public func unpaidOrders() throws(StoreFault) -> [Receivable] {
    let statement = try store.statement(
      "SELECT number FROM orders WHERE county = ? AND state = 0 AND payment IN (\(PaymentState.unpaid.rawValue), \(PaymentState.partlyPaid.rawValue)) ORDER BY number"
    ).bind(county)
    var ids: [Order.ID] = []
    while try statement.next() { ids.append(Order.ID(number: statement.int(0))) }
    var found: [Receivable] = []
    for start in stride(from: 0, to: ids.count, by: 1024) {
      for order in try store.orders(Array(ids[start..<min(start + 1024, ids.count)])) {
        guard let amount = try? order.amount(), let paid = try? order.total(.payment), let back = try? order.total(.refund),
          let left = try? paid - back, let due = try? amount - left, due > .zero
        else { continue }
        found.append(Receivable(order: order.id, buyer: order.buyer, due: due, orderedOn: order.orderedAt.day, deliverOn: order.deliverOn))
      }
    }
    return found
  }
}

extension BankLine: RowReadable {}
extension BankStatement: RowReadable {}
