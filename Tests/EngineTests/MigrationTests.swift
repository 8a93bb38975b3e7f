import Catalogue
import Engine
import Foundation
import GRDB
import Ledger
import Measures
import Ordering
import Payouts
import Testing
import WireFormat

@testable import Storage

@Suite("A database of an earlier schema")
struct MigrationTests {
  /// The rows of `path` as the schema had them before payouts, in a file of its own.
  private func earlier(_ path: String, at old: String) throws {
    let queue = try DatabaseQueue(path: old)
    try queue.write { try $0.execute(sql: "PRAGMA application_id = \(Schema.applicationID)") }
    try Schema.migrator.migrate(queue, upTo: "2026-11 corrections")
    try queue.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA foreign_keys = OFF; ATTACH '\(path)' AS new")
      let tables = try String.fetchAll(
        db, sql: "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name <> 'grdb_migrations'")
      for table in tables {
        let columns = try String.fetchAll(db, sql: "SELECT name FROM pragma_table_info('\(table)')").joined(separator: ", ")
        try db.execute(sql: "INSERT INTO \(table) (\(columns)) SELECT \(columns) FROM new.\(table)")
      }
    }
    try queue.close()
  }

  @Test("is brought up to date when it is opened for writing: nothing is lost, the proof holds, and payouts work")
  func payouts() throws {
    let county = try TestCounty(.sqlite)
    try county.command(TestCounty.household("A", registered: true))
    try county.command(TestCounty.receive(10_000))
    try county.command(TestCounty.place([("chestnut-1kg", 3)]))
    try county.command(TestCounty.change(1, .pay(Money(fen: 500))))
    try county.command(TestCounty.change(1, .refund(Money(fen: 100), reason: "x")))
    try county.command(TestCounty.post(TestCounty.posting("suspense", "payable:H-1", 900)))
    let before = try stateBytes(try county.store())
    let old = county.folder.appendingPathComponent("old.sqlite").path
    try earlier(county.path, at: old)
    #expect(throws: StoreFault.self) { try DatabaseFile(old, mode: .read) }
    let file = try DatabaseFile(old, mode: .write)
    #expect(try stateBytes(try SQLiteStore(file)) == before)
    #expect(try Proof(path: old, expected: nil, vaultKey: nil).run { _ in }.findings.isEmpty)
    let writer = BatchWriter(county: TestCounty.number) { try SQLiteStore(try DatabaseFile(old, mode: .write)) }
    let planned = PlannedPayout(payee: .household(Household.ID(number: 1)), amount: Money(fen: 900), account: nil)
    let action = Action.preparePayouts(PreparePayouts(through: TestCounty.today, payouts: [planned], leftOut: []))
    #expect(try writer.write([TestCounty.command(action)])[0].get().outcome == .payoutRun(PayoutRun.ID(number: 1)))
    #expect(try Proof(path: old, expected: nil, vaultKey: nil).run { _ in }.findings.isEmpty)
  }
}
