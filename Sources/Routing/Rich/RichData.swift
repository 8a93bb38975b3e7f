/// What a stop does to the load: positions in a trip's story of its goods.
enum Role: Int {
  /// Goods aboard from the trip's beginning are handed over.
  case deliver
  /// Goods are taken on and stay to the trip's end.
  case pickUp
  /// A shipment is taken on, and handed over.
  case load, unload
}

/// A job with its terms, as the search reads them.
struct RichJob {
  let role: Role
  /// Its stops that a search may place; -1 where there is none, or it is locked, or its goods are aboard already.
  var first: Int
  var second: Int
  /// What it adds to the load, from here on in ``RichData/load``.
  let loadAt: Int
  let rate: Int
  /// `RichData.never` where it may be aboard for ever.
  /// Seconds that it may be aboard, and the same where it is chilled.
  var longest: Int
  var longestChilled: Int
  let goods: UInt64
  /// Classes that may not be aboard with it.
  var apart: UInt64
  let isListed: Bool
  let skills: UInt64
  /// -1 where it must be done.
  let prize: Int
  let priority: Int
  /// The slot that alone can do it, or -1; and since when it is aboard there.
  var slot = -1
  var isAboard = false
  var since = 0
  /// Nothing of it is left to place: it is served, come what may.
  var isSettled: Bool { first < 0 && second < 0 }
}

/// A vehicle that a plan may use.
struct RichSlot {
  let type: Int
  /// Position in ``Problem/begun``, or -1.
  let begun: Int
  let place: Int
  /// When it may leave, at the earliest and at the latest.
  let open: Int
  let latestStart: Int
  /// When it must be back.
  var close: Int
  let fixedCost: Int
  var aboard: [Int]
  var locked: [Int32]
  /// Seconds at the wheel without a rest when it begins.
  var driven = 0
}

/// A vehicle type, as the search reads it.
struct RichType {
  let tables: TypeTables
  /// By row of the place left; nil where it pays none.
  let tolls: UnsafeMutablePointer<Int32>?
  let start: Int
  let end: Int
  let capacity: Row
  var skills: UInt64
  let costPerSecond: Int
  let trips: Int
  let reload: Int
  let deliveriesFirst: Bool
  let breaks: [Break]
  let driving: DrivingRule?
  /// By dimension; -1 where it does not count.
  let tollFree: Row
  let tollFreeCount: Int
  let pace: [Pace]
  /// No leg takes less than this many thousandths of its seconds.
  let permilleLeast: Int
  let isChilled: Bool
  var hasPauses: Bool { !breaks.isEmpty || driving != nil }
}

/// A problem that has terms beyond windows and loads, laid out for the search. Nodes of a route are stops, and ``reload`` between trips.
final class RichData: @unchecked Sendable {
  static let reload: Int32 = -1
  static let never = 1 << 40

  let problem: Problem
  let stopCount: Int
  let jobCount: Int
  let dimensions: Int
  // By stop.
  let place: Row
  let service: Row
  let open: Row
  let close: Row
  let firstWindow: Row
  let windowOpen: Row
  let windowClose: Row
  let job: Row
  let role: Row
  let jobs: UnsafeMutableBufferPointer<RichJob>
  /// By job and dimension.
  let load: Row
  let types: UnsafeMutableBufferPointer<RichType>
  let slots: UnsafeMutableBufferPointer<RichSlot>
  let hasApart: Bool
  let hasRideLimits: Bool
  let hasSeveralWindows: Bool
  let neighbours: NeighbourLists
  private let tables: [TypeTables]

  init(_ problem: Problem) {
    self.problem = problem
    stopCount = problem.stops.count
    jobCount = problem.jobs.count
    dimensions = problem.dimensions
    place = Row(problem.stops.map(\.place))
    service = Row(problem.stops.map(\.serviceSeconds))
    open = Row(problem.stops.map(\.window.open))
    close = Row(problem.stops.map(\.window.close))
    var first = [0]
    for stop in problem.stops { first.append(first[first.count - 1] + stop.windows.count) }
    firstWindow = Row(first)
    windowOpen = Row(problem.stops.flatMap { $0.windows.map(\.open) })
    windowClose = Row(problem.stops.flatMap { $0.windows.map(\.close) })
    job = Row(problem.jobOfStop)
    role = Row(problem.stops.indices.map { RichData.role(of: $0, problem).rawValue })
    load = Row(problem.jobs.flatMap(\.load))
    hasApart = !problem.apart.isEmpty
    hasRideLimits = problem.jobs.contains { $0.longestOnBoard != nil || $0.longestOnBoardChilled != nil }
    hasSeveralWindows = problem.stops.contains { $0.windows.count > 1 }
    let size = problem.profiles[0].size
    let tables = TypeTables.make(problem, Array(0..<size))
    self.tables = tables
    types = RichData.keep(problem.vehicles.enumerated().map { RichData.type($1, problem.profiles[$1.profile], tables[$0]) })
    jobs = RichData.keep(RichData.jobs(problem))
    slots = RichData.keep(RichData.slots(problem, types))
    neighbours = NeighbourLists(count: stopCount, place: place, open: open, close: close, service: service, tables: tables)
    for (slot, route) in problem.begun.enumerated() { bind(route, slot: slot) }
    loosen()
  }

  /// A route under way that cannot keep its locked stops lets go of the last of them, one after the other; and who is late with what he
  /// picked up may still come home.
  private func loosen() {
    let evaluator = RouteEvaluator(self)
    func canGoOn(_ slot: Int) -> Bool { evaluator.settle(slot, slots[slot].locked) != nil }
    for slot in slots.indices where slots[slot].begun >= 0 {
      while !canGoOn(slot), let stop = slots[slot].locked.popLast() {
        let index = job[Int(stop)]
        if problem.jobs[index].stops[0] == stop { jobs[index].first = Int(stop) } else { jobs[index].second = Int(stop) }
      }
      if canGoOn(slot) { continue }
      for job in slots[slot].aboard where jobs[job].role == .pickUp {
        (jobs[job].longest, jobs[job].longestChilled) = (RichData.never, RichData.never)
      }
    }
  }

  private static func role(of stop: Int, _ problem: Problem) -> Role {
    switch problem.jobs[problem.jobOfStop[stop]].kind {
    case .delivery: .deliver
    case .pickup: .pickUp
    case .shipment(let from, _): stop == from ? .load : .unload
    }
  }

  private static func type(_ vehicle: VehicleType, _ profile: TravelProfile, _ tables: TypeTables) -> RichType {
    var tolls: UnsafeMutablePointer<Int32>?
    if let given = profile.tolls, !vehicle.freeOfTolls {
      let copy = UnsafeMutablePointer<Int32>.allocate(capacity: max(given.count, 1))
      for (index, toll) in given.enumerated() { copy[index] = toll }
      tolls = copy
    }
    return RichType(
      tables: tables, tolls: tolls, start: vehicle.start, end: vehicle.end, capacity: Row(vehicle.capacity), skills: vehicle.skills,
      costPerSecond: vehicle.costPerSecond, trips: vehicle.trips, reload: vehicle.reloadSeconds, deliveriesFirst: vehicle.deliveriesFirst,
      breaks: vehicle.breaks, driving: vehicle.driving, tollFree: Row(vehicle.tollFree.map { $0 ?? -1 }),
      tollFreeCount: vehicle.tollFree.count, pace: profile.pace,
      permilleLeast: profile.pace.reduce(1000) { min($0, $1.permille) }, isChilled: vehicle.isChilled)
  }

  private static func jobs(_ problem: Problem) -> [RichJob] {
    var apart = [UInt64](repeating: 0, count: 64)
    for (one, other) in problem.apart {
      apart[one] |= 1 << UInt64(other)
      apart[other] |= 1 << UInt64(one)
    }
    return problem.jobs.enumerated().map { index, job in
      let role: Role
      switch job.kind {
      case .delivery: role = .deliver
      case .pickup: role = .pickUp
      case .shipment: role = .load
      }
      return RichJob(
        role: role, first: job.stops[0], second: job.stops.count > 1 ? job.stops[1] : -1, loadAt: index * problem.dimensions,
        rate: job.costPerSecondOnBoard, longest: job.longestOnBoard ?? RichData.never,
        longestChilled: job.longestOnBoardChilled ?? job.longestOnBoard ?? RichData.never, goods: 1 << UInt64(job.goods),
        apart: apart[job.goods], isListed: job.isListed, skills: job.skills, prize: job.prize ?? -1, priority: job.priority)
    }
  }

  /// In memory of its own, where reading an element takes no count of who else does.
  private static func keep<Element>(_ values: [Element]) -> UnsafeMutableBufferPointer<Element> {
    let buffer = UnsafeMutableBufferPointer<Element>.allocate(capacity: values.count)
    _ = buffer.initialize(from: values)
    return buffer
  }

  /// Those under way come first, then what is left of each type.
  private static func slots(_ problem: Problem, _ types: UnsafeMutableBufferPointer<RichType>) -> [RichSlot] {
    var left = problem.vehicles.map(\.count)
    var slots: [RichSlot] = []
    for (index, route) in problem.begun.enumerated() {
      left[route.vehicle] -= 1
      let vehicle = problem.vehicles[route.vehicle]
      var home = Travel(types[route.vehicle].pace).arrival(route.at, types[route.vehicle].tables.time(route.place, vehicle.end))
      // Who has driven too long rests before anything else.
      let driven = vehicle.driving.map { min(route.drivenSeconds, $0.longestSeconds) } ?? 0
      if let rule = vehicle.driving, driven > 0, home > route.at {
        home += (driven + home - route.at - 1) / rule.longestSeconds * rule.restSeconds
      }
      slots.append(
        RichSlot(
          type: route.vehicle, begun: index, place: route.place, open: route.at, latestStart: route.at,
          // Who is late already may still drive home.
          close: max(vehicle.shift.close, home), fixedCost: 0, aboard: [], locked: route.locked.map(Int32.init), driven: driven))
    }
    for (type, vehicle) in problem.vehicles.enumerated() {
      for _ in 0..<max(min(left[type], problem.jobs.count), 0) {
        slots.append(
          RichSlot(
            type: type, begun: -1, place: vehicle.start, open: vehicle.shift.open, latestStart: vehicle.shift.close,
            close: vehicle.shift.close, fixedCost: vehicle.fixedCost, aboard: [], locked: []))
      }
    }
    return slots
  }

  /// What a route under way carries, or has before it, is its own, and those stops are not to be placed any more.
  private func bind(_ route: BegunRoute, slot: Int) {
    for (index, job) in route.aboard.enumerated() {
      jobs[job].slot = slot
      jobs[job].isAboard = true
      jobs[job].since = route.aboardSince?[index] ?? route.at
      if jobs[job].role != .deliver { jobs[job].first = -1 }
    }
    for stop in route.locked {
      let job = self.job[stop]
      jobs[job].slot = slot
      // Who is on the way to hand it over has it aboard.
      if jobs[job].role == .deliver && !jobs[job].isAboard {
        jobs[job].isAboard = true
        jobs[job].since = route.at
      }
      if jobs[job].first == stop { jobs[job].first = -1 }
      if jobs[job].second == stop { jobs[job].second = -1 }
    }
    slots[slot].aboard = jobs.indices.filter { jobs[$0].slot == slot && jobs[$0].isAboard }
  }

  deinit {
    for row in [place, service, open, close, firstWindow, windowOpen, windowClose, job, role, load] { row.free() }
    for type in types {
      type.tolls?.deallocate()
      type.capacity.free()
      type.tollFree.free()
    }
    jobs.deallocate()
    types.deinitialize().deallocate()
    slots.deinitialize().deallocate()
    for row in Set(tables.flatMap(\.rows)) { row.deallocate() }
    neighbours.free()
  }
}
