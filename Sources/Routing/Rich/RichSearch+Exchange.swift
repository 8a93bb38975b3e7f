extension RichSearch {
  /// 2-opt* (Potvin, Rousseau 1995): two routes exchange what comes behind a stop of the one and in front of a near stop of the other.
  func exchangeTails(slack: Int) -> Bool {
    let stop = chance.below(data.stopCount)
    let slot = slotOf[stop]
    let count = min(data.neighbours.nearCount, settings.tailNeighbours)
    if slot < 0 || count == 0 { return false }
    let near = data.neighbours.near[stop * data.neighbours.nearCount + chance.below(count)]
    let other = slotOf[near]
    if other < 0 || other == slot { return false }
    let (one, two) = (states[slot].nodes, states[other].nodes)
    let cut = (one.firstIndex(of: Int32(stop)) ?? 0) + 1
    let cutOther = two.firstIndex(of: Int32(near)) ?? 0
    if cut < data.slots[slot].locked.count || cutOther < data.slots[other].locked.count { return false }
    if !isWhole(one, slot, cut) || !isWhole(two, other, cutOther) { return false }
    let mended = Array(one[0..<cut] + two[cutOther...])
    let rest = Array(two[0..<cutOther] + one[cut...])
    let before = states[slot].cost + states[other].cost
    guard let first = exactCost(slot, mended), first < before + slack else { return false }
    guard let second = exactCost(other, rest), first + second < before + slack else { return false }
    begin()
    set(slot, mended, cost: first)
    set(other, rest, cost: second)
    return true
  }

  /// Whether a cut leaves no job divided, nor a bound one on its way out.
  private func isWhole(_ nodes: [Int32], _ slot: Int, _ cut: Int) -> Bool {
    for index in cut..<nodes.count where nodes[index] >= 0 {
      let terms = data.jobs[data.job[Int(nodes[index])]]
      if terms.slot >= 0 { return false }
      guard data.role[Int(nodes[index])] == Role.unload.rawValue else { continue }
      if let from = nodes[0..<cut].lastIndex(of: Int32(terms.first)), from < cut { return false }
    }
    return true
  }

  /// Two vehicles of different types exchange their routes, or one goes to a vehicle that stands at home.
  func exchangeVehicles(slack: Int) -> Bool {
    let slot = slotOf[chance.below(data.stopCount)]
    if slot < 0 || data.slots[slot].begun >= 0 { return false }
    let type = chance.below(data.types.count)
    if type == data.slots[slot].type || slotsOfType[type].isEmpty { return false }
    let range = slotsOfType[type]
    let other = range.first { states[$0].count == 0 && chance.unit() < 0.5 } ?? range.lowerBound + chance.below(range.count)
    let before = states[slot].cost + states[other].cost
    let (one, two) = (states[slot].nodes, states[other].nodes)
    guard let first = exactCost(slot, two), let second = exactCost(other, one), first + second < before + slack else { return false }
    begin()
    set(slot, two, cost: first)
    set(other, one, cost: second)
    return true
  }
}
