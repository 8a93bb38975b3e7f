import RouteChecking
import Routing
import Testing

@Suite("On rough roads, where a detour may be the shorter way and some ways are closed")
struct RoughRoadTests {
  /// Legs at random, a quarter of them closed; windows at random; shipments, deliveries and pickups, three vehicle types of which one has
  /// no vehicle.
  static func problem(_ seed: UInt64, types: Int) throws -> Problem {
    var dice = Dice(seed)
    let count = 24
    func legs() -> [Int32] {
      (0..<(count + 1) * (count + 1)).map { cell in
        cell / (count + 1) == cell % (count + 1) ? 0 : dice.roll(0...3) == 0 ? TravelProfile.unreachable : Int32(dice.roll(1...60))
      }
    }
    let stops = (1...count).map { number in
      let open = dice.roll(0...200)
      return Stop(number: number, place: number, window: TimeWindow(open: open, close: open + dice.roll(10...150)), serviceSeconds: 2)
    }
    var jobs: [Job] = []
    var stop = 0
    while stop < count {
      switch stop + 1 < count ? dice.roll(0...3) : 0 {
      case 0: jobs.append(Job(.delivery(at: stop), load: [dice.roll(1...9)]))
      case 1: jobs.append(Job(.pickup(at: stop), load: [dice.roll(1...9)]))
      default:
        jobs.append(Job(.shipment(from: stop, to: stop + 1), load: [dice.roll(1...9)]))
        stop += 1
      }
      stop += 1
    }
    let vehicles = (0..<types).map { type in
      VehicleType(
        count: type == 1 ? 0 : 3, capacity: [20 + type], start: 0, end: 0, shift: TimeWindow(open: 0, close: 500), fixedCost: 7 * type,
        costPerMetre: 1 + type / 2)
    }
    return try Problem(
      name: "\(seed)", stops: stops, jobs: jobs, vehicles: vehicles,
      profiles: [TravelProfile(size: count + 1, metres: legs(), seconds: legs())])
  }

  @Test("no plan breaks a rule", arguments: UInt64(1)...8)
  func sound(seed: UInt64) throws {
    for types in [1, 3] {
      let problem = try RoughRoadTests.problem(seed, types: types)
      for objective in Objective.allCases {
        let result = Solver.plan(problem, steps: 600, objective: objective, seed: seed)
        let verdict = judge(problem, result.plan)
        #expect(verdict.isSound, "\(verdict.violations)")
        #expect(verdict.total == Double(result.cost.total))
      }
    }
  }
}
