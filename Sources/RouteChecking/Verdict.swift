/// What the checker found: every violation, and every cost recomputed.
public struct Verdict: Sendable {
  public internal(set) var violations: [Violation] = []
  /// Tasks that nobody does, by position, whether they were said to be or not.
  public internal(set) var unserved: [Int] = []
  public internal(set) var vehicles = 0
  public internal(set) var metres = 0.0
  /// Shortest time from start to end of each route at which nothing is later than it need be, added up.
  public internal(set) var seconds = 0.0
  public internal(set) var fixedCost = 0.0
  public internal(set) var distanceCost = 0.0
  public internal(set) var timeCost = 0.0
  public internal(set) var tolls = 0.0
  public internal(set) var onBoardCost = 0.0
  /// Of tasks that nobody does.
  public internal(set) var prizesLost = 0.0
  /// Sum of the priorities of tasks that nobody does and that have no prize.
  public internal(set) var missedPriority = 0

  public var total: Double { fixedCost + distanceCost + timeCost + tolls + onBoardCost + prizesLost }

  /// No rule is broken; jobs may be unserved.
  public var isSound: Bool { violations.isEmpty }
  /// No rule is broken and everything is done.
  public var isComplete: Bool { isSound && unserved.isEmpty }
}
