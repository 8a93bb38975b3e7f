/// The best plan so far, kept up to date by copying the routes that changed since.
struct BestPlan {
  let next: Row
  var cost = Int.max
  var absentCount = Int.max
  var usedCount = Int.max
  /// Slots changed since the last copy, each once, marked in `isChanged`.
  let changed: Row
  let isChanged: Row
  var changedCount = 0

  init(nodes: Int) {
    next = Row(count: nodes, repeating: -1)
    changed = Row(count: nodes)
    isChanged = Row(count: nodes)
  }

  func free() { for row in [next, changed, isChanged] { row.free() } }
}

extension Search {
  /// Notes that the step stands: its routes now differ from the best plan's copy.
  func keep() {
    for index in 0..<log.slotCount {
      let slot = log.slot[index]
      if best.isChanged[slot] == 0 {
        best.isChanged[slot] = 1
        best.changed[best.changedCount] = slot
        best.changedCount &+= 1
      }
    }
  }

  /// Copies the plan as the best one.
  func saveBest() {
    for index in 0..<best.changedCount {
      let slot = best.changed[index]
      best.isChanged[slot] = 0
      var node = start(slot)
      while true {
        let after = next[node]
        best.next[node] = after
        if after >= data.stopCount { break }
        node = after
      }
    }
    best.changedCount = 0
    best.cost = cost
    best.absentCount = absentCount
    best.usedCount = usedCount
  }

  /// The best plan's routes, by slot.
  func bestRoutes() -> [[Int]] {
    (0..<data.slotCount).map { slot in
      var stops: [Int] = []
      var node = best.next[start(slot)]
      while node >= 0 && node < data.stopCount {
        stops.append(node)
        node = best.next[node]
      }
      return stops
    }
  }

  /// Takes these routes, by slot, as the plan.
  func load(_ routes: [[Int]]) {
    clear()
    begin()
    for (slot, stops) in routes.enumerated() where !stops.isEmpty {
      var before = start(slot)
      for stop in stops {
        link(stop, after: before)
        if data.head[stop] == stop { setPresent(stop) }
        before = stop
      }
      if best.isChanged[slot] == 0 {
        best.isChanged[slot] = 1
        best.changed[best.changedCount] = slot
        best.changedCount += 1
      }
    }
  }

  /// Takes a plan of the caller's: what it leaves out is absent.
  func take(_ routes: [[Int]]) {
    load(routes)
    markAll()
    saveBest()
  }

  /// Marks all routes as changed since the last copy.
  func markAll() {
    for slot in 0..<data.slotCount where best.isChanged[slot] == 0 {
      best.isChanged[slot] = 1
      best.changed[best.changedCount] = slot
      best.changedCount += 1
    }
  }

  /// Goes back to the best plan.
  func reload() {
    load(bestRoutes())
    for slot in 0..<data.slotCount { best.isChanged[slot] = 0 }
    best.changedCount = 0
    saveBest()
  }
}
