/// One route laid out node by node, from its start over all trips to its end: what each leg costs and takes, and what every second
/// of it costs with the goods that are aboard. Memory is taken once and used for route after route.
struct RouteLine {
  /// Goods with a bound on their time on board: from the departure of one node to the beginning of another.
  struct Ride {
    let from: Int
    let to: Int
    let longest: Int
    let job: Int
  }

  var count = 0
  /// By node: its stop, or -1 at the vehicle's start and end.
  let stop: Row
  let service: Row
  /// Not after this second, beyond its windows.
  let high: UnsafeMutablePointer<Int>
  /// By node: seconds to the next one at an even pace, whether they are driven, and what a second costs.
  let gap: Row
  let isDriven: Row
  let rate: UnsafeMutablePointer<Int>
  var rides: [Ride] = []
  /// What does not depend on hours: fixed cost, metres, tolls, and goods aboard during services.
  var cost = 0
  var tolls = 0
  /// What all gaps cost at an even pace without any waiting, or as much less as the pace may save.
  var costOfGaps = 0
  /// Bound of the node that is added next.
  var pendingHigh = RichData.never
  /// Whether a stop has more than one window.
  var hasSeveralWindows = false

  init(nodes: Int) {
    stop = Row(count: nodes)
    service = Row(count: nodes)
    high = .allocate(capacity: nodes)
    gap = Row(count: nodes)
    isDriven = Row(count: nodes)
    rate = .allocate(capacity: nodes)
  }

  func free() {
    for row in [stop, service, gap, isDriven] { row.free() }
    high.deallocate()
    rate.deallocate()
  }
}
