public import Catalogue
public import Measures
public import Messages

/// A day of one county or several, with vehicles and jobs, that stays the same: what plans are measured on.
public struct Scenario: Sendable, Hashable {
  /// A county's place; in a scenario of several counties each has its own.
  public struct Site: Sendable, Hashable {
    public var county: String
    /// The Catalogue's place that it is like; itself where it is one of them.
    public var like: Place.ID
    public var place: Place

    public init(county: String, like: Place.ID, place: Place) {
      self.county = county
      self.like = like
      self.place = place
    }
  }

  /// A vehicle of a county, with its own id and depot and all else as one of the Catalogue's.
  public struct Member: Sendable, Hashable {
    public var county: String
    /// The Catalogue's vehicle that it is like.
    public var like: Vehicle.ID
    public var vehicle: Vehicle

    public init(county: String, like: Vehicle.ID, vehicle: Vehicle) {
      self.county = county
      self.like = like
      self.vehicle = vehicle
    }
  }

  /// ASCII slug, e.g. `county-day`.
  public var id: String
  public var name: Text
  public var day: Day
  /// What it was made from.
  public var seed: UInt64
  public var source: String
  /// By county, then id; places that no job and no vehicle names may be among them.
  public var sites: [Site]
  /// By county, then id.
  public var fleet: [Member]
  /// In the order of their file.
  public var jobs: [ScenarioJob]

  public init(id: String, name: Text, day: Day, seed: UInt64, source: String, sites: [Site], fleet: [Member], jobs: [ScenarioJob]) {
    self.id = id
    self.name = name
    self.day = day
    self.seed = seed
    self.source = source
    self.sites = sites.sorted { ($0.county, $0.place.id) < ($1.county, $1.place.id) }
    self.fleet = fleet.sorted { ($0.county, $0.vehicle.id) < ($1.county, $1.vehicle.id) }
    self.jobs = jobs
  }

  /// The counties, each once, by id.
  public var counties: [String] { Set(sites.map(\.county) + fleet.map(\.county) + jobs.map(\.county)).sorted() }

  /// One county's part of it.
  public func part(of county: String) -> Scenario {
    Scenario(
      id: id, name: name, day: day, seed: seed, source: source, sites: sites.filter { $0.county == county },
      fleet: fleet.filter { $0.county == county }, jobs: jobs.filter { $0.county == county })
  }
}

/// Something, or somebody, to be taken from one place to another on the scenario's day.
public struct ScenarioJob: Sendable, Hashable {
  public enum Kind: UInt8, Sendable, Hashable, CaseIterable {
    /// Farm goods on their way out.
    case goods = 0
    /// Parcels up to a village (工业品下乡).
    case parcels = 1
    /// Workers, who ride in buses (谷城号).
    case riders = 2

    public var name: String { "\(self)" }
  }

  /// Unique in the scenario.
  public var id: String
  public var county: String
  public var kind: Kind
  /// Of goods; nil for parcels and riders.
  public var product: Product.ID?
  /// Packing included; zero for riders.
  public var mass: Mass
  public var boxes: Int64
  /// Outer volume of all boxes, in cubic millimetres.
  public var volume: Int64
  /// Persons; zero for goods and parcels.
  public var riders: Int64
  public var from: Place.ID
  public var to: Place.ID
  /// Minutes after midnight from which it can be taken on.
  public var readyAt: Int64
  /// Minutes after midnight between which it must arrive, both included: for goods of the day the last is when they must stand on the shelf.
  public var due: ClosedRange<Int64>

  public init(
    id: String, county: String, kind: Kind, product: Product.ID?, mass: Mass, boxes: Int64, volume: Int64, riders: Int64, from: Place.ID,
    to: Place.ID, readyAt: Int64, due: ClosedRange<Int64>
  ) {
    self.id = id
    self.county = county
    self.kind = kind
    self.product = product
    self.mass = mass
    self.boxes = boxes
    self.volume = volume
    self.riders = riders
    self.from = from
    self.to = to
    self.readyAt = readyAt
    self.due = due
  }
}
