import Testing

@testable import Simulation

@Suite("Replicates")
struct ReplicatesTests {
  /// Mean waits in seconds of a queue of 300 customers whose server takes `pace` times as long.
  private func waits(_ count: Int, threads: Int = 1, seed: UInt64 = 1, pace: Double = 1) throws -> [Double] {
    let (gap, service) = (
      try ProbabilityDistribution.exponential(mean: 60_000),
      try ProbabilityDistribution.lognormal(mean: 45_000 * pace, coefficientOfVariation: 0.8)
    )
    return try Replicates(threads: threads).run(count) { replicate in
      Queue(servers: 1, gap: gap, service: service, customers: 300, seed: seed, replicate: replicate).statistics().waits.mean / 1_000
    }
  }

  @Test("give the same bytes on one thread and on several")
  func threads() throws {
    let one = try waits(40)
    for threads in [2, 3, 64] { #expect(try waits(40, threads: threads).map(\.bitPattern) == one.map(\.bitPattern)) }
    #expect(try waits(40, seed: 2) != one, "and others with another seed")
    #expect(Set(one).count == 40, "and each its own")
  }

  @Test("of a policy and itself differ by exactly nothing")
  func itself() throws {
    let interval = try ConfidenceInterval.difference(of: waits(20, threads: 2), from: waits(20))
    #expect(interval.mean == 0 && interval.low == 0 && interval.high == 0)
  }

  @Test("with common random numbers tell policies apart that others cannot")
  func commonRandomNumbers() throws {
    let (present, slower) = (try waits(30), try waits(30, pace: 1.01))
    let paired = try ConfidenceInterval.difference(of: slower, from: present)
    let unpaired = try ConfidenceInterval.difference(of: waits(30, seed: 2, pace: 1.01), from: present)
    #expect(paired.low > 0)
    #expect(unpaired.contains(0) && unpaired.halfWidth > 5 * paired.halfWidth)
  }

  @Test("go on until the interval is narrow enough, whatever the number of threads")
  func stopping() throws {
    let rule = try StoppingRule(halfWidth: .relative(0.1))
    let distribution = try ProbabilityDistribution.exponential(mean: 5)
    func run(_ threads: Int) throws -> [Double] {
      try Replicates(threads: threads).run(until: rule, of: { $0 }) { replicate in
        var stream = RandomStreams(seed: 1, replicate: replicate).stream(entity: 0, .services)
        return distribution.draw(from: &stream)
      }
    }
    let results = try run(1)
    // (1.96 / 0.0909)² where the standard deviation is the mean.
    #expect((300...700).contains(results.count) && results.count % 10 == 0, "\(results.count)")
    #expect(try run(3) == results)
    #expect(rule.isMet(by: Tally(results)) && !rule.isMet(by: Tally(results.dropLast(10))))
    #expect(!rule.isMet(by: Tally([5, 5, 5])), "too few, however alike")
  }

  @Test("end at the most there may be")
  func most() throws {
    let rule = try StoppingRule(halfWidth: .absolute(1e-9), least: 30, most: 47)
    let results = try Replicates().run(until: rule, of: { $0 }) { Double($0) }
    #expect(results == (0..<47).map { Double($0) })
  }
}
