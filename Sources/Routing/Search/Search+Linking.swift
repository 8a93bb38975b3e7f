extension Search {
  /// Puts an absent stop behind a node, and brings the route's times up to date.
  func link(_ stop: Int, after before: Int) {
    let slot = route[before]
    touch(slot)
    let after = next[before]
    let tables = tables(slot)
    let wasEmpty = size[slot] == 0
    let spanBefore = Rules.timeCost ? duration(slot) : 0
    next[before] = stop
    previous[stop] = before
    next[stop] = after
    previous[after] = stop
    route[stop] = slot
    let legIn = tables.cost(data.place[before], data.place[stop])
    let legOut = tables.cost(data.place[stop], data.place[after])
    cost = cost &+ legIn &+ legOut &- leg[before]
    leg[before] = legIn
    leg[stop] = legOut
    if before < data.stopCount { refreshLead(before) }
    refreshLead(stop)
    if after < data.stopCount { refreshLead(after) }
    size[slot] = size[slot] &+ 1
    if wasEmpty {
      cost = cost &+ tables.fixedCost
      setUsed(slot, true)
    }
    for dimension in 0..<dimensions {
      load[slot &* dimensions &+ dimension] = load[slot &* dimensions &+ dimension] &+ base(stop, dimension)
    }
    spreadForward(from: stop, tables, pastIfSame: false)
    spreadBackward(from: stop, tables, pastIfSame: false)
    servedCount &+= 1
    refreshProfiles(slot)
    if Rules.timeCost { cost = cost &+ tables.costPerSecond &* (duration(slot) &- spanBefore) }
  }

  /// Takes out the `count` stops in `scratch.string`, which follow one another in one route in this order. The caller sees to their partners.
  func unlinkString(_ count: Int) {
    let first = scratch.string[0]
    let last = scratch.string[count &- 1]
    let slot = route[first]
    touch(slot)
    let tables = tables(slot)
    let spanBefore = Rules.timeCost ? duration(slot) : 0
    let before = previous[first]
    let after = next[last]
    cost = cost &- leg[before]
    for index in 0..<count {
      let stop = scratch.string[index]
      cost = cost &- leg[stop]
      takeAway(stop)
      for dimension in 0..<dimensions {
        load[slot &* dimensions &+ dimension] = load[slot &* dimensions &+ dimension] &- base(stop, dimension)
      }
    }
    size[slot] = size[slot] &- count
    servedCount &-= count
    next[before] = after
    previous[after] = before
    if size[slot] == 0 {
      leg[before] = 0
      cost = cost &- tables.fixedCost
      setUsed(slot, false)
    } else {
      leg[before] = tables.cost(data.place[before], data.place[after])
      cost = cost &+ leg[before]
      if leave[before] &+ tables.time(data.place[before], data.place[after]) > latest[after] { hasGap = true }
    }
    if before < data.stopCount { refreshLead(before) }
    if after < data.stopCount { refreshLead(after) }
    spreadForward(from: after, tables, pastIfSame: true)
    spreadBackward(from: before, tables, pastIfSame: true)
    refreshProfiles(slot)
    if Rules.timeCost { cost = cost &+ tables.costPerSecond &* (duration(slot) &- spanBefore) }
  }

  /// Whether nobody is late on the routes that the step has touched. Only taking stops out can make somebody late, and only where the way
  /// past them is longer than the way through them: ``hasGap`` says so.
  func isOnTime() -> Bool {
    if !hasGap { return true }
    for index in 0..<log.slotCount where size[log.slot[index]] > 0 {
      let slot = log.slot[index]
      let tables = tables(slot)
      var node = start(slot)
      var departure = data.open[node]
      while node != end(slot) {
        let after = next[node]
        let begin = max(departure &+ tables.time(data.place[node], data.place[after]), data.open[after])
        if begin > data.close[after] { return false }
        departure = begin &+ data.service[after]
        node = after
      }
    }
    return true
  }

  /// Recomputes earliest departures from a node on, until one stays what it was.
  @inline(__always) private func spreadForward(from first: Int, _ tables: TypeTables, pastIfSame: Bool) {
    var node = first
    var before = previous[node]
    var stopIfSame = pastIfSame
    while true {
      let arrival = leave[before] &+ tables.time(data.place[before], data.place[node])
      let departure = max(arrival, data.open[node]) &+ data.service[node]
      if stopIfSame && departure == leave[node] { return }
      stopIfSame = true
      leave[node] = departure
      before = node
      node = next[node]
      if before >= data.stopCount { return }
    }
  }

  /// Recomputes latest beginnings from a node back, until one stays what it was.
  @inline(__always) private func spreadBackward(from last: Int, _ tables: TypeTables, pastIfSame: Bool) {
    var node = last
    var stopIfSame = pastIfSame
    while true {
      let after = next[node]
      let bound = latest[after] &- tables.time(data.place[node], data.place[after]) &- data.service[node]
      let value = min(bound, data.close[node])
      if stopIfSame && value == latest[node] { return }
      stopIfSame = true
      latest[node] = value
      if node >= data.stopCount { return }
      node = previous[node]
    }
  }
}
