/// By node: the first and the last window, in ``RichData/windowOpen``, in which its stop may begin. Between two of them nobody is there.
struct WindowSpan {
  let first: Row
  let last: Row

  init(nodes: Int) {
    first = Row(count: nodes)
    last = Row(count: nodes)
  }

  func free() {
    first.free()
    last.free()
  }
}

// One curve of least cost, made as if nobody had to rest and the time between two windows were allowed, costs no more than any hours that a
// route can have. What it refuses is refused, and where its hours keep every rule as they come, nothing is cheaper.
extension RouteEvaluator {
  func costByCurve(_ slotIndex: Int, _ type: RichType, below bound: Int) -> Reckoning {
    let slot = data.slots[slotIndex]
    guard limitWindows(slot), setCurve(slot), cost < bound else { return .answer(nil) }
    let rule = type.driving.flatMap { isRestNeeded($0, from: slot.driven) ? $0 : nil }
    if rule == nil && !line.hasSeveralWindows && line.rides.isEmpty {
      hours = .curve
      return .answer(cost)
    }
    hours = .set
    traceCurve()
    if line.hasSeveralWindows && isBetweenWindows() { return .atLeast(cost) }
    labels.count = 0
    if let broken = brokenRide(), !bendToRides(slotIndex, type) {
      refusal = .ride(job: broken)
      return .answer(nil)
    }
    if let rule, !noteRests(rule, from: slot.driven) { return .atLeast(cost) }
    return .answer(cost < bound ? cost : nil)
  }

  /// The hours of a route without pauses, whose stops may begin between two windows.
  private func setCurve(_ slot: RichSlot) -> Bool {
    curve.begin(slot.open, slot.latestStart)
    let last = line.count - 1
    for node in 0..<last {
      turn[node] = curve.goOn(rate: line.rate[node], service: line.service[node], gap: line.gap[node])
      let stop = line.stop[node &+ 1]
      if stop >= 0 { curve.raise(to: data.windowOpen[span.first[node &+ 1]]) }
      let close = stop >= 0 ? data.windowClose[span.last[node &+ 1]] : slot.close
      if !curve.cut(at: min(close, line.high[node &+ 1])) { return refuse(stop >= 0 ? .window(stop: stop) : .shift) }
    }
    cost = line.cost + curve.value
    return true
  }

  /// From the earliest end back, each beginning as late as it costs nothing.
  func traceCurve() {
    let last = line.count - 1
    begins[last] = curve.left
    for node in stride(from: last - 1, through: 0, by: -1) {
      begins[node] = min(begins[node &+ 1] &- line.gap[node] &- line.service[node], turn[node])
      steps[node] = LabelSet.Step(gap: line.gap[node])
    }
  }

  // MARK: Windows

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
      (span.first[node], span.last[node]) = (window, end)
    }
    guard line.hasSeveralWindows else { return true }
    var latest = min(slot.close, line.high[last])
    for node in stride(from: last - 1, through: 1, by: -1) {
      latest = min(latest &- line.gap[node] &- line.service[node], line.high[node])
      guard line.stop[node] >= 0 else { continue }
      var window = span.last[node]
      while window > span.first[node] && data.windowOpen[window] > latest { window = window &- 1 }
      span.last[node] = window
      latest = min(latest, data.windowClose[window])
    }
    return true
  }

  private func refuse(_ reason: Refusal) -> Bool {
    refusal = reason
    return false
  }

  /// Whether some stop begins when nobody is there.
  private func isBetweenWindows() -> Bool {
    for node in 1..<line.count - 1 where line.stop[node] >= 0 {
      var window = span.first[node]
      while window < span.last[node] && data.windowClose[window] < begins[node] { window = window &+ 1 }
      if data.windowOpen[window] > begins[node] { return true }
    }
    return false
  }

  // MARK: Rests

  /// Whether someone drives too long who stands no longer anywhere than the work there takes.
  private func isRestNeeded(_ rule: DrivingRule, from begin: Int) -> Bool {
    var driven = begin
    for node in 0..<line.count - 1 {
      if line.isDriven[node] == 1 {
        driven = driven &+ line.gap[node]
        if driven > rule.longestSeconds { return true }
        if line.stop[node &+ 1] >= 0, line.service[node &+ 1] >= rule.restSeconds { driven = 0 }
      } else if line.gap[node] >= rule.restSeconds {
        driven = 0
      }
    }
    return false
  }

  /// Writes down how long was driven when each leg began, at the hours in `begins`.
  ///
  /// - Parameter begin: seconds at the wheel before the first.
  /// - Returns: whether who waits anyway is rested in time, so that no rest has to be made for its own sake.
  func noteRests(_ rule: DrivingRule, from begin: Int) -> Bool {
    var driven = begin
    for node in 0..<line.count - 1 {
      steps[node].driven = driven
      let arrival = begins[node] &+ line.service[node] &+ line.gap[node]
      if line.isDriven[node] == 1 {
        driven = driven &+ line.gap[node]
        if driven > rule.longestSeconds { return false }
        if line.stop[node &+ 1] >= 0, begins[node &+ 1] &+ line.service[node &+ 1] &- arrival >= rule.restSeconds { driven = 0 }
      } else if begins[node &+ 1] &- begins[node] &- line.service[node] >= rule.restSeconds {
        driven = 0
      }
    }
    return true
  }
}
