/// A mark's name with a chip for each visit below it.
struct MapLabel: Sendable {
  struct Chip: Sendable {
    var tag: MapPicture.Tag
    var box: PixelBox
  }

  let lines: [String]
  let fontSize: Pixels
  let width: Pixels
  let height: Pixels
  /// From the label's corner.
  let chips: [Chip]

  private static let padding: Pixels = 2
  private static let chipHeight: Pixels = 15
  private static let chipFont: Pixels = 11
  private static let chipsPerLine = 5

  init(_ mark: MapPicture.Mark) {
    fontSize = mark.kind == .landmark ? 12 : mark.kind == .station ? 12 : 14
    lines = wrapped(mark.label.singleLine, widthMax: 10_000, linesMax: 2)
    var top = MapLabel.padding + (fontSize + 2) * lines.count
    var left = MapLabel.padding
    var right = lines.map { [fontSize] in Pixels(width: $0, fontSize: fontSize) }.max() ?? 0
    var chips: [Chip] = []
    for (index, tag) in mark.tags.enumerated() {
      if index > 0, index % MapLabel.chipsPerLine == 0 { (left, top) = (MapLabel.padding, top + MapLabel.chipHeight + 2) }
      let width = Pixels(width: tag.text.singleLine, fontSize: MapLabel.chipFont) + 6
      chips.append(Chip(tag: tag, box: PixelBox(left: left, top: top + 1, width: width, height: MapLabel.chipHeight)))
      left += width + 3
      right = max(right, left - 3 - MapLabel.padding)
    }
    self.chips = chips
    width = right + MapLabel.padding * 2
    height = top + (chips.isEmpty ? 0 : MapLabel.chipHeight + 2) + MapLabel.padding
  }

  /// - Parameter index: position of the mark, by which whoever reads the picture finds its label.
  func draw(_ box: PixelBox, _ index: Int, isPale: Bool, on canvas: inout SVGCanvas) {
    canvas.box(box, "fill=\"#fff\" fill-opacity=\"0.82\" data-label=\"\(index)\"", radius: 2)
    for (number, line) in lines.enumerated() {
      canvas.text(
        line, x: box.left + MapLabel.padding, baseline: box.top + MapLabel.padding + (fontSize + 2) * number + fontSize.scaled(90),
        size: fontSize,
        colour: isPale ? "#777" : "#111")
    }
    for chip in chips {
      let look = LineLook(chip.tag.route)
      let place = PixelBox(
        left: box.left + chip.box.left, top: box.top + chip.box.top, width: chip.box.width, height: chip.box.height)
      canvas.box(place, "fill=\"\(look.colour)\"", radius: 3)
      canvas.text(
        chip.tag.text, x: place.centre.x, baseline: place.bottom - 4, size: MapLabel.chipFont, .middle, colour: look.textColour,
        attributes: "font-weight=\"600\"")
    }
  }
}
