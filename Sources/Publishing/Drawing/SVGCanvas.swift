import Messages

/// Collects the elements of an SVG document. Everything is a presentation attribute, so that the picture neither needs nor disturbs a
/// style sheet, and nothing is referred to, so that it may stand in a page of any policy.
struct SVGCanvas {
  static let fonts = "Noto Sans CJK SC, Noto Sans SC, Source Han Sans SC, Microsoft YaHei, sans-serif"

  enum Anchor: String {
    case start, middle, end
  }

  private(set) var lines: [String] = []

  mutating func box(_ box: PixelBox, _ attributes: String, radius: Pixels = 0) {
    let corner = radius > 0 ? " rx=\"\(radius)\"" : ""
    lines.append("<rect x=\"\(box.left)\" y=\"\(box.top)\" width=\"\(box.width)\" height=\"\(box.height)\"\(corner) \(attributes)/>")
  }

  mutating func line(_ line: PixelLine, _ attributes: String) {
    lines.append("<line x1=\"\(line.from.x)\" y1=\"\(line.from.y)\" x2=\"\(line.to.x)\" y2=\"\(line.to.y)\" \(attributes)/>")
  }

  mutating func polygon(_ points: [PixelPoint], _ attributes: String) {
    lines.append("<polygon points=\"\(points.map { "\($0.x),\($0.y)" }.joined(separator: " "))\" \(attributes)/>")
  }

  mutating func polyline(_ points: [PixelPoint], _ attributes: String) {
    lines.append("<polyline points=\"\(points.map { "\($0.x),\($0.y)" }.joined(separator: " "))\" fill=\"none\" \(attributes)/>")
  }

  mutating func circle(_ centre: PixelPoint, radius: Pixels, _ attributes: String) {
    lines.append("<circle cx=\"\(centre.x)\" cy=\"\(centre.y)\" r=\"\(radius)\" \(attributes)/>")
  }

  /// - Parameter baseline: of the text, in its vertical place.
  mutating func text(
    _ text: String, x: Pixels, baseline: Pixels, size: Pixels, _ anchor: Anchor = .start, colour: String = "#111", attributes: String = ""
  ) {
    let place = anchor == .start ? "" : " text-anchor=\"\(anchor.rawValue)\""
    let more = attributes.isEmpty ? "" : " " + attributes
    lines.append(
      "<text x=\"\(x)\" y=\"\(baseline)\" font-size=\"\(size)\"\(place) fill=\"\(colour)\"\(more)>\(text.singleLine.markup)</text>")
  }

  /// Slanted lines that fill a box, four pixels apart: tells it from others in black and white.
  mutating func hatch(_ box: PixelBox, _ attributes: String) {
    var offset: Pixels = 4
    while offset < box.width + box.height {
      let from = PixelPoint(x: box.left + max(0, offset - box.height), y: box.top + min(offset, box.height))
      let to = PixelPoint(x: box.left + min(offset, box.width), y: box.top + max(0, offset - box.width))
      line(PixelLine(from: from, to: to), attributes)
      offset += 4
    }
  }

  /// What follows until `body` ends belongs together.
  mutating func group(_ attributes: String, _ body: (inout SVGCanvas) -> Void) {
    var inner = SVGCanvas()
    body(&inner)
    if !inner.lines.isEmpty { lines += ["<g \(attributes)>"] + inner.lines + ["</g>"] }
  }

  /// Draws only what lies in `box`.
  mutating func clipped(to box: PixelBox, _ body: (inout SVGCanvas) -> Void) {
    var inner = SVGCanvas()
    body(&inner)
    guard !inner.lines.isEmpty else { return }
    let view = "\(box.left) \(box.top) \(box.width) \(box.height)"
    lines +=
      ["<svg x=\"\(box.left)\" y=\"\(box.top)\" width=\"\(box.width)\" height=\"\(box.height)\" viewBox=\"\(view)\">"] + inner.lines
      + ["</svg>"]
  }

  /// A standalone document in UTF-8 (SVG 1.1), which may also stand inside an HTML page.
  func document(_ view: PixelBox, title: String, description: String, language: Language) -> String {
    let size = "width=\"\(view.width)\" height=\"\(view.height)\" viewBox=\"\(view.left) \(view.top) \(view.width) \(view.height)\""
    let head = [
      "<svg xmlns=\"http://www.w3.org/2000/svg\" \(size) role=\"img\" lang=\"\(language.tag)\" xml:lang=\"\(language.tag)\""
        + " font-family=\"\(SVGCanvas.fonts)\">",
      "<title>\(title.singleLine.markup)</title>", "<desc>\(description.singleLine.markup)</desc>",
      "<rect x=\"\(view.left)\" y=\"\(view.top)\" width=\"\(view.width)\" height=\"\(view.height)\" fill=\"#fff\"/>",
    ]
    return (head + lines + ["</svg>", ""]).joined(separator: "\n")
  }
}
