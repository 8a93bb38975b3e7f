/// One row of a chart: marks above, bars in the middle, labels in lanes below.
struct ChartRow {
  private let row: TimeChart.Row
  private let scale: ChartScale
  private let labels: LabelLanes
  private let marks: LabelLanes
  private let labelled: [TimeChart.Bar]
  private let shownMarks: [TimeChart.Mark]
  private let heading: [String]
  private let note: [String]
  let height: Pixels

  static let headingWidth: Pixels = 190
  private static let labelFont: Pixels = 12
  private static let lane: Pixels = 16
  private static let band: Pixels = 22
  /// Lines below a text end at its letters.
  private static let halo = "stroke=\"#fff\" stroke-width=\"3\" stroke-linejoin=\"round\" paint-order=\"stroke\""

  init(_ row: TimeChart.Row, _ scale: ChartScale) {
    self.row = row
    self.scale = scale
    labelled = row.bars.filter { !$0.label.isEmpty }
    shownMarks = row.marks.filter { scale.shown($0.at) != nil }
    labels = LabelLanes(labelled.map { ChartRow.place($0.label, at: $0.from, scale) })
    marks = LabelLanes(shownMarks.map { ChartRow.place($0.label, at: $0.at, scale) })
    heading = wrapped(row.label.singleLine, widthMax: ChartRow.headingWidth.hundredths * 1000 / 1400, linesMax: 2)
    note = wrapped(row.note.singleLine, widthMax: ChartRow.headingWidth.hundredths * 1000 / 1200, linesMax: 3)
    let words = (18 as Pixels) * heading.count + (16 as Pixels) * note.count + 16
    height = max(words, ChartRow.lane * marks.count + ChartRow.band + ChartRow.lane * labels.count + 24)
  }

  private static func place(_ text: String, at minute: Int64, _ scale: ChartScale) -> LabelLanes.Label {
    LabelLanes.Label(left: scale.x(minute), width: Pixels(width: text.singleLine, fontSize: labelFont) + 9)
  }

  func draw(top: Pixels, on canvas: inout SVGCanvas) {
    let bandTop = top + 8 + ChartRow.lane * marks.count
    drawHeading(top: top + 8, on: &canvas)
    let band = PixelBox(left: scale.left, top: bandTop, width: scale.right - scale.left, height: ChartRow.band)
    for window in row.windows {
      let (from, to) = (max(scale.x(window.from), scale.left), min(scale.x(window.to), scale.right))
      guard from < to else { continue }
      canvas.box(PixelBox(left: from, top: band.top - 3, width: to - from, height: band.height + 6), "fill=\"#cfe3cf\"")
    }
    for bar in row.bars { draw(bar, band, on: &canvas) }
    drawLabels(band, on: &canvas)
    drawMarks(top: top + 8, band, on: &canvas)
  }

  private func drawHeading(top: Pixels, on canvas: inout SVGCanvas) {
    var baseline = top + 14
    for line in heading {
      canvas.text(line, x: 12, baseline: baseline, size: 14, attributes: "font-weight=\"600\"")
      baseline += 18
    }
    for line in note {
      canvas.text(line, x: 12, baseline: baseline, size: 12, colour: "#444")
      baseline += 16
    }
  }

  private func draw(_ bar: TimeChart.Bar, _ band: PixelBox, on canvas: inout SVGCanvas) {
    let (from, to) = (scale.x(bar.from), scale.x(bar.to))
    ChartRow.draw(bar.look, PixelBox(left: from, top: band.top, width: to - from, height: band.height), on: &canvas)
  }

  static func draw(_ look: TimeChart.Look, _ box: PixelBox, on canvas: inout SVGCanvas) {
    // What takes no time is still seen.
    let wide = PixelBox(left: box.left, top: box.top, width: max(box.width, 3), height: box.height)
    switch look {
    case .thin: canvas.box(PixelBox(left: box.left, top: box.centre.y - 2, width: box.width, height: 5), "fill=\"#0072b2\"")
    case .hollow:
      let low = PixelBox(left: wide.left, top: wide.top + 4, width: wide.width, height: wide.height - 8)
      canvas.box(low, "fill=\"#fff\" stroke=\"#555\" stroke-dasharray=\"3 2\"")
    case .solid: canvas.box(wide, "fill=\"#333\" stroke=\"#333\"")
    case .hatched:
      canvas.box(wide, "fill=\"#fff\" stroke=\"#333\" stroke-width=\"1.2\"")
      canvas.hatch(wide, "stroke=\"#333\" stroke-width=\"1.2\"")
    }
  }

  private func drawLabels(_ band: PixelBox, on canvas: inout SVGCanvas) {
    for (index, bar) in labelled.enumerated() {
      let x = scale.x(bar.from)
      let bottom = band.bottom + 5 + ChartRow.lane * (labels.lanes[index] + 1)
      canvas.line(
        PixelLine(from: PixelPoint(x: x, y: band.bottom), to: PixelPoint(x: x, y: bottom)), "stroke=\"#777\" stroke-width=\"0.8\"")
      canvas.text(
        bar.label, x: x + 4, baseline: bottom - 3, size: ChartRow.labelFont, attributes: ChartRow.halo + " data-label=\"\(index)\"")
    }
  }

  private func drawMarks(top: Pixels, _ band: PixelBox, on canvas: inout SVGCanvas) {
    for (index, mark) in shownMarks.enumerated() {
      let x = scale.x(mark.at)
      let bottom = top + ChartRow.lane * (marks.count - marks.lanes[index])
      canvas.line(
        PixelLine(from: PixelPoint(x: x, y: bottom - ChartRow.lane + 3), to: PixelPoint(x: x, y: band.bottom)),
        "stroke=\"#b03000\" stroke-width=\"1.2\"")
      ChartRow.drawPointer(at: PixelPoint(x: x, y: band.top), on: &canvas)
      canvas.text(mark.label, x: x + 4, baseline: bottom - 3, size: ChartRow.labelFont, colour: "#8a2500", attributes: ChartRow.halo)
    }
  }

  static func drawPointer(at point: PixelPoint, on canvas: inout SVGCanvas) {
    let corners = [(point.x - 4, point.y - 7), (point.x + 4, point.y - 7), (point.x, point.y)]
    canvas.polygon(corners.map { PixelPoint(x: $0.0, y: $0.1) }, "fill=\"#b03000\"")
  }
}
