public import Measures

/// What the toll-free rule for fresh produce (鲜活农产品运输绿色通道) asks for, in one span of time.
public struct TollFreeTerms: Sendable, Hashable {
  public typealias ID = String

  public var id: ID
  /// How much of the rated mass, or of the box's volume, listed goods make up at least; either is enough.
  public var loadMin: Share
  /// How much of the rated mass and of the volume other farm goods may make up; goods that no farm made never ride along.
  public var otherFarmGoodsMax: Share
  /// By how much the gross mass may exceed its limit and still count as legal.
  public var overloadMax: Share
  /// How long before the entry a load is booked, in minutes; nil where nothing is booked.
  public var bookingLeadMinutes: Int64?
  /// For how long a booking holds, in minutes; nil where nothing is said.
  public var bookingValidMinutes: Int64?
  public var validity: Validity
  public var source: String

  public init(
    id: ID, loadMin: Share, otherFarmGoodsMax: Share, overloadMax: Share, bookingLeadMinutes: Int64?, bookingValidMinutes: Int64? = nil,
    validity: Validity, source: String
  ) {
    self.id = id
    self.loadMin = loadMin
    self.otherFarmGoodsMax = otherFarmGoodsMax
    self.overloadMax = overloadMax
    self.bookingLeadMinutes = bookingLeadMinutes
    self.bookingValidMinutes = bookingValidMinutes
    self.validity = validity
    self.source = source
  }
}

/// Days on which no vehicle pays a toll, so that nothing can be saved.
public struct FreeForAll: Sendable, Hashable {
  public var id: String
  public var validity: Validity
  public var source: String

  public init(id: String, validity: Validity, source: String) {
    self.id = id
    self.validity = validity
    self.source = source
  }
}

/// The gross mass up to which vehicles of a class are legal on a road.
public struct VehicleClass: Sendable, Hashable {
  public typealias ID = String

  public var id: ID
  public var grossMax: Mass
  public var source: String

  public init(id: ID, grossMax: Mass, source: String) {
    self.id = id
    self.grossMax = grossMax
    self.source = source
  }
}

/// All that the Catalogue says of the toll-free rule.
public struct TollFreeRules: Sendable, Hashable {
  public var terms: [TollFreeTerms] = []
  public var freeForAll: [FreeForAll] = []
  public var classes: [VehicleClass] = []
  /// Length, width and height of a legal vehicle with its load, in millimetres; zero where nothing is laid down.
  public var outlineMax = Outline()
  public var outlineSource = ""
  /// Live animals, which ride with the quarantine certificate of the day.
  public var needCertificate: [Product.ID] = []
  public var certificateSource = ""
  /// Whether goods that no source settles count as listed.
  public var unsettledIsListed = false

  public init() {}

  public func terms(on day: Day) -> TollFreeTerms? { terms.first { $0.validity.contains(day) } }
  public func freeForAll(on day: Day) -> FreeForAll? { freeForAll.first { $0.validity.contains(day) } }
  public func vehicleClass(_ id: VehicleClass.ID) -> VehicleClass? { classes.first { $0.id == id } }
}

/// Outer size in millimetres.
public struct Outline: Sendable, Hashable {
  public var length: Int64
  public var width: Int64
  public var height: Int64

  public init(length: Int64 = 0, width: Int64 = 0, height: Int64 = 0) {
    self.length = length
    self.width = width
    self.height = height
  }

  /// In cubic millimetres.
  public func volume() throws(Overflow) -> Int64 { try length.multiplied(by: width).multiplied(by: height) }
}
