extension RouteChecker {
  /// Drives one route as early as it can be driven, then starts it as late as that allows.
  func walk(_ visits: [Int], _ vehicle: CheckedCase.Vehicle, _ index: Int, _ verdict: inout Verdict) {
    walkLoads(visits, vehicle, index, &verdict)
    var place = vehicle.start
    var clock = vehicle.open
    /// How much later the route could have started without anything being later than it is now.
    var slack = Double.infinity
    var waited = 0.0
    var metres = 0.0
    for visit in visits.map({ judged.visits[$0] }) {
      guard let leg = vehicle.leg(place, visit.place) else {
        verdict.violations.append(Violation(route: index, stop: visit.number, rule: .noWay, amount: 1))
        place = visit.place
        continue
      }
      metres += leg.metres
      let arrival = clock + leg.seconds
      let begin = max(arrival, visit.open)
      waited += begin - arrival
      if begin > visit.close {
        verdict.violations.append(Violation(route: index, stop: visit.number, rule: .late, amount: begin - visit.close))
      }
      // A later start eats the waiting up to here first, and then what is left of the window.
      slack = min(slack, waited + max(visit.close - begin, 0))
      clock = begin + visit.service
      place = visit.place
    }
    if let leg = vehicle.leg(place, vehicle.end) {
      metres += leg.metres
      clock += leg.seconds
    } else {
      verdict.violations.append(Violation(route: index, stop: nil, rule: .noWay, amount: 1))
    }
    if clock > vehicle.close {
      verdict.violations.append(Violation(route: index, stop: nil, rule: .overtime, amount: clock - vehicle.close))
    }
    let seconds = clock - vehicle.open - min(slack, waited)
    verdict.metres += metres
    verdict.seconds += seconds
    verdict.fixedCost += vehicle.fixedCost
    verdict.distanceCost += metres * vehicle.costPerMetre
    verdict.timeCost += seconds * vehicle.costPerSecond
  }

  /// Follows what is on board, dimension by dimension.
  private func walkLoads(_ visits: [Int], _ vehicle: CheckedCase.Vehicle, _ index: Int, _ verdict: inout Verdict) {
    for (dimension, capacity) in vehicle.capacity.enumerated() {
      var onBoard = 0.0
      for visit in visits {
        if case .bring(_, let load)? = task(visit) { onBoard += load[dimension] }
      }
      func report(_ stop: Int?) {
        if onBoard > capacity {
          verdict.violations.append(Violation(route: index, stop: stop, rule: .overload, amount: onBoard - capacity))
        }
      }
      report(nil)
      for visit in visits {
        switch task(visit) {
        case .bring(_, let load)?: onBoard -= load[dimension]
        case .fetch(_, let load)?: onBoard += load[dimension]
        case .carry(let from, _, let load)?: onBoard += visit == from ? load[dimension] : -load[dimension]
        case nil: break
        }
        report(judged.visits[visit].number)
      }
    }
  }

  func task(_ visit: Int) -> CheckedCase.Task? { taskOfVisit[visit].map { judged.tasks[$0] } }
}
