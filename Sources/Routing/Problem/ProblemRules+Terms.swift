/// The rules of what only some problems have: terms of carriage, breaks, trips, tolls, hours, routes under way.
extension ProblemRules {
  /// Classes of goods are bits of a word.
  static func goods(_ problem: Problem) -> [ProblemFault] {
    let classes = problem.jobs.map(\.goods) + problem.apart.flatMap { [$0.0, $0.1] }
    return Set(classes.filter { !(0...63).contains($0) }).sorted().map { .goodsOutOfRange(goods: $0) }
  }

  static func begun(_ problem: Problem) -> [ProblemFault] {
    var faults: [ProblemFault] = []
    var used = [Int](repeating: 0, count: problem.vehicles.count)
    var carried: Set<Int> = []
    var locked: Set<Int> = []
    for (index, route) in problem.begun.enumerated() {
      if !problem.vehicles.indices.contains(route.vehicle) || used[route.vehicle] >= problem.vehicles[route.vehicle].count {
        faults.append(.begunVehicle(route: index + 1, vehicle: route.vehicle))
      } else {
        used[route.vehicle] += 1
      }
      for job in route.aboard where !problem.jobs.indices.contains(job) || !carried.insert(job).inserted {
        faults.append(.begunJob(route: index + 1, job: job + 1))
      }
      if let since = route.aboardSince, since.count != route.aboard.count {
        faults.append(.tooMany(.hour, since.count, max: route.aboard.count))
      }
      for stop in route.locked where !mayLock(stop, route, problem, &locked) {
        faults.append(.lockedStop(route: index + 1, stop: problem.stops.indices.contains(stop) ? problem.stops[stop].number : stop))
      }
    }
    return faults
  }

  /// Whether a stop can come next: it is there and not locked yet, goods that are unloaded are aboard, and goods that are loaded are not.
  private static func mayLock(_ stop: Int, _ route: BegunRoute, _ problem: Problem, _ locked: inout Set<Int>) -> Bool {
    guard problem.stops.indices.contains(stop), problem.jobOfStop[stop] >= 0 else { return false }
    let job = problem.jobOfStop[stop]
    let isAboard = route.aboard.contains(job)
    let isAllowed: Bool
    switch problem.jobs[job].kind {
    case .delivery: isAllowed = true
    case .pickup: isAllowed = !isAboard
    case .shipment(let from, let to):
      isAllowed = stop == from ? !isAboard : isAboard || route.locked.contains(from) && locked.contains(from) && to != from
    }
    return locked.insert(stop).inserted && isAllowed
  }

  /// What follows in time is given in its order.
  static func orders(_ problem: Problem) -> [ProblemFault] {
    func isAscending(_ windows: [TimeWindow]) -> Bool { zip(windows, windows.dropFirst()).allSatisfy { $0.close < $1.open } }
    var faults: [ProblemFault] = problem.stops.filter { !isAscending($0.windows) }.map { .windowsOverlap(stop: $0.number) }
    for (index, vehicle) in problem.vehicles.enumerated() {
      let windows = vehicle.breaks.map(\.window)
      let isInOrder = zip(windows, windows.dropFirst()).allSatisfy { $0.open <= $1.open && $0.close <= $1.close }
      if !isInOrder { faults.append(.breaksOutOfOrder(vehicle: index + 1)) }
    }
    for (index, profile) in problem.profiles.enumerated() {
      let hours = profile.pace.map(\.from)
      if !zip(hours, hours.dropFirst()).allSatisfy({ $0 < $1 }) { faults.append(.paceOutOfOrder(profile: index + 1)) }
    }
    return faults
  }

  /// Terms of carriage and of work lie within their bounds.
  static func terms(_ problem: Problem) -> [ProblemFault] {
    var faults: [ProblemFault] = []
    func check(_ owner: ProblemFault.Owner, _ quantity: ProblemFault.Quantity, _ value: Int?, max: Int = Problem.quantityMax) {
      guard let value else { return }
      if value < 0 { faults.append(.negative(owner, quantity, value)) }
      if value > max { faults.append(.tooLarge(owner, quantity, value, max: max)) }
    }
    func checkOne(_ owner: ProblemFault.Owner, _ quantity: ProblemFault.Quantity, _ value: Int, max: Int) {
      if value < 1 { faults.append(.belowOne(owner, quantity, value)) } else { check(owner, quantity, value, max: max) }
    }
    for (index, job) in problem.jobs.enumerated() {
      let owner = ProblemFault.Owner.job(index + 1)
      check(owner, .prize, job.prize, max: Problem.fixedCostMax)
      check(owner, .priority, job.priority, max: Problem.priorityMax)
      check(owner, .longestOnBoard, job.longestOnBoard)
      check(owner, .longestOnBoard, job.longestOnBoardChilled)
      check(owner, .costPerSecondOnBoard, job.costPerSecondOnBoard, max: Problem.ratePerSecondMax)
    }
    for (index, vehicle) in problem.vehicles.enumerated() {
      let owner = ProblemFault.Owner.vehicle(index + 1)
      checkOne(owner, .trips, vehicle.trips, max: Problem.tripsMax)
      check(owner, .reload, vehicle.reloadSeconds)
      if vehicle.breaks.count > Problem.breaksMax { faults.append(.tooMany(.breakSeconds, vehicle.breaks.count, max: Problem.breaksMax)) }
      for item in vehicle.breaks {
        check(owner, .window, item.window.open)
        check(owner, .window, item.window.close)
        check(owner, .breakSeconds, item.seconds)
      }
      if let rule = vehicle.driving {
        checkOne(owner, .drivingSeconds, rule.longestSeconds, max: Problem.quantityMax)
        check(owner, .drivingSeconds, rule.restSeconds)
      }
      for bound in vehicle.tollFree { check(owner, .tollFree, bound) }
      if vehicle.tollFree.count > problem.dimensions {
        faults.append(.dimensions(owner, expected: problem.dimensions, found: vehicle.tollFree.count))
      }
    }
    for (index, profile) in problem.profiles.enumerated() {
      for step in profile.pace {
        check(.profile(index + 1), .hour, step.from)
        checkOne(.profile(index + 1), .permille, step.permille, max: Problem.permilleMax)
      }
    }
    for (index, route) in problem.begun.enumerated() {
      check(.begun(index + 1), .hour, route.at)
      check(.begun(index + 1), .drivingSeconds, route.drivenSeconds)
      for since in route.aboardSince ?? [] { check(.begun(index + 1), .hour, since) }
    }
    return faults
  }

  /// A toll is 0 or more, and stays within the bound of a leg's cost.
  static func tolls(_ problem: Problem) -> [ProblemFault] {
    problem.profiles.enumerated().flatMap { index, profile -> [ProblemFault] in
      let (low, high) = (profile.tolls?.min() ?? 0, profile.tolls?.max() ?? 0)
      return (low < 0 ? [.negative(.profile(index + 1), .toll, Int(low))] : [])
        + (Int(high) > Problem.quantityMax ? [.tooLarge(.profile(index + 1), .toll, Int(high), max: Problem.quantityMax)] : [])
    }
  }
}
