extension RouteEvaluator {
  /// The hours of a route with pauses, several windows or a pace. At each node every way to take it is a label of its own: which window,
  /// how many breaks since the last node, whether the vehicle stands long enough for a rest.
  func setLabels(_ slotIndex: Int, _ type: RichType) -> Bool {
    let slot = data.slots[slotIndex]
    guard runLabels(slot, type, from: slot.open) else { return false }
    if type.pace.isEmpty { return true }
    // With a pace, labels are single seconds. Leaving later saves time, and so may leaving when the pace changes.
    shiftLater(slot, type)
    let hours = [begins[0]] + type.pace.map(\.from).filter { $0 > begins[0] && $0 <= slot.latestStart }
    var best = (cost: costOfBegins(), departure: -1)
    if type.costPerSecond > 0 || line.rate[0] > 0 || cost > line.cost {
      for hour in hours where hour > slot.open && runLabels(slot, type, from: hour) {
        shiftLater(slot, type)
        let now = costOfBegins()
        if now < best.cost { best = (now, hour) }
      }
    }
    guard runLabels(slot, type, from: best.departure < 0 ? slot.open : best.departure) else { return false }
    shiftLater(slot, type)
    cost = best.cost
    return true
  }

  private func runLabels(_ slot: RichSlot, _ type: RichType, from departure: Int) -> Bool {
    beginLabels(slot, type, departure)
    let last = line.count - 1
    for node in 0..<last {
      labels.nextCount = 0
      for index in 0..<labels.count { extend(index, node, slot, type) }
      labels.advance()
      if labels.count == 0 {
        let stop = line.stop[node + 1]
        refusal = stop >= 0 ? .window(stop: stop) : .shift
        if labels.isStoppedByBreak { refusal = .rest }
        return false
      }
    }
    labels.order = (0..<labels.count).sorted { (labels.now[$0].curve.value, $0) < (labels.now[$1].curve.value, $1) }
    for index in labels.order {
      traceLabel(index, type)
      cost = line.cost + labels.now[index].curve.value
      if line.rides.isEmpty || brokenRide() == nil { return true }
    }
    traceLabel(labels.order[0], type)
    cost = line.cost + labels.now[labels.order[0]].curve.value
    return true
  }

  /// One label for each number of breaks whose windows are over when the vehicle leaves.
  private func beginLabels(_ slot: RichSlot, _ type: RichType, _ departure: Int) {
    labels.count = 0
    labels.departure = departure
    labels.isStoppedByBreak = false
    var from = departure
    for skipped in 0...type.breaks.count {
      let until = min(slot.latestStart, skipped < type.breaks.count ? type.breaks[skipped].window.close : .max)
      if from <= until {
        labels.now[labels.count].breaks = skipped
        labels.now[labels.count].driven = slot.driven
        labels.now[labels.count].curve.begin(from, type.pace.isEmpty ? until : from)
        labels.count += 1
        if !type.pace.isEmpty { return }
        from = until + 1
      }
    }
  }

  /// All ways from a label to the next node.
  private func extend(_ index: Int, _ node: Int, _ slot: RichSlot, _ type: RichType) {
    let label = labels.now[index]
    if !type.hasPauses && type.pace.isEmpty {
      return enter(LabelSet.Step(parent: index, gap: line.gap[node]), label, node, 0, slot, type)
    }
    let pending = type.breaks.count - label.breaks
    let departure = label.curve.left + line.service[node]
    if pending > 0 && departure > type.breaks[label.breaks].window.close {
      labels.isStoppedByBreak = true
      return
    }
    for breaks in 0...pending {
      var step = LabelSet.Step(parent: index, firstBreak: label.breaks, breaks: breaks, driven: label.driven)
      if breaks == 0 {
        goOn(step, label, node, slot, type)
        continue
      }
      // Without a rule of driving a break in the middle of the leg is as good as any.
      let modes: [LabelSet.Step.Mode] =
        line.isDriven[node] == 0 || (type.driving == nil && type.pace.isEmpty) ? [.during] : [.during, .departure, .arrival]
      for mode in modes {
        step.mode = mode
        // Between which rests of the leg the break comes.
        for rests in 0...(mode == .during ? restsDue(node, label.driven, type) : 0) {
          step.restsBefore = rests
          goOn(step, label, node, slot, type)
        }
      }
    }
  }

  /// Rests that fall due on the road at an even pace.
  private func restsDue(_ node: Int, _ driven: Int, _ type: RichType) -> Int {
    guard let rule = type.driving, line.isDriven[node] == 1, type.pace.isEmpty, driven + line.gap[node] > rule.longestSeconds else {
      return 0
    }
    return (driven + line.gap[node] - 1) / rule.longestSeconds
  }

  /// One way from a label on: what it takes, and whether the vehicle stands for a rest on arrival.
  private func goOn(_ wanted: LabelSet.Step, _ label: LabelSet.Label, _ node: Int, _ slot: RichSlot, _ type: RichType) {
    var step = wanted
    let service = line.service[node]
    let departure = label.curve.left + service
    var driven = label.driven
    if type.pace.isEmpty {
      guard let (gap, left) = evenGap(&step, node, driven, type) else { return }
      step.gap = gap
      step.upper -= service
      driven = left
    } else {
      let leg = drive(step, node, from: departure, type)
      guard leg.isInTime else { return }
      step.gap = leg.end - departure
      driven = leg.driven
    }
    guard let rule = type.driving, node + 2 < line.count else {
      if type.driving == nil { driven = 0 }
      return enter(step, label, node, driven, slot, type)
    }
    if line.isDriven[node] == 0 {
      if line.gap[node] < rule.restSeconds { enter(step, label, node, driven, slot, type) }
      step.standing = max(rule.restSeconds - line.gap[node], 0)
      step.gap += step.standing
      return enter(step, label, node, 0, slot, type)
    }
    let standing = max(rule.restSeconds - line.service[node + 1], 0)
    let isReload = line.stop[node + 1] < 0
    driven = levelled(driven, at: node + 1, rule)
    let rested = levelled(0, at: node + 1, rule)
    if standing > 0 || isReload { enter(step, label, node, driven, slot, type) }
    // Who can drive on to a certain rest as he is has no use for one here.
    if isReload || standing > 0 && driven == rested { return }
    step.standing = standing
    step.gap += standing
    enter(step, label, node, rested, slot, type)
  }

  /// Seconds of a gap at an even pace, and the time driven without a rest behind it; with the bounds in which a break can be made.
  private func evenGap(_ step: inout LabelSet.Step, _ node: Int, _ driven: Int, _ type: RichType) -> (gap: Int, driven: Int)? {
    let breaks = type.breaks[step.firstBreak..<step.firstBreak + step.breaks]
    let rest = type.driving?.restSeconds ?? 0
    let isReset = breaks.contains { $0.seconds >= rest }
    var drive = line.gap[node]
    var left = driven
    /// Seconds from departure to the end of the last rest before a break, and from the next rest to the end of the leg.
    var (before, behind) = (0, 0)
    if let rule = type.driving, line.isDriven[node] == 1 {
      let from = step.mode == .departure && isReset && step.breaks > 0 ? 0 : driven
      let rests = restsDue(node, from, type)
      left = from + drive - rests * rule.longestSeconds
      drive += rests * rule.restSeconds
      if step.mode == .arrival && isReset && step.breaks > 0 { left = 0 }
      let first = rule.longestSeconds - from
      let turn = rule.longestSeconds + rule.restSeconds
      if step.restsBefore > 0 { before = first + rule.restSeconds + (step.restsBefore - 1) * turn }
      if step.restsBefore < rests { behind = drive - (first + step.restsBefore * turn) }
    }
    guard step.breaks > 0 else { return (drive, left) }
    if step.mode == .arrival { before = drive }
    if step.mode == .departure { behind = drive }
    var paused = 0
    var clock = 0
    for item in breaks {
      clock = max(clock, item.window.open)
      if clock > item.window.close { return nil }
      step.upper = min(step.upper, item.window.close - paused - before)
      clock += item.seconds
      paused += item.seconds
    }
    step.lower = clock + behind
    return (drive + paused, left)
  }

  /// Enters the next node, once for each window.
  private func enter(
    _ wanted: LabelSet.Step, _ label: LabelSet.Label, _ node: Int, _ driven: Int, _ slot: RichSlot, _ type: RichType
  ) {
    let stop = line.stop[node + 1]
    if !namesRefusals && label.curve.left + line.service[node] + wanted.gap > outlook.latest[node + 1] { return }
    if type.pace.isEmpty, line.cost + label.curve.value + line.rate[node] * wanted.gap + outlook.cost[node + 1] >= labelBound { return }
    let breaks = label.breaks + wanted.breaks
    var high = line.high[node + 1]
    if node + 2 == line.count && breaks < type.breaks.count { high = min(high, type.breaks[breaks].window.close) }
    let first = stop >= 0 ? data.firstWindow[stop] : 0
    let windows = stop >= 0 ? data.firstWindow[stop + 1] - first : 1
    for window in 0..<windows {
      let open = stop >= 0 ? data.windowOpen[first + window] : 0
      let close = min(stop >= 0 ? data.windowClose[first + window] : slot.close, high)
      if close < label.curve.left + line.service[node] + wanted.gap { continue }
      let at = labels.nextCount
      var step = wanted
      labels.next[at].curve.copy(label.curve)
      labels.next[at].breaks = breaks
      labels.next[at].driven = driven
      if type.pace.isEmpty {
        if step.upper < RichData.never / 2, !labels.next[at].curve.cut(at: step.upper) {
          labels.isStoppedByBreak = true
          return
        }
        step.turn = labels.next[at].curve.goOn(rate: line.rate[node], service: line.service[node], gap: step.gap)
      } else {
        labels.next[at].curve.goOnFromLeft(rate: line.rate[node], service: line.service[node], gap: step.gap)
      }
      labels.next[at].curve.raise(to: max(open, step.lower))
      if !labels.next[at].curve.cut(at: close) {
        if high < RichData.never && breaks < type.breaks.count { labels.isStoppedByBreak = true }
        continue
      }
      if !type.pace.isEmpty { labels.next[at].curve.pin() }
      step.left = labels.next[at].curve.left
      labels.step(node + 1, at).pointee = step
      labels.nextCount += 1
      labels.settleLast(node + 1)
      // A later window helps only who would wait later on.
      if !type.pace.isEmpty || !type.hasPauses && step.left >= calm[node + 1] { return }
    }
  }

  /// The hours of a label of the last node.
  func traceLabel(_ index: Int, _ type: RichType) {
    var label = index
    let last = line.count - 1
    begins[last] = labels.now[index].curve.left
    for node in stride(from: last - 1, through: 0, by: -1) {
      let step = labels.step(node + 1, label).pointee
      steps[node] = step
      label = step.parent
      begins[node] =
        type.pace.isEmpty
        ? min(begins[node + 1] - step.gap - line.service[node], step.turn)
        : node == 0 ? labels.departure : labels.step(node, label).pointee.left
    }
  }
}
