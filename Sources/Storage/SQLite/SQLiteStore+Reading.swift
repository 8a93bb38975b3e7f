public import Catalogue
public import Engine
public import Measures
public import Ordering
import Sealing

// A set-wise read loops over a prepared statement here: inside the process that is the fastest a set can be read.
extension SQLiteStore {
  public func catalogue() throws(StoreFault) -> ApplyCatalogue? {
    let statement = try statement("SELECT body, vault_key FROM catalogues WHERE county = ?").bind(county)
    guard try statement.next() else { return nil }
    defer { statement.reset() }
    return ApplyCatalogue(catalogue: statement.blob(0), vaultKey: statement.text(1))
  }

  public func households(_ ids: [Household.ID]) throws(StoreFault) -> [Household] {
    // Where most of a span is wanted, going through it is faster than asking for each.
    if ids.count > 1000, let first = ids.min(), let last = ids.max(), last.number - first.number < 2 * Int64(ids.count) {
      return try households(ids.sorted(), from: first, through: last)
    }
    return try read("SELECT \(Household.columns) FROM households WHERE county = ? AND number = ?", ids.map(\.number)) {
      statement throws(StoreFault) in try Household(row: statement)
    }
  }

  /// - Parameter wanted: ascending.
  private func households(_ wanted: [Household.ID], from first: Household.ID, through last: Household.ID) throws(StoreFault) -> [Household]
  {
    let statement = try statement("SELECT \(Household.columns) FROM households WHERE county = ? AND number BETWEEN ? AND ? ORDER BY number")
      .bind(county).bind(first.number).bind(last.number)
    defer { statement.reset() }
    var found: [Household] = []
    found.reserveCapacity(wanted.count)
    var rest = wanted[...]
    while let next = rest.first, try statement.next() {
      guard statement.int(0) >= next.number else { continue }
      rest = rest.drop { $0.number < statement.int(0) }
      if rest.first?.number == statement.int(0) { found.append(try Household(row: statement)) }
    }
    return found
  }

  public func lots(_ ids: [Lot.ID]) throws(StoreFault) -> [Lot] {
    try read("SELECT \(Lot.columns) FROM lots WHERE county = ? AND number = ?", ids.map(\.number)) {
      statement throws(StoreFault) in try Lot(row: statement)
    }
  }

  public func reports(_ ids: [UnsoldReport.ID]) throws(StoreFault) -> [UnsoldReport] {
    try read("SELECT \(UnsoldReport.columns) FROM unsold_reports WHERE county = ? AND number = ?", ids.map(\.number)) {
      statement throws(StoreFault) in try UnsoldReport(row: statement)
    }
  }

  public func orders(_ ids: [Order.ID]) throws(StoreFault) -> [Order] {
    var orders: [Order] = []
    for id in ids {
      let reader = try OrderReader(self, from: id.number, to: id.number)
      defer { reader.close() }
      if let order = try reader.next() { orders.append(order.order) }
    }
    return orders
  }

  func read<Row>(
    _ sql: String, _ numbers: [Int64], _ row: (Statement) throws(StoreFault) -> Row
  ) throws(StoreFault) -> [Row] {
    let statement = try statement(sql)
    var rows: [Row] = []
    for number in numbers where try statement.bind(county).bind(number).next() {
      defer { statement.reset() }
      rows.append(try row(statement))
    }
    return rows
  }

  public func positions(of keys: [Key]) throws(StoreFault) -> [JournalPosition?] {
    let statement = try statement("SELECT batch, position FROM keys WHERE county = ? AND scope = ? AND key = ?")
    var positions: [JournalPosition?] = []
    positions.reserveCapacity(keys.count)
    for key in keys {
      guard try statement.bind(county).bind(key.scope).bind(key.text).next() else {
        positions.append(nil)
        continue
      }
      positions.append(JournalPosition(batch: statement.int(0), index: statement.int(1)))
      statement.reset()
    }
    return positions
  }

  public func lots(on shelf: ShelfKey, after: ShelfPosition?, limit: Int) throws(StoreFault) -> [Lot] {
    let statement = try statement(
      """
      SELECT \(Lot.columns) FROM lots
      WHERE county = ? AND product = ? AND grade = ? AND from_poor_household = ? AND (expires_on, number) > (?, ?)
        AND expired = 0 AND received - reserved - shipped - lost > 0
      ORDER BY expires_on, number LIMIT ?
      """)
    statement.bind(county).bind(shelf.product).bind(shelf.grade).bind(shelf.fromPoorHouseholds)
      .bind(after.map { Int64($0.expiresOn.number) } ?? .min).bind(after?.lot.number ?? 0).bind(Int64(limit))
    var lots: [Lot] = []
    while try statement.next() { lots.append(try Lot(row: statement)) }
    return lots
  }

  public func ordersDue(by instant: Instant, limit: Int) throws(StoreFault) -> [Order.ID] {
    let statement = try statement(
      """
      SELECT number FROM orders WHERE county = ? AND reserved_until <= ? AND reserved_until IS NOT NULL
      ORDER BY reserved_until, number LIMIT ?
      """
    ).bind(county).bind(instant.milliseconds).bind(Int64(limit))
    var ids: [Order.ID] = []
    while try statement.next() { ids.append(Order.ID(number: statement.int(0))) }
    return ids
  }

  public func lotsDue(before day: Day, limit: Int) throws(StoreFault) -> [Lot.ID] {
    let statement = try statement(
      "SELECT number FROM lots WHERE county = ? AND expires_on < ? AND expired = 0 ORDER BY expires_on, number LIMIT ?"
    ).bind(county).bind(Int64(day.number)).bind(Int64(limit))
    var ids: [Lot.ID] = []
    while try statement.next() { ids.append(Lot.ID(number: statement.int(0))) }
    return ids
  }

  public func batch(_ number: Int64) throws(StoreFault) -> StoredBatch? {
    let statement = try statement("SELECT \(StoredBatch.columns) FROM journal WHERE county = ? AND batch = ?")
      .bind(county).bind(number)
    guard try statement.next() else { return nil }
    defer { statement.reset() }
    return try StoredBatch(row: statement)
  }
}
