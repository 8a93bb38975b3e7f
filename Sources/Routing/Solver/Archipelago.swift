import Dispatch

/// The islands of one solve. All of them search; the best plan found goes to all, and all search on from it with dice of their own.
///
/// How many threads there are decides only when an island has its turn, never what it does.
final class Archipelago<Rules: RuleSet>: @unchecked Sendable {
  private let solver: Solver
  private let settings: Solver.Settings
  private let began: Int64
  private let data: SearchData
  private var islands: [Search<Rules>]

  init(_ solver: Solver, began: Int64) {
    self.solver = solver
    self.settings = solver.settings
    self.began = began
    let data = SearchData(solver.problem)
    self.data = data
    islands = []
    for index in 0..<settings.islands {
      // Seeds far apart, whatever the caller counts in.
      var dice = Chance(seed: settings.seed &+ UInt64(index) &* 0x9E37_79B9)
      let island = Search<Rules>(data, seed: dice.bits())
      island.countsVehicles = settings.objective == .fleet
      islands.append(island)
    }
  }

  func solve(from given: Plan?) -> Solver.Result {
    if let given {
      let routes = data.slots(of: given)
      for island in islands { island.take(routes) }
    }
    if islands.count == 1 {
      searchAll(share: 1, isGiven: given != nil)
    } else {
      searchAll(share: Schedule.hotShare, isGiven: given != nil)
      let best = leader().bestRoutes()
      for island in islands { island.load(best) }
      searchAll(share: 1, isGiven: true)
    }
    let best = leader()
    let plan = data.plan(of: best.bestRoutes())
    return Solver.Result(
      plan: plan, cost: PlanCost(of: plan, in: solver.problem), steps: islands.reduce(0) { $0 + $1.stepsDone },
      nanoseconds: solver.now() - began)
  }

  /// The island with the best plan; the first of equals.
  private func leader() -> Search<Rules> {
    func rank(_ island: Search<Rules>) -> (Int, Int, Int) {
      (island.best.absentCount, settings.objective == .fleet ? island.best.usedCount : 0, island.best.cost)
    }
    return islands.dropFirst().reduce(islands[0]) { rank($1) < rank($0) ? $1 : $0 }
  }

  /// - Parameter share: of the limits, counted from the beginning.
  private func searchAll(share: Double, isGiven: Bool) {
    let waves = (islands.count + settings.threads - 1) / settings.threads
    let phaseBegan = solver.now()
    let end = settings.seconds.map { began + Int64($0 * 1e9 * share) }
    let stepsEnd = settings.steps.map { Int(Double($0) * share) / islands.count }
    for wave in 0..<waves {
      let members = Array(islands.indices.dropFirst(wave * settings.threads).prefix(settings.threads))
      let waveEnd = end.map { phaseBegan + ($0 - phaseBegan) * Int64(wave + 1) / Int64(waves) }
      if members.count == 1 {
        search(members[0], waveEnd, stepsEnd, isGiven)
      } else {
        DispatchQueue.concurrentPerform(iterations: members.count) { self.search(members[$0], waveEnd, stepsEnd, isGiven) }
      }
    }
  }

  private func search(_ index: Int, _ end: Int64?, _ stepsEnd: Int?, _ isGiven: Bool) {
    let island = islands[index]
    let begin = solver.now()
    let clock = SearchClock(now: solver.now, begin: (begin, island.stepsDone), endNanoseconds: end, endSteps: stepsEnd) {
      [solver, began] steps, cost in
      solver.progress(Solver.Progress(island: index, steps: steps, bestCost: cost, nanoseconds: solver.now() - began))
    }
    let byTime = end.map { Double($0 - begin) * 1e-9 * Schedule.stepsPerSecond } ?? .infinity
    let bySteps = stepsEnd.map { Double($0 - island.stepsDone) } ?? .infinity
    // A limit of steps alone decides where there is one, so that the course does not hang on the clock.
    let expected = stepsEnd == nil ? byTime : bySteps
    island.run(isGiven: isGiven, expectedSteps: Int(min(max(expected, 0), 1e15)), clock: clock)
  }
}
