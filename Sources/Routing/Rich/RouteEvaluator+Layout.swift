extension RouteEvaluator {
  /// What is aboard at some point of a route.
  private struct Aboard {
    var rate = 0
    var classes: UInt64 = 0
    var unlisted = 0
    /// Shipments taken on in this trip and not handed over yet; what a route under way had before does not count.
    var shipments = 0
  }

  /// Lays a route out, and tests every rule that does not depend on hours.
  func layOut(_ slotIndex: Int, _ nodes: UnsafePointer<Int32>, _ count: Int) -> Bool {
    let slot = data.slots[slotIndex]
    let type = data.types[slot.type]
    var aboard = Aboard()
    var trips = 1
    /// Whether something of this trip was picked up already.
    var hasPickedUp = false
    line.count = 0
    line.cost = slot.fixedCost
    line.tolls = 0
    line.costOfGaps = 0
    line.hasSeveralWindows = false
    isChilled = type.isChilled
    line.rides.removeAll(keepingCapacity: true)
    addNode(stop: -1, service: 0)
    clearLoads(&aboard)
    for job in slot.aboard where !take(job, type, &aboard) { return false }
    if !loadTrip(slotIndex, nodes, 0, count, type, isFirst: true, &aboard) { return false }
    var place = slot.place
    for index in 0..<count {
      let stop = Int(nodes[index])
      if stop < 0 {
        trips += 1
        let isEmpty = index == 0 ? slot.begun < 0 : nodes[index - 1] < 0
        if trips > type.trips || isEmpty || index == count - 1 { return refuse(.trips) }
        if aboard.shipments > 0 { return refuse(.trips) }
        if !drive(place, type.start, type, aboard) { return false }
        endTrip(slot, aboard, nodes, index, isFirst: trips == 2)
        addNode(stop: -1, service: 0)
        clearLoads(&aboard)
        line.gap[line.count - 1] = type.reload
        line.isDriven[line.count - 1] = 0
        line.rate[line.count - 1] = type.costPerSecond
        line.costOfGaps += type.reload * type.costPerSecond
        addNode(stop: -1, service: 0)
        if !loadTrip(slotIndex, nodes, index + 1, count, type, isFirst: false, &aboard) { return false }
        place = type.start
        hasPickedUp = false
        continue
      }
      if !drive(place, data.place[stop], type, aboard) { return false }
      place = data.place[stop]
      addNode(stop: stop, service: data.service[stop])
      let jobIndex = data.job[stop]
      let node = line.count - 1
      switch Role(rawValue: data.role[stop]).unsafelyUnwrapped {
      case .deliver:
        if type.deliveriesFirst && hasPickedUp { return refuse(.deliveriesFirst) }
        release(jobIndex, &aboard, at: node)
        line.cost &+= (type.costPerSecond &+ aboard.rate) &* line.service[node]
      case .unload:
        // What a route under way had loaded before is not to be carried over a reload.
        if data.jobs[jobIndex].first >= 0 { aboard.shipments -= 1 } else if trips > 1 { return refuse(.bound) }
        release(jobIndex, &aboard, at: node)
        line.cost &+= (type.costPerSecond &+ aboard.rate) &* line.service[node]
      case .pickUp, .load:
        line.cost &+= (type.costPerSecond &+ aboard.rate) &* line.service[node]
        if data.role[stop] == Role.pickUp.rawValue { hasPickedUp = true } else if data.jobs[jobIndex].first >= 0 { aboard.shipments += 1 }
        if !data.jobs[jobIndex].skillsFit(type) { return refuse(.skills) }
        if !take(jobIndex, type, &aboard) { return false }
        loadedAt[jobIndex] = node
      }
    }
    if aboard.shipments > 0 { return refuse(.bound) }
    if !drive(place, type.end, type, aboard) { return false }
    endTrip(slot, aboard, nodes, count, isFirst: trips == 1)
    addNode(stop: -1, service: 0)
    return true
  }

  private func refuse(_ why: Refusal) -> Bool {
    refusal = why
    return false
  }

  @inline(__always) private func addNode(stop: Int, service: Int) {
    let node = line.count
    line.stop[node] = stop
    line.service[node] = service
    line.high[node] = max(line.pendingHigh, 0)
    line.pendingHigh = RichData.never
    if stop >= 0 && data.firstWindow[stop &+ 1] &- data.firstWindow[stop] > 1 { line.hasSeveralWindows = true }
    line.count = node &+ 1
  }

  /// Drives from the last node to a place, with the toll that the load leaves to be paid.
  @inline(__always) private func drive(_ from: Int, _ to: Int, _ type: RichType, _ aboard: Aboard) -> Bool {
    let node = line.count &- 1
    let tables = type.tables
    let at = from &* tables.size &+ to
    let seconds = Int(tables.timeFrom[at])
    if seconds >= SearchData.never { return refuse(.noWay) }
    line.cost &+= Int(tables.costFrom[at])
    if let tolls = type.tolls, tolls[at] > 0, !isTollFree(type, aboard) {
      line.cost &+= Int(tolls[at])
      line.tolls &+= Int(tolls[at])
    }
    line.gap[node] = seconds
    line.isDriven[node] = 1
    let rate = type.costPerSecond &+ aboard.rate
    line.rate[node] = rate
    line.costOfGaps &+= (type.permilleLeast == 1000 ? seconds : seconds &* type.permilleLeast / 1000) &* rate
    return true
  }

  private func isTollFree(_ type: RichType, _ aboard: Aboard) -> Bool {
    if aboard.unlisted > 0 { return false }
    for dimension in 0..<type.tollFreeCount {
      let bound = type.tollFree[dimension]
      if bound >= 0 && listed[dimension] >= bound { return true }
    }
    return false
  }

  private func clearLoads(_ aboard: inout Aboard) {
    aboard = Aboard()
    for dimension in 0..<data.dimensions {
      onBoard[dimension] = 0
      listed[dimension] = 0
    }
    if data.hasApart { for index in 0..<64 { aboardOfClass[index] = 0 } }
  }

  /// Takes on what is delivered in the trip that begins with a node.
  private func loadTrip(
    _ slotIndex: Int, _ nodes: UnsafePointer<Int32>, _ from: Int, _ count: Int, _ type: RichType, isFirst: Bool, _ aboard: inout Aboard
  ) -> Bool {
    let isBegun = data.slots[slotIndex].begun >= 0
    var index = from
    while index < count && nodes[index] >= 0 {
      let stop = Int(nodes[index])
      index &+= 1
      if data.role[stop] != Role.deliver.rawValue { continue }
      let job = data.job[stop]
      if data.jobs[job].isAboard {
        // It is in the load of the route under way, if it is this one and its first trip.
        if !(isFirst && data.jobs[job].slot == slotIndex) { return refuse(.bound) }
        continue
      }
      if isFirst && isBegun { return refuse(.bound) }
      if !data.jobs[job].skillsFit(type) { return refuse(.skills) }
      if !take(job, type, &aboard) { return false }
      loadedAt[job] = line.count - 1
    }
    return true
  }

  @inline(__always) private func take(_ index: Int, _ type: RichType, _ aboard: inout Aboard) -> Bool {
    let job = data.jobs[index]
    for dimension in 0..<data.dimensions {
      let amount = data.load[job.loadAt &+ dimension]
      onBoard[dimension] &+= amount
      if onBoard[dimension] > type.capacity[dimension] { return refuse(.capacity(dimension: dimension)) }
      if job.isListed { listed[dimension] &+= amount }
    }
    if !job.isListed { aboard.unlisted &+= 1 }
    if data.hasApart {
      if aboard.classes & job.apart != 0 { return refuse(.apart(job: index)) }
      aboard.classes |= job.goods
      aboardOfClass[job.goods.trailingZeroBitCount] &+= 1
    }
    aboard.rate &+= job.rate
    return true
  }

  /// Hands goods over at a node.
  @inline(__always) private func release(_ index: Int, _ aboard: inout Aboard, at node: Int) {
    let job = data.jobs[index]
    for dimension in 0..<data.dimensions {
      let amount = data.load[job.loadAt &+ dimension]
      onBoard[dimension] &-= amount
      if job.isListed { listed[dimension] &-= amount }
    }
    if !job.isListed { aboard.unlisted &-= 1 }
    if data.hasApart {
      let goods = job.goods.trailingZeroBitCount
      aboardOfClass[goods] &-= 1
      if aboardOfClass[goods] == 0 { aboard.classes &= ~job.goods }
    }
    aboard.rate &-= job.rate
    let longest = isChilled ? job.longestChilled : job.longest
    if longest < RichData.never { ride(index, to: node, longest) }
  }

  private func ride(_ index: Int, to node: Int, _ longest: Int) {
    let job = data.jobs[index]
    if job.isAboard {
      line.high[node] = min(line.high[node], job.since + longest)
    } else {
      line.rides.append(RouteLine.Ride(from: loadedAt[index], to: node, longest: longest, job: index))
    }
  }

  /// What was picked up in the trip is aboard until the node that comes next.
  private func endTrip(_ slot: RichSlot, _ aboard: Aboard, _ nodes: UnsafePointer<Int32>, _ until: Int, isFirst: Bool) {
    line.pendingHigh = RichData.never
    guard data.hasRideLimits else { return }
    var index = until - 1
    while index >= 0 && nodes[index] >= 0 {
      let job = data.job[Int(nodes[index])]
      let longest = isChilled ? data.jobs[job].longestChilled : data.jobs[job].longest
      if data.jobs[job].role == .pickUp && longest < RichData.never {
        line.rides.append(RouteLine.Ride(from: loadedAt[job], to: line.count, longest: longest, job: job))
      }
      index -= 1
    }
    if isFirst {
      for job in slot.aboard where data.jobs[job].role == .pickUp {
        line.pendingHigh = min(
          line.pendingHigh, data.jobs[job].since + (isChilled ? data.jobs[job].longestChilled : data.jobs[job].longest))
      }
    }
  }
}

extension RichJob {
  @inline(__always) func longest(in type: RichType) -> Int { type.isChilled ? longestChilled : longest }

  @inline(__always) func skillsFit(_ type: RichType) -> Bool { skills & ~type.skills == 0 }
}
