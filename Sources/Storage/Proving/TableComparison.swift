import Catalogue
import Dispatching
import Engine
import Ledger
import Measures
import Messages
import Ordering
import Payouts
import Sealing
import WireFormat

/// Compares every row of every table with what the journal says it must be, and says which differ.
struct TableComparison {
  private let store: SQLiteStore
  private let replay: Replay
  private let vaultKey: VaultKey?
  private var replayed: MemoryStore { replay.store }

  init(_ store: SQLiteStore, _ replay: Replay, _ vaultKey: VaultKey?) {
    self.store = store
    self.replay = replay
    self.vaultKey = vaultKey
  }

  func findings(_ tables: LargeTables) throws(StoreFault) -> [Finding] {
    var findings = try catalogue() + households() + lots() + movements() + reports() + book() + incomes() + payouts() + runs()
    findings += tables.orders.flatMap(\.findings)
    findings += differences("orders", tables.orders.flatMap(\.rows), count: replayed.orderCount) { number in
      (Order.ID(number: number).description, replayed.bytes(of: Order.ID(number: number)))
    }
    findings += tables.transfers.findings
    findings += differences("transfers", tables.transfers.rows, count: replayed.transferCount) { number in
      (Transfer.ID(number: number).description, replayed.bytes(of: Transfer.ID(number: number)))
    }
    findings += tables.sales.findings
    findings += differences("sales", tables.sales.rows, count: replayed.salesCount) { number in
      ("of \(Order.ID(number: number))", replayed.salesBytes(of: Order.ID(number: number)))
    }
    findings += tables.keys.findings + differences(keys: tables.keys.rows)
    return try findings + vault() + foreignRows()
  }

  private func households() throws(StoreFault) -> [Finding] {
    try compare("households", replayed.allHouseholds, \.id.description) { row throws(StoreFault) in try Household(row: row) }
  }

  private func lots() throws(StoreFault) -> [Finding] {
    try compare("lots", replayed.allLots, \.id.description) { row throws(StoreFault) in try Lot(row: row) }
  }

  private func movements() throws(StoreFault) -> [Finding] {
    try compare("stock_movements", replayed.allMovements, { "\($0.lot)/\($0.serial)" }) {
      row throws(StoreFault) in try StockMovement(row: row)
    }
  }

  private func reports() throws(StoreFault) -> [Finding] {
    try compare("unsold_reports", replayed.allReports, \.id.description) { row throws(StoreFault) in
      try UnsoldReport(row: row)
    }
  }

  private func book() throws(StoreFault) -> [Finding] {
    var findings = try compare("accounts", replayed.allAccounts, \.id.description) { row throws(StoreFault) in try Account(row: row) }
    findings += try compare("holds", replayed.allHolds, \.id.description) { row throws(StoreFault) in try Hold(row: row) }
    findings += try compare("lot_settlements", replayed.allLotSettlements, \.lot.description) { row throws(StoreFault) in
      try LotSettlement(row: row)
    }
    if try store.bookState() != (try replayed.bookState()) { findings.append(.differs("book", "\(store.county)")) }
    return findings
  }

  /// Memberships, distributions with their rows, records of income.
  private func incomes() throws(StoreFault) -> [Finding] {
    var findings = try compare("memberships", replayed.allMemberships, { "\($0.party) \($0.household)" }) { row throws(StoreFault) in
      try Membership(row: row)
    }
    let distributions = replayed.allDistributions
    let rows = distributions.flatMap { distribution in
      distribution.body.rows.enumerated().map { DistributionRow(distribution.id, Int64($0 + 1), $1) }
    }
    let headers = distributions.map { distribution in
      var header = distribution
      header.body.rows = []
      return header
    }
    findings += try compare("distributions", headers, \.id.description) { row throws(StoreFault) in try Distribution(row: row) }
    findings += try compare("distribution_rows", rows, { "\($0.distribution)/\($0.serial)" }) { row throws(StoreFault) in
      try DistributionRow(row: row)
    }
    findings += try compare("incomes", replayed.allIncomes, \.id.description) { row throws(StoreFault) in try IncomeRecord(row: row) }
    return findings
  }

  /// Payout runs with those left out, payouts, payees.
  private func payouts() throws(StoreFault) -> [Finding] {
    let runs = replayed.allPayoutRuns
    let leftOut = runs.flatMap { run in run.leftOut.enumerated().map { LeftOutRow(run.id, Int64($0 + 1), $1) } }
    let headers = runs.map { run in
      var header = run
      header.leftOut = []
      return header
    }
    var findings = try compare("payout_runs", headers, \.id.description) { row throws(StoreFault) in try PayoutRun(row: row) }
    findings += try compare("payouts_left_out", leftOut, { "\($0.run)/\($0.serial)" }) { row throws(StoreFault) in
      try LeftOutRow(row: row)
    }
    findings += try compare("payouts", replayed.allPayouts, \.id.description) { row throws(StoreFault) in try Payout(row: row) }
    findings += try compare("bank_lines", replayed.allBankLines, \.id.description) { row throws(StoreFault) in try BankLine(row: row) }
    findings += try compare("statements", replayed.allStatements, \.id.description) { row throws(StoreFault) in
      try BankStatement(row: row)
    }
    findings += try compare("payees", replayed.allPayees(), \.payee.description) { row throws(StoreFault) in try Payee(row: row) }
    return findings
  }

  /// Delivery runs, and which part rides on which.
  private func runs() throws(StoreFault) -> [Finding] {
    let parts = replayed.allRunParts.map { RunPartRow($0.part, $0.run) }
    return try compare("delivery_runs", replayed.allRuns, \.id.description) { row throws(StoreFault) in try DeliveryRun(row: row) }
      + compare("run_parts", parts, \.part.description) { row throws(StoreFault) in try RunPartRow(row: row) }
  }

  private func catalogue() throws(StoreFault) -> [Finding] {
    let live = try store.catalogue()
    let expected = try replayed.catalogue()
    return live == expected ? [] : [.differs("catalogues", "\(store.county)")]
  }

  /// Walks a table in key order beside the expected values, which are in the same order.
  private func compare<Value: SelectableRow & Equatable>(
    _ table: String, _ expected: [Value], _ name: (Value) -> String, _ read: (Statement) throws(StoreFault) -> Value
  ) throws(StoreFault) -> [Finding] {
    var findings: [Finding] = []
    do throws(StoreFault) {
      try compare(table, expected, name, read, into: &findings)
    } catch .damaged(let why) {
      findings.append(Finding(code: "E-PRF-006", place: table, text: Text(zh: "文件损坏:\(why)", en: "the file is damaged: \(why)")))
    }
    return findings
  }

  private func compare<Value: SelectableRow & Equatable>(
    _ table: String, _ expected: [Value], _ name: (Value) -> String, _ read: (Statement) throws(StoreFault) -> Value,
    into findings: inout [Finding]
  ) throws(StoreFault) {
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
        findings.append(.differs(table, name(value)))
        next = expected.next()
      }
      guard let value = next, !Value.precedes(live, value) else {
        findings.append(.differs(table, name(live)))
        continue
      }
      if value != live { findings.append(.differs(table, name(live))) }
      next = expected.next()
    }
    while let value = next {
      findings.append(.differs(table, name(value)))
      next = expected.next()
    }
  }

  /// Rows of things that are numbered from 1 to `count`, by number; `expected` gives a thing's name and its bytes.
  private func differences(
    _ table: String, _ rows: [TableDigests.Row], count: Int, _ expected: (Int64) -> (name: String, bytes: ArraySlice<UInt8>?)
  ) -> [Finding] {
    var findings: [Finding] = []
    var next: Int64 = 1
    func missing(before number: Int64) {
      while next < number, findings.count <= Proof.findingsMax {
        let (name, bytes) = expected(next)
        if bytes?.isEmpty == false { findings.append(.differs(table, name)) }
        next += 1
      }
    }
    for row in rows where findings.count <= Proof.findingsMax {
      missing(before: min(row.number, Int64(count) + 1))
      next = max(next, row.number + 1)
      let (name, bytes) = expected(row.number)
      if bytes.map({ TableDigests.digest($0) }) != row.digest { findings.append(.differs(table, name)) }
    }
    missing(before: Int64(count) + 1)
    return findings
  }

  private func differences(keys: [TableDigests.Row]) -> [Finding] {
    var findings: [Finding] = []
    var missing = replay.keyDigests
    for row in keys where findings.count <= Proof.findingsMax {
      let index = Int(clamping: row.number) - 1
      if missing.indices.contains(index), missing[index] == row.digest {
        missing[index] = nil
      } else {
        findings.append(.differs("keys", "of command \(row.number)"))
      }
    }
    for (index, digest) in missing.enumerated() where digest != nil && findings.count <= Proof.findingsMax {
      findings.append(.differs("keys", "of command \(index + 1)"))
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
      for relation in ["<", ">"] {
        let rows = try store.statement("SELECT county FROM \(table) WHERE county \(relation) ? LIMIT 1").bind(store.county)
        guard try rows.next() else { continue }
        findings.append(.differs(table, "county \(rows.int(0))"))
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

extension Account: SelectableRow {
  static var order: String { "number" }
  static func precedes(_ a: Account, _ b: Account) -> Bool { a.id < b.id }
}

extension Hold: SelectableRow {
  static var order: String { "transfer" }
  static func precedes(_ a: Hold, _ b: Hold) -> Bool { a.id < b.id }
}

extension LotSettlement: SelectableRow {
  static var order: String { "lot" }
  static func precedes(_ a: LotSettlement, _ b: LotSettlement) -> Bool { a.lot < b.lot }
}

extension Membership: SelectableRow {
  static var order: String { "party, household, from_day" }
  static func precedes(_ a: Membership, _ b: Membership) -> Bool {
    (a.party, a.household, a.validity.from ?? .first) < (b.party, b.household, b.validity.from ?? .first)
  }
}

extension Distribution: SelectableRow {
  static var order: String { "number" }
  static func precedes(_ a: Distribution, _ b: Distribution) -> Bool { a.id < b.id }
}

extension DistributionRow: SelectableRow {
  static var order: String { "distribution, serial" }
  static func precedes(_ a: DistributionRow, _ b: DistributionRow) -> Bool { (a.distribution, a.serial) < (b.distribution, b.serial) }
}

extension IncomeRecord: SelectableRow {
  static var order: String { "number" }
  static func precedes(_ a: IncomeRecord, _ b: IncomeRecord) -> Bool { a.id < b.id }
}

extension PayoutRun: SelectableRow {
  static var order: String { "number" }
  static func precedes(_ a: PayoutRun, _ b: PayoutRun) -> Bool { a.id < b.id }
}

extension LeftOutRow: SelectableRow {
  static var order: String { "run, serial" }
  static func precedes(_ a: LeftOutRow, _ b: LeftOutRow) -> Bool { (a.run, a.serial) < (b.run, b.serial) }
}

extension Payout: SelectableRow {
  static var order: String { "run, number" }
  static func precedes(_ a: Payout, _ b: Payout) -> Bool { a.id < b.id }
}

extension BankLine: SelectableRow {
  static var order: String { "number" }
  static func precedes(_ a: BankLine, _ b: BankLine) -> Bool { a.id < b.id }
}

extension BankStatement: SelectableRow {
  static var order: String { "number" }
  static func precedes(_ a: BankStatement, _ b: BankStatement) -> Bool { a.id < b.id }
}

extension Payee: SelectableRow {
  static var order: String { "payee" }
  static func precedes(_ a: Payee, _ b: Payee) -> Bool { a.payee.description < b.payee.description }
}

extension DeliveryRun: SelectableRow {
  static var order: String { "number" }
  static func precedes(_ a: DeliveryRun, _ b: DeliveryRun) -> Bool { a.id < b.id }
}

extension RunPartRow: SelectableRow {
  static var order: String { "order_number, line, part" }
  static func precedes(_ a: RunPartRow, _ b: RunPartRow) -> Bool { a.part < b.part }
}

extension UnsoldReport: SelectableRow {
  static var order: String { "number" }
  static func precedes(_ a: UnsoldReport, _ b: UnsoldReport) -> Bool { a.id < b.id }
}
