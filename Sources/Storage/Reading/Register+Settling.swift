public import Catalogue
public import Engine
public import Ledger
public import Measures
public import Ordering

// What `settle run` looks for, page by page, and what people see of it.
extension Register {
  /// A sale that waits: its order, and the day on which the list goes on.
  public struct DueOrder: Sendable, Hashable {
    public var on: Day
    public var order: Order.ID
  }

  /// Orders of which something was delivered or lost by a day and is not settled, by day and number, behind `after`.
  public func ordersToSettle(through day: Day, after: DueOrder?, limit: Int64) throws(StoreFault) -> [DueOrder] {
    let statement = try store.statement(
      """
      SELECT DISTINCT on_day, order_number FROM sales INDEXED BY sales_due
      WHERE county = ? AND state IN (0, 1) AND (on_day, order_number) > (?, ?) AND on_day <= ? ORDER BY on_day, order_number LIMIT ?
      """
    ).bind(county).bind(after.map { Int64($0.on.number) } ?? .min).bind(after?.order.number ?? 0).bind(Int64(day.number)).bind(limit)
    var found: [DueOrder] = []
    while try statement.next() { found.append(DueOrder(on: try statement.day(0), order: Order.ID(number: statement.int(1)))) }
    return found
  }

  /// Lots received by the end of a day that were never settled by themselves, or moved since, by number, behind `after`.
  public func lotsToSettle(through day: Day, after: Lot.ID?, limit: Int64) throws(StoreFault) -> [Lot] {
    try rows(
      """
      SELECT \(Lot.columns) FROM lots WHERE county = ?1 AND number > ?2 AND received_at < ?3
        AND movements IS NOT (SELECT s.movements FROM lot_settlements s WHERE s.county = ?1 AND s.lot = number)
      ORDER BY number LIMIT ?4
      """
    ) { $0.bind(after?.number ?? 0).bind(Instant(startOf: day.advanced(by: 1)).milliseconds).bind(limit) }
  }

  public func lotSettlement(_ lot: Lot.ID) throws(StoreFault) -> LotSettlement? { try store.lotSettlements([lot]).first }

  /// Approved distributions that are due by a day, by day and number.
  public func distributionsToSettle(through day: Day) throws(StoreFault) -> [Distribution.ID] {
    let statement = try store.statement(
      "SELECT number FROM distributions WHERE county = ? AND state = 1 AND on_day <= ? ORDER BY on_day, number"
    ).bind(county).bind(Int64(day.number))
    var found: [Distribution.ID] = []
    while try statement.next() { found.append(Distribution.ID(number: statement.int(0))) }
    return found
  }

  public func sales(of order: Order.ID) throws(StoreFault) -> [Sale] { try store.sales(of: [order]) }

  /// Sales that wait: those that no agreement covers, and with `open` those that no run has come to yet.
  public func waitingSales(includingOpen open: Bool, limit: Int64) throws(StoreFault) -> [Sale] {
    try rows(
      "SELECT \(Sale.columns) FROM sales WHERE county = ? AND state IN (0, 1) AND (? OR state = 1) ORDER BY on_day, order_number LIMIT ?"
    ) { $0.bind(open).bind(limit) }
  }

  public func suspendedCount() throws(StoreFault) -> Int64 {
    let statement = try store.statement("SELECT count(*) FROM sales WHERE county = ? AND state = 1").bind(county)
    defer { statement.reset() }
    return try statement.next() ? statement.int(0) : 0
  }

  // MARK: Memberships and distributions

  public func memberships(of party: Party.ID) throws(StoreFault) -> [Membership] { try store.memberships(of: party) }

  /// The parties that a household is or was tied to.
  public func memberships(of household: Household.ID) throws(StoreFault) -> [Membership] {
    try rows("SELECT \(Membership.columns) FROM memberships WHERE county = ? AND household = ? ORDER BY party, from_day") {
      $0.bind(household.number)
    }
  }

  public func distribution(_ id: Distribution.ID) throws(StoreFault) -> Distribution? { try store.distributions([id]).first }

  /// Newest first, without their rows.
  public func distributions(state: Distribution.State?, limit: Int64) throws(StoreFault) -> [Distribution] {
    try rows(
      "SELECT \(Distribution.columns) FROM distributions WHERE county = ? AND (?2 IS NULL OR state = ?2) ORDER BY number DESC LIMIT ?3"
    ) { $0.bind(state.map { Int64($0.rawValue) }).bind(limit) }
  }

  /// Every transfer that comes from a distribution, by number.
  public func transfers(of distribution: Distribution.ID) throws(StoreFault) -> [Transfer] {
    try rows("SELECT \(Transfer.columns) FROM transfers WHERE county = ? AND source_distribution = ? ORDER BY number") {
      $0.bind(distribution.number)
    }
  }

  /// Every transfer that comes from a lot itself, by number.
  public func transfers(of lot: Lot.ID) throws(StoreFault) -> [Transfer] {
    try rows("SELECT \(Transfer.columns) FROM transfers WHERE county = ? AND source_lot = ? ORDER BY number") { $0.bind(lot.number) }
  }
}

extension Sale: RowReadable {}
extension Membership: RowReadable {}
extension Distribution: RowReadable {}
extension IncomeRecord: RowReadable {}
