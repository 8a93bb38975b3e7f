/// A pause that the driver must make once on the way, outside of any service: on the road, or before a service begins.
///
/// It is due on routes that leave before or when its window closes and come back after that.
public struct Break: Sendable, Hashable {
  /// When it must begin.
  public let window: TimeWindow
  public let seconds: Int

  public init(window: TimeWindow, seconds: Int) {
    self.window = window
    self.seconds = seconds
  }
}

/// How long may be driven without a rest, such as 4 hours and then 20 minutes (China, Regulation on the Implementation of the Road Traffic
/// Safety Law, article 62, item 7).
///
/// A rest is a standing of at least `restSeconds`: from the arrival at a stop to the end of its service, a reload, a break of that length
/// before or behind a leg, or a rest on the road, which the schedule makes when the longest time is reached.
public struct DrivingRule: Sendable, Hashable {
  public let longestSeconds: Int
  public let restSeconds: Int

  public init(longestSeconds: Int, restSeconds: Int) {
    self.longestSeconds = longestSeconds
    self.restSeconds = restSeconds
  }

  /// Article 62, item 7.
  public static let article62 = DrivingRule(longestSeconds: 4 * 3600, restSeconds: 20 * 60)
}
