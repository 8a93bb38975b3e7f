import Catalogue
import Dispatching
import Distances
import Measures
import Routing

/// Makes runs of a plan's routes: visits that follow each other at one place become one stop, and every figure is computed anew from roads,
/// rates and the toll-free rule.
struct RunBuilder {
  private let day: DayProblem
  private var task: DayTask { day.task }

  init(_ day: DayProblem) { self.day = day }

  /// - Parameter run: the one that the route continues.
  func draft(_ route: Plan.Route, continuing run: DeliveryRun?) throws -> RunDraft {
    let vehicle = task.vehicles[route.vehicle]
    var walk = Walk(
      draft: RunDraft(
        continues: run?.id, vehicle: vehicle.id, leavesAt: task.origin, backAt: task.origin, stops: [], cargo: [], cost: RunCost(),
        toll: RunToll()))
    let schedule = route.schedule ?? EarliestSchedule(day.problem, route).schedule
    let departure = schedule.departures.first ?? 0
    walk.draft.leavesAt = task.instant(departure)
    walk.place = task.roads.stops[day.problem.vehicles[route.vehicle].start].id
    walk.free = task.instant(departure)
    walk.pauses = schedule.pauses[...]
    if let run, let begun = route.begun { walk.take(over: run, at: task.instant(day.problem.begun[begun].at)) }
    for (position, stop) in route.stops.enumerated() { visit(stop, begin: schedule.begins[position], vehicle, &walk) }
    let last = walk.place
    try close(&walk, home: vehicle.depot, from: last, vehicle, run)
    return walk.draft
  }

  /// Where a run is while it is put together.
  struct Walk {
    var draft: RunDraft
    var place: Place.ID = ""
    /// When the vehicle leaves `place`.
    var free = Instant(milliseconds: 0)
    /// By haul: its place in the cargo.
    var cargoOf: [Int: Int] = [:]
    /// Rests that are still to come, by hour.
    var pauses: ArraySlice<RouteSchedule.Pause> = []
    /// It has left the depot, and what is loaded there is loaded at a stop.
    var hasLeft = false

    /// Milliseconds of rests that begin before a second, each given once.
    mutating func rests(before second: Int) -> Int64 {
      let due = pauses.prefix { $0.begin < second }
      pauses.removeFirst(due.count)
      return due.reduce(0) { $0 + Int64($1.seconds) * 1000 }
    }

    /// - Parameter instant: when it drives on from where it was last.
    mutating func take(over run: DeliveryRun, at instant: Instant) {
      hasLeft = run.state == .underWay
      draft.leavesAt = hasLeft ? run.leavesAt : instant
      draft.stops = run.stops.filter { $0.state != .ahead }
      draft.cargo = run.cargo.filter { $0.state != .planned }
      // What nobody will come to hand over goes home, unless it may be handed over where the vehicle stands.
      for index in draft.cargo.indices where draft.cargo[index].state == .aboard && draft.cargo[index].to > draft.stops.count {
        draft.cargo[index].to = .max
      }
      if let last = draft.stops.last { place = last.place }
      free = instant
    }
  }

  private func visit(_ stop: Int, begin: Int, _ vehicle: Vehicle, _ walk: inout Walk) {
    let visit = day.problem.stops[stop]
    let place = task.roads.stops[visit.place].id
    let begins = task.instant(begin)
    let leaves = task.instant(begin + visit.serviceSeconds)
    let rests = walk.rests(before: begin)
    let isAtStart = !walk.hasLeft && walk.draft.stops.isEmpty && place == vehicle.depot && place == walk.place
    if isAtStart {
      // Loading at the depot before leaving is no stop of its own.
      walk.draft.leavesAt = leaves
    } else if place == walk.place, let last = walk.draft.stops.indices.last, walk.draft.stops[last].place == place,
      walk.draft.stops[last].state != .left
    {
      // One stop, also where the vehicle stands already.
      walk.draft.stops[last].leavesAt = max(walk.draft.stops[last].leavesAt, leaves)
    } else {
      let arrives = walk.free.advanced(byMilliseconds: Int64(seconds(from: walk.place, to: place)) * 1000 + rests)
      walk.draft.stops.append(RunStop(place: place, arrivesAt: min(arrives, begins), beginsAt: begins, leavesAt: leaves))
    }
    walk.place = place
    walk.free = leaves
    handle(stop, &walk)
  }

  /// What is taken on or handed over by a visit.
  private func handle(_ stop: Int, _ walk: inout Walk) {
    let number = walk.draft.stops.count
    let job = day.jobOfStop[stop]
    let isLoading = day.problem.jobs[job].stops.first == stop
    for index in day.haulsOfJob[job] {
      let haul = task.hauls[index]
      if isLoading {
        walk.cargoOf[index] = walk.draft.cargo.count
        walk.draft.cargo.append(
          RunCargo(
            kind: haul.kind, product: haul.product?.id, count: haul.count, mass: haul.mass, volume: haul.volume, from: number,
            to: number + 1, hours: haul.hours))
      } else if let known = walk.cargoOf[index] ?? walk.draft.cargo.firstIndex(where: { $0.kind == haul.kind && $0.state == .aboard }) {
        walk.draft.cargo[known].to = number
      }
    }
  }

  /// Home, and what it all comes to.
  private func close(_ walk: inout Walk, home: Place.ID, from last: Place.ID, _ vehicle: Vehicle, _ run: DeliveryRun?) throws {
    for index in walk.draft.cargo.indices where walk.draft.cargo[index].to == .max {
      walk.draft.cargo[index].to = walk.draft.stops.count + 1
    }
    let rests = walk.rests(before: .max)
    walk.draft.backAt = walk.free.advanced(byMilliseconds: Int64(seconds(from: last, to: home)) * 1000 + rests)
    try Tariff(task, vehicle).fill(&walk.draft, of: run)
  }

  private func seconds(from: Place.ID, to: Place.ID) -> Int32 {
    guard from != to, let from = task.roads.index(of: from), let to = task.roads.index(of: to) else { return 0 }
    return task.roads.seconds(from: from, to: to)
  }
}

/// What a run costs, leg by leg: kilometres, hours, and tolls as the toll-free rule has them for what is aboard.
struct Tariff {
  private let task: DayTask
  private let vehicle: Vehicle

  init(_ task: DayTask, _ vehicle: Vehicle) {
    self.task = task
    self.vehicle = vehicle
  }

  /// Computes cost and tolls of a draft anew.
  ///
  /// - Parameter run: that it continues; what that one has driven is priced by the roads as they were then.
  func fill(_ draft: inout RunDraft, of run: DeliveryRun? = nil) throws {
    let places = [vehicle.depot] + draft.stops.map(\.place) + [vehicle.depot]
    var cost = RunCost()
    var toll = RunToll(isFree: true, hasCertificate: task.hasCertificate)
    for (leg, (from, to)) in zip(places, places.dropFirst()).enumerated() where from != to {
      let roads = run?.cameTo(stop: leg + 1).map(task.history.table(at:)) ?? task.roads
      guard let from = roads.index(of: from), let to = roads.index(of: to), roads.metres(from: from, to: to) != RoadTable.unreachable
      else { continue }
      cost.metres = try cost.metres.adding(Int64(roads.metres(from: from, to: to)))
      guard let passage = roads.passage(from: from, to: to) else { continue }
      let aboard = draft.cargo.filter { $0.from <= leg && leg < $0.to }
      let verdict = try TollFreeCheck(task.catalogue.tollFreeRules, vehicle, on: task.day).verdict(on: task.load(aboard))
      let isUnbooked = run?.hasLeftUnbooked ?? false && task.catalogue.tollFreeRules.asksForBooking(on: task.day)
      let isFree = verdict.isFree && !isUnbooked
      let full = vehicle.tollClass.map { Money(fen: Int64(roads.tollFen($0, from: from, to: to))) } ?? .zero
      toll.passages.append(
        RunPassage(
          to: leg + 1, entry: passage.entry, exit: passage.exit, isFree: isFree, toll: full,
          rule: (verdict.isFree && !isFree ? TollFreeRule.notBooked : verdict.rule).rawValue))
      if isFree {
        // On days on which nobody pays, nothing is saved.
        if verdict.rule != .freeForAll { toll.saved = try toll.saved + full }
      } else {
        cost.tolls = try cost.tolls + full
        toll.isFree = false
      }
    }
    cost.driving = Money(fen: try vehicle.costPerKilometre.fen.scaled(by: cost.metres, over: 1000))
    let seconds = max(0, (draft.backAt.milliseconds - draft.leavesAt.milliseconds) / 1000)
    cost.time = Money(fen: try vehicle.costPerHour.fen.scaled(by: seconds, over: 3600))
    (draft.cost, draft.toll) = (cost, toll)
  }
}

/// The times of a route that is driven as early as it can be: for plans that bring none.
struct EarliestSchedule {
  let schedule: RouteSchedule

  init(_ problem: Problem, _ route: Plan.Route) {
    let type = problem.vehicles[route.vehicle]
    let profile = problem.profiles[type.profile]
    let begun = route.begun.map { problem.begun[$0] }
    var (place, clock) = (begun?.place ?? type.start, begun?.at ?? type.shift.open)
    let departure = clock
    var begins: [Int] = []
    for stop in route.stops.map({ problem.stops[$0] }) {
      clock += Int(profile.seconds[place * profile.size + stop.place])
      let window = stop.windows.first { clock <= $0.close } ?? stop.window
      clock = max(clock, window.open)
      begins.append(clock)
      clock += stop.serviceSeconds
      place = stop.place
    }
    schedule = RouteSchedule(
      departures: [departure], begins: begins, ends: [clock + Int(profile.seconds[place * profile.size + type.end])])
  }
}
