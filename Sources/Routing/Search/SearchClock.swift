/// How much of a search's time or steps has passed, and whether it goes on.
struct SearchClock {
  /// Nanoseconds since some fixed point.
  let now: @Sendable () -> Int64
  let begin: (nanoseconds: Int64, steps: Int)
  /// Nil where time does not count.
  let endNanoseconds: Int64?
  /// Nil where steps do not count.
  let endSteps: Int?
  /// Told at most every few milliseconds how far the search is; false ends it.
  let report: (_ steps: Int, _ bestCost: Int) -> Bool

  /// From 0 to 1: the larger of the shares of time and of steps.
  ///
  /// - Parameter steps: of the search in all.
  func share(_ steps: Int) -> Double {
    var share = 0.0
    if let endSteps { share = Double(steps - begin.steps) / Double(max(endSteps - begin.steps, 1)) }
    if let endNanoseconds { share = max(share, Double(now() - begin.nanoseconds) / Double(max(endNanoseconds - begin.nanoseconds, 1))) }
    return share
  }

  func stepsLeft(_ steps: Int) -> Int { endSteps.map { $0 - steps } ?? .max }

  /// A clock for a part of what is left, beginning now.
  func part(_ fraction: Double, steps: Int) -> SearchClock {
    let nanoseconds = now()
    return SearchClock(
      now: now, begin: (nanoseconds, steps),
      endNanoseconds: endNanoseconds.map { nanoseconds + Int64(Double(max($0 - nanoseconds, 0)) * fraction) },
      endSteps: endSteps.map { steps + Int(Double(max($0 - steps, 0)) * fraction) }, report: report)
  }
}
