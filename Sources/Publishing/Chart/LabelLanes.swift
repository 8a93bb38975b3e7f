/// Lines of text below each other, so that labels that begin close to one another neither overlap nor are crossed by the upright lines
/// that lead to them: whoever begins farther left stands lower than all that begin along its text.
struct LabelLanes: Sendable {
  struct Label: Sendable, Hashable {
    var left: Pixels
    var width: Pixels
  }

  /// By label, counted from the line that is nearest.
  let lanes: [Int]
  let count: Int

  /// - Complexity: O(n²).
  init(_ labels: [Label]) {
    var lanes = [Int](repeating: 0, count: labels.count)
    let order = labels.indices.sorted { (labels[$1].left, $1) < (labels[$0].left, $0) }
    for (place, label) in order.enumerated() {
      let end = labels[label].left + labels[label].width
      lanes[label] = order[..<place].filter { labels[$0].left < end }.map { lanes[$0] + 1 }.max() ?? 0
    }
    self.lanes = lanes
    count = (lanes.max() ?? -1) + 1
  }
}
