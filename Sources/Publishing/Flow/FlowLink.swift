public import Measures

/// An amount that goes from one node to another.
public struct FlowLink: Sendable, Hashable {
  public var from: FlowNode.ID
  public var to: FlowNode.ID
  /// Not below zero. A link of zero puts its ends in their columns and is not drawn.
  public var amount: Money
  /// For what, in the reader's language; shown where the pointer rests on the link.
  public var label: String

  public init(from: FlowNode.ID, to: FlowNode.ID, amount: Money, label: String = "") {
    self.from = from
    self.to = to
    self.amount = amount
    self.label = label
  }
}
