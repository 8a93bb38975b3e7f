/// Twelve muted colours in turn light and dark, so that neighbours differ on a grey print too.
struct BandColours: Sendable {
  static let palette = [
    "#3d5f82", "#c9a25c", "#5a7d57", "#b8806c", "#5f5180", "#9bb08c", "#8a4b47", "#7fa6b0", "#6e6a48", "#b79bb5", "#437674",
    "#a9a296",
  ]

  /// By node, an index into ``palette``: nodes that give take the next colour from top to bottom and left to right, nodes that
  /// only take have that of their largest link.
  let ofNode: [Int]

  init(_ graph: LayeredGraph, columns: [[Int]]) {
    let nodes = graph.flows.nodes.indices
    var gives = [Bool](repeating: false, count: nodes.count)
    var largest = [Int?](repeating: nil, count: nodes.count)
    for (index, arc) in graph.flows.arcs.enumerated() {
      gives[arc.from] = true
      if largest[arc.to].map({ graph.flows.arcs[$0].fen < arc.fen }) ?? true { largest[arc.to] = index }
    }
    var colours = [Int](repeating: 0, count: nodes.count)
    var next = 0
    for node in columns.flatMap({ $0 }) where node < nodes.count && (gives[node] || largest[node] == nil) {
      colours[node] = next % BandColours.palette.count
      next += 1
    }
    for node in nodes where !gives[node] {
      if let link = largest[node] { colours[node] = colours[graph.flows.arcs[link].from] }
    }
    ofNode = colours
  }
}
