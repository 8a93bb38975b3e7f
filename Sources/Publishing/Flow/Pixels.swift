/// A length of the picture in hundredths of an SVG user unit, which is a CSS pixel: an integer, so that every machine draws the
/// same bytes.
struct Pixels: Sendable, Hashable, Comparable, ExpressibleByIntegerLiteral {
  var hundredths: Int64

  init(hundredths: Int64) { self.hundredths = hundredths }
  init(integerLiteral whole: Int64) { hundredths = whole * 100 }

  /// The width that `text` takes at a font size, rounded up.
  init(width text: String, fontSize: Pixels) { hundredths = (widthThousandths(text) * fontSize.hundredths + 999) / 1000 }

  static func < (a: Pixels, b: Pixels) -> Bool { a.hundredths < b.hundredths }
  static func + (a: Pixels, b: Pixels) -> Pixels { Pixels(hundredths: a.hundredths + b.hundredths) }
  static func - (a: Pixels, b: Pixels) -> Pixels { Pixels(hundredths: a.hundredths - b.hundredths) }
  static func * (a: Pixels, count: Int) -> Pixels { Pixels(hundredths: a.hundredths * Int64(count)) }
  /// Rounded towards zero.
  static func / (a: Pixels, divisor: Int64) -> Pixels { Pixels(hundredths: a.hundredths / divisor) }
  /// So many hundredths of it, rounded towards zero.
  func scaled(_ percent: Int64) -> Pixels { Pixels(hundredths: hundredths * percent / 100) }
  static func += (a: inout Pixels, b: Pixels) { a = a + b }
}

extension Pixels: CustomStringConvertible {
  /// As SVG writes it, with no more decimals than needed: `12`, `12.5`, `12.05`.
  var description: String {
    let magnitude = hundredths.magnitude
    let cents = magnitude % 100
    let decimals = cents == 0 ? "" : cents % 10 == 0 ? ".\(cents / 10)" : cents < 10 ? ".0\(cents)" : ".\(cents)"
    return "\(hundredths < 0 ? "-" : "")\(magnitude / 100)\(decimals)"
  }
}

extension Sequence<Pixels> {
  func sum() -> Pixels { reduce(0, +) }
}
