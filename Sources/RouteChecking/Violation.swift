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
