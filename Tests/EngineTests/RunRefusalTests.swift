import Catalogue
import Dispatching
import Engine
import Ledger
import Measures
import Messages
import Ordering
import Testing

@Suite("A run is refused")
struct RunRefusalTests {
  /// What was tried, on a county whose run R-1 carries two orders, and the code with which it is refused.
  private struct Attempt: CustomTestStringConvertible {
    var what: String
    var code: String
    var attempt: @Sendable (TestCounty) throws -> Void
    var testDescription: String { what }
  }

  private static let plans: [Attempt] = [
    Attempt(what: "a plan without runs", code: "E-RUN-024") { try $0.command(.adoptPlan(AdoptPlan(day: TestCounty.tomorrow, runs: []))) },
    Attempt(what: "a plan for yesterday", code: "E-RUN-034") {
      try $0.adopt(TestCounty.draft([(3, 5)]), on: TestCounty.today.advanced(by: -1))
    },
    Attempt(what: "a vehicle that there is not", code: "E-RUN-026") { try $0.adopt(TestCounty.draft([(3, 5)], vehicle: "tank")) },
    Attempt(what: "a vehicle without a rated mass", code: "E-RUN-027") { try $0.adopt(TestCounty.draft([(3, 5)], vehicle: "unmeasured")) },
    Attempt(what: "more than the vehicle may carry", code: "E-RUN-030") { try $0.adopt(TestCounty.draft([(4, 6)], vehicle: "cart")) },
    Attempt(what: "more than its box holds", code: "E-RUN-031") { county in
      var draft = TestCounty.draft([(3, 5)], vehicle: "van-2")
      draft.cargo[0].volume = 6_750_000_001
      try county.adopt(draft)
    },
    Attempt(what: "people without seats", code: "E-RUN-032") { county in
      var draft = TestCounty.draft([(3, 5)], vehicle: "van-2")
      draft.cargo.append(RunCargo(kind: .riders("x"), product: nil, count: 2, mass: .zero, volume: 0, from: 1, to: 2))
      try county.adopt(draft)
    },
    Attempt(what: "a run that carries nothing", code: "E-RUN-025") { try $0.adopt(TestCounty.draft([], vehicle: "van-2")) },
    Attempt(what: "goods handed over before they are taken on", code: "E-RUN-028") { county in
      var draft = TestCounty.draft([(3, 5)], vehicle: "van-2")
      draft.cargo[0].from = 2
      try county.adopt(draft)
    },
    Attempt(what: "times that run backwards", code: "E-RUN-029") { county in
      var draft = TestCounty.draft([(3, 5)], vehicle: "van-2")
      draft.backAt = draft.leavesAt
      try county.adopt(draft)
    },
    Attempt(what: "a vehicle that is on its way then", code: "E-RUN-033") { try $0.adopt(TestCounty.draft([(3, 5)], from: "07:00")) },
    Attempt(what: "a part that rides already", code: "E-RUN-035") { try $0.adopt(TestCounty.draft([(1, 10)], vehicle: "van-2")) },
    Attempt(what: "one part on two runs of a plan", code: "E-RUN-036") {
      try $0.adopt(TestCounty.draft([(3, 5)], vehicle: "van-2"), TestCounty.draft([(3, 5)], from: "12:00"))
    },
    Attempt(what: "another amount than the order's", code: "E-RUN-037") { try $0.adopt(TestCounty.draft([(3, 4)], vehicle: "van-2")) },
    Attempt(what: "an order of another day", code: "E-RUN-037") { try $0.adopt(TestCounty.draft([(5, 7)], vehicle: "van-2")) },
    Attempt(what: "an order that was cancelled after the plan was made", code: "E-RUN-037") { county in
      try county.command(TestCounty.change(3, .cancel(reason: "x")))
      try county.adopt(TestCounty.draft([(3, 5)], vehicle: "van-2"))
    },
    Attempt(what: "goods that lie elsewhere", code: "E-RUN-037") { county in
      var draft = TestCounty.draft([(3, 5)], vehicle: "van-2")
      draft.stops[0].place = "town"
      try county.adopt(draft)
    },
    Attempt(what: "goods brought to another place", code: "E-RUN-037") { county in
      var draft = TestCounty.draft([(3, 5)], vehicle: "van-2")
      draft.stops[1].place = "village"
      try county.adopt(draft)
    },
    Attempt(what: "goods that left their lot by no run", code: "E-RUN-037") { county in
      try county.command(TestCounty.change(3, .dispatch))
      try county.adopt(TestCounty.draft([(3, 5)], vehicle: "van-2"))
    },
    Attempt(what: "a parcel that rides already", code: "E-RUN-035") { county in
      var draft = TestCounty.draft([(3, 5)], vehicle: "van-2")
      draft.cargo.append(RunCargo(kind: .parcel("P1"), product: nil, count: 1, mass: Mass(grams: 500), volume: 0, from: 1, to: 2))
      try county.adopt(draft)
      draft.vehicle = "van"
      draft.cargo.removeFirst()
      draft = draft.later(hours: 6)
      try county.adopt(draft)
    },
    Attempt(what: "by somebody who does not dispatch", code: "E-ENG-003") {
      try $0.command(
        .adoptPlan(AdoptPlan(day: TestCounty.tomorrow, runs: [TestCounty.draft([(3, 5)], vehicle: "van-2")])), by: "accountant")
    },
  ]

  @Test("as a plan, and changes nothing", arguments: plans)
  private func plan(_ attempt: Attempt) throws {
    let county = try TestCounty.withOrders(.memory, [10, 20, 5, 6])
    try county.command(TestCounty.place([("chestnut-1kg", 7)], on: TestCounty.tomorrow.advanced(by: 1)), key: "N9")
    try county.adopt(TestCounty.draft([(1, 10), (2, 20)]))
    let before = try stateBytes(county.store())
    let fault = #expect(throws: (any Error).self) { try attempt.attempt(county) }
    #expect((fault as? any Fault)?.code == attempt.code)
    // Those that did something before they were refused say so.
    let prepares = ["cancelled", "left their lot", "parcel"].contains { attempt.what.contains($0) }
    if !prepares { #expect(try stateBytes(county.store()) == before) }
  }

  private static let events: [Attempt] = [
    Attempt(what: "a run that there is not", code: "E-RUN-001") { try $0.report(9, .arrived, stop: 1, "07:30") },
    Attempt(what: "an event of a run that is over", code: "E-RUN-003") { county in
      try county.report(1, .delivered, stop: 2, "07:20")
      try county.report(1, .left, stop: 2, "07:30")
      try county.run(1, .finish(at: TestCounty.at("08:00"), metres: nil, tolls: nil))
      try county.report(1, .arrived, stop: 2, "08:30")
    },
    Attempt(what: "the same event again", code: "E-RUN-009") { try $0.report(1, .arrived, stop: 2, "07:15") },
    Attempt(what: "a stop that it does not have", code: "E-RUN-010") { try $0.report(1, .arrived, stop: 3, "07:15") },
    Attempt(what: "an event before the last", code: "E-RUN-011") { try $0.report(1, .delivered, stop: 2, "06:15") },
    Attempt(what: "a time that is not yet", code: "E-RUN-023") { try $0.report(1, .delivered, stop: 2, "21:00") },
    Attempt(what: "loading at a stop that it has left", code: "E-RUN-014") {
      try $0.report(1, .loaded, stop: 1, "07:15", [.init(cargo: 1, count: 10)])
    },
    Attempt(what: "leaving with goods for the place aboard", code: "E-RUN-007") { try $0.report(1, .left, stop: 2, "07:15") },
    Attempt(what: "delivering half a piece", code: "E-RUN-015") {
      try $0.report(1, .delivered, stop: 2, "07:15", [.init(cargo: 1, count: 5)])
    },
    Attempt(what: "refusing more than there is", code: "E-RUN-017") {
      try $0.report(1, .refused, stop: 2, "07:15", [.init(cargo: 1, count: 11)], reason: "x")
    },
    Attempt(what: "refusing without a reason", code: "E-RUN-016") {
      try $0.report(1, .refused, stop: 2, "07:15", [.init(cargo: 1, count: 1)])
    },
    Attempt(what: "cargo that it does not carry", code: "E-RUN-020") {
      try $0.report(1, .delivered, stop: 2, "07:15", [.init(cargo: 7, count: 1)])
    },
    Attempt(what: "losing everything at a stroke", code: "E-RUN-018") { try $0.report(1, .lost, stop: 2, "07:15", reason: "x") },
    Attempt(what: "coming home with goods aboard", code: "E-RUN-007") {
      try $0.run(1, .finish(at: TestCounty.at("08:00"), metres: nil, tolls: nil))
    },
    Attempt(what: "fewer kilometres than none", code: "E-RUN-041") {
      try $0.run(1, .finish(at: TestCounty.at("08:00"), metres: -1, tolls: nil))
    },
    Attempt(what: "more kilometres than a day has", code: "E-RUN-041") {
      try $0.run(1, .finish(at: TestCounty.at("08:00"), metres: 3_000_001, tolls: nil))
    },
    Attempt(what: "tolls below zero", code: "E-RUN-041") {
      try $0.run(1, .finish(at: TestCounty.at("08:00"), metres: nil, tolls: Money(fen: -1)))
    },
    Attempt(what: "breaking down where it left long ago", code: "E-RUN-014") { try $0.report(1, .brokenDown, stop: 1, "07:15") },
    Attempt(what: "giving it up on its way", code: "E-RUN-007") { try $0.run(1, .cancel(reason: "x")) },
    Attempt(what: "leaving the depot again", code: "E-RUN-002") { try $0.run(1, .start(at: TestCounty.at("08:00"))) },
  ]

  @Test("as a report, and changes nothing", arguments: events)
  private func event(_ attempt: Attempt) throws {
    let county = try TestCounty.withOrders(.memory)
    try county.adopt(TestCounty.draft([(1, 10), (2, 20)]))
    try county.driveToTown()
    let before = try stateBytes(county.store())
    let fault = #expect(throws: (any Error).self) { try attempt.attempt(county) }
    #expect((fault as? any Fault)?.code == attempt.code)
    if !attempt.what.contains("is over") { #expect(try stateBytes(county.store()) == before) }
  }

  @Test("where goods that are not packed shall be loaded, with nothing of the load taken")
  func unpacked() throws {
    let county = try TestCounty.withOrders(.memory, packed: false)
    try county.command(TestCounty.change(1, .pack([])))
    try county.adopt(TestCounty.draft([(1, 10), (2, 20)]))
    try county.run(1, .start(at: TestCounty.at("06:00")))
    try county.report(1, .arrived, stop: 1, "06:30")
    let before = try stateBytes(county.store())
    let second = OrderPart(order: Order.ID(number: 2), line: 1, part: 1)
    #expect(throws: RunFault.notPacked(second)) { try county.report(1, .loaded, stop: 1, "06:40") }
    #expect(try stateBytes(county.store()) == before)
  }
}
