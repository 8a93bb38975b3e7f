/// An exact ratio of two integers, e.g. 3/10; never a floating-point number.
public struct Share: Sendable, Hashable {
  public var numerator: Int64
  public var denominator: Int64

  /// - Precondition: `denominator > 0`.
  public init(_ numerator: Int64, over denominator: Int64) {
    precondition(denominator > 0)
    self.numerator = numerator
    self.denominator = denominator
  }

  /// Reads `30%`, `2.5%`, `3/10` or a plain decimal such as `0.3` (six places); nil for anything else.
  public init?(_ text: some StringProtocol) {
    if text.hasSuffix("%"), let value = Int64(decimal: text.dropLast(), places: 4) {
      self.init(value, over: 1_000_000)
    } else if let slash = text.firstIndex(of: "/"), let above = Int64(text[..<slash]),
      let below = Int64(text[text.index(after: slash)...]), below > 0
    {
      self.init(above, over: below)
    } else if let value = Int64(decimal: text, places: 6) {
      self.init(value, over: 1_000_000)
    } else {
      return nil
    }
  }

  /// This share of `whole`, rounded half away from zero.
  public func of(_ whole: Int64) throws(Overflow) -> Int64 {
    try whole.scaled(by: numerator, over: denominator)
  }

  /// E.g. `2.5%`, or `1/3` where that is no whole number of ten-thousandths of a per cent.
  public var percent: String {
    guard (Int128(numerator) * 1_000_000) % Int128(denominator) == 0 else { return "\(numerator)/\(denominator)" }
    let millionths = Int64(Int128(numerator) * 1_000_000 / Int128(denominator))
    let (whole, rest) = (millionths / 10_000, millionths % 10_000)
    guard rest > 0 else { return "\(whole)%" }
    let digits = String(10_000 + rest).dropFirst()
    return "\(whole).\(String(digits.reversed().drop { $0 == "0" }.reversed()))%"
  }

  /// The numerators of `shares` over their least common denominator.
  ///
  /// - Precondition: that fits, which it does for three denominators of up to ``denominatorMax``.
  public static func overOneDenominator(_ shares: [Share]) -> (numerators: [Int64], denominator: Int64) {
    let denominator = shares.reduce(Int64(1)) { $0 / greatestCommonDivisor($0, $1.denominator) * $1.denominator }
    return (shares.map { $0.numerator * (denominator / $0.denominator) }, denominator)
  }

  /// The largest denominator that a share of the Catalogue may have.
  public static let denominatorMax: Int64 = 1_000_000

  private static func greatestCommonDivisor(_ a: Int64, _ b: Int64) -> Int64 { b == 0 ? a : greatestCommonDivisor(b, a % b) }

  /// Compared exactly, as a ratio.
  public func isLess(than other: Share) -> Bool {
    Int128(numerator) * Int128(other.denominator) < Int128(other.numerator) * Int128(denominator)
  }
}
