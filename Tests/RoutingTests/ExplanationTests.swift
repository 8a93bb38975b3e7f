import RouteChecking
import Routing
import Testing

@Suite("Why a job is left out")
struct ExplanationTests {
  /// Two shops ten seconds from the start and from each other.
  static func problem(
    windows: [TimeWindow], jobs: [Job]? = nil, count: Int = 1, close: Int = 1000, skills: UInt64 = 0, apart: [(Int, Int)] = []
  ) throws -> Problem {
    let stops = windows.enumerated().map { Stop(number: $0 + 1, place: $0 + 1, window: $1, serviceSeconds: 0) }
    let size = windows.count + 1
    let made = jobs ?? windows.indices.map { Job(.delivery(at: $0), load: [4], costPerSecondOnBoard: 1) }
    return try Problem(
      name: "why", stops: stops, jobs: made,
      vehicles: [
        VehicleType(
          count: count, capacity: [8], start: 0, end: 0, shift: TimeWindow(open: 0, close: close), skills: skills)
      ],
      profiles: [TravelProfile(size: size, legs: (0..<size * size).map { Int32($0 / size == $0 % size ? 0 : 10) })], apart: apart)
  }

  static func first(_ problem: Problem, _ stops: [Int], job: Int) -> Explanation? {
    Solver.explain(Plan(routes: [Plan.Route(vehicle: 0, stops: stops)], unserved: [job]), job: job, in: problem).first
  }

  @Test("by the window that would have to open earlier or close later, and by how much")
  func windows() throws {
    // 500 at the first shop, 510 at the second, which closes at 505.
    let late = try ExplanationTests.problem(windows: [TimeWindow(open: 500, close: 500), TimeWindow(open: 498, close: 505)])
    let why = try #require(ExplanationTests.first(late, [0], job: 1))
    #expect(why.constraint == .window(stop: 1))
    #expect(why.relaxation == .windowClosesLater(stop: 1, seconds: 5))
  }

  @Test("by load, skills, goods, time on board, the shift or a vehicle too few")
  func others() throws {
    typealias E = ExplanationTests
    let open = [TimeWindow(open: 0, close: 900), TimeWindow(open: 0, close: 900)]
    func jobs(_ second: Job) -> [Job] { [Job(.delivery(at: 0), load: [4], costPerSecondOnBoard: 1), second] }
    let heavy = try E.problem(windows: open, jobs: jobs(Job(.delivery(at: 1), load: [7])))
    #expect(E.first(heavy, [0], job: 1)?.relaxation == .capacity(dimension: 0, amount: 3))
    let skilled = try E.problem(windows: open, jobs: jobs(Job(.delivery(at: 1), load: [1], skills: 6)), skills: 2)
    #expect(E.first(skilled, [0], job: 1)?.relaxation == .skills(4))
    let apart = try E.problem(windows: open, jobs: jobs(Job(.delivery(at: 1), load: [1], goods: 1)), apart: [(0, 1)])
    #expect(E.first(apart, [0], job: 1)?.relaxation == .goodsTogether(job: 0))
    let fresh = try E.problem(windows: open, jobs: jobs(Job(.delivery(at: 1), load: [1], longestOnBoard: 7)))
    #expect(E.first(fresh, [0], job: 1)?.relaxation == .longerOnBoard(job: 1, seconds: 3))
    let short = try E.problem(windows: open, jobs: jobs(Job(.delivery(at: 1), load: [1])), close: 25)
    #expect(E.first(short, [0], job: 1)?.relaxation == .longerShift(type: 0, seconds: 5))
    let prized = try E.problem(windows: open, jobs: jobs(Job(.delivery(at: 1), load: [1], prize: 2)))
    #expect(E.first(prized, [0], job: 1)?.relaxation == .prize(amount: 9))
    let overlooked = try E.problem(windows: open, jobs: jobs(Job(.delivery(at: 1), load: [1])))
    #expect(E.first(overlooked, [0], job: 1)?.relaxation == .nothing)
    let trials = Solver.explain(Plan(routes: [Plan.Route(vehicle: 0, stops: [0])], unserved: [1]), job: 1, in: heavy)
    #expect(trials.contains { $0.relaxation == .anotherVehicle(type: 0) && $0.constraint == .vehicles(type: 0) })
  }

  /// The relaxation is carried out and the plan is searched again: it must then hold the job, and with a second less it must not.
  @Test("by what then lets it in, and no second less does", arguments: UInt64(1)...12)
  func sharp(seed: UInt64) throws {
    var dice = Dice(seed)
    let windows = (0..<5).map { _ -> TimeWindow in
      let open = dice.roll(10...80)
      return TimeWindow(open: open, close: open + dice.roll(0...6))
    }
    func with(_ windows: [TimeWindow]) throws -> Problem {
      try ExplanationTests.problem(windows: windows, jobs: windows.indices.map { Job(.pickup(at: $0), load: [1]) })
    }
    let problem = try with(windows)
    let plan = Solver.plan(problem, steps: 300).plan
    for job in plan.unserved {
      for why in Solver.explain(plan, job: job, in: problem) {
        guard case .route(let index) = why.trial else { continue }
        func fits(_ change: Int) throws -> Bool {
          var other = windows
          switch why.relaxation {
          case .windowClosesLater(let stop, let seconds):
            other[stop] = TimeWindow(open: other[stop].open, close: other[stop].close + seconds - change)
          case .windowOpensEarlier(let stop, let seconds):
            other[stop] = TimeWindow(open: other[stop].open - seconds + change, close: other[stop].close)
          default: return change == 0
          }
          let relaxed = try with(other)
          let stops = plan.routes[index].stops
          return (0...stops.count).contains { position in
            let route = Plan.Route(vehicle: 0, stops: Array(stops[..<position] + [job] + stops[position...]))
            return judge(relaxed, Plan(routes: [route], unserved: relaxed.jobs.indices.filter { !route.stops.contains($0) })).isSound
          }
        }
        #expect(try fits(0), "\(seed): \(why)")
        #expect(try !fits(1), "\(seed): \(why)")
      }
    }
  }
}
