extension SearchData {
  /// A plan's routes by slot, in the search's numbers; those that break a rule, or for which there is no vehicle left, are left out.
  func slots(of plan: Plan) -> [[Int]] {
    var routes = [[Int]](repeating: [], count: slotCount)
    var taken = [Int](repeating: 0, count: typeCount)
    var seen = Set<Int>()
    for route in plan.routes where problem.vehicles.indices.contains(route.vehicle) {
      let slot = firstSlot[route.vehicle] + taken[route.vehicle]
      let isNew = route.stops.allSatisfy { problem.stops.indices.contains($0) && !seen.contains($0) }
      guard slot < firstSlot[route.vehicle + 1], isNew, Set(route.stops).count == route.stops.count,
        RouteWalk(route, problem) != nil
      else { continue }
      seen.formUnion(route.stops)
      taken[route.vehicle] += 1
      routes[slot] = route.stops.map { numbers.newStop[$0] }
    }
    return routes
  }

  /// Routes by slot as a plan.
  func plan(of routes: [[Int]]) -> Plan {
    let kept = routes.enumerated().filter { !$0.element.isEmpty }
      .map { Plan.Route(vehicle: typeOfSlot[$0.offset], stops: $0.element.map { numbers.stops[$0] }) }
    let served = Set(kept.flatMap(\.stops))
    let unserved = problem.jobs.indices.filter { !served.contains(problem.jobs[$0].stops[0]) }
    return Plan(routes: kept, unserved: unserved)
  }
}
