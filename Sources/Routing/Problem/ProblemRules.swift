/// What must hold of a problem, one rule a function.
enum ProblemRules {
  static func faults(of problem: Problem) -> [ProblemFault] {
    let shapes = fleet(problem) + matrices(problem) + places(problem) + jobs(problem) + goods(problem) + begun(problem)
    // The rest looks things up, and can only do so where everything is where it should be.
    let quantities = windows(problem) + sizes(problem) + terms(problem) + orders(problem)
    guard shapes.isEmpty else { return shapes + quantities }
    return quantities + legs(problem) + tolls(problem) + fits(problem) + sums(problem) + (quantities.isEmpty ? reach(problem) : [])
  }

  private static func fleet(_ problem: Problem) -> [ProblemFault] {
    var faults: [ProblemFault] = []
    if problem.vehicles.allSatisfy({ $0.count <= 0 }) { faults.append(.noVehicle) }
    if problem.profiles.isEmpty { faults.append(.noProfile) }
    for (index, vehicle) in problem.vehicles.enumerated() {
      if !problem.profiles.indices.contains(vehicle.profile) {
        faults.append(.profileOutOfRange(vehicle: index + 1, profile: vehicle.profile, profiles: problem.profiles.count))
      }
      if vehicle.capacity.count != problem.dimensions {
        faults.append(.dimensions(.vehicle(index + 1), expected: problem.dimensions, found: vehicle.capacity.count))
      }
    }
    if problem.stops.count > Problem.stopsMax { faults.append(.tooMany(.stops, problem.stops.count, max: Problem.stopsMax)) }
    return faults
  }

  private static func matrices(_ problem: Problem) -> [ProblemFault] {
    let size = problem.profiles.first?.size ?? 0
    var faults: [ProblemFault] = []
    for (index, profile) in problem.profiles.enumerated() {
      let counts = [(ProblemFault.Matrix.metres, profile.metres.count), (.seconds, profile.seconds.count)]
      for (matrix, count) in counts + (profile.tolls.map { [(.tolls, $0.count)] } ?? [])
      where size < 0 || profile.size != size || count != size * size {
        faults.append(.matrixShape(profile: index + 1, matrix, expected: max(size, 0) * max(size, 0), found: count))
      }
    }
    return faults
  }

  private static func places(_ problem: Problem) -> [ProblemFault] {
    let count = problem.profiles.first?.size ?? 0
    let stops = problem.stops.map { (ProblemFault.Owner.stop($0.number), $0.place) }
    let vehicles = problem.vehicles.enumerated().flatMap { index, vehicle in
      [(ProblemFault.Owner.vehicle(index + 1), vehicle.start), (.vehicle(index + 1), vehicle.end)]
    }
    let begun = problem.begun.enumerated().map { (ProblemFault.Owner.begun($0 + 1), $1.place) }
    var faults = (stops + vehicles + begun).filter { !(0..<count).contains($0.1) }
      .map { ProblemFault.placeOutOfRange($0.0, place: $0.1, places: count) }
    var seen: Set<Int> = []
    for stop in problem.stops where !seen.insert(stop.number).inserted { faults.append(.repeatedNumber(stop: stop.number)) }
    return faults
  }

  private static func jobs(_ problem: Problem) -> [ProblemFault] {
    var faults: [ProblemFault] = []
    var uses = [Int](repeating: 0, count: problem.stops.count)
    for (index, job) in problem.jobs.enumerated() {
      if job.load.count != problem.dimensions {
        faults.append(.dimensions(.job(index + 1), expected: problem.dimensions, found: job.load.count))
      }
      for stop in job.stops {
        if uses.indices.contains(stop) {
          uses[stop] += 1
        } else {
          faults.append(.stopOutOfRange(job: index + 1, stop: stop, stops: uses.count))
        }
      }
    }
    for (stop, count) in uses.enumerated() where count != 1 {
      let number = problem.stops[stop].number
      faults.append(count == 0 ? .stopWithoutJob(stop: number) : .stopOfSeveralJobs(stop: number))
    }
    return faults
  }

  private static func windows(_ problem: Problem) -> [ProblemFault] {
    let stops = problem.stops.flatMap { stop in
      (stop.windows.isEmpty ? [stop.window] : stop.windows).map { (ProblemFault.Owner.stop(stop.number), $0) }
    }
    let breaks = problem.vehicles.enumerated().flatMap { index, vehicle in
      vehicle.breaks.map { (ProblemFault.Owner.vehicle(index + 1), $0.window) }
    }
    let shifts = problem.vehicles.enumerated().map { (ProblemFault.Owner.vehicle($0 + 1), $1.shift) }
    return (stops + shifts + breaks).filter { $0.1.close < $0.1.open }.map { .windowClosesBeforeItOpens($0.0, $0.1) }
  }

  /// Everything that is a size lies between 0 and its bound.
  private static func sizes(_ problem: Problem) -> [ProblemFault] {
    var faults: [ProblemFault] = []
    func check(_ owner: ProblemFault.Owner, _ quantity: ProblemFault.Quantity, _ value: Int, max: Int = Problem.quantityMax) {
      if value < 0 { faults.append(.negative(owner, quantity, value)) }
      if value > max { faults.append(.tooLarge(owner, quantity, value, max: max)) }
    }
    for stop in problem.stops {
      check(.stop(stop.number), .window, stop.window.open)
      check(.stop(stop.number), .window, stop.window.close)
      check(.stop(stop.number), .service, stop.serviceSeconds)
    }
    for (index, job) in problem.jobs.enumerated() { for amount in job.load { check(.job(index + 1), .load, amount) } }
    for (index, vehicle) in problem.vehicles.enumerated() {
      let owner = ProblemFault.Owner.vehicle(index + 1)
      check(owner, .count, vehicle.count)
      for bound in vehicle.capacity { check(owner, .capacity, bound) }
      check(owner, .window, vehicle.shift.open)
      check(owner, .window, vehicle.shift.close)
      check(owner, .fixedCost, vehicle.fixedCost, max: Problem.fixedCostMax)
      check(owner, .costPerMetre, vehicle.costPerMetre)
      check(owner, .costPerSecond, vehicle.costPerSecond)
    }
    return faults
  }

  /// Every leg is 0 or more, and stays within bounds when a vehicle type pays for it.
  private static func legs(_ problem: Problem) -> [ProblemFault] {
    var faults: [ProblemFault] = []
    for (index, profile) in problem.profiles.enumerated() {
      let perMetre = problem.vehicles.filter { $0.profile == index }.map(\.costPerMetre).max() ?? 0
      for (quantity, matrix) in [(ProblemFault.Quantity.metres, profile.metres), (.seconds, profile.seconds)] {
        let (low, high) = matrix.withUnsafeBufferPointer { cells in
          cells.reduce(into: (Int32(0), Int32(0))) { range, cell in
            if cell < range.0 { range.0 = cell }
            if cell > range.1 && cell != TravelProfile.unreachable { range.1 = cell }
          }
        }
        if low < 0 { faults.append(.negative(.profile(index + 1), quantity, Int(low))) }
        if Int(high) > Problem.quantityMax { faults.append(.tooLarge(.profile(index + 1), quantity, Int(high), max: Problem.quantityMax)) }
        if quantity == .metres, Int(high).multipliedReportingOverflow(by: perMetre).overflow || Int(high) * perMetre > Problem.quantityMax {
          faults.append(.tooLarge(.profile(index + 1), .legCost, Int(high), max: Problem.quantityMax / max(perMetre, 1)))
        }
      }
    }
    return faults
  }

  /// Some vehicle type can carry each job alone.
  private static func fits(_ problem: Problem) -> [ProblemFault] {
    problem.jobs.enumerated().filter { _, job in
      !problem.vehicles.contains { vehicle in vehicle.count > 0 && zip(job.load, vehicle.capacity).allSatisfy { $0 <= $1 } }
    }.map { .jobTooLarge(job: $0.offset + 1) }
  }

  /// All loads of one dimension together fit into a load, and what all vehicles can cost fits into 64 bits. (Legs need no such rule: each is
  /// bounded, and there are at most two for each stop.)
  private static func sums(_ problem: Problem) -> [ProblemFault] {
    var faults: [ProblemFault] = []
    for dimension in 0..<problem.dimensions where sum(problem.jobs.map { $0.load[dimension] }, max: Problem.quantityMax) == nil {
      faults.append(.sumTooLarge(.load))
      break
    }
    if sum(problem.jobs.map(\.costPerSecondOnBoard), max: Problem.quantityMax) == nil { faults.append(.sumTooLarge(.costPerSecondOnBoard)) }
    let fleet = problem.vehicles.map { (vehicle: $0, count: min($0.count, problem.jobs.count)) }
    func product(_ a: Int, _ b: Int) -> Int {
      let (value, isOver) = a.multipliedReportingOverflow(by: b)
      return isOver ? Int.max : value
    }
    if sum(fleet.map { product($0.count, $0.vehicle.fixedCost) }, max: Problem.costMax) == nil { faults.append(.sumTooLarge(.fixedCost)) }
    let shifts = fleet.map { product($0.count, product($0.vehicle.costPerSecond, $0.vehicle.shift.close)) }
    if sum(shifts, max: Problem.costMax) == nil { faults.append(.sumTooLarge(.timeCost)) }
    return faults
  }

  /// Nil where it is more than `max`.
  static func sum(_ values: [Int], max: Int) -> Int? {
    var sum = 0
    for value in values {
      let (next, isOver) = sum.addingReportingOverflow(value)
      if isOver || next > max { return nil }
      sum = next
    }
    return sum
  }

  /// Some vehicle type can drive to each stop and away from it.
  private static func reach(_ problem: Problem) -> [ProblemFault] {
    let places = Set(problem.stops.map(\.place))
    let fleet = problem.vehicles.filter { $0.count > 0 }
    func isReached(_ stop: Stop, by vehicle: VehicleType) -> Bool {
      let profile = problem.profiles[vehicle.profile]
      func leads(_ from: Int, _ to: Int) -> Bool {
        let at = from * profile.size + to
        return profile.metres[at] != TravelProfile.unreachable && profile.seconds[at] != TravelProfile.unreachable
      }
      let isEntered = leads(vehicle.start, stop.place) || places.contains { $0 != stop.place && leads($0, stop.place) }
      let isLeft = leads(stop.place, vehicle.end) || places.contains { $0 != stop.place && leads(stop.place, $0) }
      return isEntered && isLeft
    }
    return problem.stops.filter { stop in !fleet.contains { isReached(stop, by: $0) } }.map { .unreachable(stop: $0.number) }
  }
}
