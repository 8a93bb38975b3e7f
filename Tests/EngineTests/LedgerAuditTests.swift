import Catalogue
import Engine
import Foundation
import GRDBSQLite
import Ledger
import Measures
import Ordering
import Storage
import Testing

@Suite("An auditor who knows only SQL")
struct LedgerAuditTests {
  private static let seeds: [UInt64] = [11, 12, 13, 14, 15, 16, 17, 18]

  @Test("finds nothing wrong after any batch of random commands", arguments: seeds)
  func findsNothing(seed: UInt64) throws {
    let county = try TestCounty(.sqlite)
    let auditor = SQLAuditor(county.path)
    var commands = RandomCommands(seed: seed)
    for batch in 1...30 {
      let answers = county.writer.write((0..<30).map { _ in commands.next() })
      for case .failed(let fault) in answers { Issue.record("seed \(seed), batch \(batch): \(fault)") }
      try commands.hear(county.store())
      let findings = auditor.findings()
      #expect(findings.isEmpty, "seed \(seed), batch \(batch): \(findings)")
      if !findings.isEmpty { return }
    }
    let proof = try Proof(path: county.path, expected: nil, vaultKey: nil).run { _ in }
    #expect(proof.findings.isEmpty, "seed \(seed): \(proof.findings)")
  }

  @Test("has seen every reason and kind of transfer, and every state of a sale, over its seeds")
  func coverage() throws {
    var reasons: Set<TransferReason> = []
    var kinds: Set<Transfer.Kind> = []
    var states: Set<Sale.State> = []
    var distributions: Set<Distribution.State> = []
    for seed in Self.seeds {
      let county = try TestCounty(.memory)
      var commands = RandomCommands(seed: seed)
      for _ in 1...30 {
        _ = county.writer.write((0..<30).map { _ in commands.next() })
        try commands.hear(county.memory)
        let numbers = try county.memory.numbers()
        states.formUnion(try county.memory.sales(of: (0..<numbers.order).map { Order.ID(number: $0 + 1) }).map(\.state))
        distributions.formUnion(county.memory.allDistributions.map(\.state))
      }
      let transfers = try county.memory.transfers((0..<county.memory.numbers().transfer).map { Transfer.ID(number: $0 + 1) })
      reasons.formUnion(transfers.map(\.reason))
      kinds.formUnion(transfers.map(\.kind))
    }
    // What payouts, bank lines and delivery runs post is gone through in their own tests.
    let others: Set<TransferReason> = [
      .payoutClaimed, .payoutDropped, .payoutPaid, .payoutReturned, .payoutPaidAgain, .bankLine, .explained, .freight, .toll,
    ]
    #expect(Set(TransferReason.allCases).subtracting(reasons).subtracting(others).isEmpty)
    #expect(Set(Transfer.Kind.allCases).subtracting(kinds).isEmpty)
    #expect(Set(Sale.State.allCases).subtracting(states).isEmpty)
    #expect(Set(Distribution.State.allCases).subtracting(distributions).isEmpty)
  }

  // MARK: It can fail

  /// A county in which every check has something to look at.
  private func county() throws -> TestCounty {
    let county = try TestCounty(.sqlite)
    let h1 = Household.ID(number: 1)
    for code in ["A", "B"] { try county.command(TestCounty.household(code, registered: true)) }
    for household in [1, 2] {
      let membership = Membership(party: "coop", household: .init(number: Int64(household)), shares: 3, validity: .always)
      try county.command(.setMembership(SetMembership(membership)))
    }
    try county.command(
      TestCounty.post(TestCounty.posting("input-advance:H-1", "bank", 5000), TestCounty.posting("bank", "prepaid:shop", 700)))
    try county.command(.reverseTransfer(ReverseTransfer(transfer: .init(number: 2), on: TestCounty.today, reason: "entered twice")))
    try county.command(TestCounty.post(TestCounty.posting("input-advance:H-1", "bank", 5000)))
    try county.command(.holdTransfer(HoldTransfer(TestCounty.posting("bank", "suspense", 90), expiresAt: nil)))
    try county.command(.holdTransfer(HoldTransfer(TestCounty.posting("bank", "suspense", 60), expiresAt: nil)))
    try county.command(
      .resolveHold(ResolveHold(hold: .init(number: 7), posts: true, amount: Money(fen: 50), on: TestCounty.today, memo: "test")))
    try county.command(TestCounty.receive(5000, producer: .household(h1)))
    try county.command(TestCounty.receive(60, product: "egg", producer: .party("base")))
    try county.command(TestCounty.receive(9000))
    try county.command(.settleLot(SettleLot(lot: .init(number: 2))))
    try county.command(.adjustLot(AdjustLot(lot: .init(number: 1), kind: .spoilage, quantity: -300, reason: "rot")))
    try county.command(.settleLot(SettleLot(lot: .init(number: 1))))
    for (buyer, lines) in [("shop", [("chestnut-1kg", 4), ("egg-30", 1)]), ("relief", [("chestnut-1kg", 2)])]
      as [(String, [(String, Int64)])]
    {
      guard case .order(let id) = try county.command(TestCounty.place(lines, buyer: buyer)) else { continue }
      try county.command(TestCounty.change(id.number, .pay(Money(fen: 3000))))
      for step in [OrderStep.pack([]), .dispatch, .deliver] { try county.command(TestCounty.change(id.number, step)) }
      try county.command(.settleOrder(SettleOrder(order: id, through: TestCounty.today)))
    }
    try county.command(
      TestCounty.change(1, .takeBack(PartReference(line: 1), packs: 1, toStock: false, reason: "rot")))
    try county.command(TestCounty.place([("chestnut-1kg", 1)]))
    for step in [OrderStep.pack([]), .dispatch, .deliver] { try county.command(TestCounty.change(3, step)) }
    try county.command(.enterDistribution(EnterDistribution(TestCounty.wages([(1, 1000), (2, 500)]))))
    try county.command(.moveDistribution(MoveDistribution(.init(number: 1), to: .approved)), by: "approver")
    try county.command(.moveDistribution(MoveDistribution(.init(number: 1), to: .settled)))
    try county.command(.closePeriod(ClosePeriod(through: TestCounty.today)))
    return county
  }

  /// One figure changed behind the engine's back, and the check that must say so.
  private static let corruptions: [(check: String, sql: String)] = [
    ("debits-equal-credits", "UPDATE accounts SET debits_fen = debits_fen + 1 WHERE key = 'bank'"),
    ("debits-equal-credits", "UPDATE accounts SET pending_credits_fen = pending_credits_fen + 1 WHERE key = 'suspense'"),
    ("groups-balance", "UPDATE transfers SET credit = 999 WHERE number = 1"),
    ("balances-are-sums-of-transfers", "UPDATE accounts SET credits_fen = credits_fen + 1 WHERE key = 'payable:H-1'"),
    ("balances-are-sums-of-transfers", "UPDATE transfers SET amount_fen = amount_fen - 1 WHERE number = 5"),
    ("numbering", "DELETE FROM transfers WHERE number = 5"), ("numbering", "DELETE FROM accounts WHERE number = 2"),
    ("groups-lie-together", "UPDATE transfers SET group_number = 1 WHERE number = 5"),
    ("reversals-mirror", "UPDATE transfers SET amount_fen = amount_fen + 1 WHERE number = 3"),
    ("reversals-mirror", "UPDATE transfers SET debit = credit, credit = debit WHERE number = 3"),
    ("reversals-mirror", "UPDATE transfers SET item = 'A50-1' WHERE number = 4"),
    ("reversals-mirror", "UPDATE transfers SET of_transfer = NULL WHERE number = 4"),
    ("never-below-zero", "UPDATE accounts SET debits_fen = credits_fen + 1 WHERE key = 'prepaid:shop'"),
    ("never-below-zero", "UPDATE accounts SET pending_credits_fen = 9000 WHERE key = 'input-advance:H-1'"),
    ("income-items", "UPDATE transfers SET item = '' WHERE reason = 11 AND item <> ''"),
    ("income-items", "UPDATE transfers SET item = 'A50-1' WHERE reason = 8"),
    ("pending-is-open-holds", "UPDATE accounts SET pending_debits_fen = pending_debits_fen - 1 WHERE key = 'bank'"),
    ("holds-resolve-once", "UPDATE holds SET resolved_by = NULL"),
    ("holds-resolve-once", "UPDATE holds SET amount_fen = amount_fen - 20 WHERE resolved_by IS NOT NULL"),
    ("order-columns", "UPDATE orders SET amount_fen = amount_fen + 1 WHERE number = 1"),
    ("order-columns", "UPDATE orders SET paid_fen = paid_fen + 1 WHERE number = 2"),
    ("order-columns", "UPDATE orders SET payment = 3 WHERE number = 3"),
    ("order-money", "UPDATE payments SET amount_fen = 3001; UPDATE orders SET paid_fen = 3001"),
    ("order-money", "UPDATE transfers SET source_order = 3 WHERE reason = 2 AND source_order = 2"),
    ("sales-are-what-was-delivered", "UPDATE sales SET amount_fen = amount_fen + 1 WHERE order_number = 3"),
    ("sales-are-what-was-delivered", "UPDATE allocations SET priced_grams = 1, packs = packs + 1 WHERE order_number = 2"),
    ("sales-are-of-their-parts", "UPDATE sales SET kind = 1 WHERE order_number = 3"),
    ("sales-are-of-their-parts", "UPDATE allocations SET state = 3 WHERE order_number = 3"),
    ("sales-are-of-their-parts", "UPDATE sales SET amount_fen = amount_fen + 1 WHERE kind = 1"),
    ("vat", "UPDATE sales SET vat_fen = vat_fen + 1 WHERE vat_fen > 0"),
    ("vat", "UPDATE lots SET producer = 'coop' WHERE producer = 'base'"),
    ("clearing-and-suspense", "UPDATE sales SET state = 0 WHERE state = 1"),
    ("clearing-and-suspense", "UPDATE sales SET state = 2 WHERE order_number = 3"),
    ("settled-sales-add-up", "UPDATE sales SET transfers = transfers - 1 WHERE state = 2 AND kind = 0 AND line = 2"),
    ("settled-sales-add-up", "UPDATE sales SET agreement = '' WHERE state = 2"),
    ("steps-are-of-their-thing", "UPDATE sales SET transfers = transfers + 1 WHERE state = 2"),
    ("steps-are-of-their-thing", "UPDATE distributions SET settled_by = settled_by - 1"),
    ("nothing-is-settled-twice", "UPDATE transfers SET kind = 0, of_transfer = NULL WHERE kind = 2 AND reason = 11"),
    ("nothing-is-settled-twice", "UPDATE sales SET settled_by = NULL, transfers = 0 WHERE state = 2"),
    ("payable-is-the-sum-of-steps", "UPDATE accounts SET credits_fen = credits_fen + 1 WHERE key = 'payable:firm'"),
    ("payable-is-the-sum-of-steps", "UPDATE accounts SET debits_fen = debits_fen + 1 WHERE key = 'contribution:firm'"),
    ("lot-settlements", "UPDATE lot_settlements SET amount_fen = amount_fen + 1 WHERE lot = 2"),
    ("lot-settlements", "UPDATE stock_movements SET quantity = quantity + 1 WHERE lot = 2"),
    ("lot-settlements", "UPDATE stock_movements SET quantity = quantity - 30 WHERE lot = 1 AND kind = 3"),
    ("distributions", "UPDATE distribution_rows SET quantity = quantity + 1 WHERE serial = 1"),
    ("distributions", "UPDATE distributions SET approved_by = maker"), ("distributions", "UPDATE distributions SET settled_by = NULL"),
    ("distributed-to-households", "UPDATE distribution_rows SET quantity = CASE serial WHEN 1 THEN 999 ELSE 501 END"),
    ("distributed-to-households", "UPDATE distribution_rows SET household = 3 - household"),
  ]

  @Test("tells by name which figure was changed behind the engine's back")
  func negativeControls() throws {
    let county = try county()
    #expect(SQLAuditor(county.path).findings().isEmpty)
    for (index, corruption) in Self.corruptions.enumerated() {
      let copy = county.path + "-\(index)"
      try BackupCopy.copy(from: county.path, to: copy) { _, _ in }
      #expect(execute(copy, corruption.sql) > 0, "\(corruption.sql) changed nothing")
      let found = SQLAuditor(copy).findings()
      #expect(found.contains { $0.hasPrefix(corruption.check + ":") }, "\(corruption.sql): \(found)")
    }
  }

  @Test("tells of a transfer on a day that was closed by then")
  func closedDays() throws {
    let county = try county()
    let auditor = SQLAuditor(county.path)
    #expect(auditor.findings().isEmpty)
    try county.command(TestCounty.post(TestCounty.posting("bank", "vat", 7, on: TestCounty.today.advanced(by: 1))))
    #expect(auditor.findings().isEmpty)
    try county.command(TestCounty.post(TestCounty.posting("bank", "vat", 7, on: TestCounty.today.advanced(by: 1))))
    #expect(execute(county.path, "UPDATE transfers SET on_day = on_day - 1 WHERE number = (SELECT max(number) FROM transfers)") == 1)
    #expect(auditor.findings().map { $0.prefix(12) } == ["closed-days:"])
  }

  /// Runs SQL with every constraint off; how many rows it changed, or -1.
  private func execute(_ path: String, _ sql: String) -> Int32 {
    var connection: OpaquePointer?
    sqlite3_open(path, &connection)
    defer { sqlite3_close(connection) }
    sqlite3_exec(connection, "PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF", nil, nil, nil)
    return sqlite3_exec(connection, sql, nil, nil, nil) == SQLITE_OK ? sqlite3_changes(connection) : -1
  }
}
