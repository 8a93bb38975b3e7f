import Messages

/// Writes a layout as SVG. Everything is a presentation attribute, so that the picture neither needs nor disturbs a style sheet.
struct FlowDrawing {
  private let picture: FlowPicture
  private let layout: FlowLayout
  private let graph: FlowGraph
  /// By node, in fen.
  private let values: [Int128]

  init(picture: FlowPicture, layout: FlowLayout) {
    self.picture = picture
    self.layout = layout
    graph = picture.graph.flows
    values = graph.values
  }

  func svg() -> String {
    let size = "width=\"\(layout.width)\" height=\"\(layout.height)\" viewBox=\"0 0 \(layout.width) \(layout.height)\""
    let tongue = picture.language.tag
    var lines = [
      "<svg xmlns=\"http://www.w3.org/2000/svg\" \(size) role=\"img\" lang=\"\(tongue)\" xml:lang=\"\(tongue)\""
        + " font-family=\"\(SVGCanvas.fonts)\">",
      "<title>\(picture.title.markup)</title>", "<desc>\(picture.description.markup)</desc>",
      "<rect width=\"\(layout.width)\" height=\"\(layout.height)\" fill=\"#fff\"/>",
    ]
    if let title = layout.title { lines += texts(title) }
    lines += group("fill-opacity=\"0.45\"", layout.bands.map(band))
    lines += group(nil, layout.bars.map(bar))
    lines += group(
      "stroke=\"#fff\" stroke-width=\"3\" stroke-linejoin=\"round\" stroke-opacity=\"0.75\" paint-order=\"stroke\"",
      layout.labels.filter(\.isOverBands).flatMap(texts))
    lines += group(nil, layout.labels.filter { !$0.isOverBands }.flatMap(texts))
    if let legend = layout.legend { lines += legendLines(legend) }
    return lines.joined(separator: "\n") + "\n</svg>\n"
  }

  private func group(_ attributes: String?, _ lines: [String]) -> [String] {
    lines.isEmpty ? [] : [attributes.map { "<g \($0)>" } ?? "<g>"] + lines + ["</g>"]
  }

  private func band(_ band: FlowLayout.Band) -> String {
    let arc = graph.arcs[band.link]
    let (from, to) = (graph.nodes[arc.from], graph.nodes[arc.to])
    let what = labels(arc).map { $0 + " " } ?? ""
    let tooltip = "\(from.label.singleLine) → \(to.label.singleLine)\n\(what)¥\(printedYuan(fen: arc.fen))"
    // A hairline in a pale colour would be lost on paper.
    let strength = band.width < 2 ? " fill-opacity=\"0.75\"" : ""
    return "<path d=\"\(BandPath(band).text)\" fill=\"\(colour(band.colour))\"\(strength) data-from=\"\(from.id.text.markup)\""
      + " data-to=\"\(to.id.text.markup)\" data-fen=\"\(arc.fen)\"><title>\(tooltip.markup)</title></path>"
  }

  private func labels(_ arc: FlowGraph.Arc) -> String? {
    guard !arc.labels.isEmpty else { return nil }
    let shown = arc.labels.prefix(FlowGraph.Arc.labelsMax).joined(separator: picture.language == .zh ? "、" : ", ")
    return shown + (arc.labels.count > FlowGraph.Arc.labelsMax ? "…" : "")
  }

  private func bar(_ bar: FlowLayout.Bar) -> String {
    let node = graph.nodes[bar.node]
    let lines = [node.label.singleLine, (node.note ?? "").singleLine, "¥" + printedYuan(fen: values[bar.node])]
    return "<rect x=\"\(bar.left)\" y=\"\(bar.top)\" width=\"\(FlowLayout.barWidth)\" height=\"\(bar.height)\""
      + " fill=\"\(colour(bar.colour))\" data-node=\"\(node.id.text.markup)\">"
      + "<title>\(lines.filter { !$0.isEmpty }.joined(separator: "\n").markup)</title></rect>"
  }

  private func texts(_ text: FlowLayout.PlacedText) -> [String] {
    var top = text.top
    return text.lines.map { line in
      defer { top += line.height }
      let anchor = text.side == .leftOf ? " text-anchor=\"end\"" : ""
      let look = line.isStrong ? " fill=\"#111\" font-weight=\"500\"" : " fill=\"#333\""
      return "<text x=\"\(text.x)\" y=\"\(top + line.baseline)\" font-size=\"\(line.fontSize)\"\(anchor)\(look)>"
        + "\(line.text.markup)</text>"
    }
  }

  private func legendLines(_ legend: FlowLegend) -> [String] {
    [
      "<rect x=\"\(FlowLayout.margin)\" y=\"\(legend.top)\" width=\"\(FlowLayout.barWidth)\" height=\"\(legend.barHeight)\" fill=\"#666\"/>"
    ] + texts(legend.text)
  }

  private func colour(_ index: Int) -> String { BandColours.palette[index] }
}
