/// How wide each band, how high each bar, and how much room each needs in its column.
struct FlowMeasures: Sendable {
  let scale: FlowScale
  /// By node.
  let labels: [FlowLabel]
  /// By link.
  let bandWidths: [Pixels]
  /// By vertex: a node's bar is as high as its value and as what it must hold on either side, a waypoint as its band.
  let barHeights: [Pixels]
  /// By vertex: the bar or the label, whichever is higher.
  let slotHeights: [Pixels]

  static let barHeightMin: Pixels = 2

  init(_ graph: LayeredGraph) {
    let values = graph.flows.values
    let labels = zip(graph.flows.nodes, values).map { FlowLabel($0, fen: $1) }
    let scale = FlowMeasures.scale(graph, values, labels)
    let widths = graph.flows.arcs.map { scale.width(of: $0.fen) }

    var incoming = [Pixels](repeating: 0, count: graph.vertexCount)
    var outgoing = incoming
    for segment in graph.segments {
      outgoing[segment.from] += widths[segment.link]
      incoming[segment.to] += widths[segment.link]
    }
    var bars = zip(incoming, outgoing).map(max)
    for node in graph.flows.nodes.indices { bars[node] = max(bars[node], scale.width(of: values[node]), FlowMeasures.barHeightMin) }
    self.scale = scale
    self.labels = labels
    bandWidths = widths
    barHeights = bars
    slotHeights = bars.enumerated().map { vertex, height in
      vertex < labels.count ? max(height, labels[vertex].height) : height
    }
  }

  /// The fullest column is 320 pixels of flow, or more where labels make the picture high anyway.
  private static func scale(_ graph: LayeredGraph, _ values: [Int128], _ labels: [FlowLabel]) -> FlowScale {
    var flow = [Int128](repeating: 0, count: graph.columns.count)
    var labelled = [Pixels](repeating: 0, count: graph.columns.count)
    for (node, value) in values.enumerated() {
      flow[graph.columnOf[node]] += value
      labelled[graph.columnOf[node]] += labels[node].height
    }
    for (arc, path) in zip(graph.flows.arcs, graph.paths) {
      for waypoint in path.dropFirst().dropLast() { flow[graph.columnOf[waypoint]] += arc.fen }
    }
    return FlowScale(total: flow.max()!, height: max(320, labelled.max()! * 3 / 5))
  }
}
