/// One route driven through: what it measures, if it keeps the rules.
struct RouteWalk {
  private(set) var metres = 0
  /// From a start that is as late as the route allows, to the end.
  private(set) var seconds = 0

  /// Nil where something is late, too heavy, out of order or out of reach.
  init?(_ route: Plan.Route, _ problem: Problem) {
    let vehicle = problem.vehicles[route.vehicle]
    guard RouteWalk.fits(route, problem, vehicle) else { return nil }
    let profile = problem.profiles[vehicle.profile]
    var place = vehicle.start
    var time = vehicle.shift.open
    var waited = 0
    var slack = Int.max
    func drive(to next: Int) -> Int? {
      let at = place * profile.size + next
      guard profile.metres[at] != TravelProfile.unreachable, profile.seconds[at] != TravelProfile.unreachable else { return nil }
      metres += Int(profile.metres[at])
      place = next
      return Int(profile.seconds[at])
    }
    for stop in route.stops.map({ problem.stops[$0] }) {
      guard let leg = drive(to: stop.place) else { return nil }
      let begin = max(time + leg, stop.window.open)
      guard begin <= stop.window.close else { return nil }
      waited += begin - time - leg
      slack = min(slack, waited + stop.window.close - begin)
      time = begin + stop.serviceSeconds
    }
    guard let leg = drive(to: vehicle.end), time + leg <= vehicle.shift.close else { return nil }
    seconds = time + leg - vehicle.shift.open - min(waited, slack)
  }

  private static func fits(_ route: Plan.Route, _ problem: Problem, _ vehicle: VehicleType) -> Bool {
    let onRoute = Set(route.stops)
    let jobs = Set(route.stops.map { problem.jobOfStop[$0] }).map { problem.jobs[$0] }
    guard jobs.allSatisfy({ job in job.stops.allSatisfy(onRoute.contains) }) else { return false }
    var changes: [Int: (job: Job, sign: Int)] = [:]
    var onBoard = [Int](repeating: 0, count: problem.dimensions)
    for job in jobs {
      switch job.kind {
      case .delivery(let stop):
        changes[stop] = (job, -1)
        for (dimension, amount) in job.load.enumerated() { onBoard[dimension] += amount }
      case .pickup(let stop): changes[stop] = (job, 1)
      case .shipment(let from, let to):
        changes[from] = (job, 1)
        changes[to] = (job, -1)
        guard let first = route.stops.firstIndex(of: from), let second = route.stops.firstIndex(of: to), first < second else {
          return false
        }
      }
    }
    func isWithin() -> Bool { zip(onBoard, vehicle.capacity).allSatisfy { $0 <= $1 } }
    guard isWithin() else { return false }
    for stop in route.stops {
      guard let (job, sign) = changes[stop] else { return false }
      for (dimension, amount) in job.load.enumerated() { onBoard[dimension] += sign * amount }
      guard isWithin() else { return false }
    }
    return true
  }
}

extension PlanCost {
  /// The cost of a plan that keeps the rules.
  init(of plan: Plan, in problem: Problem) {
    unserved = plan.unserved.count
    missedPriority = plan.unserved.reduce(0) { $0 + (problem.jobs[$1].prize == nil ? problem.jobs[$1].priority : 0) }
    prizesLost = plan.unserved.reduce(0) { $0 + (problem.jobs[$1].prize ?? 0) }
    vehicles = plan.routes.count
    for route in plan.routes {
      let vehicle = problem.vehicles[route.vehicle]
      guard let walk = RouteWalk(route, problem) else { preconditionFailure("the search made a route that breaks a rule") }
      metres += walk.metres
      seconds += walk.seconds
      fixedCost += vehicle.fixedCost
      distanceCost += walk.metres * vehicle.costPerMetre
      timeCost += walk.seconds * vehicle.costPerSecond
    }
  }
}
