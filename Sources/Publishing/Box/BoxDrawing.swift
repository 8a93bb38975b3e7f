import Messages

/// Lays strips of a box out and writes them as SVG.
struct BoxDrawing {
  private let picture: BoxPicture

  private static let labelWidth: Pixels = 120
  private static let boxWidth: Pixels = 560
  private static let stripHeight: Pixels = 28
  private static let pitch: Pixels = 35
  private static let partMin: Pixels = 26

  init(_ picture: BoxPicture) { self.picture = picture }

  func svg() -> String {
    var canvas = SVGCanvas()
    let left = BoxDrawing.labelWidth
    canvas.text("◀ " + picture.farEnd, x: left, baseline: 14, size: 12)
    canvas.text(picture.door + " ▶", x: left + BoxDrawing.boxWidth, baseline: 14, size: 12, .end)
    for (index, strip) in picture.strips.enumerated() {
      draw(strip, top: (22 as Pixels) + BoxDrawing.pitch * index, on: &canvas)
    }
    let view = PixelBox(
      left: 0, top: 0, width: left + BoxDrawing.boxWidth + 12, height: (22 as Pixels) + BoxDrawing.pitch * picture.strips.count)
    return canvas.document(view, title: picture.title, description: picture.title, language: picture.language)
  }

  private func draw(_ strip: BoxPicture.Strip, top: Pixels, on canvas: inout SVGCanvas) {
    for (line, text) in wrapped(strip.label.singleLine, widthMax: 9_000, linesMax: 2).enumerated() {
      canvas.text(text, x: 0, baseline: top + 13 + (13 as Pixels) * line, size: 12)
    }
    let box = PixelBox(left: BoxDrawing.labelWidth, top: top, width: BoxDrawing.boxWidth, height: BoxDrawing.stripHeight)
    var left = box.left
    for (part, width) in zip(strip.parts, widths(strip.parts)) {
      let place = PixelBox(left: left, top: top, width: width, height: box.height)
      if part.isNew { canvas.hatch(place, "stroke=\"#999\" stroke-width=\"0.8\"") }
      canvas.box(place, "fill=\"\(part.isNew ? "none" : "#e6e6e6")\" stroke=\"#333\"")
      let size: Pixels = 13
      let text = wrapped(part.label.singleLine, widthMax: max(1000, (width - 4).hundredths * 1000 / size.hundredths), linesMax: 1)[0]
      let back = Pixels(width: text, fontSize: size) + 4
      canvas.box(
        PixelBox(left: place.centre.x - back / 2, top: top + 5, width: back, height: 18), part.isNew ? "fill=\"#fff\"" : "fill=\"#e6e6e6\"")
      canvas.text(text, x: place.centre.x, baseline: top + 19, size: size, .middle, attributes: "data-part=\"\"")
      left += width
    }
    canvas.box(box, "fill=\"none\" stroke=\"#111\" stroke-width=\"2\"")
  }

  /// As wide as its share, and wide enough to be seen; where that is too much, all are narrower.
  private func widths(_ parts: [BoxPicture.Part]) -> [Pixels] {
    let wanted = parts.map {
      max(BoxDrawing.partMin, Pixels(hundredths: BoxDrawing.boxWidth.hundredths * min($0.millionths, 1_000_000) / 1_000_000))
    }
    let sum = wanted.sum()
    guard sum > BoxDrawing.boxWidth else { return wanted }
    return wanted.map { Pixels(hundredths: $0.hundredths * BoxDrawing.boxWidth.hundredths / sum.hundredths) }
  }
}
