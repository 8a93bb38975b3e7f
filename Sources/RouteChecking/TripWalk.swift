/// One route of a case with terms, followed from place to place: what is aboard on each leg, and which rules that breaks. Hours come later.
struct TripWalk {
  /// A place where the vehicle arrives, with the leg to it.
  struct Call {
    enum Kind: Equatable { case visit(Int), home }
    let kind: Kind
    let place: Int
    let metres: Double
    let seconds: Double
    let toll: Double
    /// Tasks aboard on the leg.
    let aboard: Set<Int>
    /// Tasks that leave the vehicle here, and tasks that come aboard when it leaves.
    var unloaded: Set<Int> = []
    var loaded: Set<Int> = []
  }

  private(set) var calls: [Call] = []
  /// Tasks aboard when the route begins.
  private(set) var first: Set<Int> = []
  private(set) var violations: [Violation] = []

  private let checker: RouteChecker
  private let terms: CheckedTerms
  private let index: Int
  private let vehicle: CheckedCase.Vehicle
  private let work: CheckedTerms.Work
  private let underway: CheckedTerms.Underway?

  init(_ checker: RouteChecker, _ terms: CheckedTerms, _ index: Int, _ route: CheckedRoute, _ visits: [Int]) {
    self.checker = checker
    self.terms = terms
    self.index = index
    vehicle = checker.judged.vehicles[route.vehicle]
    work = terms.work[route.vehicle]
    underway = route.begun.flatMap { terms.underway.indices.contains($0) ? terms.underway[$0] : nil }
    follow(route, visits)
  }

  private mutating func report(_ rule: Violation.Rule, _ amount: Double = 1, visit: Int? = nil) {
    violations.append(Violation(route: index, stop: visit.map { checker.judged.visits[$0].number }, rule: rule, amount: amount))
  }

  private mutating func follow(_ route: CheckedRoute, _ visits: [Int]) {
    let bounds = [0] + route.reloads + [visits.count]
    if !zip(bounds, bounds.dropFirst()).allSatisfy({ $0 <= $1 }) || bounds.contains(where: { $0 > visits.count }) {
      return report(.tripWithoutStop)
    }
    if route.reloads.count + 1 > work.trips { report(.tooManyTrips, Double(route.reloads.count + 1 - work.trips)) }
    if let underway, Array(visits.prefix(underway.locked.count)) != underway.locked { report(.lockedStops) }
    var place = underway?.place ?? vehicle.start
    for (trip, (from, to)) in zip(bounds, bounds.dropFirst()).enumerated() {
      let members = Array(visits[from..<to])
      if members.isEmpty && !(underway != nil && trip == 0) { report(.tripWithoutStop) }
      var aboard = trip == 0 ? Set(underway?.aboard.keys.map { $0 } ?? []) : []
      for visit in members {
        guard case .bring(_, _)? = checker.task(visit), let task = checker.taskOfVisit[visit] else { continue }
        if underway != nil && trip == 0 {
          if !aboard.contains(task) { report(.notAboard, visit: visit) }
        } else if isElsewhere(task) {
          report(.notAboard, visit: visit)
        }
        aboard.insert(task)
      }
      judge(aboard, visit: members.first)
      if trip == 0 { first = aboard } else { calls[calls.count - 1].loaded = aboard }
      go(members, &place, &aboard)
      arrive(.home, to == visits.count ? vehicle.end : vehicle.start, &place, aboard)
      calls[calls.count - 1].unloaded = aboard
    }
  }

  private func isElsewhere(_ task: Int) -> Bool { terms.underway.contains { $0.aboard[task] != nil } }

  private mutating func go(_ members: [Int], _ place: inout Int, _ aboard: inout Set<Int>) {
    var loadedHere: Set<Int> = []
    var hasFetched = false
    for visit in members {
      arrive(.visit(visit), checker.judged.visits[visit].place, &place, aboard)
      guard let task = checker.taskOfVisit[visit] else { continue }
      if terms.carriage[task].skills & ~work.skills != 0 && underway?.aboard[task] == nil { report(.skills, visit: visit) }
      switch checker.judged.tasks[task] {
      case .bring:
        if work.deliveriesFirst && hasFetched { report(.deliveriesFirst, visit: visit) }
        unload(task, &aboard, visit)
      case .fetch:
        hasFetched = true
        load(task, &aboard, visit)
      case .carry(let from, _, _):
        if visit == from {
          loadedHere.insert(task)
          load(task, &aboard, visit)
        } else {
          unload(task, &aboard, visit)
          loadedHere.remove(task)
        }
      }
    }
    for task in loadedHere {
      if case .carry(let from, _, _) = checker.judged.tasks[task] { report(.acrossTrips, visit: from) }
    }
  }

  private mutating func unload(_ task: Int, _ aboard: inout Set<Int>, _ visit: Int) {
    if aboard.remove(task) == nil { report(.notAboard, visit: visit) }
    calls[calls.count - 1].unloaded.insert(task)
  }

  private mutating func load(_ task: Int, _ aboard: inout Set<Int>, _ visit: Int) {
    if isElsewhere(task) || !aboard.insert(task).inserted { report(.notAboard, visit: visit) }
    calls[calls.count - 1].loaded.insert(task)
    judge(aboard, visit: visit)
  }

  /// What is aboard together: its sum, and whether it may be.
  private mutating func judge(_ aboard: Set<Int>, visit: Int?) {
    for (dimension, capacity) in vehicle.capacity.enumerated() {
      let sum = aboard.reduce(0) { $0 + load($1)[dimension] }
      if sum > capacity { report(.overload, sum - capacity, visit: visit) }
    }
    for (one, other) in terms.apart {
      let (ones, others) = (aboard.filter { terms.carriage[$0].goods == one }, aboard.filter { terms.carriage[$0].goods == other })
      if one == other ? ones.count > 1 : !ones.isEmpty && !others.isEmpty { report(.goodsApart, visit: visit) }
    }
  }

  private func load(_ task: Int) -> [Double] {
    switch checker.judged.tasks[task] {
    case .bring(_, let load), .fetch(_, let load), .carry(_, _, let load): load
    }
  }

  private mutating func arrive(_ kind: Call.Kind, _ to: Int, _ place: inout Int, _ aboard: Set<Int>) {
    let leg = vehicle.leg(place, to)
    if leg == nil {
      if case .visit(let visit) = kind { report(.noWay, visit: visit) } else { report(.noWay) }
    }
    let toll = isTollFree(aboard) ? 0 : work.toll(place, to)
    calls.append(Call(kind: kind, place: to, metres: leg?.metres ?? 0, seconds: leg?.seconds ?? 0, toll: toll, aboard: aboard))
    place = to
  }

  private func isTollFree(_ aboard: Set<Int>) -> Bool {
    if aboard.contains(where: { !terms.carriage[$0].isListed }) { return false }
    return work.tollFree.enumerated().contains { dimension, bound in
      bound.map { least in aboard.reduce(0) { $0 + load($1)[dimension] } >= least } ?? false
    }
  }
}
