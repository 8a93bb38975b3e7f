import Catalogue
import Engine
import Measures
import Messages
import Ordering
import Sealing
import WireFormat

/// Compares every row of every table with what the journal says it must be, and says which differ.
struct TableComparison {
  private let store: SQLiteStore
  private let replayed: MemoryStore
  private let vaultKey: VaultKey?

  init(_ store: SQLiteStore, _ replayed: MemoryStore, _ vaultKey: VaultKey?) {
    self.store = store
    self.replayed = replayed
    self.vaultKey = vaultKey
  }

  func findings() throws(StoreFault) -> [Finding] {
    var findings = try catalogue()
    findings += try compare("households", replayed.allHouseholds, \.id.description) { row throws(StoreFault) in
      try Household(row: row)
    }
    findings += try compare("lots", replayed.allLots, \.id.description) { row throws(StoreFault) in try Lot(row: row) }
    findings += try compare("stock_movements", replayed.allMovements, { "\($0.lot)/\($0.serial)" }) {
      row throws(StoreFault) in try StockMovement(row: row)
    }
    findings += try compare("unsold_reports", replayed.allReports, \.id.description) { row throws(StoreFault) in
      try UnsoldReport(row: row)
    }
    findings += try orders()
    findings += try keys()
    findings += try vault()
    return try findings + foreignRows()
  }

  private func differs(_ table: String, _ row: String) -> Finding {
    Finding(
      code: "E-PRF-005", place: "\(table) \(row)", text: Text(zh: "与日志重放的结果不符", en: "it differs from what replaying the journal gives"))
  }

  private func catalogue() throws(StoreFault) -> [Finding] {
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

  private func orders() throws(StoreFault) -> [Finding] {
    var findings: [Finding] = []
    let reader = try OrderReader(store, from: 1, to: .max)
    var seen: Int64 = 0
    var writer = ByteWriter(capacity: 1024)
    do {
      while let row = try reader.next() {
        for missing in (seen + 1)..<max(seen + 1, row.order.id.number) { findings.append(differs("orders", "O-\(missing)")) }
        seen = row.order.id.number
        writer.removeAll()
        row.order.encode(to: &writer)
        if replayed.bytes(of: row.order.id) != writer.bytes || !row.derivedColumnsFollow {
          findings.append(differs("orders", row.order.id.description))
        }
        if findings.count > Proof.findingsMax { return findings }
      }
    } catch .damaged(let why) {
      return findings + [Finding(code: "E-PRF-005", place: "orders", text: Text(zh: why, en: why))]
    }
    if seen < Int64(replayed.orderCount) {
      for missing in (seen + 1)...Int64(replayed.orderCount) where findings.count <= Proof.findingsMax {
        findings.append(differs("orders", "O-\(missing)"))
      }
    }
    return findings
  }

  private func keys() throws(StoreFault) -> [Finding] {
    var findings: [Finding] = []
    var count = 0
    let rows = try store.statement("SELECT scope, key, batch, position FROM keys WHERE county = ?").bind(store.county)
    while try rows.next() {
      let key = Key(scope: rows.text(0), text: rows.text(1))
      let expected = try replayed.positions(of: [key])[0]
      if expected == JournalPosition(batch: rows.int(2), index: rows.int(3)) {
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
  private func vault() throws(StoreFault) -> [Finding] {
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
  private func foreignRows() throws(StoreFault) -> [Finding] {
    var findings: [Finding] = []
    for table in Schema.tables {
      let rows = try store.statement("SELECT count(*) FROM \(table) WHERE county <> ?").bind(store.county)
      guard try rows.next() else { continue }
      if rows.int(0) > 0 { findings.append(differs(table, "county")) }
      rows.reset()
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
