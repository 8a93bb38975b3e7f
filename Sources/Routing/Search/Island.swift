/// What one search does with its time: a first plan, all jobs served, fewer vehicles where asked for, and then annealing, several times from
/// hot to cold and at last from the best of them on.
enum Schedule {
  /// Steps for each stop that one annealing should have at least; with more time there are more of them, up to eight.
  static let stepsPerStop = 1000
  static let annealingsMax = 8
  /// Share of the time for the annealings from hot; the rest goes on from the best.
  static let hotShare = 0.6
  /// Temperatures as shares of the plan's mean leg.
  static let hot = 1.0
  /// Where vehicles count first the routes are full, and only a hotter plan gets out of what fills them.
  static let hotFleet = 3.0
  static let warm = 0.2
  static let cold = 0.03
  /// Share of the time for fewer vehicles, where they count first.
  static let fleetShare = 0.5
  /// Steps for each stop before another attempt to do with one vehicle less.
  static let attemptStepsPerStop = 1000
  /// Temperature while jobs are absent, as a share of the mean leg.
  static let absenceTemperature = 0.3
  /// What a search is taken to do in a second before it has begun, to divide its time.
  static let stepsPerSecond = 150_000.0
}

extension Search {
  /// Runs from the plan at hand to the end of the clock; the best plan is `best` then.
  ///
  /// - Parameter isGiven: whether the plan at hand came from the caller, and is then improved rather than melted down.
  func run(isGiven: Bool, expectedSteps: Int, clock: SearchClock) {
    guard data.slotCount > 0 else { return }
    if absentCount > 0 { build() }
    markAll()
    saveBest()
    if countsVehicles { routesMax = usedCount }
    let meanLeg = max(Double(cost - data.fixedCost(usedSlots: (0..<usedCount).map { used[$0] })) / Double(data.stopCount), 1)
    if absentCount > 0 {
      routesMax = data.slotCount
      fillIn(temperature: Schedule.absenceTemperature * meanLeg, clock: clock.part(countsVehicles ? 0.9 : 0.5, steps: stepsDone))
    }
    reload()
    if countsVehicles {
      minimiseFleet(temperature: Schedule.absenceTemperature * meanLeg, clock: clock.part(Schedule.fleetShare, steps: stepsDone))
    }
    let annealings = isGiven ? 0 : min(max(expectedSteps / (Schedule.stepsPerStop * max(data.stopCount, 1)), 1), Schedule.annealingsMax)
    let hottest = (countsVehicles ? Schedule.hotFleet : Schedule.hot) * meanLeg
    if annealings == 1 { return anneal(from: hottest, to: Schedule.cold * meanLeg, clock: clock.part(1, steps: stepsDone)) }
    let hot = clock.part(Schedule.hotShare, steps: stepsDone)
    for index in 0..<annealings {
      anneal(from: hottest, to: Schedule.cold * meanLeg, clock: hot.part(1 / Double(annealings - index), steps: stepsDone))
    }
    for part in [0.5, 1] {
      reload()
      anneal(from: Schedule.warm * meanLeg, to: Schedule.cold * meanLeg, clock: clock.part(part, steps: stepsDone))
    }
  }
}

extension SearchData {
  func fixedCost(usedSlots: [Int]) -> Int { usedSlots.reduce(0) { $0 + tables[typeOfSlot[$1]].fixedCost } }
}
