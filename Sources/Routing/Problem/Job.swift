/// What is to be done as a whole or not at all. Stops are given by their position in ``Problem/stops``.
public struct Job: Sendable, Hashable {
  public enum Kind: Sendable, Hashable {
    /// Loaded at the vehicle's start, handed over at the stop.
    case delivery(at: Int)
    /// Taken on at the stop, carried to the vehicle's end.
    case pickup(at: Int)
    /// Taken on at the first stop and handed over at the second, by the same vehicle.
    case shipment(from: Int, to: Int)
  }

  public let kind: Kind
  /// One amount for each dimension of capacity: grams, boxes, cubic centimetres.
  public let load: [Int]

  public init(_ kind: Kind, load: [Int]) {
    self.kind = kind
    self.load = load
  }

  /// Its stops, in the order in which they must be visited.
  public var stops: [Int] {
    switch kind {
    case .delivery(let stop), .pickup(let stop): [stop]
    case .shipment(let from, let to): [from, to]
    }
  }
}
