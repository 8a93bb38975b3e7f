import Messages

/// The scale of the picture: a bar as high as a round amount, and a word where thin bands are drawn wider than that.
struct FlowLegend: Sendable {
  let top: Pixels
  let barHeight: Pixels
  let text: FlowLayout.PlacedText
  let height: Pixels

  /// Nil where nothing flows.
  init?(_ scale: FlowScale, _ flows: FlowGraph, top: Pixels, width: Pixels, language: Language) {
    guard let amount = scale.roundAmount(heightMax: 40) else { return nil }
    self.top = top
    barHeight = scale.width(of: amount)
    var words = "= ¥" + printedYuan(fen: amount)
    if flows.arcs.contains(where: { scale.isWidened($0.fen) }) {
      words += Text(zh: " (细于 1 像素的按 1 像素画)", en: " (bands below 1 px are drawn 1 px wide)")(language)
    }
    let left = FlowLayout.margin + FlowLayout.barWidth + FlowLayout.labelGap
    let fontSize: Pixels = 11
    let widthMax = (width - left - FlowLayout.margin).hundredths * 1000 / fontSize.hundredths
    let lines = wrapped(words, widthMax: widthMax, linesMax: 3).map {
      FlowLabel.Line(text: $0, fontSize: fontSize, height: 15, isStrong: false)
    }
    let textHeight = lines.map(\.height).sum()
    height = max(barHeight, textHeight)
    text = FlowLayout.PlacedText(
      lines: lines, side: .rightOf, x: left, top: top + (height - textHeight) / 2, isOverBands: false)
  }
}
