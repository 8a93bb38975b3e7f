/// When a route does what, in seconds since the beginning of the plan.
public struct RouteSchedule: Sendable, Hashable {
  public struct Pause: Sendable, Hashable {
    public enum Reason: Sendable, Hashable {
      /// Position in ``VehicleType/breaks``.
      case ofBreak(Int)
      /// A rest on the road by ``VehicleType/driving``.
      case rest
    }

    public let reason: Reason
    public let begin: Int
    public let seconds: Int

    public init(_ reason: Reason, begin: Int, seconds: Int) {
      self.reason = reason
      self.begin = begin
      self.seconds = seconds
    }
  }

  /// By trip: when the vehicle leaves its start.
  public let departures: [Int]
  /// By stop: when service begins. It leaves as soon as the service is over.
  public let begins: [Int]
  /// By trip: when it is back.
  public let ends: [Int]
  /// In their order in time.
  public let pauses: [Pause]

  public init(departures: [Int], begins: [Int], ends: [Int], pauses: [Pause] = []) {
    self.departures = departures
    self.begins = begins
    self.ends = ends
    self.pauses = pauses
  }
}
