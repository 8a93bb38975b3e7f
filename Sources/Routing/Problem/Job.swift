/// What is to be done as a whole or not at all. Stops are given by their position in ``Problem/stops``.
public struct Job: Sendable, Hashable {
  public enum Kind: Sendable, Hashable {
    /// Loaded at the vehicle's start, handed over at the stop.
    case delivery(at: Int)
    /// Taken on at the stop, carried to the vehicle's end.
    case pickup(at: Int)
    /// Taken on at the first stop and handed over at the second, by the same vehicle in the same trip.
    case shipment(from: Int, to: Int)
  }

  public let kind: Kind
  /// One amount for each dimension of capacity: grams, boxes, cubic centimetres.
  public let load: [Int]
  /// What leaving it out costs, in the unit of cost; nil where it must be done if it can be.
  public let prize: Int?
  /// Of jobs that must be done, the plan that leaves out the smaller sum of priorities is better, whatever it costs.
  public let priority: Int
  /// Seconds that its goods may be aboard: from the departure of the stop where they are loaded (of the trip, for a delivery) to the
  /// beginning of service where they are unloaded (the end of the trip, for a pickup).
  public let longestOnBoard: Int?
  /// The same in a vehicle that is chilled; nil: as in any other.
  public let longestOnBoardChilled: Int?
  /// Cost of each of those seconds.
  public let costPerSecondOnBoard: Int
  /// Only a vehicle that has all of these bits can do it.
  public let skills: UInt64
  /// Class of goods, 0...63; ``Problem/apart`` says which may not be aboard together.
  public let goods: Int
  /// Whether the goods are such that tolls fall away for who carries enough of them and nothing else.
  public let isListed: Bool

  public init(
    _ kind: Kind, load: [Int], prize: Int? = nil, priority: Int = 1, longestOnBoard: Int? = nil, longestOnBoardChilled: Int? = nil,
    costPerSecondOnBoard: Int = 0, skills: UInt64 = 0, goods: Int = 0, isListed: Bool = false
  ) {
    self.kind = kind
    self.load = load
    self.prize = prize
    self.priority = priority
    self.longestOnBoard = longestOnBoard
    self.longestOnBoardChilled = longestOnBoardChilled
    self.costPerSecondOnBoard = costPerSecondOnBoard
    self.skills = skills
    self.goods = goods
    self.isListed = isListed
  }

  /// Its stops, in the order in which they must be visited.
  public var stops: [Int] {
    switch kind {
    case .delivery(let stop), .pickup(let stop): [stop]
    case .shipment(let from, let to): [from, to]
    }
  }
}
