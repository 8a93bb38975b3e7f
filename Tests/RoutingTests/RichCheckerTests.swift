import RouteChecking
import Routing
import Testing

@Suite("The checker finds which term a plan breaks")
struct RichCheckerTests {
  /// Three stops at places 1 to 3, all legs 10 seconds and 10 metres, a toll of 4 each; nothing is asked but what a test adds.
  static func problem(
    windows: [TimeWindow] = [TimeWindow(open: 0, close: 200)], jobs: [Job], vehicle: VehicleType? = nil, apart: [(Int, Int)] = [],
    begun: [BegunRoute] = [], pace: [Pace] = []
  ) throws -> Problem {
    let stops = (1...3).map {
      Stop(number: $0, place: $0, windows: $0 == 1 ? windows : [TimeWindow(open: 0, close: 200)], serviceSeconds: 1)
    }
    let legs = (0..<16).map { Int32($0 / 4 == $0 % 4 ? 0 : 10) }
    let home = VehicleType(count: 2, capacity: [9], start: 0, end: 0, shift: TimeWindow(open: 0, close: 200))
    return try Problem(
      name: "terms", stops: stops, jobs: jobs, vehicles: [vehicle ?? home],
      profiles: [TravelProfile(size: 4, metres: legs, seconds: legs, tolls: legs.map { $0 == 0 ? 0 : 4 }, pace: pace)], apart: apart,
      begun: begun)
  }

  static func vehicle(
    skills: UInt64 = 0, trips: Int = 1, reload: Int = 0, deliveriesFirst: Bool = false, breaks: [Break] = [], driving: DrivingRule? = nil,
    tollFree: [Int?] = []
  ) -> VehicleType {
    VehicleType(
      count: 2, capacity: [9], start: 0, end: 0, shift: TimeWindow(open: 0, close: 200), costPerMetre: 0, skills: skills, trips: trips,
      reloadSeconds: reload, deliveriesFirst: deliveriesFirst, breaks: breaks, driving: driving, tollFree: tollFree)
  }

  static let three = [
    Job(.delivery(at: 0), load: [3]), Job(.pickup(at: 1), load: [3]), Job(.delivery(at: 2), load: [3]),
  ]

  static func rules(_ problem: Problem, _ routes: [Plan.Route], unserved: [Int] = []) -> [Violation.Rule] {
    judge(problem, Plan(routes: routes, unserved: unserved)).violations.map(\.rule)
  }

  static func route(_ stops: [Int], reloads: [Int] = [], begun: Int? = nil, _ schedule: RouteSchedule? = nil) -> Plan.Route {
    Plan.Route(vehicle: 0, stops: stops, reloads: reloads, begun: begun, schedule: schedule)
  }

  @Test("nothing where nothing is broken, and the costs to the unit")
  func sound() throws {
    let problem = try RichCheckerTests.problem(jobs: RichCheckerTests.three, vehicle: RichCheckerTests.vehicle(tollFree: [6]))
    let verdict = judge(problem, Plan(routes: [RichCheckerTests.route([0, 1, 2])], unserved: []))
    // Nothing is listed: four tolls.
    #expect(verdict.isComplete && verdict.tolls == 16 && verdict.total == 16)
    let listed = RichCheckerTests.three.map { Job($0.kind, load: $0.load, isListed: true) }
    let free = try RichCheckerTests.problem(jobs: listed, vehicle: RichCheckerTests.vehicle(tollFree: [6]))
    // Six aboard on the first leg, three, six, and three again.
    #expect(judge(free, Plan(routes: [RichCheckerTests.route([0, 1, 2])], unserved: [])).tolls == 8)
  }

  @Test("between two windows, too early for the road, and with hours that are none")
  func hours() throws {
    typealias C = RichCheckerTests
    let windows = [TimeWindow(open: 0, close: 9), TimeWindow(open: 30, close: 40)]
    let problem = try C.problem(windows: windows, jobs: [Job(.delivery(at: 0), load: [1], prize: 5)] + C.three.dropFirst())
    func schedule(_ departure: Int, _ begin: Int, _ end: Int) -> RouteSchedule {
      RouteSchedule(departures: [departure], begins: [begin], ends: [end])
    }
    #expect(C.rules(problem, [C.route([0], schedule(10, 20, 31))], unserved: [1, 2]) == [.outsideWindow])
    #expect(C.rules(problem, [C.route([0], schedule(10, 45, 60))], unserved: [1, 2]) == [.late])
    #expect(C.rules(problem, [C.route([0], schedule(25, 30, 41))], unserved: [1, 2]) == [.tooFast])
    #expect(C.rules(problem, [C.route([0], schedule(20, 30, 205))], unserved: [1, 2]) == [.overtime])
    #expect(C.rules(problem, [C.route([0], RouteSchedule(departures: [], begins: [], ends: []))], unserved: [1, 2]) == [.hoursMissing])
    #expect(C.rules(problem, [C.route([0], schedule(-5, 30, 41))], unserved: [1, 2]) == [.departure])
    #expect(judge(problem, Plan(routes: [], unserved: [0, 1, 2])).prizesLost == 5)
    let slow = try C.problem(jobs: C.three, vehicle: C.vehicle(), pace: [Pace(from: 0, permille: 2000)])
    #expect(C.rules(slow, [C.route([0], schedule(0, 15, 40))], unserved: [1, 2]) == [.tooFast])
  }

  @Test("skills, goods apart, time on board, deliveries first")
  func carriage() throws {
    typealias C = RichCheckerTests
    let skilled = try C.problem(jobs: [Job(.delivery(at: 0), load: [1], skills: 2)] + C.three.dropFirst(), vehicle: C.vehicle(skills: 1))
    #expect(C.rules(skilled, [C.route([0])], unserved: [1, 2]) == [.skills])
    let apart = try C.problem(jobs: [Job(.delivery(at: 0), load: [1], goods: 1)] + C.three.dropFirst(), apart: [(0, 1)])
    #expect(C.rules(apart, [C.route([2, 0])], unserved: [1]) == [.goodsApart])
    #expect(C.rules(apart, [C.route([0, 1])], unserved: [2]) == [])
    let fresh = try C.problem(jobs: [Job(.delivery(at: 0), load: [1], longestOnBoard: 12)] + C.three.dropFirst())
    #expect(C.rules(fresh, [C.route([2, 0])], unserved: [1]) == [.onBoardTooLong])
    #expect(C.rules(fresh, [C.route([0])], unserved: [1, 2]) == [])
    let first = try C.problem(jobs: C.three, vehicle: C.vehicle(deliveriesFirst: true))
    #expect(C.rules(first, [C.route([0, 1, 2])]) == [.deliveriesFirst])
    #expect(C.rules(first, [C.route([0, 2, 1])]) == [])
  }

  @Test("too many trips, a trip without a stop, a shipment across trips, too little time to load")
  func trips() throws {
    typealias C = RichCheckerTests
    let jobs = [Job(.shipment(from: 0, to: 1), load: [1]), Job(.delivery(at: 2), load: [1])]
    let problem = try C.problem(jobs: jobs, vehicle: C.vehicle(trips: 2, reload: 5))
    #expect(C.rules(problem, [C.route([0, 1, 2], reloads: [2])]) == [])
    #expect(C.rules(problem, [C.route([0, 1, 2], reloads: [1])]).contains(.acrossTrips))
    #expect(C.rules(problem, [C.route([0, 1, 2], reloads: [2, 2])]).contains(.tripWithoutStop))
    #expect(C.rules(problem, [C.route([0, 1, 2], reloads: [2, 2])]).contains(.tooManyTrips))
    let hasty = RouteSchedule(departures: [0, 36], begins: [10, 21, 46], ends: [32, 57])
    #expect(C.rules(problem, [C.route([0, 1, 2], reloads: [2], hasty)]) == [.reloadTooShort])
  }

  @Test("breaks left out, outside their window, too short or during a service, and driving without a rest")
  func pauses() throws {
    typealias C = RichCheckerTests
    let item = Break(window: TimeWindow(open: 10, close: 15), seconds: 4)
    let problem = try C.problem(jobs: C.three, vehicle: C.vehicle(breaks: [item]))
    func plan(_ pauses: [RouteSchedule.Pause]) -> [Plan.Route] {
      [C.route([0], RouteSchedule(departures: [0], begins: [19], ends: [30], pauses: pauses))]
    }
    #expect(C.rules(problem, plan([]), unserved: [1, 2]) == [.breakMissing])
    #expect(C.rules(problem, plan([.init(.ofBreak(0), begin: 12, seconds: 4)]), unserved: [1, 2]) == [])
    #expect(C.rules(problem, plan([.init(.ofBreak(0), begin: 5, seconds: 4)]), unserved: [1, 2]) == [.breakOutsideWindow])
    #expect(C.rules(problem, plan([.init(.ofBreak(0), begin: 12, seconds: 3)]), unserved: [1, 2]) == [.breakTooShort])
    #expect(C.rules(problem, plan([.init(.ofBreak(0), begin: 15, seconds: 5)]), unserved: [1, 2]).contains(.pauseDuringService))
    let driven = try C.problem(jobs: C.three, vehicle: C.vehicle(driving: DrivingRule(longestSeconds: 15, restSeconds: 5)))
    let without = RouteSchedule(departures: [0], begins: [10], ends: [21])
    #expect(C.rules(driven, [C.route([0], without)], unserved: [1, 2]) == [.drivingTooLong])
    let rest = RouteSchedule(departures: [0], begins: [10], ends: [26], pauses: [.init(.rest, begin: 16, seconds: 5)])
    #expect(C.rules(driven, [C.route([0], rest)], unserved: [1, 2]) == [])
    #expect(C.rules(driven, [C.route([0, 1, 2])]) == [])
  }

  @Test("a driver who was at the wheel before his route goes on")
  func atTheWheel() throws {
    typealias C = RichCheckerTests
    let vehicle = C.vehicle(driving: DrivingRule(longestSeconds: 25, restSeconds: 5))
    func rules(_ driven: Int, _ schedule: RouteSchedule) throws -> [Violation.Rule] {
      let begun = BegunRoute(vehicle: 0, place: 3, at: 7, drivenSeconds: driven)
      return C.rules(try C.problem(jobs: C.three, vehicle: vehicle, begun: [begun]), [C.route([1], begun: 0, schedule)], unserved: [0, 2])
    }
    // Twenty seconds at the wheel, one of service.
    let straight = RouteSchedule(departures: [7], begins: [17], ends: [28])
    #expect(try rules(5, straight) == [])
    #expect(try Set(rules(6, straight)) == [.drivingTooLong])
    #expect(try Set(rules(25, straight)) == [.drivingTooLong])
    let rested = RouteSchedule(departures: [7], begins: [22], ends: [33], pauses: [.init(.rest, begin: 7, seconds: 5)])
    #expect(try rules(25, rested) == [] && rules(99, rested) == [])
  }

  @Test("routes under way that are not continued, stops that are locked, goods that are aboard elsewhere")
  func begun() throws {
    typealias C = RichCheckerTests
    let jobs = [Job(.shipment(from: 0, to: 1), load: [1]), Job(.delivery(at: 2), load: [1])]
    let carrying = try C.problem(jobs: jobs, begun: [BegunRoute(vehicle: 0, place: 3, at: 7, aboard: [0])])
    #expect(C.rules(carrying, [C.route([1], begun: 0), C.route([2])]) == [])
    #expect(C.rules(carrying, [C.route([2])], unserved: [0]) == [.begunRoute])
    #expect(C.rules(carrying, [C.route([], begun: 0), C.route([1]), C.route([2])]).contains(.notAboard))
    #expect(C.rules(carrying, [C.route([1, 2], begun: 0)]) == [.notAboard])
    let early = RouteSchedule(departures: [6], begins: [20], ends: [40])
    #expect(C.rules(carrying, [C.route([1], begun: 0, early)], unserved: [1]) == [.departure])
    let locked = try C.problem(jobs: jobs, begun: [BegunRoute(vehicle: 0, place: 3, at: 7, locked: [0, 1])])
    #expect(C.rules(locked, [C.route([0, 1], begun: 0), C.route([2])]) == [])
    #expect(C.rules(locked, [C.route([], begun: 0), C.route([0, 1]), C.route([2])]).contains(.lockedStops))
  }
}
