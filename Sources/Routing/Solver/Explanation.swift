/// What stops a job on a vehicle, and the least that would have to change so that it fits there.
public struct Explanation: Sendable, Hashable {
  /// Where the job was tried.
  public enum Trial: Sendable, Hashable {
    /// On a route of the plan, by position.
    case route(Int)
    /// On a vehicle of a type that is not used yet, or, where all are, on one more of them.
    case vehicle(type: Int)
  }

  /// What is in the way. Stops, jobs and types are given by their position in the problem.
  public enum Constraint: Sendable, Hashable {
    /// No constraint: the plan just leaves it out.
    case none
    case window(stop: Int)
    case shift(type: Int)
    case capacity(dimension: Int)
    case skills(missing: UInt64)
    case longestOnBoard(job: Int)
    case goodsApart(job: Int)
    case deliveriesFirst
    case noWay
    /// All vehicles of the type are used.
    case vehicles(type: Int)
    /// A break or the driving rule.
    case rest
    /// The job has a prize, and serving it costs more.
    case prize
    /// The job's goods are aboard another vehicle, or it is locked there.
    case bound
  }

  /// What would let it in.
  public enum Relaxation: Sendable, Hashable {
    case windowOpensEarlier(stop: Int, seconds: Int)
    case windowClosesLater(stop: Int, seconds: Int)
    case capacity(dimension: Int, amount: Int)
    case longerShift(type: Int, seconds: Int)
    case longerOnBoard(job: Int, seconds: Int)
    case skills(UInt64)
    case goodsTogether(job: Int)
    case anotherVehicle(type: Int)
    case prize(amount: Int)
    /// Nothing has to change.
    case nothing
  }

  public let trial: Trial
  public let constraint: Constraint
  /// Nil where no single relaxation of those above lets it in.
  public let relaxation: Relaxation?
  /// Position in the route's stops behind which the job's first stop was tried, and what the route would cost more; nil where nothing fits.
  public let added: Int?

  public init(trial: Trial, constraint: Constraint, relaxation: Relaxation?, added: Int?) {
    self.trial = trial
    self.constraint = constraint
    self.relaxation = relaxation
    self.added = added
  }
}
