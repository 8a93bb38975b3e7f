import RouteChecking
import Routing
import Testing

@Suite("The search finds what trying everything finds")
struct OptimumTests {
  /// A constraint that problems are made of, each alone and at last all together.
  enum Constraint: String, CaseIterable {
    case capacity, windows, asymmetry, pickupsAndDeliveries, shipments, dimensions, types, profiles, timeCost, fixedCost, shifts, depots,
      fewVehicles, everything
  }

  static func problem(_ constraint: Constraint, _ seed: UInt64) throws -> Problem {
    var dice = Dice(seed &* 100 + UInt64(Constraint.allCases.firstIndex(of: constraint) ?? 0))
    func has(_ other: Constraint) -> Bool { constraint == other || constraint == .everything }
    let jobCount =
      constraint == .shipments ? dice.roll(2...4) : constraint == .everything ? dice.roll(2...5) : seed == 1 ? 7 : dice.roll(3...6)
    let dimensions = has(.dimensions) ? 2 : 1
    var stops: [Stop] = []
    var jobs: [Job] = []
    let places = 2 * jobCount + 2
    func stop() -> Int {
      let open = has(.windows) ? dice.roll(0...200) : 0
      let close = has(.windows) ? open + dice.roll(20...150) : 10_000
      stops.append(
        Stop(
          number: stops.count + 1, place: stops.count + 1, window: TimeWindow(open: open, close: close), serviceSeconds: dice.roll(0...9)))
      return stops.count - 1
    }
    for _ in 0..<jobCount {
      let load = (0..<dimensions).map { _ in dice.roll(1...9) }
      let kind = dice.roll(0...2)
      if has(.shipments) && (constraint == .shipments || kind == 2) {
        jobs.append(Job(.shipment(from: stop(), to: stop()), load: load))
      } else if has(.pickupsAndDeliveries) && kind == 1 {
        jobs.append(Job(.pickup(at: stop()), load: load))
      } else {
        jobs.append(Job(.delivery(at: stop()), load: load))
      }
    }
    let isTight = has(.capacity) || has(.dimensions) || has(.pickupsAndDeliveries) || has(.shipments)
    let vehicles = (0..<(has(.types) || has(.profiles) ? 2 : 1)).map { type in
      VehicleType(
        count: has(.fewVehicles) ? 1 : 3, capacity: (0..<dimensions).map { _ in isTight ? dice.roll(12...18) : 1_000 },
        start: 0, end: has(.depots) ? places - 1 : 0,
        shift: has(.shifts) ? TimeWindow(open: 10, close: 250) : TimeWindow(open: 0, close: 20_000),
        fixedCost: has(.fixedCost) || has(.types) ? dice.roll(0...60) : 0, costPerMetre: has(.types) ? type + 1 : 1,
        costPerSecond: has(.timeCost) ? dice.roll(1...3) : 0, profile: has(.profiles) ? type : 0)
    }
    let profiles = (0..<(has(.profiles) ? 2 : 1)).map { _ in profile(places, &dice, noise: has(.asymmetry) ? 15 : 0) }
    return try Problem(name: "\(constraint) \(seed)", stops: stops, jobs: jobs, vehicles: vehicles, profiles: profiles)
  }

  @Test("for each constraint alone and for all at once, by cost and by vehicles", arguments: Constraint.allCases)
  func optimum(constraint: Constraint) throws {
    for seed in UInt64(1)...4 {
      let problem = try OptimumTests.problem(constraint, seed)
      for objective in Objective.allCases {
        let result = Solver.plan(problem, steps: 2_000, objective: objective)
        #expect(judge(problem, result.plan).isSound, "\(constraint) \(seed)")
        #expect(
          objective.levels(result.cost) == BruteForce(problem: problem, objective: objective).best(), "\(constraint) \(seed) \(objective)")
      }
    }
  }
}
