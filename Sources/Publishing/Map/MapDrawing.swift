import Messages

/// Lays a map out and writes it as SVG.
struct MapDrawing {
  private let map: MapPicture
  private let scale: MapScale
  private let legs: [MapLegs.Leg]
  private let points: [PixelPoint]
  private let labels: [MapLabel]
  private let places: [LabelPlacement.Place?]

  init(_ map: MapPicture) {
    self.map = map
    let shown = map.marks.filter { $0.kind != .landmark }.map(\.at) + map.routes.flatMap(\.points)
    let scale = MapScale(shown)
    let legs = MapLegs(map.routes, scale).legs
    let points = map.marks.map { scale.point($0.at) }
    let labels = map.marks.map(MapLabel.init)
    // Landmarks beyond the frame would make the map grow.
    let drawn = map.marks.indices.filter {
      map.marks[$0].kind != .landmark || scale.frame.contains(PixelBox(around: points[$0], radius: 10))
    }
    let items = drawn.map {
      LabelPlacement.Item(
        anchor: points[$0], radius: MapDrawing.radius(map.marks[$0].kind), width: labels[$0].width, height: labels[$0].height,
        isOptional: map.marks[$0].kind == .landmark)
    }
    var places = [LabelPlacement.Place?](repeating: nil, count: points.count)
    for (index, place) in zip(drawn, LabelPlacement.places(items, lines: legs.map(\.line), frame: scale.frame)) { places[index] = place }
    (self.scale, self.legs, self.points, self.labels, self.places) = (scale, legs, points, labels, places)
  }

  private static func radius(_ kind: MapPicture.Mark.Kind) -> Pixels {
    switch kind {
    case .stop: 6
    case .depot: 9
    case .station: 5
    case .landmark: 2
    }
  }

  func svg() -> String {
    let whole = places.reduce(scale.frame) { $1.map { [whole = $0] in whole.union($0.box.grown(by: 8)) } ?? $0 }
    var canvas = SVGCanvas()
    canvas.clipped(to: whole, drawRoads)
    drawLegs(on: &canvas)
    drawLeaders(on: &canvas)
    for index in map.marks.indices where places[index] != nil { MapDrawing.draw(map.marks[index], at: points[index], on: &canvas) }
    for (index, place) in places.enumerated() {
      guard let place else { continue }
      labels[index].draw(place.box, index, isPale: map.marks[index].kind == .landmark, on: &canvas)
    }
    canvas.box(whole, "fill=\"none\" stroke=\"#999\"")
    let titleHeight: Pixels = 34
    canvas.text(map.title, x: whole.left, baseline: whole.top - 12, size: 20, attributes: "font-weight=\"600\"")
    let legend = MapLegend(map, scale, PixelBox(left: whole.left, top: whole.bottom + 12, width: whole.width, height: 0))
    let bottom = legend.draw(on: &canvas)
    let view = PixelBox(
      left: whole.left - 12, top: whole.top - titleHeight, width: whole.width + 24, height: bottom - whole.top + titleHeight + 12)
    return canvas.document(view, title: map.title, description: map.description, language: map.language)
  }

  private func drawRoads(on canvas: inout SVGCanvas) {
    for road in map.roads {
      let line = road.map(scale.point)
      canvas.polyline(line, MapDrawing.roadLook)
      canvas.polyline(line, "stroke=\"#fff\" stroke-width=\"2\"")
    }
  }

  static let roadLook = "stroke=\"#d5d5d5\" stroke-width=\"7\" stroke-linejoin=\"round\""

  private func drawLegs(on canvas: inout SVGCanvas) {
    for leg in legs {
      canvas.line(leg.line, LineLook(leg.route).stroke + " stroke-width=\"2.2\" data-route=\"\(leg.route)\"")
    }
    for leg in legs {
      if let arrow = leg.arrow { canvas.polygon(arrow, "fill=\"\(LineLook(leg.route).colour)\" stroke=\"#fff\" stroke-width=\"0.8\"") }
    }
  }

  private func drawLeaders(on canvas: inout SVGCanvas) {
    for case let place? in places {
      if let leader = place.leader { canvas.line(leader, "stroke=\"#555\" stroke-width=\"0.9\"") }
    }
  }

  static func draw(_ mark: MapPicture.Mark, at point: PixelPoint, on canvas: inout SVGCanvas) {
    let radius = radius(mark.kind)
    let look = mark.isAssumed ? "fill=\"#fff\" stroke=\"#111\" stroke-width=\"1.8\"" : "fill=\"#111\" stroke=\"#fff\" stroke-width=\"1\""
    switch mark.kind {
    case .stop: canvas.circle(point, radius: radius, look)
    case .depot: canvas.box(PixelBox(around: point, radius: radius), look, radius: 2)
    case .station:
      let (x, y) = (point.x, point.y)
      let corners = [(x, y - radius - 1), (x + radius + 1, y), (x, y + radius + 1), (x - radius - 1, y)]
      canvas.polygon(corners.map { PixelPoint(x: $0.0, y: $0.1) }, look)
    case .landmark: canvas.circle(point, radius: radius, mark.isAssumed ? "fill=\"#fff\" stroke=\"#999\"" : "fill=\"#999\"")
    }
  }
}
