/// A route that is under way. What was driven and paid before is sunk: costs count from here on, and no fixed cost does.
public struct BegunRoute: Sendable, Hashable {
  /// Position in ``Problem/vehicles``.
  public let vehicle: Int
  /// Where the vehicle is, or will be next, and at which second.
  public let place: Int
  public let at: Int
  /// Jobs whose goods are aboard, by position in ``Problem/jobs``: this vehicle must deliver them, without visiting where they were loaded.
  public let aboard: [Int]
  /// When each of them was loaded; nil: at `at`.
  public let aboardSince: [Int]?
  /// Positions in ``Problem/stops`` that come first, in this order.
  public let locked: [Int]
  /// How long the driver has been at the wheel without a rest (``DrivingRule``) at `at`.
  public let drivenSeconds: Int

  public init(
    vehicle: Int, place: Int, at: Int, aboard: [Int] = [], aboardSince: [Int]? = nil, locked: [Int] = [], drivenSeconds: Int = 0
  ) {
    self.vehicle = vehicle
    self.place = place
    self.at = at
    self.aboard = aboard
    self.aboardSince = aboardSince
    self.locked = locked
    self.drivenSeconds = drivenSeconds
  }
}
