import Catalogue
import Dispatching
import Engine
import Foundation
import GRDBSQLite
import Ledger
import Measures
import Ordering
import Payouts
import Sealing
import Storage
import Testing
import WireFormat

@Suite("A change behind the engine's back")
struct TamperTests {
  private static let vaultKey = VaultKey(secret: [UInt8](repeating: 5, count: 32))

  /// A county with at least one row in every table.
  private func county() throws -> TestCounty {
    let county = try TestCounty(.sqlite, catalogue: TestCounty.catalogue(vehicles: [TestCounty.van("van")]))
    let entry = VaultEntry(
      token: [1, 2, 3], kind: "card", searchDigest: [4],
      sealed: Self.vaultKey.seal([9], nonce: [UInt8](repeating: 1, count: 16), context: [1, 2, 3] + Array("card".utf8) + [4]))
    _ = county.writer.write([
      Submission(
        Command(at: TestCounty.now, actor: "owner", key: "A", action: TestCounty.household("A", registered: true)), vault: [entry]),
      TestCounty.command(TestCounty.household("B", registered: false), key: "B"),
    ])
    for number in 1...3 { try county.command(TestCounty.receive(1000 * Int64(number)), key: "L\(number)") }
    try county.command(TestCounty.receive(30, product: "egg", producer: .party("base")), key: "L4")
    try county.command(
      .reportUnsold(
        ReportUnsold(
          village: "village", producer: .party("coop"), product: "egg", grade: "a", quantity: 5, unit: .pieces,
          harvestedOn: TestCounty.today)))
    for number in 1...3 { try county.command(TestCounty.place([("chestnut-1kg", 1), ("chestnut-250g", 1)]), key: "N\(number)") }
    try county.command(TestCounty.change(2, .pay(Money(fen: 5))))
    try county.command(TestCounty.post(TestCounty.posting("bank", "suspense", 500), TestCounty.posting("bank", "vat", 7)))
    try county.command(.holdTransfer(HoldTransfer(TestCounty.posting("suspense", "bank", 3), expiresAt: nil)))
    try county.command(TestCounty.change(3, .pack([])))
    try county.command(TestCounty.change(3, .dispatch))
    try county.command(TestCounty.change(3, .deliver))
    try county.command(.settleOrder(SettleOrder(order: Order.ID(number: 3), through: TestCounty.today)))
    try county.command(.settleLot(SettleLot(lot: Lot.ID(number: 4))))
    for household in [1, 2] {
      let membership = Membership(
        party: "coop", household: Household.ID(number: Int64(household)), shares: 2,
        validity: Validity(from: TestCounty.today, until: TestCounty.today.advanced(by: 100)))
      try county.command(.setMembership(SetMembership(membership)))
      try county.command(
        .recordIncome(
          RecordIncome(
            household: Household.ID(number: Int64(household)), item: "A50-1", period: Period(year: 2020, month: 3), amount: Money(fen: 900),
            source: "test")))
    }
    try county.command(.enterDistribution(EnterDistribution(TestCounty.wages([(1, 1000), (2, 500)]))))
    try county.command(.moveDistribution(MoveDistribution(Distribution.ID(number: 1), to: .approved)), by: "approver")
    try county.command(.moveDistribution(MoveDistribution(Distribution.ID(number: 1), to: .settled)))
    try county.command(TestCounty.change(1, .pack([])))
    try county.adopt(Self.draft, on: TestCounty.today)
    try pay(county)
    try county.command(.closePeriod(ClosePeriod(through: TestCounty.today)))
    return county
  }

  /// The first order's two lines on their way, on the day of the others.
  private static var draft: RunDraft {
    var draft = TestCounty.draft([(1, 1), (1, 1)])
    draft.cargo[1].kind = .part(Order.ID(number: 1), line: 2, part: 1)
    return draft
  }

  /// A run with a payout by bank, some in cash and somebody left out; lines of which some are matched, one of them taken back; a statement.
  private func pay(_ county: TestCounty) throws {
    try county.command(.setPayee(SetPayee(Payee(payee: .party("coop"), account: [7, 7], because: "x"))))
    try county.command(.setPayee(SetPayee(Payee(payee: .household(Household.ID(number: 2)), held: "x"))))
    let register = try Register(try DatabaseFile(county.path, mode: .read))
    let plan = PayoutPlan(try register.claimants(through: TestCounty.today, TestCounty.catalogue()), minimum: .zero)
    try county.command(
      .preparePayouts(PreparePayouts(through: TestCounty.today, payouts: plan.payouts, leftOut: plan.leftOut)))
    let run = PayoutRun.ID(number: 1)
    let hash = try county.store().payoutRuns([run])[0].hash
    try county.command(.movePayoutRun(MovePayoutRun(run, to: .approved, hash: hash)), by: "approver")
    try county.command(.movePayoutRun(MovePayoutRun(run, to: .sent, hash: hash, format: "test")))
    let payouts = try county.store().payouts(of: run)
    let paid = try #require(payouts.first { $0.way == .bank })
    let cash = try #require(payouts.first { $0.way == .cash })
    try county.command(.changePayout(ChangePayout(cash.id, .takeBack(on: TestCounty.today, reason: "x"))))
    func enter(_ amount: Money, _ serial: Int64) throws {
      try county.command(
        .enterBankLine(
          EnterBankLine(
            BankLineBody(
              account: "bank", bookedOn: TestCounty.today, valueOn: TestCounty.today, amount: amount, reference: "r", batchReference: "b",
              bankReference: "s", name: "n", accountDigest: [1, 2], accountTail: "1234", text: "t", returnCode: "c",
              isReturn: amount > .zero,
              occurrence: serial))), key: "BL\(serial)")
    }
    for (index, amount) in [Money(fen: 5), Money(fen: -paid.amount.fen), paid.amount, Money(fen: 20)].enumerated() {
      try enter(amount, Int64(index + 1))
    }
    func match(_ line: Int64, _ target: MatchPart.Target, _ amount: Money) throws {
      try county.command(
        .matchLine(MatchLine(BankLine.ID(number: line), parts: [MatchPart(target, amount)], step: .byHand, reason: "x")))
    }
    try match(2, .paid(paid.id), Money(fen: -paid.amount.fen))
    try match(3, .returned(paid.id), paid.amount)
    try match(4, .order(Order.ID(number: 2)), Money(fen: 20))
    try county.command(.unmatchLine(UnmatchLine(BankLine.ID(number: 4), reason: "x")))
    try match(4, .order(Order.ID(number: 2)), Money(fen: 20))
    for number in 1...2 {
      try county.command(
        .recordStatement(
          RecordStatement(
            StatementBody(
              account: "bank", format: "test", digest: [UInt8](repeating: UInt8(number), count: 32), number: "\(number)",
              from: TestCounty.today, through: TestCounty.today, opening: .zero, closing: Money(fen: 25), lines: 4))))
    }
    try county.command(.setPayee(SetPayee(Payee(payee: .household(Household.ID(number: 2))))))
    // The payout in cash is paid again.
    let second = PayoutPlan(try register.claimants(through: TestCounty.today, TestCounty.catalogue()), minimum: .zero, retries: true)
    try county.command(
      .preparePayouts(PreparePayouts(through: TestCounty.today, payouts: second.payouts, leftOut: second.leftOut)))
  }

  private func execute(_ path: String, _ sql: String) -> String? {
    var connection: OpaquePointer?
    sqlite3_open(path, &connection)
    defer { sqlite3_close(connection) }
    sqlite3_exec(connection, "PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF", nil, nil, nil)
    return sqlite3_exec(connection, sql, nil, nil, nil) == SQLITE_OK && sqlite3_changes(connection) >= 0
      ? nil : String(cString: sqlite3_errmsg(connection))
  }

  private func rows(_ path: String, _ sql: String) -> [[String]] {
    var connection: OpaquePointer?
    sqlite3_open(path, &connection)
    var statement: OpaquePointer?
    sqlite3_prepare_v2(connection, sql, -1, &statement, nil)
    defer {
      sqlite3_finalize(statement)
      sqlite3_close(connection)
    }
    var rows: [[String]] = []
    while sqlite3_step(statement) == SQLITE_ROW {
      rows.append((0..<sqlite3_column_count(statement)).map { sqlite3_column_text(statement, $0).map { String(cString: $0) } ?? "" })
    }
    return rows
  }

  private func findings(_ path: String) throws -> [Finding] {
    do { return try Proof(path: path, expected: nil, vaultKey: Self.vaultKey).run { _ in }.findings } catch let fault {
      return [Finding(code: fault.code, place: "database", text: fault.text)]
    }
  }

  /// Runs `body` on a copy of the county's file.
  private func onCopy(_ path: String, _ body: (String) throws -> Void) throws {
    let copy = path + "-" + UUID().uuidString
    defer { for suffix in ["", "-wal", "-shm", "-turn"] { try? FileManager.default.removeItem(atPath: copy + suffix) } }
    try BackupCopy.copy(from: path, to: copy) { _, _ in }
    try body(copy)
  }

  @Test("to any column of any table is found, and said where")
  func everyColumn() throws {
    let path = try {
      let county = try county(); return (county, county.path)
    }()
    let tables = rows(path.1, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").map { $0[0] }
    #expect(tables.count == 31)
    #expect(try findings(path.1).isEmpty)
    for table in tables {
      for column in rows(path.1, "SELECT name, type FROM pragma_table_info('\(table)')") {
        let (name, type) = (column[0], column[1])
        let value =
          switch type {
          case "INTEGER": "coalesce(\(name), 0) + 1"
          case "BLOB": "CAST(coalesce(\(name), x'') || x'00' AS BLOB)"
          default: "\(name) || 'x'"
          }
        try onCopy(path.1) { copy throws in
          let key = rows(copy, "SELECT * FROM \(table) LIMIT 1")
          #expect(!key.isEmpty, "\(table) has no row to change")
          let last = rows(copy, "SELECT group_concat(name) FROM pragma_table_info('\(table)') WHERE pk > 0")[0][0]
          // The last row in key order, so that a changed key does not run into another row.
          let order = last.split(separator: ",").map { "\($0) DESC" }.joined(separator: ", ")
          let sql = "UPDATE \(table) SET \(name) = \(value) WHERE (\(last)) = (SELECT \(last) FROM \(table) ORDER BY \(order) LIMIT 1)"
          if let problem = execute(copy, sql) { Issue.record("\(sql): \(problem)") }
          let found = try findings(copy)
          #expect(!found.isEmpty, "\(table).\(name) was changed unseen")
          // Keys of other tables may be told at a neighbour; everything else is told in its own table or the journal's.
          let places = found.map(\.place).joined(separator: " ")
          let family = ["order_lines", "allocations", "payments"].contains(table) ? "orders" : table
          #expect(
            places.contains(table) || places.contains(family) || places.contains("database") || places.contains("schema")
              || places.contains("file"), "\(table).\(name): \(places)")
        }
      }
    }
  }

  @Test("to any value of any row of the payouts' tables is found, and said where")
  func everyPayoutValue() throws {
    let county = try county()
    let tables = ["payout_runs", "payouts_left_out", "payouts", "payees", "bank_lines", "statements", "payments"]
    for table in tables + ["transfers"] {
      let key = rows(county.path, "SELECT group_concat(name) FROM pragma_table_info('\(table)') WHERE pk > 0")[0][0]
      let number = key.split(separator: ",").last!
      for column in rows(county.path, "SELECT name, type FROM pragma_table_info('\(table)') WHERE pk = 0") {
        let (name, type) = (column[0], column[1])
        guard table != "transfers" || ["source_run", "source_payout", "source_bank_line"].contains(name) else { continue }
        let values =
          switch type {
          case "INTEGER": ["coalesce(\(name), 0) + 1", "NULL"]
          case "BLOB": ["CAST(coalesce(\(name), x'') || x'00' AS BLOB)", "NULL"]
          default: ["\(name) || 'x'", "''"]
          }
        for row in rows(county.path, "SELECT DISTINCT \(number) FROM \(table)") {
          for value in values {
            try onCopy(county.path) { copy throws in
              let changed = rows(
                copy, "SELECT count(*) FROM \(table) WHERE \(number) = \(quoted(row[0])) AND \(name) IS NOT \(value)")[0][0]
              guard changed != "0" else { return }
              // What may not be there is refused by the table itself.
              let sql = "UPDATE \(table) SET \(name) = \(value) WHERE \(number) = \(quoted(row[0]))"
              guard execute(copy, sql) == nil else { return }
              let places = try findings(copy).map(\.place)
              #expect(places.contains { $0.contains(table == "payments" ? "order" : table) || $0 == "file" }, "\(sql): \(places)")
            }
          }
        }
      }
    }
  }

  private func quoted(_ key: String) -> String { Int64(key) == nil ? "'\(key)'" : key }

  @Test(
    "by removing or adding a row is found",
    arguments: [
      "households", "lots", "stock_movements", "unsold_reports", "orders", "order_lines", "allocations", "payments", "keys", "journal",
      "catalogues", "accounts", "transfers", "holds", "book", "sales", "lot_settlements",
      "memberships", "distributions", "distribution_rows", "incomes", "payout_runs", "payouts_left_out", "payouts", "payees", "bank_lines",
      "statements", "delivery_runs", "run_parts",
    ])
  func rowsRemovedAndAdded(table: String) throws {
    let county = try county()
    for edge in ["ASC", "DESC"] {
      try onCopy(county.path) { copy throws in
        let key = rows(copy, "SELECT group_concat(name) FROM pragma_table_info('\(table)') WHERE pk > 0")[0][0]
        let order = key.split(separator: ",").map { "\($0) \(edge)" }.joined(separator: ", ")
        let problem = execute(copy, "DELETE FROM \(table) WHERE (\(key)) = (SELECT \(key) FROM \(table) ORDER BY \(order) LIMIT 1)")
        #expect(problem == nil)
        // The journal's last batch may go unseen by itself, but not by the tables.
        #expect(try findings(copy).count > 0, "a row of \(table) was removed unseen (\(edge))")
      }
    }
    try onCopy(county.path) { copy throws in
      let columns = rows(copy, "SELECT name FROM pragma_table_info('\(table)')").map { $0[0] }
      let keyColumn = columns[columns.count > 1 && !["catalogues", "book"].contains(table) ? 1 : 0]
      let values = columns.map { column in
        switch column {
        case keyColumn: table == "keys" ? "scope || 'x'" : "\(column) + 1000"
        case "code", "key": "\(column) || 'x'"
        // What may be there once only.
        case "claim": "claim + 1000"
        default: column
        }
      }
      let problem = execute(copy, "INSERT INTO \(table) SELECT \(values.joined(separator: ", ")) FROM \(table) LIMIT 1")
      #expect(problem == nil)
      #expect(try findings(copy).count > 0, "a row was added to \(table) unseen")
    }
  }

  @Test("by removing any batch of the journal is found")
  func anyBatch() throws {
    let county = try county()
    for batch in 1...Int(rows(county.path, "SELECT max(batch) FROM journal")[0][0])! {
      try onCopy(county.path) { copy throws in
        #expect(execute(copy, "DELETE FROM journal WHERE batch = \(batch)") == nil)
        #expect(try findings(copy).count > 0, "batch \(batch) was removed unseen")
      }
    }
  }

  @Test(
    "to the schema is found",
    arguments: [
      "DROP INDEX lots_on_shelf", "CREATE TABLE extra (a)", "CREATE TRIGGER quiet AFTER UPDATE ON lots BEGIN SELECT 1; END",
      "INSERT INTO grdb_migrations VALUES ('later')",
    ])
  func schema(sql: String) throws {
    let county = try county()
    try onCopy(county.path) { copy throws in
      #expect(execute(copy, sql) == nil)
      #expect(try findings(copy).count > 0)
    }
  }

  @Test("to a page of the file is found")
  func pages() throws {
    let county = try county()
    let size = Int(rows(county.path, "PRAGMA page_size")[0][0])!
    try onCopy(county.path) { clean in
      let pages = try Data(contentsOf: URL(fileURLWithPath: clean)).count / size
      for page in 0..<pages {
        try onCopy(clean) { copy throws in
          var data = try Data(contentsOf: URL(fileURLWithPath: copy))
          // The end of a page holds its cells.
          for offset in (page + 1) * size - 24..<(page + 1) * size { data[offset] ^= 0x5A }
          try data.write(to: URL(fileURLWithPath: copy))
          let found = try findings(copy)
          #expect(try !found.isEmpty || isUnused(clean, page + 1, size), "page \(page + 1) was damaged unseen")
          // Whatever the page held, more is said than that the file is damaged.
          let places = Set(found.map(\.place))
          #expect(places.isEmpty || !places.isSubset(of: ["file", "database", "tables"]), "page \(page + 1): \(found)")
        }
      }
    }
  }

  @Test("that wipes a page out is a finding with a place, never only an error")
  func wiped() throws {
    let county = try county()
    let size = Int(rows(county.path, "PRAGMA page_size")[0][0])!
    let tables = Set(rows(county.path, "SELECT name FROM sqlite_schema").map { Substring($0[0]) })
    let roots = Set(rows(county.path, "SELECT rootpage FROM sqlite_schema").map { $0[0] })
    try onCopy(county.path) { clean in
      let pages = try Data(contentsOf: URL(fileURLWithPath: clean)).count / size
      for page in 1..<pages where !(try isUnused(clean, page + 1, size)) {
        try onCopy(clean) { copy throws in
          var data = try Data(contentsOf: URL(fileURLWithPath: copy))
          data.replaceSubrange(page * size..<(page + 1) * size, with: [UInt8](repeating: 0x5A, count: size))
          try data.write(to: URL(fileURLWithPath: copy))
          let result = try Proof(path: copy, expected: nil, vaultKey: Self.vaultKey).run { _ in }
          let places = result.findings.map(\.place)
          let isPlaced = places.contains { $0.contains("page \(page + 1)") || tables.contains($0.split(separator: " ")[0]) }
          // The schema's own pages, without which no table can be told, are no table's.
          let isOfSchema = places == ["schema"] && !roots.contains("\(page + 1)")
          #expect(isPlaced || isOfSchema, "page \(page + 1): \(places)")
        }
      }
    }
  }

  /// Whether the end of a page holds nothing: free pages, and pages of empty trees, which may keep what once stood there
  /// (SQLite's file format, section 1.6: the kind of page, 10 or 13 for a leaf, and at 3 the number of its cells).
  private func isUnused(_ path: String, _ page: Int, _ size: Int) throws -> Bool {
    let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path))[(page - 1) * size..<page * size])
    let isEmptyLeaf = page > 1 && (bytes[0] == 10 || bytes[0] == 13) && bytes[3] == 0 && bytes[4] == 0
    return isEmptyLeaf || bytes.suffix(24).allSatisfy { $0 == 0 }
  }

  @Test("to the whole history is found by a head that was published")
  func published() throws {
    let county = try county()
    let head = try county.store().begin()
    try county.store().rollback()
    #expect(try Proof(path: county.path, expected: head, vaultKey: nil).run { _ in }.findings.isEmpty)
    let other = Head(batch: head.batch, hash: Digest(bytes: [UInt8](repeating: 1, count: 32)), commands: 0)
    #expect(try Proof(path: county.path, expected: other, vaultKey: nil).run { _ in }.findings.map(\.code) == ["E-PRF-004"])
    let later = Head(batch: head.batch + 1, hash: head.hash, commands: 0)
    #expect(try Proof(path: county.path, expected: later, vaultKey: nil).run { _ in }.findings.map(\.code) == ["E-PRF-004"])
  }
}
