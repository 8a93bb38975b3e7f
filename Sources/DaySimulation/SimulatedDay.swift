public import Catalogue
import Simulation

/// A day that can be lived through as often as one likes: its script with the figures of the Catalogue.
public struct SimulatedDay: Sendable {
  public let script: DayScript
  public let figures: DayFigures
  let laws: DayLaws
  let losses: LossRule
  /// By shelf: customers at random over the hours in which the shop is open.
  let customers: [HourlyArrivals?]
  /// By place: somebody else's vehicles, over the hours of its ramp.
  let others: [HourlyArrivals?]

  /// - Throws: ``DayFault``, or `SimulationFault` where a figure makes no distribution.
  public init(_ script: DayScript, _ figures: DayFigures, _ terms: SimulationTerms) throws {
    self.script = script
    self.figures = figures
    laws = try DayLaws(figures)
    losses = try LossRule(terms)
    customers = try script.shelves.map { shelf in
      try SimulatedDay.arrivals(over: script.places[shelf.place].hours, perDay: figures[.demand] * Double(shelf.packs))
    }
    others = try script.places.map { place in
      let hours = SimulatedDay.hourCount(place.hours)
      return place.hasOthers ? try SimulatedDay.arrivals(over: place.hours, perDay: figures[.othersPerHour] * Double(hours)) : nil
    }
  }

  /// One replicate: the same for the same seed, number, policy and figures, on every machine.
  public func live(_ policy: Policy = .asPlanned, seed: UInt64, replicate: Int) -> DayOutcome {
    var simulator = Simulator(DayModel(self, policy: policy, seed: seed, replicate: replicate))
    simulator.run()
    simulator.model.outcome.events = simulator.kernel.eventsHandled
    return simulator.model.outcome
  }

  /// As ``live(_:seed:replicate:)``, telling each event before it happens: its hour and what it is.
  public func replay(
    _ policy: Policy = .asPlanned, seed: UInt64, replicate: Int, _ tell: (DayMoment) -> Void
  ) -> DayOutcome {
    var simulator = Simulator(DayModel(self, policy: policy, seed: seed, replicate: replicate))
    simulator.run { time, event in if let moment = DayMoment(event, at: time, script) { tell(moment) } }
    simulator.model.outcome.events = simulator.kernel.eventsHandled
    return simulator.model.outcome
  }

  private static func hourCount(_ hours: [Range<Milliseconds>]) -> Int {
    guard let first = hours.first, let last = hours.last else { return 0 }
    return (last.upperBound - first.lowerBound + HourlyArrivals.hour - 1) / HourlyArrivals.hour
  }

  private static func arrivals(over hours: [Range<Milliseconds>], perDay: Double) throws -> HourlyArrivals? {
    let count = hourCount(hours)
    guard count > 0, perDay > 0, let start = hours.first?.lowerBound else { return nil }
    return try HourlyArrivals(ratesPerHour: [Double](repeating: perDay / Double(count), count: count), start: start)
  }
}
