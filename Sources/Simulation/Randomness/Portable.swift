/// Elementary functions from additions, multiplications, divisions and square roots alone. IEEE 754 defines those to the last bit, and the C
/// library's functions differ between processors and versions; so the same seed gives the same bytes everywhere.
///
/// Polynomials are summed in pairs (Estrin 1960), since a draw waits for them: Horner's rule makes one chain of all steps.
public enum Portable {
  /// ln 2 in two parts. The first has 32 significant bits, so that its product with an exponent is exact.
  private static let ln2 = (high: 0x1.62e42feep-1, low: 0x1.a39ef35793c76p-33)

  /// Natural logarithm, within 1 ulp. Of 0: minus infinity; below: not a number.
  ///
  /// x = 2^k (1+f) with 1+f in [√½, √2), s = f/(2+f), ln(1+f) = 2 artanh s = f - f²/2 + s (f²/2 + R), as in Sun's fdlibm (1993); R is
  /// the series 2s²/3 + 2s⁴/5 + …, cut where it no longer counts.
  public static func log(_ x: Double) -> Double {
    guard x > 0, x < .infinity else { return x == 0 ? -.infinity : x > 0 ? x : .nan }
    let isSubnormal = x < .leastNormalMagnitude
    let bits = (isSubnormal ? x * 0x1p54 : x).bitPattern
    // So that the exponent steps at √½ instead of 1.
    let shifted = bits &+ (0x3FF0_0000_0000_0000 - 0x3FE6_A09E_0000_0000)
    let exponent = Double(Int(shifted >> 52) - 1023 - (isSubnormal ? 54 : 0))
    let f = Double(bitPattern: shifted & 0x000F_FFFF_FFFF_FFFF &+ 0x3FE6_A09E_0000_0000) - 1
    let s = f / (2 + f)
    let z = s * s
    let (z2, z4) = (z * z, (z * z) * (z * z))
    let low = (2.0 / 3 + z * (2.0 / 5)) + z2 * (2.0 / 7 + z * (2.0 / 9))
    let middle = (2.0 / 11 + z * (2.0 / 13)) + z2 * (2.0 / 15 + z * (2.0 / 17))
    let series = z * (low + z4 * (middle + z4 * (2.0 / 19 + z * (2.0 / 21))))
    let half = 0.5 * f * f
    return s * (half + series) + exponent * ln2.low - half + f + exponent * ln2.high
  }

  /// e^x, within 1 ulp: a power of two times a Taylor series on |r| ≤ ln2/2, whose reduction error is carried along.
  public static func exp(_ x: Double) -> Double {
    guard abs(x) < 746 else { return x > 0 ? .infinity : x < 0 ? 0 : .nan }
    // Adding and taking away 1.5·2^52 rounds to a whole number.
    let power = (x * 0x1.71547652b82fep0 + 0x1.8p52) - 0x1.8p52
    let rest = x - power * ln2.high
    let correction = power * ln2.low
    let r = rest - correction
    let tail = (rest - r) - correction
    let (r2, r4) = (r * r, (r * r) * (r * r))
    let low = (1.0 / 2 + r * (1.0 / 6)) + r2 * (1.0 / 24 + r * (1.0 / 120))
    let middle = (1.0 / 720 + r * (1.0 / 5_040)) + r2 * (1.0 / 40_320 + r * (1.0 / 362_880))
    let top = (1.0 / 3_628_800 + r * (1.0 / 39_916_800)) + r2 * (1.0 / 479_001_600 + r * (1.0 / 6_227_020_800))
    let series = low + r4 * (middle + r4 * top)
    let result = 1 + (r + (tail + r2 * series))
    // In two steps, since 2^power alone may be no normal number.
    let half = Int(power) >> 1
    return result * powerOfTwo(half) * powerOfTwo(Int(power) - half)
  }

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
