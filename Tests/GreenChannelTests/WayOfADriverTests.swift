import Catalogue
import Dispatching
import Distances
import GreenChannel
import Ledger
import Measures
import Testing

/// An hour and fifty minutes from anywhere to anywhere: to the village, on to the shop, and home.
@Suite("A driver's time at the wheel")
struct WayOfADriverTests {
  private typealias S = SmallDay
  private let roads = S.roads(seconds: 6600)
  private let haul = S.haul()

  private func violations(_ run: DeliveryRun) throws -> [RunChecker.Violation.Rule] {
    try RunChecker(S.county, roads, hauls: [haul]).violations(of: run).map(\.rule)
  }

  @Test("has its rest in the plan, where it falls due")
  func planned() throws {
    let run = try S.run([haul], roads: roads)
    #expect(try violations(run).isEmpty)
    let driven = Int64(3 * 6600 + 20 * 60) * 1000
    #expect(run.backAt.milliseconds - run.leavesAt.milliseconds >= driven)
  }

  @Test(
    "is told where it is too long: standing for twenty minutes is as good as a rest on the road",
    arguments: [(19, true), (20, false)] as [(Int64, Bool)])
  func standing(minutes: Int64, isTooLong: Bool) throws {
    let run = try S.run([haul], roads: roads)
    func stop(_ place: String, at arrives: Instant, seconds: Int64) -> RunStop {
      RunStop(
        place: place, arrivesAt: arrives, beginsAt: arrives.advanced(byMilliseconds: 480_000),
        leavesAt: arrives.advanced(byMilliseconds: seconds * 1000))
    }
    let village = stop(S.village, at: run.leavesAt.advanced(byMilliseconds: 6_600_000), seconds: 900)
    let shop = stop(S.shop, at: village.leavesAt.advanced(byMilliseconds: 6_600_000), seconds: minutes * 60)
    let draft = RunDraft(
      vehicle: run.vehicle, leavesAt: run.leavesAt, backAt: shop.leavesAt.advanced(byMilliseconds: 6_600_000), stops: [village, shop],
      cargo: run.cargo, cost: run.cost, toll: run.toll)
    #expect(try violations(draft.run(run.id, on: run.day)).contains(.rest) == isTooLong)
  }

  @Test("before a new plan counts in it, unless he has rested since", arguments: [1, 25] as [Int64])
  func plannedAnew(stoodMinutes: Int64) throws {
    var run = try S.run([haul], roads: roads)
    _ = try run.start(at: run.leavesAt, by: "driver")
    let came = run.leavesAt.advanced(byMilliseconds: 6_600_000)
    let left = came.advanced(byMilliseconds: stoodMinutes * 60_000)
    _ = try run.take(RunEvent(kind: .arrived, stop: 1, at: came))
    _ = try run.take(RunEvent(kind: .loaded, stop: 1, at: left))
    _ = try run.take(RunEvent(kind: .left, stop: 1, at: left))
    var aboard = haul
    aboard.aboard = run.id
    let draft = try #require(try S.plan(S.task([aboard], roads: roads, runs: [run], now: left)).drafts.first)
    try run.revise(to: draft)
    #expect(try violations(run).isEmpty)
    let shop = run.stops[1]
    let isRested =
      shop.leavesAt.milliseconds - shop.arrivesAt.milliseconds >= 1_200_000
      || run.backAt.milliseconds - shop.leavesAt.milliseconds >= 7_800_000
      || shop.arrivesAt.milliseconds - left.milliseconds >= 7_800_000
    #expect(isRested == (stoodMinutes < 20))
    // Without the rest the checker finds him too long at the wheel, and only then.
    var tired = draft
    tired.stops[1].arrivesAt = left.advanced(byMilliseconds: 6_600_000)
    tired.stops[1].beginsAt = tired.stops[1].arrivesAt.advanced(byMilliseconds: 480_000)
    tired.stops[1].leavesAt = tired.stops[1].arrivesAt.advanced(byMilliseconds: 700_000)
    tired.backAt = tired.stops[1].leavesAt.advanced(byMilliseconds: 6_600_000)
    try run.revise(to: tired)
    #expect(try violations(run).contains(.rest) == (stoodMinutes < 20))
  }

  @Test("begins anew with a long wait that the plan has anyway")
  func waiting() throws {
    // The shop takes nothing in between 11:30 and 13:30.
    let late = S.haul(due: S.at("13:30")...S.at("18:00"))
    let run = try S.run([late], roads: roads)
    #expect(try RunChecker(S.county, roads, hauls: [late]).violations(of: run).isEmpty)
  }
}
