import Catalogue
import Engine
import Measures
import Messages
import Ordering
import Testing
import WireFormat

@Suite("Every store")
struct StoreConformanceTests {
  @Test("keeps what was commanded, and gives it back as it was", arguments: TestCounty.Kind.allCases)
  func roundTrip(kind: TestCounty.Kind) throws {
    let county = try TestCounty(kind)
    #expect(try county.command(TestCounty.household("A", registered: true), key: "A") == .household(Household.ID(number: 1)))
    #expect(try county.command(TestCounty.receive(10_000), key: "L") == .lot(Lot.ID(number: 1)))
    #expect(try county.command(TestCounty.place([("chestnut-1kg", 3), ("chestnut-250g", 4)]), key: "N") == .order(Order.ID(number: 1)))
    try county.command(TestCounty.change(1, .pay(Money(fen: 500))))
    let order = try #require(try county.order(1))
    #expect(order.buyerNumber == "N" && order.payments.count == 1)
    #expect(order.lines.map { $0.allocations[0].stocked } == [3000, 1000])
    #expect(try order.amount() == Money(fen: 6000 + 2400))
    let lot = try #require(try county.lot(1))
    #expect(lot.reserved == 4000 && lot.available == 6000 && lot.movements == 1)
    let store = try county.store()
    #expect(try store.numbers() == Numbers(household: 1, lot: 1, report: 0, order: 1, account: 2, transfer: 1))
    #expect(try store.households([Household.ID(number: 1)]).first?.code == "A")
    let positions = try store.positions(of: [Key(scope: "order/shop", text: "N"), Key(scope: "order/shop", text: "M")])
    #expect(positions == [JournalPosition(batch: 4, index: 0), nil])
    let stored = try #require(try store.batch(4))
    #expect(try JournalBatch(body: stored.body).entries.count == 1)
  }

  @Test("shows a shelf by expiry and number, page by page", arguments: TestCounty.Kind.allCases)
  func shelves(kind: TestCounty.Kind) throws {
    let county = try TestCounty(kind)
    for age in [0, 3, 1, 3] { try county.command(TestCounty.receive(1000, harvested: TestCounty.today.advanced(by: -Int64(age)))) }
    try county.command(TestCounty.receive(1000, product: "egg"))
    let shelf = ShelfKey(product: "chestnut", grade: "a", fromPoorHouseholds: false)
    let store = try county.store()
    let all = try store.lots(on: shelf, after: nil, limit: 10)
    #expect(all.map(\.id.number) == [2, 4, 3, 1])
    let second = try store.lots(on: shelf, after: ShelfPosition(expiresOn: all[1].expiresOn, lot: all[1].id), limit: 1)
    #expect(second.map(\.id.number) == [3])
  }

  @Test("never lets a batch of another writer be overwritten", arguments: TestCounty.Kind.allCases)
  func twoWriters(kind: TestCounty.Kind) throws {
    let county = try TestCounty(kind)
    try county.command(TestCounty.receive(3000))
    let other =
      switch kind {
      case .memory: BatchWriter(county: TestCounty.number) { [memory = county.memory] in memory }
      case .sqlite: BatchWriter(county: TestCounty.number) { [path = county.path] in try openStore(path) }
      }
    for round in 1...3 {
      let writer = round % 2 == 0 ? county.writer : other
      _ = try writer.write([TestCounty.command(TestCounty.place([("chestnut-1kg", 1)]))])[0].get()
    }
    #expect(throws: OrderFault.self) { try county.command(TestCounty.place([("chestnut-1kg", 1)])) }
    #expect(try county.lot(1)?.available == 0)
    #expect(try county.store().numbers().order == 3)
  }
}

@Suite("Idempotency keys")
struct KeyTests {
  @Test("the same key and body gives the first outcome, in one batch and in another", arguments: TestCounty.Kind.allCases)
  func repeats(kind: TestCounty.Kind) throws {
    let county = try TestCounty(kind)
    try county.command(TestCounty.receive(10_000))
    let place = TestCounty.command(TestCounty.place([("chestnut-1kg", 1)]), key: "N")
    let answers = county.writer.write([place, place, TestCounty.command(TestCounty.place([("chestnut-1kg", 2)]), key: "N")])
    #expect(try answers[0].get().repeated == false)
    #expect(try answers[1].get().outcome == .order(Order.ID(number: 1)) && answers[1].get().repeated)
    #expect(throws: EngineFault.keyTaken(key: "N", field: "lines", first: "chestnut-1kg=1", now: "chestnut-1kg=2")) { try answers[2].get() }
    let head = try county.store().begin()
    try county.store().rollback()
    #expect(try county.writer.write([place])[0].get().repeated)
    #expect(throws: EngineFault.self) {
      try county.command(TestCounty.place([("chestnut-1kg", 1)], buyer: "shop", on: TestCounty.today.advanced(by: 1)), key: "N")
    }
    #expect(try county.store().begin().batch == head.batch, "a repetition writes nothing")
    #expect(try county.command(TestCounty.place([("chestnut-1kg", 1)], buyer: "relief"), key: "N") == .order(Order.ID(number: 2)))
  }

  @Test("a rejected attempt binds nothing and may be tried again", arguments: TestCounty.Kind.allCases)
  func rejected(kind: TestCounty.Kind) throws {
    let county = try TestCounty(kind)
    #expect(throws: OrderFault.notEnough("chestnut-1kg", wanted: 1, available: 0)) {
      try county.command(TestCounty.place([("chestnut-1kg", 1)]), key: "N")
    }
    try county.command(TestCounty.receive(1000))
    #expect(try county.command(TestCounty.place([("chestnut-1kg", 1)]), key: "N") == .order(Order.ID(number: 1)))
  }

  @Test("a household's code is its key, whatever key it came with", arguments: TestCounty.Kind.allCases)
  func codes(kind: TestCounty.Kind) throws {
    let county = try TestCounty(kind)
    let first = try county.command(TestCounty.household("B-1", registered: true), key: "K1")
    #expect(try county.command(TestCounty.household("B-1", registered: true)) == first)
    #expect(throws: EngineFault.keyTaken(key: "B-1", field: "registered_on", first: "2014-01-01", now: "")) {
      try county.command(TestCounty.household("B-1", registered: false), key: "K2")
    }
    #expect(try county.store().numbers().household == 1)
  }

  @Test("a key that is too long is refused")
  func tooLong() throws {
    let county = try TestCounty(.memory)
    #expect(throws: EngineFault.keyTooLong(201)) { try county.command(TestCounty.receive(1), key: String(repeating: "k", count: 201)) }
  }
}

@Suite("Deciding")
struct DecidingTests {
  @Test("takes the lot that expires first, and poor households' first where the channel says so")
  func policies() throws {
    let county = try TestCounty(.memory)
    try county.command(TestCounty.household("A", registered: true), key: "A")
    try county.command(TestCounty.receive(1000))
    try county.command(TestCounty.receive(1000, harvested: TestCounty.today.advanced(by: -2)))
    try county.command(TestCounty.receive(1000, producer: .household(Household.ID(number: 1))))
    try county.command(TestCounty.place([("chestnut-250g", 5)]))
    try county.command(TestCounty.place([("chestnut-250g", 5)], buyer: "relief"))
    func lots(_ order: Int64) throws -> [Int64] { try #require(try county.order(order)).lines[0].allocations.map { $0.lot!.number } }
    #expect(try lots(1) == [2, 1])
    #expect(try lots(2) == [3, 1])
  }

  @Test("promises nothing that will not be fresh enough on the delivery day")
  func freshness() throws {
    let county = try TestCounty(.memory)
    try county.command(TestCounty.receive(1000))
    let last = TestCounty.today.advanced(by: 9)
    #expect(throws: OrderFault.self) { try county.command(TestCounty.place([("chestnut-1kg", 1)], on: last.advanced(by: 1))) }
    try county.command(TestCounty.place([("chestnut-1kg", 1)], on: last))
  }

  @Test("only corrections and losses are entered by hand", arguments: StockMovement.Kind.allCases)
  func adjustments(kind: StockMovement.Kind) throws {
    let county = try TestCounty(.memory)
    try county.command(TestCounty.receive(1000))
    let adjust = Action.adjustLot(AdjustLot(lot: Lot.ID(number: 1), kind: kind, quantity: -1, reason: "x"))
    if [.correction, .shrinkage, .spoilage].contains(kind) {
      try county.command(adjust)
    } else {
      #expect(throws: EngineFault.notAnAdjustment(kind)) { try county.command(adjust) }
    }
    #expect(try county.lot(1)?.available == (AdjustLot.kinds.contains(kind) ? 999 : 1000))
  }

  @Test("a rejected order of several lines reserves none of them")
  func allOfAnOrder() throws {
    let county = try TestCounty(.memory)
    try county.command(TestCounty.receive(2000))
    #expect(throws: OrderFault.notEnough("egg-30", wanted: 1, available: 0)) {
      try county.command(TestCounty.place([("chestnut-1kg", 2), ("egg-30", 1)]))
    }
    #expect(try county.lot(1)?.reserved == 0)
    try county.command(TestCounty.place([("chestnut-1kg", 2)]))
  }

  @Test("part-fills or back-orders where the buyer allows it, and fills later")
  func shortage() throws {
    let county = try TestCounty(.memory)
    try county.command(TestCounty.receive(1000))
    try county.command(TestCounty.place([("chestnut-1kg", 3)], onShortage: .partFill))
    #expect(try county.order(1)?.lines[0].allocations.map(\.state) == [.reserved, .short])
    try county.command(TestCounty.place([("chestnut-1kg", 3)], onShortage: .backOrder))
    #expect(try county.order(2)?.lines[0].allocations.map(\.state) == [.waiting])
    #expect(throws: OrderFault.self) { try county.command(TestCounty.change(2, .fill)) }
    try county.command(TestCounty.receive(2000))
    try county.command(TestCounty.change(2, .fill))
    #expect(try county.order(2)?.lines[0].allocations.map(\.state) == [.reserved, .waiting])
    #expect(try county.order(2)?.lines[0].allocations.map(\.packs) == [2, 1])
  }

  @Test("gives stock back when a reservation ends unpaid, and keeps it when paid", arguments: TestCounty.Kind.allCases)
  func reservations(kind: TestCounty.Kind) throws {
    let county = try TestCounty(kind)
    try county.command(TestCounty.receive(2000))
    let until = TestCounty.now.advanced(byMilliseconds: 60_000)
    try county.command(TestCounty.place([("chestnut-1kg", 1)], holdUntil: until))
    try county.command(TestCounty.place([("chestnut-1kg", 1)], holdUntil: until))
    try county.command(TestCounty.change(2, .pay(Money(fen: 2000))))
    try county.command(TestCounty.receive(1), at: until)
    #expect(try county.order(1)?.state == .cancelled && county.order(1)?.fulfilment == .released)
    #expect(try county.order(2)?.state == .open && county.order(2)?.fulfilment == .reserved)
    #expect(try county.lot(1)?.available == 1000)
  }

  @Test("lots expire when their last day has passed", arguments: TestCounty.Kind.allCases)
  func expiry(kind: TestCounty.Kind) throws {
    let county = try TestCounty(kind)
    try county.command(TestCounty.receive(2000))
    try county.command(TestCounty.place([("chestnut-1kg", 1)]))
    let last = Instant(startOf: TestCounty.today.advanced(by: 10))
    try county.command(TestCounty.receive(1, harvested: TestCounty.today.advanced(by: 5)), at: last)
    #expect(try county.lot(1)?.isExpired == false)
    try county.command(TestCounty.receive(1, harvested: TestCounty.today.advanced(by: 5)), at: Instant(startOf: last.day.advanced(by: 1)))
    let lot = try #require(try county.lot(1))
    #expect(lot.isExpired && lot.lost == 1000 && lot.reserved == 1000)
  }

  @Test("time passes when it is asked to, by those who may write off", arguments: TestCounty.Kind.allCases)
  func passingTime(kind: TestCounty.Kind) throws {
    let county = try TestCounty(kind)
    try county.command(TestCounty.receive(1000))
    try county.command(TestCounty.place([("chestnut-1kg", 1)], holdUntil: TestCounty.now.advanced(byMilliseconds: 1000)))
    #expect(try county.writer.passTime(until: TestCounty.now, by: "owner") == nil)
    let later = Instant("2021-10-07T08:00")!
    #expect(throws: EngineFault.mayNot(actor: "auditor", action: "pass-time")) {
      try county.writer.passTime(until: later, by: "auditor")
    }
    let due = Outcome.passed(orders: [Order.ID(number: 1)], lots: [Lot.ID(number: 1)], holds: [])
    #expect(try county.writer.passTime(until: later, by: "desk") == due)
    #expect(try county.writer.passTime(until: later, by: "desk") == nil)
    #expect(try county.lot(1)?.isExpired == true && county.lot(1)?.lost == 1000)
  }

  @Test("every role may do what is its own, and nothing else")
  func roles() throws {
    let county = try TestCounty(.memory)
    try county.command(TestCounty.receive(10_000))
    try county.command(TestCounty.place([("chestnut-1kg", 1)]))
    let actions: [(String, Action, [String])] = [
      ("receive", TestCounty.receive(1000), ["owner", "desk", "team"]),
      ("place", TestCounty.place([("chestnut-1kg", 1)]), ["owner", "desk"]),
      ("pay", TestCounty.change(1, .pay(Money(fen: 1))), ["owner", "desk", "accountant"]),
      ("refund", TestCounty.change(1, .refund(Money(fen: 1), reason: "x")), ["owner", "accountant"]),
      ("catalogue", .applyCatalogue(ApplyCatalogue(catalogue: TestCounty.catalogue().wireBytes, vaultKey: "")), ["owner"]),
      ("time", .passTime, []),
    ]
    for (name, action, allowed) in actions {
      for role in Role.allCases.map(\.name) {
        var refused = false
        do { try county.command(action, by: role) } catch EngineFault.mayNot { refused = true }
        #expect(refused == !allowed.contains(role), "\(role) \(name)")
      }
    }
    #expect(throws: EngineFault.unknownActor("nobody")) { try county.command(TestCounty.receive(1), by: "nobody") }
  }

  @Test("a Catalogue that takes something away is refused; one that adds is applied")
  func catalogues() throws {
    let county = try TestCounty(.memory)
    func apply(_ change: (inout [Product]) -> Void) throws {
      try county.command(.applyCatalogue(ApplyCatalogue(catalogue: TestCounty.catalogue(changing: change).wireBytes, vaultKey: "")))
    }
    #expect(throws: EngineFault.mustStay(kind: Text(zh: "规格", en: "pack"), id: "egg-7")) { try apply { $0[1].packs.removeLast() } }
    #expect(throws: EngineFault.mustStay(kind: Text(zh: "规格", en: "pack"), id: "egg-7")) { try apply { $0[1].packs[1].content = 8 } }
    #expect(throws: EngineFault.mustStay(kind: Text(zh: "产品", en: "product"), id: "egg")) { try apply { $0[1].unit = .grams } }
    try apply { $0[1].shelfLife[0].days = 20 }
  }

  @Test(
    "nonsense is rejected with its own code",
    arguments: [
      (TestCounty.receive(0), "E-LOT-004"), (TestCounty.receive(-5), "E-LOT-004"),
      (TestCounty.receive(Lot.quantityMax + 1), "E-LOT-004"), (TestCounty.receive(.max), "E-LOT-004"),
      (TestCounty.receive(5, harvested: TestCounty.today.advanced(by: 1)), "E-LOT-010"),
      (TestCounty.receive(5, harvested: TestCounty.today.advanced(by: -11)), "E-LOT-011"),
      (TestCounty.receive(5, product: "gold"), "E-LOT-005"),
      (TestCounty.receive(5, producer: .household(Household.ID(number: 9))), "E-LOT-008"),
      (TestCounty.receive(5, producer: .party("shop")), "E-LOT-008"),
      (TestCounty.place([("chestnut-1kg", 0)]), "E-ORD-009"), (TestCounty.place([("chestnut-1kg", -1)]), "E-ORD-009"),
      (TestCounty.place([("chestnut-1kg", .max)]), "E-ORD-009"), (TestCounty.place([]), "E-ORD-007"),
      (TestCounty.place([("gold", 1)]), "E-ORD-005"),
      (TestCounty.place([("egg-7", 1)]), "E-ORD-006"), (TestCounty.place([("chestnut-1kg", 1)], buyer: "nobody"), "E-ORD-002"),
      (TestCounty.place([("chestnut-1kg", 1)], buyer: "coop"), "E-ORD-003"),
      (TestCounty.place([("chestnut-1kg", 1)], on: TestCounty.today.advanced(by: -1)), "E-ORD-010"),
      (TestCounty.place(Array(repeating: ("chestnut-1kg", 1), count: 201)), "E-ORD-008"),
      (TestCounty.place([("chestnut-1kg", 1)], holdUntil: TestCounty.now), "E-ORD-012"), (TestCounty.change(7, .deliver), "E-ORD-001"),
      (.adjustLot(AdjustLot(lot: Lot.ID(number: 9), kind: .spoilage, quantity: -1, reason: "x")), "E-LOT-001"),
      (.adjustLot(AdjustLot(lot: Lot.ID(number: 1), kind: .spoilage, quantity: -1, reason: "")), "E-LOT-013"),
    ] as [(Action, String)])
  func rejects(action: Action, code: String) throws {
    let county = try TestCounty(.memory)
    let before = county.memory.head
    var found: String?
    do { try county.command(action) } catch let fault as any Fault { found = fault.code }
    #expect(found == code)
    #expect(county.memory.head == before, "a rejection changes nothing")
  }
}
