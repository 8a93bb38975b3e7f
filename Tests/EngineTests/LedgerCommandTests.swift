import Catalogue
import Engine
import Ledger
import Measures
import Messages
import Ordering
import Testing

@Suite("The ledger's commands, on every store")
struct LedgerCommandTests {
  private static let tomorrow = TestCounty.today.advanced(by: 1)

  @Test("post groups, and a household's account is opened by its first transfer", arguments: TestCounty.Kind.allCases)
  func posts(kind: TestCounty.Kind) throws {
    let county = try TestCounty(kind)
    try county.command(TestCounty.household("A", registered: true))
    let outcome = try county.command(
      TestCounty.post(TestCounty.posting("bank", "suspense", 500), TestCounty.posting("suspense", "payable:H-1", 200)))
    #expect(outcome == .transfers(first: Transfer.ID(number: 1), count: 2))
    #expect(try county.net("bank") == 500 && county.net("suspense") == -300 && county.net("payable:H-1") == -200)
    let transfer = try #require(try county.store().transfers([Transfer.ID(number: 2)]).first)
    #expect(transfer.group.number == 1 && transfer.memo == "test" && transfer.on == TestCounty.today)
  }

  @Test("hold, post in part, and void", arguments: TestCounty.Kind.allCases)
  func holds(kind: TestCounty.Kind) throws {
    let county = try TestCounty(kind)
    func hold(until instant: Instant? = nil) throws -> Transfer.ID {
      let action = Action.holdTransfer(HoldTransfer(TestCounty.posting("bank", "suspense", 100), expiresAt: instant))
      guard case .transfers(let id, 1) = try county.command(action) else { throw LedgerFault.noTransfers }
      return id
    }
    func resolve(_ id: Transfer.ID, posts: Bool, _ fen: Int64?) throws {
      let amount = fen.map { Money(fen: $0) }
      try county.command(
        .resolveHold(ResolveHold(hold: id, posts: posts, amount: amount, on: TestCounty.today, memo: "test")))
    }
    let first = try hold()
    let second = try hold()
    try resolve(first, posts: true, 40)
    try resolve(second, posts: false, nil)
    #expect(try county.net("bank") == 40)
    #expect(throws: LedgerFault.holdResolved(first, by: Transfer.ID(number: 3))) { try resolve(first, posts: true, 1) }
    #expect(throws: LedgerFault.notAHold(Transfer.ID(number: 3))) { try resolve(Transfer.ID(number: 3), posts: true, 1) }
    #expect(throws: LedgerFault.unknownTransfer(Transfer.ID(number: 99))) { try resolve(Transfer.ID(number: 99), posts: true, 1) }
  }

  @Test("a hold ends by itself when its time is over", arguments: TestCounty.Kind.allCases)
  func expiry(kind: TestCounty.Kind) throws {
    let county = try TestCounty(kind)
    let end = TestCounty.now.advanced(byMilliseconds: 60_000)
    try county.command(.holdTransfer(HoldTransfer(TestCounty.posting("bank", "suspense", 100), expiresAt: end)))
    #expect(try county.writer.passTime(until: TestCounty.now, by: "owner") == nil)
    #expect(try county.writer.passTime(until: end, by: "owner") == .passed(orders: [], lots: [], holds: [Transfer.ID(number: 1)]))
    #expect(try county.writer.passTime(until: end, by: "owner") == nil)
    let account = try #require(try county.store().accounts([AccountKey("bank")!]).first)
    #expect(account.balances == Balances())
    #expect(try county.store().transfers([Transfer.ID(number: 2)]).first?.kind == .expiry)
  }

  @Test("a reversal takes its whole group back, once", arguments: TestCounty.Kind.allCases)
  func reversal(kind: TestCounty.Kind) throws {
    let county = try TestCounty(kind)
    try county.command(TestCounty.post(TestCounty.posting("bank", "suspense", 500), TestCounty.posting("bank", "vat", 7)))
    let reverse = Action.reverseTransfer(
      ReverseTransfer(transfer: Transfer.ID(number: 2), on: TestCounty.today, reason: "entered twice"))
    #expect(try county.command(reverse) == .transfers(first: Transfer.ID(number: 3), count: 2))
    #expect(try county.net("bank") == 0 && county.net("suspense") == 0 && county.net("vat") == 0)
    #expect(throws: LedgerFault.alreadyReversed(Transfer.ID(number: 1), by: Transfer.ID(number: 3))) { try county.command(reverse) }
    // In one batch too.
    try county.command(TestCounty.post(TestCounty.posting("bank", "vat", 7)))
    let again = Action.reverseTransfer(ReverseTransfer(transfer: Transfer.ID(number: 5), on: TestCounty.today, reason: "x"))
    let answers = county.writer.write([TestCounty.command(again), TestCounty.command(again)])
    #expect(answers.map(\.isAccepted) == [true, false])
  }

  @Test("a closed period stays closed", arguments: TestCounty.Kind.allCases)
  func periods(kind: TestCounty.Kind) throws {
    let county = try TestCounty(kind)
    try county.command(.closePeriod(ClosePeriod(through: TestCounty.today)))
    #expect(throws: LedgerFault.periodClosed(TestCounty.today, through: TestCounty.today)) {
      try county.command(TestCounty.post(TestCounty.posting("bank", "vat", 7)))
    }
    try county.command(TestCounty.post(TestCounty.posting("bank", "vat", 7, on: Self.tomorrow)))
    #expect(try county.store().bookState() == BookState(closedThrough: TestCounty.today))
  }

  @Test(
    "nonsense is rejected with its own code, and leaves no account behind",
    arguments: [
      (TestCounty.post(TestCounty.posting("gold", "bank", 1)), "E-LED-001"),
      (TestCounty.post(TestCounty.posting("bank:x", "vat", 1)), "E-LED-002"),
      (TestCounty.post(TestCounty.posting("bank", "payable:H-9", 1)), "E-LED-002"),
      (TestCounty.post(TestCounty.posting("bank", "payable", 1)), "E-LED-002"),
      (TestCounty.post(TestCounty.posting("bank", "prepaid:nobody", 1)), "E-LED-002"),
      (TestCounty.post(TestCounty.posting("bank", "lender:农行", 1)), "E-LED-002"),
      (TestCounty.post(TestCounty.posting("bank", "vat", 0)), "E-LED-003"),
      (TestCounty.post(TestCounty.posting("bank", "vat", -1)), "E-LED-003"),
      (TestCounty.post(TestCounty.posting("bank", "bank", 1)), "E-LED-004"),
      (TestCounty.post(TestCounty.posting("prepaid:shop", "bank", 1)), "E-LED-005"),
      (TestCounty.post(TestCounty.posting("bank", "vat", .max), TestCounty.posting("bank", "suspense", 1)), "E-MEA-001"),
      (.postTransfers(PostTransfers([])), "E-LED-015"),
      (.openBalances(OpenBalances([TestCounty.posting("bank", "vat", 5)], source: "")), "E-LED-017"),
      (.reverseTransfer(ReverseTransfer(transfer: Transfer.ID(number: 7), on: TestCounty.today, reason: "x")), "E-LED-007"),
      (.holdTransfer(HoldTransfer(TestCounty.posting("bank", "vat", 5), expiresAt: TestCounty.now)), "E-ORD-012"),
    ] as [(Action, String)])
  func rejects(action: Action, code: String) throws {
    let county = try TestCounty(.memory)
    let before = county.memory.head
    var found: String?
    do { try county.command(action) } catch let fault as any Fault { found = fault.code }
    #expect(found == code)
    #expect(county.memory.head == before && county.memory.allAccounts.isEmpty)
    try county.command(TestCounty.post(TestCounty.posting("bank", "vat", 1)))
    #expect(county.memory.allAccounts.map(\.key.text) == ["bank", "vat"])
  }

  @Test("a role that may not post does not", arguments: ["desk", "dispatcher", "team", "auditor", "approver"])
  func roles(actor: String) throws {
    let county = try TestCounty(.memory)
    #expect(throws: EngineFault.mayNot(actor: actor, action: "post-transfers")) {
      try county.command(TestCounty.post(TestCounty.posting("bank", "vat", 1)), by: actor)
    }
    try county.command(TestCounty.post(TestCounty.posting("bank", "vat", 1)), by: "accountant")
  }

  @Test("a limit that the chart takes up later holds from then on")
  func laterLimit() throws {
    let county = try TestCounty(.memory)
    try county.command(TestCounty.post(TestCounty.posting("bank", "prepaid:shop", 5)))
    #expect(throws: LedgerFault.belowZero(AccountKey("prepaid:shop")!, room: Money(fen: 5), amount: Money(fen: 6))) {
      try county.command(TestCounty.post(TestCounty.posting("prepaid:shop", "bank", 6)))
    }
  }

  @Test("an order is settled once, also where one batch asks for it twice", arguments: TestCounty.Kind.allCases)
  func settledOnce(kind: TestCounty.Kind) throws {
    let county = try TestCounty(kind)
    try county.command(TestCounty.receive(3000))
    try county.command(TestCounty.place([("chestnut-1kg", 2), ("chestnut-250g", 4)]))
    for step in [OrderStep.pack([]), .dispatch, .deliver] { try county.command(TestCounty.change(1, step)) }
    let settle = TestCounty.command(.settleOrder(SettleOrder(order: Order.ID(number: 1), through: TestCounty.today)))
    let answers = county.writer.write([settle, settle])
    #expect(answers[0].isAccepted && !answers[1].isAccepted)
    #expect(try county.net("sales-clearing") == 0)
    #expect(throws: LedgerFault.nothingToSettle("O-1")) { _ = try county.writer.write([settle])[0].get() }
  }
}
