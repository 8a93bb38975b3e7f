public import Catalogue
public import Engine
public import Ledger
public import Measures
import Messages
public import Ordering
public import Payouts

// Who is owed what, and the payouts that were made of it.
extension Register {
  public func payoutRun(_ id: PayoutRun.ID) throws(StoreFault) -> PayoutRun? { try store.payoutRuns([id]).first }

  /// Newest first, without those left out.
  public func payoutRuns(state: PayoutRun.State?, limit: Int64) throws(StoreFault) -> [PayoutRun] {
    try rows("SELECT \(PayoutRun.columns) FROM payout_runs WHERE county = ? AND (?2 IS NULL OR state = ?2) ORDER BY number DESC LIMIT ?3") {
      $0.bind(state.map { Int64($0.rawValue) }).bind(limit)
    }
  }

  /// How many payouts of each run were not dropped.
  public func standingPayouts() throws(StoreFault) -> [PayoutRun.ID: Int64] {
    let statement = try store.statement("SELECT run, count(*) FROM payouts WHERE county = ? AND state <> ? GROUP BY run")
      .bind(county).bind(Payout.State.dropped.rawValue)
    defer { statement.reset() }
    var counts: [PayoutRun.ID: Int64] = [:]
    while try statement.next() { counts[PayoutRun.ID(number: statement.int(0))] = statement.int(1) }
    return counts
  }

  public func payout(_ id: Payout.ID) throws(StoreFault) -> Payout? { try store.payouts([id]).first }

  /// By number.
  public func payouts(of run: PayoutRun.ID) throws(StoreFault) -> [Payout] { try store.payouts(of: run) }

  /// Oldest first.
  public func payouts(to payee: Producer) throws(StoreFault) -> [Payout] {
    try rows("SELECT \(Payout.columns) FROM payouts WHERE county = ? AND payee = ? ORDER BY run, number") { $0.bind(payee.description) }
  }

  public func payee(_ payee: Producer) throws(StoreFault) -> Payee? { try store.payees([payee]).first }

  public func payees() throws(StoreFault) -> [Payee] { try store.allPayees() }

  /// Everybody whose account with us is not even, households by number, then parties.
  ///
  /// - Parameter day: credits of later business dates do not count yet; everything that was ever debited does.
  public func claimants(through day: Day, _ catalogue: CountyCatalogue) throws -> [Claimant] {
    let owed = try owed(through: day)
    let cards = try CardReader(store)
    let terms = Dictionary(uniqueKeysWithValues: try payees().map { ($0.payee, $0) })
    let returned = try returnedPayouts(through: day)
    return try owed.compactMap { payee, owed in
      let terms = terms[payee] ?? Payee(payee: payee)
      let (name, account): (String?, [UInt8]?) =
        switch payee {
        case .household(let id): try cards.next(id) ?? (nil, nil)
        case .party(let id): (catalogue.party(id)?.name.zh, terms.account)
        }
      return name.map { Claimant(payee: payee, name: $0, owed: owed, account: account, terms: terms, returned: returned[payee] ?? []) }
    }
  }

  private func owed(through day: Day) throws -> [(payee: Producer, owed: Money)] {
    let later = try creditedAfter(day)
    let statement = try store.statement(
      """
      SELECT number, key, debits_fen, credits_fen, pending_debits_fen FROM accounts
      WHERE county = ? AND key > 'payable:' AND key < 'payable;' ORDER BY key
      """
    ).bind(county)
    var found: [(payee: Producer, owed: Money)] = []
    while try statement.next() {
      guard let payee = Producer(String(statement.text(1).dropFirst("payable:".count))) else { continue }
      let credits = try statement.int(3).subtracting(later[statement.int(0)] ?? 0)
      let owed = try credits.subtracting(statement.int(2)).subtracting(statement.int(4))
      if owed != 0 { found.append((payee, Money(fen: owed))) }
    }
    return found.sorted { $0.payee.precedes($1.payee) }
  }

  /// By the number of the account.
  private func creditedAfter(_ day: Day) throws(StoreFault) -> [Int64: Int64] {
    let statement = try store.statement(
      """
      SELECT credit, sum(amount_fen) FROM transfers INDEXED BY transfers_by_credit
      WHERE county = ? AND kind <= 2 AND on_day > ? GROUP BY credit
      """
    ).bind(county).bind(Int64(day.number))
    var found: [Int64: Int64] = [:]
    while try statement.next() { found[statement.int(0)] = statement.int(1) }
    return found
  }

  /// Payouts that came back and wait to be paid again, oldest first; also those that came back after the day, which are not owed by it.
  private func returnedPayouts(through day: Day) throws -> [Producer: [Claimant.Returned]] {
    let payouts: [Payout] = try rows(
      "SELECT \(Payout.columns) FROM payouts INDEXED BY payouts_returned WHERE county = ? AND state = 2 ORDER BY payee, run, number"
    ) { _ in }
    let later = try returnedAfter(day)
    return Dictionary(grouping: payouts, by: \.payee).mapValues {
      $0.map { Claimant.Returned(payout: $0.id, account: $0.account, code: $0.note, isOwed: !later.contains($0.id)) }
    }
  }

  /// The payouts of which the last return is of a later business date.
  private func returnedAfter(_ day: Day) throws(StoreFault) -> Set<Payout.ID> {
    let statement = try store.statement(
      """
      SELECT run, number FROM payouts INDEXED BY payouts_returned WHERE county = ?1 AND state = 2 AND ?2 < (
        SELECT on_day FROM transfers INDEXED BY transfers_by_payout
        WHERE county = ?1 AND source_run = payouts.run AND source_payout = payouts.number AND reason = ?3 AND kind <= 2
        ORDER BY transfers.number DESC LIMIT 1)
      """
    ).bind(county).bind(Int64(day.number)).bind(Int64(TransferReason.payoutReturned.rawValue))
    defer { statement.reset() }
    var found: Set<Payout.ID> = []
    while try statement.next() { found.insert(Payout.ID(run: PayoutRun.ID(number: statement.int(0)), number: statement.int(1))) }
    return found
  }
}

/// Reads who the households are and where they are paid, for ids that rise.
private final class CardReader {
  private let statement: Statement
  /// Of the present row; nil at the end.
  private var number: Int64?

  init(_ store: SQLiteStore) throws(StoreFault) {
    statement = try store.statement("SELECT number, name, card_token FROM households WHERE county = ? ORDER BY number").bind(store.county)
    try step()
  }

  deinit { statement.reset() }

  func next(_ id: Household.ID) throws(StoreFault) -> (name: String?, card: [UInt8]?)? {
    while let present = number, present < id.number { try step() }
    return number == id.number ? (statement.text(1), statement.optionalBlob(2)) : nil
  }

  private func step() throws(StoreFault) { number = try statement.next() ? statement.int(0) : nil }
}

extension Producer {
  /// Households by number, then parties by id.
  fileprivate func precedes(_ other: Producer) -> Bool {
    switch (self, other) {
    case (.household(let a), .household(let b)): a < b
    case (.household, .party): true
    case (.party, .household): false
    case (.party(let a), .party(let b)): a < b
    }
  }
}

extension Register {
  /// Every transfer that comes from a payout, by number.
  public func transfers(of payout: Payout.ID) throws(StoreFault) -> [Transfer] {
    try rows("SELECT \(Transfer.columns) FROM transfers WHERE county = ? AND source_run = ? AND source_payout = ? ORDER BY number") {
      $0.bind(payout.run.number).bind(payout.number)
    }
  }
}

extension PayoutRun: RowReadable {}
extension Payout: RowReadable {}
extension Payee: RowReadable {}
