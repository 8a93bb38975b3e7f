extension Search {
  /// One ruin and recreate with all jobs served, or as many as before. Keeps the new plan where it costs less than `bound`, and undoes it otherwise.
  func step(below bound: Int) -> Bool {
    begin()
    removeStrings()
    orderRemoved()
    // Across a gap the plan costs too much until the right job closes it, so the bound waits.
    if insertRemoved(below: hasGap ? Int.max / 4 : bound, absencesMax: nil) && cost < bound && isOnTime() {
      keep()
      return true
    }
    undo()
    return false
  }

  /// Simulated annealing (Kirkpatrick, Gelatt, Vecchi 1983) from one temperature to another, geometrically, with the acceptance of
  /// Christiaens, Vanden Berghe (2020, algorithm 1): a plan stands that costs less than the present one plus a draw from an exponential
  /// distribution whose mean is the temperature. Between the ruins, tails are exchanged by the same rule.
  func anneal(from hot: Double, to cold: Double, clock: SearchClock) {
    let ratio = Logarithm.of(cold / hot)
    var temperature = hot
    let limit = clock.stepsLeft(stepsDone)
    var steps = 0
    while steps < limit {
      if steps & 31 == 0 {
        let share = clock.share(stepsDone + steps)
        if share >= 1 || steps & 1023 == 0 && !goesOn(clock, steps) { break }
        if absentCount > 0 && steps & 255 == 0 {
          insertAbsent()
          noteBest()
        }
        temperature = hot * Logarithm.exponential(ratio * share)
      }
      steps += 1
      if step(below: cost + draw(temperature)) { noteBest() }
      for _ in 0..<settings.tailTries where exchangeTails(below: draw(temperature)) { noteBest() }
      if Rules.manyTypes && data.typeCount > 1 && exchangeVehicles(below: draw(temperature)) { noteBest() }
    }
    stepsDone += steps
  }

  @inline(__always) func draw(_ temperature: Double) -> Int { Int(-temperature * Logarithm.of(max(chance.unit(), 0x1p-60))) }

  /// Takes the plan as the best one where it is better.
  @inline(__always) func noteBest() {
    if absentCount != best.absentCount {
      if absentCount > best.absentCount { return }
    } else if countsVehicles && usedCount != best.usedCount {
      if usedCount > best.usedCount { return }
    } else if cost >= best.cost {
      return
    }
    if countsVehicles && absentCount == 0 { routesMax = usedCount }
    saveBest()
  }

  func goesOn(_ clock: SearchClock, _ steps: Int) -> Bool {
    clock.stepsLeft(stepsDone + steps) > 0 && clock.share(stepsDone + steps) < 1 && clock.report(stepsDone + steps, best.cost)
  }

  /// A first plan: all absent jobs in a random order, each where it costs least; what finds no place beside its neighbours, anywhere.
  func build() {
    begin()
    scratch.removedCount = 0
    while absentCount > 0 {
      let head = absent[absentCount - 1]
      setPresent(head)
      scratch.removed[scratch.removedCount] = head
      scratch.removedCount += 1
    }
    orderRemoved()
    _ = insertRemoved(below: Int.max / 4, absencesMax: .max)
    for head in (0..<absentCount).map({ absent[$0] }) {
      let found = bestPlacementAnywhere(head)
      guard found.after >= 0 else { continue }
      setPresent(head)
      place(head, found)
    }
    keep()
  }
}
