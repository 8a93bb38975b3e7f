public import Catalogue
public import Ledger
public import Measures

/// One vehicle's way through a day: where it stops, what it takes on and hands over there, and how far it has come.
public struct DeliveryRun: Sendable, Hashable {
  public typealias ID = DeliveryRunID

  public enum State: UInt8, Sendable, Hashable, CaseIterable {
    case planned = 0
    /// The toll-free passage is booked, or the carrier has the vehicle ready.
    case booked = 1
    /// What it takes along from the depot is being loaded.
    case loading = 2
    case underWay = 3
    /// Back, and its freight posted.
    case done = 4
    /// Given up before it left, or emptied by a new plan.
    case cancelled = 5

    /// The whole table: whatever is not here is refused.
    public var next: [State] {
      switch self {
      case .planned: [.booked, .loading, .underWay, .cancelled]
      case .booked: [.loading, .underWay, .cancelled]
      case .loading: [.underWay, .cancelled]
      case .underWay: [.done]
      case .done, .cancelled: []
      }
    }

    /// Its goods are spoken for.
    public var isLive: Bool { self != .done && self != .cancelled }

    public var name: String {
      switch self {
      case .underWay: "under-way"
      default: "\(self)"
      }
    }
  }

  /// No day's run comes to more: 125 km in every hour of it, and 10 yuan of tolls for each of these kilometres. Assumed, against slips of the pen.
  public static let metresMax: Int64 = 3_000_000
  public static let tollsMax = Money(fen: 3_000_000)

  public var id: ID
  public var day: Day
  public var vehicle: Vehicle.ID
  public internal(set) var state: State
  /// From the depot, and back there, as planned.
  public var leavesAt: Instant
  public var backAt: Instant
  /// In the order in which they are visited; people count them from 1. The depot at both ends is none of them.
  public internal(set) var stops: [RunStop]
  public internal(set) var cargo: [RunCargo]
  public var cost: RunCost
  public var toll: RunToll
  public internal(set) var booking: Booking?
  /// What happened, in the order of time.
  public internal(set) var events: [RunEvent]
  /// When it left the depot; nil before.
  public internal(set) var startedAt: Instant?
  public internal(set) var endedAt: Instant?

  public init(
    id: ID, day: Day, vehicle: Vehicle.ID, state: State = .planned, leavesAt: Instant, backAt: Instant, stops: [RunStop],
    cargo: [RunCargo], cost: RunCost, toll: RunToll, booking: Booking? = nil, events: [RunEvent] = [], startedAt: Instant? = nil,
    endedAt: Instant? = nil
  ) {
    self.id = id
    self.day = day
    self.vehicle = vehicle
    self.state = state
    self.leavesAt = leavesAt
    self.backAt = backAt
    self.stops = stops
    self.cargo = cargo
    self.cost = cost
    self.toll = toll
    self.booking = booking
    self.events = events
    self.startedAt = startedAt
    self.endedAt = endedAt
  }
}

/// What a run costs, part by part.
public struct RunCost: Sendable, Hashable {
  public var metres: Int64
  public var driving: Money
  /// For the hours from leaving to coming back.
  public var time: Money
  public var tolls: Money

  public init(metres: Int64 = 0, driving: Money = .zero, time: Money = .zero, tolls: Money = .zero) {
    self.metres = metres
    self.driving = driving
    self.time = time
    self.tolls = tolls
  }

  public func total() throws(Overflow) -> Money { try driving + time + tolls }
}

/// How a run stands to tolls.
public struct RunToll: Sendable, Hashable {
  /// It uses no motorway, or passes every one of them toll-free.
  public var isFree: Bool
  /// What the rule saved against paying on every leg; zero on days on which nobody pays.
  public var saved: Money
  /// Where it enters and leaves motorways, leg by leg.
  public var passages: [RunPassage]
  /// It was planned with the quarantine certificate of the day for live animals.
  public var hasCertificate: Bool

  public init(isFree: Bool = false, saved: Money = .zero, passages: [RunPassage] = [], hasCertificate: Bool = false) {
    self.isFree = isFree
    self.saved = saved
    self.passages = passages
    self.hasCertificate = hasCertificate
  }
}

/// A stretch of motorway on the way to a stop.
public struct RunPassage: Sendable, Hashable {
  /// Number of the stop that it leads to; one more than there are for the way home.
  public var to: Int
  public var entry: TollStation.ID
  public var exit: TollStation.ID
  public var isFree: Bool
  /// What is paid there, or would be where nothing is.
  public var toll: Money
  /// Name of the rule that decides (`TollFreeRule`).
  public var rule: String

  public init(to: Int, entry: TollStation.ID, exit: TollStation.ID, isFree: Bool, toll: Money, rule: String) {
    self.to = to
    self.entry = entry
    self.exit = exit
    self.isFree = isFree
    self.toll = toll
    self.rule = rule
  }
}

/// A toll-free passage that was booked for a run.
public struct Booking: Sendable, Hashable {
  public var at: Instant
  /// When the motorway is entered; the booking holds from so long after it was made (`TollFreeTerms`) to so long.
  public var entersAt: Instant
  /// What the booking platform gave; may be empty.
  public var number: String

  public init(at: Instant, entersAt: Instant, number: String) {
    self.at = at
    self.entersAt = entersAt
    self.number = number
  }
}
