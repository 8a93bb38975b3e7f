/// One plan under search, where terms beyond windows and loads count: ruin and recreate as in ``Search``, but a route is an array, and
/// every change of it is driven as a whole by the evaluator before it is believed.
///
/// What makes that bearable: cheap bounds refuse most insertions (``RouteState``), and what was found out about a job and a route is kept
/// for as long as the route stands, so a step pays for the routes that it has touched.
final class RichSearch {
  let data: RichData
  var chance: Chance
  let evaluator: RouteEvaluator
  /// By slot.
  var states: [RouteState]
  /// By stop, or -1.
  var slotOf: [Int]
  /// Jobs that nobody does, and by job the position there or -1.
  var absent: [Int] = []
  var absentAt: [Int]
  /// Of the routes and of the prizes of absent jobs.
  var cost = 0
  /// Sum of the priorities of absent jobs that must be done.
  var missing = 0
  var usedCount = 0
  /// Added for each vehicle that is not under way already, where vehicles count before cost.
  let vehicleWeight: Int

  /// Whether the step at hand lets costs rise, and overlooks single places in a route.
  var isPatient = false
  var memo: PlacementMemo
  var candidates: [Candidate] = []
  var queues: [PlacementQueue] = []
  var trial: [Int32]
  var removed: [Int] = []
  var keys: [Int] = []
  var log: [(slot: Int, state: RouteState)] = []
  var logged: [Int]
  var stepNumber = 0
  var saved = Saved()
  var version = 0
  var settings = RichSearch.ruins
  var stepsDone = 0
  var best: Best
  /// First slot of each type that is not under way, and past the last.
  let slotsOfType: [Range<Int>]

  /// What a step puts back.
  struct Saved {
    var cost = 0
    var missing = 0
    var usedCount = 0
    var absent: [Int] = []
  }

  struct Best {
    var routes: [[Int32]]
    var cost = Int.max
    var missing = Int.max
  }

  init(_ data: RichData, seed: UInt64, objective: Objective) {
    self.data = data
    vehicleWeight = objective == .fleet ? 1 << 50 : 0
    chance = Chance(seed: seed)
    let evaluator = RouteEvaluator(data)
    self.evaluator = evaluator
    slotOf = [Int](repeating: -1, count: data.stopCount)
    absentAt = [Int](repeating: -1, count: data.jobCount)
    memo = PlacementMemo(jobs: data.jobCount, slots: data.slots.count)
    trial = [Int32](repeating: 0, count: data.stopCount + 2 * Problem.tripsMax + 4)
    logged = [Int](repeating: -1, count: data.slots.count)
    states = []
    best = Best(routes: [])
    let begun = data.problem.begun.count
    slotsOfType = data.types.indices.map { type in
      let first = data.slots.indices.first { $0 >= begun && data.slots[$0].type >= type } ?? data.slots.count
      let next = data.slots.indices.first { $0 >= begun && data.slots[$0].type > type } ?? data.slots.count
      return first..<next
    }
    clear()
  }

  /// Routes under way as they must go on, all other vehicles at home.
  func clear() {
    states = []
    cost = 0
    missing = 0
    usedCount = 0
    absent = []
    for stop in slotOf.indices { slotOf[stop] = -1 }
    for job in absentAt.indices { absentAt[job] = -1 }
    for slot in data.slots.indices {
      let locked = data.slots[slot].locked
      let state = makeState(slot, locked, cost: data.slots[slot].begun < 0 ? 0 : exactCost(slot, locked) ?? 0)
      states.append(state)
      cost += state.cost
      if isUsed(slot) { usedCount += 1 }
      for stop in locked { slotOf[Int(stop)] = slot }
    }
    for job in data.jobs.indices where !data.jobs[job].isSettled { setAbsent(job) }
  }

  func isUsed(_ slot: Int) -> Bool { data.slots[slot].begun >= 0 || states[slot].count > 0 }

  func makeState(_ slot: Int, _ nodes: [Int32], cost: Int) -> RouteState {
    version += 1
    return RouteState(data, slot, nodes, cost: cost, version: version)
  }

  /// What a route costs with its vehicle's weight, nil where it breaks a rule; nothing where the vehicle stays at home.
  func exactCost(_ slot: Int, _ nodes: [Int32]) -> Int? {
    if nodes.isEmpty && data.slots[slot].begun < 0 { return 0 }
    return nodes.withUnsafeBufferPointer { buffer in
      evaluator.cost(slot, buffer.baseAddress ?? UnsafePointer(data.place.base), nodes.count)
    }.map { $0 + weight(slot) }
  }

  func weight(_ slot: Int) -> Int { data.slots[slot].begun < 0 ? vehicleWeight : 0 }

  /// Makes this the slot's route.
  func set(_ slot: Int, _ nodes: [Int32], cost newCost: Int) {
    if logged[slot] != stepNumber {
      logged[slot] = stepNumber
      log.append((slot, states[slot]))
    }
    let wasUsed = isUsed(slot)
    cost += newCost - states[slot].cost
    for stop in states[slot].nodes where stop >= 0 { slotOf[Int(stop)] = -1 }
    states[slot] = makeState(slot, nodes, cost: newCost)
    for stop in nodes where stop >= 0 { slotOf[Int(stop)] = slot }
    usedCount += (isUsed(slot) ? 1 : 0) - (wasUsed ? 1 : 0)
  }

  func setAbsent(_ job: Int) {
    absentAt[job] = absent.count
    absent.append(job)
    if data.jobs[job].prize >= 0 { cost += data.jobs[job].prize } else { missing += data.jobs[job].priority }
  }

  func setPresent(_ job: Int) {
    let at = absentAt[job]
    let last = absent.removeLast()
    if last != job {
      absent[at] = last
      absentAt[last] = at
    }
    absentAt[job] = -1
    if data.jobs[job].prize >= 0 { cost -= data.jobs[job].prize } else { missing -= data.jobs[job].priority }
  }

  /// Opens a step: what is touched from here on can be undone.
  func begin() {
    stepNumber += 1
    log.removeAll(keepingCapacity: true)
    saved.cost = cost
    saved.missing = missing
    saved.usedCount = usedCount
    saved.absent.removeAll(keepingCapacity: true)
    saved.absent.append(contentsOf: absent)
  }

  func undo() {
    for (slot, _) in log { for stop in states[slot].nodes where stop >= 0 { slotOf[Int(stop)] = -1 } }
    for (slot, state) in log {
      states[slot] = state
      for stop in state.nodes where stop >= 0 { slotOf[Int(stop)] = slot }
    }
    for job in absent { absentAt[job] = -1 }
    absent.removeAll(keepingCapacity: true)
    for job in saved.absent {
      absentAt[job] = absent.count
      absent.append(job)
    }
    cost = saved.cost
    missing = saved.missing
    usedCount = saved.usedCount
  }

  /// Whether the plan at hand is better than what was when the step began, or worse by less than `slack`.
  func isAcceptable(_ slack: Int) -> Bool {
    missing != saved.missing ? missing < saved.missing : cost < saved.cost + slack
  }

  func noteBest() {
    if (missing, cost) < (best.missing, best.cost) { saveBest() }
  }

  func saveBest() { best = Best(routes: states.map(\.nodes), cost: cost, missing: missing) }

  /// Takes these routes, by slot; one that breaks a rule is taken apart.
  func load(_ routes: [[Int32]]) {
    clear()
    begin()
    for (slot, nodes) in routes.enumerated() where nodes != states[slot].nodes {
      guard let cost = exactCost(slot, nodes) else { continue }
      set(slot, nodes, cost: cost)
      for job in jobs(of: nodes) where absentAt[job] >= 0 { setPresent(job) }
    }
  }

  /// Jobs with a stop among these nodes that is not locked.
  func jobs(of nodes: [Int32]) -> [Int] {
    nodes.filter { $0 >= 0 }.map { data.job[Int($0)] }.filter { !data.jobs[$0].isSettled }.reduce(into: []) { jobs, job in
      if !jobs.contains(job) { jobs.append(job) }
    }
  }
}
