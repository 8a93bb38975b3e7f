/// A vehicle routing problem: immutable, and sound once it exists.
public struct Problem: Sendable {
  public let name: String
  public let stops: [Stop]
  public let jobs: [Job]
  public let vehicles: [VehicleType]
  public let profiles: [TravelProfile]
  /// Pairs of classes of goods that may never be aboard at the same time, from loading to unloading.
  public let apart: [(Int, Int)]
  /// Routes under way, which the plan continues.
  public let begun: [BegunRoute]
  /// By stop: the job that it belongs to.
  let jobOfStop: [Int]

  /// Checks everything and throws all that is wrong at once.
  ///
  /// Within its bounds no sum of the search can overflow: a time, a leg's cost and a load stay below ``quantityMax``, so what is added up of
  /// two or three of them fits into 32 bits, and a plan's cost into 64.
  public init(
    name: String, stops: [Stop], jobs: [Job], vehicles: [VehicleType], profiles: [TravelProfile], apart: [(Int, Int)] = [],
    begun: [BegunRoute] = []
  ) throws(ProblemFaults) {
    self.name = name
    self.stops = stops
    self.jobs = jobs
    self.vehicles = vehicles
    self.profiles = profiles
    self.apart = apart
    self.begun = begun
    var jobOfStop = [Int](repeating: -1, count: stops.count)
    for (index, job) in jobs.enumerated() { for stop in job.stops where stops.indices.contains(stop) { jobOfStop[stop] = index } }
    self.jobOfStop = jobOfStop
    let faults = ProblemRules.faults(of: self)
    guard faults.isEmpty else { throw ProblemFaults(faults: faults) }
  }

  /// Bound of every second, gram and leg's cost: 2^29 - 1.
  public static let quantityMax = 1 << 29 - 1
  public static let fixedCostMax = 1 << 40
  public static let priorityMax = 1 << 20
  /// Bound of the cost of a second on board.
  public static let ratePerSecondMax = 1 << 20
  public static let tripsMax = 100
  public static let breaksMax = 8
  /// A leg takes at most a hundred times what the matrix says.
  public static let permilleMax = 100_000
  /// Bound of all vehicles' fixed costs together, and of what their shifts cost: 2^60.
  public static let costMax = 1 << 60
  /// As many as the largest public instances have (Arnold, Gendreau, Sörensen 2019); their matrix takes 3.6 GB, and the search another.
  public static let stopsMax = 30_000

  /// Dimensions of load.
  public var dimensions: Int { vehicles.first?.capacity.count ?? 0 }
}
