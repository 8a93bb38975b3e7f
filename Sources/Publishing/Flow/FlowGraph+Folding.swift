extension FlowGraph {
  /// The graph with at most `max` nodes in its last column: the largest ones as they are, the rest as one behind them; nil
  /// where there are no more than that. Of equal ones the earlier stays.
  func foldingSmallestLeaves(_ columns: [Int], max: Int, label: (Int) -> String) -> FlowGraph? {
    let last = columns.max() ?? 0
    let leaves = nodes.indices.filter { columns[$0] == last }
    guard leaves.count > max else { return nil }
    let values = values
    let bySize = leaves.sorted { values[$0] != values[$1] ? values[$0] > values[$1] : $0 < $1 }
    let folded = Set(bySize[(max - 1)...])

    let kept = nodes.indices.filter { !folded.contains($0) }
    var places = [Int](repeating: kept.count, count: nodes.count)
    for (place, node) in kept.enumerated() { places[node] = place }
    let others = FlowNode(id: "others", label: label(folded.count))
    let moved = arcs.map { Arc(from: places[$0.from], to: places[$0.to], fen: $0.fen, labels: $0.labels) }
    return FlowGraph(nodes: kept.map { nodes[$0] } + [others], arcs: moved).mergingParallelArcs { $0.to == kept.count }
  }
}
