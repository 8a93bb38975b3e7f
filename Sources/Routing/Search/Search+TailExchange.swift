extension Search {
  /// 2-opt* (Potvin, Rousseau 1995): two routes exchange what follows a cut, so that a random stop comes behind one of its neighbours. With
  /// an unused route it splits one, and where nothing follows the cuts it joins two.
  ///
  /// - Returns: Whether the plan changed, which it does where that costs less than `slack`.
  func exchangeTails(below slack: Int) -> Bool {
    let stop = chance.below(data.stopCount)
    let slot = route[stop]
    if slot < 0 { return false }
    let count = data.neighbours.nearCount
    let front = data.neighbours.near[stop &* count &+ chance.below(min(count, settings.tailNeighbours))]
    let other = route[front]
    if other < 0 || other == slot || Rules.manyTypes && data.alikeOnRoad[type(slot)] != data.alikeOnRoad[type(other)] { return false }
    return exchangeTails(front, stop, below: slack)
  }

  /// Makes `stop` follow `front`, and what followed `front` follow what came before `stop`.
  private func exchangeTails(_ front: Int, _ stop: Int, below slack: Int) -> Bool {
    let tables = tables(route[front])
    let before = previous[stop]
    let tail = next[front]
    let isJoin = before >= data.stopCount && tail >= data.stopCount
    let legIn = tables.cost(data.place[front], data.place[stop])
    let legBack = isJoin ? 0 : tables.cost(data.place[before], data.place[tail])
    var delta = legIn &+ legBack &- leg[front] &- leg[before]
    if isJoin { delta = delta &- self.tables(route[stop]).fixedCost }
    if delta >= slack { return false }
    if leave[front] &+ tables.time(data.place[front], data.place[stop]) > latest[stop] { return false }
    if leave[before] &+ tables.time(data.place[before], data.place[tail]) > latest[tail] { return false }
    guard canCut(behind: front), canCut(behind: before), fitsExchanged(front, before) else { return false }
    begin()
    let costBefore = cost
    swapTails(behind: front, behind: before, legIn, legBack)
    if cost &- costBefore >= slack {
      undo()
      return false
    }
    keep()
    return true
  }

  /// Whether no shipment is on board at the cut.
  private func canCut(behind node: Int) -> Bool {
    if !Rules.pairs { return true }
    var at = next[node]
    while at < data.stopCount {
      let partner = data.partner[at]
      if partner >= 0 && data.head[at] != at { scratch.key[at] = 1 }
      at = next[at]
    }
    var isFree = true
    at = next[node]
    while at < data.stopCount {
      if data.partner[at] >= 0 && data.head[at] == at { scratch.key[data.partner[at]] = 0 }
      at = next[at]
    }
    at = next[node]
    while at < data.stopCount {
      if data.partner[at] >= 0 && data.head[at] != at {
        if scratch.key[at] == 1 { isFree = false }
        scratch.key[at] = 0
      }
      at = next[at]
    }
    return isFree
  }

  /// Whether both routes have room for one another's tails.
  private func fitsExchanged(_ front: Int, _ before: Int) -> Bool {
    // Nothing is on board at a cut through shipments alone.
    if Rules.pairs && !data.hasSingleJobs { return true }
    let slot = route[front]
    let other = route[before]
    for dimension in 0..<dimensions {
      let capacity = data.capacity[type(slot) &* dimensions &+ dimension]
      let capacityOfOther = data.capacity[type(other) &* dimensions &+ dimension]
      var tailLoad = 0
      var tailOther = 0
      var node = next[front]
      while node < data.stopCount {
        tailLoad = tailLoad &+ base(node, dimension)
        node = next[node]
      }
      node = next[before]
      while node < data.stopCount {
        tailOther = tailOther &+ base(node, dimension)
        node = next[node]
      }
      let rise = tailOther &- tailLoad
      if !Rules.mixedLoads {
        if load[slot &* dimensions &+ dimension] &+ rise > capacity || load[other &* dimensions &+ dimension] &- rise > capacityOfOther {
          return false
        }
        continue
      }
      // Deliveries behind the cut are on board before it; pickups before the cut are on board behind it.
      let atFront = front &* dimensions &+ dimension
      let atBefore = before &* dimensions &+ dimension
      if loads.highestUntil[atFront] &+ rise > capacity || loads.highestUntil[atBefore] &- rise > capacityOfOther { return false }
      let carried = (loads.after[atFront] &- tailLoad) &- (loads.after[atBefore] &- tailOther)
      let tailOfOther = next[before] &* dimensions &+ dimension
      let tailOfSlot = next[front] &* dimensions &+ dimension
      if loads.highestFrom[tailOfOther] &+ carried > capacity || loads.highestFrom[tailOfSlot] &- carried > capacityOfOther { return false }
    }
    return true
  }

  private func swapTails(behind front: Int, behind before: Int, _ legIn: Int, _ legBack: Int) {
    let slot = route[front]
    let other = route[before]
    touch(slot)
    touch(other)
    let tables = tables(slot)
    let spanBefore = Rules.timeCost ? duration(slot) &+ duration(other) : 0
    cost = cost &+ legIn &+ legBack &- leg[front] &- leg[before]
    leg[front] = legIn
    leg[before] = legBack
    let tail = next[front]
    let stop = next[before]
    let moved = reassign(from: tail, to: other, lastBefore: before)
    let gained = reassign(from: stop, to: slot, lastBefore: front)
    let sizeOfSlot = size[slot]
    let sizeOfOther = size[other]
    size[slot] = sizeOfSlot &+ gained &- moved
    size[other] = sizeOfOther &+ moved &- gained
    for (changed, former) in [(slot, sizeOfSlot), (other, sizeOfOther)] {
      if former > 0 && size[changed] == 0 {
        cost = cost &- self.tables(changed).fixedCost
        setUsed(changed, false)
      } else if former == 0 && size[changed] > 0 {
        cost = cost &+ self.tables(changed).fixedCost
        setUsed(changed, true)
      }
      resum(changed)
      refresh(changed)
    }
    if Rules.timeCost { cost = cost &+ tables.costPerSecond &* (duration(slot) &+ duration(other) &- spanBefore) }
  }

  /// Hangs a chain of stops behind a node of another route, up to its end. Returns how many there are.
  func reassign(from first: Int, to slot: Int, lastBefore: Int) -> Int {
    var node = first
    var before = lastBefore
    var count = 0
    while node < data.stopCount {
      next[before] = node
      previous[node] = before
      route[node] = slot
      before = node
      node = next[node]
      count &+= 1
    }
    next[before] = end(slot)
    previous[end(slot)] = before
    return count
  }

  /// Sums up a route's load anew.
  func resum(_ slot: Int) {
    for dimension in 0..<dimensions {
      var sum = 0
      var node = next[start(slot)]
      while node < data.stopCount {
        sum = sum &+ base(node, dimension)
        node = next[node]
      }
      load[slot &* dimensions &+ dimension] = sum
    }
  }
}
