import Routing
import Testing

@Suite("A problem tells all that is wrong with it")
struct ProblemTests {
  static func stop(_ number: Int, place: Int? = nil, _ open: Int = 0, _ close: Int = 100, service: Int = 0) -> Stop {
    Stop(number: number, place: place ?? number, window: TimeWindow(open: open, close: close), serviceSeconds: service)
  }

  static func vehicle(count: Int = 1, capacity: [Int] = [10], place: Int = 0, profile: Int = 0, perMetre: Int = 1) -> VehicleType {
    VehicleType(
      count: count, capacity: capacity, start: place, end: 0, shift: TimeWindow(open: 0, close: 1000), costPerMetre: perMetre,
      profile: profile)
  }

  static let square = TravelProfile(size: 3, legs: [0, 1, 1, 1, 0, 1, 1, 1, 0])
  static let pair = [Job(.delivery(at: 0), load: [1]), Job(.delivery(at: 1), load: [1])]

  static func faults(
    stops: [Stop] = [stop(1), stop(2)], jobs: [Job] = pair, vehicles: [VehicleType] = [vehicle()], profiles: [TravelProfile] = [square]
  ) -> [ProblemFault] {
    do {
      _ = try Problem(name: "p", stops: stops, jobs: jobs, vehicles: vehicles, profiles: profiles)
      return []
    } catch { return error.faults }
  }

  @Test("and nothing where nothing is wrong")
  func sound() { #expect(ProblemTests.faults() == []) }

  @Test("when its fleet, matrices, places or jobs do not fit together")
  func shapes() {
    typealias P = ProblemTests
    #expect(P.faults(vehicles: []).contains(.noVehicle))
    #expect(P.faults(vehicles: [P.vehicle(count: 0)]).contains(.noVehicle))
    #expect(P.faults(profiles: []).contains(.noProfile))
    #expect(
      P.faults(profiles: [TravelProfile(size: 3, metres: P.square.metres, seconds: [0, 1])])
        == [.matrixShape(profile: 1, .seconds, expected: 9, found: 2)])
    #expect(P.faults(stops: [P.stop(1), P.stop(2, place: 3)]) == [.placeOutOfRange(.stop(2), place: 3, places: 3)])
    #expect(P.faults(vehicles: [P.vehicle(place: -1)]) == [.placeOutOfRange(.vehicle(1), place: -1, places: 3)])
    #expect(P.faults(vehicles: [P.vehicle(profile: 1)]) == [.profileOutOfRange(vehicle: 1, profile: 1, profiles: 1)])
    #expect(P.faults(stops: [P.stop(1), P.stop(1, place: 2)]) == [.repeatedNumber(stop: 1)])
    #expect(P.faults(jobs: [P.pair[0]]) == [.stopWithoutJob(stop: 2)])
    #expect(P.faults(jobs: P.pair + [P.pair[0]]) == [.stopOfSeveralJobs(stop: 1)])
    #expect(P.faults(jobs: P.pair + [Job(.pickup(at: 7), load: [1])]) == [.stopOutOfRange(job: 3, stop: 7, stops: 2)])
    #expect(P.faults(jobs: [P.pair[0], Job(.delivery(at: 1), load: [1, 1])]) == [.dimensions(.job(2), expected: 1, found: 2)])
  }

  @Test("when windows close before they open, sizes are negative or too large, or sums overflow")
  func quantities() {
    typealias P = ProblemTests
    #expect(P.faults(stops: [P.stop(1, 5, 4), P.stop(2)]) == [.windowClosesBeforeItOpens(.stop(1), TimeWindow(open: 5, close: 4))])
    #expect(P.faults(stops: [P.stop(1, service: -1), P.stop(2)]) == [.negative(.stop(1), .service, -1)])
    #expect(P.faults(jobs: [Job(.delivery(at: 0), load: [-3]), P.pair[1]]) == [.negative(.job(1), .load, -3)])
    #expect(P.faults(vehicles: [P.vehicle(capacity: [-1])]).contains(.negative(.vehicle(1), .capacity, -1)))
    #expect(P.faults(jobs: [Job(.delivery(at: 0), load: [11]), P.pair[1]]) == [.jobTooLarge(job: 1)])
    let negative = TravelProfile(size: 3, legs: [0, -1, 1, 1, 0, 1, 1, 1, 0])
    #expect(P.faults(profiles: [negative]).contains(.negative(.profile(1), .metres, -1)))
    #expect(
      P.faults(vehicles: [P.vehicle(perMetre: Problem.quantityMax + 1)]).contains(
        .tooLarge(.vehicle(1), .costPerMetre, 1 << 29, max: Problem.quantityMax)))
    let half = Problem.quantityMax / 2 + 1
    let heavy = [Job(.delivery(at: 0), load: [half]), Job(.delivery(at: 1), load: [half])]
    #expect(P.faults(jobs: heavy, vehicles: [P.vehicle(capacity: [half])]) == [.sumTooLarge(.load)])
    func paid(_ perSecond: Int, fixed: Int) -> VehicleType {
      VehicleType(
        count: 1 << 21, capacity: [10], start: 0, end: 0, shift: TimeWindow(open: 0, close: Problem.quantityMax), fixedCost: fixed,
        costPerSecond: perSecond)
    }
    #expect(P.faults(vehicles: (0..<3).map { _ in paid(Problem.quantityMax, fixed: 0) }) == [.sumTooLarge(.timeCost)])
    #expect(P.faults(vehicles: [paid(1 << 28, fixed: Problem.fixedCostMax)]) == [])
    #expect(P.faults(stops: [P.stop(1, 0, Int.max), P.stop(2)]).contains(.tooLarge(.stop(1), .window, Int.max, max: Problem.quantityMax)))
  }

  @Test("when no way leads to a stop or away from it")
  func reach() {
    let none = TravelProfile.unreachable
    let island = TravelProfile(size: 3, legs: [0, 1, none, 1, 0, none, 1, 1, 0])
    #expect(ProblemTests.faults(profiles: [island]) == [.unreachable(stop: 2)])
  }

  @Test("all at once")
  func together() {
    let found = ProblemTests.faults(stops: [ProblemTests.stop(1, 5, 4, service: -1), ProblemTests.stop(2, place: 9)], vehicles: [])
    #expect(found.count >= 4)
  }
}
