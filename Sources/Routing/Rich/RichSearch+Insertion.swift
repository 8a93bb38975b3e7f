extension RichSearch {
  /// How many placements in one route are driven before the cheapest of them is taken, and how many are driven to find one at all.
  static var drivenMost: Int { 4 }
  static var refusedMost: Int { 40 }
  /// Share of the placements that a patient step overlooks.
  static var overlookedShare: Double { 0.25 }
  /// With more routes than this, only those are tried that a neighbour is on.
  static var routesTriedMost: Int { 40 }

  /// The cheapest place of a job, in the routes as they are, for less than `bound`; overlooks a route now and then (SISR's blinks).
  func bestPlacement(_ job: Int, below bound: Int, blinkChance: Double) -> RichPlacement {
    var found = RichPlacement(added: bound)
    let bound = data.jobs[job].slot
    if bound >= 0 {
      tryRoute(job, bound, &found)
      return found
    }
    var waiting: [Int] = []
    for slot in routesToTry(job) {
      if blinkChance > 0 && chance.unit() < blinkChance { continue }
      // What is known costs nothing and makes the bound for the others.
      let entry = memo[job, slot]
      if !isPatient && entry.version == states[slot].version && (entry.first >= 0 || entry.added >= found.added) {
        use(entry, slot, &found)
      } else {
        waiting.append(slot)
      }
    }
    for slot in waiting { tryRoute(job, slot, &found) }
    return found
  }

  private func use(_ entry: PlacementMemo.Entry, _ slot: Int, _ found: inout RichPlacement) {
    guard entry.first >= 0, entry.added < found.added else { return }
    found = RichPlacement(added: entry.added, slot: slot, first: Int(entry.first), second: Int(entry.second), reload: entry.reload)
  }

  private func routesToTry(_ job: Int) -> [Int] {
    var slots: [Int] = []
    if usedCount <= RichSearch.routesTriedMost {
      for slot in states.indices where isUsed(slot) { slots.append(slot) }
    } else {
      let terms = data.jobs[job]
      for stop in [terms.first, terms.second] where stop >= 0 {
        let count = data.neighbours.nearCount
        for index in stop * count..<(stop + 1) * count {
          let slot = slotOf[data.neighbours.near[index]]
          if slot >= 0 && !slots.contains(slot) { slots.append(slot) }
        }
      }
    }
    for range in slotsOfType {
      if let slot = range.first(where: { states[$0].count == 0 }) { slots.append(slot) }
    }
    return slots
  }

  /// The cheapest place of a job in one route, if it is cheaper than what was found.
  func tryRoute(_ job: Int, _ slot: Int, _ found: inout RichPlacement) {
    let state = states[slot]
    let entry = memo[job, slot]
    if !isPatient && entry.version == state.version && (entry.first >= 0 || entry.added >= found.added) {
      return use(entry, slot, &found)
    }
    var next = PlacementMemo.Entry(version: state.version, added: found.added)
    if data.jobs[job].skillsFit(data.types[data.slots[slot].type]) {
      collect(job, slot, below: found.added)
      drive(job, slot, &next)
    }
    if !isPatient { memo[job, slot] = next }
    use(next, slot, &found)
  }

  /// Drives the candidates in the order of their estimates.
  private func drive(_ job: Int, _ slot: Int, _ entry: inout PlacementMemo.Entry) {
    let state = states[slot]
    var (driven, refused) = (0, 0)
    while !candidates.isEmpty && driven < RichSearch.drivenMost && refused < RichSearch.refusedMost {
      var least = 0
      for index in candidates.indices where candidates[index].estimate < candidates[least].estimate { least = index }
      let candidate = candidates[least]
      candidates.swapAt(least, candidates.count - 1)
      candidates.removeLast()
      if !isPatient && candidate.estimate >= entry.added || driven > 0 && candidate.estimate >= entry.added { return }
      if isPatient && chance.unit() < RichSearch.overlookedShare { continue }
      let count = write(job, state, candidate)
      let bound = entry.added < Int.max / 4 ? state.cost - weight(slot) + entry.added : .max
      let opening = state.count == 0 ? weight(slot) : 0
      let cost = trial.withUnsafeBufferPointer {
        evaluator.cost(
          slot, $0.baseAddress.unsafelyUnwrapped, count, below: state.count == 0 && bound < .max ? entry.added - opening : bound)
      }
      guard let cost else {
        refused += 1
        continue
      }
      driven += 1
      let added = cost + weight(slot) - state.cost
      if added < entry.added {
        entry.added = added
        entry.first = candidate.first
        entry.second = candidate.second
        entry.reload = candidate.reload
      }
    }
  }

  /// Writes the route with the job into `trial`.
  @discardableResult
  func write(_ job: Int, _ state: RouteState, _ candidate: Candidate) -> Int {
    let terms = data.jobs[job]
    let head = terms.first >= 0 ? terms.first : terms.second
    let tail = terms.first >= 0 ? terms.second : -1
    var count = 0
    func put(_ node: Int32) {
      trial[count] = node
      count += 1
    }
    for position in 0...state.count {
      if position > 0 { put(state.nodes[position - 1]) }
      if position == candidate.first {
        if candidate.reload == .before { put(RichData.reload) }
        put(Int32(head))
        if candidate.reload != .none {
          if tail >= 0 { put(Int32(tail)) }
          if candidate.reload == .after { put(RichData.reload) }
          continue
        }
      }
      if tail >= 0 && candidate.reload == .none && position == candidate.second { put(Int32(tail)) }
    }
    return count
  }

  /// Places a job where it was found to fit.
  func place(_ job: Int, _ found: RichPlacement) {
    let state = states[found.slot]
    let count = write(
      job, state, Candidate(estimate: 0, first: Int32(found.first), second: Int32(found.second), reload: found.reload))
    set(found.slot, Array(trial[0..<count]), cost: state.cost + found.added)
  }
}
