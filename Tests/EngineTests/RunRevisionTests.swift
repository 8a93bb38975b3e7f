import Dispatching
import Engine
import Ledger
import Measures
import Ordering
import Storage
import Testing

/// A new plan for a run that is on its way.
@Suite("A run that is planned anew")
struct RunRevisionTests {
  private let one = DeliveryRun.ID(number: 1)

  /// R-1 has loaded order 1 in the village and left; order 2 waits there for nobody.
  private func underWay() throws -> (TestCounty, RunDraft) {
    let county = try TestCounty.withOrders(.memory)
    try county.adopt(TestCounty.draft([(1, 10)]))
    try county.run(1, .start(at: TestCounty.at("06:00")))
    try county.report(1, .arrived, stop: 1, "06:30")
    try county.report(1, .loaded, stop: 1, "06:40")
    try county.report(1, .left, stop: 1, "06:41")
    return (county, try draft(of: county))
  }

  /// R-1 has broken down behind the village, and R-2 is to fetch what it has aboard.
  private func takenOver() throws -> (TestCounty, [DeliveryRun.ID]) {
    var (county, draft) = try underWay()
    try county.report(1, .brokenDown, stop: 1, "06:50")
    draft = try self.draft(of: county)
    draft.stops.removeLast()
    draft.cargo[0].to = 2
    let ids = try county.adopt(draft, TestCounty.draft([(1, 10)], vehicle: "van-2", from: "08:00"), at: TestCounty.at("07:00"))
    return (county, ids)
  }

  private func draft(of county: TestCounty) throws -> RunDraft {
    let run = try county.store().runs([one])[0]
    return RunDraft(
      continues: run.id, vehicle: run.vehicle, leavesAt: run.leavesAt, backAt: run.backAt, stops: run.stops, cargo: run.cargo,
      cost: run.cost, toll: run.toll)
  }

  private func second(from: Int, to: Int) -> RunCargo {
    var piece = TestCounty.draft([(2, 20)]).cargo[0]
    (piece.from, piece.to) = (from, to)
    return piece
  }

  @Test("takes on what lies ahead, at a place that it has been to as well")
  func comesBack() throws {
    var (county, draft) = try underWay()
    let at = TestCounty.at("07:00")
    draft.stops.insert(RunStop(place: "village", arrivesAt: at, beginsAt: at, leavesAt: at), at: 1)
    draft.cargo[0].to = 3
    draft.cargo.append(second(from: 2, to: 3))
    try county.adopt(draft, at: at)
    let run = try county.store().runs([one])[0]
    #expect(run.stops.map(\.place) == ["village", "village", "town"] && run.cargo.map(\.from) == [1, 2])
  }

  @Test("takes nothing on at a stop that it has left, and hands nothing over there")
  func leftBehind() throws {
    var (county, draft) = try underWay()
    draft.cargo.append(second(from: 1, to: 2))
    #expect(throws: RunFault.begunCargo(one)) { try county.adopt(draft, at: TestCounty.at("07:00")) }
    (county, draft) = try underWay()
    draft.stops.removeLast()
    draft.cargo[0].to = 1
    #expect(throws: (any Error).self) { try county.adopt(draft, at: TestCounty.at("07:00")) }
  }

  @Test("may do more than was planned at the stop where it stands, and nothing at those behind it")
  func whereItStands() throws {
    let county = try TestCounty.withOrders(.memory)
    try county.adopt(TestCounty.draft([(1, 10)]))
    try county.run(1, .start(at: TestCounty.at("06:00")))
    try county.report(1, .arrived, stop: 1, "06:30")
    var draft = try draft(of: county)
    draft.stops[0].leavesAt = TestCounty.at("06:50")
    draft.cargo.append(second(from: 1, to: 2))
    try county.adopt(draft, at: TestCounty.at("06:31"))
    try county.report(1, .loaded, stop: 1, "06:45")
    #expect(try county.order(2)?.fulfilment == .dispatched)
    try county.report(1, .left, stop: 1, "06:50")
    var late = try self.draft(of: county)
    late.stops[0].leavesAt = TestCounty.at("06:55")
    #expect(throws: RunFault.visitedStops(one)) { try county.adopt(late, at: TestCounty.at("06:56")) }
  }

  @Test("may be ahead of its times: only what lies ahead has to follow")
  func aheadOfTime() throws {
    var (county, draft) = try underWay()
    draft.stops[1].arrivesAt = TestCounty.at("06:35")
    draft.stops[1].beginsAt = TestCounty.at("06:35")
    try county.adopt(draft, at: TestCounty.at("06:42"))
    draft.backAt = TestCounty.at("06:36")
    #expect(throws: RunFault.badTimes("van")) { try county.adopt(draft, at: TestCounty.at("06:42")) }
  }

  @Test("keeps in mind which road was closed, whatever its next stops are")
  func closedRoad() throws {
    var (county, draft) = try underWay()
    try county.report(1, .roadClosed, stop: 1, "06:45")
    draft = try self.draft(of: county)
    let at = TestCounty.at("07:00")
    draft.stops.insert(RunStop(place: "village", arrivesAt: at, beginsAt: at, leavesAt: at), at: 1)
    draft.cargo[0].to = 3
    draft.cargo.append(second(from: 2, to: 3))
    try county.adopt(draft, at: at)
    // The same road once more is the same report; the one to the new stop is another.
    try county.report(1, .roadClosed, stop: 1, "07:01")
    #expect(try county.store().runs([one])[0].events.suffix(2).map(\.towards) == ["town", "village"])
    #expect(throws: RunFault.eventTwice(one, .roadClosed, stop: 1)) { try county.report(1, .roadClosed, stop: 1, "07:02") }
    #expect(throws: RunFault.notThere(one, 2)) { try county.report(1, .roadClosed, stop: 2, "07:03") }
  }

  @Test("brings home what nobody could take, and is over when that is said of each piece")
  func broughtHome() throws {
    var (county, draft) = try underWay()
    draft.stops.removeLast()
    draft.cargo[0].to = 2
    try county.adopt(draft, at: TestCounty.at("07:00"))
    #expect(throws: RunFault.cargoAboard(one, 1)) { try county.run(1, .finish(at: TestCounty.at("09:00"), metres: nil, tolls: nil)) }
    #expect(throws: RunFault.unknownStop(one, 2, of: 1)) { try county.report(1, .delivered, stop: 2, "09:00") }
    try county.report(1, .refused, stop: 2, "09:00", reason: "the road is closed")
    #expect(try county.run(1, .finish(at: TestCounty.at("09:00"), metres: nil, tolls: nil)).state == .done)
    #expect(try county.lot(1)?.available == 1_000_000 - 20_000)
    #expect(try county.order(1)?.lines[0].allocations.map(\.state) == [.returned])
  }

  @Test("has its goods back where the run that was to fetch them is given up, and waits for it until then")
  func givenBack() throws {
    let (county, ids) = try takenOver()
    let finish = RunStep.finish(at: TestCounty.at("07:30"), metres: nil, tolls: nil)
    #expect(throws: RunFault.cargoAboard(one, 1)) { try county.run(1, finish) }
    try county.run(ids[1].number, .cancel(reason: "no driver"))
    let run = try county.store().runs([one])[0]
    #expect(run.cargo.map(\.state) == [.aboard])
    #expect(try county.store().runs(carrying: [OrderPart(order: Order.ID(number: 1), line: 1, part: 1)]) == [one])
    // It breaks down a second time behind the same stop, once it has driven on.
    try county.report(1, .left, stop: 1, "07:40")
    try county.report(1, .brokenDown, stop: 1, "07:50")
  }

  @Test("gives on what was dispatched and lies in a vehicle that broke down, twice over")
  func handedOnTwice() throws {
    let (county, ids) = try takenOver()
    // The second one is given up before it left, by a plan that puts its goods on a third.
    var emptied = TestCounty.draft([], vehicle: "van-2", from: "08:00")
    emptied.continues = ids[1]
    emptied.stops = []
    let third = TestCounty.draft([(1, 10)], vehicle: "van", from: "10:00")
    let last = try county.adopt(emptied, third, at: TestCounty.at("07:10"))
    #expect(try county.store().runs(carrying: [OrderPart(order: Order.ID(number: 1), line: 1, part: 1)]) == [last[1]])
    #expect(try county.store().runs([ids[1]])[0].state == .cancelled)
  }
}
