import Catalogue
import Dispatching
import Distances
import Measures
public import Routing

/// A day's task as the route solver sees it, with the way back from its numbers.
///
/// Seconds count from midnight, loads are grams, cubic centimetres (rounded up) and people, cost is thousandths of a fen. What a stop takes
/// whatever is handed over lies in the ways that lead to it from other places, so that hauls that share a stop pay it once.
public struct DayProblem: Sendable {
  public let task: DayTask
  public let problem: Problem
  /// By job: positions in the task's hauls. Hauls that go the same way at the same time are one job.
  public let haulsOfJob: [[Int]]
  /// By what a haul is: its job.
  let jobOfKind: [RunCargo.Kind: Int]
  /// By stop of the problem: its job.
  let jobOfStop: [Int]
  /// Positions in the task's hauls of those that can ride on no vehicle, for which no job stands, and why.
  public let hindered: [(haul: Int, why: Hindrance)]

  /// Bits of ``Job/skills``.
  public enum Skill {
    public static let goods: UInt64 = 1
    public static let people: UInt64 = 2
    public static let cold: UInt64 = 4
  }

  /// - Throws: ``ProblemFaults`` where the day asks for what the solver has no room for.
  public init(_ task: DayTask) throws(ProblemFaults) {
    self.task = task
    let feasible = Feasibility(task)
    hindered = feasible.hindered
    haulsOfJob = HaulGroups(task, feasible.riding).groups
    var jobOfKind: [RunCargo.Kind: Int] = [:]
    for (job, hauls) in haulsOfJob.enumerated() { for haul in hauls { jobOfKind[task.hauls[haul].kind] = job } }
    self.jobOfKind = jobOfKind
    let parts = DayProblemParts(task, feasible.units, haulsOfJob, jobOfKind)
    jobOfStop = parts.jobs.indices.flatMap { job in parts.jobs[job].stops.map { _ in job } }
    problem = try Problem(
      name: "\(task.day)", stops: parts.stops, jobs: parts.jobs, vehicles: parts.vehicles, profiles: parts.profiles, apart: parts.apart,
      begun: parts.begun)
  }
}

/// Puts hauls together that ask the same of a run, as long as they are small.
struct HaulGroups {
  private(set) var groups: [[Int]] = []

  /// A group stays well below what vehicles hold, and below what the largest does.
  private static let massMax: Int64 = 400_000
  private static let volumeMax: Int64 = 2_000_000_000

  private struct Key: Hashable {
    var from: Place.ID
    var to: Place.ID
    var ready: Instant
    var due: ClosedRange<Instant>
    var product: Product.ID?
    var life: Haul.Life?
    var isPeople: Bool
    var priority: Int
    /// What is aboard stays there, so it goes with nothing that is still to be taken on.
    var aboard: DeliveryRun.ID?
  }

  init(_ task: DayTask, _ indices: [Int]) {
    var open: [Key: Int] = [:]
    var sums: [(mass: Int64, volume: Int64)] = []
    let sizes = task.vehicles.filter { $0.body != .bus }.map { LoadSize($0, task.catalogue.tollFreeRules) }
    func isHeld(_ mass: Int64, _ volume: Int64) -> Bool { sizes.contains { mass <= $0.grams && volume <= $0.volume } }
    for index in indices {
      let haul = task.hauls[index]
      let key = Key(
        from: haul.from, to: haul.to, ready: haul.readyAt, due: haul.due, product: haul.product?.id, life: haul.life,
        isPeople: haul.isPeople, priority: haul.priority, aboard: haul.aboard)
      if let group = open[key], !haul.isPeople, sums[group].mass + haul.mass.grams <= HaulGroups.massMax,
        sums[group].volume + haul.volume <= HaulGroups.volumeMax,
        isHeld(sums[group].mass + haul.mass.grams, sums[group].volume + haul.volume)
      {
        groups[group].append(index)
        sums[group].mass += haul.mass.grams
        sums[group].volume += haul.volume
      } else {
        open[key] = groups.count
        groups.append([index])
        sums.append((haul.mass.grams, haul.volume))
      }
    }
  }
}
