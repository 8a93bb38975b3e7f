import DaySimulation
import Dispatching
import Measures
import Simulation

/// What a simulated day comes to, as JSON. Times are seconds since midnight, money is fen.
struct SimulationView: Encodable {
  struct Interval: Encodable {
    var mean: Double
    var low: Double
    var high: Double

    init(_ interval: ConfidenceInterval) { (mean, low, high) = (interval.mean, interval.low, interval.high) }
  }

  struct Stop: Encodable {
    var run: String
    var stop: Int
    var place: String
    var planned: Double
    /// Nil where it was never served.
    var p5: Double?
    var p50: Double?
    var p95: Double?
    var served: Double
  }

  var replicates: Int
  var policy: String
  var onTime: Interval
  var stops: [Stop]
  var spoiledGrams: [String: Interval]
  var spoiledFen: [String: Interval]
  var lifeLostFen: Interval
  var costFen: Interval
  var tollsFen: Interval
  var tollsSavedFen: Interval
  var utilisation: Interval
  var unservedCustomers: Interval
  var worstReplicate: Int
  var events: Int
  var seconds: Double

  init(_ report: DayReport, _ day: SimulatedDay, _ policy: Policy, seconds: Double) {
    func time(_ milliseconds: Double) -> Double? { milliseconds.isFinite ? milliseconds / 1000 : nil }
    replicates = report.replicates
    self.policy = policy.description
    onTime = Interval(report.onTime)
    stops = report.stops.map {
      Stop(
        run: $0.run.description, stop: $0.stop, place: $0.place, planned: Double($0.planned) / 1000, p5: time($0.p5), p50: time($0.median),
        p95: time($0.p95), served: $0.served)
    }
    spoiledGrams = Dictionary(uniqueKeysWithValues: report.losses.map { ($0.bearer.name, Interval($0.grams)) })
    spoiledFen = Dictionary(uniqueKeysWithValues: report.losses.map { ($0.bearer.name, Interval($0.fen)) })
    lifeLostFen = Interval(report.lifeLost)
    costFen = Interval(report.cost)
    tollsFen = Interval(report.tolls)
    tollsSavedFen = Interval(report.tollsSaved)
    utilisation = Interval(report.utilisation)
    unservedCustomers = Interval(report.unserved)
    worstReplicate = report.worst
    events = report.events
    self.seconds = seconds
  }
}
