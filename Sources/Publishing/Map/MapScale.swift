/// Brings metres onto the picture: the same length everywhere and in both directions.
struct MapScale: Sendable {
  /// Where routes and marks lie, with a margin for labels.
  let frame: PixelBox
  private let west: Int64
  private let north: Int64
  private let metres: Int64
  private let hundredths: Int64

  private static let widthMax: Pixels = 1240
  private static let heightMax: Pixels = 860
  private static let margin: Pixels = 90

  /// - Precondition: there are points.
  init(_ points: [MapPicture.Point]) {
    let (east, northward) = (points.map(\.eastMetres), points.map(\.northMetres))
    // Less than two kilometres would look like a county.
    let (width, height) = (max(2000, east.max()! - east.min()!), max(2000, northward.max()! - northward.min()!))
    let isWide = width * MapScale.heightMax.hundredths > height * MapScale.widthMax.hundredths
    (metres, hundredths) = isWide ? (width, MapScale.widthMax.hundredths) : (height, MapScale.heightMax.hundredths)
    west = (east.max()! + east.min()! - width) / 2
    north = (northward.max()! + northward.min()! + height) / 2
    let margin = MapScale.margin
    frame = PixelBox(
      left: 0, top: 0, width: Pixels(hundredths: width * hundredths / metres) + margin * 2,
      height: Pixels(hundredths: height * hundredths / metres) + margin * 2)
  }

  /// Rounded towards zero.
  func point(_ point: MapPicture.Point) -> PixelPoint {
    PixelPoint(
      x: Pixels(hundredths: (point.eastMetres - west) * hundredths / metres) + MapScale.margin,
      y: Pixels(hundredths: (north - point.northMetres) * hundredths / metres) + MapScale.margin)
  }

  func length(ofMetres length: Int64) -> Pixels { Pixels(hundredths: length * hundredths / metres) }

  /// The longest round number of kilometres that is at most 220 pixels long.
  var barKilometres: Int64 {
    let round: [Int64] = [500, 200, 100, 50, 20, 10, 5, 2]
    return round.first { length(ofMetres: $0 * 1000) <= 220 } ?? 1
  }
}
