/// Vehicles that are alike, and how many there are.
public struct VehicleType: Sendable, Hashable {
  /// Those that are under way already (``Problem/begun``) included.
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
  /// A job needs a vehicle that has all of its bits.
  public let skills: UInt64
  /// How often it may leave its start; between two trips it comes back there and loads.
  public let trips: Int
  /// Seconds from coming back to the start to leaving it again, at least.
  public let reloadSeconds: Int
  /// Whether within a trip no pickup is made before the last delivery; shipments are not bound by it.
  public let deliveriesFirst: Bool
  /// In their order in time.
  public let breaks: [Break]
  public let driving: DrivingRule?
  /// By dimension of load: from which listed load aboard on tolls fall away, nil where the dimension does not count. Empty: they never do.
  ///
  /// On a leg nothing is paid where nothing unlisted is aboard and the listed load reaches the bound in one dimension at least.
  public let tollFree: [Int?]
  /// Whether it pays no tolls at all, as on a day when roads are free.
  public let freeOfTolls: Bool
  /// Whether goods keep in it as in the cold (``Job/longestOnBoardChilled``).
  public let isChilled: Bool

  public init(
    count: Int, capacity: [Int], start: Int, end: Int, shift: TimeWindow, fixedCost: Int = 0, costPerMetre: Int = 1,
    costPerSecond: Int = 0, profile: Int = 0, skills: UInt64 = 0, trips: Int = 1, reloadSeconds: Int = 0, deliveriesFirst: Bool = false,
    breaks: [Break] = [], driving: DrivingRule? = nil, tollFree: [Int?] = [], freeOfTolls: Bool = false,
    isChilled: Bool = false
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
    self.skills = skills
    self.trips = trips
    self.reloadSeconds = reloadSeconds
    self.deliveriesFirst = deliveriesFirst
    self.breaks = breaks
    self.driving = driving
    self.tollFree = tollFree
    self.freeOfTolls = freeOfTolls
    self.isChilled = isChilled
  }
}
