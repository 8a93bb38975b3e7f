import Catalogue
import Dispatching
import Distances
import GreenChannel
import Ledger
import Measures
import Testing

@Suite("The checker of runs")
struct RunCheckerTests {
  private typealias S = SmallDay
  private typealias Rule = RunChecker.Violation.Rule

  private let haul = S.haul(due: S.at("00:00")...S.at("19:00"))

  private func rules(
    _ run: DeliveryRun, _ hauls: [Haul]? = nil, roads: RoadTable = S.roads(), history: RoadHistory? = nil, others: [DeliveryRun] = []
  ) throws -> Set<Rule> {
    let checker = RunChecker(S.county, roads, history: history, hauls: hauls ?? [haul], others: others)
    return Set(try checker.violations(of: run).map(\.rule))
  }

  private func draft(_ run: DeliveryRun) -> RunDraft {
    RunDraft(
      vehicle: run.vehicle, leavesAt: run.leavesAt, backAt: run.backAt, stops: run.stops, cargo: run.cargo, cost: run.cost, toll: run.toll)
  }

  private func changed(_ run: DeliveryRun, _ change: (inout RunDraft) -> Void) -> DeliveryRun {
    var draft = draft(run)
    change(&draft)
    return draft.run(run.id, on: run.day)
  }

  private func later(_ at: Instant, minutes: Int64) -> Instant { at.advanced(byMilliseconds: minutes * 60_000) }

  @Test("finds nothing where nothing is wrong, and knows the fixed minutes of a stop")
  func fixedMinutes() throws {
    let run = try S.run([haul])
    #expect(try rules(run).isEmpty)
    #expect(try rules(changed(run) { $0.stops[1].beginsAt = $0.stops[1].arrivesAt }).contains(.rushed))
    // A ramp that takes longer than it did when the plan was made.
    let second = changed(run) { $0.stops[0].beginsAt = later($0.stops[0].arrivesAt, minutes: 1) }
    #expect(try rules(second) == [.rushed])
  }

  @Test("knows when handing over may begin, to the second")
  func early() throws {
    let begins = S.at("12:00")
    let due = S.haul(due: begins...S.at("19:00"))
    let run = try S.run([due])
    #expect(try rules(run, [due]).isEmpty)
    #expect(run.stops[1].beginsAt >= begins)
    var later = due
    later.due = run.stops[1].leavesAt...S.at("19:00")
    #expect(try rules(run, [later]).contains(.early))
  }

  @Test("knows the hours of the depot, and when goods are there")
  func depot() throws {
    let parcel = S.haul(from: S.depot, to: S.village)
    let run = try S.run([parcel])
    #expect(run.cargo[0].from == 0)
    #expect(try rules(run, [parcel]).isEmpty)
    var places = S.county.places
    let index = try #require(places.firstIndex { $0.id == S.depot })
    // Loading begins a minute before the depot opens.
    let opens = (run.leavesAt.milliseconds - Instant(startOf: S.day).milliseconds) / 60_000
    places[index].ramp = Ramp(hours: [opens..<1440], secondsPerStop: 0, secondsPer100Kilograms: 60, assumed: true, source: "test")
    let checker = RunChecker(S.county.with(places: places, vehicles: S.county.vehicles), S.roads(), hauls: [parcel])
    #expect(try checker.violations(of: run) == [.init(.closed, stop: 0, by: 60)])
    var notYet = parcel
    notYet.readyAt = run.leavesAt
    #expect(try rules(run, [notYet]) == [.notReady])
    #expect(try rules(run, [S.haul(from: S.shop, to: S.village)]) == [.wrongPlace])
  }

  private func underWay(_ run: DeliveryRun, lateMinutes: Int64 = 0) throws -> DeliveryRun {
    var run = run
    _ = try run.start(at: run.leavesAt, by: "driver")
    _ = try run.take(RunEvent(kind: .arrived, stop: 1, at: run.stops[0].arrivesAt))
    let at = later(run.stops[0].leavesAt, minutes: lateMinutes)
    _ = try run.take(RunEvent(kind: .loaded, stop: 1, at: at))
    _ = try run.take(RunEvent(kind: .left, stop: 1, at: at))
    return run
  }

  @Test("does not call somebody too fast who leaves later than planned", arguments: [0, 1, 40, 300] as [Int64])
  func leftLate(minutes: Int64) throws {
    #expect(try rules(underWay(try S.run([haul]), lateMinutes: minutes)).isEmpty)
    // The road itself is as long as before.
    let fast = try changed(S.run([haul])) { $0.stops[1].arrivesAt = later($0.stops[0].leavesAt, minutes: 29) }
    #expect(try rules(underWay(fast, lateMinutes: minutes)) == [.tooFast])
  }

  @Test("prices what was driven before a road was closed by the road as it was then")
  func closedBehind() throws {
    let run = try underWay(S.run([haul]))
    let closing = RoadHistory.Closing(at: run.stops[0].leavesAt, from: S.depot, to: S.village)
    // The other places are twice as far, so that they are a way round.
    let open = S.roads()
    let history = RoadHistory(open, [closing], keeping: { _ in true })
    #expect(history.latest.metres(from: 0, to: 1) == 2 * open.metres(from: 0, to: 1))
    #expect(
      history.table(at: run.stops[0].arrivesAt).metres == open.metres && history.table(at: closing.at).metres == history.latest.metres)
    #expect(try rules(run, roads: history.latest, history: history).isEmpty)
    // Who does not know how it was finds other figures; and what lies ahead goes round.
    #expect(try rules(run, roads: history.latest).contains(.cost))
    let ahead = RoadHistory(open, [.init(at: closing.at, from: S.shop, to: S.depot)], keeping: { _ in true })
    #expect(try rules(run, roads: ahead.latest, history: ahead).isSuperset(of: [.cost, .tooFast]))
  }

  @Test("finds a vehicle that is on runs of two days at once")
  func twoRuns() throws {
    let run = try S.run([haul])
    func other(_ change: (inout DeliveryRun) -> Void) throws -> DeliveryRun {
      var other = draft(run).run(DeliveryRun.ID(number: 2), on: S.day.advanced(by: 1))
      change(&other)
      return other
    }
    let day: Int64 = 24 * 60
    func shifted(_ run: inout DeliveryRun, minutes: Int64) {
      (run.leavesAt, run.backAt) = (later(run.leavesAt, minutes: minutes), later(run.backAt, minutes: minutes))
    }
    #expect(try rules(run, others: [run, other { shifted(&$0, minutes: day) }]).isEmpty)
    #expect(try rules(run, others: [other { shifted(&$0, minutes: 10) }]) == [.twoRuns])
    #expect(
      try rules(
        run,
        others: [
          other {
            shifted(&$0, minutes: 10); $0.vehicle = "dry-2t7"
          }
        ]
      ).isEmpty)
    // Who left and is not back is still on his way.
    let next = try other {
      shifted(&$0, minutes: day); _ = try? $0.start(at: $0.leavesAt, by: "driver")
    }
    #expect(try rules(underWay(run), others: [next]) == [.twoRuns])
    #expect(try rules(run, others: [next]).isEmpty)
  }
}
