/// The routes that a step has touched, as they were before it.
struct UndoLog {
  /// Step at which a slot was last saved.
  let savedAt: Row
  var step = 0
  /// Saved slots with the end of their run in `node`.
  let slot: Row
  let until: Row
  /// By saved slot and dimension.
  let load: Row
  var slotCount = 0
  let node: Row
  let leave: Row
  let latest: Row
  let leg: Row
  var nodeCount = 0
  var cost = 0
  var servedCount = 0
  /// Heads that were absent before the step.
  let absent: Row
  var absentCount = 0

  init(nodes: Int, slots: Int, dimensions: Int) {
    savedAt = Row(count: slots, repeating: -1)
    slot = Row(count: slots)
    until = Row(count: slots)
    load = Row(count: slots * dimensions)
    node = Row(count: nodes)
    leave = Row(count: nodes)
    latest = Row(count: nodes)
    leg = Row(count: nodes)
    absent = Row(count: nodes)
  }

  func free() { for row in [savedAt, slot, until, load, node, leave, latest, leg, absent] { row.free() } }
}

extension Search {
  /// Opens a step: what is touched from here on can be undone.
  @inline(__always) func begin() {
    log.step = (log.step &+ 1) & 0x3FFF_FFFF
    log.slotCount = 0
    log.nodeCount = 0
    log.cost = cost
    log.servedCount = servedCount
    log.absentCount = absentCount
    hasGap = false
    for index in 0..<absentCount { log.absent[index] = absent[index] }
  }

  /// Saves a route before it is changed for the first time in a step.
  @inline(__always) func touch(_ slot: Int) {
    if log.savedAt[slot] != log.step { save(slot) }
  }

  private func save(_ slot: Int) {
    log.savedAt[slot] = log.step
    var at = log.nodeCount
    let last = end(slot)
    var node = start(slot)
    while true {
      log.node[at] = node
      log.leave[at] = leave[node]
      log.latest[at] = latest[node]
      log.leg[at] = leg[node]
      at &+= 1
      if node == last { break }
      node = next[node]
    }
    log.nodeCount = at
    log.slot[log.slotCount] = slot
    for dimension in 0..<dimensions {
      log.load[log.slotCount &* dimensions &+ dimension] = load[slot &* dimensions &+ dimension]
    }
    log.until[log.slotCount] = at
    log.slotCount &+= 1
  }

  /// Puts the plan back to what it was at ``begin()``.
  func undo() {
    while absentCount > 0 {
      absentCount &-= 1
      absentAt[absent[absentCount]] = -1
    }
    for index in 0..<log.slotCount {
      var node = next[start(log.slot[index])]
      while node < data.stopCount {
        takeAway(node)
        node = next[node]
      }
    }
    for index in 0..<log.slotCount {
      let slot = log.slot[index]
      for dimension in 0..<dimensions {
        load[slot &* dimensions &+ dimension] = log.load[index &* dimensions &+ dimension]
      }
      restore(slot, from: index == 0 ? 0 : log.until[index &- 1], to: log.until[index])
    }
    for index in 0..<log.absentCount { setAbsent(log.absent[index]) }
    cost = log.cost
    servedCount = log.servedCount
  }

  private func restore(_ slot: Int, from: Int, to: Int) {
    var before = -1
    for at in from..<to {
      let node = log.node[at]
      if before >= 0 { next[before] = node }
      previous[node] = before
      route[node] = slot
      leave[node] = log.leave[at]
      latest[node] = log.latest[at]
      leg[node] = log.leg[at]
      if before >= 0 && node < data.stopCount { refreshLead(node) }
      before = node
    }
    let stops = to &- from &- 2
    if (size[slot] > 0) != (stops > 0) { setUsed(slot, stops > 0) }
    size[slot] = stops
    refreshProfiles(slot)
  }

  /// What a stop adds to its route's load at the start (mixed loads) or to its sum (others).
  @inline(__always) func base(_ stop: Int, _ dimension: Int) -> Int {
    let at = stop &* dimensions &+ dimension
    return Rules.mixedLoads ? data.dropped[at] : data.dropped[at] &+ data.taken[at]
  }
}
