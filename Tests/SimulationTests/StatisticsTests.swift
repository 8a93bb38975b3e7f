import Testing

@testable import Simulation

@Suite("Statistics")
struct StatisticsTests {
  @Test("of whole numbers are exact, however they are merged")
  func durations() {
    // Σ(x - mean)² of 1, 2, 3, 4, 10 is 50, however far they lie from 0.
    let far = 1 << 40
    let values = [1, 2, 3, 4, 10].map { $0 + far }
    var (whole, first, second) = (DurationTally(), DurationTally(), DurationTally())
    for value in values { whole.add(value) }
    for value in values.prefix(2) { first.add(value) }
    for value in values.dropFirst(2) { second.add(value) }
    second.merge(first)
    second.merge(DurationTally())
    #expect(whole == second)
    #expect(whole.variance == 12.5 && whole.mean == Double(far + 4) && whole.least == far + 1 && whole.largest == far + 10)
    #expect(DurationTally().mean == 0 && DurationTally().variance == 0)
    var negative = DurationTally()
    for value in [-3, -1] { negative.add(value) }
    #expect(negative.mean == -2 && negative.variance == 2 && negative.largest == -1)
  }

  @Test("of other numbers bear a large offset")
  func welford() {
    let tally = Tally([1, 2, 3, 4, 10].map { $0 + 1e9 })
    #expect(tally.mean == 1e9 + 4 && tally.variance == 12.5 && tally.least == 1e9 + 1 && tally.largest == 1e9 + 10)
    #expect(Tally().variance == 0 && Tally([3]).variance == 0)
  }

  @Test("over time weigh each value by how long it lasted")
  func timeWeighted() {
    var level = TimeWeighted(2, at: 100)
    level.set(5, at: 110)
    level.add(-5, at: 120)
    level.advance(to: 200)
    #expect(level.integral == 70 && level.mean == 0.7 && level.largest == 5)
    level.reset(at: 200)
    #expect(level.mean == 0 && level.largest == 0 && level.start == 200)
  }

  @Test("of quantiles lie between the nearest values, as in NumPy")
  func quantiles() throws {
    let quantiles = try Quantiles([15, 20, 35, 40, 50])
    #expect(try quantiles(0) == 15 && quantiles(1) == 50 && quantiles(0.5) == 35 && quantiles(0.4) == 29 && quantiles(0.05) == 16)
    #expect(try Quantiles([4])(0.95) == 4)
  }

  @Test("of a mean give Student's interval")
  func interval() throws {
    let interval = try ConfidenceInterval.mean(of: Tally([1, 2, 3, 4, 5]))
    #expect(abs(interval.halfWidth - 2.776445105198 * (2.5 / 5).squareRoot()) < 1e-9 && interval.mean == 3)
  }

  /// 7 of 10 by Wilson's formula, and Brown, Cai, DasGupta's reason for it: none of ten is no proof that there is none.
  @Test("of a share stay within 0 and 1 and have a width where all agree")
  func share() throws {
    let interval = try ConfidenceInterval.share(7, of: 10)
    #expect(abs(interval.low - 0.3967781) < 1e-6 && abs(interval.high - 0.8922087) < 1e-6 && interval.mean == 0.7)
    let none = try ConfidenceInterval.share(0, of: 10)
    #expect(none.low == 0 && abs(none.high - 0.2775328) < 1e-6)
    #expect(try ConfidenceInterval.share(10, of: 10).high == 1)
  }

  @Test("cover the true mean about as often as they say", arguments: [0.8, 0.95])
  func coverage(confidence: Double) throws {
    let distribution = try ProbabilityDistribution.normal(mean: 10, standardDeviation: 3)
    var covered = 0
    for sample in 0..<1_000 {
      var stream = RandomStreams(seed: 8).stream(entity: sample, .services)
      let tally = Tally((0..<6).map { _ in distribution.draw(from: &stream) })
      if try ConfidenceInterval.mean(of: tally, confidence: confidence).contains(10) { covered += 1 }
    }
    #expect(abs(Double(covered) / 1_000 - confidence) < 3.3 * (confidence * (1 - confidence) / 1_000).squareRoot(), "\(covered)")
  }
}
