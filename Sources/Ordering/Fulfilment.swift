/// How far one allocation has come.
public enum Fulfilment: UInt8, Sendable, Hashable, CaseIterable {
  /// Back-ordered: no lot yet.
  case waiting = 0
  case reserved = 1
  case packed = 2
  case dispatched = 3
  case delivered = 4
  /// Could not be supplied.
  case short = 5
  case returned = 6
  /// Lost on the way.
  case lost = 7
  /// Given back because the order was cancelled or its reservation ran out.
  case released = 8

  public var name: String { "\(self)" }

  /// The whole table: whatever is not here is refused.
  public var next: [Fulfilment] {
    switch self {
    case .waiting: [.reserved, .short, .released]
    case .reserved: [.packed, .short, .released]
    case .packed: [.dispatched, .short, .released]
    case .dispatched: [.delivered, .returned, .lost]
    case .delivered: [.returned]
    case .short, .returned, .lost, .released: []
    }
  }

  /// Still counts: it is or will be supplied, and is to be paid.
  public var isLive: Bool {
    switch self {
    case .waiting, .reserved, .packed, .dispatched, .delivered: true
    case .short, .returned, .lost, .released: false
    }
  }

  /// Its goods are in the lot's `reserved`.
  public var holdsStock: Bool { self == .reserved || self == .packed }
}
