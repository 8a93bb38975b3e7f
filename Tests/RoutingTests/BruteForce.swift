import RouteChecking
import Routing

/// The best plan there is, by trying all: for each set of jobs and vehicle type the cheapest order, then the cheapest way to share the
/// jobs out. The checker alone says what an order costs and whether it may be.
struct BruteForce {
  let problem: Problem
  let objective: Objective

  /// The levels of the best plan.
  func best() -> [Int] {
    let all = 1 << problem.jobs.count
    // By type and set of jobs: the least cost of one route, nil where none keeps the rules.
    let routes = problem.vehicles.indices.map { type in (0..<all).map { $0 == 0 ? 0 : routeCost(type, $0) } }
    // By set of jobs served so far: levels, vehicle by vehicle.
    var reached: [Int: [Int]] = [0: [0, 0]]
    for (type, vehicle) in problem.vehicles.enumerated() {
      for _ in 0..<min(vehicle.count, problem.jobs.count) {
        var next = reached
        for (served, levels) in reached {
          let rest = (all - 1) & ~served
          var set = rest
          while set > 0 {
            if let cost = routes[type][set] {
              let candidate = [levels[0] + 1, levels[1] + cost]
              let at = served | set
              if next[at].map({ isLess(candidate, $0) }) ?? true { next[at] = candidate }
            }
            set = (set - 1) & rest
          }
        }
        reached = next
      }
    }
    return reached.map { served, levels in
      let unserved = problem.jobs.count - served.nonzeroBitCount
      return objective == .fleet ? [unserved, levels[0], levels[1]] : [unserved, levels[1]]
    }.min { $0.lexicographicallyPrecedes($1) } ?? []
  }

  private func isLess(_ a: [Int], _ b: [Int]) -> Bool {
    objective == .fleet ? a.lexicographicallyPrecedes(b) : a[1] < b[1]
  }

  private func routeCost(_ type: Int, _ set: Int) -> Int? {
    let jobs = problem.jobs.indices.filter { set >> $0 & 1 == 1 }
    let stops = jobs.flatMap { problem.jobs[$0].stops }
    let rest = problem.jobs.indices.filter { !jobs.contains($0) }
    var least: Int?
    func extend(_ order: [Int]) {
      // A beginning that breaks a rule cannot be mended by what follows, but for jobs that are still open.
      guard order.count < stops.count else {
        let verdict = judge(problem, Plan(routes: [Plan.Route(vehicle: type, stops: order)], unserved: rest))
        if verdict.isSound { least = min(least ?? .max, Int(verdict.total)) }
        return
      }
      for stop in stops where !order.contains(stop) {
        let isTooEarly = problem.jobs.contains { $0.stops.count == 2 && $0.stops[1] == stop && !order.contains($0.stops[0]) }
        if !isTooEarly { extend(order + [stop]) }
      }
    }
    extend([])
    return least
  }
}
