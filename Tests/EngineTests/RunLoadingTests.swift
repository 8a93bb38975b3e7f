import Dispatching
import Engine
import Ledger
import Measures
import Ordering
import Storage
import Testing

@Suite("Loading a run")
struct RunLoadingTests {
  private let one = DeliveryRun.ID(number: 1)

  /// Orders of so many kilograms for a vehicle that stands in the village, where their lot lies: loaded at the depot, handed over in the town.
  private func atDepot(_ kind: TestCounty.Kind, _ kilograms: [Int64] = [10, 20], vehicle: String = "local") throws -> TestCounty {
    let county = try TestCounty.withOrders(kind, kilograms)
    try county.adopt(fromDepot(kilograms.enumerated().map { (Int64($0 + 1), $1) }, vehicle: vehicle))
    return county
  }

  private func fromDepot(_ orders: [(order: Int64, kilograms: Int64)], vehicle: String, from clock: String = "06:00") -> RunDraft {
    var draft = TestCounty.draft(orders, vehicle: vehicle, from: clock)
    draft.stops.removeFirst()
    for index in draft.cargo.indices { (draft.cargo[index].from, draft.cargo[index].to) = (0, 1) }
    return draft
  }

  @Test("takes goods on at the mass that packing gave them, and leaves behind what the vehicle may not carry")
  func packedHeavier() throws {
    let county = try TestCounty.withOrders(.memory, [2, 3], packed: false)
    try county.adopt(TestCounty.draft([(1, 2), (2, 3)], vehicle: "cart"))
    func pack(_ order: Int64, _ grams: Int64) throws {
      try county.command(TestCounty.change(order, .pack([PartWeight(part: PartReference(line: 1), grams: grams)])))
    }
    try pack(1, 2100)
    try pack(2, 2901)
    try county.run(1, .start(at: TestCounty.at("06:00")))
    try county.report(1, .arrived, stop: 1, "06:30")
    let before = try stateBytes(county.store())
    let fault = RunFault.tooHeavyToLeave(one, stop: 1, Mass(grams: 5001), most: Mass(grams: 5000))
    #expect(throws: fault) { try county.report(1, .loaded, stop: 1, "06:40") }
    #expect(try stateBytes(county.store()) == before)
    // One of them fits, whichever it is; with it aboard the other does not.
    let run = try county.report(1, .loaded, stop: 1, "06:40", [.init(cargo: 1, count: 2)])
    #expect(run.cargo.map(\.mass.grams) == [2100, 3000] && run.cargo.map(\.state) == [.aboard, .planned])
    #expect(throws: fault) { try county.report(1, .loaded, stop: 1, "06:41") }
  }

  @Test("counts what is handed over at the stop as gone, in whatever order it is reported")
  func unloadedThere() throws {
    let county = try TestCounty.withOrders(.memory, [4, 3])
    var draft = TestCounty.draft([(1, 4), (2, 3)], vehicle: "cart")
    let (first, second) = (draft.stops[1], draft.leavesAt.advanced(byMilliseconds: 95 * 60_000))
    let back = RunStop(place: "village", arrivesAt: second, beginsAt: second, leavesAt: second)
    draft.stops = [
      draft.stops[0], first, back, RunStop(place: "town", arrivesAt: draft.backAt, beginsAt: draft.backAt, leavesAt: draft.backAt),
    ]
    (draft.cargo[1].from, draft.cargo[1].to) = (3, 4)
    draft.cargo.append(RunCargo(kind: .parcel("P"), product: nil, count: 1, mass: Mass(grams: 4000), volume: 0, from: 2, to: 3))
    try county.adopt(draft)
    try county.driveToTown()
    try county.report(1, .delivered, stop: 2, "07:11")
    try county.report(1, .loaded, stop: 2, "07:12")
    try county.report(1, .left, stop: 2, "07:13")
    try county.report(1, .arrived, stop: 3, "07:40")
    try county.report(1, .loaded, stop: 3, "07:41")
    #expect(throws: RunFault.cargoAboard(one, 3)) { try county.report(1, .left, stop: 3, "07:42") }
    try county.report(1, .delivered, stop: 3, "07:43")
    try county.report(1, .left, stop: 3, "07:44")
  }

  @Test("can be given up before it leaves: goods are packed in their lot again, and ride with another", arguments: TestCounty.Kind.allCases)
  func givenUp(kind: TestCounty.Kind) throws {
    let county = try atDepot(kind)
    try county.run(1, .load(at: TestCounty.at("05:50")))
    #expect(try county.order(1)?.fulfilment == .dispatched)
    #expect(try county.lot(1)?.shipped == 30_000)
    let run = try county.run(1, .cancel(reason: "does not start"))
    #expect(run.state == .cancelled && run.cargo.map(\.state) == [.planned, .planned])
    #expect(try county.order(1)?.lines[0].allocations.map(\.state) == [.packed])
    let lot = try #require(try county.lot(1))
    #expect(lot.shipped == 0 && lot.reserved == 30_000 && lot.available == 970_000)
    try county.adopt(fromDepot([(1, 10), (2, 20)], vehicle: "local-2"))
    try county.run(2, .start(at: TestCounty.at("06:00")))
    #expect(try county.lot(1)?.shipped == 30_000)
    if kind == .sqlite { #expect(try Proof(path: county.path, expected: nil, vaultKey: nil).run { _ in }.findings.isEmpty) }
  }

  @Test("begins with the first piece, whoever reports it, and only on its day and with a vehicle that is there")
  func byReport() throws {
    let county = try atDepot(.memory)
    try county.adopt(TestCounty.draft([], vehicle: "local", from: "12:00").carryingParcel())
    #expect(try county.report(1, .loaded, stop: 0, "05:50", [.init(cargo: 1, count: 10)]).state == .loading)
    #expect(throws: RunFault.vehicleBusy("local", one)) { try county.report(2, .loaded, stop: 0, "05:51") }
    try county.run(1, .cancel(reason: "x"))
    #expect(try county.order(1)?.fulfilment == .packed)
    let late = RunStep.report(RunEvent(kind: .loaded, stop: 0, at: TestCounty.at("20:00").advanced(byMilliseconds: -86_400_000)))
    #expect(throws: RunFault.otherDay(DeliveryRun.ID(number: 2), Instant("2020-10-07T20:00")!)) { try county.run(2, late) }
  }

  @Test("with what lay in a broken-down vehicle gives it back there when it is given up")
  func givenBack() throws {
    let county = try atDepot(.memory)
    try county.run(1, .start(at: TestCounty.at("06:00")))
    try county.report(1, .brokenDown, stop: 0, "06:01")
    var old = fromDepot([(1, 10), (2, 20)], vehicle: "local")
    let run = try county.store().runs([one])[0]
    (old.continues, old.stops, old.cargo) = (one, [], run.cargo)
    try county.adopt(old, fromDepot([(1, 10), (2, 20)], vehicle: "local-2", from: "07:00"), at: TestCounty.at("06:02"))
    try county.run(2, .load(at: TestCounty.at("06:50")))
    try county.run(2, .cancel(reason: "x"))
    #expect(try county.store().runs([one])[0].cargo.map(\.state) == [.aboard, .aboard])
    #expect(try county.order(1)?.fulfilment == .dispatched)
    #expect(try county.store().runs(carrying: [OrderPart(order: Order.ID(number: 1), line: 1, part: 1)]) == [one])
  }

  @Test("can be planned anew: what is aboard stays, and the new time of leaving counts")
  func plannedAnew() throws {
    let county = try atDepot(.memory)
    try county.report(1, .loaded, stop: 0, "05:50", [.init(cargo: 1, count: 10)])
    let run = try county.store().runs([one])[0]
    let later = fromDepot([], vehicle: "local", from: "07:00")
    var draft = RunDraft(
      continues: one, vehicle: "local", leavesAt: later.leavesAt, backAt: later.backAt, stops: later.stops, cargo: [run.cargo[0]],
      cost: run.cost, toll: run.toll)
    try county.adopt(draft, at: TestCounty.at("05:55"))
    #expect(try county.store().runs([one])[0].leavesAt == TestCounty.at("07:00"))
    #expect(try county.store().runs(carrying: [OrderPart(order: Order.ID(number: 2), line: 1, part: 1)]) == [nil])
    draft.cargo = []
    #expect(throws: RunFault.begunCargo(one)) { try county.adopt(draft, at: TestCounty.at("05:56")) }
  }
}

extension RunDraft {
  /// With a parcel from the depot to the last stop.
  fileprivate func carryingParcel() -> RunDraft {
    var draft = self
    draft.cargo.append(RunCargo(kind: .parcel("P"), product: nil, count: 1, mass: Mass(grams: 5), volume: 0, from: 0, to: stops.count))
    return draft
  }
}
