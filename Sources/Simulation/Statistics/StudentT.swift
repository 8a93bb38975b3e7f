/// Quantiles of Student's t distribution.
enum StudentT {
  /// From so many degrees of freedom on, an expansion takes the place of the sum.
  private static let manyDegrees = 200

  /// The t that is exceeded with probability 1 - `probability`; within 1e-8 of tables.
  ///
  /// - Parameter probability: between 0 and 1, both excluded.
  /// - Precondition: `degrees` is 1 or more.
  static func quantile(_ probability: Double, degrees: Int) -> Double {
    precondition(degrees >= 1)
    if probability == 0.5 { return 0 }
    if probability < 0.5 { return -quantile(1 - probability, degrees: degrees) }
    if degrees >= manyDegrees { return expansion(NormalQuantile.of(probability), Double(degrees)) }
    // Bisection: the sum is cheap, and never surprises.
    var (low, high) = (0.0, 1.0)
    while cumulative(high, degrees: degrees) < probability, high < 1e18 { (low, high) = (high, high * 2) }
    for _ in 0..<80 {
      let middle = (low + high) / 2
      if cumulative(middle, degrees: degrees) < probability { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  /// Abramowitz, Stegun 1964, 26.7.3 and 26.7.4: a finite sum for whole degrees of freedom.
  static func cumulative(_ t: Double, degrees: Int) -> Double {
    let n = Double(degrees)
    let cosineSquared = n / (n + t * t)
    let sine = t / (n + t * t).squareRoot()
    let isOdd = degrees % 2 == 1
    var term = isOdd ? cosineSquared.squareRoot() : 1
    var sum = degrees == 1 ? 0 : term
    var step = isOdd ? 2.0 : 1.0
    while step <= n - 3 {
      term *= step / (step + 1) * cosineSquared
      sum += term
      step += 2
    }
    let inside = isOdd ? (Portable.arcTangent(t / n.squareRoot()) + sine * sum) * 2 / .pi : sine * sum
    return 0.5 + inside / 2
  }

  /// Abramowitz, Stegun 1964, 26.7.5, from the normal quantile.
  private static func expansion(_ x: Double, _ n: Double) -> Double {
    let y = x * x
    let first = x * (y + 1) / 4
    let second = x * ((5 * y + 16) * y + 3) / 96
    let third = x * (((3 * y + 19) * y + 17) * y - 15) / 384
    let fourth = x * ((((79 * y + 776) * y + 1482) * y - 1920) * y - 945) / 92160
    return x + (first + (second + (third + fourth / n) / n) / n) / n
  }
}
