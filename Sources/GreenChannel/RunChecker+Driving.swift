import Catalogue
import Dispatching
import Distances
import Measures

// How a run drives: roads, rests, the driver's shift.
extension RunChecker {
  func drive(_ run: DeliveryRun, _ vehicle: Vehicle) -> [Violation] {
    var found: [Violation] = []
    // What lies behind a run under way is as it was, not as it was planned.
    let behind = run.state == .underWay ? run.stops.prefix { $0.state != .ahead } : []
    var (place, free, driven) = (behind.last?.place ?? vehicle.depot, leftLast(run, behind.last), drivenBefore(run, vehicle))
    // Who leaves later than planned will be late, and is not too fast.
    var planned = run.state == .underWay ? min(free, behind.last?.leavesAt ?? run.leavesAt) : free
    func leg(to next: Place.ID, at arrival: Instant, _ stop: Int) {
      guard next != place else { return }
      guard let from = roads.index(of: place), let to = roads.index(of: next) else {
        return found.append(Violation(.noWay, stop: stop, by: 1))
      }
      let need = roads.seconds(from: from, to: to)
      guard need != RoadTable.unreachable else { return found.append(Violation(.noWay, stop: stop, by: 1)) }
      let (had, hadByPlan) = (seconds(free, arrival), seconds(planned, arrival))
      if hadByPlan < Int64(need) { found.append(Violation(.tooFast, stop: stop, by: Int64(need) - hadByPlan)) }
      driven += Int64(need)
      // What the leg takes longer than the road does was rest: on arrival, or before that, when the time was up.
      let isRested = had - Int64(need) >= RunChecker.restMin
      if driven > RunChecker.drivenMax {
        if !isRested { found.append(Violation(.rest, stop: stop, by: driven - RunChecker.drivenMax)) }
        driven = isRested ? driven - RunChecker.drivenMax : Int64(need)
      } else if isRested {
        driven = 0
      }
    }
    // Who stands at a stop for long enough is rested when he drives on.
    if let standing = behind.last, standing.state == .arrived, let came = run.events.last(where: { $0.kind == .arrived })?.at,
      seconds(came, free) >= RunChecker.restMin
    {
      driven = 0
    }
    for (index, stop) in run.stops.enumerated().dropFirst(behind.count) {
      leg(to: stop.place, at: stop.arrivesAt, index + 1)
      if seconds(stop.arrivesAt, stop.leavesAt) >= RunChecker.restMin { driven = 0 }
      (place, free, planned) = (stop.place, stop.leavesAt, stop.leavesAt)
    }
    leg(to: vehicle.depot, at: run.backAt, run.stops.count + 1)
    let midnight = Instant(startOf: run.day)
    let begins = midnight.advanced(byMilliseconds: vehicle.shift.lowerBound * 60_000)
    let ends = midnight.advanced(byMilliseconds: vehicle.shift.upperBound * 60_000)
    if run.leavesAt < begins { found.append(Violation(.shift, stop: 0, by: seconds(run.leavesAt, begins))) }
    if run.backAt > ends { found.append(Violation(.shift, stop: run.stops.count + 1, by: seconds(ends, run.backAt))) }
    return found
  }

  /// Seconds at the wheel since the last rest, on the legs that lie behind. A leg on which a rest would have found time had it at its beginning.
  private func drivenBefore(_ run: DeliveryRun, _ vehicle: Vehicle) -> Int64 {
    guard run.state == .underWay, let started = run.startedAt else { return 0 }
    var driven = Int64(0)
    var (place, free) = (vehicle.depot, started)
    for report in run.events where report.stop > 0 && report.stop <= run.stops.count {
      if report.kind == .arrived {
        let (next, roads) = (run.stops[report.stop - 1].place, roads(to: report.stop, of: run))
        var need = Int64(0)
        if next != place, let from = roads.index(of: place), let to = roads.index(of: next),
          roads.seconds(from: from, to: to) != RoadTable.unreachable
        {
          need = Int64(roads.seconds(from: from, to: to))
        }
        let had = seconds(free, report.at)
        if had - need >= RunChecker.restMin { driven = 0 }
        driven += min(need, had)
        (place, free) = (next, report.at)
      } else if report.kind == .left, run.stops[report.stop - 1].state == .left {
        if place == run.stops[report.stop - 1].place, seconds(free, report.at) >= RunChecker.restMin { driven = 0 }
        free = report.at
      }
    }
    return driven
  }

  /// When it drives on from the stop at which it was last, or from the depot.
  private func leftLast(_ run: DeliveryRun, _ stop: RunStop?) -> Instant {
    guard run.state == .underWay else { return run.leavesAt }
    if let stop, stop.state == .arrived { return max(stop.leavesAt, run.events.last?.at ?? stop.leavesAt) }
    return run.events.last { $0.kind == .left }?.at ?? run.startedAt ?? run.leavesAt
  }
}
