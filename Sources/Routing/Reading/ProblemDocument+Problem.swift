extension ProblemDocument {
  /// A problem as a document: ``problem(named:)`` of it is the same problem.
  public init(_ problem: Problem) {
    name = problem.name
    stops = problem.stops.map(Visit.init)
    jobs = problem.jobs.map { Task($0, problem) }
    vehicles = problem.vehicles.map(Vehicle.init)
    profiles = problem.profiles.map(Matrices.init)
    apart = problem.apart.isEmpty ? nil : problem.apart.map { [$0.0, $0.1] }
    begun = problem.begun.isEmpty ? nil : problem.begun.map { Begun($0, problem) }
  }

  static func numbers(_ bits: UInt64) -> [Int]? { bits == 0 ? nil : (0..<64).filter { bits >> UInt64($0) & 1 == 1 } }
}

extension ProblemDocument.Visit {
  init(_ stop: Stop) {
    self.init(
      id: stop.number, place: stop.place, windows: stop.windows.map { [$0.open, $0.close] },
      service: stop.serviceSeconds == 0 ? nil : stop.serviceSeconds)
  }
}

extension ProblemDocument.Task {
  init(_ job: Job, _ problem: Problem) {
    self.init(
      load: job.load, prize: job.prize, priority: job.priority == 1 ? nil : job.priority, longestOnBoard: job.longestOnBoard,
      longestOnBoardChilled: job.longestOnBoardChilled,
      costPerSecondOnBoard: job.costPerSecondOnBoard == 0 ? nil : job.costPerSecondOnBoard,
      skills: ProblemDocument.numbers(job.skills), goods: job.goods == 0 ? nil : job.goods, listed: job.isListed ? true : nil)
    switch job.kind {
    case .delivery(let stop): delivery = problem.stops[stop].number
    case .pickup(let stop): pickup = problem.stops[stop].number
    case .shipment(let from, let to): (self.from, self.to) = (problem.stops[from].number, problem.stops[to].number)
    }
  }
}

extension ProblemDocument.Vehicle {
  init(_ vehicle: VehicleType) {
    self.init(
      count: vehicle.count, capacity: vehicle.capacity, start: vehicle.start, end: vehicle.end, open: vehicle.shift.open,
      close: vehicle.shift.close, fixedCost: vehicle.fixedCost, costPerMetre: vehicle.costPerMetre, costPerSecond: vehicle.costPerSecond,
      profile: vehicle.profile, skills: ProblemDocument.numbers(vehicle.skills), trips: vehicle.trips == 1 ? nil : vehicle.trips,
      reload: vehicle.reloadSeconds == 0 ? nil : vehicle.reloadSeconds, deliveriesFirst: vehicle.deliveriesFirst ? true : nil,
      breaks: vehicle.breaks.isEmpty
        ? nil : vehicle.breaks.map { ProblemDocument.Pause(open: $0.window.open, close: $0.window.close, seconds: $0.seconds) },
      driving: vehicle.driving.map { ProblemDocument.Driving(longest: $0.longestSeconds, rest: $0.restSeconds) },
      tollFree: vehicle.tollFree.isEmpty ? nil : vehicle.tollFree, freeOfTolls: vehicle.freeOfTolls ? true : nil,
      chilled: vehicle.isChilled ? true : nil)
  }
}

extension ProblemDocument.Matrices {
  init(_ profile: TravelProfile) {
    func rows(_ cells: [Int32]) -> [[Int32?]] {
      (0..<profile.size).map { row in
        cells[row * profile.size..<(row + 1) * profile.size].map { $0 == TravelProfile.unreachable ? nil : $0 }
      }
    }
    self.init(
      metres: rows(profile.metres), seconds: rows(profile.seconds), tolls: profile.tolls.map(rows),
      pace: profile.pace.isEmpty ? nil : profile.pace.map { ProblemDocument.Hour(from: $0.from, permille: $0.permille) })
  }
}

extension ProblemDocument.Begun {
  init(_ route: BegunRoute, _ problem: Problem) {
    self.init(
      vehicle: route.vehicle, place: route.place, at: route.at, aboard: route.aboard.isEmpty ? nil : route.aboard, since: route.aboardSince,
      locked: route.locked.isEmpty ? nil : route.locked.map { problem.stops[$0].number },
      driven: route.drivenSeconds == 0 ? nil : route.drivenSeconds)
  }
}
