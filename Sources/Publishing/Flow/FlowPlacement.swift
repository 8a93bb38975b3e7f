/// Where everything stands from top to bottom: the order in each column, the bars, and where on a bar each band ends.
struct FlowPlacement: Sendable {
  /// By column, its vertices from top to bottom.
  let columns: [[Int]]
  /// By vertex, the top of its bar.
  let barTops: [Pixels]
  /// By segment, the top of its band at either end, below the top of the bar there.
  let startOffsets: [Pixels]
  let endOffsets: [Pixels]
  /// Of the highest column.
  let height: Pixels

  static let gap: Pixels = 8

  init(_ graph: LayeredGraph, _ measures: FlowMeasures) {
    let weights = graph.segments.map { measures.bandWidths[$0.link].hundredths }
    let columns = BarycentreOrdering(graph, weights: weights).columns()
    let (starts, ends) = FlowPlacement.offsets(graph, measures, columns)
    height =
      columns.map { column in
        column.map { measures.slotHeights[$0] }.sum() + FlowPlacement.gap * (column.count - 1)
      }.max() ?? 0
    var settling = Settling(
      graph: graph, measures: measures, columns: columns, starts: starts, ends: ends, height: height)
    barTops = settling.barTops()
    self.columns = columns
    startOffsets = starts
    endOffsets = ends
  }

  /// On either side of a bar, bands lie in the order of the vertices they come from or go to, so that they do not cross there.
  private static func offsets(
    _ graph: LayeredGraph, _ measures: FlowMeasures, _ columns: [[Int]]
  ) -> (starts: [Pixels], ends: [Pixels]) {
    var position = [Int](repeating: 0, count: graph.vertexCount)
    for column in columns { for (place, vertex) in column.enumerated() { position[vertex] = place } }
    func stacked(by bar: KeyPath<LayeredGraph.Segment, Int>, other: KeyPath<LayeredGraph.Segment, Int>) -> [Pixels] {
      var used = [Pixels](repeating: 0, count: graph.vertexCount)
      var offsets = [Pixels](repeating: 0, count: graph.segments.count)
      let order = graph.segments.indices.sorted {
        (position[graph.segments[$0][keyPath: other]], $0) < (position[graph.segments[$1][keyPath: other]], $1)
      }
      for index in order {
        let segment = graph.segments[index]
        offsets[index] = used[segment[keyPath: bar]]
        used[segment[keyPath: bar]] += measures.bandWidths[segment.link]
      }
      return offsets
    }
    return (stacked(by: \.from, other: \.to), stacked(by: \.to, other: \.from))
  }
}
