extension Search {
  /// Two vehicles of different types exchange their routes, or an unused one takes a route over. An insertion opens the vehicle that is
  /// cheapest for one stop; only this finds the one that is cheapest for a whole route (the fleet size and mix problem: Golden, Assad, Levy,
  /// Gheysens 1984).
  ///
  /// - Returns: Whether the plan changed, which it does where that costs less than `slack`.
  func exchangeVehicles(below slack: Int) -> Bool {
    let slot = route[chance.below(data.stopCount)]
    let wanted = chance.below(data.typeCount)
    if slot < 0 || wanted == type(slot) { return false }
    let other = unusedCount[wanted] > 0 ? data.firstUnused(wanted, unused, unusedCount) : route[chance.below(data.stopCount)]
    if other < 0 || type(other) != wanted { return false }
    guard holds(wanted, loadOf: slot), holds(type(slot), loadOf: other) else { return false }
    begin()
    let costBefore = cost
    touch(slot)
    touch(other)
    cost = cost &- routeCost(slot) &- routeCost(other)
    let chain = next[start(slot)]
    let chainOfOther = next[start(other)]
    let moved = reassign(from: chain, to: other, lastBefore: start(other))
    let gained = reassign(from: chainOfOther, to: slot, lastBefore: start(slot))
    for (changed, count) in [(slot, gained), (other, moved)] {
      if (size[changed] > 0) != (count > 0) { setUsed(changed, count > 0) }
      size[changed] = count
      resum(changed)
      refresh(changed)
    }
    cost = cost &+ routeCost(slot) &+ routeCost(other)
    // Another type's ways and shift are others.
    hasGap = true
    guard cost &- costBefore < slack, isOnTime() else {
      undo()
      return false
    }
    keep()
    return true
  }

  private func holds(_ type: Int, loadOf slot: Int) -> Bool {
    for dimension in 0..<dimensions
    where loads.highestUntil[end(slot) &* dimensions &+ dimension] > data.capacity[type &* dimensions &+ dimension] {
      return false
    }
    return true
  }

  /// All that a route costs; 0 where it is unused.
  private func routeCost(_ slot: Int) -> Int {
    if size[slot] == 0 { return 0 }
    let tables = tables(slot)
    var sum = tables.fixedCost
    var node = start(slot)
    while node != end(slot) {
      sum = sum &+ leg[node]
      node = next[node]
    }
    return Rules.timeCost ? sum &+ tables.costPerSecond &* duration(slot) : sum
  }
}
