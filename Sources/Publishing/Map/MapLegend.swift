import Messages

/// What the lines and marks of a map mean, with its scale bar.
struct MapLegend {
  private let map: MapPicture
  private let scale: MapScale
  /// Where it begins, and how wide it may be.
  private let room: PixelBox

  private static let fontSize: Pixels = 13
  private static let lineHeight: Pixels = 20
  private static let sampleWidth: Pixels = 52
  private static let chipWidth: Pixels = 24

  init(_ map: MapPicture, _ scale: MapScale, _ room: PixelBox) {
    (self.map, self.scale, self.room) = (map, scale, room)
  }

  /// - Returns: where it ends.
  func draw(on canvas: inout SVGCanvas) -> Pixels {
    var top = room.top
    drawScaleBar(top: top, on: &canvas)
    drawSymbols(top: &top, on: &canvas)
    top += 6
    drawRoutes(top: &top, on: &canvas)
    for note in map.notes {
      for line in wrapped(note.singleLine, widthMax: room.width.hundredths * 1000 / MapLegend.fontSize.hundredths, linesMax: 4) {
        canvas.text(line, x: room.left, baseline: top + 14, size: MapLegend.fontSize, colour: "#444")
        top += MapLegend.lineHeight
      }
    }
    return top
  }

  private func drawScaleBar(top: Pixels, on canvas: inout SVGCanvas) {
    let kilometres = scale.barKilometres
    let length = scale.length(ofMetres: kilometres * 1000)
    let right = room.right - 8
    let half = length / 2
    canvas.box(PixelBox(left: right - length, top: top + 16, width: half, height: 5), "fill=\"#111\"")
    canvas.box(PixelBox(left: right - length, top: top + 16, width: length, height: 5), "fill=\"none\" stroke=\"#111\"")
    canvas.text("0", x: right - length, baseline: top + 11, size: 12, .middle)
    canvas.text("\(kilometres) km", x: right, baseline: top + 11, size: 12, .end)
  }

  /// On one line; on more where it is full. The scale bar stands to the right.
  private func drawSymbols(top: inout Pixels, on canvas: inout SVGCanvas) {
    var left = room.left
    let right = room.right - 250
    func advance(_ word: String, _ symbol: (inout SVGCanvas, PixelPoint) -> Void) {
      let width = Pixels(width: word, fontSize: MapLegend.fontSize) + 46
      if left > room.left, left + width > right { (left, top) = (room.left, top + MapLegend.lineHeight) }
      symbol(&canvas, PixelPoint(x: left + 10, y: top + 10))
      canvas.text(word, x: left + 24, baseline: top + 14, size: MapLegend.fontSize)
      left += width
    }
    let words: [(MapPicture.Mark.Kind, String)] = [
      (.depot, map.words.depot), (.stop, map.words.stop), (.station, map.words.station), (.landmark, map.words.landmark),
    ]
    for (kind, word) in words where map.marks.contains(where: { $0.kind == kind }) {
      advance(word) { canvas, point in
        MapDrawing.draw(MapPicture.Mark(kind, at: .init(eastMetres: 0, northMetres: 0), label: ""), at: point, on: &canvas)
      }
    }
    if map.marks.contains(where: \.isAssumed) {
      advance(map.words.assumed) { canvas, point in
        let mark = MapPicture.Mark(.stop, at: .init(eastMetres: 0, northMetres: 0), label: "", isAssumed: true)
        MapDrawing.draw(mark, at: point, on: &canvas)
      }
    }
    if !map.roads.isEmpty {
      advance(map.words.road) { canvas, point in
        let line = [PixelPoint(x: point.x - 10, y: point.y), PixelPoint(x: point.x + 10, y: point.y)]
        canvas.polyline(line, MapDrawing.roadLook)
        canvas.polyline(line, "stroke=\"#fff\" stroke-width=\"2\"")
      }
    }
    top += MapLegend.lineHeight + 4
  }

  /// In two columns where there is room for both.
  private func drawRoutes(top: inout Pixels, on canvas: inout SVGCanvas) {
    let columns = room.width >= 900 && map.routes.count > 1 ? 2 : 1
    let width = room.width / Int64(columns)
    let textWidth = width - MapLegend.sampleWidth - MapLegend.chipWidth - 30
    let blocks = map.routes.map {
      wrapped($0.label.singleLine, widthMax: textWidth.hundredths * 1000 / MapLegend.fontSize.hundredths, linesMax: 3)
    }
    let rows = (blocks.count + columns - 1) / columns
    for row in 0..<rows {
      let routes = (0..<columns).map { row + $0 * rows }.filter { $0 < blocks.count }
      for (column, route) in routes.enumerated() {
        let left = room.left + width * column
        let sample = PixelLine(
          from: PixelPoint(x: left, y: top + 9), to: PixelPoint(x: left + MapLegend.sampleWidth, y: top + 9))
        let look = LineLook(route)
        canvas.line(sample, look.stroke + " stroke-width=\"3\"")
        let chip = PixelBox(left: sample.to.x + 8, top: top + 1, width: MapLegend.chipWidth, height: 16)
        canvas.box(chip, "fill=\"\(look.colour)\"", radius: 3)
        canvas.text(
          map.routes[route].letter, x: chip.centre.x, baseline: chip.bottom - 4, size: 11, .middle, colour: look.textColour,
          attributes: "font-weight=\"600\"")
        for (index, line) in blocks[route].enumerated() {
          canvas.text(
            line, x: chip.right + 8, baseline: top + 14 + MapLegend.lineHeight * index, size: MapLegend.fontSize)
        }
      }
      top += MapLegend.lineHeight * (routes.map { blocks[$0].count }.max() ?? 1)
    }
  }
}
