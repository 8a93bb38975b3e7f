public import Catalogue

/// A position in WGS-84, the system of satellites and of routing engines, in degrees.
public struct WGS84Point: Sendable, Hashable {
  public var latitude: Double
  public var longitude: Double

  public init(latitude: Double, longitude: Double) {
    self.latitude = latitude
    self.longitude = longitude
  }

  /// Of any system, brought to WGS-84.
  public init(_ position: Position) {
    let latitude = Double(position.microdegreesLatitude) / 1_000_000
    let longitude = Double(position.microdegreesLongitude) / 1_000_000
    switch position.system {
    case .wgs84: self.init(latitude: latitude, longitude: longitude)
    case .gcj02: self = GCJ02Point(latitude: latitude, longitude: longitude).wgs84
    }
  }

  /// The mean radius of the Earth in metres (IUGG 1980).
  public static let earthRadiusMetres = 6_371_008.8

  /// Metres of great circle to another point, on a sphere.
  public func metres(to other: WGS84Point) -> Double { direction.metres(to: other.direction) }

  var direction: Direction {
    let (latitude, longitude) = (Trigonometry.radians(latitude), Trigonometry.radians(longitude))
    let across = Trigonometry.cosine(latitude)
    return Direction(
      x: across * Trigonometry.cosine(longitude), y: across * Trigonometry.sine(longitude), z: Trigonometry.sine(latitude))
  }

  /// A unit vector from the Earth's centre: the great circle between two needs a square root and an arc sine, and no more.
  struct Direction {
    var x, y, z: Double

    func metres(to other: Direction) -> Double {
      let (dx, dy, dz) = (x - other.x, y - other.y, z - other.z)
      let halfChord = (dx * dx + dy * dy + dz * dz).squareRoot() / 2
      return 2 * WGS84Point.earthRadiusMetres * Trigonometry.arcSine(halfChord)
    }
  }
}
