extension RouteEvaluator {
  /// Finds hours in which nothing is aboard for too long, with the pauses that were chosen: first the earliest that there are, then the
  /// cheapest that can be reached from them.
  ///
  /// "Not before" and "not longer than" are bounds of one hour by another that never fall as the other rises, so the least hours that
  /// satisfy all of them are found by raising each until all hold (as longest paths are, Bellman 1958).
  func bendToRides(_ slotIndex: Int, _ type: RichType) -> Bool {
    let slot = data.slots[slotIndex]
    let candidates = labels.count > 1 && (type.hasPauses || line.hasSeveralWindows) ? labels.order : [-1]
    var best: (cost: Int, begins: [Int], steps: [LabelSet.Step])?
    for label in candidates {
      if label >= 0 { traceLabel(label, type) }
      guard findEarliest(slot, type) else { continue }
      if type.pace.isEmpty { descend(slot) }
      let now = costOfBegins()
      if best.map({ now < $0.cost }) ?? true {
        best = (now, Array(begins[0..<line.count]), Array(steps[0..<line.count]))
      }
      // Without pauses the labels differ in windows alone, which the earliest hours choose for themselves.
      if !type.hasPauses { break }
    }
    guard let best else { return false }
    for node in 0..<line.count {
      begins[node] = best.begins[node]
      steps[node] = best.steps[node]
    }
    cost = best.cost
    return true
  }

  /// The earliest hours that keep all rules; false where there are none.
  private func findEarliest(_ slot: RichSlot, _ type: RichType) -> Bool {
    let last = line.count - 1
    begins[0] = slot.open
    for node in 1...last { begins[node] = 0 }
    // Each round moves some hour into a later window or past a bound of another; without either it ends within as many as there are nodes.
    for _ in 0..<64 + 4 * line.count {
      for node in 0...last {
        let earliest = node == 0 ? begins[0] : max(begins[node], nextBegin(node - 1, from: begins[node - 1] + line.service[node - 1], type))
        begins[node] = windowOpen(node, from: earliest, slot)
        if begins[node] == RichData.never || node < last && begins[node] > steps[node].upper { return false }
      }
      var isDone = true
      for ride in line.rides {
        let bound = begins[ride.to] - ride.longest - line.service[ride.from]
        if begins[ride.from] < bound {
          begins[ride.from] = bound
          isDone = false
        }
      }
      if isDone { return true }
    }
    return false
  }

  /// Moves groups of hours later as long as that saves something: with an hour go those it pushes along, and the loading of what would
  /// be aboard for too long.
  private func descend(_ slot: RichSlot) {
    let last = line.count - 1
    var isMoved = [Bool](repeating: false, count: line.count)
    for _ in 0..<4 * line.count {
      var best = (saving: 0, shift: 0, members: [Int]())
      for seed in 0..<last {
        for node in 0...last { isMoved[node] = false }
        close(over: seed, &isMoved)
        var saving = 0
        for node in 0..<last where isMoved[node] != isMoved[node + 1] { saving += isMoved[node] ? line.rate[node] : -line.rate[node] }
        guard saving > best.saving else { continue }
        let shift = room(for: isMoved, slot)
        if shift > 0 { best = (saving, shift, (0...last).filter { isMoved[$0] }) }
      }
      if best.shift == 0 { return }
      for node in best.members { begins[node] += best.shift }
    }
  }

  private func close(over seed: Int, _ isMoved: inout [Bool]) {
    isMoved[seed] = true
    var isGrowing = true
    while isGrowing {
      isGrowing = false
      for node in 0..<line.count - 1 where isMoved[node] && !isMoved[node + 1] && slack(node) == 0 {
        isMoved[node + 1] = true
        isGrowing = true
      }
      for ride in line.rides where isMoved[ride.to] && !isMoved[ride.from] && slack(ride) == 0 {
        isMoved[ride.from] = true
        isGrowing = true
      }
    }
  }

  private func slack(_ node: Int) -> Int { begins[node + 1] - begins[node] - line.service[node] - steps[node].gap }
  private func slack(_ ride: RouteLine.Ride) -> Int {
    ride.longest - (begins[ride.to] - begins[ride.from] - line.service[ride.from])
  }

  /// How far a group can move.
  private func room(for isMoved: [Bool], _ slot: RichSlot) -> Int {
    var room = RichData.never
    for node in 0..<line.count where isMoved[node] {
      let close = node == 0 ? slot.latestStart : windowClose(node, at: begins[node], slot)
      room = min(room, min(close, steps[node].upper) - begins[node])
      if node + 1 < line.count && !isMoved[node + 1] { room = min(room, slack(node)) }
    }
    for ride in line.rides where isMoved[ride.to] && !isMoved[ride.from] { room = min(room, slack(ride)) }
    return room
  }
}
