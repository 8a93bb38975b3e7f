import Dispatching
import Engine
import Ledger
import Measures
import Ordering
import Testing

@Suite("A run whose day is over")
struct RunDayOverTests {
  private let one = DeliveryRun.ID(number: 1)
  private let morning = Instant("2020-10-09T08:00")!

  /// R-1 stands in the village with order 1 aboard; order 2, which it was to take on there, was cancelled.
  private func standing() throws -> (TestCounty, RunDraft) {
    let county = try TestCounty.withOrders(.memory)
    try county.adopt(TestCounty.draft([(1, 10), (2, 20)]))
    try county.run(1, .start(at: TestCounty.at("06:00")))
    try county.report(1, .arrived, stop: 1, "06:30")
    try county.report(1, .loaded, stop: 1, "06:40", [.init(cargo: 1, count: 10)])
    try county.command(TestCounty.change(2, .cancel(reason: "x")))
    let run = try county.store().runs([one])[0]
    return (
      county,
      RunDraft(
        continues: one, vehicle: run.vehicle, leavesAt: run.leavesAt, backAt: run.backAt, stops: run.stops,
        cargo: run.cargo.filter { $0.state != .planned }, cost: run.cost, toll: run.toll)
    )
  }

  @Test("is planned anew to its end, without back-dating anything")
  func broughtToItsEnd() throws {
    let (county, draft) = try standing()
    func change(_ step: RunStep) throws {
      try county.command(.changeRun(ChangeRun(run: one, step: step)), at: morning)
    }
    func report(_ kind: RunEvent.Kind, _ stop: Int) throws { try change(.report(RunEvent(kind: kind, stop: stop, at: morning))) }
    #expect(throws: RunFault.cargoWaiting(one, 2)) { try report(.left, 1) }
    try county.adopt(draft, at: morning)
    try report(.left, 1)
    try report(.arrived, 2)
    try report(.delivered, 2)
    try report(.left, 2)
    try change(.finish(at: morning, metres: nil, tolls: nil))
    #expect(try county.order(1)?.fulfilment == .delivered)
    #expect(try county.lot(1)?.available == 990_000)
  }

  @Test("takes nothing more on, and no run of the day is begun or changed that has not left")
  func nothingNew() throws {
    let (county, draft) = try standing()
    try county.command(TestCounty.place([("chestnut-1kg", 5)], on: TestCounty.tomorrow), key: "N8")
    try county.command(TestCounty.change(3, .pack([])))
    let past = RunFault.dayPast(TestCounty.tomorrow, today: morning.day)
    var more = draft
    var piece = TestCounty.draft([(3, 5)]).cargo[0]
    (piece.from, piece.to) = (1, 2)
    more.cargo.append(piece)
    #expect(throws: past) { try county.adopt(more, at: morning) }
    #expect(throws: past) { try county.adopt(draft, TestCounty.draft([(3, 5)], vehicle: "van-2"), at: morning) }
    try county.adopt(TestCounty.draft([(3, 5)], vehicle: "van-2"), at: TestCounty.at("07:00"))
    var idle = TestCounty.draft([], vehicle: "van-2")
    idle.continues = DeliveryRun.ID(number: 2)
    idle.stops = []
    #expect(throws: past) { try county.adopt(draft, idle, at: morning) }
    try county.adopt(draft, at: morning)
  }
}
