/// A problem as JSON has it. Stops are named by `id`; places count from 0; a leg that cannot be driven is null.
public struct ProblemDocument: Codable, Sendable {
  public struct Visit: Codable, Sendable {
    public var id: Int
    public var place: Int
    public var open: Int?
    public var close: Int?
    public var service: Int?
  }

  /// Exactly one of `delivery`, `pickup`, or `from` with `to`.
  public struct Task: Codable, Sendable {
    public var delivery: Int?
    public var pickup: Int?
    public var from: Int?
    public var to: Int?
    public var load: [Int]?
  }

  public struct Vehicle: Codable, Sendable {
    public var count: Int
    public var capacity: [Int]?
    public var start: Int
    public var end: Int
    public var open: Int?
    public var close: Int?
    public var fixedCost: Int?
    public var costPerMetre: Int?
    public var costPerSecond: Int?
    public var profile: Int?
  }

  public struct Matrices: Codable, Sendable {
    public var metres: [[Int32?]]
    public var seconds: [[Int32?]]
  }

  public var name: String?
  public var stops: [Visit]
  public var jobs: [Task]
  public var vehicles: [Vehicle]
  public var profiles: [Matrices]

  /// The problem, or everything that is wrong with it.
  public func problem(named fileName: String) throws(ProblemFaults) -> Problem {
    let position = Dictionary(stops.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    let latest = Problem.quantityMax
    var faults: [ProblemFault] = []
    var made: [Job] = []
    for (index, task) in jobs.enumerated() {
      let ids = [task.delivery, task.pickup, task.from, task.to].compactMap { $0 }
      for id in ids where position[id] == nil { faults.append(.unknownStop(job: index + 1, stop: id)) }
      let load = task.load ?? [Int](repeating: 0, count: vehicles.first?.capacity?.count ?? 0)
      switch (task.delivery, task.pickup, task.from, task.to) {
      case (let stop?, nil, nil, nil): made.append(Job(.delivery(at: position[stop] ?? 0), load: load))
      case (nil, let stop?, nil, nil): made.append(Job(.pickup(at: position[stop] ?? 0), load: load))
      case (nil, nil, let from?, let to?): made.append(Job(.shipment(from: position[from] ?? 0, to: position[to] ?? 0), load: load))
      default: faults.append(.unclearJob(job: index + 1))
      }
    }
    guard faults.isEmpty else { throw ProblemFaults(faults: faults) }
    return try Problem(
      name: name ?? fileName,
      stops: stops.map {
        Stop(
          number: $0.id, place: $0.place, window: TimeWindow(open: $0.open ?? 0, close: $0.close ?? latest), serviceSeconds: $0.service ?? 0
        )
      },
      jobs: made,
      vehicles: vehicles.map {
        VehicleType(
          count: $0.count, capacity: $0.capacity ?? [], start: $0.start, end: $0.end,
          shift: TimeWindow(open: $0.open ?? 0, close: $0.close ?? latest), fixedCost: $0.fixedCost ?? 0,
          costPerMetre: $0.costPerMetre ?? 1,
          costPerSecond: $0.costPerSecond ?? 0, profile: $0.profile ?? 0)
      },
      profiles: profiles.map { TravelProfile($0) })
  }
}

extension TravelProfile {
  /// A row of another length than there are rows stays so, for the problem's rules to find.
  init(_ matrices: ProblemDocument.Matrices) {
    func cells(_ rows: [[Int32?]]) -> [Int32] {
      // Rows too long and too short might add up to the right number.
      let isSquare = rows.allSatisfy { $0.count == rows.count }
      let all = rows.flatMap { $0.map { $0 ?? TravelProfile.unreachable } }
      return isSquare || all.count != rows.count * rows.count ? all : Array(all.dropLast())
    }
    self.init(size: matrices.metres.count, metres: cells(matrices.metres), seconds: cells(matrices.seconds))
  }
}
