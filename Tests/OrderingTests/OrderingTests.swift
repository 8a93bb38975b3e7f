import Catalogue
import Measures
import Ordering
import Testing
import WireFormat

private let day = Day("2020-10-07")!
private let now = Instant(startOf: day)

private func lot(_ quantity: Int64 = 1000, expires: Int64 = 10) -> Lot {
  var lot = Lot(
    id: Lot.ID(number: 1), producer: .party("coop"), isFromPoorHousehold: false, product: "chestnut", grade: "a", unit: .grams,
    place: "here", harvestedOn: day, receivedAt: now, expiresOn: day.advanced(by: expires), certificate: "")
  _ = lot.receive(quantity, at: now, by: "desk")
  return lot
}

/// An order of one line of four packs of 250 g at 10 yuan a kilogram, reserved from lot 1.
private func order(basis: UnitPrice.Basis = .kilogram) -> Order {
  Order(
    id: Order.ID(number: 1), buyer: "shop", buyerNumber: "", channel: "c", orderedAt: now, deliverOn: day, deliverTo: "there",
    onShortage: .refuse, reservedUntil: nil,
    lines: [
      OrderLine(
        pack: "p", count: 4, content: 250, netGrams: 250, unit: .grams,
        unitPrice: UnitPrice(money: Money(fen: 1000), basis: basis),
        allocations: [
          Allocation(lot: Lot.ID(number: 1), packs: 4, state: .reserved, stocked: 1000, packedGrams: 0, pricedGrams: 1000)
        ])
    ])
}

private func payment(_ fen: Int64, _ kind: Payment.Kind = .payment) -> Payment {
  Payment(kind: kind, amount: Money(fen: fen), at: now, actor: "accountant")
}

@Sendable private func fivePercent(_: Pack.ID) -> Share { Share(5, over: 100) }

@Suite("A lot")
struct LotTests {
  @Test("gives what is available and not a gram more")
  func reserves() throws {
    var lot = lot()
    try lot.reserve(600)
    #expect(throws: LotFault.notAvailable(lot.id, wanted: 401, available: 400)) { try lot.reserve(401) }
    try lot.reserve(400)
    #expect(lot.available == 0 && lot.reserved == 1000)
    _ = lot.release(1000, at: now, by: "desk")
    #expect(lot.available == 1000)
  }

  @Test("is not corrected into what is reserved")
  func corrects() throws {
    var lot = lot()
    try lot.reserve(900)
    #expect(throws: LotFault.belowReserved(lot.id, wanted: -101, available: 100)) {
      try lot.adjust(.correction, by: -101, reason: "scale", at: now, by: "desk")
    }
    let movement = try lot.adjust(.shrinkage, by: -100, reason: "drying", at: now, by: "desk")
    #expect(movement.serial == 2 && lot.lost == 100 && lot.available == 0)
    #expect(throws: Overflow.self) { try lot.adjust(.correction, by: .max, reason: "x", at: now, by: "desk") }
  }

  @Test("loses what is not promised when its life is over, and what comes free later")
  func expires() throws {
    var lot = lot()
    try lot.reserve(300)
    #expect(lot.expire(at: now, by: "clock").quantity == -700)
    #expect(lot.release(200, at: now, by: "desk")?.quantity == -200)
    lot.ship(100)
    #expect(lot.lost == 900 && lot.shipped == 100 && lot.available == 0)
  }

  @Test(
    "is fresh enough from its harvest until the life left that the channel asks for",
    arguments: [
      (-1, 0, false), (0, 0, true), (10, 0, true), (11, 0, false), (7, 3, true), (8, 3, false),
    ] as [(Int64, Int64, Bool)])
  func freshness(daysAhead: Int64, lifeLeft: Int64, isFresh: Bool) {
    #expect(lot().isFreshEnough(on: day.advanced(by: daysAhead), lifeLeftDays: lifeLeft) == isFresh)
  }

  @Test("comes back from its bytes, which never change")
  func golden() throws {
    let lot = lot()
    #expect(try Lot(wireBytes: lot.wireBytes) == lot)
    #expect(
      lot.wireBytes.map { String($0, radix: 16) }.joined(separator: " ")
        == "2 1 4 63 6f 6f 70 0 8 63 68 65 73 74 6e 75 74 1 61 0 4 68 65 72 65 dc a1 2 80 d0 a0 ea 9f 5d f0 a1 2 0 d0 f 0 0 0 0 2")
  }
}

@Suite("An order")
struct OrderTests {
  @Test("moves only along the table", arguments: Fulfilment.allCases, Fulfilment.allCases)
  func transitions(from: Fulfilment, to: Fulfilment) {
    let allowed: [Fulfilment: [Fulfilment]] = [
      .waiting: [.reserved, .short, .released], .reserved: [.packed, .short, .released], .packed: [.dispatched, .short, .released],
      .dispatched: [.delivered, .returned, .lost], .delivered: [.returned],
    ]
    #expect(from.next.contains(to) == (allowed[from] ?? []).contains(to))
  }

  @Test(
    "is packed at its actual weight, which is charged and leaves the lot",
    arguments: [
      (1000, 1000, []), (1050, 1050, [StockEffect.reserve(Lot.ID(number: 1), 50)]), (950, 950, [.release(Lot.ID(number: 1), 50)]),
    ] as [(Int64, Int64, [StockEffect])])
  func packs(grams: Int64, fen: Int64, effects: [StockEffect]) throws {
    var order = order()
    #expect(try order.pack(weights: [PartWeight(part: PartReference(line: 1), grams: grams)], tolerance: fivePercent) == effects)
    #expect(try order.amount() == Money(fen: fen))
    #expect(order.lines[0].allocations[0].packedGrams == grams)
  }

  @Test("is not packed outside its tolerance", arguments: [949, 1051, 0, -1] as [Int64])
  func tolerance(grams: Int64) {
    var order = order()
    #expect(throws: OrderFault.outsideTolerance(order.id, line: 1, grams: grams, low: 950, high: 1050)) {
      try order.pack(weights: [PartWeight(part: PartReference(line: 1), grams: grams)], tolerance: fivePercent)
    }
    #expect(order.fulfilment == .reserved)
  }

  @Test("cannot skip a step, and says what it is and what is allowed")
  func skips() {
    var order = order()
    #expect(throws: OrderFault.nothingToMove(order.id, to: .delivered, from: [.reserved])) { try order.deliver() }
    #expect(throws: OrderFault.nothingToMove(order.id, to: .dispatched, from: [.reserved])) { try order.dispatch() }
  }

  @Test("takes payments up to what is due, and gives back up to what was paid")
  func pays() throws {
    var order = order()
    #expect(throws: OrderFault.paymentNotPositive(.zero)) { try order.pay(payment(0)) }
    try order.pay(payment(400))
    #expect(try order.paymentState() == .partlyPaid)
    #expect(throws: OrderFault.paysTooMuch(order.id, amount: Money(fen: 601), due: Money(fen: 600))) { try order.pay(payment(601)) }
    try order.pay(payment(600))
    #expect(try order.paymentState() == .paid)
    #expect(throws: OrderFault.refundsTooMuch(order.id, amount: Money(fen: 1001), paid: Money(fen: 1000))) {
      try order.refund(payment(1001, .refund))
    }
    try order.refund(payment(300, .refund))
    #expect(try order.paymentState() == .partlyRefunded)
    try order.refund(payment(700, .refund))
    #expect(try order.paymentState() == .refunded)
  }

  @Test("closes when it is delivered and paid, in either order, and opens again by a return")
  func closes() throws {
    for paysFirst in [true, false] {
      var order = order()
      if paysFirst { try order.pay(payment(1000)) }
      _ = try order.pack(weights: [], tolerance: fivePercent)
      #expect(try order.dispatch() == [.ship(Lot.ID(number: 1), 1000)])
      try order.deliver()
      if !paysFirst { try order.pay(payment(1000)) }
      #expect(order.state == .closed)
      #expect(
        try order.takeBack(PartReference(line: 1), packs: 1, toStock: true, reason: "bruised")
          == [.takeBack(Lot.ID(number: 1), 250, toStock: true, reason: "bruised")])
      #expect(order.state == .open && order.fulfilment == .delivered)
      #expect(try order.amount() == Money(fen: 750))
      try order.refund(payment(250, .refund))
      #expect(order.state == .closed)
    }
  }

  @Test("is cancelled as long as nothing is on its way")
  func cancels() throws {
    var order = order()
    _ = try order.pack(weights: [], tolerance: fivePercent)
    var cancelled = order
    #expect(try cancelled.cancel() == [.release(Lot.ID(number: 1), 1000)])
    #expect(cancelled.state == .cancelled && cancelled.fulfilment == .released)
    #expect(throws: OrderFault.wrongOrderState(order.id, .cancelled)) { try cancelled.cancel() }
    #expect(throws: OrderFault.wrongOrderState(order.id, .cancelled)) { try cancelled.dispatch() }
    _ = try order.dispatch()
    #expect(throws: OrderFault.alreadyOnItsWay(order.id, .dispatched)) { try order.cancel() }
  }

  @Test("falls short in part, and the rest goes on")
  func shorts() throws {
    var order = order()
    #expect(try order.short(PartReference(line: 1), packs: 1) == [.release(Lot.ID(number: 1), 250)])
    #expect(order.lines[0].allocations.map(\.state) == [.reserved, .short])
    #expect(try order.amount() == Money(fen: 750))
    #expect(throws: OrderFault.whichPart(order.id, line: 1, parts: 2)) { try order.short(PartReference(line: 1), packs: 1) }
    #expect(throws: OrderFault.unknownPart(order.id, line: 2, part: nil)) { try order.short(PartReference(line: 2), packs: 1) }
    #expect(throws: OrderFault.badPacks(order.id, line: 1, packs: 4, of: 3)) { try order.short(PartReference(line: 1, part: 1), packs: 4) }
  }

  @Test(
    "is charged by pack, piece or kilogram",
    arguments: [
      (UnitPrice.Basis.pack, 4000), (.piece, 120_000), (.kilogram, 5400),
    ] as [(UnitPrice.Basis, Int64)])
  func prices(basis: UnitPrice.Basis, fen: Int64) throws {
    let line = OrderLine(
      pack: "egg-a-30", count: 4, content: 30, netGrams: 1350, unit: .pieces,
      unitPrice: UnitPrice(money: Money(fen: 1000), basis: basis),
      allocations: [Allocation(lot: nil, packs: 4, state: .waiting, stocked: 0, packedGrams: 0, pricedGrams: 5400)])
    #expect(try line.amount() == Money(fen: fen))
  }

  @Test("comes back from its bytes")
  func roundTrip() throws {
    var order = order()
    order.reservedUntil = now
    try order.pay(payment(400))
    _ = try order.short(PartReference(line: 1), packs: 1)
    #expect(try Order(wireBytes: order.wireBytes) == order)
  }

  @Test("a waiting part is filled from several lots and waits on for the rest")
  func fills() throws {
    var line = OrderLine(
      pack: "p", count: 5, content: 250, netGrams: 250, unit: .grams, unitPrice: UnitPrice(money: Money(fen: 1), basis: .pack),
      allocations: [Allocation(lot: nil, packs: 5, state: .waiting, stocked: 0, packedGrams: 0, pricedGrams: 1250)])
    try line.fill(part: 0, with: [Pick(lot: Lot.ID(number: 1), packs: 2), Pick(lot: Lot.ID(number: 2), packs: 1)])
    #expect(line.allocations.map(\.state) == [.reserved, .reserved, .waiting])
    #expect(line.allocations.map(\.packs) == [2, 1, 2])
    #expect(line.allocations.map(\.stocked) == [500, 250, 0])
  }
}
