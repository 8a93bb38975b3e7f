/// A distribution of numbers, made of checked parameters.
///
/// A draw is the quantile of one uniform number, so two runs with the same stream and different parameters draw the same rank; only Erlang
/// takes as many numbers as it has stages. What unit a draw has is that of the parameters.
public struct ProbabilityDistribution: Sendable, Hashable {
  enum Shape: Sendable, Hashable {
    case constant(Double)
    case uniform(low: Double, width: Double)
    case exponential(mean: Double)
    case normal(mean: Double, deviation: Double)
    /// Of the logarithm.
    case lognormal(mean: Double, deviation: Double)
    case triangular(low: Double, mode: Double, high: Double)
    case erlang(stages: Int, scale: Double)
    case bernoulli(Double)
    case table(DiscreteTable)
  }

  let shape: Shape
  public let mean: Double

  init(_ shape: Shape, mean: Double) {
    self.shape = shape
    self.mean = mean
  }

  public func draw(from stream: inout PhiloxStream) -> Double {
    switch shape {
    case .constant(let value): value
    case .uniform(let low, let width): low + width * stream.unit()
    case .exponential(let mean): -mean * Portable.log(1 - stream.unit())
    case .normal(let mean, let deviation): mean + deviation * NormalQuantile.of(stream.unit())
    case .lognormal(let mean, let deviation): Portable.exp(mean + deviation * NormalQuantile.of(stream.unit()))
    case .triangular(let low, let mode, let high): ProbabilityDistribution.triangular(low, mode, high, at: stream.unit())
    case .erlang(let stages, let scale): ProbabilityDistribution.erlang(stages, scale, &stream)
    case .bernoulli(let probability): stream.unit() > 1 - probability ? 1 : 0
    case .table(let table): table.quantile(stream.unit())
    }
  }

  /// A draw, taken for a duration in milliseconds: rounded to the nearest, and 0 where it is negative.
  public func drawMilliseconds(from stream: inout PhiloxStream) -> Milliseconds {
    Int(min(max(draw(from: &stream), 0), Double(EventKey.latest)) + 0.5)
  }

  /// A draw, taken for a whole number: rounded to the nearest.
  public func drawCount(from stream: inout PhiloxStream) -> Int { Int(draw(from: &stream).rounded()) }

  private static func triangular(_ low: Double, _ mode: Double, _ high: Double, at probability: Double) -> Double {
    let width = high - low
    return probability * width < mode - low
      ? low + (probability * width * (mode - low)).squareRoot() : high - ((1 - probability) * width * (high - mode)).squareRoot()
  }

  /// The sum of as many exponential numbers, by the logarithm of their product, sixteen at a time so that it stays a normal number.
  private static func erlang(_ stages: Int, _ scale: Double, _ stream: inout PhiloxStream) -> Double {
    var sum = 0.0
    var left = stages
    while left > 0 {
      var product = 1.0
      for _ in 0..<min(left, 16) { product *= 1 - stream.unit() }
      sum -= Portable.log(product)
      left -= 16
    }
    return sum * scale
  }
}
