import Simulation

/// The distributions that a day draws from, made of the figures once.
struct DayLaws: Sendable {
  /// Factors, each with the mean 1.
  let day: ProbabilityDistribution
  let road: ProbabilityDistribution
  let leg: ProbabilityDistribution
  let service: ProbabilityDistribution
  let fog: ProbabilityDistribution
  /// Milliseconds; driven until a vehicle breaks down, and until it is mended. Nil where none ever does.
  let untilBreakdown: ProbabilityDistribution?
  let repair: ProbabilityDistribution
  /// Nil where no road ever closes.
  let untilClosure: ProbabilityDistribution?
  let closure: ProbabilityDistribution
  let others: ProbabilityDistribution

  init(_ figures: DayFigures) throws(SimulationFault) {
    func factor(_ key: DayFigures.Key) throws(SimulationFault) -> ProbabilityDistribution {
      try .lognormal(mean: 1, coefficientOfVariation: figures[key])
    }
    func minutes(_ key: DayFigures.Key) -> Double { figures[key] * 60_000 }
    func gap(_ perSpan: Double, _ span: Double) throws(SimulationFault) -> ProbabilityDistribution? {
      perSpan > 0 ? try .exponential(mean: span / perSpan) : nil
    }
    day = try factor(.daySpread)
    road = try factor(.roadSpread)
    leg = try factor(.legSpread)
    service = try factor(.serviceSpread)
    fog = try .bernoulli(figures[.fogChance])
    untilBreakdown = try gap(figures[.breakdowns], 1000 * 3_600_000)
    repair = try .lognormal(mean: minutes(.repairMinutes), coefficientOfVariation: figures[.repairSpread])
    untilClosure = try gap(figures[.closures], 24 * 3_600_000)
    closure = try .lognormal(mean: minutes(.closureMinutes), coefficientOfVariation: figures[.closureSpread])
    others = try .exponential(mean: minutes(.othersMinutes))
  }
}
