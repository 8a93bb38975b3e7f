import Ledger
import Measures
import Messages
import Publishing

/// Collects the nodes and links of a flow picture; what is added twice is one.
struct FlowSketch {
  private var nodes: [FlowNode] = []
  private var known: Set<FlowNode.ID> = []
  private var links: [FlowLink] = []

  mutating func node(_ id: String, _ label: @autoclosure () throws -> String, _ note: String? = nil) rethrows -> FlowNode.ID {
    let id = FlowNode.ID(id)
    if known.insert(id).inserted { nodes.append(FlowNode(id: id, label: try label(), note: note)) }
    return id
  }

  mutating func link(_ from: FlowNode.ID, _ to: FlowNode.ID, _ amount: Money, _ label: String = "") {
    if amount > .zero { links.append(FlowLink(from: from, to: to, amount: amount, label: label)) }
  }

  func picture(title: String, description: String) throws -> FlowPicture {
    try FlowPicture(title: title, description: description, language: .ofProcess, nodes: nodes, links: links)
  }
}
