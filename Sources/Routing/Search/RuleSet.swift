/// Which constraints a search must heed. The search is generic over it and compiled once for each of the sets below, so that a
/// plain problem does not pay for what it lacks: what a set denies is gone from its inner loops.
protocol RuleSet: Sendable {
  /// Shipments, whose two stops move together.
  static var pairs: Bool { get }
  /// Loads that rise and fall along a route; otherwise each route's load is one sum.
  static var mixedLoads: Bool { get }
  /// More than one dimension of load.
  static var manyDimensions: Bool { get }
  /// Vehicle types that travel or cost differently.
  static var manyTypes: Bool { get }
  /// Seconds that cost something.
  static var timeCost: Bool { get }
}

/// CVRP and VRPTW: deliveries alone (or pickups alone), one dimension, one vehicle type, distance counts.
enum PlainRules: RuleSet {
  static var pairs: Bool { false }
  static var mixedLoads: Bool { false }
  static var manyDimensions: Bool { false }
  static var manyTypes: Bool { false }
  static var timeCost: Bool { false }
}

/// PDPTW: shipments and single jobs, one dimension, one vehicle type, distance counts.
enum PairRules: RuleSet {
  static var pairs: Bool { true }
  static var mixedLoads: Bool { true }
  static var manyDimensions: Bool { false }
  static var manyTypes: Bool { false }
  static var timeCost: Bool { false }
}

/// Everything at once.
enum EveryRule: RuleSet {
  static var pairs: Bool { true }
  static var mixedLoads: Bool { true }
  static var manyDimensions: Bool { true }
  static var manyTypes: Bool { true }
  static var timeCost: Bool { true }
}
