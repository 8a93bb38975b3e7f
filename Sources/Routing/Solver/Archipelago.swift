import Dispatch

/// A search that runs apart from others and meets them once.
protocol Island: AnyObject, SendableMetatype {
  associatedtype Layout: AnyObject
  associatedtype Routes

  static func data(of problem: Problem) -> Layout
  init(_ data: Layout, seed: UInt64, objective: Objective)
  var stepsDone: Int { get }
  /// Of the best plan: less is better.
  var rank: (Int, Int, Int) { get }
  func take(_ plan: Plan)
  func load(_ routes: Routes)
  func bestRoutes() -> Routes
  func run(isGiven: Bool, expectedSteps: Int, clock: SearchClock)
  func plan(of routes: Routes) -> (plan: Plan, cost: PlanCost)
}

/// The islands of one solve. All of them search; the best plan found goes to all, and all search on from it with dice of their own.
///
/// How many threads there are decides only when an island has its turn, never what it does.
final class Archipelago<Member: Island>: @unchecked Sendable {
  private let solver: Solver
  private let settings: Solver.Settings
  private let began: Int64
  private var islands: [Member]

  init(_ solver: Solver, began: Int64) {
    self.solver = solver
    self.settings = solver.settings
    self.began = began
    let data = Member.data(of: solver.problem)
    islands = []
    for index in 0..<settings.islands {
      // Seeds far apart, whatever the caller counts in.
      var dice = Chance(seed: settings.seed &+ UInt64(index) &* 0x9E37_79B9)
      islands.append(Member(data, seed: dice.bits(), objective: settings.objective))
    }
  }

  func solve(from given: Plan?) -> Solver.Result {
    if let given { for island in islands { island.take(given) } }
    if islands.count == 1 {
      searchAll(share: 1, isGiven: given != nil)
    } else {
      searchAll(share: Schedule.hotShare, isGiven: given != nil)
      let best = leader().bestRoutes()
      for island in islands { island.load(best) }
      searchAll(share: 1, isGiven: true)
    }
    let best = leader()
    let (plan, cost) = best.plan(of: best.bestRoutes())
    return Solver.Result(
      plan: plan, cost: cost, steps: islands.reduce(0) { $0 + $1.stepsDone }, nanoseconds: solver.now() - began)
  }

  /// The island with the best plan; the first of equals.
  private func leader() -> Member { islands.dropFirst().reduce(islands[0]) { $1.rank < $0.rank ? $1 : $0 } }

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

extension Search: Island {
  convenience init(_ data: SearchData, seed: UInt64, objective: Objective) {
    self.init(data, seed: seed)
    countsVehicles = objective == .fleet
  }

  static func data(of problem: Problem) -> SearchData { SearchData(problem) }

  var rank: (Int, Int, Int) { (best.absentCount, countsVehicles ? best.usedCount : 0, best.cost) }

  func take(_ plan: Plan) { take(data.slots(of: plan)) }

  func plan(of routes: [[Int]]) -> (plan: Plan, cost: PlanCost) {
    let plan = data.plan(of: routes)
    return (plan, PlanCost(of: plan, in: data.problem))
  }
}
