import Testing

@testable import Simulation

/// Against queueing theory (Gross et al. 2008). Each check has its negative control: a server that is 5 % slower fails it.
@Suite("A queue")
struct TheoryTests {
  struct Kind: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let servers: Int
    let meanGap: Double
    let service: @Sendable (_ pace: Double) throws -> ProbabilityDistribution
    /// Milliseconds before service.
    let expectedWait: Double
  }

  private static let service = 60_000.0

  static func erlangC(servers c: Int, load a: Double) -> Double {
    var (term, sum) = (1.0, 1.0)
    for k in 1..<c {
      term *= a / Double(k)
      sum += term
    }
    let last = term * a / Double(c) * Double(c) / (Double(c) - a)
    return last / (sum + last)
  }

  static let kinds: [Kind] = [
    Kind(
      testDescription: "M/M/1", servers: 1, meanGap: service / 0.7, service: { try .exponential(mean: service * $0) },
      expectedWait: 0.7 / 0.3 * service),
    Kind(
      testDescription: "M/M/3", servers: 3, meanGap: service / 2.1, service: { try .exponential(mean: service * $0) },
      expectedWait: erlangC(servers: 3, load: 2.1) / (3 - 2.1) * service),
    Kind(
      testDescription: "M/D/1", servers: 1, meanGap: service / 0.8, service: { try .constant(service * $0) },
      expectedWait: 0.8 / 0.2 / 2 * service),
    Kind(
      testDescription: "M/G/1, lognormal", servers: 1, meanGap: service / 0.75,
      service: { try .lognormal(mean: service * $0, coefficientOfVariation: 0.5) }, expectedWait: 0.75 / 0.25 * (1 + 0.25) / 2 * service),
  ]

  /// 99 % of the mean wait, over 12 replicates that begin empty and forget their first tenth.
  private func interval(_ kind: Kind, pace: Double) throws -> ConfidenceInterval {
    let (gap, service) = (try ProbabilityDistribution.exponential(mean: kind.meanGap), try kind.service(pace))
    let waits = try Replicates(threads: 2).run(12) { replicate in
      Queue(
        servers: kind.servers, gap: gap, service: service, customers: 5_000 * kind.servers, warmUp: Int(kind.meanGap) * 500, seed: 11,
        replicate: replicate
      ).statistics().waits.mean
    }
    return try .mean(of: Tally(waits), confidence: 0.99)
  }

  @Test("makes people wait as long as Erlang, Pollaczek and Khinchine say", arguments: kinds)
  func waits(kind: Kind) throws {
    let interval = try interval(kind, pace: 1)
    #expect(interval.contains(kind.expectedWait), "\(interval) and \(kind.expectedWait)")
    #expect(interval.halfWidth < 0.2 * kind.expectedWait, "narrow enough to tell anything")
  }

  @Test("whose server is 5 % slower fails that check", arguments: kinds)
  func negativeControl(kind: Kind) throws {
    let interval = try interval(kind, pace: 1.05)
    #expect(!interval.contains(kind.expectedWait), "\(interval) and \(kind.expectedWait)")
  }

  @Test("keeps its server as busy as it is given work")
  func utilisation() throws {
    let gap = try ProbabilityDistribution.exponential(mean: TheoryTests.kinds[0].meanGap)
    let service = try ProbabilityDistribution.exponential(mean: TheoryTests.service)
    let shares = try Replicates(threads: 2).run(12) { replicate in
      Queue(
        servers: 1, gap: gap, service: service, customers: 4_000,
        seed: 5, replicate: replicate
      ).statistics().utilisation
    }
    let interval = try ConfidenceInterval.mean(of: Tally(shares), confidence: 0.99)
    #expect(interval.contains(0.7) && !interval.contains(0.7 * 1.05) && interval.halfWidth < 0.02, "\(interval)")
  }

  @Test("is in a steady state where the means of its batches no longer follow each other")
  func batches() throws {
    var (long, short) = (try BatchMeans(size: 1_500), try BatchMeans(size: 5))
    var waits = 0.0
    var (gaps, services) = (RandomStreams(seed: 3).stream(entity: 0, .arrivals), RandomStreams(seed: 3).stream(entity: 0, .services))
    let (gap, service) = (try ProbabilityDistribution.exponential(mean: 2), try ProbabilityDistribution.exponential(mean: 1))
    // Lindley 1952: the wait of the next one.
    for _ in 0..<60_000 {
      long.add(waits)
      short.add(waits)
      waits = max(0, waits + service.draw(from: &services) - gap.draw(from: &gaps))
    }
    #expect(abs(long.lagOneCorrelation) < 2 / 40.0.squareRoot() && short.lagOneCorrelation > 0.5)
    #expect(try long.interval(confidence: 0.99).contains(1))
    #expect(try short.interval(confidence: 0.99).halfWidth < long.interval(confidence: 0.99).halfWidth, "which is too narrow")
  }
}
