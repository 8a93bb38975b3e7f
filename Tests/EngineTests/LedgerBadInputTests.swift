import Catalogue
import Engine
import Ledger
import Measures
import Messages
import Ordering
import Testing

@Suite("Bad input to the ledger")
struct LedgerBadInputTests {
  private static let h1 = Household.ID(number: 1)
  private static let tomorrow = TestCounty.today.advanced(by: 1)

  /// Two households, of which the first is a member of the cooperative, and one order, which is settled.
  private func county() throws -> TestCounty {
    let county = try TestCounty(.memory)
    for code in ["A", "B"] { try county.command(TestCounty.household(code, registered: true)) }
    try county.command(.setMembership(SetMembership(Membership(party: "coop", household: Self.h1, shares: 1, validity: .always))))
    try county.command(TestCounty.receive(3000, producer: .household(Self.h1)))
    try county.command(TestCounty.place([("chestnut-1kg", 3)]))
    for step in [OrderStep.pack([]), .dispatch, .deliver] { try county.command(TestCounty.change(1, step)) }
    try county.command(.settleOrder(SettleOrder(order: .init(number: 1), through: TestCounty.today)))
    return county
  }

  /// Refused with its code, and nothing is changed.
  private func refuse(_ action: Action, _ code: String, in county: TestCounty, by actor: String = "owner") throws {
    let before = try stateBytes(county.memory)
    var found = "nothing"
    do { try county.command(action, by: actor) } catch let fault as any Fault { found = fault.code }
    #expect(found == code, "\(action)")
    #expect(try stateBytes(county.memory) == before, "\(action)")
  }

  // MARK: Transfers

  @Test(
    "amounts that are none, or too large, are refused by whatever moves money",
    arguments: [
      (0, "E-LED-003", "E-ORD-021"), (-1, "E-LED-003", "E-ORD-021"), (.min, "E-LED-003", "E-ORD-021"), (.max, "E-MEA-001", "E-ORD-022"),
    ]
      as [(Int64, String, String)])
  func amounts(fen: Int64, code: String, orderCode: String) throws {
    let county = try county()
    // So that even one fen less than Int64.max more is too much.
    try county.command(TestCounty.post(TestCounty.posting("bank", "suspense", 1)))
    let posting = TestCounty.posting("bank", "suspense", fen)
    try refuse(TestCounty.post(posting), code, in: county)
    try refuse(.openBalances(OpenBalances([posting], source: "test")), code, in: county)
    try refuse(TestCounty.change(1, .pay(Money(fen: fen))), orderCode, in: county)
    if fen == .max {
      try county.command(.holdTransfer(HoldTransfer(posting, expiresAt: nil)))
      try refuse(.holdTransfer(HoldTransfer(posting, expiresAt: nil)), code, in: county)
    } else {
      try refuse(.holdTransfer(HoldTransfer(posting, expiresAt: nil)), code, in: county)
    }
  }

  @Test("a closed period refuses whatever would be posted in it")
  func closed() throws {
    let county = try county()
    let hold = Action.holdTransfer(HoldTransfer(TestCounty.posting("bank", "vat", 5), expiresAt: nil))
    guard case .transfers(let held, 1) = try county.command(hold) else { return }
    try county.command(TestCounty.post(TestCounty.posting("bank", "vat", 7)))
    let last = Transfer.ID(number: try county.memory.numbers().transfer)
    try county.command(.closePeriod(ClosePeriod(through: TestCounty.today)))
    for day in [TestCounty.today, TestCounty.today.advanced(by: -400)] {
      try refuse(TestCounty.post(TestCounty.posting("bank", "vat", 7, on: day)), "E-LED-006", in: county)
      try refuse(.openBalances(OpenBalances([TestCounty.posting("bank", "vat", 7, on: day)], source: "x")), "E-LED-006", in: county)
      try refuse(.holdTransfer(HoldTransfer(TestCounty.posting("bank", "vat", 7, on: day), expiresAt: nil)), "E-LED-006", in: county)
      try refuse(.resolveHold(ResolveHold(hold: held, posts: true, amount: nil, on: day, memo: "x")), "E-LED-006", in: county)
      try refuse(.reverseTransfer(ReverseTransfer(transfer: last, on: day, reason: "x")), "E-LED-006", in: county)
      try refuse(.closePeriod(ClosePeriod(through: day)), "E-LED-014", in: county)
    }
    try refuse(TestCounty.change(1, .pay(Money(fen: 5))), "E-LED-006", in: county)
    try county.command(.resolveHold(ResolveHold(hold: held, posts: false, amount: nil, on: TestCounty.today, memo: "x")))
    try county.command(.reverseTransfer(ReverseTransfer(transfer: last, on: Self.tomorrow, reason: "x")))
  }

  @Test("holds end once, and with no more than they hold")
  func holds() throws {
    let county = try county()
    let hold = Action.holdTransfer(HoldTransfer(TestCounty.posting("bank", "vat", 5), expiresAt: nil))
    guard case .transfers(let held, 1) = try county.command(hold) else { return }
    func resolve(_ id: Transfer.ID, _ fen: Int64?, posts: Bool = true) -> Action {
      .resolveHold(ResolveHold(hold: id, posts: posts, amount: fen.map { Money(fen: $0) }, on: TestCounty.today, memo: "x"))
    }
    for (fen, code) in [(6, "E-LED-010"), (.max, "E-LED-010"), (0, "E-LED-003"), (-1, "E-LED-003")] as [(Int64, String)] {
      try refuse(resolve(held, fen), code, in: county)
    }
    try refuse(resolve(.init(number: 1), nil), "E-LED-008", in: county)
    try refuse(resolve(.init(number: 999), nil), "E-LED-007", in: county)
    try county.command(resolve(held, 5))
    try refuse(resolve(held, nil), "E-LED-009", in: county)
    try refuse(resolve(held, nil, posts: false), "E-LED-009", in: county)
  }

  @Test("what comes from an order, a lot or a distribution is not reversed by hand")
  func reversals() throws {
    let county = try county()
    let ofOrder = Action.reverseTransfer(ReverseTransfer(transfer: .init(number: 1), on: TestCounty.today, reason: "x"))
    try refuse(ofOrder, "E-LED-020", in: county)
    try county.command(TestCounty.receive(1000, producer: .household(Self.h1)))
    try county.command(.adjustLot(AdjustLot(lot: .init(number: 2), kind: .spoilage, quantity: -100, reason: "rot")))
    try county.command(.settleLot(SettleLot(lot: .init(number: 2))))
    var last = Transfer.ID(number: try county.memory.numbers().transfer)
    try refuse(.reverseTransfer(ReverseTransfer(transfer: last, on: TestCounty.today, reason: "x")), "E-LED-020", in: county)
    try county.command(.enterDistribution(EnterDistribution(TestCounty.wages([(1, 1000)]))))
    try county.command(.moveDistribution(MoveDistribution(.init(number: 1), to: .approved)), by: "approver")
    try county.command(.moveDistribution(MoveDistribution(.init(number: 1), to: .settled)))
    last = Transfer.ID(number: try county.memory.numbers().transfer)
    try refuse(.reverseTransfer(ReverseTransfer(transfer: last, on: TestCounty.today, reason: "x")), "E-LED-020", in: county)
    try refuse(.reverseTransfer(ReverseTransfer(transfer: last, on: TestCounty.today, reason: "")), "E-LED-017", in: county)
    try county.command(TestCounty.post(TestCounty.posting("bank", "vat", 7)))
    last = Transfer.ID(number: try county.memory.numbers().transfer)
    try county.command(.reverseTransfer(ReverseTransfer(transfer: last, on: TestCounty.today, reason: "x")))
    let back = Transfer.ID(number: last.number + 1)
    try refuse(.reverseTransfer(ReverseTransfer(transfer: back, on: TestCounty.today, reason: "x")), "E-LED-012", in: county)
    try refuse(.reverseTransfer(ReverseTransfer(transfer: last, on: TestCounty.today, reason: "x")), "E-LED-011", in: county)
  }

  // Debit, credit, item, and what is said of it.
  @Test(
    "what reaches a household by hand bears an income item that is one, and nothing else does",
    arguments: [
      ("bank", "payable:H-1", "", "E-LED-021"), ("bank", "payable:H-1", "A50-9", "E-INC-002"), ("bank", "payable:H-1", "A50", "E-INC-003"),
      ("bank", "vat", "A50-1", "E-LED-022"), ("bank", "payable:coop", "A50-1", "E-LED-022"), ("bank", "payable:H-9", "A50-1", "E-LED-002"),
      ("bank", "payable:H-1", "A50-1", ""), ("payable:H-1", "bank", "A50-1", ""), ("payable:H-1", "bank", "", ""),
      ("input-advance:H-1", "payable:H-1", "", ""), ("loan:H-1", "payable:H-1", "", ""),
      ("payouts-in-transit", "payable:H-1", "", "E-LED-027"),
      ("bank", "payouts-in-transit", "", "E-LED-027"),
    ])
  func items(debit: String, credit: String, item: String, code: String) throws {
    let county = try county()
    let posting = Posting(
      debit: AccountKey(debit)!, credit: AccountKey(credit)!, amount: Money(fen: 5), on: TestCounty.today, item: item, memo: "test")
    let actions = [Action.postTransfers(PostTransfers([posting])), .holdTransfer(HoldTransfer(posting, expiresAt: nil))]
    for action in actions { if code.isEmpty { try county.command(action) } else { try refuse(action, code, in: county) } }
    // Opening balances need no item, and where one is given it must be sound. What is in transit is no opening balance either.
    let opening = Action.openBalances(OpenBalances([posting], source: "test"))
    if ["", "E-LED-021"].contains(code) { try county.command(opening) } else { try refuse(opening, code, in: county) }
  }

  @Test("opening balances come in once, and say where they are from")
  func openings() throws {
    let county = try county()
    try refuse(.openBalances(OpenBalances([TestCounty.posting("bank", "vat", 5)], source: "")), "E-LED-017", in: county)
    try refuse(.openBalances(OpenBalances([], source: "x")), "E-LED-015", in: county)
    try county.command(.openBalances(OpenBalances([TestCounty.posting("bank", "opening-equity", 5)], source: "x")))
    try refuse(.openBalances(OpenBalances([TestCounty.posting("bank", "opening-equity", 5)], source: "x")), "E-LED-013", in: county)
  }

  @Test("accounts that the chart does not have, or that are kept for nobody, are refused")
  func accounts() throws {
    let county = try county()
    for (key, code) in [
      ("gold", "E-LED-001"), ("payable:nobody", "E-LED-002"), ("loan:coop", "E-LED-002"), ("receivable:H-1", "E-LED-002"),
    ] {
      try refuse(TestCounty.post(TestCounty.posting("bank", key, 5)), code, in: county)
      try refuse(TestCounty.post(TestCounty.posting(key, "bank", 5)), code, in: county)
    }
    for text in ["", ":", "bank:", ":H-1", "payable:H-1:x", String(repeating: "x", count: 101)] {
      #expect(AccountKey(text) == nil, "\(text)")
    }
    let many = (0...Book.groupMax).map { _ in TestCounty.posting("bank", "vat", 1) }
    try refuse(.postTransfers(PostTransfers(many)), "E-LED-016", in: county)
  }

  // MARK: Settlement

  @Test("what is not there to be settled or undone is refused; what lacks an agreement or a price says so")
  func settlement() throws {
    let county = try county()
    try refuse(.settleOrder(SettleOrder(order: .init(number: 9), through: TestCounty.today)), "E-ORD-001", in: county)
    try refuse(.settleLot(SettleLot(lot: .init(number: 9))), "E-LOT-001", in: county)
    try refuse(.settleOrder(SettleOrder(order: .init(number: 1), through: TestCounty.today)), "E-LED-018", in: county)
    try refuse(.undoSettlement(UndoSettlement(of: .lot(.init(number: 1)), reason: "x")), "E-LED-023", in: county)
    try refuse(.undoSettlement(UndoSettlement(of: .order(.init(number: 9)), reason: "x")), "E-ORD-001", in: county)
    try refuse(.undoSettlement(UndoSettlement(of: .order(.init(number: 1)), reason: "")), "E-LED-017", in: county)
    // No agreement on that channel: it waits in suspense, and is no more due until there is one.
    try county.command(TestCounty.receive(1000))
    try county.command(TestCounty.place([("chestnut-1kg", 1)], buyer: "relief"))
    try county.command(TestCounty.change(2, .pack([])))
    try county.command(TestCounty.change(2, .dispatch))
    try refuse(.settleOrder(SettleOrder(order: .init(number: 2), through: TestCounty.today)), "E-LED-018", in: county)
    try county.command(TestCounty.change(2, .deliver))
    try refuse(
      .settleOrder(SettleOrder(order: .init(number: 2), through: TestCounty.today.advanced(by: -1))), "E-LED-018", in: county)
    let settle = Action.settleOrder(SettleOrder(order: .init(number: 2), through: TestCounty.today))
    #expect(try county.command(settle) == .settled(parts: 0, suspended: 1, transfers: 1, amount: .zero))
    try refuse(settle, "E-LED-018", in: county)
  }

  @Test("a lot that is bought needs a price")
  func noPrice() throws {
    let base = TestCounty.catalogue()
    let catalogue = CountyCatalogue(
      county: base.county, products: base.products, places: base.places, parties: base.parties, channels: base.channels, purchasePrices: [],
      actors: base.actors, rules: [], ledgerRules: TestCounty.ledgerRules)
    let county = try TestCounty(.memory, catalogue: catalogue)
    try county.command(TestCounty.receive(1000, producer: .party("base")))
    try refuse(.settleLot(SettleLot(lot: .init(number: 1))), "E-LED-019", in: county)
  }

  // MARK: Distributions

  private static func body(
    _ kind: DistributionKind, payer: Party.ID = "coop", total: Int64 = 0, byTrade: Share = Share(60, over: 100),
    _ rows: [(household: Int64, quantity: Int64, fen: Int64)], on worked: Day? = nil
  ) -> Action {
    let body = DistributionBody(
      kind: kind, payer: payer, on: TestCounty.today, decision: "test", total: Money(fen: total), byTrade: byTrade,
      rows: rows.map { .init(household: .init(number: $0.household), workedOn: worked, quantity: $0.quantity, money: Money(fen: $0.fen)) })
    return .enterDistribution(EnterDistribution(body))
  }

  @Test(
    "a distribution that is not sound, or not lawful, is not entered",
    arguments: [
      (body(.surplus, payer: "nobody", total: 100, [(1, 1, 1)]), "E-DIS-002"),
      (body(.surplus, payer: "firm", total: 100, [(1, 1, 1)]), "E-DIS-003"),
      (body(.surplus, total: 100, []), "E-DIS-006"), (body(.surplus, total: 100, [(1, 1, 1), (1, 2, 2)]), "E-DIS-008"),
      (body(.surplus, total: 100, [(1, 1, 1), (2, 1, 1)]), "E-DIS-009"), (body(.surplus, total: 100, [(9, 1, 1)]), "E-ENG-006"),
      (body(.surplus, total: 100, byTrade: Share(599_999, over: 1_000_000), [(1, 1, 1)]), "E-DIS-013"),
      (body(.surplus, total: 100, byTrade: Share(101, over: 100), [(1, 1, 1)]), "E-DIS-015"),
      (body(.surplus, total: 100, byTrade: Share(-1, over: 100), [(1, 1, 1)]), "E-DIS-015"),
      (body(.surplus, total: 100, byTrade: Share(.max, over: 1), [(1, 1, 1)]), "E-DIS-015"),
      (body(.surplus, total: 100, [(1, 0, 1)]), "E-DIS-012"), (body(.surplus, total: 100, [(1, 1, 0)]), "E-DIS-012"),
      (body(.surplus, total: 100, [(1, -1, 1)]), "E-DIS-010"), (body(.surplus, total: 100, [(1, 1, -1)]), "E-DIS-010"),
      (body(.surplus, total: 0, [(1, 1, 1)]), "E-LED-003"), (body(.dividend, total: -1, [(1, 1, 0)]), "E-LED-003"),
      (body(.dividend, total: 100, [(1, 0, 0)]), "E-DIS-010"), (body(.rent, [(1, 1000, 0)]), "E-LED-003"),
      (body(.rent, [(1, 0, 100)]), "E-DIS-010"), (body(.rent, [(1, 1, 1)]), "E-DIS-006"), (body(.rent, [(1, .max, .max)]), "E-MEA-001"),
      (body(.rent, [(1, 1000, 5)], on: TestCounty.today), "E-DIS-010"), (body(.wages, [(1, 1000, 5)]), "E-DIS-010"),
      (body(.wages, [(1, 1000, 5)], on: tomorrow), "E-DIS-011"), (body(.wages, [(1, 1, 5), (1, 1, 5)], on: TestCounty.today), "E-DIS-008"),
    ] as [(Action, String)])
  func distributions(action: Action, code: String) throws { try refuse(action, code, in: try county()) }

  @Test("a distribution needs four eyes, and each step once")
  func fourEyes() throws {
    let county = try county()
    func move(_ state: Distribution.State, reason: String = "x") -> Action {
      .moveDistribution(MoveDistribution(.init(number: 1), to: state, reason: reason))
    }
    try refuse(move(.approved), "E-DIS-001", in: county)
    try county.command(.enterDistribution(EnterDistribution(TestCounty.wages([(1, 1000)]))))
    try refuse(move(.settled), "E-DIS-004", in: county)
    try refuse(move(.entered), "E-DIS-004", in: county)
    try refuse(move(.approved), "E-DIS-005", in: county)
    try refuse(move(.approved), "E-ENG-003", in: county, by: "accountant")
    try county.command(move(.approved), by: "approver")
    try refuse(move(.approved), "E-DIS-004", in: county, by: "approver")
    try refuse(move(.settled), "E-ENG-003", in: county, by: "approver")
    try county.command(move(.settled), by: "accountant")
    try refuse(move(.settled), "E-DIS-004", in: county)
    try refuse(move(.revoked, reason: ""), "E-LED-017", in: county)
    try county.command(move(.revoked), by: "approver")
    try refuse(move(.revoked), "E-DIS-004", in: county)
    try refuse(move(.settled), "E-DIS-004", in: county)
  }

  // MARK: Incomes and memberships

  private static func record(
    _ item: String = "A50-1", _ fen: Int64 = 5, household: Int64 = 1, period: Period = Period(year: 2020), source: String = "test"
  ) -> Action {
    .recordIncome(
      RecordIncome(household: .init(number: household), item: item, period: period, amount: Money(fen: fen), source: source))
  }

  private static func membership(_ shares: Int64, party: Party.ID = "coop", household: Int64 = 1, _ validity: Validity = .always) -> Action
  {
    .setMembership(SetMembership(Membership(party: party, household: .init(number: household), shares: shares, validity: validity)))
  }

  @Test(
    "records of income and memberships that are not sound are refused",
    arguments: [
      (record("A50", 5), "E-INC-003"), (record("A50-9"), "E-INC-002"), (record("", 5), "E-INC-002"), (record("A50-1", -1), "E-INC-004"),
      (record(household: 9), "E-ENG-006"), (record(source: ""), "E-LED-017"), (record(period: Period(year: 0)), "E-INC-009"),
      (record(period: Period(year: 10_000)), "E-INC-009"), (record(period: Period(year: 2020, month: 0)), "E-INC-009"),
      (record(period: Period(year: 2020, month: 13)), "E-INC-009"),
      (.withdrawIncome(WithdrawIncome(record: .init(number: 9), reason: "x")), "E-INC-001"),
      (.withdrawIncome(WithdrawIncome(record: .init(number: 9), reason: "")), "E-LED-017"),
      (membership(0), "E-INC-006"), (membership(-1), "E-INC-006"), (membership(Membership.sharesMax + 1), "E-INC-006"),
      (membership(1), "E-ENG-013"), (membership(1, party: "nobody"), "E-DIS-002"), (membership(1, household: 9), "E-ENG-006"),
      (membership(2, Validity(from: TestCounty.today, until: TestCounty.today)), "E-INC-008"),
      (membership(2, Validity(until: .first)), "E-INC-008"),
    ] as [(Action, String)])
  func households(action: Action, code: String) throws { try refuse(action, code, in: try county()) }

  @Test("a record is withdrawn once; nothing at all may be recorded as the sum")
  func withdrawing() throws {
    let county = try county()
    #expect(try county.command(Self.record("A50", 0)) == .income(.init(number: 1)))
    let withdraw = Action.withdrawIncome(WithdrawIncome(record: .init(number: 1), reason: "wrong year"))
    try county.command(withdraw)
    try refuse(withdraw, "E-INC-005", in: county)
  }
}
