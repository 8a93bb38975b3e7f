import Catalogue
import Engine
import Ledger
import Measures
import Messages
import Ordering
import Payouts
import Storage
import Testing

/// Two orders of one buyer, of 60 and of 40 yuan.
@Suite("Taking a buyer's payment back")
struct BuyerPaymentTests {
  private let bank: BankCounty
  private static let (first, second) = (Order.ID(number: 1), Order.ID(number: 2))

  init() throws {
    bank = try BankCounty()
    try bank.county.command(TestCounty.receive(20_000))
    try bank.county.command(TestCounty.place([("chestnut-1kg", 3)]))
    try bank.county.command(TestCounty.place([("chestnut-1kg", 2)]))
  }

  private func pay(_ order: Order.ID, _ fen: Int64) throws -> BankLine.ID {
    let line = try bank.enter(fen)
    try bank.match(line, (.order(order), fen))
    return line
  }

  private func deliver(_ order: Order.ID) throws {
    for step in [OrderStep.pack([]), .dispatch, .deliver] { try bank.county.command(TestCounty.change(order.number, step)) }
  }

  private func comeBack(_ order: Order.ID, _ packs: Int64) throws {
    let step = OrderStep.takeBack(PartReference(line: 1), packs: packs, toStock: true, reason: "坏")
    try bank.county.command(TestCounty.change(order.number, step))
  }

  /// What the buyer owes, has paid beforehand, and what is unexplained beside the payouts' earnings.
  private func balances() throws -> [Int64] {
    [try bank.net("receivable:shop"), -(try bank.net("prepaid:shop")), -(try bank.net("suspense") - 19_500)]
  }

  private func isProved() throws -> Bool {
    try Proof(path: bank.county.path, expected: nil, vaultKey: nil).run { _ in }.findings.isEmpty
      && SQLAuditor(bank.county.path).findings().filter { $0.hasPrefix("order-") || $0.hasPrefix("never-below") }.isEmpty
  }

  @Test("after delivery leaves the order owed, another order's prepayment alone, and matching it again is what was")
  func afterDelivery() throws {
    let line = try pay(Self.first, 6_000)
    _ = try pay(Self.second, 4_000)
    try deliver(Self.first)
    #expect(try balances() == [0, 4_000, 0])
    try bank.unmatch(line)
    #expect(try balances() == [6_000, 4_000, 6_000] && isProved())
    try bank.match(line, (.order(Self.first), 6_000))
    #expect(try balances() == [0, 4_000, 0] && isProved())
    try deliver(Self.second)
    #expect(try balances() == [0, 0, 0] && isProved())
  }

  @Test("works where nothing else was prepaid, in parts and in any order")
  func inParts() throws {
    let before = try pay(Self.first, 2_500)
    try deliver(Self.first)
    let after = try pay(Self.first, 3_500)
    #expect(try balances() == [0, 0, 0])
    try bank.unmatch(before)
    #expect(try balances() == [2_500, 0, 2_500] && isProved())
    try bank.unmatch(after)
    #expect(try balances() == [6_000, 0, 6_000] && isProved())
    try bank.match(after, (.order(Self.first), 3_500))
    try bank.match(before, (.order(Self.first), 2_500))
    try bank.unmatch(after)
    #expect(try balances() == [3_500, 0, 3_500] && isProved())
  }

  @Test("after the goods came back leaves nothing of that order in either account", arguments: [3, 1])
  func afterReturn(packs: Int64) throws {
    try deliver(Self.first)
    let line = try pay(Self.first, 6_000)
    try comeBack(Self.first, packs)
    #expect(try balances() == [0, packs * 2_000, 0])
    try bank.unmatch(line)
    #expect(try balances() == [6_000 - packs * 2_000, 0, 6_000] && isProved())
  }

  @Test("prepaid, delivered and come back in part leaves what is left owed")
  func prepaidAndReturned() throws {
    let line = try pay(Self.first, 6_000)
    try deliver(Self.first)
    try comeBack(Self.first, 1)
    #expect(try balances() == [0, 2_000, 0])
    try bank.unmatch(line)
    #expect(try balances() == [4_000, 0, 6_000] && isProved())
  }

  @Test("of a line for two orders squares each of them, and an order twice in it once")
  func twoOrders() throws {
    let line = try bank.enter(10_000)
    try bank.match(line, (.order(Self.first), 1_000), (.order(Self.second), 4_000), (.order(Self.first), 5_000))
    try deliver(Self.first)
    #expect(try balances() == [0, 4_000, 0])
    try bank.unmatch(line)
    #expect(try balances() == [6_000, 0, 10_000] && isProved())
  }

  @Test("of an order that was refunded since is refused, and nothing changes")
  func refunded() throws {
    let line = try pay(Self.first, 6_000)
    try deliver(Self.first)
    try bank.county.command(TestCounty.change(1, .refund(Money(fen: 1_000), reason: "让利")))
    let before = try balances()
    #expect(throws: OrderFault.self) { try bank.unmatch(line) }
    #expect(try balances() == before && isProved())
  }

  @Test("after the limit of its reservation gives the order new time, as long as it had at first")
  func newTime() throws {
    let hour: Int64 = 3_600_000
    let until = TestCounty.now.advanced(byMilliseconds: hour)
    try bank.county.command(TestCounty.place([("chestnut-1kg", 1)], holdUntil: until))
    let third = Order.ID(number: 3)
    let line = try pay(third, 2_000)
    let later = TestCounty.now.advanced(byMilliseconds: 5 * hour)
    try bank.county.command(.unmatchLine(UnmatchLine(line, reason: "再看")), at: later)
    #expect(try bank.county.order(3)?.reservedUntil == later.advanced(byMilliseconds: hour))
    let soon = later.advanced(byMilliseconds: hour / 2)
    let parts = [MatchPart(.order(third), Money(fen: 2_000))]
    try bank.county.command(.matchLine(MatchLine(line, parts: parts, step: .byHand, reason: "没错")), at: soon)
    #expect(try bank.county.order(3)?.state == .open && bank.county.order(3)?.paymentState() == .paid && isProved())
  }

  @Test("the proof tells of a buyer whose accounts are not the sums over its orders")
  func proof() throws {
    _ = try pay(Self.first, 6_000)
    try deliver(Self.first)
    _ = try pay(Self.second, 4_000)
    #expect(try isProved())
    let byHand = TestCounty.posting("prepaid:shop", "receivable:shop", 1_000)
    try bank.county.command(TestCounty.post(byHand))
    let found = try Proof(path: bank.county.path, expected: nil, vaultKey: nil).run { _ in }.findings
    #expect(found.map(\.place) == ["accounts prepaid:shop", "accounts receivable:shop"] && found.allSatisfy { $0.code == "E-PRF-009" })
    try bank.county.command(TestCounty.post(TestCounty.posting("receivable:shop", "prepaid:shop", 1_000)))
    // What people post there from elsewhere is no order's.
    try bank.county.command(TestCounty.post(TestCounty.posting("receivable:shop", "vat", 70)))
    #expect(try isProved())
  }
}
