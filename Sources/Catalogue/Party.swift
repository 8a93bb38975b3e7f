public import Messages

/// A firm, cooperative, market or base that buys, produces or sells.
public struct Party: Sendable, Hashable {
  /// ASCII slug, e.g. `yongbao-dashu`.
  public typealias ID = String

  public enum Kind: UInt8, Sendable, Hashable, CaseIterable {
    case firm = 0
    case cooperative = 1
    case market = 2
    /// A production base that a firm runs.
    case base = 3
    case courier = 4
  }

  public var id: ID
  public var name: Text
  public var kind: Kind
  /// Where it is; goods are delivered there unless the order says otherwise.
  public var place: Place.ID
  /// The channel over which it buys; nil where it does not buy.
  public var channel: Channel.ID?
  /// Whether lots may name it as their producer.
  public var produces: Bool
  public var source: String

  public init(
    id: ID, name: Text, kind: Kind, place: Place.ID, channel: Channel.ID?, produces: Bool, source: String
  ) {
    self.id = id
    self.name = name
    self.kind = kind
    self.place = place
    self.channel = channel
    self.produces = produces
    self.source = source
  }
}
