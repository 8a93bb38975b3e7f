/// What a plan is judged by: a problem in the checker's own words, in double precision. Whole numbers up to 2^53 are exact in it, so one
/// walk serves both integer problems and the Euclidean ones of the literature.
public struct CheckedCase: Sendable {
  public struct Visit: Sendable {
    public let number: Int
    public let place: Int
    public let open: Double
    public let close: Double
    public let service: Double

    public init(number: Int, place: Int, open: Double, close: Double, service: Double) {
      self.number = number
      self.place = place
      self.open = open
      self.close = close
      self.service = service
    }
  }

  public enum Task: Sendable {
    /// On board from the route's start to the visit.
    case bring(to: Int, load: [Double])
    /// On board from the visit to the route's end.
    case fetch(from: Int, load: [Double])
    /// On board from the first visit to the second.
    case carry(from: Int, to: Int, load: [Double])
  }

  public struct Vehicle: Sendable {
    public let count: Int
    public let capacity: [Double]
    public let start: Int
    public let end: Int
    public let open: Double
    public let close: Double
    public let fixedCost: Double
    public let costPerMetre: Double
    public let costPerSecond: Double
    /// Metres and seconds of a leg, nil where there is no way.
    public let leg: @Sendable (_ from: Int, _ to: Int) -> (metres: Double, seconds: Double)?

    public init(
      count: Int, capacity: [Double], start: Int, end: Int, open: Double, close: Double, fixedCost: Double = 0, costPerMetre: Double = 1,
      costPerSecond: Double = 0, leg: @escaping @Sendable (_ from: Int, _ to: Int) -> (metres: Double, seconds: Double)?
    ) {
      self.count = count
      self.capacity = capacity
      self.start = start
      self.end = end
      self.open = open
      self.close = close
      self.fixedCost = fixedCost
      self.costPerMetre = costPerMetre
      self.costPerSecond = costPerSecond
      self.leg = leg
    }
  }

  public let visits: [Visit]
  public let tasks: [Task]
  public let vehicles: [Vehicle]
  /// What it asks beyond windows and loads; nil for nothing.
  public let terms: CheckedTerms?

  public init(visits: [Visit], tasks: [Task], vehicles: [Vehicle], terms: CheckedTerms? = nil) {
    self.terms = terms
    self.visits = visits
    self.tasks = tasks
    self.vehicles = vehicles
  }
}
