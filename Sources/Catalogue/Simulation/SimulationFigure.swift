public import Messages

/// A figure that a simulated day is made with: how rough traffic is, how often vans break down. None is known of this county; each says
/// where it comes from, and between what it may well lie.
public struct SimulationFigure: Sendable, Hashable {
  /// ASCII, e.g. `travel.leg-cv`.
  public typealias ID = String

  public var id: ID
  public var name: Text
  /// All three in millionths of the unit.
  public var value: Int64
  public var low: Int64
  public var high: Int64
  /// E.g. `share`, `minutes`, `per-1000-km`.
  public var unit: String
  public var source: String

  public init(id: ID, name: Text, value: Int64, low: Int64, high: Int64, unit: String, source: String) {
    self.id = id
    self.name = name
    self.value = value
    self.low = low
    self.high = high
    self.unit = unit
    self.source = source
  }
}

/// Who bears what is lost on the way, by what became of it: `breakage`, `warmth`, `lateness`, `whim`.
public struct LossBearer: Sendable, Hashable {
  public var cause: String
  /// `farmer`, `hub`, `carrier` or `buyer`.
  public var bearer: String
  public var source: String

  public init(cause: String, bearer: String, source: String) {
    self.cause = cause
    self.bearer = bearer
    self.source = source
  }
}

/// What the county lays down for simulated days.
public struct SimulationTerms: Sendable, Hashable {
  public var figures: [SimulationFigure] = []
  public var bearers: [LossBearer] = []

  public init() {}

  public func figure(_ id: SimulationFigure.ID) -> SimulationFigure? { figures.first { $0.id == id } }
}
