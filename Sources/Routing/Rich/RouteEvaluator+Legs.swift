extension RouteEvaluator {
  /// A leg as it is driven: when it is done with all its pauses, how long has been driven since the last rest, and the pauses.
  struct DrivenLeg {
    var end: Int
    var driven: Int
    var isInTime = true
    var pauses: [RouteSchedule.Pause] = []
  }

  /// Drives from a node to the next one, second by second where the pace or a pause asks for it.
  func drive(_ step: LabelSet.Step, _ node: Int, from departure: Int, _ type: RichType) -> DrivenLeg {
    var leg = DrivenLeg(end: departure, driven: step.driven)
    let travel = Travel(type.pace)
    guard line.isDriven[node] == 1 else {
      takeBreaks(step, type, &leg) { leg, _ in leg.end }
      leg.end += line.gap[node]
      return leg
    }
    var rest = line.gap[node] * 1_000_000
    var rests = 0
    /// Drives until the leg is done, or a second has come and as many rests are made, with the rests that fall due, but no more than `most`.
    func go(_ leg: inout DrivenLeg, until end: Int, least: Int = 0, most: Int = .max) {
      while rest > 0 && (leg.end < end || rests < least) {
        let bound = type.driving.map { leg.end + $0.longestSeconds - leg.driven } ?? .max
        let time = travel.drive(&rest, from: leg.end, until: min(rests < least ? .max : end, bound))
        leg.driven += time - leg.end
        leg.end = time
        guard let rule = type.driving, leg.driven >= rule.longestSeconds, rest > 0 else { continue }
        if rests >= most { return }
        rests += 1
        leg.pauses.append(RouteSchedule.Pause(.rest, begin: time, seconds: rule.restSeconds))
        leg.end += rule.restSeconds
        leg.driven = 0
      }
    }
    if step.mode == .arrival { go(&leg, until: .max) }
    takeBreaks(step, type, &leg) { leg, open in
      // With a pace it is not known beforehand which rests come first.
      if step.mode == .during && type.pace.isEmpty { go(&leg, until: open, least: step.restsBefore, most: step.restsBefore) }
      if step.mode == .during && !type.pace.isEmpty { go(&leg, until: open) }
      return leg.end
    }
    go(&leg, until: .max)
    return leg
  }

  /// Makes the breaks of a step one after the other, each as soon as its window is open.
  private func takeBreaks(
    _ step: LabelSet.Step, _ type: RichType, _ leg: inout DrivenLeg, until: (inout DrivenLeg, _ open: Int) -> Int
  ) {
    for index in step.firstBreak..<step.firstBreak + step.breaks {
      let item = type.breaks[index]
      let begin = max(until(&leg, item.window.open), item.window.open)
      if begin > item.window.close { leg.isInTime = false }
      leg.pauses.append(RouteSchedule.Pause(.ofBreak(index), begin: begin, seconds: item.seconds))
      leg.end = begin + item.seconds
      if step.mode != .during, let rule = type.driving, item.seconds >= rule.restSeconds { leg.driven = 0 }
    }
  }

  /// The earliest beginning behind a departure, pauses included.
  func nextBegin(_ node: Int, from departure: Int, _ type: RichType) -> Int {
    let step = steps[node]
    if type.pace.isEmpty || line.isDriven[node] == 0 && step.breaks == 0 { return max(departure + step.gap, step.lower) }
    if step.breaks > 0 || type.driving != nil {
      let leg = drive(step, node, from: departure, type)
      return leg.isInTime ? leg.end + step.standing : RichData.never
    }
    return Travel(type.pace).arrival(departure, line.gap[node])
  }

  /// With a pace: moves each beginning as late as the next one allows, where the way there has no pause.
  func shiftLater(_ slot: RichSlot, _ type: RichType) {
    let travel = Travel(type.pace)
    for node in stride(from: line.count - 2, through: 0, by: -1) where steps[node].breaks == 0 && type.driving == nil {
      let latest =
        (line.isDriven[node] == 1
          ? travel.latestDeparture(begins[node + 1], line.gap[node]) : begins[node + 1] - line.gap[node]) - line.service[node]
      let bound = node == 0 ? slot.latestStart : windowClose(node, at: begins[node], slot)
      begins[node] = max(begins[node], min(latest, bound))
      if node == 0, !type.breaks.isEmpty { begins[0] = labels.departure }
    }
  }

  /// The close of the window in which a node begins.
  func windowClose(_ node: Int, at second: Int, _ slot: RichSlot) -> Int {
    let stop = line.stop[node]
    if stop < 0 { return min(slot.close, line.high[node]) }
    for window in data.firstWindow[stop]..<data.firstWindow[stop + 1] where data.windowClose[window] >= second {
      return min(data.windowClose[window], line.high[node])
    }
    return -1
  }

  /// The earliest second from one on in which a node may begin, or never.
  func windowOpen(_ node: Int, from second: Int, _ slot: RichSlot) -> Int {
    let stop = line.stop[node]
    if node == 0 { return second <= slot.latestStart ? max(second, slot.open) : RichData.never }
    if second > line.high[node] { return RichData.never }
    if stop < 0 { return second <= slot.close ? second : RichData.never }
    for window in data.firstWindow[stop]..<data.firstWindow[stop + 1] where data.windowClose[window] >= second {
      let begin = max(second, data.windowOpen[window])
      return begin <= line.high[node] ? begin : RichData.never
    }
    return RichData.never
  }

  /// What the hours in `begins` cost, in all.
  func costOfBegins() -> Int {
    var sum = line.cost
    for node in 0..<line.count - 1 { sum += line.rate[node] * (begins[node + 1] - begins[node] - line.service[node]) }
    return sum
  }
}
