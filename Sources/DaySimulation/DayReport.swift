public import Dispatching
public import Simulation

/// What replicates of a day come to: means with their confidence intervals, quantiles by stop.
public struct DayReport: Sendable {
  /// When work began at a stop, in milliseconds since midnight, over the replicates in which it did.
  public struct Stop: Sendable {
    public let run: DeliveryRun.ID
    /// Counted from 1.
    public let stop: Int
    public let place: String
    public let planned: Milliseconds
    public let median: Double
    public let p5: Double
    public let p95: Double
    /// Share of the replicates in which it was served at all.
    public let served: Double
  }

  public struct Loss: Sendable {
    public let bearer: Bearer
    public let grams: ConfidenceInterval
    public let fen: ConfidenceInterval
  }

  public let replicates: Int
  public let onTime: ConfidenceInterval
  public let cost: ConfidenceInterval
  public let tolls: ConfidenceInterval
  public let tollsSaved: ConfidenceInterval
  public let lifeLost: ConfidenceInterval
  public let losses: [Loss]
  public let utilisation: ConfidenceInterval
  /// Share of customers who found nothing.
  public let unserved: ConfidenceInterval
  public let stops: [Stop]
  public let events: Int
  /// The number of the replicate with the least on time; of equals the one that cost most.
  public let worst: Int

  /// - Parameter outcomes: two or more, by their number.
  public init(_ outcomes: [DayOutcome], of day: SimulatedDay) throws(SimulationFault) {
    func interval(_ figure: (DayOutcome) -> Double) throws(SimulationFault) -> ConfidenceInterval {
      try .mean(of: Tally(outcomes.lazy.map(figure)))
    }
    replicates = outcomes.count
    onTime = try interval(\.onTimeShare)
    cost = try interval { $0.cost + $0.tolls }
    tolls = try interval(\.tolls)
    tollsSaved = try interval(\.tollsSaved)
    lifeLost = try interval(\.lifeLostFen)
    utilisation = try interval(\.utilisation)
    unserved = try interval { $0.customers == 0 ? 0 : Double($0.unserved) / Double($0.customers) }
    var losses: [Loss] = []
    for bearer in Bearer.allCases {
      losses.append(
        Loss(bearer: bearer, grams: try interval { $0.lostGrams[bearer.rawValue] }, fen: try interval { $0.lostFen[bearer.rawValue] }))
    }
    self.losses = losses
    var stops: [Stop] = []
    for run in day.script.runs {
      for (index, visit) in run.visits.enumerated() {
        let begins = outcomes.compactMap { $0.begins[run.firstVisit + index].map(Double.init) }
        let quantiles = begins.isEmpty ? nil : try Quantiles(begins)
        func at(_ share: Double) throws(SimulationFault) -> Double { try quantiles?(share) ?? .nan }
        stops.append(
          Stop(
            run: run.id, stop: index + 1, place: day.script.places[visit.place].id, planned: visit.planned, median: try at(0.5),
            p5: try at(0.05), p95: try at(0.95), served: Double(begins.count) / Double(outcomes.count)))
      }
    }
    self.stops = stops
    events = outcomes.reduce(0) { $0 + $1.events }
    worst =
      outcomes.indices.min { (outcomes[$0].onTimeShare, -outcomes[$0].cost, $0) < (outcomes[$1].onTimeShare, -outcomes[$1].cost, $1) } ?? 0
  }
}
