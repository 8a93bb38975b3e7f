public import Catalogue
public import Measures

/// Something that happened on a run, as the driver reports it.
public struct RunEvent: Sendable, Hashable {
  public enum Kind: UInt8, Sendable, Hashable, CaseIterable {
    case left = 0
    case arrived = 1
    case loaded = 2
    case delivered = 3
    /// The receiver did not take it, or not all.
    case refused = 4
    case brokenDown = 5
    /// The road from the stop to ``RunEvent/towards`` cannot be driven.
    case roadClosed = 6
    /// Spoiled or lost on the way.
    case lost = 7

    /// As commands and files write it.
    public var name: String {
      switch self {
      case .brokenDown: "broken-down"
      case .roadClosed: "road-closed"
      default: "\(self)"
      }
    }

    public init?(name: String) {
      guard let kind = Kind.allCases.first(where: { $0.name == name }) else { return nil }
      self = kind
    }
  }

  /// How much of one piece of cargo; by position in ``DeliveryRun/cargo``, counted from 1.
  public struct Amount: Sendable, Hashable {
    public var cargo: Int
    public var count: Int64

    public init(cargo: Int, count: Int64) {
      self.cargo = cargo
      self.count = count
    }
  }

  public var kind: Kind
  /// From 1; 0 is the depot before the run.
  public var stop: Int
  public var at: Instant
  /// Empty: all that belongs to the stop.
  public var amounts: [Amount]
  /// Whether what was refused can be sold again.
  public var isSound: Bool
  public var reason: String
  public var actor: Actor.ID
  /// Of a closed road: where it leads to, since later plans have other stops; empty for the depot. ``DeliveryRun/take(_:)`` sets it.
  public internal(set) var towards: Place.ID = ""

  public init(
    kind: Kind, stop: Int, at: Instant, amounts: [Amount] = [], isSound: Bool = true, reason: String = "", actor: Actor.ID = ""
  ) {
    self.kind = kind
    self.stop = stop
    self.at = at
    self.amounts = amounts
    self.isSound = isSound
    self.reason = reason
    self.actor = actor
  }
}
