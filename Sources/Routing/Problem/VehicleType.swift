/// Vehicles that are alike, and how many there are.
public struct VehicleType: Sendable, Hashable {
  public let count: Int
  /// One bound for each dimension of load.
  public let capacity: [Int]
  /// Places (rows of the matrices) where a route starts and ends.
  public let start: Int
  public let end: Int
  /// A route starts at its opening or later and is back at its close at the latest.
  public let shift: TimeWindow
  /// What using one vehicle costs, in the unit of cost.
  public let fixedCost: Int
  public let costPerMetre: Int
  /// For every second from the start of a route to its end: driving, waiting and service.
  public let costPerSecond: Int
  /// Position in ``Problem/profiles``.
  public let profile: Int

  public init(
    count: Int, capacity: [Int], start: Int, end: Int, shift: TimeWindow, fixedCost: Int = 0, costPerMetre: Int = 1,
    costPerSecond: Int = 0, profile: Int = 0
  ) {
    self.count = count
    self.capacity = capacity
    self.start = start
    self.end = end
    self.shift = shift
    self.fixedCost = fixedCost
    self.costPerMetre = costPerMetre
    self.costPerSecond = costPerSecond
    self.profile = profile
  }
}
