/// Judges plans. It shares no code with the solver and takes nobody's word: it walks every route, reports each violation with stop, rule
/// and amount, and recomputes every cost.
public struct RouteChecker {
  let judged: CheckedCase
  /// By number of the stop: position among the visits.
  private let visitOfNumber: [Int: Int]
  let taskOfVisit: [Int: Int]

  public init(_ judged: CheckedCase) {
    self.judged = judged
    visitOfNumber = Dictionary(judged.visits.enumerated().map { ($1.number, $0) }, uniquingKeysWith: { first, _ in first })
    var tasks: [Int: Int] = [:]
    for (index, task) in judged.tasks.enumerated() {
      switch task {
      case .bring(let visit, _), .fetch(let visit, _): tasks[visit] = index
      case .carry(let from, let to, _):
        tasks[from] = index
        tasks[to] = index
      }
    }
    taskOfVisit = tasks
  }

  /// - Parameters:
  ///   - routes: vehicle type and the numbers of the stops in their order.
  ///   - unserved: tasks that the plan says nobody does, by position.
  public func judge(routes: [(vehicle: Int, stops: [Int])], unserved: [Int]) -> Verdict {
    judge(routes.map { CheckedRoute(vehicle: $0.vehicle, stops: $0.stops) }, unserved: unserved)
  }

  /// As above, with trips, routes under way and hours.
  public func judge(_ routes: [CheckedRoute], unserved: [Int]) -> Verdict {
    var verdict = Verdict()
    var seen: [Int: (route: Int, position: Int)] = [:]
    var used = [Int](repeating: 0, count: judged.vehicles.count)
    for (index, route) in routes.enumerated() {
      var visits: [Int] = []
      for (position, number) in route.stops.enumerated() {
        guard let visit = visitOfNumber[number], taskOfVisit[visit] != nil else {
          verdict.violations.append(Violation(route: index, stop: number, rule: .unknownStop, amount: 1))
          continue
        }
        if seen[visit] != nil { verdict.violations.append(Violation(route: index, stop: number, rule: .repeated, amount: 1)) }
        seen[visit] = seen[visit] ?? (index, position)
        visits.append(visit)
      }
      guard judged.vehicles.indices.contains(route.vehicle) else {
        verdict.violations.append(Violation(route: index, stop: nil, rule: .unknownVehicle, amount: Double(route.vehicle)))
        continue
      }
      guard !visits.isEmpty || route.begun != nil else { continue }
      used[route.vehicle] += 1
      if let terms = judged.terms {
        walkTerms(route, visits, terms, index, &verdict)
        continue
      }
      walk(visits, judged.vehicles[route.vehicle], index, &verdict)
    }
    for (type, count) in used.enumerated() where count > judged.vehicles[type].count {
      let excess = Double(count - judged.vehicles[type].count)
      verdict.violations.append(Violation(route: nil, stop: nil, rule: .tooManyVehicles, amount: excess))
    }
    verdict.vehicles = used.reduce(0, +)
    judgeUnderway(routes, &verdict)
    judgeTasks(seen, routes, Set(unserved), &verdict)
    return verdict
  }

  /// Every route under way is continued once, by its own vehicle.
  private func judgeUnderway(_ routes: [CheckedRoute], _ verdict: inout Verdict) {
    let underway = judged.terms?.underway ?? []
    for (index, route) in routes.enumerated() {
      guard let begun = route.begun else { continue }
      if !underway.indices.contains(begun) || underway[begun].vehicle != route.vehicle {
        verdict.violations.append(Violation(route: index, stop: nil, rule: .begunRoute, amount: 1))
      }
    }
    for begun in underway.indices {
      let count = routes.filter { $0.begun == begun }.count
      if count != 1 { verdict.violations.append(Violation(route: nil, stop: nil, rule: .begunRoute, amount: Double(abs(count - 1)))) }
    }
  }

  /// Every task is done as a whole, or said not to be.
  private func judgeTasks(
    _ seen: [Int: (route: Int, position: Int)], _ routes: [CheckedRoute], _ unserved: Set<Int>, _ verdict: inout Verdict
  ) {
    for (index, task) in judged.tasks.enumerated() {
      var visits: [Int]
      switch task {
      case .bring(let visit, _), .fetch(let visit, _): visits = [visit]
      case .carry(let from, let to, _): visits = [from, to]
      }
      // Where it was loaded is visited no more.
      let aboard = judged.terms?.underway.first { $0.aboard[index] != nil }
      if aboard != nil, case .fetch = task { continue }
      if aboard != nil, case .carry(_, let to, _) = task {
        visits = [to]
        if let seat = seen[to], routes[seat.route].begun.map({ judged.terms?.underway[$0].aboard[index] == nil }) ?? true {
          verdict.violations.append(Violation(route: seat.route, stop: judged.visits[to].number, rule: .notAboard, amount: 1))
        }
      }
      let found = visits.compactMap { seen[$0] }
      let number = judged.visits[visits[0]].number
      if found.isEmpty {
        verdict.unserved.append(index)
        if let terms = judged.terms?.carriage[index] {
          verdict.prizesLost += terms.prize ?? 0
          verdict.missedPriority += terms.prize == nil ? terms.priority : 0
        } else {
          verdict.missedPriority += 1
        }
        if !unserved.contains(index) { verdict.violations.append(Violation(route: nil, stop: number, rule: .missing, amount: 1)) }
        continue
      }
      if unserved.contains(index) {
        verdict.violations.append(Violation(route: found[0].route, stop: number, rule: .servedAndUnserved, amount: 1))
      }
      guard visits.count == 2 else { continue }
      if found.count < 2 || found[0].route != found[1].route {
        verdict.violations.append(Violation(route: found[0].route, stop: number, rule: .divided, amount: 1))
      } else if found[0].position > found[1].position {
        let amount = Double(found[0].position - found[1].position)
        verdict.violations.append(Violation(route: found[0].route, stop: number, rule: .deliveredBeforePickup, amount: amount))
      }
    }
  }
}
