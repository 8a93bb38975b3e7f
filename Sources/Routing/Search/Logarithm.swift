/// Natural logarithm and exponential from additions, multiplications and divisions alone, which IEEE 754 defines to the last bit. The C
/// library's differ between processors, and with them the whole course of a search.
enum Logarithm {
  private static let ln2 = 0.693_147_180_559_945_3

  /// ln x for a finite x > 0, within 1e-14: x = m·2^e with m in [√½, √2), and 2·artanh((m-1)/(m+1)) as a series.
  static func of(_ x: Double) -> Double {
    var exponent = x.exponent
    var mantissa = x.significand
    if mantissa > 1.414_213_562_373_095_1 {
      mantissa *= 0.5
      exponent += 1
    }
    let t = (mantissa - 1) / (mantissa + 1)
    let square = t * t
    var sum = 0.0
    for odd in stride(from: 21.0, through: 1.0, by: -2.0) { sum = sum * square + 1 / odd }
    return 2 * t * sum + Double(exponent) * ln2
  }

  /// e^x for |x| < 700, within 1e-14 relative: a power of two times a Taylor series on |r| ≤ ln2/2.
  static func exponential(_ x: Double) -> Double {
    let power = (x / ln2).rounded()
    let r = x - power * ln2
    var sum = 1.0
    for divisor in stride(from: 16.0, through: 1.0, by: -1.0) { sum = 1 + r / divisor * sum }
    return sum * Double(sign: .plus, exponent: Int(power), significand: 1)
  }
}
