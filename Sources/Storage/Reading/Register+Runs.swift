public import Dispatching
public import Engine
public import Ledger
public import Measures
public import Ordering

// Delivery runs, and what waits for one.
extension Register {
  public func run(_ id: DeliveryRun.ID) throws(StoreFault) -> DeliveryRun? { try store.runs([id]).first }

  /// Newest day first, then by number.
  public func runs(on day: Day?, state: DeliveryRun.State?, limit: Int64) throws(StoreFault) -> [DeliveryRun] {
    try rows(
      """
      SELECT \(DeliveryRun.columns) FROM delivery_runs WHERE county = ?1 AND (?2 IS NULL OR day = ?2) AND (?3 IS NULL OR state = ?3)
      ORDER BY day DESC, number LIMIT ?4
      """
    ) { $0.bind(day.map { Int64($0.number) }).bind(state.map { Int64($0.rawValue) }).bind(limit) }
  }

  /// Live runs of a day, by number.
  public func liveRuns(on day: Day) throws(StoreFault) -> [DeliveryRun] { try store.runs(store.liveRuns(on: day)) }

  /// The live run on which each of `parts` is; nil where it is on none.
  public func runs(carrying parts: [OrderPart]) throws(StoreFault) -> [DeliveryRun.ID?] { try store.runs(carrying: parts) }

  /// Open orders for a day with a part that has its goods and rides on no run, by number.
  public func ordersWithoutRun(on day: Day) throws(StoreFault) -> [Order] {
    let statement = try store.statement(
      """
      SELECT number FROM orders WHERE county = ?1 AND deliver_on = ?2 AND state = 0
        AND EXISTS (SELECT 1 FROM allocations a
          WHERE a.county = ?1 AND a.order_number = orders.number AND a.state IN (1, 2)
            AND NOT EXISTS (SELECT 1 FROM run_parts p
              WHERE p.county = ?1 AND p.order_number = a.order_number AND p.line = a.line AND p.part = a.part))
      ORDER BY number
      """
    ).bind(county).bind(Int64(day.number))
    var ids: [Order.ID] = []
    while try statement.next() { ids.append(Order.ID(number: statement.int(0))) }
    return try store.orders(ids)
  }

  public func orders(_ ids: [Order.ID]) throws(StoreFault) -> [Order] { try store.orders(ids) }
  public func lots(_ ids: [Lot.ID]) throws(StoreFault) -> [Lot] { try store.lots(ids) }
}

extension DeliveryRun: RowReadable {}
