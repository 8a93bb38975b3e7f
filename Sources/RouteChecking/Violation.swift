/// A rule that a plan breaks: where, which, and by how much.
public struct Violation: Sendable, Hashable {
  public enum Rule: String, Sendable, CaseIterable {
    /// Service would begin after the window closes; seconds.
    case late
    /// The vehicle is back after its shift; seconds.
    case overtime
    /// More on board than the vehicle holds; in the dimension's unit.
    case overload
    /// A stop that is visited more than once; number of visits too many.
    case repeated
    /// A stop that belongs to no job, or that there is not.
    case unknownStop
    /// A job that is neither done nor said to be unserved.
    case missing
    /// A job that is said to be unserved and visited all the same.
    case servedAndUnserved
    /// A shipment's second stop comes before its first; positions on the route.
    case deliveredBeforePickup
    /// A shipment's stops are on two routes, or only one of them is visited.
    case divided
    /// More vehicles of a type than there are; vehicles.
    case tooManyVehicles
    /// A vehicle type that there is not.
    case unknownVehicle
    /// A leg that cannot be driven.
    case noWay
    /// Service begins between two of the stop's windows; seconds until the next opens.
    case outsideWindow
    /// The vehicle lacks a skill that the job needs.
    case skills
    /// Goods that may not be aboard together are.
    case goodsApart
    /// Goods are aboard for too long; seconds.
    case onBoardTooLong
    /// A pickup was made before a delivery of the same trip, where the vehicle's deliveries come first.
    case deliveriesFirst
    /// More trips than the vehicle may make; trips.
    case tooManyTrips
    /// A trip visits nothing, or the trips are not in the route's order.
    case tripWithoutStop
    /// A shipment is loaded in one trip and not handed over in it.
    case acrossTrips
    /// The vehicle leaves sooner than it can have loaded; seconds.
    case reloadTooShort
    /// A break that is due is not made; its seconds.
    case breakMissing
    /// A break begins outside its window; seconds.
    case breakOutsideWindow
    /// A break is shorter than it must be; seconds.
    case breakTooShort
    /// A pause that is not between two services.
    case pauseDuringService
    /// Driven for too long without a rest; seconds.
    case drivingTooLong
    /// Service begins before the vehicle can be there; seconds.
    case tooFast
    /// The vehicle leaves outside its shift, or not when and where it is under way; seconds.
    case departure
    /// The plan's hours are not as many as its stops and trips.
    case hoursMissing
    /// The route does not begin with the stops that are locked.
    case lockedStops
    /// A stop hands over or takes on what is not aboard this vehicle, or is aboard another.
    case notAboard
    /// A route under way that the plan does not continue, or twice, or with another vehicle.
    case begunRoute
  }

  /// Position of the route in the plan, or nil where it is about the whole plan.
  public let route: Int?
  /// Number of the stop, or nil.
  public let stop: Int?
  public let rule: Rule
  public let amount: Double

  public init(route: Int?, stop: Int?, rule: Rule, amount: Double) {
    self.route = route
    self.stop = stop
    self.rule = rule
    self.amount = amount
  }
}
