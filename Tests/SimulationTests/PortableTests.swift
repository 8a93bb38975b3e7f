import Foundation
import Testing

@testable import Simulation

@Suite("Elementary functions")
struct PortableTests {
  /// How far `value` is from what `reference` says, in units in the last place of the reference.
  private func ulps(_ value: Double, _ reference: Double) -> Double { abs(value - reference) / reference.ulp }

  private func arguments(_ count: Int, _ make: (Double) -> Double) -> [Double] {
    var stream = RandomStreams(seed: 4).stream(entity: 0, .arrivals)
    return (0..<count).map { _ in make(stream.unit()) }
  }

  // The C library's are within half a unit and a little, so one unit here and there is one and a half between both.
  @Test("agree with the C library's within a unit in the last place")
  func accuracy() {
    var most = (log: 0.0, exp: 0.0, arcTangent: 0.0)
    for x in arguments(20_000, { $0 }) + arguments(10_000, { 0.7 + 0.7 * $0 }) + arguments(10_000, { Foundation.exp(1_400 * $0 - 700) }) {
      most.log = max(most.log, ulps(Portable.log(x), Foundation.log(x)))
    }
    for x in arguments(10_000, { 4 * $0 }) + arguments(1_000, { 1 / $0 }) {
      most.arcTangent = max(most.arcTangent, ulps(Portable.arcTangent(x), Foundation.atan(x)))
    }
    for x in arguments(20_000, { 4 * $0 - 2 }) + arguments(20_000, { 1_400 * $0 - 700 }) {
      most.exp = max(most.exp, ulps(Portable.exp(x), Foundation.exp(x)))
    }
    #expect(most.log <= 1 && most.exp <= 1 && most.arcTangent <= 6, "\(most)")
  }

  @Test("know the ends of the range")
  func ends() {
    #expect(Portable.log(1) == 0 && Portable.log(0) == -.infinity && Portable.log(.infinity) == .infinity)
    #expect(Portable.log(-1).isNaN && Portable.log(.nan).isNaN)
    #expect(ulps(Portable.log(.leastNonzeroMagnitude), Foundation.log(.leastNonzeroMagnitude)) <= 1)
    #expect(Portable.exp(0) == 1 && Portable.exp(-.infinity) == 0 && Portable.exp(.infinity) == .infinity && Portable.exp(.nan).isNaN)
    #expect(Portable.exp(710) == .infinity && Portable.exp(-746) == 0)
    #expect(ulps(Portable.exp(709.7), Foundation.exp(709.7)) <= 1 && ulps(Portable.exp(-740), Foundation.exp(-740)) <= 1)
  }

  /// By mpmath 1.3, 30 digits.
  @Test("turn probabilities into normal quantiles")
  func normal() {
    let table: [(Double, Double)] = [
      (1e-300, -37.047096299361199), (1e-20, -9.2623400897984076), (0.001, -3.0902323061678135), (0.02425, -1.9729610513118849),
      (0.075, -1.4395314709384560), (0.3, -0.52440051270804078), (0.925, 1.4395314709384560), (0.975, 1.9599639845400542),
      (1e-7, -5.1993375821928169),
    ]
    for (probability, expected) in table { #expect(abs(NormalQuantile.of(probability) / expected - 1) < 4e-15, "\(probability)") }
    #expect(NormalQuantile.of(0.5) == 0)
  }

  /// By SciPy 1.16's `stats.t.ppf`.
  @Test("turn probabilities into Student's t")
  func student() {
    let table: [(Double, Int, Double)] = [
      (0.975, 1, 12.706204736175), (0.95, 2, 2.919985580354), (0.975, 5, 2.570581835636), (0.995, 9, 3.249835541592),
      (0.975, 10, 2.228138851986), (0.95, 30, 1.697260886594), (0.975, 120, 1.979930405082), (0.975, 199, 1.971956544252),
      (0.975, 200, 1.971896223634), (0.995, 999, 2.580759637268), (0.9995, 3, 12.923978636688), (0.9995, 250, 3.329867205673),
      (0.6, 7, 0.263166861352),
    ]
    for (probability, degrees, expected) in table {
      #expect(abs(StudentT.quantile(probability, degrees: degrees) - expected) < 1e-8, "\(probability), \(degrees)")
      #expect(abs(StudentT.quantile(1 - probability, degrees: degrees) + expected) < 1e-8)
    }
    #expect(StudentT.quantile(0.5, degrees: 4) == 0)
  }

  /// The bytes of one machine, which every other must give too.
  @Test("give the same bytes everywhere")
  func sameBytes() throws {
    var digest: UInt64 = 0xCBF2_9CE4_8422_2325
    var stream = RandomStreams(seed: 2020, replicate: 3).stream(entity: 7, .services)
    let shapes: [ProbabilityDistribution] = [
      try .exponential(mean: 3), try .lognormal(mean: 3, coefficientOfVariation: 0.7), try .normal(mean: -1, standardDeviation: 2),
      try .erlang(stages: 20, mean: 4), try .poisson(mean: 12.5), try .triangular(low: 1, mode: 2, high: 4),
    ]
    for number in 0..<6_000 {
      digest = (digest ^ shapes[number % shapes.count].draw(from: &stream).bitPattern) &* 0x100_0000_01B3
    }
    #expect(digest == 8_678_371_629_616_630_865, "\(digest)")
  }
}
