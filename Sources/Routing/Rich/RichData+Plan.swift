extension RichData {
  /// A plan's routes by slot; those that do not fit the fleet are left out, and those that break a rule are for the search to find.
  func routes(of plan: Plan) -> [[Int32]] {
    var routes = slots.map(\.locked)
    var taken = Set<Int>()
    var seen = Set<Int>()
    for route in plan.routes where problem.vehicles.indices.contains(route.vehicle) {
      let slot = slots.indices.first { index in
        !taken.contains(index) && (route.begun.map { slots[index].begun == $0 } ?? (slots[index].begun < 0))
          && slots[index].type == route.vehicle
      }
      let isNew = route.stops.allSatisfy { problem.stops.indices.contains($0) && !seen.contains($0) }
      guard let slot, isNew, Set(route.stops).count == route.stops.count, isOwn(route.stops, slot) else { continue }
      var nodes: [Int32] = []
      for (index, stop) in route.stops.enumerated() {
        for _ in route.reloads where route.reloads.contains(index) && nodes.last != RichData.reload { nodes.append(RichData.reload) }
        nodes.append(Int32(stop))
      }
      taken.insert(slot)
      seen.formUnion(route.stops)
      routes[slot] = nodes
    }
    return routes
  }

  /// Whether a slot may have all of these stops, its locked ones come first, and no job is divided.
  private func isOwn(_ stops: [Int], _ slot: Int) -> Bool {
    let all = Set(stops)
    return stops.prefix(slots[slot].locked.count).map(Int32.init) == slots[slot].locked
      && stops.allSatisfy { stop in
        let terms = jobs[job[stop]]
        if terms.slot >= 0 && terms.slot != slot { return false }
        let isLoadedBefore = terms.isAboard && (terms.role == .pickUp || terms.role == .load && problem.jobs[job[stop]].stops[0] == stop)
        return !isLoadedBefore && [terms.first, terms.second].allSatisfy { $0 < 0 || all.contains($0) }
      }
  }

  /// Routes by slot as a plan with its hours, and what it costs.
  func plan(of routes: [[Int32]]) -> (plan: Plan, cost: PlanCost) {
    let evaluator = RouteEvaluator(self)
    var cost = PlanCost()
    var made: [Plan.Route] = []
    var served = Set(jobs.indices.filter { jobs[$0].isSettled })
    for (slot, nodes) in routes.enumerated() where !nodes.isEmpty || slots[slot].begun >= 0 {
      let schedule = evaluator.schedule(slot, nodes, &cost)
      var reloads: [Int] = []
      var stops: [Int] = []
      for node in nodes { if node < 0 { reloads.append(stops.count) } else { stops.append(Int(node)) } }
      served.formUnion(stops.filter { !slots[slot].locked.contains(Int32($0)) || jobs[job[$0]].isSettled }.map { job[$0] })
      made.append(
        Plan.Route(
          vehicle: slots[slot].type, stops: stops, reloads: reloads, begun: slots[slot].begun < 0 ? nil : slots[slot].begun,
          schedule: schedule))
    }
    let unserved = problem.jobs.indices.filter { !served.contains($0) }
    cost.unserved = unserved.count
    cost.vehicles = made.count
    for job in unserved {
      if let prize = problem.jobs[job].prize { cost.prizesLost += prize } else { cost.missedPriority += problem.jobs[job].priority }
    }
    return (Plan(routes: made, unserved: unserved), cost)
  }
}

extension RouteEvaluator {
  /// The hours of a route, its parts of the cost added to `sum`; nil where it cannot be driven.
  func schedule(_ slot: Int, _ nodes: [Int32], _ sum: inout PlanCost) -> RouteSchedule? {
    guard let total = settle(slot, nodes) else { return nil }
    let type = data.types[data.slots[slot].type]
    let vehicle = data.problem.vehicles[data.slots[slot].type]
    let last = line.count - 1
    var (departures, served, ends, pauses) = ([begins[0]], [Int](), [Int](), [RouteSchedule.Pause]())
    for node in 0..<last {
      let hasLeg = line.isDriven[node] == 1
      if steps[node].breaks > 0 || hasLeg && type.driving != nil {
        pauses += drive(steps[node], node, from: begins[node] + line.service[node], type).pauses
      }
      if line.stop[node + 1] >= 0 {
        served.append(begins[node + 1])
      } else if hasLeg {
        ends.append(begins[node + 1])
      } else {
        departures.append(begins[node + 1])
      }
    }
    let profile = data.problem.profiles[vehicle.profile]
    var metres = 0
    var place = data.slots[slot].place
    for next in nodes.map({ $0 < 0 ? type.start : data.place[Int($0)] }) + [type.end] {
      metres += Int(profile.metres[place * profile.size + next])
      place = next
    }
    let seconds = begins[last] - begins[0]
    sum.metres += metres
    sum.seconds += seconds
    sum.fixedCost += data.slots[slot].fixedCost
    sum.distanceCost += metres * vehicle.costPerMetre
    sum.timeCost += seconds * vehicle.costPerSecond
    sum.tolls += line.tolls
    let parts = data.slots[slot].fixedCost + metres * vehicle.costPerMetre + seconds * vehicle.costPerSecond + line.tolls
    sum.onBoardCost += total - parts
    return RouteSchedule(departures: departures, begins: served, ends: ends, pauses: pauses)
  }
}
