import Catalogue
public import Dispatching
public import Measures
public import Routing

/// What came out of planning a day.
public struct DayPlan: Sendable {
  public var drafts: [RunDraft]
  /// The type of vehicle (position in the task's vehicles) of each route that explanations name.
  public var vehicleOfRoute: [Int]
  public var unplanned: [Unplanned]
  public var steps: Int

  /// A haul that nobody takes.
  public struct Unplanned: Sendable {
    /// Position in the task's hauls.
    public var haul: Int
    /// What stands against it, whatever else rides; nil where the plan just has no room for it.
    public var hindrance: Hindrance?
    /// What each vehicle says to it; empty where it can ride on none, or nobody asked.
    public var why: [Explanation]

    init(haul: Int, hindrance: Hindrance? = nil, why: [Explanation] = []) {
      self.haul = haul
      self.hindrance = hindrance
      self.why = why
    }
  }

  public init(drafts: [RunDraft], vehicleOfRoute: [Int], unplanned: [Unplanned], steps: Int) {
    self.drafts = drafts
    self.vehicleOfRoute = vehicleOfRoute
    self.unplanned = unplanned
    self.steps = steps
  }

  public func cost() throws(Overflow) -> Money {
    var sum = Money.zero
    for draft in drafts { sum = try sum + draft.cost.total() }
    return sum
  }

  public func tollSaved() throws(Overflow) -> Money {
    var sum = Money.zero
    for draft in drafts { sum = try sum + draft.toll.saved }
    return sum
  }
}

extension DayProblem {
  /// Searches, and makes runs of what it finds.
  ///
  /// - Parameters:
  ///   - now: nanoseconds since some fixed point.
  ///   - explains: whether jobs left out are tried on every vehicle, which takes time of its own.
  public func plan(
    _ settings: Solver.Settings, now: @escaping @Sendable () -> Int64, explains: Bool = true,
    progress: @escaping @Sendable (Solver.Progress) -> Bool = { _ in true }
  ) throws -> DayPlan {
    let solver = Solver(problem, settings, now: now, progress: progress)
    let result = solver.solve(from: given)
    let builder = RunBuilder(self)
    var drafts: [RunDraft] = []
    for route in result.plan.routes where !route.stops.isEmpty || route.begun != nil {
      drafts.append(try builder.draft(route, continuing: run(of: route)))
    }
    let unplanned = result.plan.unserved.flatMap { job in
      let why = explains ? solver.explain(result.plan, job: job) : []
      return haulsOfJob[job].map { DayPlan.Unplanned(haul: $0, why: why) }
    }
    let hindered = self.hindered.map { DayPlan.Unplanned(haul: $0.haul, hindrance: $0.why) }
    return DayPlan(
      drafts: drafts, vehicleOfRoute: result.plan.routes.map(\.vehicle), unplanned: hindered + unplanned, steps: result.steps)
  }

  /// Tries a haul, as if it were on no run, on every run that is there and on an empty vehicle of every kind.
  ///
  /// - Returns: the trials, and the type of vehicle of each route that they name.
  public func explain(_ kind: RunCargo.Kind) -> (trials: [Explanation], vehicleOfRoute: [Int]) {
    guard let job = jobOfKind[kind] else { return ([], []) }
    let stops = Set(problem.jobs[job].stops)
    let plan = given ?? Plan(routes: [], unserved: Array(problem.jobs.indices))
    let routes = plan.routes.map { route in
      Plan.Route(vehicle: route.vehicle, stops: route.stops.filter { !stops.contains($0) }, begun: route.begun)
    }.filter { !$0.stops.isEmpty || $0.begun != nil }
    let without = Plan(routes: routes, unserved: (plan.unserved + [job]).sorted())
    return (Solver(problem, .init(steps: 1), now: { 0 }).explain(without, job: job), routes.map(\.vehicle))
  }

  /// Why a haul can ride on no vehicle; nil for one that can, or is not there.
  public func hindrance(of kind: RunCargo.Kind) -> Hindrance? { hindered.first { task.hauls[$0.haul].kind == kind }?.why }

  /// The live run of a route's vehicle.
  private func run(of route: Plan.Route) -> DeliveryRun? {
    task.continuedRuns.first { $0.vehicle == task.vehicles[route.vehicle].id }
  }

  /// The runs that are there already, as a plan to begin with.
  private var given: Plan? {
    guard !task.runs.isEmpty else { return nil }
    var seen: Set<Int> = []
    let routes = task.continuedRuns.compactMap { run -> Plan.Route? in
      guard let type = task.vehicles.firstIndex(where: { $0.id == run.vehicle }) else { return nil }
      var stops: [Int] = []
      for number in 0...run.stops.count + 1 {
        // What is handed over comes before what is taken on.
        for piece in run.cargo where piece.to == number && (piece.state == .planned || piece.state == .aboard) {
          if let job = jobOfKind[piece.kind], let stop = problem.jobs[job].stops.last, seen.insert(stop).inserted { stops.append(stop) }
        }
        for piece in run.cargo where piece.from == number && piece.state == .planned {
          if let job = jobOfKind[piece.kind], let stop = problem.jobs[job].stops.first, seen.insert(stop).inserted { stops.append(stop) }
        }
      }
      let begun = problem.begun.firstIndex { $0.vehicle == type }
      return stops.isEmpty && begun == nil ? nil : Plan.Route(vehicle: type, stops: stops, begun: begun)
    }
    let served = Set(routes.flatMap(\.stops))
    return Plan(routes: routes, unserved: problem.jobs.indices.filter { !served.contains(problem.jobs[$0].stops.last!) })
  }
}
