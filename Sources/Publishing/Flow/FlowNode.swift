/// Whom or what money flows through: a buyer, a channel, a firm, a household.
public struct FlowNode: Sendable, Hashable, Identifiable {
  public struct ID: Sendable, Hashable, ExpressibleByStringLiteral, CustomStringConvertible {
    public var text: String

    public init(_ text: String) { self.text = text }
    public init(stringLiteral text: String) { self.text = text }
    public var description: String { text }
  }

  public var id: ID
  /// What the node is called, in the reader's language.
  public var label: String
  /// A second line, such as a village or a number of orders.
  public var note: String?

  public init(id: ID, label: String, note: String? = nil) {
    self.id = id
    self.label = label
    self.note = note
  }
}
