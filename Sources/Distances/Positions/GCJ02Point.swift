/// A position in GCJ-02, in which maps of the mainland are drawn, in degrees: WGS-84 shifted by some hundreds of metres.
///
/// The shift is secret; everybody uses the formula that became known as "eviltransform" (googollee and others, 2013), which agrees with
/// what maps show to a metre or so.
public struct GCJ02Point: Sendable, Hashable {
  public var latitude: Double
  public var longitude: Double

  public init(latitude: Double, longitude: Double) {
    self.latitude = latitude
    self.longitude = longitude
  }

  /// Outside of this box nothing is shifted.
  static func isShifted(latitude: Double, longitude: Double) -> Bool {
    (0.8293...55.8271).contains(latitude) && (72.004...137.8347).contains(longitude)
  }

  public init(_ point: WGS84Point) {
    guard GCJ02Point.isShifted(latitude: point.latitude, longitude: point.longitude) else {
      self.init(latitude: point.latitude, longitude: point.longitude)
      return
    }
    let shift = GCJ02Point.shift(point)
    self.init(latitude: point.latitude + shift.latitude, longitude: point.longitude + shift.longitude)
  }

  /// The way back has no formula: a guess is shifted, and corrected by what it misses, until it misses less than a millimetre.
  public var wgs84: WGS84Point {
    var guess = WGS84Point(latitude: latitude, longitude: longitude)
    for _ in 0..<30 {
      let shifted = GCJ02Point(guess)
      let (missedLatitude, missedLongitude) = (latitude - shifted.latitude, longitude - shifted.longitude)
      guess.latitude += missedLatitude
      guess.longitude += missedLongitude
      if abs(missedLatitude) < 1e-9, abs(missedLongitude) < 1e-9 { break }
    }
    return guess
  }

  /// Krassowsky 1940: half axis in metres, and the square of the eccentricity.
  private static let halfAxis = 6_378_245.0
  private static let eccentricitySquared = 0.00669342162296594323

  private static func shift(_ point: WGS84Point) -> (latitude: Double, longitude: Double) {
    let (north, east) = raw(x: point.longitude - 105, y: point.latitude - 35)
    let latitude = Trigonometry.radians(point.latitude)
    let sine = Trigonometry.sine(latitude)
    let magic = 1 - eccentricitySquared * sine * sine
    let root = magic.squareRoot()
    return (
      north * 180 / (halfAxis * (1 - eccentricitySquared) / (magic * root) * .pi),
      east * 180 / (halfAxis / root * Trigonometry.cosine(latitude) * .pi)
    )
  }

  /// The shift in metres north and east, of degrees from 105° E, 35° N.
  private static func raw(x: Double, y: Double) -> (north: Double, east: Double) {
    func wave(_ weight: Double, _ angle: Double) -> Double { weight * Trigonometry.sine(angle * .pi) }
    let root = abs(x).squareRoot()
    let common = (wave(20, 6 * x) + wave(20, 2 * x)) * 2 / 3
    let north =
      -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + common + (wave(20, y) + wave(40, y / 3)) * 2 / 3
      + (wave(160, y / 12) + wave(320, y / 30)) * 2 / 3
    let east =
      300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + common + (wave(20, x) + wave(40, x / 3)) * 2 / 3
      + (wave(150, x / 12) + wave(300, x / 30)) * 2 / 3
    return (north, east)
  }
}
