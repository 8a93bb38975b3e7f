public import Measures
public import Messages

/// A vehicle that carries the county's goods.
public struct Vehicle: Sendable, Hashable {
  public typealias ID = String

  public enum Body: UInt8, Sendable, Hashable, CaseIterable {
    case dry = 0
    case refrigerated = 1
    /// Carries people.
    case bus = 2

    public var name: String { "\(self)" }
  }

  public var id: ID
  public var name: Text
  public var body: Body
  public var vehicleClass: VehicleClass.ID
  /// Of goods, as the vehicle's licence says (核定载质量).
  public var rated: Mass
  /// The vehicle itself, fuel and driver included.
  public var unladen: Mass
  public var outline: Outline
  /// The inside of the box; its volume is what shares are taken of. Zero for a bus without one.
  public var box: Outline
  /// Besides the driver's.
  public var seats: Int64
  public var carrier: Party.ID
  public var depot: Place.ID
  public var costPerKilometre: Money
  public var costPerHour: Money
  /// Minutes after midnight between which its driver works.
  public var shift: Range<Int64>
  /// While its loads pay tolls whatever they are, after loads that did not pass; nil where it is in good standing.
  public var excluded: Validity?
  public var source: String
  /// Which toll it pays; nil where no rate is laid down for it.
  public var tollClass: TollRate.Class?
  /// What its cooling keeps the box at, in tenths of a degree Celsius; nil where it is as warm as outside.
  public var boxDecicelsius: Int64?
  /// How long nobody sits in it longer than, in minutes; nil but for buses.
  public var longestRideMinutes: Int64?

  public init(
    id: ID, name: Text, body: Body, vehicleClass: VehicleClass.ID, rated: Mass, unladen: Mass, outline: Outline, box: Outline, seats: Int64,
    carrier: Party.ID, depot: Place.ID, costPerKilometre: Money, costPerHour: Money, shift: Range<Int64>, excluded: Validity?,
    source: String, tollClass: TollRate.Class? = nil, boxDecicelsius: Int64? = nil, longestRideMinutes: Int64? = nil
  ) {
    self.id = id
    self.name = name
    self.body = body
    self.vehicleClass = vehicleClass
    self.rated = rated
    self.unladen = unladen
    self.outline = outline
    self.box = box
    self.seats = seats
    self.carrier = carrier
    self.depot = depot
    self.costPerKilometre = costPerKilometre
    self.costPerHour = costPerHour
    self.shift = shift
    self.excluded = excluded
    self.source = source
    self.tollClass = tollClass
    self.boxDecicelsius = boxDecicelsius
    self.longestRideMinutes = longestRideMinutes
  }
}

extension CountyCatalogue {
  public func vehicle(_ id: Vehicle.ID) -> Vehicle? { vehicles.first { $0.id == id } }

  /// The vehicles that bear `name` as id, Chinese or English name.
  public func vehicles(named name: String) -> [Vehicle] {
    vehicle(name).map { [$0] } ?? vehicles.filter { $0.name.zh == name || $0.name.en == name }
  }
}
