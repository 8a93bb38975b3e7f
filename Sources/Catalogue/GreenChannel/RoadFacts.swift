public import Measures
public import Messages

/// A kind of road: how fast vehicles go on it, and by how much it winds.
public struct RoadClass: Sendable, Hashable {
  public enum Kind: UInt8, Sendable, Hashable, CaseIterable {
    /// Tolled; entered and left at stations.
    case motorway = 0
    /// 国道
    case national = 1
    /// 县道
    case county = 2
    /// 村道: the first and the last stretch of a way that begins or ends in a village.
    case village = 3

    public var name: String { "\(self)" }
  }

  public var kind: Kind
  public var name: Text
  public var kilometresPerHour: Int64
  /// Metres of road per thousand metres of straight line, before published distances correct it.
  public var detourThousandths: Int64
  /// How far the straight line runs on it from a village; zero but for ``Kind/village``.
  public var reachMetres: Int64
  /// The towns and places beyond the county that it joins; used for ``Kind/national`` alone.
  public var places: [Place.ID]
  public var source: String

  public init(
    kind: Kind, name: Text, kilometresPerHour: Int64, detourThousandths: Int64, reachMetres: Int64 = 0, places: [Place.ID] = [],
    source: String
  ) {
    self.kind = kind
    self.name = name
    self.kilometresPerHour = kilometresPerHour
    self.detourThousandths = detourThousandths
    self.reachMetres = reachMetres
    self.places = places
    self.source = source
  }
}

/// A motorway on which tolls are paid by the kilometre, e.g. G70 福银高速.
public struct Motorway: Sendable, Hashable {
  public typealias ID = String

  public var id: ID
  public var name: Text
  public var source: String

  public init(id: ID, name: Text, source: String) {
    self.id = id
    self.name = name
    self.source = source
  }
}

/// Where a motorway is entered and left, or where two of them meet.
public struct TollStation: Sendable, Hashable {
  public typealias ID = String

  /// Where it stands on a motorway, in metres from a point that all stations of this motorway share.
  public struct Post: Sendable, Hashable {
    public var motorway: Motorway.ID
    public var metres: Int64

    public init(motorway: Motorway.ID, metres: Int64) {
      self.motorway = motorway
      self.metres = metres
    }
  }

  public var id: ID
  public var name: Text
  public var position: Position
  /// Vehicles change from one motorway to another here, but neither enter nor leave.
  public var isJunction: Bool
  /// At least one; two and more where motorways meet.
  public var posts: [Post]

  public init(id: ID, name: Text, position: Position, isJunction: Bool, posts: [Post]) {
    self.id = id
    self.name = name
    self.position = position
    self.isJunction = isJunction
    self.posts = posts
  }
}

/// What vehicles of a toll class pay per kilometre of motorway, in one span of time.
public struct TollRate: Sendable, Hashable {
  /// A toll class (收费车型), e.g. `truck-1`: lorries by axles since 2020-01-01, coaches by seats.
  public typealias Class = String

  public var tollClass: Class
  public var name: Text
  /// Thousandths of a yuan.
  public var milliyuanPerKilometre: Int64
  public var validity: Validity
  public var source: String

  public init(tollClass: Class, name: Text, milliyuanPerKilometre: Int64, validity: Validity, source: String) {
    self.tollClass = tollClass
    self.name = name
    self.milliyuanPerKilometre = milliyuanPerKilometre
    self.validity = validity
    self.source = source
  }

  /// The toll for so many metres, rounded half up to the fen.
  public func toll(metres: Int64) throws(Overflow) -> Money { Money(fen: try metres.scaled(by: milliyuanPerKilometre, over: 10_000)) }
}

/// A road distance that somebody published, by which the distances that are worked out are corrected.
public struct PublishedDistance: Sendable, Hashable {
  public var from: Place.ID
  public var to: Place.ID
  public var metres: Int64
  public var source: String

  public init(from: Place.ID, to: Place.ID, metres: Int64, source: String) {
    self.from = from
    self.to = to
    self.metres = metres
    self.source = source
  }
}

/// All that the Catalogue says of roads and tolls.
public struct RoadFacts: Sendable, Hashable {
  public var classes: [RoadClass] = []
  public var motorways: [Motorway] = []
  public var tollStations: [TollStation] = []
  public var tollRates: [TollRate] = []
  public var publishedDistances: [PublishedDistance] = []

  public init() {}

  public func roadClass(_ kind: RoadClass.Kind) -> RoadClass? { classes.first { $0.kind == kind } }

  public func tollRate(_ tollClass: TollRate.Class, on day: Day) -> TollRate? {
    tollRates.first { $0.tollClass == tollClass && $0.validity.contains(day) }
  }

  /// Every toll class that has a rate, each once, in the order of their ids.
  public var tollClasses: [TollRate.Class] { Set(tollRates.map(\.tollClass)).sorted() }
}

extension CountyCatalogue {
  public var tollStations: [TollStation] { roads.tollStations }
  public var tollRates: [TollRate] { roads.tollRates }
  public func tollStation(_ id: TollStation.ID) -> TollStation? { roads.tollStations.first { $0.id == id } }
}
