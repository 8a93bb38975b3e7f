/// What a plan costs, part by part. docs/ROUTING.md has the formula.
public struct PlanCost: Sendable, Hashable {
  /// Jobs that nobody does.
  public var unserved = 0
  /// Sum of the priorities of those among them that have no prize.
  public var missedPriority = 0
  /// Routes, i.e. vehicles used.
  public var vehicles = 0
  public var metres = 0
  /// From the start of each route, as late as it may be, to its end.
  public var seconds = 0
  public var fixedCost = 0
  public var distanceCost = 0
  public var timeCost = 0
  public var tolls = 0
  public var onBoardCost = 0
  /// Of jobs that nobody does.
  public var prizesLost = 0

  public init() {}

  /// Sum of all parts.
  public var total: Int { fixedCost + distanceCost + timeCost + tolls + onBoardCost + prizesLost }
}

/// What is minimised, level by level: a later level counts only where all earlier ones are equal.
public enum Objective: String, Sendable, CaseIterable {
  /// Priorities of unserved jobs, then cost.
  case distance
  /// Priorities of unserved jobs, then vehicles, then cost.
  case fleet

  /// The levels of a cost, first things first.
  public func levels(_ cost: PlanCost) -> [Int] {
    switch self {
    case .distance: [cost.missedPriority, cost.total]
    case .fleet: [cost.missedPriority, cost.vehicles, cost.total]
    }
  }
}
