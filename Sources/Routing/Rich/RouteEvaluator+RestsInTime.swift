/// Ways of having rested so far: when each comes to a node at the earliest, and how long it has been at the wheel. None is both later and
/// longer at the wheel than another.
struct RestedTimes {
  static let most = 32

  private(set) var count = 0
  let time: UnsafeMutablePointer<Int>
  let driven: UnsafeMutablePointer<Int>

  init() {
    time = .allocate(capacity: RestedTimes.most + 1)
    driven = .allocate(capacity: RestedTimes.most + 1)
  }

  func free() {
    time.deallocate()
    driven.deallocate()
  }

  mutating func removeAll() { count = 0 }

  /// Nothing where another is as early and as rested; drops those that this one is.
  @inline(__always) mutating func add(_ newTime: Int, _ newDriven: Int) {
    var kept = 0
    for index in 0..<count {
      if time[index] <= newTime && driven[index] <= newDriven { return }
      if newTime <= time[index] && newDriven <= driven[index] { continue }
      time[kept] = time[index]
      driven[kept] = driven[index]
      kept &+= 1
    }
    time[kept] = newTime
    driven[kept] = newDriven
    count = kept &+ 1
  }
}

extension RouteEvaluator {
  /// Whether the earliest hours keep all windows with the rests that a vehicle without breaks and an even pace has to make, wherever it
  /// makes them. ``lookAhead(_:_:)`` has run.
  func canRestInTime(_ slot: RichSlot, _ rule: DrivingRule) -> Bool {
    let last = line.count &- 1
    restedNow.removeAll()
    restedNow.add(slot.open, slot.driven)
    for node in 0..<last {
      restedNext.removeAll()
      let next = node &+ 1
      let isDriven = line.isDriven[node] == 1
      let isReload = line.stop[next] < 0
      let standing = max(rule.restSeconds &- line.service[next], 0)
      for index in 0..<restedNow.count {
        let departure = restedNow.time[index] &+ line.service[node]
        var driven = restedNow.driven[index]
        var gap = line.gap[node]
        guard isDriven else {
          if gap < rule.restSeconds { arrive(next, departure &+ gap, driven, slot) }
          arrive(next, departure &+ max(gap, rule.restSeconds), 0, slot)
          continue
        }
        driven = driven &+ gap
        if driven > rule.longestSeconds {
          let rests = (driven &- 1) / rule.longestSeconds
          gap = gap &+ rests &* rule.restSeconds
          driven = driven &- rests &* rule.longestSeconds
        }
        guard next < last else {
          arrive(next, departure &+ gap, 0, slot)
          continue
        }
        let rested = levelled(0, at: next, rule)
        driven = levelled(driven, at: next, rule)
        if standing > 0 || isReload { arrive(next, departure &+ gap, driven, slot) }
        if isReload || standing > 0 && driven == rested { continue }
        arrive(next, departure &+ gap &+ standing, rested, slot)
      }
      if restedNext.count == 0 {
        let stop = line.stop[next]
        refusal = stop >= 0 ? .window(stop: stop) : .shift
        return false
      }
      // Too many to keep: nobody can say.
      if restedNext.count >= RestedTimes.most { return true }
      swap(&restedNow, &restedNext)
    }
    return true
  }

  @inline(__always) private func arrive(_ node: Int, _ arrival: Int, _ driven: Int, _ slot: RichSlot) {
    guard arrival <= outlook.latest[node] else { return }
    let time = windowOpen(node, from: arrival, slot)
    if time != RichData.never, restedNext.count < RestedTimes.most { restedNext.add(time, driven) }
  }
}
