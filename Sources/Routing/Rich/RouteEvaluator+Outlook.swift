/// By node of a route: what is sure to lie ahead of it, however the driver rests. A label that can make nothing of what lies ahead is not
/// kept, and labels that what lies ahead treats alike are one.
struct Outlook {
  /// Seconds at the wheel from here to the next stop whose work is a rest, or reload that is one, or the end.
  let driving: UnsafeMutablePointer<Int>
  /// Whoever begins later than this is late somewhere, without a single pause.
  let latest: UnsafeMutablePointer<Int>
  /// What the ways from here to the end cost at least, without any waiting.
  let cost: UnsafeMutablePointer<Int>

  init(nodes: Int) {
    driving = .allocate(capacity: nodes)
    latest = .allocate(capacity: nodes)
    cost = .allocate(capacity: nodes)
  }

  func free() {
    driving.deallocate()
    latest.deallocate()
    cost.deallocate()
  }
}

extension RouteEvaluator {
  /// Looks from the end of the route back. With a pace nothing is sure, and nothing is said.
  func lookAhead(_ slot: RichSlot, _ type: RichType) {
    let last = line.count - 1
    let isEven = type.pace.isEmpty
    let rest = type.driving?.restSeconds ?? 0
    outlook.driving[last] = isEven ? 0 : RichData.never
    outlook.latest[last] = isEven ? min(slot.close, line.high[last]) : RichData.never
    outlook.cost[last] = 0
    for node in stride(from: last &- 1, through: 0, by: -1) {
      let next = node &+ 1
      guard isEven else {
        outlook.driving[node] = RichData.never
        outlook.latest[node] = RichData.never
        outlook.cost[node] = 0
        continue
      }
      let isDriven = line.isDriven[node] == 1
      let isRest = isDriven ? line.stop[next] >= 0 && line.service[next] >= rest : line.gap[node] >= rest
      outlook.driving[node] = (isDriven ? line.gap[node] : 0) &+ (isRest ? 0 : outlook.driving[next])
      let stop = line.stop[node]
      let close = stop >= 0 ? data.windowClose[data.firstWindow[stop &+ 1] &- 1] : node == 0 ? slot.latestStart : slot.close
      outlook.latest[node] = min(outlook.latest[next] &- line.gap[node] &- line.service[node], min(close, line.high[node]))
      outlook.cost[node] = outlook.cost[next] &+ line.rate[node] &* line.gap[node]
    }
  }

  /// Time at the wheel as far as it matters: who has come to drive on to the next certain rest without another is as well off as anyone.
  @inline(__always) func levelled(_ driven: Int, at node: Int, _ rule: DrivingRule) -> Int {
    max(driven, rule.longestSeconds &- outlook.driving[node])
  }
}
