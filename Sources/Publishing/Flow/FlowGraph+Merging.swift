extension FlowGraph {
  private struct Ends: Hashable {
    var from: Int
    var to: Int
  }

  /// Arcs of the same two nodes as one with their sum, in the place of the first; only arcs that `isMerged` names.
  func mergingParallelArcs(where isMerged: (Arc) -> Bool) -> FlowGraph {
    var places: [Ends: Int] = [:]
    var merged: [Arc] = []
    for arc in arcs {
      let ends = Ends(from: arc.from, to: arc.to)
      guard isMerged(arc), let place = places[ends] else {
        places[ends] = merged.count
        merged.append(arc)
        continue
      }
      merged[place].fen += arc.fen
      for label in arc.labels where merged[place].labels.count <= Arc.labelsMax && !merged[place].labels.contains(label) {
        merged[place].labels.append(label)
      }
    }
    return FlowGraph(nodes: nodes, arcs: merged)
  }
}
