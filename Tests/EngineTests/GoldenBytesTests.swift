import Catalogue
import Engine
import Measures
import Ordering
import Testing
import WireFormat

/// What lies in journals must be read for ever: these bytes were written once and never change. A new form is a new case here, and
/// the old ones stay.
@Suite("The bytes of")
struct GoldenBytesTests {
  private static let at = Instant("2020-10-07T08:00")!
  private static let day = Day("2020-10-08")!
  private static let part = PartReference(line: 2, part: 1)

  private func expect<Value: WireCodable & Equatable>(_ value: Value, _ hex: String, _ note: Comment? = nil) throws {
    let found = value.wireBytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    #expect(found == hex, note)
    let bytes = stride(from: 0, to: hex.utf8.count - 1, by: 2).map { index in
      UInt8(hex.dropFirst(index).prefix(2), radix: 16) ?? 0
    }
    #expect(try Value(wireBytes: bytes) == value, note)
  }

  @Test("an order that is placed")
  func placeOrder() throws {
    let order = PlaceOrder(
      buyer: "shop", orderedAt: Self.at, deliverOn: Self.day, deliverTo: "town",
      lines: [.init(pack: "chestnut-1kg", count: 3), .init(pack: "egg-30", count: 200)], onShortage: .backOrder,
      holdUntil: Self.at.advanced(byMilliseconds: 60_000))
    try expect(order, "PLACE")
    try expect(Command(at: Self.at, actor: "desk", key: "N-1", action: .placeOrder(order)), "COMMAND")
  }

  @Test(
    "every step of an order",
    arguments: [
      (.cancel(reason: "错了"), "STEP"), (.pay(Money(fen: 12_345)), "STEP"), (.refund(Money(fen: 99), reason: "weight"), "STEP"),
      (.pack([]), "STEP"), (.pack([PartWeight(part: part, grams: 9980)]), "STEP"), (.dispatch, "STEP"), (.deliver, "STEP"),
      (.short(PartReference(line: 1), packs: nil, reason: "broken"), "STEP"), (.short(part, packs: 2, reason: "broken"), "STEP"),
      (.takeBack(part, packs: 1, toStock: true, reason: "refused"), "STEP"),
      (.takeBack(part, packs: nil, toStock: false, reason: "refused"), "STEP"), (.lose(part, reason: "accident"), "STEP"), (.fill, "STEP"),
    ] as [(OrderStep, String)])
  func step(step: OrderStep, hex: String) throws {
    try expect(ChangeOrder(order: Order.ID(number: 300), step: step), hex, "\(step)")
  }

  @Test("a household that is taken in")
  func household() throws {
    try expect(
      AddHousehold(
        code: "JJL-001", name: "江大山", village: "jiangjialiang", members: 4, registeredOn: Day("2014-01-01"), liftedOn: Day("2018-12-31"),
        personal: PersonalTokens(residentID: [1, 2, 3], bankCard: nil, phone: [4, 5]), sample: true), "HOUSEHOLD")
    try expect(
      AddHousehold(
        code: "B", name: "B", village: "v", members: 1, registeredOn: nil, liftedOn: nil, personal: PersonalTokens(), sample: false), "BARE"
    )
  }

  @Test("an order in the changes of a batch")
  func order() throws {
    func part(_ lot: Int64?, _ packs: Int64, _ state: Fulfilment, _ grams: Int64) -> Allocation {
      Allocation(lot: lot.map { Lot.ID(number: $0) }, packs: packs, state: state, stocked: grams, packedGrams: 0, pricedGrams: grams)
    }
    let line = OrderLine(
      pack: "chestnut-1kg", count: 3, content: 1000, netGrams: 1000, unit: .grams,
      unitPrice: UnitPrice(money: Money(fen: 2000), basis: .pack), allocations: [part(7, 2, .packed, 2000), part(nil, 1, .waiting, 0)])
    let order = Order(
      id: Order.ID(number: 12), buyer: "shop", buyerNumber: "N-1", channel: "plain", orderedAt: Self.at, deliverOn: Self.day,
      deliverTo: "town", onShortage: .backOrder, reservedUntil: Self.at, state: .open, settlement: .settled, lines: [line],
      payments: [Payment(kind: .payment, amount: Money(fen: 500), at: Self.at, actor: "desk")])
    try expect(order, "ORDER")
  }
}
