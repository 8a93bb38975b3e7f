import RouteChecking
import Routing
import Testing

@Suite("With terms beyond windows and loads the search finds what trying every order and every second finds")
struct RichOptimumTests {
  /// What problems are made of, each alone, with the cost of time, and some together.
  enum Term: String, CaseIterable {
    case windows, prizes, priorities, longestOnBoard, costOnBoard, skills, apart, trips, deliveriesFirst, breaks, driving, tolls, pace,
      begun,
      freshness, tripsWithBreaks, haulage, drivingWithBreaks, windowsOnBoard, begunAtTheWheel, chilled
  }

  static func problem(_ term: Term, _ seed: UInt64) throws -> Problem {
    var dice = Dice(seed &* 1000 + UInt64(Term.allCases.firstIndex(of: term) ?? 0))
    func has(_ others: Term...) -> Bool { others.contains(term) }
    let isLong = has(.driving, .breaks, .drivingWithBreaks, .begunAtTheWheel)
    let count = dice.roll(2...3)
    var stops: [Stop] = []
    var jobs: [Job] = []
    func stop() -> Int {
      var open = has(.priorities, .prizes) ? dice.roll(0...25) : dice.roll(0...15)
      var windows: [TimeWindow] = []
      for _ in 0..<(has(.windows, .windowsOnBoard) ? dice.roll(1...3) : 1) {
        let close = open + dice.roll(has(.windows, .windowsOnBoard) ? 1...6 : has(.priorities, .prizes) ? 5...15 : 15...45)
        windows.append(TimeWindow(open: open, close: close))
        open = close + dice.roll(2...12)
      }
      stops.append(Stop(number: stops.count + 1, place: stops.count + 1, windows: windows, serviceSeconds: dice.roll(0...3)))
      return stops.count - 1
    }
    let isTimed = has(.costOnBoard, .freshness, .windowsOnBoard, .chilled)
    for _ in 0..<count {
      let kind = dice.roll(0...2)
      let first = stop()
      let made: Job.Kind = kind == 0 ? .delivery(at: first) : kind == 1 ? .pickup(at: first) : .shipment(from: first, to: stop())
      jobs.append(
        Job(
          made, load: [dice.roll(1...5)], prize: has(.prizes) && dice.roll(0...2) > 0 ? dice.roll(5...60) : nil,
          priority: has(.priorities) ? dice.roll(1...4) : 1,
          longestOnBoard: has(.longestOnBoard, .freshness, .windowsOnBoard, .chilled) ? dice.roll(6...25) : nil,
          longestOnBoardChilled: has(.chilled) && dice.roll(0...3) > 0 ? dice.roll(4...30) : nil,
          costPerSecondOnBoard: isTimed ? dice.roll(0...3) : 0, skills: has(.skills) ? UInt64(dice.roll(0...3)) : 0,
          goods: has(.apart, .haulage) ? dice.roll(0...2) : 0, isListed: has(.tolls, .haulage) && dice.roll(0...2) > 0))
    }
    let places = stops.count + 1
    func legs(_ scale: Int) -> [Int32] {
      let points = (0..<places).map { _ in (dice.roll(0...scale), dice.roll(0...scale)) }
      return (0..<places * places).map { cell in
        let (a, b) = (points[cell / places], points[cell % places])
        return cell / places == cell % places ? 0 : Int32(abs(a.0 - b.0) + abs(a.1 - b.1) + 1)
      }
    }
    let seconds = legs(isLong ? 8 : 5)
    let pace: [Pace] = has(.pace) ? [Pace(from: dice.roll(3...12), permille: 2000), Pace(from: dice.roll(15...25), permille: 500)] : []
    let profile = TravelProfile(
      size: places, metres: legs(6), seconds: seconds,
      tolls: has(.tolls, .haulage) ? (0..<places * places).map { $0 / places == $0 % places ? 0 : Int32(dice.roll(0...9)) } : nil,
      pace: pace)
    let open = dice.roll(8...15)
    let breaks =
      [Break(window: TimeWindow(open: open, close: open + dice.roll(2...8)), seconds: dice.roll(2...5))]
      + (dice.roll(0...1) == 1 ? [Break(window: TimeWindow(open: open + 12, close: open + 24), seconds: dice.roll(1...3))] : [])
    let vehicles = (0..<(has(.skills, .chilled) ? 2 : 1)).map { type in
      VehicleType(
        count: has(.priorities, .prizes) ? 1 : 2, capacity: [has(.trips, .tripsWithBreaks) ? 6 : dice.roll(6...10)], start: 0, end: 0,
        shift: TimeWindow(open: 0, close: 75), fixedCost: has(.trips, .tripsWithBreaks) ? 40 : 5 * type,
        costPerSecond: has(.prizes, .pace) ? 0 : dice.roll(0...2), skills: has(.skills) ? UInt64(type + 1) : 0,
        trips: has(.trips, .tripsWithBreaks, .haulage) ? dice.roll(2...3) : 1, reloadSeconds: dice.roll(0...4),
        deliveriesFirst: has(.deliveriesFirst, .haulage), breaks: has(.breaks, .tripsWithBreaks, .drivingWithBreaks) ? breaks : [],
        driving: has(.driving, .drivingWithBreaks, .begunAtTheWheel)
          ? DrivingRule(longestSeconds: dice.roll(5...12), restSeconds: dice.roll(2...4)) : nil,
        tollFree: has(.tolls, .haulage) ? [dice.roll(0...5)] : [], isChilled: has(.chilled) && type == 1)
    }
    return try Problem(
      name: "\(term) \(seed)", stops: stops, jobs: jobs, vehicles: vehicles, profiles: [profile],
      apart: has(.apart, .haulage) ? [(0, 1), (1, 2)] : [],
      begun: has(.begun) ? [begun(jobs, &dice)] : has(.begunAtTheWheel) ? [begun(jobs, &dice, atTheWheel: dice.roll(0...14))] : [])
  }

  /// The first job is aboard, or its first stop comes next.
  private static func begun(_ jobs: [Job], _ dice: inout Dice, atTheWheel driven: Int = 0) -> BegunRoute {
    let isAboard = dice.roll(0...1) == 1
    var locked: [Int] = []
    if case .pickup(let stop) = jobs[1].kind { locked = [stop] }
    if case .shipment(let from, _) = jobs[1].kind { locked = [from] }
    return BegunRoute(
      vehicle: 0, place: dice.roll(0...jobs.count), at: dice.roll(0...9), aboard: isAboard ? [0] : [],
      locked: dice.roll(0...1) == 1 ? locked : [], drivenSeconds: driven)
  }

  @Test("for each term", arguments: Term.allCases)
  func optimum(term: Term) throws {
    for seed in UInt64(1)...RichOptimumTests.seeds {
      let problem = try RichOptimumTests.problem(term, seed)
      for objective in Objective.allCases {
        let result = Solver.plan(problem, steps: 400, objective: objective)
        let best = RichBruteForce(problem: problem, objective: objective).best()
        // A route under way that is late already is left to the search's mercy.
        if best.isEmpty { continue }
        let verdict = judge(problem, result.plan)
        #expect(verdict.isSound, "\(term) \(seed): \(verdict.violations)")
        #expect(Int(verdict.total) == result.cost.total && Int(verdict.tolls) == result.cost.tolls, "\(term) \(seed)")
        #expect(objective.levels(result.cost) == best, "\(term) \(seed) \(objective)")
      }
    }
  }

  static let seeds: UInt64 = 5
}
