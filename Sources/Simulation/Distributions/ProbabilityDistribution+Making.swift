extension ProbabilityDistribution {
  /// Always the same number, of which no draw is used up.
  public static func constant(_ value: Double) throws(SimulationFault) -> ProbabilityDistribution {
    ProbabilityDistribution(.constant(try finite(value, .value)), mean: value)
  }

  /// Every number from `low` to `high` alike.
  public static func uniform(low: Double, high: Double) throws(SimulationFault) -> ProbabilityDistribution {
    _ = try (finite(low, .bound), finite(high, .bound))
    guard low < high else { throw .outOfOrder(low: low, mode: low, high: high) }
    _ = try finite(high - low, .bound)
    return ProbabilityDistribution(.uniform(low: low, width: high - low), mean: low + (high - low) / 2)
  }

  /// Times between events that come at random.
  public static func exponential(mean: Double) throws(SimulationFault) -> ProbabilityDistribution {
    ProbabilityDistribution(.exponential(mean: try positive(mean, .mean)), mean: mean)
  }

  public static func normal(mean: Double, standardDeviation: Double) throws(SimulationFault) -> ProbabilityDistribution {
    let deviation = try notNegative(standardDeviation, .standardDeviation)
    return ProbabilityDistribution(.normal(mean: try finite(mean, .mean), deviation: deviation), mean: mean)
  }

  /// The lognormal distribution with this mean and this coefficient of variation (standard deviation / mean) of the number itself, not
  /// of its logarithm: σ² = ln(1 + cv²), μ = ln mean - σ²/2.
  public static func lognormal(mean: Double, coefficientOfVariation: Double) throws(SimulationFault) -> ProbabilityDistribution {
    let ratio = try notNegative(coefficientOfVariation, .coefficientOfVariation)
    guard ratio <= 1000 else { throw .tooLarge(.coefficientOfVariation, ratio, max: 1000) }
    let center = Portable.log(try positive(mean, .mean))
    let variance = Portable.log(1 + ratio * ratio)
    return ProbabilityDistribution(.lognormal(mean: center - variance / 2, deviation: variance.squareRoot()), mean: mean)
  }

  /// Where no more is known than the least, the likeliest and the most.
  public static func triangular(low: Double, mode: Double, high: Double) throws(SimulationFault) -> ProbabilityDistribution {
    _ = try (finite(low, .bound), finite(mode, .bound), finite(high, .bound))
    guard low <= mode, mode <= high, low < high else { throw .outOfOrder(low: low, mode: mode, high: high) }
    return ProbabilityDistribution(.triangular(low: low, mode: mode, high: high), mean: (low + mode + high) / 3)
  }

  /// The sum of `stages` exponential numbers (a gamma distribution of a whole shape): coefficient of variation 1/√stages. Takes as many
  /// random numbers.
  public static func erlang(stages: Int, mean: Double) throws(SimulationFault) -> ProbabilityDistribution {
    guard stages >= 1 else { throw .belowOne(.shape, stages) }
    guard stages <= 1000 else { throw .tooLarge(.shape, Double(stages), max: 1000) }
    return ProbabilityDistribution(.erlang(stages: stages, scale: try positive(mean, .mean) / Double(stages)), mean: mean)
  }

  /// 1 with this probability, else 0. Who draws 1 at some probability draws it at any higher one.
  public static func bernoulli(_ probability: Double) throws(SimulationFault) -> ProbabilityDistribution {
    guard try finite(probability, .probability) >= 0, probability <= 1 else { throw .notAShare(.probability, probability) }
    return ProbabilityDistribution(.bernoulli(probability), mean: probability)
  }

  /// How many come at random where `mean` are expected; up to a million.
  public static func poisson(mean: Double) throws(SimulationFault) -> ProbabilityDistribution {
    guard try notNegative(mean, .mean) <= 1e6 else { throw .tooLarge(.mean, mean, max: 1e6) }
    return ProbabilityDistribution(.table(.poisson(mean: mean)), mean: mean)
  }

  /// One of the values, each as likely as its weight; all alike without weights.
  public static func empirical(_ values: [Double], weights: [Double]? = nil) throws(SimulationFault) -> ProbabilityDistribution {
    let weights = weights ?? Array(repeating: 1, count: values.count)
    guard !values.isEmpty else { throw .noValues }
    guard values.count == weights.count else { throw .weightCount(values: values.count, weights: weights.count) }
    for value in values { _ = try finite(value, .value) }
    for weight in weights { _ = try notNegative(weight, .weight) }
    let sum = try positive(weights.reduce(0, +), .sumOfWeights)
    let mean = zip(values, weights).reduce(0) { $0 + $1.0 * ($1.1 / sum) }
    // Ascending, so that a higher rank is a higher value.
    let pairs = zip(values, weights).sorted { $0.0 < $1.0 }
    return ProbabilityDistribution(.table(DiscreteTable(values: pairs.map(\.0), weights: pairs.map(\.1))), mean: mean)
  }
}

func finite(_ value: Double, _ parameter: SimulationFault.Parameter) throws(SimulationFault) -> Double {
  guard value.isFinite else { throw .notFinite(parameter) }
  return value
}

func positive(_ value: Double, _ parameter: SimulationFault.Parameter) throws(SimulationFault) -> Double {
  guard try finite(value, parameter) > 0 else { throw .notPositive(parameter, value) }
  return value
}

func notNegative(_ value: Double, _ parameter: SimulationFault.Parameter) throws(SimulationFault) -> Double {
  guard try finite(value, parameter) >= 0 else { throw .negative(parameter, value) }
  return value
}
