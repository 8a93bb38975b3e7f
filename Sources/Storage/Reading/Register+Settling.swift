public import Engine
public import Ledger
public import Measures
public import Ordering

extension Register {
  public func sales(of order: Order.ID) throws(StoreFault) -> [Sale] { try store.sales(of: [order]) }

  /// Orders of which something was delivered by a day and is not settled, by number.
  public func ordersToSettle(through day: Day) throws(StoreFault) -> [Order.ID] {
    let statement = try store.statement(
      "SELECT DISTINCT order_number FROM sales WHERE county = ? AND state IN (0, 1) AND on_day <= ? ORDER BY order_number"
    ).bind(county).bind(Int64(day.number))
    var ids: [Order.ID] = []
    while try statement.next() { ids.append(Order.ID(number: statement.int(0))) }
    return ids
  }

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

  /// Lots received by the end of a day that may have to be settled as bought, by number: those of some producers, not settled
  /// yet or moved since.
  public func lotsReceived(through day: Day) throws(StoreFault) -> [Lot] {
    try rows("SELECT \(Lot.columns) FROM lots WHERE county = ? AND received_at < ? ORDER BY number") {
      $0.bind(Instant(startOf: day.advanced(by: 1)).milliseconds)
    }
  }

  public func purchases(_ lots: [Lot.ID]) throws(StoreFault) -> [LotPurchase] { try store.purchases(lots) }
}

extension Sale: RowReadable {}
