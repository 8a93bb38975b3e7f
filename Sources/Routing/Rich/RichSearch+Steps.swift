extension RichSearch {
  /// One ruin and recreate. Keeps the new plan where it misses less, or as much and costs less than `slack` more; undoes it otherwise.
  func step(slack: Int) -> Bool {
    begin()
    ruin()
    addAbsent()
    orderRemoved()
    if recreate(slack: slack) {
      tidyTrips()
      if isAcceptable(slack) { return true }
    }
    undo()
    return false
  }

  /// Some of the jobs that nobody did before the step are tried too.
  private func addAbsent() {
    let most = 8
    for index in 0..<min(saved.absent.count, most) {
      let job = saved.absent.count <= most ? saved.absent[index] : saved.absent[chance.below(saved.absent.count)]
      if !removed.contains(job) { removed.append(job) }
    }
  }

  /// Puts the removed jobs back one by one, each where it costs least (section 5.3); one with a prize only where that is less.
  private func recreate(slack: Int) -> Bool {
    // Now and then costs may rise at first: a prize may pay for a vehicle with another one only, and a toll fall away with another load.
    isPatient = chance.unit() < patientChance
    defer { isPatient = false }
    let isUnbounded = isPatient || saved.missing > 0
    /// Priorities that stay missing, whatever becomes of those not yet tried.
    var lost = missing - removed.reduce(0) { $0 + (data.jobs[$1].prize < 0 ? data.jobs[$1].priority : 0) }
    for job in removed {
      let terms = data.jobs[job]
      // Costs do not fall as jobs come in, or hardly ever do.
      let left = isUnbounded ? Int.max / 4 : saved.cost + slack - cost + max(terms.prize, 0)
      let bound = terms.prize >= 0 && !isPatient ? min(terms.prize, left) : left
      let found = bestPlacement(job, below: bound, blinkChance: settings.blinkChance)
      guard found.isFound else {
        if terms.prize < 0 {
          lost += terms.priority
          if lost > saved.missing { return false }
        }
        continue
      }
      setPresent(job)
      place(job, found)
    }
    return true
  }

  /// A patient step drives a placement in every route, so where there are many jobs, steps are dear and fewer are patient.
  private var patientChance: Double { data.jobCount > 50 ? 0.03 : 0.1 }

  /// Where vehicles make several trips: leaves out reloads that are not needed in the routes touched, or moves them by one stop.
  private func tidyTrips() {
    for (slot, _) in log where states[slot].trips > 1 {
      var isBetter = true
      while isBetter {
        isBetter = false
        let nodes = states[slot].nodes
        for (index, node) in nodes.enumerated() where node < 0 {
          var tries = [nodes]
          tries[0].remove(at: index)
          for other in [index - 1, index + 1] where nodes.indices.contains(other) {
            var moved = nodes
            moved.swapAt(index, other)
            tries.append(moved)
          }
          for other in tries {
            guard let cost = exactCost(slot, other), cost < states[slot].cost else { continue }
            set(slot, other, cost: cost)
            isBetter = true
            break
          }
          if isBetter { break }
        }
      }
    }
  }

  /// The orders of ``Search/orderRemoved()``, and those that were absent before the step first now and then.
  private func orderRemoved() {
    func window(_ job: Int) -> (open: Int, close: Int) {
      let stop = data.jobs[job].first >= 0 ? data.jobs[job].first : data.jobs[job].second
      return (data.open[stop], data.close[stop])
    }
    func leg(_ job: Int) -> Int {
      let stop = data.jobs[job].first >= 0 ? data.jobs[job].first : data.jobs[job].second
      return data.types[0].tables.cost(data.types[0].start, data.place[stop])
    }
    switch chance.below(18) {
    case 0..<4:
      var index = removed.count - 1
      while index > 0 {
        removed.swapAt(index, chance.below(index + 1))
        index -= 1
      }
    case 4..<8: sortRemoved { 0 - data.load[data.jobs[$0].loadAt] }
    case 8..<10: sortRemoved { 0 - leg($0) }
    case 10: sortRemoved { leg($0) }
    case 11..<13: sortRemoved { window($0).close - window($0).open }
    case 13..<15: sortRemoved { window($0).open }
    case 15..<17: sortRemoved { 0 - window($0).close }
    default: removed.reverse()
    }
  }

  private func sortRemoved(by key: (Int) -> Int) {
    keys.removeAll(keepingCapacity: true)
    for job in removed { keys.append(key(job)) }
    for sorted in removed.indices.dropFirst() {
      let (job, value) = (removed[sorted], keys[sorted])
      var at = sorted
      while at > 0 && keys[at - 1] > value {
        keys[at] = keys[at - 1]
        removed[at] = removed[at - 1]
        at -= 1
      }
      keys[at] = value
      removed[at] = job
    }
  }

  /// A first plan: all absent jobs in some order, each where it costs least. Of several orders the best plan stands; a second one is
  /// begun only while little of the time is gone.
  func build(clock: SearchClock) {
    let (left, before) = (absent, states.map(\.nodes))
    var found = Best(routes: before)
    for order in 0..<RichSearch.buildsMost {
      if order > 0 { load(before) }
      begin()
      removed = left
      if order > 0 { orderRemoved() } else { sortRemoved { data.close[max(data.jobs[$0].first, data.jobs[$0].second)] } }
      for job in removed {
        let terms = data.jobs[job]
        let placement = bestPlacement(job, below: terms.prize >= 0 ? terms.prize : Int.max / 4, blinkChance: 0)
        guard placement.isFound else { continue }
        setPresent(job)
        place(job, placement)
      }
      if (missing, cost) < (found.missing, found.cost) { found = Best(routes: states.map(\.nodes), cost: cost, missing: missing) }
      if left.count > RichSearch.buildsJobsMost || clock.share(stepsDone) > RichSearch.buildsShare { break }
    }
    load(found.routes)
  }

  static var buildsMost: Int { 4 }
  static var buildsJobsMost: Int { 400 }
  static var buildsShare: Double { 0.1 }

  /// Annealing as ``Search/anneal(from:to:clock:)``; a plan that misses more priorities never stands.
  func anneal(from hot: Double, to cold: Double, clock: SearchClock) {
    let ratio = Logarithm.of(cold / hot)
    var temperature = hot
    let limit = clock.stepsLeft(stepsDone)
    var steps = 0
    func draw() -> Int { Int(-temperature * Logarithm.of(max(chance.unit(), 0x1p-60))) }
    while steps < limit {
      if steps & 3 == 0 {
        let share = clock.share(stepsDone + steps)
        if share >= 1 || steps & 63 == 0 && !goesOn(clock, steps) { break }
        temperature = hot * Logarithm.exponential(ratio * share)
      }
      steps += 1
      if step(slack: draw()) { noteBest() }
      for _ in 0..<RichSearch.tailTries where exchangeTails(slack: draw()) { noteBest() }
      if data.types.count > 1 && exchangeVehicles(slack: draw()) { noteBest() }
    }
    stepsDone += steps
  }

  static var tailTries: Int { 1 }

  private func goesOn(_ clock: SearchClock, _ steps: Int) -> Bool {
    clock.stepsLeft(stepsDone + steps) > 0 && clock.report(stepsDone + steps, best.cost)
  }
}
