import Catalogue

/// What becomes of goods that do not arrive as they should.
public enum LossCause: Int, Sendable, Hashable, CaseIterable {
  case breakage
  /// Less life left than the buyer asks for.
  case warmth
  case lateness
  /// Refused for no reason of ours.
  case whim

  public var name: String { "\(self)" }
}

/// Who bears a loss.
public enum Bearer: Int, Sendable, Hashable, CaseIterable {
  case farmer, hub, carrier, buyer

  public var name: String { "\(self)" }
}

/// Who bears what, by cause.
struct LossRule: Sendable {
  private let bearers: [Bearer]

  /// What the Catalogue says nothing of, the carrier bears.
  init(_ terms: SimulationTerms) throws(DayFault) {
    var bearers = [Bearer](repeating: .carrier, count: LossCause.allCases.count)
    for entry in terms.bearers {
      guard let cause = LossCause.allCases.first(where: { $0.name == entry.cause }),
        let bearer = Bearer.allCases.first(where: { $0.name == entry.bearer })
      else { throw .unknownBearer(cause: entry.cause, bearer: entry.bearer) }
      bearers[cause.rawValue] = bearer
    }
    self.bearers = bearers
  }

  func bearer(of cause: LossCause) -> Bearer { bearers[cause.rawValue] }
}
