/// One plan under search: routes as doubly linked lists over flat arrays, with what makes the test of an insertion constant in time.
///
/// Every served stop knows the earliest second at which its vehicle can leave it and the latest at which its service may begin without
/// making something behind it late (Savelsbergh 1992). A step changes the plan in place; ``undo()`` puts back the routes it touched.
final class Search<Rules: RuleSet> {
  let data: SearchData
  var chance: Chance

  // By node.
  let next: Row
  let previous: Row
  /// Slot of the route, or -1.
  let route: Row
  /// Earliest departure; beyond all time where a stop is absent.
  let leave: Row
  /// Latest beginning of service.
  let latest: Row
  /// Cost of the leg to the next node; 0 in an unused route.
  let leg: Row
  /// The larger of the legs beside which a job would be inserted next to the stop: the leg from it, and the leg to it where it is its route's first.
  let lead: Row

  // By slot.
  let size: Row
  /// By slot and dimension, where loads are not mixed: the sum.
  let load: Row
  let loads: LoadProfile
  let spans: SpanProfile
  /// Unused slots, by type one run beginning at `firstSlot`, `unusedCount` of them; and each slot's position there, or -1.
  let unused: Row
  let unusedCount: Row
  let unusedAt: Row
  /// Routes with stops; a list, and each slot's position there, or -1.
  let used: Row
  let usedAt: Row
  var usedCount = 0
  /// No step may open more routes than this.
  var routesMax: Int
  /// Whether the step has taken stops out between two that cannot follow one another directly.
  var hasGap = false

  var cost = 0
  var servedCount = 0
  /// Jobs not served, by their head, and each stop's position there, or -1.
  let absent: Row
  let absentAt: Row
  var absentCount = 0
  /// By head: in how many steps the job was absent.
  let absences: Row

  var log: UndoLog
  var best: BestPlan
  var scratch: Scratch
  var settings = RuinSettings()
  var stepsDone = 0
  /// Whether fewer vehicles are better whatever they cost.
  var countsVehicles = false

  init(_ data: SearchData, seed: UInt64) {
    self.data = data
    chance = Chance(seed: seed)
    let nodes = data.stopCount + 2 * data.slotCount
    next = Row(count: nodes, repeating: -1)
    previous = Row(count: nodes, repeating: -1)
    route = Row(count: nodes, repeating: -1)
    leave = Row(count: nodes)
    latest = Row(count: nodes)
    leg = Row(count: nodes)
    lead = Row(count: nodes)
    size = Row(count: data.slotCount)
    load = Row(count: data.slotCount * data.dimensions)
    loads = LoadProfile(count: Rules.mixedLoads ? nodes * data.dimensions : 0)
    spans = SpanProfile(count: Rules.timeCost ? nodes : 0)
    unused = Row(0..<data.slotCount)
    unusedCount = Row(count: data.typeCount)
    unusedAt = Row(count: data.slotCount)
    used = Row(count: data.slotCount)
    usedAt = Row(count: data.slotCount, repeating: -1)
    routesMax = data.slotCount
    absent = Row(count: data.stopCount)
    absences = Row(count: data.stopCount)
    absentAt = Row(count: data.stopCount, repeating: -1)
    log = UndoLog(nodes: nodes, slots: data.slotCount, dimensions: data.dimensions)
    best = BestPlan(nodes: nodes)
    scratch = Scratch(stops: data.stopCount, slots: data.slotCount)
    clear()
  }

  deinit {
    for row in [
      next, previous, route, leave, latest, leg, lead, size, load, unused, unusedCount, unusedAt, used, usedAt, absent, absentAt, absences,
    ] { row.free() }
    loads.free()
    spans.free()
    log.free()
    best.free()
    scratch.free()
  }

  @inline(__always) func start(_ slot: Int) -> Int { data.stopCount &+ slot }
  @inline(__always) func end(_ slot: Int) -> Int { data.stopCount &+ data.slotCount &+ slot }
  @inline(__always) func type(_ slot: Int) -> Int { Rules.manyTypes ? data.typeOfSlot[slot] : 0 }
  @inline(__always) func tables(_ slot: Int) -> TypeTables { data.table[type(slot)] }
  @inline(__always) var dimensions: Int { Rules.manyDimensions ? data.dimensions : 1 }

  /// All vehicles unused, all jobs absent.
  func clear() {
    for type in 0..<data.typeCount { unusedCount[type] = data.firstSlot[type + 1] - data.firstSlot[type] }
    for slot in 0..<data.slotCount {
      unused[slot] = slot
      unusedAt[slot] = slot
      usedAt[slot] = -1
      size[slot] = 0
      next[start(slot)] = end(slot)
      previous[end(slot)] = start(slot)
      route[start(slot)] = slot
      route[end(slot)] = slot
      for dimension in 0..<data.dimensions { load[slot * data.dimensions + dimension] = 0 }
      refresh(slot)
    }
    usedCount = 0
    cost = 0
    servedCount = 0
    absentCount = 0
    for stop in 0..<data.stopCount {
      takeAway(stop)
      absentAt[stop] = -1
    }
    for stop in 0..<data.stopCount where data.head[stop] == stop { setAbsent(stop) }
  }

  /// Recomputes all that is derived of one route but its size, load and cost.
  func refresh(_ slot: Int) {
    let first = start(slot)
    let last = end(slot)
    let tables = tables(slot)
    leave[first] = data.open[first]
    latest[last] = data.close[last]
    var node = first
    while node != last {
      let after = next[node]
      leg[node] = node == first && after == last ? 0 : tables.cost(data.place[node], data.place[after])
      if node != first { refreshLead(node) }
      let arrival = leave[node] + tables.time(data.place[node], data.place[after])
      leave[after] = max(arrival, data.open[after]) + data.service[after]
      node = after
    }
    while node != first {
      let before = previous[node]
      let bound = latest[node] - tables.time(data.place[before], data.place[node]) - data.service[before]
      latest[before] = min(bound, data.close[before])
      node = before
    }
    refreshProfiles(slot)
  }

  /// Marks a stop as on no route.
  @inline(__always) func takeAway(_ stop: Int) {
    route[stop] = -1
    // An insertion in front of it would otherwise be tried where it stood before, even in a vehicle that has been put away since.
    previous[stop] = -1
    leave[stop] = SearchData.never &* 2
    lead[stop] = NeighbourLists.away
  }

  @inline(__always) func refreshLead(_ node: Int) {
    let before = previous[node]
    lead[node] = before < data.stopCount ? leg[node] : max(leg[node], leg[before])
  }

  func setAbsent(_ head: Int) {
    absentAt[head] = absentCount
    absent[absentCount] = head
    absentCount += 1
  }

  func setPresent(_ head: Int) {
    let at = absentAt[head]
    absentCount -= 1
    let moved = absent[absentCount]
    absent[at] = moved
    absentAt[moved] = at
    absentAt[head] = -1
  }

  /// Moves a slot between the lists of used and unused vehicles.
  func setUsed(_ slot: Int, _ isUsed: Bool) {
    let type = type(slot)
    let base = data.firstSlot[type]
    if isUsed {
      let at = unusedAt[slot]
      let count = unusedCount[type] - 1
      unusedCount[type] = count
      let moved = unused[base + count]
      unused[at] = moved
      unusedAt[moved] = at
      unusedAt[slot] = -1
      used[usedCount] = slot
      usedAt[slot] = usedCount
      usedCount += 1
    } else {
      let at = usedAt[slot]
      usedCount -= 1
      let moved = used[usedCount]
      used[at] = moved
      usedAt[moved] = at
      usedAt[slot] = -1
      let end = base + unusedCount[type]
      unused[end] = slot
      unusedAt[slot] = end
      unusedCount[type] += 1
    }
  }
}
