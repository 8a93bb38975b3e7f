/// The legs of all routes as lines: where several routes take the same way, their lines run side by side.
struct MapLegs: Sendable {
  struct Leg: Sendable {
    var route: Int
    var line: PixelLine
  }

  let legs: [Leg]

  private struct Way: Hashable {
    var one: MapPicture.Point
    var other: MapPicture.Point
    /// The lines of both directions are counted together.
    let isForward: Bool

    init(_ from: MapPicture.Point, _ to: MapPicture.Point) {
      isForward = (from.eastMetres, from.northMetres) < (to.eastMetres, to.northMetres)
      (one, other) = isForward ? (from, to) : (to, from)
    }

    static func == (a: Way, b: Way) -> Bool { a.one == b.one && a.other == b.other }

    func hash(into hasher: inout Hasher) {
      hasher.combine(one)
      hasher.combine(other)
    }
  }

  init(_ routes: [MapPicture.Route], _ scale: MapScale) {
    var passes: [(route: Int, way: Way)] = []
    for (route, drawn) in routes.enumerated() {
      for (from, to) in zip(drawn.points, drawn.points.dropFirst()) where from != to { passes.append((route, Way(from, to))) }
    }
    let counts = Dictionary(passes.map { ($0.way, 1) }, uniquingKeysWith: +)
    var drawn: [Way: Int] = [:]
    legs = passes.map { route, way in
      let lane = drawn[way, default: 0]
      drawn[way] = lane + 1
      // Half a lane's width times an odd or even number, so that the lanes lie evenly about the straight line.
      let offset = Double(2 * lane - (counts[way]! - 1)) * MapLegs.halfLane
      let line = MapLegs.shifted(PixelLine(from: scale.point(way.one), to: scale.point(way.other)), by: offset)
      return Leg(route: route, line: way.isForward ? line : PixelLine(from: line.to, to: line.from))
    }
  }

  /// Hundredths of a pixel.
  private static let halfLane = 180.0

  private static func shifted(_ line: PixelLine, by offset: Double) -> PixelLine {
    let (x, y) = unit(line)
    func shifted(_ point: PixelPoint) -> PixelPoint {
      PixelPoint(
        x: Pixels(hundredths: point.x.hundredths + Int64((-y * offset).rounded())),
        y: Pixels(hundredths: point.y.hundredths + Int64((x * offset).rounded())))
    }
    return PixelLine(from: shifted(line.from), to: shifted(line.to))
  }

  /// Its direction as a vector of length one; zero where both ends are the same.
  static func unit(_ line: PixelLine) -> (x: Double, y: Double) {
    let (x, y) = (Double(line.to.x.hundredths - line.from.x.hundredths), Double(line.to.y.hundredths - line.from.y.hundredths))
    let length = (x * x + y * y).squareRoot()
    return length > 0 ? (x / length, y / length) : (0, 0)
  }
}

extension MapLegs.Leg {
  /// A triangle past the middle of the leg that points where it goes; nil where the leg is too short for one.
  var arrow: [PixelPoint]? {
    let (dx, dy) = (line.to.x.hundredths - line.from.x.hundredths, line.to.y.hundredths - line.from.y.hundredths)
    guard max(dx.magnitude, dy.magnitude) > 2600 else { return nil }
    let (x, y) = MapLegs.unit(line)
    // Routes that lie upon one another in part show their arrows at different places.
    let tenths = Int64(5 + route % 3)
    let middle = (x: line.from.x.hundredths + dx * tenths / 10, y: line.from.y.hundredths + dy * tenths / 10)
    func corner(_ along: Double, _ across: Double) -> PixelPoint {
      PixelPoint(
        x: Pixels(hundredths: middle.x + Int64((x * along - y * across).rounded())),
        y: Pixels(hundredths: middle.y + Int64((y * along + x * across).rounded())))
    }
    return [corner(650, 0), corner(-450, 450), corner(-450, -450)]
  }
}
