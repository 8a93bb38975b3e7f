/// Where the true value lies with so much confidence.
public struct ConfidenceInterval: Sendable, Hashable {
  public let mean: Double
  public let low: Double
  public let high: Double
  /// Above 0 and below 1.
  public let confidence: Double

  public var halfWidth: Double { (high - low) / 2 }

  public func contains(_ value: Double) -> Bool { low <= value && value <= high }

  /// Of a mean, by Student's t over independent observations, such as one figure of each replicate.
  ///
  /// This is also the interval for a share that each replicate has of many correlated things (the on-time share of a day's stops, which
  /// all drive through the same fog): the replicates are independent, the stops are not. Where all replicates agree its width is 0.
  public static func mean(of tally: Tally, confidence: Double = 0.95) throws(SimulationFault) -> ConfidenceInterval {
    try check(confidence)
    guard tally.count >= 2 else { throw .tooFew(.observations, tally.count, min: 2) }
    let t = StudentT.quantile(0.5 + confidence / 2, degrees: tally.count - 1)
    let halfWidth = t * (tally.variance / Double(tally.count)).squareRoot()
    return ConfidenceInterval(mean: tally.mean, low: tally.mean - halfWidth, high: tally.mean + halfWidth, confidence: confidence)
  }

  /// Of a share of independent yes-or-no outcomes (Wilson 1927; Brown, Cai, DasGupta 2001), such as in how many replicates all eggs
  /// were there by four. It stays within 0 and 1, and has a width where all outcomes are alike.
  public static func share(
    _ successes: Int, of count: Int, confidence: Double = 0.95
  ) throws(SimulationFault) -> ConfidenceInterval {
    try check(confidence)
    guard count >= 1 else { throw .tooFew(.observations, count, min: 1) }
    let n = Double(count)
    let share = Double(successes) / n
    guard 0...1 ~= share else { throw .notAShare(.value, share) }
    let z = NormalQuantile.of(0.5 + confidence / 2)
    let denominator = 1 + z * z / n
    let center = (share + z * z / (2 * n)) / denominator
    let halfWidth = z / denominator * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
    return ConfidenceInterval(
      mean: share, low: successes == 0 ? 0 : center - halfWidth, high: successes == count ? 1 : center + halfWidth,
      confidence: confidence)
  }

  /// Of the mean difference `second` - `first` of paired observations: the same replicates under two policies, with common random numbers.
  ///
  /// - Precondition: as many of one as of the other.
  public static func difference(
    of second: [Double], from first: [Double], confidence: Double = 0.95
  ) throws(SimulationFault) -> ConfidenceInterval {
    precondition(first.count == second.count, "observations without their pair")
    return try mean(of: Tally(zip(first, second).lazy.map { $1 - $0 }), confidence: confidence)
  }

  static func check(_ confidence: Double) throws(SimulationFault) {
    guard try finite(confidence, .confidence) > 0, confidence < 1 else { throw .notAShare(.confidence, confidence) }
  }
}
