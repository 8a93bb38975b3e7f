extension Search {
  /// The cheapest places of a shipment's two stops in one route. For each place of the pickup the delivery is carried forward stop by stop,
  /// with the time at which the vehicle would get there, until something behind would be late or the load does not fit.
  func bestPlacementOfPair(_ pickup: Int, below bound: Int) -> Placement {
    var found = Placement(cost: bound)
    let count = data.neighbours.nearCount
    let near = data.neighbours.near.at(pickup &* count)
    let bounds = data.neighbours.boundOfNear.at(pickup &* count)
    for index in 0..<count {
      let neighbour = near[index]
      if (bounds[index] &- lead[neighbour]) &* 2 >= found.cost || route[neighbour] < 0 { continue }
      considerPair(pickup, after: neighbour, &found)
      if previous[neighbour] >= data.stopCount { considerPair(pickup, after: previous[neighbour], &found) }
    }
    if usedCount < routesMax {
      for type in 0..<data.typeCount where unusedCount[type] > 0 {
        considerPair(pickup, after: start(data.firstUnused(type, unused, unusedCount)), &found)
      }
    }
    return found
  }

  func considerPair(_ pickup: Int, after before: Int, _ found: inout Placement) {
    let slot = route[before]
    let after = next[before]
    let tables = data.table[type(slot)]
    let delivery = data.partner[pickup]
    let rowPickup = data.place[pickup] &* tables.size
    let rowDelivery = data.place[delivery] &* tables.size
    let placeBefore = data.place[before]
    let placeAfter = data.place[after]
    let costIn = Int(tables.costInto[rowPickup &+ placeBefore])
    let opening = size[slot] == 0 ? tables.fixedCost : 0
    let arrival = leave[before] &+ Int(tables.timeInto[rowPickup &+ placeBefore])
    if arrival > data.close[pickup] || !fitsOnBoard(pickup, slot, before) { return }
    var departure = max(arrival, data.open[pickup]) &+ data.service[pickup]
    var spanUntil = SpanProfile.Span(duration: 0, earliest: 0, latest: 0)
    let durationNow = Rules.timeCost ? duration(slot) : 0
    if Rules.timeCost {
      spanUntil = spans.until[before].then(Int(tables.timeInto[rowPickup &+ placeBefore]), span(pickup))
    }
    // Both directly one behind the other.
    let between = Int(tables.timeFrom[rowPickup &+ data.place[delivery]])
    var delta =
      costIn &+ Int(tables.costFrom[rowPickup &+ data.place[delivery]]) &+ Int(tables.costFrom[rowDelivery &+ placeAfter]) &- leg[before]
      &+ opening
    if Rules.timeCost || delta < found.cost {
      let there = departure &+ between
      let away = max(there, data.open[delivery]) &+ data.service[delivery]
      let timeOut = Int(tables.timeFrom[rowDelivery &+ placeAfter])
      if there <= data.close[delivery] && away &+ timeOut <= latest[after] {
        if Rules.timeCost {
          let whole = spanUntil.then(between, span(delivery)).then(timeOut, spans.from[after])
          delta = delta &+ tables.costPerSecond &* (Int(whole.duration) &- durationNow)
        }
        if delta < found.cost && !blinks() { found = Placement(cost: delta, after: before) }
      }
    }
    // The delivery behind a later node: first the detour of the pickup alone.
    let detour = costIn &+ Int(tables.costFrom[rowPickup &+ placeAfter]) &- leg[before] &+ opening
    if data.neighbours.isMetric && !Rules.timeCost && detour >= found.cost { return }
    var from = pickup
    var node = after
    while node < data.stopCount {
      let time = Int(tables.timeFrom[data.place[from] &* tables.size &+ data.place[node]])
      let reached = departure &+ time
      if reached > latest[node] || !fitsOnBoard(pickup, slot, node) { return }
      departure = max(reached, data.open[node]) &+ data.service[node]
      if departure &+ Int(tables.timeInto[rowDelivery &+ data.place[node]]) > data.close[delivery] { return }
      if Rules.timeCost { spanUntil = spanUntil.then(time, span(node)) }
      let behind = next[node]
      var delta =
        detour &+ Int(tables.costInto[rowDelivery &+ data.place[node]]) &+ Int(tables.costFrom[rowDelivery &+ data.place[behind]])
        &- leg[node]
      if Rules.timeCost || delta < found.cost {
        let timeIn = Int(tables.timeInto[rowDelivery &+ data.place[node]])
        let timeOut = Int(tables.timeFrom[rowDelivery &+ data.place[behind]])
        let away = max(departure &+ timeIn, data.open[delivery]) &+ data.service[delivery]
        if away &+ timeOut <= latest[behind] {
          if Rules.timeCost {
            let whole = spanUntil.then(timeIn, span(delivery)).then(timeOut, spans.from[behind])
            delta = delta &+ tables.costPerSecond &* (Int(whole.duration) &- durationNow)
          }
          if delta < found.cost && !blinks() { found = Placement(cost: delta, after: before, secondAfter: node) }
        }
      }
      from = node
      node = behind
    }
  }

  /// Whether a shipment can be on board on leaving a node.
  @inline(__always) private func fitsOnBoard(_ pickup: Int, _ slot: Int, _ node: Int) -> Bool {
    for dimension in 0..<dimensions {
      let onBoard = loads.after[node &* dimensions &+ dimension] &+ data.shipped[pickup &* dimensions &+ dimension]
      if onBoard > data.capacity[type(slot) &* dimensions &+ dimension] { return false }
    }
    return true
  }
}
