/// Which vehicle visits which stops in which order, and which jobs nobody does.
public struct Plan: Sendable, Hashable {
  public struct Route: Sendable, Hashable {
    /// Position in ``Problem/vehicles``.
    public let vehicle: Int
    /// Positions in ``Problem/stops``.
    public let stops: [Int]

    public init(vehicle: Int, stops: [Int]) {
      self.vehicle = vehicle
      self.stops = stops
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
