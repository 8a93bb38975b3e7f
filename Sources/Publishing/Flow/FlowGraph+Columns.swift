extension FlowGraph {
  /// By node, its column from 0: one behind the last of the nodes that link to it. This is layering by the longest path
  /// (Sugiyama, Tagawa, Toda, “Methods for Visual Understanding of Hierarchical System Structures”, IEEE Transactions on
  /// Systems, Man, and Cybernetics 11, 1981), found in topological order (Kahn 1962).
  ///
  /// - Complexity: O(nodes + arcs).
  func columns() throws(FlowFault) -> [Int] {
    var outgoing = [[Int]](repeating: [], count: nodes.count)
    var waitingFor = [Int](repeating: 0, count: nodes.count)
    for arc in arcs {
      outgoing[arc.from].append(arc.to)
      waitingFor[arc.to] += 1
    }
    var columns = [Int](repeating: 0, count: nodes.count)
    var ready = nodes.indices.filter { waitingFor[$0] == 0 }
    var done = 0
    while done < ready.count {
      let node = ready[done]
      done += 1
      for next in outgoing[node] {
        columns[next] = max(columns[next], columns[node] + 1)
        waitingFor[next] -= 1
        if waitingFor[next] == 0 { ready.append(next) }
      }
    }
    guard done == nodes.count else { throw FlowFault(.cycle(cycle(among: waitingFor.map { $0 > 0 }))) }
    try FlowGraph.check(.columns, (columns.max() ?? 0) + 1, FlowPicture.columnsMax)
    return columns
  }

  /// One cycle among nodes each of which has a predecessor among them: walking backwards must come to a node again.
  private func cycle(among remaining: [Bool]) -> [FlowNode.ID] {
    var predecessor = [Int?](repeating: nil, count: nodes.count)
    for arc in arcs where remaining[arc.from] && predecessor[arc.to] == nil { predecessor[arc.to] = arc.from }
    var path: [Int] = []
    var position = [Int?](repeating: nil, count: nodes.count)
    var node = remaining.firstIndex(of: true)!
    while position[node] == nil {
      position[node] = path.count
      path.append(node)
      node = predecessor[node]!
    }
    return path[position[node]!...].reversed().map { nodes[$0].id }
  }
}
