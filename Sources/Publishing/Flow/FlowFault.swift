public import Measures
public import Messages

/// Why a picture cannot be drawn from the nodes and links given.
public struct FlowFault: Fault, Equatable {
  public enum Part: Sendable, Equatable {
    case nodes, links, columns
  }

  public enum Problem: Sendable, Equatable {
    case noNodes
    case duplicateNode(FlowNode.ID)
    case unknownNode(FlowNode.ID)
    case negativeAmount(from: FlowNode.ID, to: FlowNode.ID, amount: Money)
    /// The nodes of one cycle in the direction of its links; the last one links to the first.
    case cycle([FlowNode.ID])
    case tooMany(Part, found: Int, limit: Int)
  }

  public var problem: Problem

  public init(_ problem: Problem) { self.problem = problem }

  public var code: String {
    switch problem {
    case .noNodes: "E-PUB-001"
    case .duplicateNode: "E-PUB-002"
    case .unknownNode: "E-PUB-003"
    case .negativeAmount: "E-PUB-004"
    case .cycle: "E-PUB-005"
    case .tooMany: "E-PUB-006"
    }
  }

  public var text: Text {
    switch problem {
    case .noNodes:
      Text(zh: "没有可画的内容;请放宽筛选条件。", en: "there is nothing to draw; ask for more.")
    case .duplicateNode(let id):
      Text(zh: "节点「\(id)」出现两次;请改用不同的编号。", en: "the node “\(id)” is there twice; use another id.")
    case .unknownNode(let id):
      Text(zh: "资金流指向不存在的节点「\(id)」;请先定义该节点。", en: "a flow names the node “\(id)”, which is not there; define it first.")
    case .negativeAmount(let from, let to, let amount):
      Text(
        zh: "从「\(from)」到「\(to)」的金额 \(amount) 是负数;请改为反方向的正数。",
        en: "the amount \(amount) from “\(from)” to “\(to)” is negative; give it in the other direction.")
    case .cycle(let ids):
      Text(
        zh: "资金流成环:\(FlowFault.path(ids));请把往返的节点分成两个。",
        en: "the flows run in a circle: \(FlowFault.path(ids)); split the node they return to in two.")
    case .tooMany(let part, let found, let limit):
      Text(
        zh: "\(FlowFault.name(part).zh) \(found) 个,最多 \(limit) 个;请合并后再画。",
        en: "there are \(found) \(FlowFault.name(part).en) where \(limit) can be drawn; join some of them.")
    }
  }

  private static func path(_ ids: [FlowNode.ID]) -> String {
    (ids + ids.prefix(1)).map(\.text).joined(separator: " → ")
  }

  private static func name(_ part: Part) -> Text {
    switch part {
    case .nodes: Text(zh: "节点", en: "nodes")
    case .links: Text(zh: "资金流", en: "flows")
    case .columns: Text(zh: "列", en: "columns")
    }
  }
}
