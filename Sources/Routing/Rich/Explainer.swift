/// Tries to put one job into every route of a plan, first as the problem stands, then with one constraint relaxed at a time.
///
/// It has a layout of the problem for itself, in which it may relax what it likes; the evaluator that drives the routes is the search's.
final class Explainer {
  let problem: Problem
  let job: Int
  let data: RichData
  let evaluator: RouteEvaluator
  private let plan: Plan
  var routes: [[Int32]]
  private let slotOfRoute: [Int?]

  init(_ problem: Problem, _ plan: Plan, _ job: Int) {
    self.problem = problem
    self.plan = plan
    self.job = job
    data = RichData(problem)
    evaluator = RouteEvaluator(data)
    evaluator.namesRefusals = true
    routes = data.routes(of: plan)
    var taken = Set<Int>()
    let slots = data.slots
    slotOfRoute = plan.routes.map { route in
      let slot = slots.indices.first { index in
        !taken.contains(index) && slots[index].type == route.vehicle
          && (route.begun.map { slots[index].begun == $0 } ?? (slots[index].begun < 0))
      }
      if let slot { taken.insert(slot) }
      return slot
    }
  }

  func explanations() -> [Explanation] {
    guard problem.jobs.indices.contains(job) else { return [] }
    var found: [Explanation] = []
    for (index, slot) in slotOfRoute.enumerated() {
      if let slot { found.append(explain(.route(index), slot, routes[slot])) }
    }
    for type in problem.vehicles.indices {
      let slots = data.slots.indices.filter { data.slots[$0].type == type && data.slots[$0].begun < 0 }
      guard let any = slots.first else {
        found.append(missingVehicle(type, nil))
        continue
      }
      let free = slots.first { routes[$0].isEmpty && !slotOfRoute.contains($0) }
      let explanation = explain(.vehicle(type: type), free ?? any, [])
      // Without a vehicle left, one more would do, if the job fits it as it is.
      found.append(free != nil ? explanation : missingVehicle(type, explanation))
    }
    return found.enumerated().sorted { (rank($0.element), $0.offset) < (rank($1.element), $1.offset) }.map(\.element)
  }

  private func missingVehicle(_ type: Int, _ trial: Explanation?) -> Explanation {
    let fits = trial.map { $0.constraint == .none } ?? false
    return Explanation(
      trial: .vehicle(type: type), constraint: .vehicles(type: type), relaxation: fits ? .anotherVehicle(type: type) : nil,
      added: fits ? trial?.added : nil)
  }

  /// What is needed less comes first: nothing, then seconds, amounts, permissions, vehicles.
  private func rank(_ explanation: Explanation) -> Int {
    switch explanation.relaxation {
    case .nothing?: 0
    case .windowOpensEarlier(_, let seconds)?, .windowClosesLater(_, let seconds)?, .longerShift(_, let seconds)?,
      .longerOnBoard(_, let seconds)?:
      1 + seconds
    case .prize?: 1 << 40
    case .capacity(_, let amount)?: 1 << 41 + amount
    case .goodsTogether?: 1 << 50
    case .skills?: 1 << 51
    case .anotherVehicle?: 1 << 52
    case nil: 1 << 60
    }
  }

  private func explain(_ trial: Explanation.Trial, _ slot: Int, _ nodes: [Int32]) -> Explanation {
    let terms = data.jobs[job]
    if terms.slot >= 0 && terms.slot != slot { return Explanation(trial: trial, constraint: .bound, relaxation: nil, added: nil) }
    let before = nodes.isEmpty && data.slots[slot].begun < 0 ? 0 : cost(slot, nodes) ?? 0
    let trials = insertions(into: nodes, slot)
    if let least = trials.compactMap({ cost(slot, $0) }).min() {
      let added = least - before
      if let prize = problem.jobs[job].prize, added >= prize {
        return Explanation(trial: trial, constraint: .prize, relaxation: .prize(amount: added - prize + 1), added: added)
      }
      return Explanation(trial: trial, constraint: .none, relaxation: .nothing, added: added)
    }
    let relaxer = Relaxer(self, slot, trials)
    let best = relaxer.best()
    return Explanation(
      trial: trial, constraint: best?.constraint ?? relaxer.mostFrequentRefusal(), relaxation: best?.relaxation,
      added: best.map { $0.cost - before })
  }

  func cost(_ slot: Int, _ nodes: [Int32]) -> Int? {
    nodes.withUnsafeBufferPointer { evaluator.cost(slot, $0.baseAddress ?? UnsafePointer(data.place.base), nodes.count) }
  }

  /// Every way to put the job into a route, with a reload beside it where the vehicle may make another trip.
  private func insertions(into nodes: [Int32], _ slot: Int) -> [[Int32]] {
    let terms = data.jobs[job]
    let stops = [terms.first, terms.second].filter { $0 >= 0 }.map(Int32.init)
    guard let head = stops.first else { return [] }
    var made: [[Int32]] = []
    let hasTrips = data.types[data.slots[slot].type].trips > 1 && !nodes.isEmpty
    for first in data.slots[slot].locked.count...nodes.count {
      var one = nodes
      one.insert(head, at: first)
      if stops.count == 1 { made.append(one) }
      for second in first + 1..<max(one.count + 1, first + 1) where stops.count == 2 {
        var two = one
        two.insert(stops[1], at: second)
        made.append(two)
      }
      if hasTrips {
        for isBefore in [true, false] {
          var apart = nodes
          apart.insert(contentsOf: isBefore ? [RichData.reload] + stops : stops + [RichData.reload], at: first)
          made.append(apart)
        }
      }
    }
    return made
  }
}
