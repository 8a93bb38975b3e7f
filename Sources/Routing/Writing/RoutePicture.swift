/// Routes as an SVG picture: the depot as a square, stops as dots with their numbers, each route in a colour of its own.
public struct RoutePicture {
  public struct Point: Sendable {
    public let number: Int
    public let x: Double
    public let y: Double

    public init(number: Int, x: Double, y: Double) {
      self.number = number
      self.x = x
      self.y = y
    }
  }

  private let title: String
  private let depot: Point
  private let stops: [Point]
  private let routes: [[Int]]

  /// Width and height of what is drawn.
  static let side = 800.0
  static let margin = 20.0

  /// - Parameter routes: numbers of the stops, in their order.
  public init(title: String, depot: Point, stops: [Point], routes: [[Int]]) {
    self.title = title
    self.depot = depot
    self.stops = stops
    self.routes = routes
  }

  public func svg() -> String {
    let all = [depot] + stops
    let (left, top) = (all.map(\.x).min() ?? 0, all.map(\.y).max() ?? 0)
    let width = max((all.map(\.x).max() ?? 0) - left, top - (all.map(\.y).min() ?? 0), 1e-9)
    let scale = RoutePicture.side / width
    func place(_ point: Point) -> String {
      "\(RoutePicture.decimal((point.x - left) * scale + RoutePicture.margin)),\(RoutePicture.decimal((top - point.y) * scale + RoutePicture.margin))"
    }
    let full = Int(RoutePicture.side + 2 * RoutePicture.margin)
    var lines = [
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(full) \(full)\" font-family=\"sans-serif\" font-size=\"8\">",
      "<title>\(RoutePicture.escaped(title))</title>", "<rect width=\"100%\" height=\"100%\" fill=\"white\"/>",
    ]
    let points = Dictionary(stops.map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
    for (index, route) in routes.enumerated() {
      // The golden angle keeps neighbours in the list apart in colour.
      let colour = "hsl(\(index * 137 % 360),65%,\(index % 2 == 0 ? 40 : 52)%)"
      let path = ([depot] + route.compactMap { points[$0] } + [depot]).map(place).joined(separator: " ")
      lines.append(
        "<polyline points=\"\(path)\" fill=\"none\" stroke=\"\(colour)\" stroke-width=\"1.5\"><title>\(index + 1)</title></polyline>")
    }
    for stop in stops {
      let at = place(stop).split(separator: ",")
      lines.append("<circle cx=\"\(at[0])\" cy=\"\(at[1])\" r=\"2.5\"><title>\(stop.number)</title></circle>")
      if stops.count <= 200 { lines.append("<text x=\"\(at[0])\" y=\"\(at[1])\" dx=\"3\" dy=\"-3\">\(stop.number)</text>") }
    }
    let at = place(depot).split(separator: ",")
    lines.append("<rect x=\"\(at[0])\" y=\"\(at[1])\" width=\"10\" height=\"10\" transform=\"translate(-5,-5)\"/>")
    return lines.joined(separator: "\n") + "\n</svg>\n"
  }

  /// One decimal, written the same way everywhere.
  private static func decimal(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }

  private static func escaped(_ text: String) -> String {
    text.reduce(into: "") { result, character in
      switch character {
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "&": result += "&amp;"
      default: result.append(character)
      }
    }
  }
}
