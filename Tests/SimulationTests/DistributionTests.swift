import Foundation
import Messages
import Testing

@testable import Simulation

@Suite("A distribution")
struct DistributionTests {
  struct Known: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// With its mean and its coefficient of variation, or its bounds, times the factor.
    let make: @Sendable (_ factor: Double) throws -> ProbabilityDistribution
    /// The probability of a value or a lower one, by the C library's functions.
    let cumulative: @Sendable (Double) -> Double
  }

  static func normal(_ z: Double) -> Double { 0.5 * erfc(-z / 2.0.squareRoot()) }

  static let continuous: [Known] = [
    Known(testDescription: "uniform", make: { try .uniform(low: 2, high: 2 + 5 * $0) }, cumulative: { min(($0 - 2) / 5, 1) }),
    Known(testDescription: "exponential", make: { try .exponential(mean: 7 * $0) }, cumulative: { 1 - Foundation.exp(-$0 / 7) }),
    Known(
      testDescription: "normal", make: { try .normal(mean: 3 * $0, standardDeviation: 2) }, cumulative: { normal(($0 - 3) / 2) }),
    Known(
      testDescription: "lognormal", make: { try .lognormal(mean: 30 * $0, coefficientOfVariation: 0.5) },
      cumulative: { normal((Foundation.log($0 / 30) + Foundation.log(1.25) / 2) / Foundation.log(1.25).squareRoot()) }),
    Known(
      testDescription: "triangular", make: { try .triangular(low: 1, mode: 2, high: 4 * $0) },
      cumulative: { $0 < 2 ? ($0 - 1) * ($0 - 1) / 3 : 1 - max(4 - $0, 0) * max(4 - $0, 0) / 6 }),
    Known(
      testDescription: "Erlang", make: { try .erlang(stages: 2, mean: 4 * $0) },
      cumulative: { 1 - Foundation.exp(-$0 / 2) * (1 + $0 / 2) }),
  ]

  /// Of 50 classes that are alike: 49 degrees of freedom. One seed in a thousand goes beyond 85.4.
  private func chiSquare(_ known: Known, factor: Double, seed: UInt64) throws -> Double {
    let distribution = try known.make(factor)
    var stream = RandomStreams(seed: seed).stream(entity: 1, .services)
    var counts = [Int](repeating: 0, count: 50)
    let count = 10_000
    for _ in 0..<count { counts[min(Int(known.cumulative(distribution.draw(from: &stream)) * 50), 49)] += 1 }
    let expected = Double(count) / 50
    return counts.reduce(0) { $0 + (Double($1) - expected) * (Double($1) - expected) / expected }
  }

  @Test("draws what it says, by chi-square", arguments: continuous, [UInt64(1), 2, 3])
  func drawsWhatItSays(known: Known, seed: UInt64) throws { #expect(try chiSquare(known, factor: 1, seed: seed) < 85.4) }

  @Test("with 10 % more fails that check", arguments: continuous)
  func negativeControl(known: Known) throws { #expect(try chiSquare(known, factor: 1.1, seed: 1) > 85.4) }

  /// Classes below 5 expected are put together. Gives chi-square less its degrees of freedom, in its standard deviations.
  private func poissonExcess(mean: Double, asIf expectedMean: Double, seed: UInt64 = 1) throws -> Double {
    let distribution = try ProbabilityDistribution.poisson(mean: mean)
    var stream = RandomStreams(seed: seed).stream(entity: 1, .services)
    let count = 10_000
    var counts: [Int: Int] = [:]
    for _ in 0..<count { counts[distribution.drawCount(from: &stream), default: 0] += 1 }
    var (sum, classes, seen, expected) = (0.0, 0, 0, 0.0)
    for k in 0...Int(expectedMean + 12 * expectedMean.squareRoot() + 10) {
      expected += Double(count) * Foundation.exp(Double(k) * Foundation.log(expectedMean) - expectedMean - lgamma(Double(k) + 1))
      seen += counts[k] ?? 0
      guard expected >= 5 else { continue }
      sum += (Double(seen) - expected) * (Double(seen) - expected) / expected
      classes += 1
      (seen, expected) = (0, 0)
    }
    return (sum - Double(classes - 1)) / (2 * Double(classes - 1)).squareRoot()
  }

  @Test("of Poisson draws what it says, by chi-square, from rare to frequent", arguments: [0.3, 4, 12.5, 300, 5_000])
  func poisson(mean: Double) throws {
    #expect(try poissonExcess(mean: mean, asIf: mean) < 3.5)
    #expect(try poissonExcess(mean: mean * 1.1, asIf: mean) > 3.5, "10 % more")
  }

  @Test("of Poisson has nobody where nobody is expected, and bears a million")
  func poissonEnds() throws {
    var stream = RandomStreams(seed: 1).stream(entity: 1, .services)
    #expect(try ProbabilityDistribution.poisson(mean: 0).drawCount(from: &stream) == 0)
    #expect(abs(try ProbabilityDistribution.poisson(mean: 1e6).drawCount(from: &stream) - 1_000_000) < 5_000)
  }

  @Test("of values that were seen draws those, each as often as its weight")
  func empirical() throws {
    let distribution = try ProbabilityDistribution.empirical([30, 10, 20, 99], weights: [1, 2, 5, 0])
    #expect(abs(distribution.mean - 18.75) < 1e-12)
    var stream = RandomStreams(seed: 1).stream(entity: 1, .services)
    var counts: [Double: Int] = [:]
    for _ in 0..<8_000 { counts[distribution.draw(from: &stream), default: 0] += 1 }
    #expect(Set(counts.keys) == [10, 20, 30])
    #expect(abs(counts[20]! - 5_000) < 150 && abs(counts[10]! - 2_000) < 130)
    #expect(try ProbabilityDistribution.empirical([7]).draw(from: &stream) == 7)
  }

  @Test("of yes and no says yes as often as it should, and to whoever says it at less")
  func bernoulli() throws {
    var (few, many) = (0, 0)
    for entity in 0..<4_000 {
      var (first, second) = (
        RandomStreams(seed: 1).stream(entity: entity, .services), RandomStreams(seed: 1).stream(entity: entity, .services)
      )
      let (rare, frequent) = (
        try ProbabilityDistribution.bernoulli(0.2).drawCount(from: &first),
        try ProbabilityDistribution.bernoulli(0.6).drawCount(from: &second)
      )
      #expect(rare <= frequent)
      few += rare
      many += frequent
    }
    #expect(abs(few - 800) < 90 && abs(many - 2_400) < 110)
    var stream = RandomStreams(seed: 1).stream(entity: 0, .services)
    #expect(
      try ProbabilityDistribution.bernoulli(0).draw(from: &stream) == 0 && ProbabilityDistribution.bernoulli(1).draw(from: &stream) == 1)
  }

  @Test("draws the same rank from the same stream under other parameters")
  func sameRank() throws {
    let slower: [(ProbabilityDistribution, ProbabilityDistribution)] = [
      (try .exponential(mean: 3), try .exponential(mean: 4)), (try .poisson(mean: 10), try .poisson(mean: 11)),
      (try .lognormal(mean: 3, coefficientOfVariation: 0.4), try .lognormal(mean: 3.3, coefficientOfVariation: 0.4)),
      (try .uniform(low: 1, high: 2), try .uniform(low: 1, high: 3)), (try .erlang(stages: 3, mean: 1), try .erlang(stages: 3, mean: 2)),
    ]
    for (fast, slow) in slower {
      var (first, second) = (RandomStreams(seed: 9).stream(entity: 1, .services), RandomStreams(seed: 9).stream(entity: 1, .services))
      for _ in 0..<500 { #expect(fast.draw(from: &first) <= slow.draw(from: &second)) }
    }
  }

  @Test("as a duration is whole milliseconds, never below 0")
  func milliseconds() throws {
    var stream = RandomStreams(seed: 1).stream(entity: 1, .services)
    #expect(try ProbabilityDistribution.constant(12.5).drawMilliseconds(from: &stream) == 13)
    #expect(try ProbabilityDistribution.constant(-4).drawMilliseconds(from: &stream) == 0)
    #expect(try ProbabilityDistribution.constant(1e300).drawMilliseconds(from: &stream) == Kernel<Int>.endOfTime)
  }

  @Test("of arrivals by the hour has as many in each hour as it should, and none behind the last")
  func hourly() throws {
    let arrivals = try HourlyArrivals(ratesPerHour: [2, 0, 10, 4], start: 8 * HourlyArrivals.hour)
    var counts = [Int](repeating: 0, count: 4)
    for day in 0..<500 {
      var stream = RandomStreams(seed: 1, replicate: day).stream(entity: 0, .arrivals)
      var now = 0
      while let next = arrivals.next(after: now, from: &stream) {
        #expect(next >= now)
        now = next
        counts[min(now / HourlyArrivals.hour - 8, 3)] += 1
      }
    }
    #expect(arrivals.mean == 16 && counts[1] == 0)
    for (hour, expected) in [(0, 1_000), (2, 5_000), (3, 2_000)] {
      #expect(abs(Double(counts[hour] - expected)) < 3.3 * Double(expected).squareRoot(), "\(hour): \(counts[hour])")
    }
  }

  static let wrong: [(String, @Sendable () throws -> Any)] = [
    ("E-SIM-002", { try ProbabilityDistribution.exponential(mean: 0) }),
    ("E-SIM-002", { try ProbabilityDistribution.exponential(mean: -1) }),
    ("E-SIM-001", { try ProbabilityDistribution.exponential(mean: .nan) }),
    ("E-SIM-001", { try ProbabilityDistribution.exponential(mean: .infinity) }),
    ("E-SIM-001", { try ProbabilityDistribution.lognormal(mean: .nan, coefficientOfVariation: 1) }),
    ("E-SIM-002", { try ProbabilityDistribution.lognormal(mean: 0, coefficientOfVariation: 1) }),
    ("E-SIM-003", { try ProbabilityDistribution.lognormal(mean: 1, coefficientOfVariation: -0.1) }),
    ("E-SIM-006", { try ProbabilityDistribution.lognormal(mean: 1, coefficientOfVariation: 1e9) }),
    ("E-SIM-003", { try ProbabilityDistribution.normal(mean: 1, standardDeviation: -1) }),
    ("E-SIM-001", { try ProbabilityDistribution.constant(.nan) }),
    ("E-SIM-005", { try ProbabilityDistribution.uniform(low: 2, high: 2) }),
    ("E-SIM-005", { try ProbabilityDistribution.triangular(low: 1, mode: 5, high: 4) }),
    ("E-SIM-009", { try ProbabilityDistribution.erlang(stages: 0, mean: 1) }),
    ("E-SIM-006", { try ProbabilityDistribution.erlang(stages: 1_001, mean: 1) }),
    ("E-SIM-003", { try ProbabilityDistribution.poisson(mean: -1) }), ("E-SIM-006", { try ProbabilityDistribution.poisson(mean: 2e6) }),
    ("E-SIM-004", { try ProbabilityDistribution.bernoulli(1.5) }), ("E-SIM-001", { try ProbabilityDistribution.bernoulli(.nan) }),
    ("E-SIM-007", { try ProbabilityDistribution.empirical([]) }),
    ("E-SIM-008", { try ProbabilityDistribution.empirical([1, 2], weights: [1]) }),
    ("E-SIM-003", { try ProbabilityDistribution.empirical([1, 2], weights: [1, -1]) }),
    ("E-SIM-002", { try ProbabilityDistribution.empirical([1, 2], weights: [0, 0]) }),
    ("E-SIM-001", { try ProbabilityDistribution.empirical([.nan]) }),
    ("E-SIM-003", { try HourlyArrivals(ratesPerHour: [1, -1]) }), ("E-SIM-007", { try HourlyArrivals(ratesPerHour: []) }),
    ("E-SIM-006", { try HourlyArrivals(ratesPerHour: [1e9]) }),
    ("E-SIM-001", { try ProbabilityDistribution.uniform(low: -1e308, high: 1e308) }),
    ("E-SIM-009", { try Replicates().run(0) { _ in 0 } }), ("E-SIM-009", { try Replicates(threads: 0) }),
    ("E-SIM-006", { try Replicates(threads: 5_000) }), ("E-SIM-010", { try ConfidenceInterval.mean(of: Tally([1])) }),
    ("E-SIM-004", { try ConfidenceInterval.mean(of: Tally([1, 2]), confidence: 1) }),
    ("E-SIM-010", { try ConfidenceInterval.share(0, of: 0) }), ("E-SIM-004", { try ConfidenceInterval.share(3, of: 2) }),
    ("E-SIM-007", { try Quantiles([]) }), ("E-SIM-001", { try Quantiles([.nan]) }), ("E-SIM-004", { try Quantiles([1])(1.1) }),
    ("E-SIM-009", { try BatchMeans(size: 0) }), ("E-SIM-010", { try BatchMeans(size: 1).interval() }),
    ("E-SIM-002", { try StoppingRule(halfWidth: .relative(0)) }), ("E-SIM-010", { try StoppingRule(halfWidth: .absolute(1), least: 1) }),
    ("E-SIM-010", { try StoppingRule(halfWidth: .absolute(1), least: 40, most: 30) }),
    ("E-SIM-009", { try StoppingRule(halfWidth: .absolute(1), step: 0) }),
  ]

  @Test("and all else made of wrong figures is refused with a code", arguments: wrong.indices)
  func refused(index: Int) {
    let (code, make) = DistributionTests.wrong[index]
    let fault = #expect(throws: SimulationFault.self) { _ = try make() }
    #expect(fault?.code == code)
    #expect(fault?.text.zh.isEmpty == false && fault?.text.en.isEmpty == false)
  }
}
