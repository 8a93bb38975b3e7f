public import Simulation

/// Two policies on the same days: differences, replicate by replicate, of what common random numbers leave to the policy alone.
public struct DayComparison: Sendable {
  public let policy: Policy
  /// Second less first.
  public let onTime: ConfidenceInterval
  public let cost: ConfidenceInterval
  public let lost: ConfidenceInterval

  /// - Parameters:
  ///   - first: of the policy that the other is compared with.
  ///   - second: of `policy`, with the same seed and numbers.
  public init(_ policy: Policy, _ second: [DayOutcome], with first: [DayOutcome]) throws(SimulationFault) {
    func difference(_ figure: (DayOutcome) -> Double) throws(SimulationFault) -> ConfidenceInterval {
      try .difference(of: second.map(figure), from: first.map(figure))
    }
    self.policy = policy
    onTime = try difference(\.onTimeShare)
    cost = try difference { $0.cost + $0.tolls }
    lost = try difference { $0.lostFen.reduce(0, +) }
  }
}
