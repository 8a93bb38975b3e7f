public import Engine
public import Ledger
public import Measures
import Messages
public import Ordering

/// What was posted to an account up to a day.
public struct Turnover: Sendable, Hashable {
  public var account: Account.ID
  public var key: AccountKey
  public var debits: Money
  public var credits: Money
}

extension Register {
  public func account(_ key: AccountKey) throws(StoreFault) -> Account? { try store.accounts([key]).first }
  public func accounts(_ ids: [Account.ID]) throws(StoreFault) -> [Account] { try store.accounts(ids) }
  public func transfers(_ ids: [Transfer.ID]) throws(StoreFault) -> [Transfer] { try store.transfers(ids) }
  public func holds(_ ids: [Transfer.ID]) throws(StoreFault) -> [Hold] { try store.holds(ids) }
  public func bookState() throws(StoreFault) -> BookState { try store.bookState() }

  /// All accounts, by key.
  public func accounts() throws(StoreFault) -> [Account] {
    try rows("SELECT \(Account.columns) FROM accounts WHERE county = ? ORDER BY key") { _ in }
  }

  // MARK: Balances

  /// What was posted to each account up to and on a business date, by key; nil: everything. Accounts with nothing posted by
  /// then are left out.
  ///
  /// Sums from the nearer end: the transfers up to the day are added up, or those behind it taken from what the accounts
  /// hold now.
  /// - Complexity: the transfers between the day and the nearer end of the ledger.
  public func turnovers(asOf day: Day?) throws(StoreFault) -> [Turnover] {
    let accounts = try accounts()
    guard let day, let (first, last) = try days(), day < last else { return accounts.compactMap { Turnover($0, $0.balances) } }
    guard day >= first else { return [] }
    let isNearTheEnd = day.days(to: last) < first.days(to: day)
    var sums = [Balances](repeating: Balances(), count: Int(accounts.map(\.id.number).max() ?? 0) + 1)
    let days = isNearTheEnd ? (day.advanced(by: 1), last) : (first, day)
    try add(\.debits, "debit", days, to: &sums)
    try add(\.credits, "credit", days, to: &sums)
    return accounts.compactMap { account in
      var balances = sums[Int(account.id.number)]
      if isNearTheEnd {
        balances = Balances(debits: account.balances.debits - balances.debits, credits: account.balances.credits - balances.credits)
      }
      return Turnover(account, balances)
    }
  }

  /// The first and the last business date that anything is posted on.
  public func days() throws(StoreFault) -> (first: Day, last: Day)? {
    let ends = try ["ASC", "DESC"].map { order throws(StoreFault) in
      let statement = try store.statement(
        "SELECT on_day FROM transfers WHERE county = ? AND kind <= 2 ORDER BY on_day \(order) LIMIT 1"
      ).bind(county)
      defer { statement.reset() }
      return try statement.next() ? try statement.day(0) : nil
    }
    guard let first = ends[0], let last = ends[1] else { return nil }
    return (first, last)
  }

  private func add(
    _ side: WritableKeyPath<Balances, Int64>, _ column: String, _ days: (first: Day, last: Day), to sums: inout [Balances]
  ) throws(StoreFault) {
    let statement = try store.statement(
      """
      SELECT \(column), amount_fen FROM transfers INDEXED BY transfers_by_\(column)
      WHERE county = ? AND kind <= 2 AND on_day BETWEEN ? AND ?
      """
    ).bind(county).bind(Int64(days.first.number)).bind(Int64(days.last.number))
    while try statement.next() {
      let account = Int(statement.int(0))
      guard sums.indices.contains(account) else { throw .damaged("a transfer names account A-\(account), which is not there") }
      sums[account][keyPath: side] &+= statement.int(1)
    }
  }

  // MARK: Transfers

  /// The business dates on which anything is posted, in order.
  public func postingDays(from first: Day, through last: Day) throws(StoreFault) -> [Day] {
    // A loose scan: one seek for each day that there is.
    let statement = try store.statement(
      "SELECT min(on_day) FROM transfers INDEXED BY transfers_by_debit WHERE county = ? AND kind <= 2 AND on_day >= ?")
    var days: [Day] = []
    var next = first
    while try statement.bind(county).bind(Int64(next.number)).next() {
      let found = try statement.optionalDay(0)
      statement.reset()
      guard let found, found <= last else { break }
      days.append(found)
      next = found.advanced(by: 1)
    }
    return days
  }

  /// What is posted on a business date, by number.
  public func postings(on day: Day) throws(StoreFault) -> [Transfer] {
    try rows(
      "SELECT \(Transfer.columns) FROM transfers INDEXED BY transfers_by_debit WHERE county = ? AND kind <= 2 AND on_day = ? ORDER BY number"
    ) { $0.bind(Int64(day.number)) }
  }

  /// What is posted to an account, by business date and number.
  ///
  /// - Complexity: one seek for each business date and side, and the account's own transfers.
  public func postings(to account: Account.ID, from first: Day, through last: Day) throws(StoreFault) -> [Transfer] {
    let ids = try postings(to: account, "debit", first, last) + postings(to: account, "credit", first, last)
    return try store.transfers(ids).sorted { ($0.on, $0.id) < ($1.on, $1.id) }
  }

  /// From one posting to the next, jumping to the account within each day.
  private func postings(to account: Account.ID, _ side: String, _ first: Day, _ last: Day) throws(StoreFault) -> [Transfer.ID] {
    let statement = try store.statement(
      """
      SELECT on_day, \(side), number FROM transfers INDEXED BY transfers_by_\(side)
      WHERE county = ? AND kind <= 2 AND (on_day, \(side), number) > (?, ?, ?) ORDER BY on_day, \(side), number LIMIT 1
      """)
    var found: [Transfer.ID] = []
    var (day, number) = (first, Int64(0))
    while day <= last {
      statement.bind(county).bind(Int64(day.number)).bind(account.number).bind(number)
      defer { statement.reset() }
      guard try statement.next() else { break }
      let (nextDay, other) = (try statement.day(0), statement.int(1))
      switch (nextDay == day, other) {
      case (true, account.number):
        number = statement.int(2)
        found.append(Transfer.ID(number: number))
      // Nothing more of the account on this day.
      case (true, _): (day, number) = (day.advanced(by: 1), 0)
      case (false, _): (day, number) = (nextDay, 0)
      }
    }
    return found
  }

  /// Every transfer that comes from an order, by number.
  public func transfers(of order: Order.ID) throws(StoreFault) -> [Transfer] {
    try rows("SELECT \(Transfer.columns) FROM transfers WHERE county = ? AND source_order = ? ORDER BY number") {
      $0.bind(order.number)
    }
  }

  /// The newest transfers, newest first.
  public func newestTransfers(before: Int64?, limit: Int64) throws(StoreFault) -> [Transfer] {
    try rows("SELECT \(Transfer.columns) FROM transfers WHERE county = ? AND number < ? ORDER BY number DESC LIMIT ?") {
      $0.bind(before ?? .max).bind(limit)
    }
  }

  /// Open holds, oldest first.
  public func openHolds() throws(StoreFault) -> [Hold] {
    try rows("SELECT \(Hold.columns) FROM holds WHERE county = ? AND resolved_by IS NULL ORDER BY transfer") { _ in }
  }
}

extension Turnover {
  /// Nil where nothing was posted.
  fileprivate init?(_ account: Account, _ balances: Balances) {
    guard balances.debits != 0 || balances.credits != 0 else { return nil }
    self.init(
      account: account.id, key: account.key, debits: Money(fen: balances.debits), credits: Money(fen: balances.credits))
  }
}

extension Account: RowReadable {}
extension Transfer: RowReadable {}
extension Hold: RowReadable {}
