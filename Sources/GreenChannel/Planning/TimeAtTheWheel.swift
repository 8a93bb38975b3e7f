import Catalogue
import Dispatching
import Distances
import Measures
import Routing

/// How long the driver of a run under way has been at the wheel without a rest, by what he reported.
struct TimeAtTheWheel {
  private let run: DeliveryRun
  private let task: DayTask

  init(_ run: DeliveryRun, _ task: DayTask) { (self.run, self.task) = (run, task) }

  /// Of the legs that he has driven; the one that he is on lies ahead of a plan. Who took longer than the road does may have rested before it, and
  /// has driven all of it since.
  func seconds(until now: Instant) -> Int {
    guard run.state == .underWay, var left = run.startedAt, var place = task.catalogue.vehicle(run.vehicle)?.depot else { return 0 }
    let rest = DrivingRule.article62.restSeconds
    var driven = 0
    for (index, stop) in run.stops.enumerated() {
      guard stop.state != .ahead, let came = run.cameTo(stop: index + 1) else { break }
      let (took, road) = (seconds(left, came), roadSeconds(place, stop.place, index + 1))
      driven = took - road >= rest ? min(took, road) : driven + min(took, road)
      left = run.events.last { $0.kind == .left && $0.stop == index + 1 }?.at ?? now
      if seconds(came, left) >= rest { driven = 0 }
      place = stop.place
    }
    return driven
  }

  private func seconds(_ from: Instant, _ to: Instant) -> Int { max(0, Int((to.milliseconds - from.milliseconds) / 1000)) }

  private func roadSeconds(_ from: Place.ID, _ to: Place.ID, _ stop: Int) -> Int {
    let roads = run.cameTo(stop: stop).map(task.history.table(at:)) ?? task.roads
    guard from != to, let from = roads.index(of: from), let to = roads.index(of: to) else { return 0 }
    let seconds = roads.seconds(from: from, to: to)
    return seconds == RoadTable.unreachable ? 0 : Int(seconds)
  }
}
