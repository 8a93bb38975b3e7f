/// What a plan costs, part by part. docs/ROUTING.md has the formula.
public struct PlanCost: Sendable, Hashable {
  /// Jobs that nobody does.
  public var unserved = 0
  /// Routes, i.e. vehicles used.
  public var vehicles = 0
  public var metres = 0
  /// From the start of each route, as late as it may be, to its end.
  public var seconds = 0
  public var fixedCost = 0
  public var distanceCost = 0
  public var timeCost = 0

  public init() {}

  /// Sum of the three parts.
  public var total: Int { fixedCost + distanceCost + timeCost }
}

/// What is minimised, level by level: a later level counts only where all earlier ones are equal.
public enum Objective: String, Sendable, CaseIterable {
  /// Unserved jobs, then cost.
  case distance
  /// Unserved jobs, then vehicles, then cost.
  case fleet

  /// The levels of a cost, first things first.
  public func levels(_ cost: PlanCost) -> [Int] {
    switch self {
    case .distance: [cost.unserved, cost.total]
    case .fleet: [cost.unserved, cost.vehicles, cost.total]
    }
  }
}
