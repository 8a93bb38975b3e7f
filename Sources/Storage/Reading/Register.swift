public import Catalogue
public import Engine
import GRDB
import GRDBSQLite
public import Measures
public import Ordering

/// What people look up: lists and single things, read beside the writer and never through it.
public final class Register {
  let store: SQLiteStore
  public let county: Int64

  public init(_ file: DatabaseFile) throws(StoreFault) {
    store = try SQLiteStore(file)
    county = store.county
  }

  public func catalogue() throws(StoreFault) -> ApplyCatalogue? { try store.catalogue() }
  public func head() throws(StoreFault) -> Head { try store.head() }
  public func batch(_ number: Int64) throws(StoreFault) -> StoredBatch? { try store.batch(number) }
  public func order(_ id: Order.ID) throws(StoreFault) -> Order? { try store.orders([id]).first }
  public func lot(_ id: Lot.ID) throws(StoreFault) -> Lot? { try store.lots([id]).first }
  public func household(_ id: Household.ID) throws(StoreFault) -> Household? { try store.households([id]).first }
  public func numbers() throws(StoreFault) -> Numbers { try store.numbers() }

  /// The household that bears a code of its village.
  public func household(code: String) throws(StoreFault) -> Household? {
    let found: [Household] = try rows("SELECT \(Household.columns) FROM households WHERE county = ? AND code = ?") {
      $0.bind(code)
    }
    return found.first
  }

  public func movements(of lot: Lot.ID) throws(StoreFault) -> [StockMovement] {
    try store.movements(of: [lot])
  }

  // MARK: Lists

  public struct HouseholdFilter: Sendable {
    public var village: Place.ID?
    public var registeredOnly = false
    public var after: Int64 = 0
    public var limit: Int64 = 50
    public init() {}
  }

  public func households(_ filter: HouseholdFilter) throws(StoreFault) -> [Household] {
    try rows(
      """
      SELECT \(Household.columns) FROM households
      WHERE county = ? AND number > ? AND (?3 IS NULL OR village = ?3) AND (?4 = 0 OR registered_on IS NOT NULL)
      ORDER BY number LIMIT ?5
      """
    ) {
      $0.bind(filter.after)
      if let village = filter.village { $0.bind(village) } else { $0.bind(nil as Int64?) }
      $0.bind(filter.registeredOnly).bind(filter.limit)
    }
  }

  public struct LotFilter: Sendable {
    public var product: Product.ID?
    public var producer: String?
    /// Where it lies, or where its household lives.
    public var village: Place.ID?
    /// Nothing available and nothing reserved.
    public var includesEmpty = false
    public var expiresBy: Day?
    public var after: Int64 = 0
    public var limit: Int64 = 50
    public init() {}
  }

  public func lots(_ filter: LotFilter) throws(StoreFault) -> [Lot] {
    try rows(
      """
      SELECT \(Lot.columns) FROM lots
      WHERE county = ? AND number > ? AND (?3 IS NULL OR product = ?3) AND (?4 IS NULL OR producer = ?4)
        AND (?5 = 1 OR received - shipped - lost > 0) AND (?6 IS NULL OR expires_on <= ?6)
        AND (?7 IS NULL OR place = ?7 OR producer IN (
          SELECT 'H-' || households.number FROM households WHERE households.county = ?1 AND households.village = ?7))
      ORDER BY number LIMIT ?8
      """
    ) {
      $0.bind(filter.after)
      if let product = filter.product { $0.bind(product) } else { $0.bind(nil as Int64?) }
      if let producer = filter.producer { $0.bind(producer) } else { $0.bind(nil as Int64?) }
      $0.bind(filter.includesEmpty).bind(filter.expiresBy.map { Int64($0.number) })
      if let village = filter.village { $0.bind(village) } else { $0.bind(nil as Int64?) }
      $0.bind(filter.limit)
    }
  }

  /// Reports that no lot has answered yet.
  public func openReports(village: Place.ID?) throws(StoreFault) -> [UnsoldReport] {
    try rows(
      """
      SELECT \(UnsoldReport.columns) FROM unsold_reports
      WHERE county = ? AND received_as IS NULL AND (?2 IS NULL OR village = ?2) ORDER BY expires_on, number
      """
    ) { if let village { $0.bind(village) } else { $0.bind(nil as Int64?) } }
  }

  public struct OrderFilter: Sendable {
    public var buyer: Party.ID?
    public var state: OrderState?
    public var payment: PaymentState?
    public var fulfilment: Fulfilment?
    public var deliverFrom: Day?
    public var deliverThrough: Day?
    public var after: Int64 = 0
    public var limit: Int64 = 50
    public init() {}
  }

  public func orders(_ filter: OrderFilter) throws(StoreFault) -> [Order] {
    let statement = try store.statement(
      """
      SELECT number FROM orders WHERE county = ?1 AND number > ?2 AND (?3 IS NULL OR buyer = ?3)
        AND (?4 IS NULL OR state = ?4) AND (?5 IS NULL OR payment = ?5) AND (?6 IS NULL OR fulfilment = ?6)
        AND (?7 IS NULL OR deliver_on >= ?7) AND (?8 IS NULL OR deliver_on <= ?8) ORDER BY number LIMIT ?9
      """)
    statement.bind(county).bind(filter.after)
    if let buyer = filter.buyer { statement.bind(buyer) } else { statement.bind(nil as Int64?) }
    statement.bind(filter.state.map { Int64($0.rawValue) }).bind(filter.payment.map { Int64($0.rawValue) })
      .bind(filter.fulfilment.map { Int64($0.rawValue) }).bind(filter.deliverFrom.map { Int64($0.number) })
      .bind(filter.deliverThrough.map { Int64($0.number) }).bind(filter.limit)
    var ids: [Order.ID] = []
    while try statement.next() { ids.append(Order.ID(number: statement.int(0))) }
    return try store.orders(ids)
  }

  /// Orders with a part in `state` whose delivery day is at most `day`, behind order `after`.
  public func ordersToMove(
    from state: Fulfilment, deliverThrough day: Day, after: Int64, limit: Int64
  ) throws(StoreFault) -> [Order.ID] {
    let statement = try store.statement(
      """
      SELECT number FROM orders WHERE county = ?1 AND number > ?2 AND deliver_on <= ?3 AND state = 0
        AND EXISTS (SELECT 1 FROM allocations
          WHERE allocations.county = ?1 AND order_number = number AND allocations.state = ?4)
      ORDER BY number LIMIT ?5
      """
    ).bind(county).bind(after).bind(Int64(day.number)).bind(Int64(state.rawValue)).bind(limit)
    var ids: [Order.ID] = []
    while try statement.next() { ids.append(Order.ID(number: statement.int(0))) }
    return ids
  }

  /// Orders that wait for a lot, oldest first.
  public func waitingOrders(limit: Int64) throws(StoreFault) -> [Order] {
    let statement = try store.statement(
      "SELECT DISTINCT order_number FROM allocations WHERE county = ? AND state = 0 ORDER BY order_number LIMIT ?"
    ).bind(county).bind(limit)
    var ids: [Order.ID] = []
    while try statement.next() { ids.append(Order.ID(number: statement.int(0))) }
    return try store.orders(ids)
  }

  /// What is available of a product and grade, and how long the freshest of it keeps.
  public struct StockedGoods: Sendable {
    public var product: Product.ID
    public var grade: Grade.ID
    public var available: Int64
    public var keepsUntil: Day
  }

  public func stockedGoods() throws(StoreFault) -> [StockedGoods] {
    let statement = try store.statement(
      """
      SELECT product, grade, sum(received - reserved - shipped - lost), max(expires_on) FROM lots
      WHERE county = ? AND expired = 0 AND received - reserved - shipped - lost > 0 GROUP BY 1, 2 ORDER BY 1, 2
      """
    ).bind(county)
    var goods: [StockedGoods] = []
    while try statement.next() {
      goods.append(
        StockedGoods(
          product: statement.text(0), grade: statement.text(1), available: statement.int(2), keepsUntil: try statement.day(3)))
    }
    return goods
  }

  /// The sealed number behind a token, with its kind and search digest; nil where it was deleted.
  public func sealed(_ token: [UInt8]) throws(StoreFault) -> VaultEntry? {
    let statement = try store.statement("SELECT token, kind, search_digest, sealed FROM vault WHERE county = ? AND token = ?")
      .bind(county).bind(token)
    guard try statement.next() else { return nil }
    defer { statement.reset() }
    return VaultEntry(
      token: statement.blob(0), kind: statement.text(1), searchDigest: statement.blob(2), sealed: statement.blob(3))
  }

  func rows<Row: RowReadable>(
    _ sql: String, _ bind: (Statement) -> Void
  ) throws(StoreFault) -> [Row] {
    let statement = try store.statement(sql).bind(county)
    bind(statement)
    var rows: [Row] = []
    while try statement.next() { rows.append(try Row(row: statement)) }
    return rows
  }
}

/// A value that a row of its columns makes.
protocol RowReadable {
  init(row: Statement) throws(StoreFault)
}

extension Household: RowReadable {}
extension Lot: RowReadable {}
extension StockMovement: RowReadable {}
extension UnsoldReport: RowReadable {}
