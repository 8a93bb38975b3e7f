/// Drives one leg by the clock, with pauses at given hours: the checker's own way of adding up paces and time at the wheel.
struct RoadClock {
  let pace: [(from: Double, permille: Double)]
  let driving: (longest: Double, rest: Double)?

  struct Outcome {
    /// Now; at last when the leg and its pauses are over.
    var arrival: Double
    /// When the driving was over and the vehicle stood where it was to go.
    var standsSince = Double.infinity
    /// At the wheel since the last rest.
    var driven: Double
    /// By how much the longest time at the wheel was exceeded.
    var excess = 0.0
  }

  /// - Parameters:
  ///   - holds: whether the vehicle stays where it is until the pauses are over.
  func drive(_ seconds: Double, from departure: Double, driven: Double, pauses: [CheckedRoute.Pause], holds: Bool) -> Outcome {
    var outcome = Outcome(arrival: departure, driven: driven)
    var left = seconds
    var waiting = pauses
    while let pause = waiting.first {
      if !holds { advance(&outcome, &left, until: pause.begin) }
      waiting.removeFirst()
      if left <= 1e-9 { outcome.standsSince = min(outcome.standsSince, outcome.arrival) }
      outcome.arrival = max(outcome.arrival, pause.begin) + pause.seconds
      if let driving, pause.seconds >= driving.rest { outcome.driven = 0 }
    }
    while left > 1e-9 {
      if let driving, outcome.driven >= driving.longest - 1e-9 {
        // Nobody has planned a rest here: it is driven on, and reported.
        let before = outcome.arrival
        advance(&outcome, &left, until: .infinity, isBound: false)
        outcome.excess = max(outcome.excess, outcome.arrival - before)
        break
      }
      advance(&outcome, &left, until: .infinity)
    }
    outcome.standsSince = min(outcome.standsSince, outcome.arrival)
    return outcome
  }

  /// Drives to a second, to the end of the leg or to the longest time at the wheel.
  private func advance(_ outcome: inout Outcome, _ left: inout Double, until end: Double, isBound: Bool = true) {
    while left > 1e-9 && outcome.arrival < end {
      let bound = isBound ? driving.map { outcome.arrival + $0.longest - outcome.driven } ?? .infinity : .infinity
      let permille = pace.last { $0.from <= outcome.arrival }?.permille ?? 1000
      let change = pace.first { $0.from > outcome.arrival }?.from ?? .infinity
      let stop = min(end, bound, change, outcome.arrival + left * permille / 1000)
      if stop <= outcome.arrival { return }
      left -= (stop - outcome.arrival) * 1000 / permille
      outcome.driven += stop - outcome.arrival
      outcome.arrival = stop
    }
  }
}
