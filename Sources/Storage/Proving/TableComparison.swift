import Catalogue
import Engine
import Foundation
import Measures
import Messages
import Ordering
import Sealing
import Synchronization
import WireFormat

/// Compares every row of every table with what the journal says it must be, and says which differ. The tables are shared
/// out among a few threads, each with a connection of its own.
struct TableComparison {
  /// More threads than this would wait for each other on most machines.
  static let workers = 4

  private let stores: [SQLiteStore]
  private let replayed: MemoryStore
  private let vaultKey: VaultKey?

  /// - Parameter stores: ``workers`` connections that see the same state.
  init(_ stores: [SQLiteStore], _ replayed: MemoryStore, _ vaultKey: VaultKey?) {
    self.stores = stores
    self.replayed = replayed
    self.vaultKey = vaultKey
  }

  func findings() -> [Finding] {
    let shares = Mutex([[Finding]](repeating: [], count: TableComparison.workers))
    // Nobody writes to the replayed state any more, and each thread has its own connection.
    nonisolated(unsafe) let comparison = self
    DispatchQueue.concurrentPerform(iterations: TableComparison.workers) { worker in
      let found = comparison.findings(worker)
      shares.withLock { $0[worker] = found }
    }
    return shares.withLock { $0.flatMap(\.self) }
  }

  /// What one thread finds in its share: an equal part of the orders, and one of the smaller tables.
  private func findings(_ worker: Int) -> [Finding] {
    do {
      let share = TableShare(stores[worker], replayed, vaultKey)
      let part = Int64(replayed.orderCount) / Int64(TableComparison.workers) + 1
      let first = worker == 0 ? Int64.min : Int64(worker) * part + 1
      let last = worker == TableComparison.workers - 1 ? Int64.max : Int64(worker + 1) * part
      var findings = try share.orders(first, last)
      switch worker {
      case 0: findings += try share.catalogue() + share.keys()
      case 1: findings += try share.households() + share.vault()
      case 2: findings += try share.lots() + share.movements()
      default: findings += try share.reports() + share.foreignRows()
      }
      return findings
    } catch {
      return [Finding(code: "E-PRF-006", place: "database", text: error.text)]
    }
  }
}

/// The comparisons, table by table, over one connection.
private struct TableShare {
  private let store: SQLiteStore
  private let replayed: MemoryStore
  private let vaultKey: VaultKey?

  init(_ store: SQLiteStore, _ replayed: MemoryStore, _ vaultKey: VaultKey?) {
    self.store = store
    self.replayed = replayed
    self.vaultKey = vaultKey
  }

  func households() throws(StoreFault) -> [Finding] {
    try compare("households", replayed.allHouseholds, \.id.description) { row throws(StoreFault) in try Household(row: row) }
  }

  func lots() throws(StoreFault) -> [Finding] {
    try compare("lots", replayed.allLots, \.id.description) { row throws(StoreFault) in try Lot(row: row) }
  }

  func movements() throws(StoreFault) -> [Finding] {
    try compare("stock_movements", replayed.allMovements, { "\($0.lot)/\($0.serial)" }) {
      row throws(StoreFault) in try StockMovement(row: row)
    }
  }

  func reports() throws(StoreFault) -> [Finding] {
    try compare("unsold_reports", replayed.allReports, \.id.description) { row throws(StoreFault) in
      try UnsoldReport(row: row)
    }
  }

  private func differs(_ table: String, _ row: String) -> Finding {
    Finding(
      code: "E-PRF-005", place: "\(table) \(row)", text: Text(zh: "与日志重放的结果不符", en: "it differs from what replaying the journal gives"))
  }

  func catalogue() throws(StoreFault) -> [Finding] {
    let live = try store.catalogue()
    let expected = try replayed.catalogue()
    return live == expected ? [] : [differs("catalogues", "\(store.county)")]
  }

  /// Walks a table in key order beside the expected values, which are in the same order.
  private func compare<Value: WireCodable & SelectableRow & Equatable>(
    _ table: String, _ expected: [Value], _ name: (Value) -> String, _ read: (Statement) throws(StoreFault) -> Value
  ) throws(StoreFault) -> [Finding] {
    var findings: [Finding] = []
    var expected = expected.makeIterator()
    let rows = try store.statement("SELECT \(Value.columns) FROM \(table) WHERE county = ? ORDER BY \(Value.order)")
      .bind(store.county)
    var next = expected.next()
    while try rows.next() {
      let live: Value
      do { live = try read(rows) } catch {
        findings.append(Finding(code: "E-PRF-005", place: table, text: error.text))
        next = expected.next()
        continue
      }
      // Rows that are missing or too many are told by their names.
      while let value = next, Value.precedes(value, live) {
        findings.append(differs(table, name(value)))
        next = expected.next()
      }
      guard let value = next, !Value.precedes(live, value) else {
        findings.append(differs(table, name(live)))
        continue
      }
      if value != live { findings.append(differs(table, name(live))) }
      next = expected.next()
    }
    while let value = next {
      findings.append(differs(table, name(value)))
      next = expected.next()
    }
    return findings
  }

  /// Orders with their lines, allocations and payments, those of the numbers from `first` to `last`.
  func orders(_ first: Int64, _ last: Int64) throws(StoreFault) -> [Finding] {
    var findings: [Finding] = []
    let reader = try OrderReader(store, from: first, to: last)
    defer { reader.close() }
    var expected = max(first, 1)
    let end = min(last, Int64(replayed.orderCount))
    var writer = ByteWriter(capacity: 1024)
    func missing(before number: Int64) {
      while expected < number, findings.count <= Proof.findingsMax {
        findings.append(differs("orders", "O-\(expected)"))
        expected += 1
      }
    }
    do {
      while findings.count <= Proof.findingsMax, let row = try reader.next() {
        missing(before: row.order.id.number)
        expected = max(expected, row.order.id.number + 1)
        writer.removeAll()
        row.order.encode(to: &writer)
        if !replayed.has(writer.bytes, for: row.order.id) || !row.derivedColumnsFollow {
          findings.append(differs("orders", row.order.id.description))
        }
      }
    } catch .damaged(let why) {
      return findings + [Finding(code: "E-PRF-005", place: "orders", text: Text(zh: why, en: why))]
    }
    missing(before: end + 1)
    return findings
  }

  func keys() throws(StoreFault) -> [Finding] {
    var findings: [Finding] = []
    var count = 0
    let rows = try store.statement("SELECT scope, key, batch, position FROM keys WHERE county = ?").bind(store.county)
    var key = Key(scope: "", text: "")
    while try rows.next() {
      if !rows.isText(0, key.scope) { key.scope = rows.text(0) }
      key.text = rows.text(1)
      if replayed.position(of: key) == JournalPosition(batch: rows.int(2), index: rows.int(3)) {
        count += 1
      } else {
        findings.append(differs("keys", "\(key.scope) \(key.text)"))
      }
    }
    if count < replayed.keyCount, findings.isEmpty {
      findings.append(differs("keys", "\(replayed.keyCount - count) missing"))
    }
    return findings
  }

  /// A seal opens only in its own row. Rows may have been deleted: personal data can be, and the proof still holds.
  func vault() throws(StoreFault) -> [Finding] {
    guard let vaultKey else { return [] }
    var findings: [Finding] = []
    let rows = try store.statement("SELECT token, kind, search_digest, sealed FROM vault WHERE county = ?").bind(store.county)
    while try rows.next() {
      let entry = VaultEntry(token: rows.blob(0), kind: rows.text(1), searchDigest: rows.blob(2), sealed: rows.blob(3))
      do { _ = try vaultKey.open(entry.sealed, context: entry.sealingContext) } catch {
        findings.append(Finding(code: "E-PRF-008", place: "vault \(Array(entry.token.prefix(4)).hex)", text: error.text))
      }
    }
    return findings
  }

  /// Rows of a county that is not this database's.
  func foreignRows() throws(StoreFault) -> [Finding] {
    var findings: [Finding] = []
    for table in Schema.tables {
      for relation in ["<", ">"] {
        let rows = try store.statement("SELECT county FROM \(table) WHERE county \(relation) ? LIMIT 1").bind(store.county)
        guard try rows.next() else { continue }
        findings.append(differs(table, "county \(rows.int(0))"))
        rows.reset()
      }
    }
    return findings
  }
}

/// A value that is a row of a table, with the order of its key.
protocol SelectableRow {
  static var columns: String { get }
  static var order: String { get }
  static func precedes(_ a: Self, _ b: Self) -> Bool
}

extension Household: SelectableRow {
  static var order: String { "number" }
  static func precedes(_ a: Household, _ b: Household) -> Bool { a.id < b.id }
}

extension Lot: SelectableRow {
  static var order: String { "number" }
  static func precedes(_ a: Lot, _ b: Lot) -> Bool { a.id < b.id }
}

extension StockMovement: SelectableRow {
  static var order: String { "lot, serial" }
  static func precedes(_ a: StockMovement, _ b: StockMovement) -> Bool { (a.lot, a.serial) < (b.lot, b.serial) }
}

extension UnsoldReport: SelectableRow {
  static var order: String { "number" }
  static func precedes(_ a: UnsoldReport, _ b: UnsoldReport) -> Bool { a.id < b.id }
}

extension OrderReader.Row {
  /// Whether the columns that are kept for lists say what follows from the rest.
  var derivedColumnsFollow: Bool {
    guard let derived = try? DerivedColumns(order) else { return false }
    return stored
      == OrderReader.StoredColumns(
        payment: Int64(derived.payment.rawValue), fulfilment: Int64(derived.fulfilment.rawValue), amount: derived.amount.fen,
        paid: derived.paid.fen, refunded: derived.refunded.fen)
  }
}
