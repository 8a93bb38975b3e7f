/// Moves bars up and down until bands run as level as their columns let them: each bar wants to stand where its bands would be
/// straight, the wider ones before the thinner, and each column in turn is placed at the least sum of squares.
struct Settling {
  private let graph: LayeredGraph
  private let measures: FlowMeasures
  private let columns: [[Int]]
  private let starts: [Pixels]
  private let ends: [Pixels]
  private let height: Pixels
  private let segmentsOf: [[Int]]
  private var tops: [Pixels]

  private enum Neighbours {
    case left, right, both
  }

  init(
    graph: LayeredGraph, measures: FlowMeasures, columns: [[Int]], starts: [Pixels], ends: [Pixels], height: Pixels
  ) {
    self.graph = graph
    self.measures = measures
    self.columns = columns
    self.starts = starts
    self.ends = ends
    self.height = height
    tops = [Pixels](repeating: 0, count: graph.vertexCount)
    var segmentsOf = [[Int]](repeating: [], count: graph.vertexCount)
    for (index, segment) in graph.segments.enumerated() {
      segmentsOf[segment.from].append(index)
      segmentsOf[segment.to].append(index)
    }
    self.segmentsOf = segmentsOf
  }

  /// By vertex, the top of its bar.
  ///
  /// - Complexity: O(rounds · segments).
  mutating func barTops(rounds: Int = 6) -> [Pixels] {
    for column in columns { centre(column) }
    for _ in 0..<rounds {
      for column in columns.dropFirst() { place(column, by: .left) }
      for column in columns.dropLast().reversed() { place(column, by: .right) }
    }
    for column in columns { place(column, by: .both) }
    return tops
  }

  private func margin(_ vertex: Int) -> Pixels { (measures.slotHeights[vertex] - measures.barHeights[vertex]) / 2 }

  private mutating func centre(_ column: [Int]) {
    let used = column.map { measures.slotHeights[$0] }.sum() + FlowPlacement.gap * (column.count - 1)
    var top = (height - used) / 2
    for vertex in column {
      tops[vertex] = top + margin(vertex)
      top += measures.slotHeights[vertex] + FlowPlacement.gap
    }
  }

  private mutating func place(_ column: [Int], by neighbours: Neighbours) {
    let slots = column.map { vertex in
      let (top, weight) = desired(vertex, by: neighbours)
      return ColumnPlacement.Slot(height: measures.slotHeights[vertex], desired: top - margin(vertex), weight: weight)
    }
    for (vertex, top) in zip(column, ColumnPlacement.tops(slots, gap: FlowPlacement.gap, within: height)) {
      tops[vertex] = top + margin(vertex)
    }
  }

  /// The mean of the tops at which each band would be level, weighted by its width; without bands, where the bar is now.
  private func desired(_ vertex: Int, by neighbours: Neighbours) -> (top: Pixels, weight: Int64) {
    var moment: Int128 = 0
    var weight: Int64 = 0
    for index in segmentsOf[vertex] {
      let segment = graph.segments[index]
      let comesFromLeft = segment.to == vertex
      if neighbours == (comesFromLeft ? .right : .left) { continue }
      let level =
        comesFromLeft
        ? tops[segment.from] + starts[index] - ends[index] : tops[segment.to] + ends[index] - starts[index]
      let width = measures.bandWidths[segment.link].hundredths
      moment += Int128(level.hundredths) * Int128(width)
      weight += width
    }
    return weight > 0 ? (Pixels(hundredths: Int64(moment / Int128(weight))), weight) : (tops[vertex], 1)
  }
}
