import Measures

/// Nodes and arcs by index, checked: every arc joins two nodes that are there and carries no negative amount.
struct FlowGraph: Sendable {
  struct Arc: Sendable {
    var from: Int
    var to: Int
    /// A sum of 64-bit amounts, so wider than they are.
    var fen: Int128
    /// Distinct, in the order of the links: those that are shown, and one more where there are more.
    var labels: [String]

    static let labelsMax = 3
  }

  var nodes: [FlowNode]
  var arcs: [Arc]

  init(nodes: [FlowNode], arcs: [Arc]) {
    self.nodes = nodes
    self.arcs = arcs
  }

  init(nodes: [FlowNode], links: [FlowLink]) throws(FlowFault) {
    guard !nodes.isEmpty else { throw FlowFault(.noNodes) }
    try FlowGraph.check(.nodes, nodes.count, FlowPicture.nodesMax)
    try FlowGraph.check(.links, links.count, FlowPicture.linksMax)
    var indices: [FlowNode.ID: Int] = [:]
    for (index, node) in nodes.enumerated() {
      guard indices.updateValue(index, forKey: node.id) == nil else { throw FlowFault(.duplicateNode(node.id)) }
    }
    var arcs: [Arc] = []
    for link in links {
      guard let from = indices[link.from] else { throw FlowFault(.unknownNode(link.from)) }
      guard let to = indices[link.to] else { throw FlowFault(.unknownNode(link.to)) }
      guard link.amount >= .zero else {
        throw FlowFault(.negativeAmount(from: link.from, to: link.to, amount: link.amount))
      }
      let label = link.label.singleLine
      arcs.append(Arc(from: from, to: to, fen: Int128(link.amount.fen), labels: label.isEmpty ? [] : [label]))
    }
    self.init(nodes: nodes, arcs: arcs)
  }

  static func check(_ part: FlowFault.Part, _ found: Int, _ limit: Int) throws(FlowFault) {
    guard found <= limit else { throw FlowFault(.tooMany(part, found: found, limit: limit)) }
  }

  /// By node, the larger of what comes in and what goes out, in fen.
  var values: [Int128] {
    var incoming = [Int128](repeating: 0, count: nodes.count)
    var outgoing = incoming
    for arc in arcs {
      outgoing[arc.from] += arc.fen
      incoming[arc.to] += arc.fen
    }
    return zip(incoming, outgoing).map(max)
  }
}
