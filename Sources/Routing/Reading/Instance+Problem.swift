extension Instance {
  /// Integer units to one of the text's: the largest power of ten from 10^4 down to 10^3 in which everything fits.
  ///
  /// Legs are rounded up, so what is in time in integers is in time in double precision; at 10^4 that costs a route of 50 stops at most
  /// 0.005 units of its slack.
  public var unitsPerOne: Int {
    let latest = isTimed ? nodes.map { $0.close + $0.service }.max() ?? 0 : 0
    return (latest + 4 * span) * 10_000 < Double(Problem.quantityMax) ? 10_000 : 1_000
  }

  /// No leg is longer.
  private var span: Double {
    if let givenLegs { return givenLegs.max() ?? 0 }
    let (x, y) = (nodes.map(\.x), nodes.map(\.y))
    return ((x.max() ?? 0) - (x.min() ?? 0)) + ((y.max() ?? 0) - (y.min() ?? 0))
  }

  /// The instance as an integer problem whose cost is distance alone.
  public func problem() throws(ProblemFaults) -> Problem {
    // Before the matrix takes memory for them.
    guard customers.count <= Problem.stopsMax else {
      throw ProblemFaults(faults: [.tooMany(.stops, customers.count, max: Problem.stopsMax)])
    }
    let scale = Double(unitsPerOne)
    func units(_ value: Double, _ rule: FloatingPointRoundingRule) -> Int {
      Int(min(max((value * scale).rounded(rule), -1), Double(Problem.quantityMax) + 1))
    }
    func window(_ node: Node) -> TimeWindow {
      guard isTimed else { return TimeWindow(open: 0, close: Problem.quantityMax) }
      return TimeWindow(open: units(node.open, .up), close: node.close == .infinity ? Problem.quantityMax : units(node.close, .down))
    }
    let stops = customers.enumerated().map { index, node in
      Stop(number: node.number, place: index + 1, window: window(node), serviceSeconds: isTimed ? units(node.service, .up) : 0)
    }
    let count = nodes.count
    let legs = [Int32](unsafeUninitializedCapacity: count * count) { buffer, size in
      let all = nodes
      for from in 0..<count {
        for to in 0..<count {
          let length: Double
          if let givenLegs {
            length = givenLegs[from * count + to]
          } else {
            let (dx, dy) = (all[from].x - all[to].x, all[from].y - all[to].y)
            length = (dx * dx + dy * dy).squareRoot()
          }
          buffer[from * count + to] = Int32(clamping: units(length, .up))
        }
      }
      size = count * count
    }
    let vehicle = VehicleType(
      count: vehicles, capacity: [capacity], start: 0, end: 0, shift: window(depot), costPerMetre: 1)
    let profile =
      isTimed
      ? TravelProfile(size: count, legs: legs)
      : TravelProfile(size: count, metres: legs, seconds: [Int32](repeating: 0, count: count * count))
    return try Problem(name: name, stops: stops, jobs: jobs(), vehicles: [vehicle], profiles: [profile])
  }

  private func jobs() -> [Job] {
    guard isPaired else { return customers.enumerated().map { Job(.delivery(at: $0), load: [$1.demand]) } }
    let position = Dictionary(customers.enumerated().map { ($1.number, $0) }, uniquingKeysWith: { first, _ in first })
    return customers.enumerated().compactMap { index, node in
      if node.delivery != 0, let to = position[node.delivery] { return Job(.shipment(from: index, to: to), load: [node.demand]) }
      if node.pickup != 0 { return nil }
      return node.demand >= 0 ? Job(.pickup(at: index), load: [node.demand]) : Job(.delivery(at: index), load: [-node.demand])
    }
  }
}
