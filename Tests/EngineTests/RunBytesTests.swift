import Catalogue
import Dispatching
import Engine
import Ledger
import Measures
import Ordering
import Testing
import WireFormat

/// What lies in journals must be read for ever: see ``GoldenBytesTests``.
@Suite("The bytes of runs")
struct RunBytesTests {
  private static let at = Instant("2020-10-08T06:00")!
  private static let part = OrderPart(order: Order.ID(number: 12), line: 2, part: 3)
  private static let draft = RunDraft(
    continues: DeliveryRun.ID(number: 7), vehicle: "van", leavesAt: at, backAt: at.advanced(byMilliseconds: 3_600_000),
    stops: [RunStop(place: "village", arrivesAt: at, beginsAt: at, leavesAt: at.advanced(byMilliseconds: 60_000))],
    cargo: [
      RunCargo(kind: part.kind, product: "egg", count: 4, mass: Mass(grams: 2500), volume: 900, from: 0, to: 1),
      RunCargo(
        kind: .parcel("P1"), product: nil, count: 1, mass: Mass(grams: 5), volume: 0, from: 1, to: 2,
        hours: .init(readyAt: at, due: at...at.advanced(byMilliseconds: 1000))),
      RunCargo(kind: .riders("W"), product: nil, count: 3, mass: .zero, volume: 0, from: 0, to: 1, state: .aboard),
      RunCargo(kind: .other("x"), product: nil, count: 9, mass: .zero, volume: 1, from: 0, to: 2, state: .refused, refused: 9),
    ], cost: RunCost(metres: 1000, driving: Money(fen: 2), time: Money(fen: 3), tolls: Money(fen: 4)),
    toll: RunToll(
      isFree: false, saved: Money(fen: 5),
      passages: [RunPassage(to: 1, entry: "a", exit: "b", isFree: true, toll: Money(fen: 6), rule: "free")], hasCertificate: true))
  private static let event = RunEvent(
    kind: .refused, stop: 2, at: at, amounts: [.init(cargo: 1, count: 3)], isSound: false, reason: "wet", actor: "driver")

  private func expect<Value: WireCodable & Equatable>(_ value: Value, _ hex: String, _ note: Comment? = nil) throws {
    let bytes = value.wireBytes
    #expect(bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() == hex, note)
    #expect(try Value(wireBytes: bytes) == value, note)
    // Whatever is cut off is refused.
    for end in bytes.indices { #expect(throws: WireFault.self, note) { try Value(wireBytes: Array(bytes[..<end])) } }
  }

  @Test("a plan that is adopted")
  func plan() throws {
    try expect(
      AdoptPlan(day: TestCounty.tomorrow, runs: [Self.draft], splits: [PartSplit(Self.part, packs: 8)]),
      "dea10201010e0376616e809ca0d1a05d80d6d7d4a05d010776696c6c616765809ca0d1a05d809ca0d1a05dc0c5a7d1a05d000400180406010365"
        + "6767088827880e00020000000102503100020a00020401809ca0d1a05d809ca0d1a05dd0aba0d1a05d0000020157000600000002000100030178"
        + "001200020004000312d00f040608000a010201610162010c0466726565010118040610")
  }

  @Test(
    "every step of a run",
    arguments: [
      (.book(Booking(at: at, entersAt: at.advanced(byMilliseconds: 1), number: "Y1")), "0e01809ca0d1a05d829ca0d1a05d025931"),
      (.load(at: at), "0e02809ca0d1a05d"), (.start(at: at), "0e03809ca0d1a05d"),
      (.report(event), "0e040404809ca0d1a05d01020600037765740664726976657200"),
      (.report(RunEvent(kind: .brokenDown, stop: 1, at: at)), "0e040502809ca0d1a05d0001000000"),
      (.finish(at: at, metres: nil, tolls: nil), "0e05809ca0d1a05d0000"),
      (.finish(at: at, metres: 80_500, tolls: Money(fen: 1200)), "0e05809ca0d1a05d01e8e90901e012"), (.cancel(reason: "x"), "0e060178"),
    ] as [(RunStep, String)])
  func step(step: RunStep, hex: String) throws {
    try expect(ChangeRun(run: DeliveryRun.ID(number: 7), step: step), hex, "\(step)")
  }

  @Test("a run in the changes of a batch, with a road that was closed")
  func run() throws {
    var run = DeliveryRun(
      id: DeliveryRun.ID(number: 7), day: TestCounty.tomorrow, vehicle: "van", leavesAt: Self.at, backAt: Self.at,
      stops: Self.draft.stops, cargo: Array(Self.draft.cargo.prefix(1)), cost: Self.draft.cost, toll: Self.draft.toll)
    try run.book(Booking(at: Self.at, entersAt: Self.at, number: ""), leadMinutes: nil, validMinutes: nil)
    _ = try run.start(at: Self.at, by: "driver")
    _ = try run.take(RunEvent(kind: .roadClosed, stop: 0, at: Self.at, reason: "r", actor: "driver"))
    try expect(
      run,
      "0edea10203000376616e809ca0d1a05d809ca0d1a05d010776696c6c616765809ca0d1a05d809ca0d1a05dc0c5a7d1a05d000100180406010365"
        + "6767088827880e0002000100d00f040608000a010201610162010c04667265650101809ca0d1a05d809ca0d1a05d00030200809ca0d1a05d0001"
        + "0006647269766572000000809ca0d1a05d00010006647269766572000600809ca0d1a05d00010172066472697665720776696c6c61676501809c"
        + "a0d1a05d00")
  }
}
