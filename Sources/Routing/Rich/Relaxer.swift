/// Finds the least relaxation of one constraint with which one of some routes can be driven: each constraint that refuses a trial is
/// loosened altogether, and where that helps, as little as is needed.
final class Relaxer {
  struct Finding {
    let constraint: Explanation.Constraint
    let relaxation: Explanation.Relaxation
    let cost: Int
    /// Seconds or units; what is not measured counts as much.
    let amount: Int
  }

  private let explainer: Explainer
  private let data: RichData
  private let slot: Int
  private let trials: [[Int32]]
  private var refusals: [Explanation.Constraint: Int] = [:]
  private var finding: Finding?
  private static let permission = 1 << 40

  init(_ explainer: Explainer, _ slot: Int, _ trials: [[Int32]]) {
    self.explainer = explainer
    data = explainer.data
    self.slot = slot
    self.trials = trials
  }

  func best() -> Finding? {
    for trial in trials {
      if explainer.cost(slot, trial) != nil { continue }
      switch explainer.evaluator.refusal {
      case .none: break
      case .noWay: note(.noWay)
      case .trips: note(.vehicles(type: data.slots[slot].type))
      case .bound: note(.bound)
      case .deliveriesFirst: note(.deliveriesFirst)
      case .rest:
        note(.rest)
        loosenShift(trial)
      case .skills:
        let missing = data.jobs[explainer.job].skills & ~data.types[data.slots[slot].type].skills
        note(.skills(missing: missing))
        loosenSkills(trial, missing)
      case .capacity(let dimension):
        note(.capacity(dimension: dimension))
        loosenCapacity(trial, dimension)
      case .apart(let job):
        note(.goodsApart(job: job))
        loosenGoods(trial, job)
      case .window(let stop):
        note(.window(stop: stop))
        loosenWindows(trial, stop)
      case .shift:
        note(.shift(type: data.slots[slot].type))
        loosenShift(trial)
        loosenOpenings(trial, before: nil)
      case .ride(let job):
        note(.longestOnBoard(job: job))
        loosenRide(trial, job)
      }
    }
    return finding
  }

  /// What refused most of the trials; of equals the one with the least name.
  func mostFrequentRefusal() -> Explanation.Constraint {
    refusals.max { ($0.value, "\($1.key)") < ($1.value, "\($0.key)") }?.key ?? .none
  }

  private func note(_ constraint: Explanation.Constraint) { refusals[constraint, default: 0] += 1 }

  /// The least amount from 1 up with which `set` lets the trial through; `set(0)` puts everything back.
  private func loosen(
    _ trial: [Int32], upTo most: Int, _ constraint: Explanation.Constraint, _ relaxation: (Int) -> Explanation.Relaxation,
    _ set: (Int) -> Void
  ) {
    defer { set(0) }
    let ceiling = min(most, (finding?.amount ?? .max) - 1)
    guard ceiling > 0 else { return }
    func cost(_ amount: Int) -> Int? {
      set(amount)
      return explainer.cost(slot, trial)
    }
    guard cost(ceiling) != nil else { return }
    var (low, high) = (1, ceiling)
    while low < high {
      let middle = (low + high) / 2
      if cost(middle) != nil { high = middle } else { low = middle + 1 }
    }
    guard let least = cost(low) else { return }
    finding = Finding(constraint: constraint, relaxation: relaxation(low), cost: least, amount: low)
  }

  /// The stop that is late closes later, or one where the vehicle would have to wait before it opens earlier.
  private func loosenWindows(_ trial: [Int32], _ stop: Int) {
    let last = data.firstWindow[stop + 1] - 1
    let close = data.windowClose[last]
    loosen(
      trial, upTo: Problem.quantityMax - close, .window(stop: stop), { .windowClosesLater(stop: stop, seconds: $0) },
      { data.windowClose[last] = close + $0 })
    loosenOpenings(trial, before: stop)
  }

  private func loosenOpenings(_ trial: [Int32], before late: Int?) {
    let stops = trial.prefix { late == nil || Int($0) != late }.filter { $0 >= 0 }.map { Int($0) }
    guard canBeHelpedByOpenings(trial, stops) else { return }
    for stop in stops {
      let first = data.firstWindow[stop]
      let open = data.windowOpen[first]
      loosen(
        trial, upTo: open, .window(stop: stop), { .windowOpensEarlier(stop: stop, seconds: $0) }, { data.windowOpen[first] = open - $0 })
    }
  }

  /// What all of them together do not help, none of them does.
  private func canBeHelpedByOpenings(_ trial: [Int32], _ stops: [Int]) -> Bool {
    let most = (finding?.amount ?? .max) - 1
    let given = stops.map { data.windowOpen[data.firstWindow[$0]] }
    for (stop, open) in zip(stops, given) { data.windowOpen[data.firstWindow[stop]] = max(open - most, 0) }
    defer { for (stop, open) in zip(stops, given) { data.windowOpen[data.firstWindow[stop]] = open } }
    return explainer.cost(slot, trial) != nil
  }

  private func loosenShift(_ trial: [Int32]) {
    let given = data.slots[slot]
    loosen(
      trial, upTo: Problem.quantityMax - given.close, .shift(type: given.type), { .longerShift(type: given.type, seconds: $0) },
      { self.data.slots[self.slot].close = given.close + $0 })
  }

  private func loosenCapacity(_ trial: [Int32], _ dimension: Int) {
    let capacity = data.types[data.slots[slot].type].capacity
    let given = capacity[dimension]
    loosen(
      trial, upTo: Problem.quantityMax - given, .capacity(dimension: dimension), { .capacity(dimension: dimension, amount: $0) },
      { capacity[dimension] = given + $0 })
  }

  private func loosenRide(_ trial: [Int32], _ job: Int) {
    let isChilled = data.types[data.slots[slot].type].isChilled
    let limit = isChilled ? \RichJob.longestChilled : \RichJob.longest
    let given = data.jobs[job][keyPath: limit]
    loosen(
      trial, upTo: Problem.quantityMax, .longestOnBoard(job: job), { .longerOnBoard(job: job, seconds: $0) },
      { self.data.jobs[job][keyPath: limit] = given + $0 })
  }

  private func loosenSkills(_ trial: [Int32], _ missing: UInt64) {
    let type = data.slots[slot].type
    let given = data.types[type].skills
    permit(trial, .skills(missing: missing), .skills(missing), { self.data.types[type].skills = $0 ? given | missing : given })
  }

  private func loosenGoods(_ trial: [Int32], _ job: Int) {
    let other = explainer.job
    let (one, two) = (data.jobs[job].apart, data.jobs[other].apart)
    // The two jobs' goods alone may ride together.
    permit(trial, .goodsApart(job: job), .goodsTogether(job: job)) { isPermitted in
      self.data.jobs[job].apart = isPermitted ? one & ~self.data.jobs[other].goods : one
      self.data.jobs[other].apart = isPermitted ? two & ~self.data.jobs[job].goods : two
    }
  }

  private func permit(
    _ trial: [Int32], _ constraint: Explanation.Constraint, _ relaxation: Explanation.Relaxation, _ set: (Bool) -> Void
  ) {
    if let finding, finding.amount < Relaxer.permission { return }
    set(true)
    defer { set(false) }
    guard let cost = explainer.cost(slot, trial), cost < finding?.cost ?? .max else { return }
    finding = Finding(constraint: constraint, relaxation: relaxation, cost: cost, amount: Relaxer.permission)
  }
}
