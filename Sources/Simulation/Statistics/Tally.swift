/// Count, mean, variance and extremes of numbers, one at a time (Welford 1962).
public struct Tally: Sendable, Hashable {
  public private(set) var count = 0
  /// 0 where there is none.
  public private(set) var mean = 0.0
  private var squaredDeviations = 0.0
  /// Infinity where there is none.
  public private(set) var least = Double.infinity
  /// Minus infinity where there is none.
  public private(set) var largest = -Double.infinity

  public init() {}

  public init(_ values: some Sequence<Double>) {
    for value in values { add(value) }
  }

  public mutating func add(_ value: Double) {
    count += 1
    let deviation = value - mean
    mean += deviation / Double(count)
    squaredDeviations += deviation * (value - mean)
    least = min(least, value)
    largest = max(largest, value)
  }

  /// Of the sample, with n-1; 0 where there are fewer than two.
  public var variance: Double { count > 1 ? squaredDeviations / Double(count - 1) : 0 }

  public var standardDeviation: Double { variance.squareRoot() }
}
