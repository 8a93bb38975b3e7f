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
    try expect(order, "0473686f7080a0dc85a05ddea10204746f776e020c63686573746e75742d316b6706066567672d333090030201c0c9e385a05d")
    try expect(
      Command(at: Self.at, actor: "desk", key: "N-1", action: .placeOrder(order)),
      "0180a0dc85a05d046465736b01034e2d31070473686f7080a0dc85a05ddea10204746f776e020c63686573746e75742d316b6706066567672d333090030201c0c9e385a05d"
    )
  }

  @Test(
    "every step of an order",
    arguments: [
      (.cancel(reason: "错了"), "d8040106e99499e4ba86"), (.pay(Money(fen: 12_345)), "d80402f2c001"),
      (.refund(Money(fen: 99), reason: "weight"), "d80403c60106776569676874"),
      (.pack([]), "d8040400"), (.pack([PartWeight(part: part, grams: 9980)]), "d80404010402f89b01"), (.dispatch, "d80405"),
      (.deliver, "d80406"),
      (.short(PartReference(line: 1), packs: nil, reason: "broken"), "d804070200000662726f6b656e"),
      (.short(part, packs: 2, reason: "broken"), "d80407040201040662726f6b656e"),
      (.takeBack(part, packs: 1, toStock: true, reason: "refused"), "d8040804020102010772656675736564"),
      (.takeBack(part, packs: nil, toStock: false, reason: "refused"), "d80408040200000772656675736564"),
      (.lose(part, reason: "accident"), "d804090402086163636964656e74"), (.fill, "d8040a"),
    ] as [(OrderStep, String)])
  func step(step: OrderStep, hex: String) throws {
    try expect(ChangeOrder(order: Order.ID(number: 300), step: step), hex, "\(step)")
  }

  @Test("a household that is taken in")
  func household() throws {
    try expect(
      AddHousehold(
        code: "JJL-001", name: "江大山", village: "jiangjialiang", members: 4, registeredOn: Day("2014-01-01"), liftedOn: Day("2018-12-31"),
        personal: PersonalTokens(residentID: [1, 2, 3], bankCard: nil, phone: [4, 5]), sample: true),
      "00074a4a4c2d30303109e6b19fe5a4a7e5b1b10d6a69616e676a69616c69616e6708018efb0101d097020103010203000102040501")
    try expect(
      AddHousehold(
        code: "B", name: "B", village: "v", members: 1, registeredOn: nil, liftedOn: nil, personal: PersonalTokens(), sample: false),
      "0001420142017602000000000000"
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
    try expect(
      order,
      "180473686f70034e2d3105706c61696e80a0dc85a05ddea10204746f776e020180a0dc85a05d0001010c63686573746e75742d316b6706d00fd00f00a01f0002070402a01f00a01f0002000000000100e80780a0dc85a05d046465736b"
    )
  }
}
