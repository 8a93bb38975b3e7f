/// Cuts one long run into batches and takes their means for independent observations (Law 2015, section 9.5.3).
///
/// Observations of one run are correlated; means of long batches hardly are. `lagOneCorrelation` tells whether they were long enough.
public struct BatchMeans: Sendable {
  private let size: Int
  private var open = Tally()
  public private(set) var means: [Double] = []

  /// - Parameter size: observations in a batch.
  public init(size: Int) throws(SimulationFault) {
    guard size >= 1 else { throw .belowOne(.observations, size) }
    self.size = size
  }

  /// What follows the last whole batch does not count.
  public mutating func add(_ value: Double) {
    open.add(value)
    guard open.count == size else { return }
    means.append(open.mean)
    open = Tally()
  }

  public func interval(confidence: Double = 0.95) throws(SimulationFault) -> ConfidenceInterval {
    guard means.count >= 2 else { throw .tooFew(.batches, means.count, min: 2) }
    return try .mean(of: Tally(means), confidence: confidence)
  }

  /// How much a batch says of the next: near 0 where batches are long enough, beyond ±2/√batches where they are not. 0 where all are alike.
  public var lagOneCorrelation: Double {
    let tally = Tally(means)
    guard tally.count > 1, tally.variance > 0 else { return 0 }
    let products = zip(means, means.dropFirst()).reduce(0.0) { $0 + ($1.0 - tally.mean) * ($1.1 - tally.mean) }
    return products / (tally.variance * Double(tally.count - 1))
  }
}
