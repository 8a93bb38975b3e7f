import Catalogue
import Engine
import Measures
import Ordering

/// Reads orders whole, in the order of their numbers, by walking the four tables side by side.
final class OrderReader {
  /// An order as its rows have it, with the columns that ought to follow from it.
  struct Row {
    var order: Order
    var stored: StoredColumns
  }

  struct StoredColumns: Equatable {
    var payment: Int64
    var fulfilment: Int64
    var amount: Int64
    var paid: Int64
    var refunded: Int64
  }

  private let orders: Statement
  private let lines: Cursor
  private let allocations: Cursor
  private let payments: Cursor

  /// A statement that stands on a row, with the number of the order that the row belongs to.
  private final class Cursor {
    let statement: Statement
    private(set) var number: Int64?

    init(_ statement: Statement) throws(StoreFault) {
      self.statement = statement
      try advance()
    }

    func advance() throws(StoreFault) { number = try statement.next() ? statement.int(0) : nil }

    /// Ends the walk early.
    func close() { if number != nil { statement.reset() } }
  }

  init(_ store: SQLiteStore, from first: Int64, to last: Int64) throws(StoreFault) {
    func statement(_ sql: String, _ key: String) throws(StoreFault) -> Statement {
      try store.statement("\(sql) WHERE county = ? AND \(key) BETWEEN ? AND ? ORDER BY \(key)")
        .bind(store.county).bind(first).bind(last)
    }
    orders = try statement(
      """
      SELECT number, buyer, buyer_number, channel, ordered_at, deliver_on, deliver_to, on_shortage, reserved_until, state,
        settlement, payment, fulfilment, amount_fen, paid_fen, refunded_fen FROM orders
      """, "number")
    lines = try Cursor(
      try store.statement(
        """
        SELECT order_number, line, pack, count, content, net_grams, unit, price_fen, price_basis FROM order_lines
        WHERE county = ? AND order_number BETWEEN ? AND ? ORDER BY order_number, line
        """
      ).bind(store.county).bind(first).bind(last))
    allocations = try Cursor(
      try store.statement(
        """
        SELECT order_number, line, part, lot, packs, state, stocked, packed_grams, priced_grams FROM allocations
        WHERE county = ? AND order_number BETWEEN ? AND ? ORDER BY order_number, line, part
        """
      ).bind(store.county).bind(first).bind(last))
    payments = try Cursor(
      try store.statement(
        """
        SELECT order_number, serial, kind, amount_fen, at, actor FROM payments
        WHERE county = ? AND order_number BETWEEN ? AND ? ORDER BY order_number, serial
        """
      ).bind(store.county).bind(first).bind(last))
  }

  /// Ends the walk before its end.
  func close() {
    orders.reset()
    for cursor in [lines, allocations, payments] { cursor.close() }
  }

  /// The next order, or nil behind the last.
  func next() throws(StoreFault) -> Row? {
    guard try orders.next() else {
      try requireNoneLeft()
      return nil
    }
    let number = orders.int(0)
    let order = Order(
      id: Order.ID(number: number), buyer: orders.text(1), buyerNumber: orders.text(2), channel: orders.text(3),
      orderedAt: orders.instant(4), deliverOn: try orders.day(5), deliverTo: orders.text(6),
      onShortage: try orders.raw(7), reservedUntil: orders.isNull(8) ? nil : orders.instant(8), state: try orders.raw(9),
      settlement: try orders.raw(10), lines: try readLines(of: number), payments: try readPayments(of: number))
    return Row(
      order: order,
      stored: StoredColumns(
        payment: orders.int(11), fulfilment: orders.int(12), amount: orders.int(13), paid: orders.int(14),
        refunded: orders.int(15)))
  }

  private func readLines(of number: Int64) throws(StoreFault) -> [OrderLine] {
    var result: [OrderLine] = []
    result.reserveCapacity(4)
    while lines.number == number {
      let row = lines.statement
      let line = row.int(1)
      try require(line == Int64(result.count + 1), "order_lines", number)
      result.append(
        OrderLine(
          pack: row.text(2), count: row.int(3), content: row.int(4), netGrams: row.int(5), unit: try row.raw(6),
          unitPrice: UnitPrice(money: Money(fen: row.int(7)), basis: try row.raw(8)),
          allocations: try readAllocations(of: number, line)))
      try lines.advance()
    }
    return result
  }

  private func readAllocations(of number: Int64, _ line: Int64) throws(StoreFault) -> [Allocation] {
    var result: [Allocation] = []
    while allocations.number == number, allocations.statement.int(1) == line {
      let row = allocations.statement
      try require(row.int(2) == Int64(result.count + 1), "allocations", number)
      result.append(
        Allocation(
          lot: row.optionalInt(3).map { Lot.ID(number: $0) }, packs: row.int(4), state: try row.raw(5),
          stocked: row.int(6), packedGrams: row.int(7), pricedGrams: row.int(8)))
      try allocations.advance()
    }
    return result
  }

  private func readPayments(of number: Int64) throws(StoreFault) -> [Payment] {
    var result: [Payment] = []
    while payments.number == number {
      let row = payments.statement
      try require(row.int(1) == Int64(result.count + 1), "payments", number)
      result.append(
        Payment(kind: try row.raw(2), amount: Money(fen: row.int(3)), at: row.instant(4), actor: row.text(5)))
      try payments.advance()
    }
    return result
  }

  private func require(_ condition: Bool, _ table: String, _ number: Int64) throws(StoreFault) {
    guard condition else { throw .damaged("table \(table): rows of O-\(number) do not follow each other") }
  }

  private func requireNoneLeft() throws(StoreFault) {
    for (cursor, table) in [(lines, "order_lines"), (allocations, "allocations"), (payments, "payments")] {
      if let number = cursor.number {
        cursor.close()
        throw .damaged("table \(table): a row of O-\(number), which has no such order or line")
      }
    }
  }
}
