public import Messages

/// Goods that behave alike on board, e.g. `live`, `food`, `odorous`.
public struct RideClass: Sendable, Hashable {
  public typealias ID = String

  /// What goods ride as where nothing else is said of them.
  public static let food: ID = "food"

  public var id: ID
  public var name: Text
  public var source: String

  public init(id: ID, name: Text, source: String) {
    self.id = id
    self.name = name
    self.source = source
  }
}

/// Two classes of goods that must not ride in one vehicle at the same time; which is named first says nothing.
public struct RidesApart: Sendable, Hashable {
  public var first: RideClass.ID
  public var second: RideClass.ID
  public var source: String

  public init(first: RideClass.ID, second: RideClass.ID, source: String) {
    self.first = first
    self.second = second
    self.source = source
  }
}

/// What the county lays down for its runs, besides roads and vehicles.
public struct RidingTerms: Sendable, Hashable {
  public var classes: [RideClass] = []
  public var apart: [RidesApart] = []
  /// What parcels on their way up to the villages ride as; empty: ``RideClass/food``.
  public var parcels: RideClass.ID = ""
  /// For places without a ramp of their own.
  public var ramps: [KindRamp] = []
  /// Outside temperature by month, January first, in tenths of a degree Celsius: that of a box without cooling. Twelve, or none.
  public var outsideDecicelsius: [Int64] = []
  public var outsideSource = ""

  public init() {}

  public func mayRideTogether(_ a: RideClass.ID, _ b: RideClass.ID) -> Bool {
    !apart.contains { ($0.first == a && $0.second == b) || ($0.first == b && $0.second == a) }
  }
}

extension CountyCatalogue {
  public var rideClasses: [RideClass] { riding.classes }
  /// Which classes of goods must not ride together.
  public var apart: [RidesApart] { riding.apart }

  /// The ramp of a place: its own, or that of its kind; nil where nothing is laid down.
  public func ramp(of place: Place) -> Ramp? { place.ramp ?? riding.ramps.first { $0.kind == place.kind }?.ramp }

  /// The temperature in a vehicle's box in a month (1...12), in tenths of a degree Celsius: kept by its cooling, or that outside;
  /// nil where nothing is laid down.
  public func boxDecicelsius(of vehicle: Vehicle, month: Int) -> Int64? {
    vehicle.boxDecicelsius ?? (riding.outsideDecicelsius.count == 12 ? riding.outsideDecicelsius[month - 1] : nil)
  }
}
