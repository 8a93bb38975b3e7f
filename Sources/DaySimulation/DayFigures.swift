public import Catalogue

/// The figures of `simulation.yaml` as the model reads them.
public struct DayFigures: Sendable, Hashable {
  /// Every figure that the model asks for, by its id in the Catalogue.
  public enum Key: String, Sendable, Hashable, CaseIterable {
    case daySpread = "travel.day-cv"
    case roadSpread = "travel.road-cv"
    case legSpread = "travel.leg-cv"
    case fogChance = "fog.chance"
    case fogSlowdown = "fog.slowdown"
    case fogUntil = "fog.until"
    case serviceSpread = "service.cv"
    case othersPerHour = "ramp.others"
    case othersMinutes = "ramp.others-minutes"
    case shopDocks = "ramp.docks"
    case depotDocks = "depot.docks"
    case breakdowns = "breakdown.rate"
    case repairMinutes = "breakdown.minutes"
    case repairSpread = "breakdown.cv"
    case closures = "closure.rate"
    case closureMinutes = "closure.minutes"
    case closureSpread = "closure.cv"
    case detour = "detour.times"
    case inspectionMinutes = "toll.inspection"
    case exemptionRefused = "toll.refused"
    case coolingMinutes = "box.cooling"
    case openMinutes = "box.open"
    case swing = "outside.swing"
    case pieceBreakage = "breakage.pieces"
    case weightBreakage = "breakage.weight"
    case refusal = "refusal.chance"
    case lateRefusal = "refusal.late"
    case demand = "demand.share"
    case patienceMinutes = "leave.minutes"
    case spares = "spare.count"
    case spareMinutes = "spare.minutes"
  }

  private var values: [Double]

  /// - Throws: ``DayFault`` where the Catalogue lacks a figure, or one is out of the range in which it means something.
  public init(_ terms: SimulationTerms) throws(DayFault) {
    values = []
    for key in Key.allCases {
      guard let figure = terms.figure(key.rawValue) else { throw .missingFigure(key.rawValue) }
      values.append(try DayFigures.checked(key, Double(figure.value) / 1_000_000))
    }
  }

  public subscript(key: Key) -> Double { values[DayFigures.position[key]!] }

  /// With one figure changed.
  public func with(_ key: Key, _ value: Double) throws(DayFault) -> DayFigures {
    var changed = self
    changed.values[DayFigures.position[key]!] = try DayFigures.checked(key, value)
    return changed
  }

  private static let position = Dictionary(uniqueKeysWithValues: Key.allCases.enumerated().map { ($1, $0) })

  private static func checked(_ key: Key, _ value: Double) throws(DayFault) -> Double {
    guard range(of: key).contains(value) else { throw .figureOutOfRange(key.rawValue, value) }
    return value
  }

  /// Where a figure means something.
  private static func range(of key: Key) -> ClosedRange<Double> {
    switch key {
    case .daySpread, .roadSpread, .legSpread, .serviceSpread, .repairSpread, .closureSpread: 0...3
    case .fogChance, .exemptionRefused, .pieceBreakage, .weightBreakage, .refusal, .lateRefusal: 0...1
    case .fogSlowdown, .detour: 1...10
    case .fogUntil: 0...24
    case .shopDocks, .depotDocks: 1...100
    case .othersMinutes, .repairMinutes, .closureMinutes, .coolingMinutes, .openMinutes: 0.1...1440
    case .inspectionMinutes, .patienceMinutes, .spareMinutes: 0...1440
    case .othersPerHour, .breakdowns, .closures: 0...1000
    case .swing: 0...20
    case .demand: 0...100
    case .spares: 0...100
    }
  }
}
