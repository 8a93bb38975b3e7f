public import Engine
public import Ledger
public import Measures
import Ordering

// MARK: - Saving

extension SQLiteStore {
  func save(_ changes: LedgerChanges) throws(StoreFault) {
    try save(changes.accounts)
    try save(changes.transfers)
    for hold in changes.holds { try save(hold) }
    for sale in changes.sales { try save(sale) }
    for settlement in changes.lotSettlements { try save(settlement) }
    try save(changes.memberships)
    for distribution in changes.distributions { try save(distribution) }
    for income in changes.incomes { try save(income) }
    if let state = changes.state {
      try statement("INSERT OR REPLACE INTO book (county, closed_through, opening) VALUES (?, ?, ?)")
        .bind(county).bind(state.closedThrough.map { Int64($0.number) }).bind(state.opening?.number).run()
    }
  }

  private func save(_ accounts: [Account]) throws(StoreFault) {
    guard !accounts.isEmpty else { return }
    let update = try statement(
      """
      UPDATE accounts SET debits_fen = ?, credits_fen = ?, pending_debits_fen = ?, pending_credits_fen = ? WHERE county = ? AND number = ?
      """)
    let insert = try statement(
      """
      INSERT INTO accounts (county, number, key, debits_fen, credits_fen, pending_debits_fen, pending_credits_fen)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """)
    for account in accounts {
      let balances = account.balances
      // Nearly all are there already, and an upsert would look for its key first.
      let isThere = try update.bind(balances.debits).bind(balances.credits).bind(balances.pendingDebits).bind(balances.pendingCredits)
        .bind(county).bind(account.id.number).change()
      guard !isThere else { continue }
      try insert.bind(county).bind(account.id.number).bind(account.key.text).bind(balances.debits).bind(balances.credits)
        .bind(balances.pendingDebits).bind(balances.pendingCredits).run()
    }
  }

  private func save(_ transfers: [Transfer]) throws(StoreFault) {
    guard !transfers.isEmpty else { return }
    let insert = try statement(
      """
      INSERT INTO transfers (county, number, group_number, kind, debit, credit, amount_fen, on_day, reason, item,
        source_order, source_line, source_part, source_lot, source_distribution, of_transfer, memo, source_run, source_payout,
        source_bank_line, source_delivery_run)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """)
    for transfer in transfers {
      let source = SourceColumns(transfer.source)
      try insert.bind(county).bind(transfer.id.number).bind(transfer.group.number).bind(transfer.kind.rawValue)
        .bind(transfer.debit.number).bind(transfer.credit.number).bind(transfer.amount.fen).bind(Int64(transfer.on.number))
        .bind(transfer.reason.rawValue).bind(transfer.item).bind(source.order).bind(source.line).bind(source.part)
        .bind(source.lot).bind(source.distribution).bind(transfer.of?.number).bind(transfer.memo)
        .bind(source.run).bind(source.payout).bind(source.bankLine).bind(source.deliveryRun).run()
    }
  }

  private func save(_ hold: Hold) throws(StoreFault) {
    try statement(
      """
      INSERT INTO holds (county, transfer, debit, credit, amount_fen, expires_at, resolved_by) VALUES (?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (county, transfer) DO UPDATE SET resolved_by = excluded.resolved_by
      """
    ).bind(county).bind(hold.id.number).bind(hold.debit.number).bind(hold.credit.number).bind(hold.amount.fen)
      .bind(hold.expiresAt?.milliseconds).bind(hold.resolvedBy?.number).run()
  }
}

/// Where a transfer comes from, a column each.
private struct SourceColumns {
  var order: Int64?
  var line: Int64?
  var part: Int64?
  var lot: Int64?
  var distribution: Int64?
  var run: Int64?
  var payout: Int64?
  var bankLine: Int64?
  var deliveryRun: Int64?

  init(_ source: TransferSource) {
    switch source {
    case .none: break
    case .order(let id): order = id.number
    case .part(let id, let line, let part): (order, self.line, self.part) = (id.number, line, part)
    case .lot(let id): lot = id.number
    case .distribution(let id): distribution = id.number
    case .payout(let id): (run, payout) = (id.run.number, id.number)
    case .bankLine(let id): bankLine = id.number
    case .run(let id): deliveryRun = id.number
    }
  }
}

// MARK: - Reading

extension SQLiteStore {
  public func accounts(_ keys: [AccountKey]) throws(StoreFault) -> [Account] {
    keys.count > 1000 ? try accountsBetween(keys) : try accountsOneByOne(keys)
  }

  private func accountsOneByOne(_ keys: [AccountKey]) throws(StoreFault) -> [Account] {
    let statement = try statement("SELECT \(Account.columns) FROM accounts WHERE county = ? AND key = ?")
    var found: [Account] = []
    for key in keys where try statement.bind(county).bind(key.text).next() {
      defer { statement.reset() }
      found.append(try Account(row: statement))
    }
    return found
  }

  /// Many of a chart's: going through the span of their keys is faster than asking for each, as long as most of it is wanted. Where it is
  /// not, they are asked for after all.
  private func accountsBetween(_ keys: [AccountKey]) throws(StoreFault) -> [Account] {
    // As SQLite orders them: by bytes.
    func isBefore(_ a: AccountKey, _ b: AccountKey) -> Bool { a.text.utf8.lexicographicallyPrecedes(b.text.utf8) }
    guard let first = keys.min(by: isBefore), let last = keys.max(by: isBefore) else { return [] }
    let wanted = Set(keys)
    let statement = try statement("SELECT \(Account.columns) FROM accounts WHERE county = ? AND key BETWEEN ? AND ? ORDER BY key")
      .bind(county).bind(first.text).bind(last.text)
    defer { statement.reset() }
    var (found, seen) = ([Account](), 0)
    while try statement.next() {
      seen += 1
      guard seen <= 3 * keys.count else { return try accountsOneByOne(keys) }
      let account = try Account(row: statement)
      if wanted.contains(account.key) { found.append(account) }
    }
    return found
  }

  public func accounts(_ ids: [Account.ID]) throws(StoreFault) -> [Account] {
    try read("SELECT \(Account.columns) FROM accounts WHERE county = ? AND number = ?", ids.map(\.number)) {
      statement throws(StoreFault) in try Account(row: statement)
    }
  }

  public func transfers(_ ids: [Transfer.ID]) throws(StoreFault) -> [Transfer] {
    try read("SELECT \(Transfer.columns) FROM transfers WHERE county = ? AND number = ?", ids.map(\.number)) {
      statement throws(StoreFault) in try Transfer(row: statement)
    }
  }

  public func holds(_ ids: [Transfer.ID]) throws(StoreFault) -> [Hold] {
    try read("SELECT \(Hold.columns) FROM holds WHERE county = ? AND transfer = ?", ids.map(\.number)) {
      statement throws(StoreFault) in try Hold(row: statement)
    }
  }

  public func holdsDue(by instant: Instant, limit: Int) throws(StoreFault) -> [Transfer.ID] {
    let statement = try statement(
      """
      SELECT transfer FROM holds WHERE county = ? AND expires_at <= ? AND resolved_by IS NULL AND expires_at IS NOT NULL
      ORDER BY expires_at, transfer LIMIT ?
      """
    ).bind(county).bind(instant.milliseconds).bind(Int64(limit))
    var ids: [Transfer.ID] = []
    while try statement.next() { ids.append(Transfer.ID(number: statement.int(0))) }
    return ids
  }

  public func reversals(of ids: [Transfer.ID]) throws(StoreFault) -> [Transfer.ID?] {
    let statement = try statement("SELECT number FROM transfers WHERE county = ? AND of_transfer = ? AND kind = 2")
    var found: [Transfer.ID?] = []
    for id in ids {
      let isReversed = try statement.bind(county).bind(id.number).next()
      found.append(isReversed ? Transfer.ID(number: statement.int(0)) : nil)
      statement.reset()
    }
    return found
  }

  public func bookState() throws(StoreFault) -> BookState {
    let statement = try statement("SELECT closed_through, opening FROM book WHERE county = ?").bind(county)
    guard try statement.next() else { return BookState() }
    defer { statement.reset() }
    return BookState(
      closedThrough: try statement.optionalDay(0), opening: statement.optionalInt(1).map { Transfer.ID(number: $0) })
  }
}

// MARK: - Rows

extension Account {
  static let columns = "number, key, debits_fen, credits_fen, pending_debits_fen, pending_credits_fen"

  init(row: Statement) throws(StoreFault) {
    guard let key = AccountKey(row.text(1)) else { throw .damaged("an account called \(row.text(1))") }
    self.init(
      id: ID(number: row.int(0)), key: key,
      balances: Balances(
        debits: row.int(2), credits: row.int(3), pendingDebits: row.int(4), pendingCredits: row.int(5)))
  }
}

extension Transfer {
  static let columns = """
    number, group_number, kind, debit, credit, amount_fen, on_day, reason, item, source_order, source_line, source_part,
    source_lot, source_distribution, source_run, source_payout, source_bank_line, source_delivery_run, of_transfer, memo
    """

  init(row: Statement) throws(StoreFault) {
    self.init(
      id: ID(number: row.int(0)), group: ID(number: row.int(1)), kind: try row.raw(2), debit: Account.ID(number: row.int(3)),
      credit: Account.ID(number: row.int(4)), amount: Money(fen: row.int(5)), on: try row.day(6), reason: try row.raw(7),
      item: row.text(8), source: try TransferSource(row: row, from: 9), of: row.optionalInt(18).map { ID(number: $0) },
      memo: row.text(19))
  }
}

extension TransferSource {
  /// Nine columns: order, line, part, lot, distribution, payout run, payout, bank line, delivery run.
  init(row: Statement, from first: Int32) throws(StoreFault) {
    let filled = (0..<9).filter { !row.isNull(first + $0) }
    func number(_ index: Int32) -> Int64 { row.int(first + index) }
    switch filled {
    case []: self = .none
    case [0]: self = .order(Order.ID(number: number(0)))
    case [0, 1, 2]: self = .part(Order.ID(number: number(0)), line: number(1), part: number(2))
    case [3]: self = .lot(Lot.ID(number: number(3)))
    case [4]: self = .distribution(Distribution.ID(number: number(4)))
    case [5, 6]: self = .payout(PayoutID(run: PayoutRunID(number: number(5)), number: number(6)))
    case [7]: self = .bankLine(BankLineID(number: number(7)))
    case [8]: self = .run(DeliveryRunID(number: number(8)))
    default: throw .damaged("a transfer that comes from several things")
    }
  }
}

extension Hold {
  static let columns = "transfer, debit, credit, amount_fen, expires_at, resolved_by"

  init(row: Statement) throws(StoreFault) {
    self.init(
      id: Transfer.ID(number: row.int(0)), debit: Account.ID(number: row.int(1)), credit: Account.ID(number: row.int(2)),
      amount: Money(fen: row.int(3)), expiresAt: row.optionalInt(4).map { Instant(milliseconds: $0) },
      resolvedBy: row.optionalInt(5).map { Transfer.ID(number: $0) })
  }
}
