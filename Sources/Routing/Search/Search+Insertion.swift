/// Where a job goes in: what it costs, behind which node its first stop goes, and behind which node its second.
struct Placement {
  var cost: Int
  var after = -1
  /// Behind which node the shipment's second stop goes; -1 stands for directly behind the first.
  var secondAfter = -1
}

extension Search {
  /// Greedy insertion with blinks (Christiaens, Vanden Berghe 2020, section 5.3): puts the removed jobs back one by one, each where it
  /// costs least, in an order drawn at random, and overlooks a place now and then.
  ///
  /// Gives up as soon as the plan would cost `bound` or more, which loses nothing where legs obey the triangle inequality.
  /// - Parameter absencesMax: A job without a place becomes absent, as long as those that do have been absent no more often than this in
  ///   all; where it is nil, none may.
  /// - Returns: Whether all were put back, or became absent as allowed.
  func insertRemoved(below bound: Int, absencesMax: Int?) -> Bool {
    var absencesSum = 0
    for index in 0..<scratch.removedCount {
      let head = scratch.removed[index]
      let found =
        Rules.pairs && data.partner[head] >= 0 ? bestPlacementOfPair(head, below: bound &- cost) : bestPlacement(head, below: bound &- cost)
      guard found.after >= 0 else {
        guard let absencesMax else { return false }
        setAbsent(head)
        absencesSum = absencesSum &+ absences[head]
        if absencesSum > absencesMax { return false }
        continue
      }
      place(head, found)
    }
    return true
  }

  @inline(__always) func place(_ head: Int, _ found: Placement) {
    link(head, after: found.after)
    if Rules.pairs && data.partner[head] >= 0 {
      link(data.partner[head], after: found.secondAfter < 0 ? head : found.secondAfter)
    }
  }

  @inline(__always) func blinks() -> Bool { chance.unit() < settings.blinkChance }

  /// The cheapest place of a single stop, among those behind its neighbours, in front of neighbours that come first, and in unused vehicles.
  func bestPlacement(_ stop: Int, below bound: Int) -> Placement {
    var found = Placement(cost: bound)
    let visit = Visit(stop, data, data.table[0])
    let lists = Lists(self)
    let count = data.neighbours.nearCount
    let near = data.neighbours.near.at(stop &* count)
    let bounds = data.neighbours.boundOfNear.at(stop &* count)
    let costs = data.neighbours.costFromNear.at(stop &* count)
    let times = data.neighbours.timeFromNear.at(stop &* count)
    for index in 0..<count {
      let neighbour = near[index]
      if (bounds[index] &- lists.lead[neighbour]) &* 2 >= found.cost { continue }
      consider(visit, after: neighbour, costs[index], times[index], lists, &found)
      let before = lists.previous[neighbour]
      if before >= data.stopCount {
        consider(visit, after: before, visit.costIn[lists.place[before]], visit.timeIn[lists.place[before]], lists, &found)
      }
    }
    if usedCount < routesMax {
      for type in 0..<data.typeCount where unusedCount[type] > 0 {
        let before = start(data.firstUnused(type, unused, unusedCount))
        consider(visit, after: before, visit.costIn[lists.place[before]], visit.timeIn[lists.place[before]], lists, &found)
      }
    }
    return found
  }

  /// The cheapest place among all there are.
  func bestPlacementAnywhere(_ head: Int) -> Placement {
    var found = Placement(cost: Int.max / 4)
    let visit = Visit(head, data, data.table[0])
    let lists = Lists(self)
    for index in 0..<usedCount {
      var node = start(used[index])
      while true {
        if Rules.pairs && data.partner[head] >= 0 {
          considerPair(head, after: node, &found)
        } else {
          consider(visit, after: node, visit.costIn[lists.place[node]], visit.timeIn[lists.place[node]], lists, &found)
        }
        node = next[node]
        if node >= data.stopCount { break }
      }
    }
    return found
  }

  /// What the matrix is asked for lies far away in memory, so it comes after all that can be ruled out without it.
  @inline(__always) private func consider(
    _ visit: Visit, after before: Int, _ costIn: Int, _ timeIn: Int, _ lists: Lists, _ found: inout Placement
  ) {
    let visit = Rules.manyTypes ? Visit(visit.stop, data, tables(max(lists.route[before], 0))) : visit
    let costIn = Rules.manyTypes ? visit.costIn[lists.place[before]] : costIn
    let timeIn = Rules.manyTypes ? visit.timeIn[lists.place[before]] : timeIn
    let arrival = lists.leave[before] &+ timeIn
    if arrival > visit.close { return }
    let departure = max(arrival, visit.open) &+ visit.service
    let after = lists.next[before]
    let slack = lists.latest[after] &- departure
    if slack < 0 { return }
    let placeAfter = lists.place[after]
    var delta = costIn &+ visit.costOut[placeAfter] &- lists.leg[before]
    if after >= data.stopCount && before >= data.stopCount { delta = delta &+ tables(lists.route[before]).fixedCost }
    if !Rules.timeCost && delta >= found.cost || visit.timeOut[placeAfter] > slack { return }
    let slot = lists.route[before]
    if !fits(visit.stop, slot, before) { return }
    if Rules.timeCost {
      let whole = spans.until[before].then(timeIn, span(visit.stop)).then(visit.timeOut[placeAfter], spans.from[after])
      delta = delta &+ tables(slot).costPerSecond &* (Int(whole.duration) &- duration(slot))
      if delta >= found.cost { return }
    }
    if blinks() { return }
    found.cost = delta
    found.after = before
  }

  /// Whether a route has room for a single stop behind a node.
  @inline(__always) private func fits(_ stop: Int, _ slot: Int, _ before: Int) -> Bool {
    for dimension in 0..<dimensions {
      let capacity = data.capacity[type(slot) &* dimensions &+ dimension]
      let at = stop &* dimensions &+ dimension
      if Rules.mixedLoads {
        let node = before &* dimensions &+ dimension
        if loads.highestUntil[node] &+ data.dropped[at] > capacity || loads.highestFrom[node] &+ data.taken[at] > capacity { return false }
      } else if load[slot &* dimensions &+ dimension] &+ data.dropped[at] &+ data.taken[at] > capacity {
        return false
      }
    }
    return true
  }
}

extension SearchData {
  @inline(__always) func firstUnused(_ type: Int, _ unused: Row, _ unusedCount: Row) -> Int {
    unused[firstSlot[type] &+ unusedCount[type] &- 1]
  }
}
