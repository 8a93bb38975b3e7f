/// Which window each stop of a route is begun in, and where its driver rests: what a curve of least cost cannot choose by itself.
struct HourChoice {
  /// By node: the first and the last window, in ``RichData/windowOpen``, in which its stop may begin. Between two of them nobody is there.
  let firstWindow: Row
  let lastWindow: Row
  /// By node: whether the vehicle stands for a rest when it is at the next one, and whether it rests on the road there when that falls due.
  let stands: Row
  let restsOnRoad: Row
  /// By node: seconds that these rests add to the way to the next one.
  let extra: Row
  /// Curves that were made for the route at hand.
  var curves = 0
  /// Beginnings and ways of the best choice so far.
  var bestBegins: [Int]
  var bestSteps: [LabelSet.Step]

  /// More are not made: labels take over, which are slower and as good.
  static let curvesMost = 500

  init(nodes: Int) {
    firstWindow = Row(count: nodes)
    lastWindow = Row(count: nodes)
    stands = Row(count: nodes)
    restsOnRoad = Row(count: nodes)
    extra = Row(count: nodes)
    bestBegins = [Int](repeating: 0, count: nodes)
    bestSteps = [LabelSet.Step](repeating: LabelSet.Step(), count: nodes)
  }

  func free() { for row in [firstWindow, lastWindow, stands, restsOnRoad, extra] { row.free() } }
}

extension RouteEvaluator {
  enum CurveAnswer {
    /// Nil: it breaks a rule or costs too much.
    case answer(Int?)
    case tooManyChoices
  }

  /// The least cost over all choices of windows and rests, by branch and bound: a curve without some rest, or with the time between two windows
  /// allowed, says the least that any choice behind it costs.
  func costByCurves(_ slotIndex: Int, _ type: RichType, below bound: Int) -> CurveAnswer {
    let slot = data.slots[slotIndex]
    guard limitWindows(slot) else { return .answer(nil) }
    for node in 0..<line.count {
      choice.extra[node] = 0
      choice.stands[node] = 0
      choice.restsOnRoad[node] = 0
    }
    choice.curves = 0
    labels.count = 0
    hours = .set
    var search = Branches(evaluator: self, slotIndex: slotIndex, slot: slot, type: type, best: bound)
    search.branch()
    if choice.curves > HourChoice.curvesMost { return .tooManyChoices }
    guard search.isFound else {
      if let refused = search.refused { refusal = refused }
      return .answer(nil)
    }
    cost = search.best
    if keepsHours || !line.rides.isEmpty, hours == .set {
      for node in 0..<line.count { (begins[node], steps[node]) = (choice.bestBegins[node], choice.bestSteps[node]) }
    }
    return .answer(search.best)
  }

  /// The windows that can be reached in time, and from which all that follows can be; false where a stop has none.
  private func limitWindows(_ slot: RichSlot) -> Bool {
    let last = line.count - 1
    var time = slot.open
    for node in 1...last {
      time = time &+ line.service[node &- 1] &+ line.gap[node &- 1]
      let stop = line.stop[node]
      guard stop >= 0 else {
        if time > min(slot.close, line.high[node]) { return refuse(.shift) }
        continue
      }
      var window = data.firstWindow[stop]
      let end = data.firstWindow[stop &+ 1] &- 1
      while window < end && data.windowClose[window] < time { window = window &+ 1 }
      time = max(time, data.windowOpen[window])
      if time > min(data.windowClose[window], line.high[node]) { return refuse(.window(stop: stop)) }
      choice.firstWindow[node] = window
      choice.lastWindow[node] = end
    }
    guard line.hasSeveralWindows else { return true }
    var latest = min(slot.close, line.high[last])
    for node in stride(from: last - 1, through: 1, by: -1) {
      latest = min(latest &- line.gap[node] &- line.service[node], line.high[node])
      guard line.stop[node] >= 0 else { continue }
      var window = choice.lastWindow[node]
      while window > choice.firstWindow[node] && data.windowOpen[window] > latest { window = window &- 1 }
      choice.lastWindow[node] = window
      latest = min(latest, data.windowClose[window])
    }
    return true
  }

  private func refuse(_ reason: Refusal) -> Bool {
    refusal = reason
    return false
  }
}

/// The search through a route's choices, the cheapest first.
private struct Branches {
  let evaluator: RouteEvaluator
  let slotIndex: Int
  let slot: RichSlot
  let type: RichType
  var best: Int
  var isFound = false
  /// Why the first choice was refused.
  var refused: RouteEvaluator.Refusal?

  init(evaluator: RouteEvaluator, slotIndex: Int, slot: RichSlot, type: RichType, best: Int) {
    (self.evaluator, self.slotIndex, self.slot, self.type, self.best) = (evaluator, slotIndex, slot, type, best)
  }

  /// Takes the choice at hand, or those behind it.
  mutating func branch() {
    let route = evaluator
    route.choice.curves += 1
    if route.choice.curves > HourChoice.curvesMost { return }
    let overrun = type.driving.flatMap { layRests($0) }
    guard route.setCurve(slot) else {
      if refused == nil { refused = route.refusal }
      return
    }
    if route.cost >= best { return }
    if overrun == nil && !route.line.hasSeveralWindows && route.line.rides.isEmpty && !(route.keepsHours && type.driving != nil) {
      // Nothing is left to choose.
      (best, isFound) = (route.cost, true)
      route.hours = .curve
      if route.keepsHours { keep() }
      return
    }
    route.traceCurve()
    if let node = nodeBetweenWindows() { return branchAtWindows(of: node) }
    if let broken = route.brokenRide(), !route.bendToRides(slotIndex, type) {
      if refused == nil { refused = .ride(job: broken) }
      return
    }
    let isRested = type.driving.map { noteRests($0) } ?? true
    guard isRested else {
      // Who waits anyway may be rested in time; else a rest comes before the leg on which it falls due.
      if let overrun { branchAtRests(overrun) }
      return
    }
    guard route.cost < best else { return }
    (best, isFound) = (route.cost, true)
    keep()
  }

  private func keep() {
    let route = evaluator
    if route.hours == .curve && route.keepsHours { route.traceCurve() }
    guard route.keepsHours || !route.line.rides.isEmpty else { return }
    route.hours = .set
    for node in 0..<route.line.count {
      route.choice.bestBegins[node] = route.begins[node]
      route.choice.bestSteps[node] = route.steps[node]
    }
  }

  // MARK: Windows

  /// A node that begins when nobody is there.
  private func nodeBetweenWindows() -> Int? {
    guard evaluator.line.hasSeveralWindows else { return nil }
    let choice = evaluator.choice
    for node in 1..<evaluator.line.count - 1 where evaluator.line.stop[node] >= 0 {
      if choice.firstWindow[node] == choice.lastWindow[node] { continue }
      if windowBehind(node) != nil { return node }
    }
    return nil
  }

  /// The window that opens next where a node begins between two; nil where it begins in one.
  private func windowBehind(_ node: Int) -> Int? {
    let (data, choice, begin) = (evaluator.data, evaluator.choice, evaluator.begins[node])
    var window = choice.firstWindow[node]
    while window < choice.lastWindow[node] && data.windowClose[window] < begin { window = window &+ 1 }
    return data.windowOpen[window] > begin ? window : nil
  }

  private mutating func branchAtWindows(of node: Int) {
    guard let behind = windowBehind(node) else { return }
    let choice = evaluator.choice
    let (first, last) = (choice.firstWindow[node], choice.lastWindow[node])
    choice.lastWindow[node] = behind - 1
    branch()
    choice.lastWindow[node] = last
    choice.firstWindow[node] = behind
    branch()
    choice.firstWindow[node] = first
  }

  // MARK: Rests

  /// The first leg on which a rest falls due that is not chosen yet, and the first one behind whoever is rested for sure.
  private struct Overrun {
    let leg: Int
    let since: Int
  }

  /// Adds the chosen rests to the legs.
  private func layRests(_ rule: DrivingRule) -> Overrun? {
    let (line, choice) = (evaluator.line, evaluator.choice)
    var (driven, since) = (0, 0)
    var overrun: Overrun?
    for node in 0..<line.count - 1 {
      choice.extra[node] = 0
      if overrun != nil { continue }
      let gap = line.gap[node]
      guard line.isDriven[node] == 1 else {
        if choice.stands[node] == 1 { choice.extra[node] = max(rule.restSeconds &- gap, 0) }
        if choice.stands[node] == 1 || gap >= rule.restSeconds { (driven, since) = (0, node &+ 1) }
        continue
      }
      driven = driven &+ gap
      if driven > rule.longestSeconds {
        guard choice.restsOnRoad[node] == 1 else {
          overrun = Overrun(leg: node, since: since)
          continue
        }
        let rests = (driven &- 1) / rule.longestSeconds
        choice.extra[node] = rests &* rule.restSeconds
        (driven, since) = (driven &- rests &* rule.longestSeconds, node)
      }
      guard line.stop[node &+ 1] >= 0 else { continue }
      if choice.stands[node] == 1 { choice.extra[node] = choice.extra[node] &+ max(rule.restSeconds &- line.service[node &+ 1], 0) }
      if choice.stands[node] == 1 || line.service[node &+ 1] >= rule.restSeconds { (driven, since) = (0, node &+ 1) }
    }
    return overrun
  }

  /// Writes down how long was driven when each leg began, at the hours in `begins`.
  ///
  /// - Returns: whether every rest is chosen, or made by who waits anyway.
  private func noteRests(_ rule: DrivingRule) -> Bool {
    let (line, choice, begins) = (evaluator.line, evaluator.choice, evaluator.begins)
    var driven = 0
    for node in 0..<line.count - 1 {
      evaluator.steps[node].driven = driven
      let departure = begins[node] &+ line.service[node]
      guard line.isDriven[node] == 1 else {
        if begins[node &+ 1] &- departure >= rule.restSeconds { driven = 0 }
        continue
      }
      driven = driven &+ line.gap[node]
      var resting = 0
      if driven > rule.longestSeconds {
        if choice.restsOnRoad[node] == 0 { return false }
        let rests = (driven &- 1) / rule.longestSeconds
        resting = rests &* rule.restSeconds
        driven = driven &- rests &* rule.longestSeconds
      }
      let arrival = departure &+ line.gap[node] &+ resting
      if line.stop[node &+ 1] >= 0, begins[node &+ 1] &+ line.service[node &+ 1] &- arrival >= rule.restSeconds { driven = 0 }
    }
    return true
  }

  /// Rests at each place where one would do, and on the road when it falls due.
  private mutating func branchAtRests(_ overrun: Overrun) {
    let (line, choice) = (evaluator.line, evaluator.choice)
    for node in stride(from: overrun.leg - 1, through: overrun.since, by: -1)
    where choice.stands[node] == 0 && (line.isDriven[node] == 0 || line.stop[node + 1] >= 0) {
      choice.stands[node] = 1
      branch()
      choice.stands[node] = 0
    }
    choice.restsOnRoad[overrun.leg] = 1
    branch()
    choice.restsOnRoad[overrun.leg] = 0
  }
}
