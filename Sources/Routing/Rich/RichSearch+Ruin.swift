extension RichSearch {
  /// Adjacent string removal (Christiaens, Vanden Berghe 2020, section 5.2), as ``Search/removeStrings()`` does it on lists; now and then a
  /// whole route. Whole jobs are then in `removed`.
  func ruin() {
    removed.removeAll(keepingCapacity: true)
    let served = data.jobCount - absent.count
    guard served > 0 else { return }
    if chance.unit() < RichSearch.wholeRouteChance {
      let slot = slotOf[chance.below(data.stopCount)]
      if slot >= 0 { takeOut(jobs(of: states[slot].nodes), from: slot) }
      return
    }
    let average = Double(data.stopCount) / Double(max(usedCount, 1))
    let longest = min(Double(settings.stringMax), average)
    let stringsMax = 4 * settings.meanRemoved / (1 + longest) - 1
    let strings = Int(chance.unit() * stringsMax + 1)
    let seed = chance.below(data.stopCount)
    let count = data.neighbours.adjacentCount
    var ruined: [Int] = []
    for index in 0..<count {
      let stop = data.neighbours.adjacent[seed * count + index]
      let slot = slotOf[stop]
      if slot < 0 || ruined.contains(slot) { continue }
      let bound = min(longest, Double(states[slot].count))
      takeOut(string(around: stop, slot, length: Int(chance.unit() * bound + 1)), from: slot)
      ruined.append(slot)
      if ruined.count >= strings { break }
    }
  }

  /// Short strings from many routes: jobs with two stops are not neighbours for long.
  static var ruins: RuinSettings {
    var settings = RuinSettings()
    settings.meanRemoved = 14
    settings.stringMax = 4
    return settings
  }

  static var wholeRouteChance: Double { 0.02 }

  /// The jobs of a string of stops that contains one, a few in its middle left standing.
  private func string(around stop: Int, _ slot: Int, length wanted: Int) -> [Int] {
    let nodes = states[slot].nodes
    let length = min(wanted, nodes.count)
    var standing = 0
    if length > 1 && length < nodes.count && chance.unit() < settings.splitChance {
      standing = 1
      while length + standing < nodes.count && chance.unit() < settings.standingChance { standing += 1 }
    }
    let span = length + standing
    let at = nodes.firstIndex(of: Int32(stop)) ?? 0
    let first = max(at - span + 1, 0)
    let from = first + chance.below(min(at, nodes.count - span) - first + 1)
    let gap = standing == 0 ? span : 1 + chance.below(length - 1)
    var jobs: [Int] = []
    for index in from..<from + span where index < from + gap || index >= from + gap + standing {
      guard nodes[index] >= 0 else { continue }
      let job = data.job[Int(nodes[index])]
      if !data.jobs[job].isSettled && !jobs.contains(job) { jobs.append(job) }
    }
    return jobs
  }

  /// Takes jobs out of a route; all of them, where the rest could not be driven.
  private func takeOut(_ jobs: [Int], from slot: Int) {
    if jobs.isEmpty { return }
    var out = jobs
    var nodes = without(out, slot)
    var left = exactCost(slot, nodes)
    if left == nil {
      out = self.jobs(of: states[slot].nodes)
      nodes = without(out, slot)
      left = exactCost(slot, nodes) ?? 0
    }
    set(slot, nodes, cost: left ?? 0)
    for job in out {
      setAbsent(job)
      removed.append(job)
    }
  }

  private func without(_ jobs: [Int], _ slot: Int) -> [Int32] {
    let locked = data.slots[slot].locked.count
    var kept: [Int32] = []
    kept.reserveCapacity(states[slot].nodes.count)
    for (index, node) in states[slot].nodes.enumerated() {
      if node >= 0 {
        if index < locked || !jobs.contains(data.job[Int(node)]) { kept.append(node) }
      } else if kept.isEmpty ? data.slots[slot].begun >= 0 : kept[kept.count - 1] >= 0 {
        // No trip without a stop, but that a vehicle under way may come home first.
        kept.append(node)
      }
    }
    while let last = kept.last, last < 0 { kept.removeLast() }
    return kept
  }
}
