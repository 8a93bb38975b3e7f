/// Curves of least cost side by side: one for each way of having come to a node that another may not replace, by windows, breaks taken and
/// time driven without a rest.
struct LabelSet {
  /// More are not kept; those that cost most are dropped, never the earliest.
  static let most = 16

  /// How a label came from the node before.
  struct Step {
    enum Mode { case during, departure, arrival }
    var parent = -1
    /// Seconds from departure to the next beginning at least, pauses included; of these, what the vehicle stands for a rest on arrival.
    var gap = 0
    var standing = 0
    var mode = Mode.during
    var firstBreak = 0
    var breaks = 0
    /// Rests on the road before the breaks.
    var restsBefore = 0
    /// Seconds driven without a rest when the leg began.
    var driven = 0
    /// Bounds of the beginning before and of the next one.
    var upper = RichData.never
    var lower = 0
    var turn = 0
    /// The earliest beginning at the node.
    var left = 0
  }

  struct Label {
    var breaks = 0
    var driven = 0
    var curve: DepartureCurve
  }

  // In memory of its own, where writing takes no look at who else reads.
  var now: UnsafeMutablePointer<Label>
  var next: UnsafeMutablePointer<Label>
  private let kept: Int
  var count = 0
  var nextCount = 0
  /// Labels of the last node by cost.
  var order: [Int] = []
  /// When the vehicle leaves, where labels are single seconds.
  var departure = 0
  /// Whether a break found no place on some way.
  var isStoppedByBreak = false
  /// By node and label.
  let steps: UnsafeMutablePointer<Step>

  init(nodes: Int, isUsed: Bool) {
    let nodes = isUsed ? nodes : 1
    steps = .allocate(capacity: nodes * (LabelSet.most + 1))
    kept = isUsed ? LabelSet.most + 1 : 0
    now = .allocate(capacity: kept)
    next = .allocate(capacity: kept)
    for index in 0..<kept {
      (now + index).initialize(to: Label(curve: DepartureCurve(pieces: nodes + 2)))
      (next + index).initialize(to: Label(curve: DepartureCurve(pieces: nodes + 2)))
    }
  }

  func free() {
    for index in 0..<kept {
      now[index].curve.free()
      next[index].curve.free()
    }
    now.deallocate()
    next.deallocate()
    steps.deallocate()
  }

  @inline(__always) func step(_ node: Int, _ label: Int) -> UnsafeMutablePointer<Step> { steps + node * (LabelSet.most + 1) + label }

  /// The next labels are those of the node at hand from now on.
  mutating func advance() {
    swap(&now, &next)
    count = nextCount
  }

  /// Keeps the last of the next labels unless another is as good, and drops those that it makes needless.
  mutating func settleLast(_ node: Int) {
    let last = nextCount - 1
    for index in 0..<last where covers(index, last) {
      nextCount -= 1
      return
    }
    for index in stride(from: last - 1, through: 0, by: -1) where covers(nextCount - 1, index) { remove(index, node) }
    guard nextCount > LabelSet.most else { return }
    let earliest = (0..<nextCount).min { next[$0].curve.left < next[$1].curve.left } ?? 0
    let dearest = (0..<nextCount).filter { $0 != earliest }.max { next[$0].curve.value < next[$1].curve.value } ?? 0
    remove(dearest, node)
  }

  private mutating func remove(_ index: Int, _ node: Int) {
    let last = nextCount - 1
    if index != last {
      swap(&next[index], &next[last])
      step(node, index).pointee = step(node, last).pointee
    }
    nextCount -= 1
  }

  private func covers(_ one: Int, _ other: Int) -> Bool {
    next[one].breaks >= next[other].breaks && next[one].driven <= next[other].driven
      && next[one].curve.isNowhereAbove(next[other].curve)
  }
}
