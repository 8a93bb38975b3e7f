public import Catalogue
public import Measures
public import Ordering

/// A place that a run visits.
public struct RunStop: Sendable, Hashable {
  public enum State: UInt8, Sendable, Hashable, CaseIterable {
    case ahead = 0
    case arrived = 1
    case left = 2

    public var name: String { "\(self)" }
  }

  public var place: Place.ID
  /// As planned; where it comes before the ramp opens, work begins later.
  public var arrivesAt: Instant
  public var beginsAt: Instant
  public var leavesAt: Instant
  public internal(set) var state: State

  public init(place: Place.ID, arrivesAt: Instant, beginsAt: Instant, leavesAt: Instant, state: State = .ahead) {
    self.place = place
    self.arrivesAt = arrivesAt
    self.beginsAt = beginsAt
    self.leavesAt = leavesAt
    self.state = state
  }
}

/// Something that rides from one stop of a run to a later one.
public struct RunCargo: Sendable, Hashable {
  public enum Kind: Sendable, Hashable {
    /// Part of an order, from one lot.
    case part(Order.ID, line: Int64, part: Int64)
    /// Goods for the villages on the way back (工业品下乡), by the sender's number.
    case parcel(String)
    /// People, by what they are called in the plan.
    case riders(String)
    /// Anything else, by its name.
    case other(String)

    public var isPeople: Bool { if case .riders = self { true } else { false } }
  }

  public enum State: UInt8, Sendable, Hashable, CaseIterable {
    case planned = 0
    case aboard = 1
    case delivered = 2
    /// Came back: the receiver did not take it.
    case refused = 3
    /// Another run took it over.
    case handedOver = 4
    /// Did not arrive.
    case lost = 5

    public var name: String {
      switch self {
      case .handedOver: "handed-over"
      default: "\(self)"
      }
    }

    public var next: [State] {
      switch self {
      case .planned: [.aboard]
      case .aboard: [.delivered, .refused, .handedOver, .lost]
      case .delivered, .refused, .handedOver, .lost: []
      }
    }
  }

  public var kind: Kind
  /// Nil for what is none of the Catalogue's.
  public var product: Product.ID?
  /// Packs, parcels or people.
  public var count: Int64
  /// With its packing.
  public var mass: Mass
  /// Outer volume in cubic millimetres.
  public var volume: Int64
  /// Numbers of stops: 0 is the depot before the run, one more than there are stops the depot after it.
  public var from: Int
  public var to: Int
  /// When it is wanted, of what no order tells; nil for the parts of orders.
  public var hours: Hours?
  public internal(set) var state: State
  /// How many of `count` the receiver refused.
  public internal(set) var refused: Int64

  /// When it can be taken on at the earliest, and between when its handing over may begin.
  public struct Hours: Sendable, Hashable {
    public var readyAt: Instant
    public var due: ClosedRange<Instant>

    public init(readyAt: Instant, due: ClosedRange<Instant>) {
      self.readyAt = readyAt
      self.due = due
    }
  }

  public init(
    kind: Kind, product: Product.ID?, count: Int64, mass: Mass, volume: Int64, from: Int, to: Int, hours: Hours? = nil,
    state: State = .planned, refused: Int64 = 0
  ) {
    self.kind = kind
    self.product = product
    self.count = count
    self.mass = mass
    self.volume = volume
    self.from = from
    self.to = to
    self.hours = hours
    self.state = state
    self.refused = refused
  }
}

extension RunCargo.Kind: CustomStringConvertible {
  /// What people call it: `O-12/1.1`, or the sender's number.
  public var description: String {
    switch self {
    case .part(let order, let line, let part): OrderPart(order: order, line: line, part: part).description
    case .parcel(let name), .riders(let name), .other(let name): name
    }
  }
}

extension RunCargo {
  public var isPeople: Bool { kind.isPeople }

  /// The order's part that it is; nil for anything else.
  public var orderPart: OrderPart? {
    if case .part(let order, let line, let part) = kind { OrderPart(order: order, line: line, part: part) } else { nil }
  }
}

/// A part of an order as runs carry it; line and part count from 1.
public struct OrderPart: Sendable, Hashable, Comparable, CustomStringConvertible {
  public var order: Order.ID
  public var line: Int64
  public var part: Int64

  public init(order: Order.ID, line: Int64, part: Int64) {
    self.order = order
    self.line = line
    self.part = part
  }

  public var description: String { "\(order)/\(line).\(part)" }

  /// The same for every part of its line.
  public var wholeLine: OrderPart { OrderPart(order: order, line: line, part: 0) }

  public var kind: RunCargo.Kind { .part(order, line: line, part: part) }

  public static func < (a: OrderPart, b: OrderPart) -> Bool { (a.order, a.line, a.part) < (b.order, b.line, b.part) }
}

/// So many packs of a part become a part of their own, behind the last one of the line.
public struct PartSplit: Sendable, Hashable {
  public var part: OrderPart
  public var packs: Int64

  public init(_ part: OrderPart, packs: Int64) {
    self.part = part
    self.packs = packs
  }
}

extension DeliveryRun {
  /// What rides on it or will; nothing where it is over.
  public var liveCargo: [RunCargo] { state.isLive ? cargo.filter { $0.state == .planned || $0.state == .aboard } : [] }

  /// The parts of orders among ``liveCargo``.
  public var liveParts: [OrderPart] { liveCargo.compactMap(\.orderPart) }
}
