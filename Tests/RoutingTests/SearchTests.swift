import RouteChecking
import Testing

@testable import Routing

@Suite("The search")
struct SearchTests {
  /// Feasible by construction: routes are driven first, and windows and capacities made around them.
  static func feasible(_ seed: UInt64, jobs count: Int) throws -> (problem: Problem, plan: Plan) {
    var dice = Dice(seed)
    let isPaired = dice.roll(0...1) == 1
    let travel = profile(2 * count + 1, &dice, noise: dice.roll(0...5))
    var stops: [Stop] = []
    var jobs: [Job] = []
    var routes: [Plan.Route] = []
    var most = 0
    while jobs.count < count {
      var (clock, place, onBoard, route) = (0, 0, 0, [Int]())
      for _ in 0..<min(dice.roll(1...6), count - jobs.count) {
        let load = dice.roll(1...9)
        let visits = isPaired && dice.roll(0...1) == 1 ? 2 : 1
        onBoard += load
        for _ in 0..<visits {
          let next = stops.count + 1
          clock += Int(travel.seconds[place * travel.size + next])
          let window = TimeWindow(open: max(0, clock - dice.roll(0...60)), close: clock + dice.roll(0...60))
          stops.append(Stop(number: next, place: next, window: window, serviceSeconds: 3))
          clock += 3
          place = next
          route.append(next - 1)
        }
        let last = route.count - 1
        jobs.append(Job(visits == 2 ? .shipment(from: route[last - 1], to: route[last]) : .delivery(at: route[last]), load: [load]))
      }
      most = max(most, onBoard)
      routes.append(Plan.Route(vehicle: 0, stops: route))
    }
    let vehicle = VehicleType(count: routes.count, capacity: [most], start: 0, end: 0, shift: TimeWindow(open: 0, close: 100_000))
    return (
      try Problem(name: "\(seed)", stops: stops, jobs: jobs, vehicles: [vehicle], profiles: [travel]), Plan(routes: routes, unserved: [])
    )
  }

  @Test("never breaks a rule, and never gives back a worse plan than it was given", arguments: UInt64(1)...20)
  func feasibleByConstruction(seed: UInt64) throws {
    let (problem, plan) = try SearchTests.feasible(seed, jobs: 5 + Int(seed) * 2)
    let given = judge(problem, plan)
    #expect(given.isComplete)
    for objective in Objective.allCases {
      #expect(judge(problem, Solver.plan(problem, steps: 500, objective: objective, seed: seed).plan).isSound)
      let improved = Solver.plan(problem, steps: 500, objective: objective, seed: seed, from: plan)
      let verdict = judge(problem, improved.plan)
      #expect(verdict.isComplete)
      #expect(Double(improved.cost.total) == verdict.total && Double(improved.cost.metres) == verdict.metres)
      if objective == .distance { #expect(verdict.total <= given.total) } else { #expect(verdict.vehicles <= given.vehicles) }
    }
  }

  @Test("never gives back fewer jobs or more vehicles than a plan that leaves jobs out", arguments: UInt64(1)...10)
  func incomplete(seed: UInt64) throws {
    let (problem, plan) = try SearchTests.feasible(seed, jobs: 12)
    let left = Set(plan.routes[0].stops)
    let unserved = problem.jobs.indices.filter { !left.isDisjoint(with: problem.jobs[$0].stops) }
    let given = Plan(routes: Array(plan.routes.dropFirst()), unserved: unserved)
    let verdict = judge(problem, given)
    for objective in Objective.allCases {
      let cost = Solver.plan(problem, steps: 300, objective: objective, seed: seed, from: given).cost
      let before = objective == .fleet ? [unserved.count, verdict.vehicles, Int(verdict.total)] : [unserved.count, Int(verdict.total)]
      #expect(!before.lexicographicallyPrecedes(objective.levels(cost)))
    }
  }

  @Test("opens no more vehicles than it may", arguments: [UInt64(1), 2, 3, 4])
  func routesMax(seed: UInt64) throws {
    let (problem, plan) = try SearchTests.feasible(seed, jobs: 30)
    let data = SearchData(problem)
    let search = Search<EveryRule>(data, seed: seed)
    search.take(data.slots(of: plan))
    search.routesMax = search.usedCount
    for _ in 0..<2_000 {
      _ = search.step(below: search.cost + 200)
      #expect(search.usedCount <= search.routesMax)
    }
  }

  @Test("gives the same plan for the same seed, with any number of threads")
  func sameBytes() throws {
    let (problem, _) = try SearchTests.feasible(7, jobs: 40)
    func plan(threads: Int, seed: UInt64) -> Plan {
      let settings = Solver.Settings(steps: 2_000, seed: seed, islands: 3, threads: threads)
      return Solver(problem, settings, now: { 0 }).solve().plan
    }
    let once = plan(threads: 1, seed: 5)
    for threads in 1...4 { #expect(plan(threads: threads, seed: 5) == once) }
  }

  /// Everything that a plan under search consists of, but for the order of its lists of vehicles.
  static func state<Rules: RuleSet>(_ search: Search<Rules>) -> [[Int]] {
    let data = search.data
    let nodes = 0..<data.stopCount + 2 * data.slotCount
    let onRoute = nodes.filter { search.route[$0] >= 0 }
    let rows = [search.next, search.previous, search.leave, search.latest, search.leg].map { row in onRoute.map { row[$0] } }
    let slots = (0..<data.slotCount).map { slot in
      [search.size[slot], search.usedAt[slot] < 0 ? 0 : 1] + (0..<data.dimensions).map { search.load[slot * data.dimensions + $0] }
    }
    return rows + slots + [
      nodes.map { search.route[$0] }, (0..<data.stopCount).map { search.lead[$0] }, [search.cost, search.servedCount],
    ]
      + [(0..<search.absentCount).map { search.absent[$0] }.sorted()]
  }

  @Test("undoes a step exactly", arguments: [UInt64(1), 2, 3, 4])
  func undo(seed: UInt64) throws {
    let (problem, plan) = try SearchTests.feasible(seed, jobs: 30)
    func check<Rules: RuleSet>(_: Rules.Type) {
      let data = SearchData(problem)
      let search = Search<Rules>(data, seed: seed)
      search.take(data.slots(of: plan))
      for _ in 0..<200 {
        let before = SearchTests.state(search)
        search.begin()
        search.removeStrings()
        search.orderRemoved()
        _ = search.insertRemoved(below: .max / 4, absencesMax: .max)
        search.undo()
        #expect(SearchTests.state(search) == before)
        _ = search.step(below: search.cost + 30)
        _ = search.exchangeTails(below: 30)
        #expect(data.slots(of: data.plan(of: SearchTests.routes(search))).flatMap { $0 }.count == search.servedCount)
      }
    }
    let isPaired = problem.jobs.contains { $0.stops.count == 2 }
    if isPaired { check(PairRules.self) } else { check(PlainRules.self) }
    check(EveryRule.self)
  }

  static func routes<Rules: RuleSet>(_ search: Search<Rules>) -> [[Int]] {
    (0..<search.data.slotCount).map { slot in
      var stops: [Int] = []
      var node = search.next[search.start(slot)]
      while node < search.data.stopCount {
        stops.append(node)
        node = search.next[node]
      }
      return stops
    }
  }

  @Test("keeps what is derived of a route equal to what it is derived from", arguments: [UInt64(11), 12, 13])
  func derived(seed: UInt64) throws {
    let (problem, plan) = try SearchTests.feasible(seed, jobs: 30)
    let data = SearchData(problem)
    let search = Search<EveryRule>(data, seed: seed)
    search.take(data.slots(of: plan))
    for _ in 0..<300 {
      _ = search.step(below: search.cost + 20)
      let before = SearchTests.state(search)
      for slot in 0..<data.slotCount { search.refresh(slot) }
      #expect(SearchTests.state(search) == before)
      let cost = PlanCost(of: data.plan(of: SearchTests.routes(search)), in: problem)
      #expect(cost.total == search.cost)
    }
  }

  @Test("ends at its limit of steps, however small", arguments: Objective.allCases)
  func fewSteps(objective: Objective) throws {
    let (problem, _) = try SearchTests.feasible(3, jobs: 20)
    for steps in 1...3 { #expect(Solver.plan(problem, steps: steps, objective: objective).steps <= steps) }
  }

  @Test("ends when it is told to, with the plan it has")
  func cancelled() throws {
    let (problem, _) = try SearchTests.feasible(3, jobs: 20)
    let result = Solver(problem, Solver.Settings(seconds: 1e6), now: { 0 }, progress: { _ in false }).solve()
    #expect(judge(problem, result.plan).isSound)
  }

  @Test("leaves out what cannot be done, and does the rest")
  func impossible() throws {
    let window = TimeWindow(open: 0, close: 5)
    let stops = [
      Stop(number: 1, place: 1, window: window, serviceSeconds: 0),
      Stop(number: 2, place: 2, window: TimeWindow(open: 0, close: 100), serviceSeconds: 0),
    ]
    let problem = try Problem(
      name: "far", stops: stops, jobs: [Job(.delivery(at: 0), load: [1]), Job(.delivery(at: 1), load: [1])],
      vehicles: [VehicleType(count: 2, capacity: [5], start: 0, end: 0, shift: TimeWindow(open: 0, close: 100))],
      profiles: [TravelProfile(size: 3, legs: [0, 9, 9, 9, 0, 9, 9, 9, 0])])
    let result = Solver.plan(problem, steps: 200)
    #expect(result.plan.unserved == [0] && result.cost.vehicles == 1)
    #expect(judge(problem, result.plan).isSound)
  }
}

@Suite("The search's own logarithm and exponential")
struct LogarithmTests {
  @Test("are what they should be, to the bit known here")
  func values() {
    #expect(abs(Logarithm.of(2) - 0.693_147_180_559_945_3) < 1e-15)
    #expect(abs(Logarithm.of(1e-18) + 41.446_531_673_892_82) < 1e-12)
    #expect(abs(Logarithm.exponential(-3.5) - 0.030_197_383_422_318_5) < 1e-15)
    for step in -300...300 {
      let x = Double(step) / 10
      #expect(abs(Logarithm.of(Logarithm.exponential(x)) - x) < 1e-12)
    }
  }
}
