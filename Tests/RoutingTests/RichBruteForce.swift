import Routing

/// The best plan there is of a problem with terms, by trying all orders, trips and hours second by second. It shares nothing with the
/// search and nothing with the checker, and is meant for a handful of jobs and a day of a hundred seconds.
struct RichBruteForce {
  let problem: Problem
  let objective: Objective

  /// A state of the clock: cost so far is kept beside it.
  struct Moment: Hashable {
    var time: Int
    var breaks: Int
    var driven: Int
    /// By limited job aboard: when it left the place where it was loaded.
    var left: [Int: Int]
  }

  typealias Moments = [Moment: Int]

  func best() -> [Int] {
    var reached: [Set<Int>: [Int]] = [[]: [0, 0]]
    for (index, begun) in problem.begun.enumerated() { extend(&reached, begun.vehicle, index) }
    for (type, vehicle) in problem.vehicles.enumerated() {
      let atHome = vehicle.count - problem.begun.filter { $0.vehicle == type }.count
      for _ in 0..<min(atHome, problem.jobs.count) {
        var next = reached
        extend(&next, type, nil)
        for (served, levels) in reached where isLess(levels, next[served]) { next[served] = levels }
        reached = next
      }
    }
    return reached.map { served, levels in
      let unserved = problem.jobs.indices.filter { !served.contains($0) }
      let missed = unserved.filter { problem.jobs[$0].prize == nil }.reduce(0) { $0 + problem.jobs[$1].priority }
      let cost = levels[1] + unserved.reduce(0) { $0 + (problem.jobs[$1].prize ?? 0) }
      return objective == .fleet ? [missed, levels[0], cost] : [missed, cost]
    }.min { $0.lexicographicallyPrecedes($1) } ?? []
  }

  private func isLess(_ one: [Int], _ other: [Int]?) -> Bool {
    guard let other else { return true }
    return objective == .fleet ? one.lexicographicallyPrecedes(other) : one[1] < other[1]
  }

  private func extend(_ reached: inout [Set<Int>: [Int]], _ type: Int, _ begun: Int?) {
    var next: [Set<Int>: [Int]] = [:]
    for (served, levels) in reached {
      let rest = problem.jobs.indices.filter { !served.contains($0) && isOpen($0, to: begun) }
      for bits in 0..<(1 << rest.count) {
        let jobs = Set(rest.indices.filter { bits >> $0 & 1 == 1 }.map { rest[$0] })
        if jobs.isEmpty && begun == nil { continue }
        guard let cost = memo(type, begun, jobs) else { continue }
        let candidate = [levels[0] + 1, levels[1] + cost]
        let all = served.union(jobs)
        if isLess(candidate, next[all]) { next[all] = candidate }
      }
    }
    reached = next
  }

  /// Whether a route may do a job: what is aboard another, or locked there, is not open to it.
  private func isOpen(_ job: Int, to route: Int?) -> Bool {
    let owner = problem.begun.firstIndex { begun in
      begun.aboard.contains(job) || problem.jobs[job].stops.contains { begun.locked.contains($0) }
    }
    return owner == nil || owner == route
  }

  final class Memo { var costs: [[Int]: Int?] = [:] }
  let known = Memo()

  private func memo(_ type: Int, _ begun: Int?, _ jobs: Set<Int>) -> Int? {
    let key = [type, begun ?? -1] + jobs.sorted()
    if let cost = known.costs[key] { return cost }
    let cost = RouteTrial(problem, type, begun, jobs).least()
    known.costs[key] = cost
    return cost
  }
}

/// The cheapest route of one vehicle that does exactly these jobs.
final class RouteTrial {
  private let problem: Problem
  private let vehicle: VehicleType
  private let profile: TravelProfile
  private let begun: BegunRoute?
  private let jobs: Set<Int>
  private var found: Int?

  init(_ problem: Problem, _ type: Int, _ begun: Int?, _ jobs: Set<Int>) {
    self.problem = problem
    vehicle = problem.vehicles[type]
    profile = problem.profiles[vehicle.profile]
    self.begun = begun.map { problem.begun[$0] }
    self.jobs = jobs
  }

  typealias Moments = RichBruteForce.Moments

  private struct Story {
    var place: Int
    var aboard: Set<Int>
    /// Loaded in this trip and not settled.
    var open: Set<Int> = []
    var waiting: Set<Int>
    var lockedLeft: [Int]
    var trip = 1
    var stopsInTrip = 0
    var hasPickedUp = false
    var cost = 0
    var moments: Moments
  }

  func least() -> Int? {
    for job in jobs where problem.jobs[job].skills & ~vehicle.skills != 0 && begun?.aboard.contains(job) != true { return nil }
    if let begun {
      let locked = Set(begun.locked.map { stop in problem.jobs.firstIndex { $0.stops.contains(stop) } ?? -1 })
      if !locked.isSubset(of: jobs) { return nil }
      var aboard = Set(begun.aboard)
      var left: [Int: Int] = [:]
      for stop in begun.locked {
        for (index, job) in problem.jobs.enumerated() where job.kind == .delivery(at: stop) { aboard.insert(index) }
      }
      for job in aboard where longest(problem.jobs[job]) != nil {
        left[job] = begun.aboard.firstIndex(of: job).flatMap { begun.aboardSince?[$0] } ?? begun.at
      }
      let moment = RichBruteForce.Moment(time: begun.at, breaks: skipped(at: begun.at), driven: drivenBefore, left: left)
      go(
        Story(
          place: begun.place, aboard: aboard, open: aboard.intersection(jobs), waiting: jobs.subtracting(aboard), lockedLeft: begun.locked,
          cost: 0, moments: [moment: 0]))
    } else {
      begin(
        Story(place: vehicle.start, aboard: [], waiting: jobs, lockedLeft: [], cost: vehicle.fixedCost, moments: [:]), isFirst: true)
    }
    return found
  }

  private func longest(_ job: Job) -> Int? { vehicle.isChilled ? job.longestOnBoardChilled ?? job.longestOnBoard : job.longestOnBoard }

  private var drivenBefore: Int { min(begun?.drivenSeconds ?? 0, vehicle.driving?.longestSeconds ?? 0) }

  private func skipped(at time: Int) -> Int { vehicle.breaks.filter { $0.window.close < time }.count }

  /// Loads every possible set of deliveries for a trip.
  private func begin(_ story: Story, isFirst: Bool) {
    let deliveries = story.waiting.filter { problem.jobs[$0].stops.count == 1 && isDelivery($0) }.sorted()
    for bits in 0..<(1 << deliveries.count) {
      let loaded = Set(deliveries.indices.filter { bits >> $0 & 1 == 1 }.map { deliveries[$0] })
      var next = story
      next.aboard = loaded
      next.open = loaded
      next.waiting.subtract(loaded)
      next.stopsInTrip = 0
      next.hasPickedUp = false
      if !isSound(loaded) { continue }
      func leave(_ moment: RichBruteForce.Moment, _ time: Int) -> RichBruteForce.Moment {
        var moment = moment
        moment.time = time
        moment.left = [:]
        for job in loaded where longest(problem.jobs[job]) != nil { moment.left[job] = time }
        return moment
      }
      if isFirst {
        next.moments = [:]
        for time in vehicle.shift.open...vehicle.shift.close {
          next.moments[leave(RichBruteForce.Moment(time: time, breaks: skipped(at: time), driven: 0, left: [:]), time)] = 0
        }
      } else {
        next.moments = Dictionary(story.moments.map { (leave($0, $0.time), $1) }, uniquingKeysWith: min)
      }
      go(next)
    }
  }

  private func isDelivery(_ job: Int) -> Bool {
    if case .delivery = problem.jobs[job].kind { return true }
    return false
  }

  private func isSound(_ aboard: Set<Int>) -> Bool {
    for dimension in 0..<problem.dimensions
    where aboard.reduce(0, { $0 + problem.jobs[$1].load[dimension] }) > vehicle.capacity[dimension] { return false }
    return !problem.apart.contains { pair in
      aboard.contains { one in
        aboard.contains { other in one != other && problem.jobs[one].goods == pair.0 && problem.jobs[other].goods == pair.1 }
      }
    }
  }

  private func go(_ story: Story) {
    if story.moments.isEmpty { return }
    if let next = story.lockedLeft.first {
      var rest = story
      rest.lockedLeft.removeFirst()
      visit(rest, next)
      return
    }
    for job in story.open {
      switch problem.jobs[job].kind {
      case .delivery(let stop): if !(vehicle.deliveriesFirst && story.hasPickedUp) { visit(story, stop) }
      case .shipment(_, let to): visit(story, to)
      case .pickup: break
      }
    }
    for job in story.waiting {
      switch problem.jobs[job].kind {
      case .delivery: break
      case .shipment(let from, _): visit(story, from)
      case .pickup(let stop): visit(story, stop)
      }
    }
    let isOpen = story.open.contains { job in
      if case .pickup = problem.jobs[job].kind { return false }
      return true
    }
    if isOpen { return }
    if story.waiting.isEmpty {
      if story.stopsInTrip > 0 || begun != nil && story.trip == 1 { comeHome(story) }
    } else if story.trip < vehicle.trips, story.stopsInTrip > 0 || begun != nil && story.trip == 1 {
      reload(story)
    }
  }

  private func visit(_ story: Story, _ stop: Int) {
    let job = problem.jobs.firstIndex { $0.stops.contains(stop) } ?? 0
    let terms = problem.jobs[job]
    var next = story
    let isUnloaded = story.aboard.contains(job)
    guard
      let moments = drive(
        story, to: problem.stops[stop].place, windows: problem.stops[stop].windows, service: problem.stops[stop].serviceSeconds,
        cost: &next.cost)
    else { return }
    next.place = problem.stops[stop].place
    next.stopsInTrip += 1
    if isUnloaded {
      next.aboard.remove(job)
      next.open.remove(job)
    } else {
      next.aboard.insert(job)
      next.open.insert(job)
      next.waiting.remove(job)
      if case .pickup = terms.kind { next.hasPickedUp = true }
      if !isSound(next.aboard) { return }
    }
    let service = problem.stops[stop].serviceSeconds
    let during = story.aboard.intersection(next.aboard)
    next.cost += (vehicle.costPerSecond + rate(during)) * service
    next.moments = [:]
    for (moment, cost) in moments {
      var after = moment
      if isUnloaded {
        if let left = after.left.removeValue(forKey: job), let longest = longest(terms), moment.time - left > longest { continue }
      }
      after.time += service
      if !isUnloaded && longest(terms) != nil { after.left[job] = after.time }
      next.moments[after] = min(next.moments[after] ?? .max, cost)
    }
    go(next)
  }

  private func rate(_ aboard: Set<Int>) -> Int { aboard.reduce(0) { $0 + problem.jobs[$1].costPerSecondOnBoard } }

  private var wholeShift: TimeWindow {
    var travel = begun.map { Int(profile.seconds[$0.place * profile.size + vehicle.end]) + $0.at } ?? 0
    if let rule = vehicle.driving, let begun, drivenBefore > 0, travel > begun.at {
      travel += (drivenBefore + travel - begun.at - 1) / rule.longestSeconds * rule.restSeconds
    }
    return TimeWindow(open: 0, close: max(vehicle.shift.close, travel))
  }

  private func comeHome(_ story: Story) {
    var cost = story.cost
    guard let moments = drive(story, to: vehicle.end, windows: [wholeShift], service: 0, cost: &cost) else { return }
    for (moment, value) in moments where isFresh(moment, story) {
      if moment.breaks < vehicle.breaks.count && vehicle.breaks[moment.breaks].window.close < moment.time { continue }
      found = min(found ?? .max, cost + value)
    }
  }

  /// What was picked up was not aboard for too long when the trip ends.
  private func isFresh(_ moment: RichBruteForce.Moment, _ story: Story) -> Bool {
    moment.left.allSatisfy { job, left in
      guard case .pickup = problem.jobs[job].kind else { return true }
      return moment.time - left <= longest(problem.jobs[job]) ?? .max
    }
  }

  private func reload(_ story: Story) {
    var next = story
    guard let moments = drive(story, to: vehicle.start, windows: [wholeShift], service: 0, cost: &next.cost) else { return }
    next.place = vehicle.start
    next.trip += 1
    next.moments = [:]
    for (moment, cost) in moments where isFresh(moment, story) {
      for time in moment.time + vehicle.reloadSeconds...max(vehicle.shift.close, moment.time + vehicle.reloadSeconds) {
        if time > vehicle.shift.close { break }
        var after = moment
        after.time = time
        after.left = [:]
        if let rule = vehicle.driving, time - moment.time >= rule.restSeconds { after.driven = 0 }
        let value = cost + vehicle.costPerSecond * (time - moment.time)
        next.moments[after] = min(next.moments[after] ?? .max, value)
      }
    }
    begin(next, isFirst: false)
  }

  /// From every moment to every second at which service may begin at a place.
  private func drive(_ story: Story, to place: Int, windows: [TimeWindow], service: Int, cost: inout Int) -> Moments? {
    let at = story.place * profile.size + place
    if profile.seconds[at] == TravelProfile.unreachable || profile.metres[at] == TravelProfile.unreachable { return nil }
    cost += Int(profile.metres[at]) * vehicle.costPerMetre
    if let tolls = profile.tolls, !vehicle.freeOfTolls, !isTollFree(story.aboard) { cost += Int(tolls[at]) }
    let price = vehicle.costPerSecond + rate(story.aboard)
    var next: Moments = [:]
    let end = max(windows.map(\.close).max() ?? 0, 0)
    for (moment, value) in story.moments {
      // Work left in 2000ths of a second, so that paces of 500, 1000 and 2000 thousandths are exact.
      var seen: Set<[Int]> = []
      let whole = Int(profile.seconds[at]) * 2000
      func walk(_ time: Int, _ left: Int, _ driven: Int, _ breaks: Int, _ stood: Int) {
        if time > end || !seen.insert([time, left, driven, breaks, stood]).inserted { return }
        let isPending = breaks < vehicle.breaks.count
        if isPending && vehicle.breaks[breaks].window.close < time && !(left == 0 && service == 0) { return }
        if left == 0, windows.contains(where: { $0.open <= time && time <= $0.close }) {
          var after = moment
          after.time = time
          after.breaks = breaks
          let isRested = vehicle.driving.map { stood + service >= $0.restSeconds } ?? true
          after.driven = isRested ? 0 : driven
          let sum = value + price * (time - moment.time)
          next[after] = min(next[after] ?? .max, sum)
        }
        if isPending {
          let item = vehicle.breaks[breaks]
          if item.window.open <= time && time <= item.window.close {
            let resets = vehicle.driving.map { item.seconds >= $0.restSeconds } ?? false
            walk(time + item.seconds, left, resets && (left == whole || left == 0) ? 0 : driven, breaks + 1, stood)
          }
        }
        if left == 0 {
          walk(time + 1, 0, driven, breaks, min(stood + 1, vehicle.driving?.restSeconds ?? 0))
          return
        }
        if isPending && vehicle.breaks[breaks].window.open > time { walk(time + 1, left, driven, breaks, stood) }
        if let rule = vehicle.driving {
          if driven >= rule.longestSeconds { return walk(time + rule.restSeconds, left, 0, breaks, stood) }
          walk(time + 1, max(left - progress(time), 0), driven + 1, breaks, stood)
        } else {
          walk(time + 1, max(left - progress(time), 0), 0, breaks, stood)
        }
      }
      walk(moment.time, whole, moment.driven, moment.breaks, 0)
    }
    return next.isEmpty ? nil : next
  }

  private func progress(_ time: Int) -> Int { 2000 * 1000 / (profile.pace.last { $0.from <= time }?.permille ?? 1000) }

  private func isTollFree(_ aboard: Set<Int>) -> Bool {
    if aboard.contains(where: { !problem.jobs[$0].isListed }) { return false }
    return vehicle.tollFree.enumerated().contains { dimension, bound in
      bound.map { least in aboard.reduce(0) { $0 + problem.jobs[$1].load[dimension] } >= least } ?? false
    }
  }
}
