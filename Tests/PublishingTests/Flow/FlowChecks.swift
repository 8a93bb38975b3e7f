import Testing

/// What must hold of every flow picture, judged from its SVG alone.
enum FlowChecks {
  static func check(_ svg: String, _ comment: Comment) throws {
    let picture = try SVGReading(svg)
    widthsAreProportional(picture, comment)
    bandsMeetTheirBars(picture, comment)
    nothingOverlaps(picture, comment)
    everythingIsInside(picture, comment)
  }

  /// Width = amount × scale ± half a hundredth for each of two links; never below one pixel, and that only where the share is.
  private static func widthsAreProportional(_ picture: SVGReading, _ comment: Comment) {
    guard let largest = picture.bands.max(by: { $0.fen < $1.fen }) else { return }
    for band in picture.bands {
      let excess = 2 * (Int128(band.width) * largest.fen - Int128(largest.width) * band.fen)
      let rounding = band.fen + largest.fen
      #expect(band.width >= 100, comment)
      #expect(band.width == 100 ? excess >= -rounding : abs(excess) <= rounding, comment)
    }
  }

  /// On either side of a bar its bands lie one beside the other, within the bar.
  private static func bandsMeetTheirBars(_ picture: SVGReading, _ comment: Comment) {
    for (node, bar) in picture.bars {
      let going = picture.bands.filter { $0.from == node }
      let coming = picture.bands.filter { $0.to == node }
      #expect(going.allSatisfy { $0.start.x == bar.right }, comment)
      #expect(coming.allSatisfy { $0.end.x == bar.left }, comment)
      for spans in [going.map { ($0.start.y, $0.width) }, coming.map { ($0.end.y, $0.width) }] {
        var free = bar.top
        for (top, width) in spans.sorted(by: { $0.0 < $1.0 }) {
          #expect(top >= free, "\(node) \(comment)")
          free = top + width
        }
        #expect(free <= bar.bottom, "\(node) \(comment)")
      }
    }
  }

  private static func nothingOverlaps(_ picture: SVGReading, _ comment: Comment) {
    let solid = picture.texts + picture.bars.values
    for (index, box) in solid.enumerated() {
      for other in solid[(index + 1)...] { #expect(!box.overlaps(other), "\(box) \(other) \(comment)") }
    }
    for level in picture.bands.flatMap(\.levels) {
      for bar in picture.bars.values { #expect(!level.overlaps(bar), "\(level) \(bar) \(comment)") }
    }
  }

  private static func everythingIsInside(_ picture: SVGReading, _ comment: Comment) {
    for box in picture.texts + picture.bars.values {
      #expect(
        box.left >= 0 && box.top >= 0 && box.right <= picture.picture.right && box.bottom <= picture.picture.bottom, "\(box) \(comment)")
    }
    for point in picture.bands.flatMap(\.points) {
      #expect(
        (0...picture.picture.right).contains(point.x) && (0...picture.picture.bottom).contains(point.y), "\(point) \(comment)")
    }
  }
}
