import Messages

/// Lays a time chart out and writes it as SVG.
struct ChartDrawing {
  private let chart: TimeChart
  private let scale: ChartScale
  private let rows: [ChartRow]

  private static let axisTop: Pixels = 44
  private static let axisHeight: Pixels = 24

  init(_ chart: TimeChart) {
    self.chart = chart
    let scale = ChartScale(chart.rows, left: ChartRow.headingWidth + 28)
    self.scale = scale
    rows = chart.rows.map { ChartRow($0, scale) }
  }

  func svg() -> String {
    var canvas = SVGCanvas()
    let top = ChartDrawing.axisTop + ChartDrawing.axisHeight
    let bottom = top + rows.map(\.height).sum()
    canvas.text(chart.title, x: 12, baseline: 26, size: 20, attributes: "font-weight=\"600\"")
    drawHours(top: top, bottom: bottom, on: &canvas)
    drawNow(top: top, bottom: bottom, on: &canvas)
    var rowTop = top
    for row in rows {
      row.draw(top: rowTop, on: &canvas)
      rowTop += row.height
      canvas.line(
        PixelLine(from: PixelPoint(x: 12, y: rowTop), to: PixelPoint(x: scale.right, y: rowTop)), "stroke=\"#999\" stroke-width=\"0.8\"")
    }
    let end = drawLegend(top: bottom + 14, on: &canvas)
    let view = PixelBox(left: 0, top: 0, width: widest + 24, height: end + 10)
    return canvas.document(view, title: chart.title, description: chart.description, language: chart.language)
  }

  /// Labels of late bars may reach beyond the last hour.
  private var widest: Pixels {
    let labels = chart.rows.flatMap { row in
      row.bars.map { ($0.label, $0.from) } + row.marks.filter { scale.shown($0.at) != nil }.map { ($0.label, $0.at) }
    }
    let ends = labels.map { scale.x($0.1) + Pixels(width: $0.0.singleLine, fontSize: 12) + 8 }
    return max(ends.max() ?? 0, scale.right, Pixels(width: chart.title.singleLine, fontSize: 20) + 12)
  }

  private func drawHours(top: Pixels, bottom: Pixels, on canvas: inout SVGCanvas) {
    for hour in scale.firstHour...scale.lastHour {
      let x = scale.x(hour * 60)
      canvas.line(
        PixelLine(from: PixelPoint(x: x, y: top - 5), to: PixelPoint(x: x, y: bottom)), "stroke=\"#ccc\" stroke-width=\"1\"")
      canvas.text(ChartScale.clock(hour), x: x, baseline: top - 9, size: 12, .middle)
      guard hour < scale.lastHour else { continue }
      let half = scale.x(hour * 60 + 30)
      canvas.line(PixelLine(from: PixelPoint(x: half, y: top), to: PixelPoint(x: half, y: bottom)), "stroke=\"#eee\" stroke-width=\"1\"")
    }
    canvas.line(PixelLine(from: PixelPoint(x: 12, y: top), to: PixelPoint(x: scale.right, y: top)), "stroke=\"#111\" stroke-width=\"1.2\"")
  }

  private func drawNow(top: Pixels, bottom: Pixels, on canvas: inout SVGCanvas) {
    guard let x = chart.now.flatMap(scale.shown) else { return }
    canvas.line(
      PixelLine(from: PixelPoint(x: x, y: top - 2), to: PixelPoint(x: x, y: bottom)),
      "stroke=\"#d55e00\" stroke-width=\"2\" stroke-dasharray=\"8 3 2 3\" data-now=\"\(chart.now ?? 0)\"")
  }

  /// - Returns: where it ends.
  private func drawLegend(top: Pixels, on canvas: inout SVGCanvas) -> Pixels {
    var (left, top) = (12 as Pixels, top)
    let right = scale.right
    func entry(_ word: String, _ sample: (inout SVGCanvas, PixelBox) -> Void) {
      let width = Pixels(width: word, fontSize: 13) + 64
      if left > 12, left + width > right { (left, top) = (12, top + 28) }
      sample(&canvas, PixelBox(left: left, top: top, width: 30, height: 20))
      canvas.text(word, x: left + 38, baseline: top + 15, size: 13)
      left += width
    }
    for look in TimeChart.Look.allCases where chart.rows.contains(where: { $0.bars.contains { $0.look == look } }) {
      entry(chart.words.looks[look] ?? "") { ChartRow.draw(look, $1, on: &$0) }
    }
    if chart.rows.contains(where: { !$0.windows.isEmpty }) { entry(chart.words.window) { $0.box($1, "fill=\"#cfe3cf\"") } }
    if chart.rows.contains(where: { $0.marks.contains { scale.shown($0.at) != nil } }) {
      entry(chart.words.mark) { canvas, box in
        canvas.line(
          PixelLine(from: PixelPoint(x: box.centre.x, y: box.top), to: PixelPoint(x: box.centre.x, y: box.bottom)),
          "stroke=\"#b03000\" stroke-width=\"1.2\"")
        ChartRow.drawPointer(at: box.centre, on: &canvas)
      }
    }
    if chart.now.flatMap(scale.shown) != nil {
      entry(chart.words.now) { canvas, box in
        canvas.line(
          PixelLine(from: PixelPoint(x: box.centre.x, y: box.top), to: PixelPoint(x: box.centre.x, y: box.bottom)),
          "stroke=\"#d55e00\" stroke-width=\"2\" stroke-dasharray=\"8 3 2 3\"")
      }
    }
    return top + 28
  }
}
