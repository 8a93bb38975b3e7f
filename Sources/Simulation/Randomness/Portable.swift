/// Elementary functions from additions, multiplications, divisions and square roots alone. IEEE 754 defines those to the last bit, and the C
/// library's functions differ between processors and versions; so the same seed gives the same bytes everywhere.
enum Portable {
  /// ln 2 in two parts. The first has 32 significant bits, so that its product with an exponent is exact.
  private static let ln2 = (high: 0x1.62e42feep-1, low: 0x1.a39ef35793c76p-33)

  /// Natural logarithm, within 1 ulp. Of 0: minus infinity; below: not a number.
  ///
  /// x = 2^k (1+f) with 1+f in [√½, √2), s = f/(2+f), ln(1+f) = 2 artanh s = f - f²/2 + s (f²/2 + R), as in Sun's fdlibm (1993); R is
  /// the series 2s²/3 + 2s⁴/5 + …, cut where it no longer counts.
  static func log(_ x: Double) -> Double {
    guard x > 0, x < .infinity else { return x == 0 ? -.infinity : x > 0 ? x : .nan }
    let isSubnormal = x < .leastNormalMagnitude
    let bits = (isSubnormal ? x * 0x1p54 : x).bitPattern
    // So that the exponent steps at √½ instead of 1.
    let shifted = bits &+ (0x3FF0_0000_0000_0000 - 0x3FE6_A09E_0000_0000)
    let exponent = Double(Int(shifted >> 52) - 1023 - (isSubnormal ? 54 : 0))
    let f = Double(bitPattern: shifted & 0x000F_FFFF_FFFF_FFFF &+ 0x3FE6_A09E_0000_0000) - 1
    let s = f / (2 + f)
    let z = s * s
    let w = z * z
    let odd = z * (2.0 / 3 + w * (2.0 / 7 + w * (2.0 / 11 + w * (2.0 / 15 + w * (2.0 / 19)))))
    let even = w * (2.0 / 5 + w * (2.0 / 9 + w * (2.0 / 13 + w * (2.0 / 17 + w * (2.0 / 21)))))
    let half = 0.5 * f * f
    return s * (half + (odd + even)) + exponent * ln2.low - half + f + exponent * ln2.high
  }

  /// e^x, within 1 ulp: a power of two times a Taylor series on |r| ≤ ln2/2, whose reduction error is carried along.
  static func exp(_ x: Double) -> Double {
    guard abs(x) < 746 else { return x > 0 ? .infinity : x < 0 ? 0 : .nan }
    // Adding and taking away 1.5·2^52 rounds to a whole number.
    let power = (x * 0x1.71547652b82fep0 + 0x1.8p52) - 0x1.8p52
    let high = x - power * ln2.high
    let low = power * ln2.low
    let r = high - low
    let tail = (high - r) - low
    var sum = 0.0
    for coefficient in reciprocalFactorials { sum = sum * r + coefficient }
    let result = 1 + (r + (tail + r * r * sum))
    // In two steps, since 2^power alone may be no normal number.
    let half = Int(power) >> 1
    return result * powerOfTwo(half) * powerOfTwo(Int(power) - half)
  }

  /// 1/13! to 1/2!.
  private static let reciprocalFactorials: [Double] = [
    1 / 6_227_020_800, 1 / 479_001_600, 1 / 39_916_800, 1 / 3_628_800, 1 / 362_880, 1 / 40_320, 1 / 5_040, 1 / 720, 1 / 120, 1 / 24, 1 / 6,
    1 / 2,
  ]

  @inline(__always) private static func powerOfTwo(_ exponent: Int) -> Double {
    Double(bitPattern: UInt64(truncatingIfNeeded: exponent &+ 1023) << 52)
  }

  /// Arc tangent, within 4 ulp: three times atan x = 2 atan(x / (1 + √(1+x²))), then the series.
  static func arcTangent(_ x: Double) -> Double {
    var t = x
    for _ in 0..<3 { t = t / (1 + (1 + t * t).squareRoot()) }
    let square = t * t
    var sum = 0.0
    for odd in stride(from: 25.0, through: 1.0, by: -2.0) { sum = 1 / odd - square * sum }
    return 8 * t * sum
  }
}
