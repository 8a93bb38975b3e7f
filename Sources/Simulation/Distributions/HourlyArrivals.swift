/// Arrivals at random with a rate that changes from hour to hour: a Poisson process, piecewise homogeneous.
///
/// The next arrival is found by inverting the cumulative rate (Çinlar 1975, chapter 4): one random number each, where thinning (Lewis,
/// Shedler 1979) draws some in vain.
public struct HourlyArrivals: Sendable, Hashable {
  public static let hour: Milliseconds = 3_600_000
  /// Arrivals an hour, by hours from `start` on. Behind the last hour nobody comes.
  public let ratesPerHour: [Double]
  public let start: Milliseconds

  public init(ratesPerHour: [Double], start: Milliseconds = 0) throws(SimulationFault) {
    guard !ratesPerHour.isEmpty else { throw .noValues }
    for rate in ratesPerHour {
      // More than one a millisecond: time would hardly pass between them.
      guard try notNegative(rate, .ratePerHour) <= Double(HourlyArrivals.hour) else {
        throw .tooLarge(.ratePerHour, rate, max: Double(HourlyArrivals.hour))
      }
    }
    self.ratesPerHour = ratesPerHour
    self.start = start
  }

  /// How many are expected in all.
  public var mean: Double { ratesPerHour.reduce(0, +) }

  /// The next arrival, at `now` or later, to the millisecond; nil where nobody comes any more.
  public func next(after now: Milliseconds, from stream: inout PhiloxStream) -> Milliseconds? {
    var expected = -Portable.log(1 - stream.unit())
    var time = max(now, start)
    var hour = (time - start) / HourlyArrivals.hour
    while hour < ratesPerHour.count {
      let end = start + (hour + 1) * HourlyArrivals.hour
      let ratePerMillisecond = ratesPerHour[hour] / Double(HourlyArrivals.hour)
      let inThisHour = ratePerMillisecond * Double(end - time)
      if expected < inThisHour { return min(time + Int(expected / ratePerMillisecond + 0.5), end) }
      expected -= inThisHour
      time = end
      hour += 1
    }
    return nil
  }
}
