import Catalogue
import Dispatching
import Distances
import Foundation
import GreenChannel
import Ledger
import Measures
import Messages
import Routing
import Testing

private let packageFolder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()

private func files(below folder: String) -> [CatalogueFile] {
  let path = packageFolder.appendingPathComponent(folder).path
  let names = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
  return names.compactMap { name in
    FileManager.default.contents(atPath: path + "/" + name).map { CatalogueFile(path: name, bytes: [UInt8]($0)) }
  }
}

/// A made-up day on the shipped Catalogue, planned once by a fixed number of steps.
private struct PlannedDay {
  let catalogue: CountyCatalogue
  let task: DayTask
  let plan: DayPlan

  var runs: [DeliveryRun] { plan.drafts.enumerated().map { $1.run(DeliveryRun.ID(number: Int64($0 + 1)), on: task.day) } }
  var checker: RunChecker { RunChecker(catalogue, task.roads, hauls: task.hauls) }

  init(_ scenario: Scenario, _ county: CountyCatalogue, steps: Int, weighsTolls: Bool = true) throws {
    catalogue = county.with(scenario)
    let roads = RoadTable.builtIn(catalogue, places: scenario.sites.map(\.place), on: scenario.day)
    task = try scenario.task(catalogue, roads, weighsTolls: weighsTolls)
    plan = try DayProblem(task).plan(.init(steps: steps, seed: 1), now: { 0 })
  }
}

@Suite("A day's plan")
struct PlanTests {
  private static let county: CountyCatalogue = {
    guard let catalogue = try? CatalogueSource.parse(files(below: "Catalog")) else { preconditionFailure("the shipped Catalogue is sound") }
    return catalogue
  }()

  private static let countyDay: PlannedDay = {
    guard let scenario = try? ScenarioFiles.read(files(below: "Catalog/scenarios/county-day"), county),
      let day = try? PlannedDay(scenario, county, steps: 40)
    else { preconditionFailure("the county's day can be planned") }
    return day
  }()

  @Test("keeps every rule that the checker knows, and says of each haul where it rides or why it does not")
  func countyDayIsSound() throws {
    let day = Self.countyDay
    for run in day.runs { #expect(try day.checker.violations(of: run).isEmpty, "\(run.vehicle)") }
    let carried = day.plan.drafts.flatMap { $0.cargo.map(\.kind) }
    #expect(Set(carried).count == carried.count)
    let left = day.plan.unplanned.map { day.task.hauls[$0.haul].kind }
    #expect(Set(carried).union(left).count == day.task.hauls.count && carried.count + left.count == day.task.hauls.count)
    for item in day.plan.unplanned { #expect(!item.why.isEmpty) }
    // Most of the day can be done; how much of it is measured by the bench.
    #expect(carried.count * 10 >= day.task.hauls.count * 8)
  }

  @Test("is one and the same for one seed and number of steps")
  func deterministic() throws {
    let scenario = try ScenarioFiles.read(files(below: "Catalog/scenarios/county-day"), Self.county)
    let again = try PlannedDay(scenario, Self.county, steps: 40)
    #expect(again.plan.drafts == Self.countyDay.plan.drafts)
  }

  @Test("of random days keeps every rule", arguments: [UInt64(11), 12, 13, 14])
  func randomDays(seed: UInt64) throws {
    let maker = ScenarioMaker(seed: seed, day: Day("2020-07-14")!, counties: 1, jobs: 40, vehicles: 6, villages: 20)
    let day = try PlannedDay(
      maker.scenario(Self.county, id: "x", name: Text(zh: "x", en: "x")), Self.county, steps: 30)
    #expect(day.runs.count > 1)
    for run in day.runs { #expect(try day.checker.violations(of: run).isEmpty, "seed \(seed), \(run.vehicle)") }
  }

  @Test("saves no tolls in the weeks when nobody pays")
  func freeWeeks() throws {
    let maker = ScenarioMaker(seed: 5, day: Day("2020-03-02")!, counties: 1, jobs: 40, vehicles: 6, villages: 20)
    let day = try PlannedDay(maker.scenario(Self.county, id: "x", name: Text(zh: "x", en: "x")), Self.county, steps: 30)
    #expect(day.plan.drafts.contains { !$0.toll.passages.isEmpty })
    for draft in day.plan.drafts {
      #expect(draft.toll.saved == .zero && draft.cost.tolls == .zero)
      #expect(draft.toll.passages.allSatisfy { $0.isFree && $0.rule == TollFreeRule.freeForAll.rawValue })
    }
  }

  // MARK: Planned anew

  /// A run of the day that has left its first stop, with what it took on there.
  private func underWay() throws -> DeliveryRun {
    let day = Self.countyDay
    let drafts = day.plan.drafts.filter { draft in !draft.cargo.contains(where: \.isPeople) && draft.stops.count > 3 }
    let draft = try #require(drafts.first { $0.cargo.contains { $0.from == 1 && $0.to > 2 } })
    var run = draft.run(DeliveryRun.ID(number: 1), on: day.task.day)
    let first = run.stops[0]
    _ = try run.start(at: run.leavesAt, by: "driver")
    _ = try run.take(RunEvent(kind: .arrived, stop: 1, at: first.arrivesAt))
    _ = try run.take(RunEvent(kind: .loaded, stop: 1, at: first.leavesAt))
    _ = try run.take(RunEvent(kind: .left, stop: 1, at: first.leavesAt))
    return run
  }

  @Test("keeps apart what is aboard and what is still to be fetched, though both go the same way at the same time")
  func aboardAndWaiting() throws {
    let day = Self.countyDay
    let run = try underWay()
    let known = Dictionary(uniqueKeysWithValues: day.task.hauls.map { ($0.kind, $0) })
    var hauls = try run.liveCargo.map { piece in
      var haul = try #require(known[piece.kind])
      if piece.state == .aboard { haul.aboard = run.id }
      return haul
    }
    var twin = try #require(hauls.first { $0.aboard != nil })
    (twin.aboard, twin.kind) = (nil, .other("twin"))
    hauls.append(twin)
    var task = day.task
    (task.hauls, task.runs, task.now) = (hauls, [run], run.stops[0].leavesAt)
    let plan = try DayProblem(task).plan(.init(steps: 10, seed: 1), now: { 0 })
    let carried = plan.drafts.flatMap { draft in draft.cargo.map { (draft.continues, $0) } }
    let left = plan.unplanned.map { task.hauls[$0.haul].kind }
    #expect(Set(carried.map(\.1.kind)).union(left) == Set(hauls.map(\.kind)) && carried.count + left.count == hauls.count)
    // What is aboard stays where it is, and the other is fetched by somebody who comes there.
    for (continued, piece) in carried where piece.state == .aboard { #expect(continued == run.id) }
    let (continued, piece) = try #require(carried.first { $0.1.kind == twin.kind })
    #expect(piece.state == .planned && piece.from > (continued == nil ? 0 : 1))
    var revised = run
    try revised.revise(to: try #require(plan.drafts.first { $0.continues == run.id }))
    let checker = RunChecker(day.catalogue, task.roads, hauls: hauls)
    #expect(try checker.violations(of: revised).filter { $0.stop > 1 }.isEmpty)
  }

  // MARK: The checker finds what is wrong

  /// What is changed of a sound run, and the rule that it then breaks.
  private static let mistakes: [(rule: RunChecker.Violation.Rule, change: @Sendable (inout RunDraft) -> Void)] = [
    (.tooFast, { $0.leavesAt = $0.leavesAt.advanced(byMilliseconds: 1000 * 60 * 60) }),
    (.tooFast, { $0.stops[0].arrivesAt = $0.leavesAt }),
    (.shift, { $0.backAt = $0.backAt.advanced(byMilliseconds: 20 * 3_600_000) }),
    (.closed, { draft in for index in draft.stops.indices { draft.stops[index].beginsAt = Instant("2020-10-07T03:00")! } }),
    (.late, { draft in for index in draft.stops.indices { draft.stops[index].beginsAt = Instant("2020-10-07T23:30")! } }),
    (.rushed, { draft in for index in draft.stops.indices { draft.stops[index].leavesAt = draft.stops[index].beginsAt } }),
    (.overload, { draft in for index in draft.cargo.indices { draft.cargo[index].mass = Mass(grams: 90_000_000) } }),
    (.overfull, { draft in for index in draft.cargo.indices { draft.cargo[index].volume = 1_000_000_000_000 } }),
    (
      .noSeat,
      {
        $0.cargo[0].kind = .riders("x"); $0.cargo[0].count = 99
      }
    ),
    (.wrongVehicle, { $0.cargo[0].kind = .riders("x") }),
    (.wrongPlace, { $0.stops.swapAt(0, $0.stops.count - 1) }),
    (
      .cost,
      {
        $0.cost.metres += 1; $0.cost.driving = Money(fen: $0.cost.driving.fen + 1)
      }
    ),
    (.tolls, { $0.cost.tolls = Money(fen: $0.cost.tolls.fen + 1) }),
    (.tolls, { $0.toll.saved = Money(fen: $0.toll.saved.fen + 1) }),
  ]

  @Test("that is changed by hand is found out", arguments: mistakes.indices)
  func isFoundOut(index: Int) throws {
    let (rule, change) = Self.mistakes[index]
    let day = Self.countyDay
    let goods = try #require(day.plan.drafts.first { draft in !draft.cargo.contains(where: \.isPeople) && draft.stops.count > 3 })
    var draft = goods
    change(&draft)
    let found = try day.checker.violations(of: draft.run(DeliveryRun.ID(number: 1), on: day.task.day))
    #expect(found.contains { $0.rule == rule }, "\(rule): \(found.map(\.rule))")
  }

  @Test("that puts tea beside dried mushrooms, or lets goods ride until they are stale, is found out")
  func companyAndLife() throws {
    let day = Self.countyDay
    let tea = try #require(Self.county.product("green-tea"))
    let mushrooms = try #require(Self.county.product("shiitake-dried"))
    #expect(!Self.county.riding.mayRideTogether(tea.rides, mushrooms.rides))
    let goods = try #require(day.plan.drafts.first { draft in !draft.cargo.contains(where: \.isPeople) && draft.stops.count > 3 })
    var draft = goods
    for (index, product) in [tea, mushrooms].enumerated() {
      draft.cargo[index].product = product.id
      draft.cargo[index].from = 1
      draft.cargo[index].to = 3
    }
    #expect(try day.checker.violations(of: draft.run(DeliveryRun.ID(number: 1), on: day.task.day)).contains { $0.rule == .apart })
    let hauls = day.task.hauls.map { haul in
      var haul = haul
      haul.life = Haul.Life(left: 500_000, needed: 500_000)
      return haul
    }
    let strict = RunChecker(day.catalogue, day.task.roads, hauls: hauls)
    #expect(try strict.violations(of: goods.run(DeliveryRun.ID(number: 1), on: day.task.day)).contains { $0.rule == .stale })
  }
}
