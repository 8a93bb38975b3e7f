import Catalogue
import Dispatching
import Measures

// What is done at a run's stops, and when.
extension RunChecker {
  /// At the stop of a bus: doors open, people sit down. Assumed.
  private static let busStopSeconds: Int64 = 60

  func handle(_ run: DeliveryRun, _ vehicle: Vehicle) -> [Violation] {
    var found: [Violation] = []
    let midnight = Instant(startOf: run.day)
    for (index, stop) in run.stops.enumerated() {
      let number = index + 1
      let here = run.cargo.filter { ($0.from == number || $0.to == number) && $0.state != .handedOver }
      let ramp = catalogue.place(stop.place).flatMap(catalogue.ramp(of:))
      if let ramp {
        let minute = seconds(midnight, stop.beginsAt)
        let distance = ramp.hours.map { max($0.lowerBound * 60 - minute, minute - $0.upperBound * 60, 0) }.min() ?? 0
        if distance > 0 { found.append(Violation(.closed, stop: number, by: distance)) }
      }
      // What lies behind it took as long as it took.
      if stop.state != .left, !here.isEmpty {
        let isSamePlace = stop.place == (index == 0 ? vehicle.depot : run.stops[index - 1].place)
        let fixed = isSamePlace ? 0 : vehicle.body == .bus ? RunChecker.busStopSeconds : ramp?.secondsPerStop ?? 0
        let short =
          max(0, fixed - seconds(stop.arrivesAt, stop.beginsAt)) + max(0, work(here, ramp) - seconds(stop.beginsAt, stop.leavesAt))
        if short > 0 { found.append(Violation(.rushed, stop: number, by: short)) }
      }
      for piece in here { found += handle(piece, at: stop, number, ramp) }
    }
    return found
  }

  /// Seconds that it takes to take goods on or hand them over.
  private func work(_ cargo: [RunCargo], _ ramp: Ramp?) -> Int64 {
    let grams = cargo.reduce(Int128(0)) { $0 + ($1.isPeople ? 0 : Int128($1.mass.grams)) }
    return Int64(clamping: grams * Int128(ramp?.secondsPer100Kilograms ?? 0) / 100_000)
  }

  private func handle(_ piece: RunCargo, at stop: RunStop, _ number: Int, _ ramp: Ramp?) -> [Violation] {
    guard let haul = wanted[piece.kind] else { return [] }
    // Several things are done at a stop one after the other: each begins when the first one does at the earliest, and in time to be done.
    let latest = stop.leavesAt.advanced(byMilliseconds: -1000 * work([piece], ramp))
    var found: [Violation] = []
    if piece.from == number {
      if haul.from != stop.place { found.append(Violation(.wrongPlace, stop: number, by: 1)) }
      if latest < haul.readyAt { found.append(Violation(.notReady, stop: number, by: seconds(latest, haul.readyAt))) }
    } else {
      if haul.to != stop.place { found.append(Violation(.wrongPlace, stop: number, by: 1)) }
      if latest < haul.due.lowerBound { found.append(Violation(.early, stop: number, by: seconds(latest, haul.due.lowerBound))) }
      // Work at a stop may take long; what counts is when it begins there.
      if stop.beginsAt > haul.due.upperBound {
        found.append(Violation(.late, stop: number, by: seconds(haul.due.upperBound, stop.beginsAt)))
      }
    }
    return found
  }

  /// What is loaded before a run leaves: in the hours of the depot's ramp, and not before it is there.
  func handleAtDepot(_ run: DeliveryRun, _ vehicle: Vehicle) -> [Violation] {
    guard run.startedAt == nil else { return [] }
    let here = run.cargo.filter { $0.from == 0 && $0.state == .planned }
    let ramp = catalogue.place(vehicle.depot).flatMap(catalogue.ramp(of:))
    var found: [Violation] = []
    if let ramp, !here.isEmpty, let opens = ramp.hours.map(\.lowerBound).min(), let closes = ramp.hours.map(\.upperBound).max() {
      let begins = seconds(Instant(startOf: run.day), run.leavesAt) - work(here, ramp)
      let distance = max(opens * 60 - begins, begins - closes * 60)
      if distance > 0 { found.append(Violation(.closed, stop: 0, by: distance)) }
    }
    for piece in here {
      guard let haul = wanted[piece.kind] else { continue }
      let latest = run.leavesAt.advanced(byMilliseconds: -1000 * work([piece], ramp))
      if haul.from != vehicle.depot { found.append(Violation(.wrongPlace, stop: 0, by: 1)) }
      if latest < haul.readyAt { found.append(Violation(.notReady, stop: 0, by: seconds(latest, haul.readyAt))) }
    }
    return found
  }
}
