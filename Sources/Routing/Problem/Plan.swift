/// Which vehicle visits which stops in which order, and which jobs nobody does.
public struct Plan: Sendable, Hashable {
  public struct Route: Sendable, Hashable {
    /// Position in ``Problem/vehicles``.
    public let vehicle: Int
    /// Positions in ``Problem/stops``, of all trips one after the other.
    public let stops: [Int]
    /// Positions in `stops` before which the vehicle comes back to its start and loads again, ascending.
    public let reloads: [Int]
    /// Position in ``Problem/begun`` of the route that it continues; such a route is there even where it has no stop left.
    public let begun: Int?
    /// Nil where the problem leaves no choice of times that would matter, or nobody has chosen yet.
    public let schedule: RouteSchedule?

    public init(vehicle: Int, stops: [Int], reloads: [Int] = [], begun: Int? = nil, schedule: RouteSchedule? = nil) {
      self.vehicle = vehicle
      self.stops = stops
      self.reloads = reloads
      self.begun = begun
      self.schedule = schedule
    }

    /// The stops, trip by trip.
    public var trips: [[Int]] {
      let bounds = [0] + reloads + [stops.count]
      return zip(bounds, bounds.dropFirst()).map { Array(stops[min($0, $1)..<$1]) }
    }
  }

  /// Without the vehicles that stay at home.
  public let routes: [Route]
  /// Positions in ``Problem/jobs``, ascending.
  public let unserved: [Int]

  public init(routes: [Route], unserved: [Int]) {
    self.routes = routes
    self.unserved = unserved
  }
}
