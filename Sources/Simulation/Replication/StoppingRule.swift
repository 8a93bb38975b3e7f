/// When there are enough replicates: when the interval of the mean is narrow enough (Chow, Robbins 1965; Law 2015, section 9.4.1).
///
/// Such a rule stops sooner where the variance was underestimated by chance, so intervals cover a little less than they say; Chow and
/// Robbins prove it only for widths near 0. `least` replicates, 30 unless told, keep that small.
public struct StoppingRule: Sendable, Hashable {
  public enum Width: Sendable, Hashable {
    /// In the unit of the observations.
    case absolute(Double)
    /// As a share of the mean. For the true mean's share, the observed may be γ/(1+γ) of the observed mean (the same section).
    /// Never reached where the mean is 0, so differences between policies want an absolute one.
    case relative(Double)
  }

  public let width: Width
  public let confidence: Double
  public let least: Int
  public let most: Int
  /// Whether it is time to stop is asked each time so many more are done. It is part of the rule: the number of threads is not.
  public let step: Int

  /// - Parameters:
  ///   - width: half of the interval's.
  ///   - most: stops there however wide the interval is.
  public init(
    halfWidth width: Width, confidence: Double = 0.95, least: Int = 30, most: Int = 100_000, step: Int = 10
  ) throws(SimulationFault) {
    switch width {
    case .absolute(let value), .relative(let value): _ = try positive(value, .halfWidth)
    }
    try ConfidenceInterval.check(confidence)
    guard least >= 2 else { throw .tooFew(.replicates, least, min: 2) }
    guard most >= least else { throw .tooFew(.replicates, most, min: least) }
    guard step >= 1 else { throw .belowOne(.replicates, step) }
    self.width = width
    self.confidence = confidence
    self.least = least
    self.most = most
    self.step = step
  }

  /// Whether observations so far are enough.
  public func isMet(by tally: Tally) -> Bool {
    guard tally.count >= least, let interval = try? ConfidenceInterval.mean(of: tally, confidence: confidence) else { return false }
    return switch width {
    case .absolute(let value): interval.halfWidth <= value
    case .relative(let share): interval.halfWidth <= share / (1 + share) * abs(interval.mean)
    }
  }
}
