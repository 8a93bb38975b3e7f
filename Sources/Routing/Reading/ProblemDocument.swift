/// A problem as JSON has it. Stops are named by `id`; places count from 0; a leg that cannot be driven is null.
public struct ProblemDocument: Codable, Sendable {
  public struct Visit: Codable, Sendable {
    public var id: Int
    public var place: Int
    public var open: Int?
    public var close: Int?
    /// Pairs of opening and close, instead of `open` and `close`.
    public var windows: [[Int]]?
    public var service: Int?
  }

  /// Exactly one of `delivery`, `pickup`, or `from` with `to`.
  public struct Task: Codable, Sendable {
    public var delivery: Int?
    public var pickup: Int?
    public var from: Int?
    public var to: Int?
    public var load: [Int]?
    public var prize: Int?
    public var priority: Int?
    public var longestOnBoard: Int?
    public var longestOnBoardChilled: Int?
    public var costPerSecondOnBoard: Int?
    /// Numbers from 0 to 63.
    public var skills: [Int]?
    public var goods: Int?
    public var listed: Bool?
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
    public var skills: [Int]?
    public var trips: Int?
    public var reload: Int?
    public var deliveriesFirst: Bool?
    public var breaks: [Pause]?
    public var driving: Driving?
    public var tollFree: [Int?]?
    public var freeOfTolls: Bool?
    public var chilled: Bool?
  }

  public struct Pause: Codable, Sendable {
    public var open: Int
    public var close: Int
    public var seconds: Int
  }

  public struct Driving: Codable, Sendable {
    public var longest: Int
    public var rest: Int
  }

  public struct Hour: Codable, Sendable {
    public var from: Int
    public var permille: Int
  }

  /// `aboard` counts jobs from 0, `locked` names stops by their `id`.
  public struct Begun: Codable, Sendable {
    public var vehicle: Int
    public var place: Int
    public var at: Int
    public var aboard: [Int]?
    public var since: [Int]?
    public var locked: [Int]?
    /// Seconds at the wheel before it.
    public var driven: Int?
  }

  public struct Matrices: Codable, Sendable {
    public var metres: [[Int32?]]
    public var seconds: [[Int32?]]
    public var tolls: [[Int32?]]?
    public var pace: [Hour]?
  }

  public var name: String?
  public var stops: [Visit]
  public var jobs: [Task]
  public var vehicles: [Vehicle]
  public var profiles: [Matrices]
  /// Pairs of classes of goods.
  public var apart: [[Int]]?
  public var begun: [Begun]?

  /// The problem, or everything that is wrong with it.
  public func problem(named fileName: String) throws(ProblemFaults) -> Problem {
    let position = Dictionary(stops.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    var faults: [ProblemFault] = []
    var made: [Job] = []
    for (index, task) in jobs.enumerated() {
      let ids = [task.delivery, task.pickup, task.from, task.to].compactMap { $0 }
      for id in ids where position[id] == nil { faults.append(.unknownStop(job: index + 1, stop: id)) }
      switch (task.delivery, task.pickup, task.from, task.to) {
      case (let stop?, nil, nil, nil): made.append(job(task, .delivery(at: position[stop] ?? 0)))
      case (nil, let stop?, nil, nil): made.append(job(task, .pickup(at: position[stop] ?? 0)))
      case (nil, nil, let from?, let to?): made.append(job(task, .shipment(from: position[from] ?? 0, to: position[to] ?? 0)))
      default: faults.append(.unclearJob(job: index + 1))
      }
    }
    let skills =
      jobs.enumerated().map { (ProblemFault.Owner.job($0 + 1), $1.skills ?? []) }
      + vehicles.enumerated().map { (.vehicle($0 + 1), $1.skills ?? []) }
    for (owner, numbers) in skills {
      for number in numbers where !(0...63).contains(number) { faults.append(.tooLarge(owner, .skill, number, max: 63)) }
    }
    guard faults.isEmpty else { throw ProblemFaults(faults: faults) }
    return try Problem(
      name: name ?? fileName, stops: stops.map { Stop($0) }, jobs: made, vehicles: vehicles.map { VehicleType($0) },
      profiles: profiles.map { TravelProfile($0) },
      // A pair that is none is refused as a class that is none.
      apart: (apart ?? []).map { $0.count == 2 ? ($0[0], $0[1]) : (-1, -1) },
      begun: (begun ?? []).map { route in
        BegunRoute(
          vehicle: route.vehicle, place: route.place, at: route.at, aboard: route.aboard ?? [], aboardSince: route.since,
          locked: (route.locked ?? []).map { position[$0] ?? -1 }, drivenSeconds: route.driven ?? 0)
      })
  }

  private func job(_ task: Task, _ kind: Job.Kind) -> Job {
    Job(
      kind, load: task.load ?? [Int](repeating: 0, count: vehicles.first?.capacity?.count ?? 0), prize: task.prize,
      priority: task.priority ?? 1, longestOnBoard: task.longestOnBoard, longestOnBoardChilled: task.longestOnBoardChilled,
      costPerSecondOnBoard: task.costPerSecondOnBoard ?? 0,
      skills: ProblemDocument.bits(task.skills), goods: task.goods ?? 0, isListed: task.listed ?? false)
  }

  static func bits(_ numbers: [Int]?) -> UInt64 { (numbers ?? []).reduce(0) { $0 | 1 << UInt64($1) } }
}

extension Stop {
  /// Windows that are no pairs become one that closes before it opens, which the problem's rules refuse.
  init(_ visit: ProblemDocument.Visit) {
    let windows = visit.windows.map { $0.map { $0.count == 2 ? TimeWindow(open: $0[0], close: $0[1]) : TimeWindow(open: 0, close: -1) } }
    self.init(
      number: visit.id, place: visit.place,
      windows: windows ?? [TimeWindow(open: visit.open ?? 0, close: visit.close ?? Problem.quantityMax)],
      serviceSeconds: visit.service ?? 0)
  }
}

extension VehicleType {
  init(_ vehicle: ProblemDocument.Vehicle) {
    self.init(
      count: vehicle.count, capacity: vehicle.capacity ?? [], start: vehicle.start, end: vehicle.end,
      shift: TimeWindow(open: vehicle.open ?? 0, close: vehicle.close ?? Problem.quantityMax), fixedCost: vehicle.fixedCost ?? 0,
      costPerMetre: vehicle.costPerMetre ?? 1, costPerSecond: vehicle.costPerSecond ?? 0, profile: vehicle.profile ?? 0,
      skills: ProblemDocument.bits(vehicle.skills), trips: vehicle.trips ?? 1, reloadSeconds: vehicle.reload ?? 0,
      deliveriesFirst: vehicle.deliveriesFirst ?? false,
      breaks: (vehicle.breaks ?? []).map { Break(window: TimeWindow(open: $0.open, close: $0.close), seconds: $0.seconds) },
      driving: vehicle.driving.map { DrivingRule(longestSeconds: $0.longest, restSeconds: $0.rest) }, tollFree: vehicle.tollFree ?? [],
      freeOfTolls: vehicle.freeOfTolls ?? false, isChilled: vehicle.chilled ?? false)
  }
}

extension TravelProfile {
  /// A row of another length than there are rows stays so, for the problem's rules to find.
  init(_ matrices: ProblemDocument.Matrices) {
    func cells(_ rows: [[Int32?]], orElse none: Int32 = TravelProfile.unreachable) -> [Int32] {
      // Rows too long and too short might add up to the right number.
      let isSquare = rows.allSatisfy { $0.count == rows.count }
      let all = rows.flatMap { $0.map { $0 ?? none } }
      return isSquare || all.count != rows.count * rows.count ? all : Array(all.dropLast())
    }
    self.init(
      size: matrices.metres.count, metres: cells(matrices.metres), seconds: cells(matrices.seconds),
      tolls: matrices.tolls.map { cells($0, orElse: 0) }, pace: (matrices.pace ?? []).map { Pace(from: $0.from, permille: $0.permille) })
  }
}
