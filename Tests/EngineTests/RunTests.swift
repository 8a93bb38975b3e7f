import Catalogue
import Dispatching
import Engine
import Foundation
import Ledger
import Measures
import Messages
import Ordering
import Storage
import Testing
import WireFormat

@Suite("A delivery run")
struct RunTests {
  private let part = OrderPart(order: Order.ID(number: 1), line: 1, part: 1)

  @Test(
    "moves the orders that ride: loaded is dispatched, delivered is sold, and its carrier is owed the freight",
    arguments: TestCounty.Kind.allCases)
  func movesOrders(kind: TestCounty.Kind) throws {
    let county = try TestCounty.withOrders(kind)
    #expect(try county.adopt(TestCounty.draft([(1, 10), (2, 20)])).map(\.description) == ["R-1"])
    #expect(try county.store().runs(carrying: [part]) == [DeliveryRun.ID(number: 1)])
    try county.run(1, .start(at: TestCounty.at("06:00")))
    try county.report(1, .arrived, stop: 1, "06:30")
    #expect(try county.order(1)?.fulfilment == .packed)
    try county.report(1, .loaded, stop: 1, "06:40")
    #expect(try county.order(1)?.fulfilment == .dispatched)
    #expect(try county.lot(1)?.shipped == 30_000)
    try county.report(1, .left, stop: 1, "06:41")
    try county.report(1, .arrived, stop: 2, "07:10")
    try county.report(1, .delivered, stop: 2, "07:20")
    #expect(try county.order(2)?.fulfilment == .delivered)
    // 30 kg at 20 yuan.
    #expect(try county.net("sales-clearing") == -60_000)
    #expect(try county.net("receivable:shop") == 60_000)
    try county.report(1, .left, stop: 2, "07:30")
    let run = try county.run(1, .finish(at: TestCounty.at("08:00"), metres: 42_000, tolls: Money(fen: 2500)))
    #expect(run.state == .done && run.liveParts.isEmpty)
    // 42 km at 1.50 yuan, two hours at 36 yuan, tolls of 25 yuan.
    #expect(try county.net("freight") == 6300 + 7200)
    #expect(try county.net("toll") == 2500)
    #expect(try county.net("payable:carrier") == -(6300 + 7200 + 2500))
    #expect(try county.store().runs(carrying: [part]) == [nil])
    if kind == .sqlite { #expect(try Proof(path: county.path, expected: nil, vaultKey: nil).run { _ in }.findings.isEmpty) }
  }

  @Test(
    "brings back what the buyer refused: sound goods into their lot, spoiled ones to whoever bears it", arguments: TestCounty.Kind.allCases)
  func refusals(kind: TestCounty.Kind) throws {
    let county = try TestCounty.withOrders(kind)
    try county.adopt(TestCounty.draft([(1, 10), (2, 20)]))
    try county.driveToTown()
    try county.report(1, .refused, stop: 2, "07:12", [.init(cargo: 1, count: 4)], reason: "too many")
    try county.report(1, .refused, stop: 2, "07:13", [.init(cargo: 2, count: 20)], isSound: false, reason: "wet")
    let run = try county.report(1, .delivered, stop: 2, "07:20")
    #expect(run.cargo.map(\.state) == [.delivered, .refused] && run.cargo.map(\.refused) == [4, 20])
    let first = try #require(try county.order(1))
    #expect(first.lines[0].allocations.map(\.state) == [.delivered, .returned] && first.lines[0].allocations.map(\.packs) == [6, 4])
    #expect(try county.order(2)?.lines[0].allocations.map(\.state) == [.returned])
    // Four kilograms came back into the lot.
    #expect(try county.lot(1)?.available == 1_000_000 - 26_000)
    #expect(try county.net("sales-clearing") == -12_000)
    #expect(try county.store().sales(of: [Order.ID(number: 2)]).map(\.kind) == [.lost])
  }

  @Test("that breaks down hands its goods over to another, and what was loaded stays dispatched", arguments: TestCounty.Kind.allCases)
  func breakdown(kind: TestCounty.Kind) throws {
    let county = try TestCounty.withOrders(kind)
    try county.adopt(TestCounty.draft([(1, 10), (2, 20)]))
    try county.run(1, .start(at: TestCounty.at("06:00")))
    try county.report(1, .arrived, stop: 1, "06:30")
    try county.report(1, .loaded, stop: 1, "06:40")
    try county.report(1, .left, stop: 1, "06:41")
    try county.report(1, .brokenDown, stop: 1, "06:50")
    #expect(throws: RunFault.brokenDown(DeliveryRun.ID(number: 1))) { try county.report(1, .arrived, stop: 2, "07:10") }
    var old = TestCounty.draft([(1, 10), (2, 20)])
    let run = try county.store().runs([DeliveryRun.ID(number: 1)])[0]
    old.continues = run.id
    old.stops = Array(run.stops.prefix(1))
    old.cargo = run.cargo
    let ids = try county.adopt(old, TestCounty.draft([(1, 10), (2, 20)], vehicle: "van-2", from: "08:00"), at: TestCounty.at("07:00"))
    #expect(ids.map(\.number) == [1, 2])
    let after = try county.store().runs(ids)
    #expect(after[0].cargo.map(\.state) == [.handedOver, .handedOver] && after[1].cargo.map(\.state) == [.planned, .planned])
    #expect(try county.store().runs(carrying: [part]) == [ids[1]])
    try county.driveToTownLater(2)
    #expect(try county.order(1)?.fulfilment == .delivered)
    #expect(try county.lot(1)?.shipped == 30_000)
    if kind == .sqlite { #expect(try Proof(path: county.path, expected: nil, vaultKey: nil).run { _ in }.findings.isEmpty) }
  }

  @Test("carries one part of what is more than a vehicle holds, and another run the rest", arguments: TestCounty.Kind.allCases)
  func divided(kind: TestCounty.Kind) throws {
    let county = try TestCounty.withOrders(kind)
    let amount = try #require(try county.order(2)).amount()
    var (first, second) = (TestCounty.draft([(2, 12)]), TestCounty.draft([(2, 8)], vehicle: "van-2"))
    let whole = OrderPart(order: Order.ID(number: 2), line: 1, part: 1)
    let rest = OrderPart(order: Order.ID(number: 2), line: 1, part: 2)
    second.cargo[0].kind = rest.kind
    func plan(_ packs: Int64...) -> Action {
      .adoptPlan(AdoptPlan(day: TestCounty.tomorrow, runs: [first, second], splits: packs.map { PartSplit(whole, packs: $0) }))
    }
    #expect(throws: RunFault.partGone(whole)) { try county.command(plan()) }
    for packs in [0, 20, -1] as [Int64] { #expect(throws: RunFault.partGone(whole)) { try county.command(plan(packs)) } }
    #expect(throws: RunFault.partGone(whole)) { try county.command(plan(7)) }
    try county.command(plan(8))
    let order = try #require(try county.order(2))
    #expect(order.lines[0].allocations.map(\.packs) == [12, 8] && order.lines[0].allocations.map(\.stocked) == [12_000, 8_000])
    #expect(try order.amount() == amount)
    #expect(try county.store().runs(carrying: [whole, rest]).map { $0?.number } == [1, 2])
    // What rides is not divided once more.
    (first, second) = (TestCounty.draft([(1, 10)], from: "12:00"), TestCounty.draft([(2, 1)], vehicle: "van-2", from: "12:00"))
    #expect(throws: RunFault.onOtherRun(whole.kind, DeliveryRun.ID(number: 1))) { try county.command(plan(1)) }
    try county.driveToTown()
    try county.report(1, .delivered, stop: 2, "07:20")
    #expect(try county.order(2)?.lines[0].allocations.map(\.state) == [.delivered, .packed])
    if kind == .sqlite { #expect(try Proof(path: county.path, expected: nil, vaultKey: nil).run { _ in }.findings.isEmpty) }
  }

  @Test("is booked so long before the motorway as the terms ask, and for a day at most")
  func booking() throws {
    let county = try TestCounty.withOrders(.memory)
    try county.adopt(TestCounty.draft([(1, 10)]))
    func book(_ at: String, _ enters: String) throws {
      try county.run(1, .book(Booking(at: Instant(at)!, entersAt: Instant(enters)!, number: "Y1")))
    }
    let (run, enters) = (DeliveryRun.ID(number: 1), Instant("2020-10-08T06:00")!)
    #expect(throws: RunFault.bookedTooEarly(run, enters: enters, validMinutes: 1440)) { try book("2020-10-07T05:59", "2020-10-08T06:00") }
    #expect(throws: RunFault.bookedTooLate(run, enters: enters, leadMinutes: 120)) { try book("2020-10-08T04:01", "2020-10-08T06:00") }
    try book("2020-10-08T04:00", "2020-10-08T06:00")
    try book("2020-10-07T06:00", "2020-10-08T06:00")
    #expect(try county.store().runs([DeliveryRun.ID(number: 1)])[0].state == .booked)
  }
}

extension TestCounty {
  /// The second vehicle's way, two hours later.
  fileprivate func driveToTownLater(_ number: Int64) throws {
    try run(number, .start(at: TestCounty.at("08:00")))
    try report(number, .arrived, stop: 1, "08:30")
    try report(number, .loaded, stop: 1, "08:40")
    try report(number, .left, stop: 1, "08:41")
    try report(number, .arrived, stop: 2, "09:10")
    try report(number, .delivered, stop: 2, "09:20")
  }
}
