extension RichSearch {
  /// How many placements in one route are driven before the cheapest of them is taken, and how many are driven to find one at all.
  static var drivenMost: Int { 4 }
  static var refusedMost: Int { 40 }
  /// Share of the placements that a patient step overlooks.
  static var overlookedShare: Double { 0.25 }
  /// With more routes than this, only those are tried that a neighbour is on.
  static var routesTriedMost: Int { 40 }

  /// The cheapest place of a job, in the routes as they are, for less than `bound`; overlooks a route now and then (SISR's blinks).
  ///
  /// All placements wait together and the least is looked at, by what it costs at least: first its estimate, then one curve of its hours,
  /// then all it takes. So hardly any is driven but those that might win.
  func bestPlacement(_ job: Int, below bound: Int, blinkChance: Double) -> RichPlacement {
    var found = RichPlacement(added: bound)
    candidates.removeAll(keepingCapacity: true)
    queues.removeAll(keepingCapacity: true)
    for slot in data.jobs[job].slot >= 0 ? [data.jobs[job].slot] : routesToTry(job) {
      if data.jobs[job].slot < 0 && blinkChance > 0 && chance.unit() < blinkChance { continue }
      let entry = memo[job, slot]
      // What is known costs nothing and makes the bound for the others.
      if !isPatient && entry.version == states[slot].version && (entry.isExact || entry.floor >= found.added) {
        use(entry, slot, &found)
      } else {
        queues.append(PlacementQueue(slot: slot))
      }
    }
    for index in queues.indices {
      let slot = queues[index].slot
      queues[index].first = candidates.count
      if data.jobs[job].skillsFit(data.types[data.slots[slot].type]) { collect(job, slot, below: found.added) }
      queues[index].last = candidates.count
      queues[index].findLeast(candidates)
    }
    driveLeast(job, &found)
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

  /// Drives what waits, the least first, until nothing that waits can cost less than what was found.
  private func driveLeast(_ job: Int, _ found: inout RichPlacement) {
    while true {
      var least = -1
      for index in queues.indices where queues[index].isOpen && (least < 0 || queues[index].floor < queues[least].floor) { least = index }
      guard least >= 0 else { break }
      var queue = queues[least]
      if queue.floor < found.added || isPatient && queue.driven == 0 {
        look(job, &queue, &found)
      } else if isPatient {
        queue.isOpen = false
      } else {
        break
      }
      queues[least] = queue
    }
    if isPatient { return }
    // What was passed over, refused or is left costs no less than what was found; how much more, nobody knows.
    for queue in queues {
      memo[job, queue.slot] = PlacementMemo.Entry(
        version: states[queue.slot].version, floor: found.added, added: queue.added,
        first: queue.placement.first, second: queue.placement.second, reload: queue.placement.reload)
    }
  }

  /// Looks at the least placement of a route more closely.
  private func look(_ job: Int, _ queue: inout PlacementQueue, _ found: inout RichPlacement) {
    let slot = queue.slot
    let state = states[slot]
    let candidate = candidates[queue.least]
    if isPatient && !candidate.isDriven && chance.unit() < RichSearch.overlookedShare {
      return queue.drop(&candidates)
    }
    let before = state.count == 0 && data.slots[slot].begun < 0 ? -weight(slot) : state.cost - weight(slot)
    let bound = found.added < Int.max / 4 ? before + found.added : .max
    let count = write(job, state, candidate)
    let reckoned = trial.withUnsafeBufferPointer { evaluator.reckon(slot, $0.baseAddress.unsafelyUnwrapped, count, below: bound) }
    var cost: Int?
    switch reckoned {
    case .answer(let answer): cost = answer
    case .atLeast(let least):
      // Another may be less by now.
      let estimate = max(least - before, candidate.estimate)
      if !candidate.isDriven,
        queues.contains(where: { $0.isOpen && $0.slot != slot && $0.floor < estimate }) || !queue.isLeast(estimate, candidates)
      {
        candidates[queue.least].estimate = estimate
        candidates[queue.least].isDriven = true
        return queue.findLeast(candidates)
      }
      cost = evaluator.finish(slot, below: bound)
    }
    if let cost {
      queue.driven += 1
      let added = cost - before
      if added < queue.added {
        queue.added = added
        queue.placement = candidate
      }
      if added < found.added {
        found = RichPlacement(
          added: added, slot: slot, first: Int(candidate.first), second: Int(candidate.second), reload: candidate.reload)
      }
    } else {
      queue.refused += 1
    }
    queue.drop(&candidates)
    if queue.driven >= RichSearch.drivenMost || queue.refused >= RichSearch.refusedMost { queue.isOpen = false }
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
