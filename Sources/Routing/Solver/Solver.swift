/// Finds a plan for a problem, and goes on finding better ones until its time or its steps are over.
///
/// With the same seed, number of islands and limit of steps it gives the same plan on every machine and with any number of threads, unless
/// a time limit ends it first.
public struct Solver: Sendable {
  public struct Settings: Sendable {
    public var objective: Objective
    /// Seconds from `beganNanoseconds` to the end; nil for no limit.
    public var seconds: Double?
    /// Ruin-and-recreate steps of all islands together; nil for no limit.
    public var steps: Int?
    public var seed: UInt64
    /// Searches that start from different seeds and meet once.
    public var islands: Int
    public var threads: Int

    public init(
      objective: Objective = .distance, seconds: Double? = nil, steps: Int? = nil, seed: UInt64 = 1, islands: Int = 1, threads: Int = 1
    ) {
      self.objective = objective
      self.seconds = seconds
      self.steps = steps
      self.seed = seed
      self.islands = islands
      self.threads = threads
    }
  }

  /// How far a search is.
  public struct Progress: Sendable {
    public let island: Int
    public let steps: Int
    /// Cost of the island's best plan.
    public let bestCost: Int
    public let nanoseconds: Int64
    public var stepsPerSecond: Double { Double(steps) / (Double(max(nanoseconds, 1)) * 1e-9) }
  }

  public struct Result: Sendable {
    public let plan: Plan
    public let cost: PlanCost
    public let steps: Int
    public let nanoseconds: Int64
  }

  let problem: Problem
  let settings: Settings
  /// Nanoseconds since some fixed point; the search's only clock.
  let now: @Sendable () -> Int64
  let progress: @Sendable (Progress) -> Bool

  /// - Parameters:
  ///   - now: nanoseconds since some fixed point.
  ///   - progress: told from time to time how far an island is, on the island's thread; false ends the search with what it has.
  /// - Precondition: the settings give a limit of time or of steps, and at least one island and one thread.
  public init(
    _ problem: Problem, _ settings: Settings, now: @escaping @Sendable () -> Int64,
    progress: @escaping @Sendable (Progress) -> Bool = { _ in true }
  ) {
    precondition(settings.islands > 0 && settings.threads > 0)
    self.problem = problem
    self.settings = settings
    self.now = now
    self.progress = progress
  }

  /// Searches.
  ///
  /// - Parameters:
  ///   - given: a plan to begin with. The result is never worse; routes of it that break a rule are taken apart first.
  ///   - beganNanoseconds: when the time limit began to run; now where nil.
  public func solve(from given: Plan? = nil, beganNanoseconds: Int64? = nil) -> Result {
    let began = beganNanoseconds ?? now()
    // Each set is named here, so that the compiler makes a search of its own for it; through an existential type it would not.
    return switch Solver.rules(for: problem) {
    case .plain: Archipelago<Search<PlainRules>>(self, began: began).solve(from: given)
    case .pairs: Archipelago<Search<PairRules>>(self, began: began).solve(from: given)
    case .every: Archipelago<Search<EveryRule>>(self, began: began).solve(from: given)
    case .rich: Archipelago<RichSearch>(self, began: began).solve(from: given)
    }
  }

  enum Rules { case plain, pairs, every, rich }

  /// The smallest set of rules that covers a problem.
  static func rules(for problem: Problem) -> Rules {
    if problem.isRich { return .rich }
    let isSimple = problem.vehicles.count == 1 && problem.dimensions == 1 && problem.vehicles.allSatisfy { $0.costPerSecond == 0 }
    guard isSimple else { return .every }
    let kinds = problem.jobs.reduce(into: (deliveries: false, pickups: false, shipments: false)) { kinds, job in
      switch job.kind {
      case .delivery: kinds.deliveries = true
      case .pickup: kinds.pickups = true
      case .shipment: kinds.shipments = true
      }
    }
    return kinds.shipments || (kinds.deliveries && kinds.pickups) ? .pairs : .plain
  }
}
