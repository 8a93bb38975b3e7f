public import Messages

/// Somewhere goods come from, lie or go to.
public struct Place: Sendable, Hashable {
  /// ASCII slug, e.g. `jiangjialiang`; a town's is its administrative code's slug too.
  public typealias ID = String

  public enum Kind: UInt8, Sendable, Hashable, CaseIterable {
    case town = 0
    case village = 1
    case community = 2
    /// A hub or cold store of a cooperative or firm.
    case hub = 3
    case shop = 4
    /// A place outside the county.
    case beyond = 5
    /// Where a courier or a fleet has its vehicles.
    case depot = 6
    /// A firm's warehouse.
    case warehouse = 7
  }

  public var id: ID
  public var name: Text
  /// Other writings of the name, e.g. 盛𡐓镇.
  public var variants: [String]
  public var kind: Kind
  /// The town it lies in; nil for towns and places outside the county.
  public var town: ID?
  /// Official statistical code; nil where no source gives one.
  public var code: String?
  public var position: Position
  /// Temperature in which goods lie there, in tenths of a degree Celsius; nil: the product's own storage range.
  public var storageDecicelsius: Int64?
  /// Where vehicles stop; nil: the ramp of its kind.
  public var ramp: Ramp?

  public init(
    id: ID, name: Text, variants: [String], kind: Kind, town: ID?, code: String?, position: Position,
    storageDecicelsius: Int64?, ramp: Ramp? = nil
  ) {
    self.id = id
    self.name = name
    self.variants = variants
    self.kind = kind
    self.town = town
    self.code = code
    self.position = position
    self.storageDecicelsius = storageDecicelsius
    self.ramp = ramp
  }
}

/// A position with its coordinate system, in millionths of a degree.
public struct Position: Sendable, Hashable {
  public enum System: UInt8, Sendable, Hashable, CaseIterable {
    case wgs84 = 0
    case gcj02 = 1
  }

  public var microdegreesLatitude: Int64
  public var microdegreesLongitude: Int64
  public var system: System
  /// No source gives it: placed by assumption, and marked so wherever it is used.
  public var assumed: Bool
  /// Source key, or how it was assumed.
  public var source: String

  public init(
    microdegreesLatitude: Int64, microdegreesLongitude: Int64, system: System, assumed: Bool, source: String
  ) {
    self.microdegreesLatitude = microdegreesLatitude
    self.microdegreesLongitude = microdegreesLongitude
    self.system = system
    self.assumed = assumed
    self.source = source
  }
}
