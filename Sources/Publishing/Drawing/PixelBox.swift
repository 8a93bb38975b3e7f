struct PixelPoint: Sendable, Hashable {
  var x: Pixels
  var y: Pixels
}

/// A straight line between two points.
struct PixelLine: Sendable, Hashable {
  var from: PixelPoint
  var to: PixelPoint

  /// Whether the two cross at a point that is an end of neither.
  func crosses(_ other: PixelLine) -> Bool {
    side(other.from) * side(other.to) < 0 && other.side(from) * other.side(to) < 0
  }

  /// On which side of the line's continuation a point lies: -1, 0 or 1.
  func side(_ point: PixelPoint) -> Int {
    let (dx, dy) = (to.x.hundredths - from.x.hundredths, to.y.hundredths - from.y.hundredths)
    let (px, py) = (point.x.hundredths - from.x.hundredths, point.y.hundredths - from.y.hundredths)
    return Int((Int128(dx) * Int128(py) - Int128(dy) * Int128(px)).signum())
  }
}

/// A rectangle whose sides are level and upright.
struct PixelBox: Sendable, Hashable {
  var left: Pixels
  var top: Pixels
  var right: Pixels
  var bottom: Pixels

  init(left: Pixels, top: Pixels, width: Pixels, height: Pixels) {
    (self.left, self.top, right, bottom) = (left, top, left + width, top + height)
  }

  init(around point: PixelPoint, radius: Pixels) {
    (left, top, right, bottom) = (point.x - radius, point.y - radius, point.x + radius, point.y + radius)
  }

  var width: Pixels { right - left }
  var height: Pixels { bottom - top }
  var centre: PixelPoint { PixelPoint(x: (left + right) / 2, y: (top + bottom) / 2) }

  func overlaps(_ other: PixelBox) -> Bool { left < other.right && other.left < right && top < other.bottom && other.top < bottom }

  func contains(_ other: PixelBox) -> Bool {
    left <= other.left && top <= other.top && right >= other.right && bottom >= other.bottom
  }

  func grown(by margin: Pixels) -> PixelBox {
    PixelBox(left: left - margin, top: top - margin, width: width + margin * 2, height: height + margin * 2)
  }

  func union(_ other: PixelBox) -> PixelBox {
    let (left, top) = (min(left, other.left), min(top, other.top))
    return PixelBox(left: left, top: top, width: max(right, other.right) - left, height: max(bottom, other.bottom) - top)
  }

  /// The point of the box that is nearest to another.
  func nearest(to point: PixelPoint) -> PixelPoint {
    PixelPoint(x: min(max(point.x, left), right), y: min(max(point.y, top), bottom))
  }

  /// Whether a line comes into the box.
  func meets(_ line: PixelLine) -> Bool {
    guard min(line.from.x, line.to.x) < right, max(line.from.x, line.to.x) > left, min(line.from.y, line.to.y) < bottom,
      max(line.from.y, line.to.y) > top
    else { return false }
    // All corners on one side: it passes by. Asked so often that nothing is allocated here.
    let first = line.side(PixelPoint(x: left, y: top))
    return first == 0 || line.side(PixelPoint(x: right, y: top)) != first || line.side(PixelPoint(x: left, y: bottom)) != first
      || line.side(PixelPoint(x: right, y: bottom)) != first
  }
}
