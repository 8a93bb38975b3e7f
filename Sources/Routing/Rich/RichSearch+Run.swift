extension RichSearch: Island {
  static func data(of problem: Problem) -> RichData { RichData(problem) }

  var rank: (Int, Int, Int) { (best.missing, 0, best.cost) }

  func bestRoutes() -> [[Int32]] { best.routes }

  func take(_ plan: Plan) {
    load(data.routes(of: plan))
    saveBest()
  }

  /// Runs from the plan at hand to the end of the clock, as ``Search/run(isGiven:expectedSteps:clock:)``.
  func run(isGiven: Bool, expectedSteps: Int, clock: SearchClock) {
    guard !data.slots.isEmpty, data.stopCount > 0 else { return saveBest() }
    if !absent.isEmpty { build(clock: clock) }
    noteBest()
    let fixed = states.indices.reduce(0) { $0 + (isUsed($1) ? data.slots[$1].fixedCost + weight($1) : 0) }
    let prizes = absent.reduce(0) { $0 + max(data.jobs[$1].prize, 0) }
    let meanLeg = max(Double(cost - fixed - prizes) / Double(data.stopCount), 1)
    let hottest = (isGiven ? RichSearch.warm : RichSearch.hot) * meanLeg
    anneal(from: hottest, to: RichSearch.cold * meanLeg, clock: clock.part(RichSearch.firstShare, steps: stepsDone))
    load(best.routes)
    anneal(from: RichSearch.warm * meanLeg, to: RichSearch.cold * meanLeg, clock: clock.part(1, steps: stepsDone))
  }

  /// Temperatures as shares of the mean leg's cost.
  static var hot: Double { 0.1 }
  static var warm: Double { 0.05 }
  static var cold: Double { 0.01 }
  /// Share of the time for the first annealing; the rest goes on from the best.
  static var firstShare: Double { 0.75 }

  func plan(of routes: [[Int32]]) -> (plan: Plan, cost: PlanCost) { data.plan(of: routes) }
}
