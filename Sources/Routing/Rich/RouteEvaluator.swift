/// Says of a route whether it keeps all rules, and what it costs at the best hours. What it says is the truth of the search.
///
/// Nodes are laid out with loads, tolls and rates (``RouteLine``), and then the hours are chosen: by one curve of least cost (``DepartureCurve``),
/// and where breaks, rests, several windows or a pace ask for more, by a few such curves side by side (``LabelSet``).
final class RouteEvaluator {
  let data: RichData
  var line: RouteLine
  /// By node of the line: the second at which service begins, once ``settle()`` has run.
  var begins: [Int]
  /// What the chosen hours cost, in all.
  var cost = 0
  /// Why the last route was refused.
  var refusal = Refusal.none
  var curve: DepartureCurve
  /// By node: the latest second at which leaving costs no more than waiting later.
  let turn: UnsafeMutablePointer<Int>
  /// By node: whoever begins no earlier than this never waits behind it.
  let calm: UnsafeMutablePointer<Int>
  let outlook: Outlook
  /// Whether labels go on until they meet the stop that ends them, so that a refusal names it, though that it will be met is known before.
  var namesRefusals = false
  /// Labels that cannot come to the end for less than this are dropped.
  var labelBound = Int.max
  var labels: LabelSet
  var restedNow = RestedTimes()
  var restedNext = RestedTimes()
  /// By class of goods: how many of it are aboard.
  let aboardOfClass: Row
  /// Whether the vehicle at hand is chilled.
  var isChilled = false
  var onBoard: [Int]
  var listed: [Int]
  /// By job: the node where its goods came aboard.
  let loadedAt: Row
  /// By node: how its way to the next was taken.
  var steps: [LabelSet.Step]
  /// The windows of the route at hand.
  let span: WindowSpan
  /// Where the hours of the last route are.
  var hours = Hours.set

  enum Hours {
    /// In the curve alone: `begins` is not set yet.
    case curve
    /// In `begins`.
    case set
  }

  enum Refusal {
    case none, noWay
    case capacity(dimension: Int)
    case skills, deliveriesFirst, bound, trips
    case apart(job: Int)
    case window(stop: Int)
    case shift, rest
    case ride(job: Int)
  }

  init(_ data: RichData) {
    self.data = data
    let nodes = data.stopCount + 2 * Problem.tripsMax + 4
    line = RouteLine(nodes: nodes)
    begins = [Int](repeating: 0, count: nodes)
    curve = DepartureCurve(pieces: nodes + 2)
    turn = .allocate(capacity: nodes)
    calm = .allocate(capacity: nodes)
    outlook = Outlook(nodes: nodes)
    labels = LabelSet(nodes: nodes, isUsed: data.hasSeveralWindows || data.types.contains { $0.hasPauses || !$0.pace.isEmpty })
    aboardOfClass = Row(count: 64)
    onBoard = [Int](repeating: 0, count: data.dimensions)
    listed = onBoard
    loadedAt = Row(count: data.jobCount)
    steps = [LabelSet.Step](repeating: LabelSet.Step(), count: nodes)
    span = WindowSpan(nodes: nodes)
  }

  deinit {
    line.free()
    curve.free()
    turn.deallocate()
    calm.deallocate()
    outlook.free()
    labels.free()
    restedNow.free()
    restedNext.free()
    span.free()
    aboardOfClass.free()
    loadedAt.free()
  }

  /// The cost of a route, or nil where it breaks a rule, or costs `bound` or more.
  ///
  /// - Parameter nodes: stops and ``RichData/reload``s, of which `count` count.
  func cost(_ slot: Int, _ nodes: UnsafePointer<Int32>, _ count: Int, below bound: Int = .max) -> Int? {
    switch reckon(slot, nodes, count, below: bound) {
    case .answer(let cost): cost
    case .atLeast: finish(slot, below: bound)
    }
  }

  /// What can be said of a route by one curve of its hours.
  enum Reckoning {
    /// Its cost; nil where it breaks a rule, or costs too much.
    case answer(Int?)
    /// ``finish(_:below:)`` says what it costs: no less than this.
    case atLeast(Int)
  }

  func reckon(_ slot: Int, _ nodes: UnsafePointer<Int32>, _ count: Int, below bound: Int) -> Reckoning {
    // Nothing is cheaper than to drive on without ever waiting.
    guard layOut(slot, nodes, count), line.cost + line.costOfGaps < bound else { return .answer(nil) }
    let type = data.types[data.slots[slot].type]
    guard type.breaks.isEmpty && type.pace.isEmpty else { return .atLeast(line.cost + line.costOfGaps) }
    return costByCurve(slot, type, below: bound)
  }

  /// The cost of the route that was reckoned last, by all the ways of resting and waiting.
  func finish(_ slot: Int, below bound: Int) -> Int? {
    let type = data.types[data.slots[slot].type]
    hours = .set
    labelBound = bound
    if type.breaks.isEmpty && type.pace.isEmpty, let rule = type.driving {
      lookAhead(data.slots[slot], type)
      if !namesRefusals && !canRestInTime(data.slots[slot], rule) { return nil }
    } else {
      guard isInTime(slot, type) else { return nil }
      lookAhead(data.slots[slot], type)
    }
    guard setLabels(slot, type), cost < bound else { return nil }
    if let broken = brokenRide(), !bendToRides(slot, type) {
      refusal = .ride(job: broken)
      return nil
    }
    return cost < bound ? cost : nil
  }

  /// As ``cost(_:_:_:below:)``, with the hours in `begins`.
  func settle(_ slot: Int, _ nodes: [Int32]) -> Int? {
    let cost = nodes.withUnsafeBufferPointer { self.cost(slot, $0.baseAddress ?? UnsafePointer(data.place.base), nodes.count) }
    guard cost != nil, hours == .curve else { return cost }
    traceCurve()
    if let rule = data.types[data.slots[slot].type].driving { _ = noteRests(rule, from: data.slots[slot].driven) }
    return cost
  }

  /// Whether the earliest hours, without pauses and as fast as it ever goes, keep all windows; and from when on each node needs no waiting.
  private func isInTime(_ slotIndex: Int, _ type: RichType) -> Bool {
    let slot = data.slots[slotIndex]
    var time = slot.open
    let last = line.count - 1
    for node in 0..<last {
      time = time &+ line.service[node] &+ line.gap[node] &* (line.isDriven[node] == 1 ? type.permilleLeast : 1000) / 1000
      time = windowOpen(node &+ 1, from: time, slot)
      if time == RichData.never {
        refusal = line.stop[node + 1] >= 0 ? .window(stop: line.stop[node + 1]) : .shift
        return false
      }
    }
    calm[last] = 0
    for node in stride(from: last - 1, through: 0, by: -1) {
      let stop = line.stop[node &+ 1]
      let open = stop >= 0 ? data.windowOpen[data.firstWindow[stop &+ 1] &- 1] : 0
      calm[node] = max(calm[node &+ 1], open) &- line.gap[node] &- line.service[node]
    }
    return true
  }

  /// A job that is aboard for too long at the hours chosen.
  func brokenRide() -> Int? {
    line.rides.first { begins[$0.to] - begins[$0.from] - line.service[$0.from] > $0.longest }?.job
  }
}
