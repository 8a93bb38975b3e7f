extension Search {
  /// One ruin and recreate in which jobs may stay absent: those of the step and those that were absent before. Christiaens, Vanden Berghe
  /// (2020, section 5.4): the plan stands where the absent jobs have been absent less often in all, or as often and there are fewer of them or it
  /// costs less than `slack` more.
  ///
  /// - Returns: Whether the plan stands.
  func stepWithAbsence(below slack: Int) -> Bool {
    begin()
    let formerCost = cost
    let formerSum = absenceSum()
    let formerCount = absentCount
    removeStrings()
    while absentCount > 0 {
      let head = absent[absentCount &- 1]
      setPresent(head)
      scratch.removed[scratch.removedCount] = head
      scratch.removedCount &+= 1
    }
    orderRemoved()
    let isWhole = insertRemoved(below: Int.max / 4, absencesMax: formerSum)
    let sum = absenceSum()
    let isBetter =
      (sum, absentCount) < (formerSum, formerCount) || ((sum, absentCount) == (formerSum, formerCount) && cost < formerCost &+ slack)
    let stands = isWhole && isBetter && isOnTime()
    for index in 0..<absentCount { absences[absent[index]] = absences[absent[index]] &+ 1 }
    if stands { keep() } else { undo() }
    return stands
  }

  private func absenceSum() -> Int {
    var sum = 0
    for index in 0..<absentCount { sum = sum &+ absences[absent[index]] }
    return sum
  }

  /// Puts absent jobs in where there is room for them as the plan stands.
  func insertAbsent() {
    begin()
    for head in (0..<absentCount).map({ absent[$0] }) {
      let isPair = Rules.pairs && data.partner[head] >= 0
      let found = isPair ? bestPlacementOfPair(head, below: Int.max / 4) : bestPlacement(head, below: Int.max / 4)
      guard found.after >= 0 else { continue }
      setPresent(head)
      place(head, found)
    }
    keep()
  }

  /// Seeks a plan without absent jobs, and takes each plan with fewer of them as the best.
  func fillIn(temperature: Double, clock: SearchClock) {
    let limit = clock.stepsLeft(stepsDone)
    var steps = 0
    while absentCount > 0 && steps < limit {
      if steps & 63 == 0, !goesOn(clock, steps) { break }
      steps += 1
      if stepWithAbsence(below: draw(temperature)) { noteBest() }
    }
    stepsDone += steps
  }

  /// Fleet minimisation (Christiaens, Vanden Berghe 2020, section 5.4): takes out the route whose jobs have been absent least, and seeks a
  /// plan of one route less that leaves no more jobs absent, until the clock stops or no fewer can carry the loads. Ends on the best plan.
  ///
  /// An attempt that fails for long is begun anew with other routes taken out; sooner where there are several vehicle types, since those
  /// that remain may be the wrong ones.
  func minimiseFleet(temperature: Double, clock: SearchClock) {
    let attemptSteps = (Rules.manyTypes ? 20 : Schedule.attemptStepsPerStop) * data.stopCount + 200
    var attempt = 0
    while usedCount > (absentCount == 0 ? data.routesMin : 1) && goesOn(clock, 0) {
      takeRoutesOut(attempt)
      if seek(absentMax: best.absentCount, temperature, steps: attemptSteps, clock) {
        saveBest()
        attempt = 0
      } else {
        reload()
        attempt += 1
      }
    }
    reload()
    // Where jobs are absent, a vehicle that could take one is worth more than it costs.
    routesMax = absentCount == 0 ? usedCount : data.slotCount
  }

  private func takeRoutesOut(_ attempt: Int) {
    begin()
    routesMax = usedCount - 1
    scratch.removedCount = 0
    if attempt == 0 {
      empty(slotOfLeastAbsence())
    } else {
      for _ in 0..<1 + chance.below(min(usedCount, 3)) { empty(used[chance.below(usedCount)]) }
    }
    for index in 0..<scratch.removedCount { setAbsent(scratch.removed[index]) }
    keep()
  }

  /// Steps until no more than so many jobs are absent. Returns whether that came to pass.
  private func seek(absentMax: Int, _ temperature: Double, steps stepsMax: Int, _ clock: SearchClock) -> Bool {
    let limit = min(stepsMax, clock.stepsLeft(stepsDone))
    var steps = 0
    while absentCount > absentMax && steps < limit {
      if steps & 63 == 0, !goesOn(clock, steps) { break }
      steps += 1
      _ = stepWithAbsence(below: draw(temperature))
    }
    stepsDone += steps
    return absentCount <= absentMax
  }

  private func slotOfLeastAbsence() -> Int {
    var least = (sum: Int.max, slot: used[0])
    for index in 0..<usedCount {
      let slot = used[index]
      var sum = 0
      var node = next[start(slot)]
      while node < data.stopCount {
        sum = sum &+ absences[data.head[node]]
        node = next[node]
      }
      if sum < least.sum { least = (sum, slot) }
    }
    return least.slot
  }

  private func empty(_ slot: Int) {
    while size[slot] > 0 { takeOut(job: data.head[next[start(slot)]]) }
  }
}
