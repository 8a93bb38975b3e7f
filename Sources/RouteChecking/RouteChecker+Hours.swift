extension RouteChecker {
  /// Judges a route of a case with terms: what is aboard, and its hours, which are the plan's or, without such, the checker's own.
  func walkTerms(_ route: CheckedRoute, _ visits: [Int], _ terms: CheckedTerms, _ index: Int, _ verdict: inout Verdict) {
    let walk = TripWalk(self, terms, index, route, visits)
    verdict.violations += walk.violations
    let underway = route.begun.flatMap { terms.underway.indices.contains($0) ? terms.underway[$0] : nil }
    let judge = HourJudge(self, terms, index, route.vehicle, underway, walk)
    let hours = route.hours ?? judge.ownHours()
    judge.judge(hours, &verdict)
    if underway == nil { verdict.fixedCost += judged.vehicles[route.vehicle].fixedCost }
    for call in walk.calls {
      verdict.metres += call.metres
      verdict.distanceCost += call.metres * judged.vehicles[route.vehicle].costPerMetre
      verdict.tolls += call.toll
    }
  }
}

/// Judges the hours of one route, and makes some where there are none.
struct HourJudge {
  private let checker: RouteChecker
  private let terms: CheckedTerms
  private let index: Int
  private let vehicle: CheckedCase.Vehicle
  private let work: CheckedTerms.Work
  private let underway: CheckedTerms.Underway?
  private let walk: TripWalk
  private let clock: RoadClock
  private static let hair = 1e-6

  init(
    _ checker: RouteChecker, _ terms: CheckedTerms, _ index: Int, _ type: Int, _ underway: CheckedTerms.Underway?, _ walk: TripWalk
  ) {
    self.checker = checker
    self.terms = terms
    self.index = index
    vehicle = checker.judged.vehicles[type]
    work = terms.work[type]
    self.underway = underway
    self.walk = walk
    clock = RoadClock(pace: work.pace, driving: work.driving)
  }

  private func violation(_ rule: Violation.Rule, _ amount: Double, _ call: TripWalk.Call? = nil) -> Violation {
    var stop: Int?
    if case .visit(let visit)? = call?.kind { stop = checker.judged.visits[visit].number }
    return Violation(route: index, stop: stop, rule: rule, amount: amount)
  }

  /// At the wheel before the route goes on; whoever drove longer than he may rests at once.
  private var drivenBefore: Double { work.driving.map { min(underway?.driven ?? 0, $0.longest) } ?? 0 }

  /// Who is under way and late may drive home all the same, with the rests that he has to make after what he drove before.
  private var close: Double {
    guard let underway, let leg = vehicle.leg(underway.place, vehicle.end) else { return vehicle.close }
    var home = clock.drive(leg.seconds, from: underway.at, driven: -.infinity, pauses: [], holds: false).arrival.rounded(.up)
    if let driving = work.driving, drivenBefore > 0, home > underway.at {
      home += ((drivenBefore + home - underway.at - 1) / driving.longest).rounded(.down) * driving.rest
    }
    return max(vehicle.close, home)
  }

  func judge(_ hours: CheckedRoute.Hours, _ verdict: inout Verdict) {
    let homes = walk.calls.filter { $0.kind == .home }.count
    guard hours.departures.count == homes, hours.ends.count == homes, hours.begins.count == walk.calls.count - homes else {
      verdict.violations.append(violation(.hoursMissing, 1))
      return
    }
    var pauses = hours.pauses.sorted { $0.begin < $1.begin }
    var aboardSince = underway?.aboard ?? [:]
    var leave = hours.departures[0]
    if let underway {
      if leave != underway.at { verdict.violations.append(violation(.departure, abs(leave - underway.at))) }
    } else if leave < vehicle.open || leave > vehicle.close {
      verdict.violations.append(violation(.departure, max(vehicle.open - leave, leave - vehicle.close)))
    }
    for task in walk.first where aboardSince[task] == nil { aboardSince[task] = leave }
    var (driven, trip, visited) = (drivenBefore, 0, 0)
    var latestHome = close
    if let underway { for task in underway.aboard.keys where isFetched(task) { latestHome = max(latestHome, underway.at) } }
    for call in walk.calls {
      let isHome = call.kind == .home
      let begin = isHome ? hours.ends[trip] : hours.begins[visited]
      let here = pauses.prefix { $0.begin < begin - HourJudge.hair || $0.begin + $0.seconds <= begin + HourJudge.hair }
      pauses.removeFirst(here.count)
      for pause in here where pause.begin < leave - HourJudge.hair || pause.begin + pause.seconds > begin + HourJudge.hair {
        verdict.violations.append(violation(.pauseDuringService, 1, call))
      }
      let tries = [false, true].map { clock.drive(call.seconds, from: leave, driven: driven, pauses: Array(here), holds: $0) }
      var service = 0.0
      if case .visit(let visit) = call.kind { service = checker.judged.visits[visit].service }
      let outcome = tries.min { score($0, begin, service) < score($1, begin, service) } ?? tries[0]
      if outcome.arrival > begin + HourJudge.hair { verdict.violations.append(violation(.tooFast, outcome.arrival - begin, call)) }
      if outcome.excess > HourJudge.hair { verdict.violations.append(violation(.drivingTooLong, outcome.excess, call)) }
      driven = outcome.driven
      let rate = call.aboard.reduce(0) { $0 + terms.carriage[$1].costPerSecond }
      verdict.onBoardCost += rate * (begin - leave)
      judgeRides(call, begin, &aboardSince, &verdict)
      if isHome {
        if begin > latestHome + HourJudge.hair { verdict.violations.append(violation(.overtime, begin - latestHome)) }
        trip += 1
        guard trip < homes else { continue }
        leave = hours.departures[trip]
        let inside = pauses.prefix { $0.begin < leave - HourJudge.hair }
        pauses.removeFirst(inside.count)
        let loading = leave - begin - inside.reduce(0) { $0 + $1.seconds }
        if loading < work.reload - HourJudge.hair { verdict.violations.append(violation(.reloadTooShort, work.reload - loading)) }
        if leave > vehicle.close { verdict.violations.append(violation(.departure, leave - vehicle.close)) }
        if let driving = work.driving, leave - begin >= driving.rest { driven = 0 }
        for task in call.loaded { aboardSince[task] = leave }
      } else if case .visit(let visit) = call.kind {
        judgeWindow(begin, visit, call, &verdict)
        leave = begin + checker.judged.visits[visit].service
        if let driving = work.driving, leave - outcome.standsSince >= driving.rest - HourJudge.hair { driven = 0 }
        let through = call.aboard.subtracting(call.unloaded)
        verdict.onBoardCost += through.reduce(0) { $0 + terms.carriage[$1].costPerSecond } * (leave - begin)
        for task in call.loaded { aboardSince[task] = leave }
        visited += 1
      }
    }
    for pause in pauses { verdict.violations.append(violation(.pauseDuringService, pause.seconds)) }
    judgeBreaks(hours, &verdict)
    let seconds = (hours.ends.last ?? leave) - hours.departures[0]
    verdict.seconds += seconds
    verdict.timeCost += seconds * vehicle.costPerSecond
  }

  private func longest(_ task: Int) -> Double? { work.isChilled ? terms.carriage[task].longestChilled : terms.carriage[task].longest }

  private func isFetched(_ task: Int) -> Bool {
    if case .fetch = checker.judged.tasks[task] { return true }
    return false
  }

  /// In time first, then with little driven beyond the rule, then with little driven since the last rest when the vehicle leaves again.
  private func score(_ outcome: RoadClock.Outcome, _ begin: Double, _ service: Double) -> Double {
    let isRested = work.driving.map { begin + service - outcome.standsSince >= $0.rest - HourJudge.hair } ?? true
    return (outcome.arrival > begin + HourJudge.hair ? 1e12 : 0) + outcome.excess * 1e6 + (isRested ? 0 : outcome.driven)
  }

  private func judgeRides(_ call: TripWalk.Call, _ begin: Double, _ since: inout [Int: Double], _ verdict: inout Verdict) {
    for task in call.unloaded.sorted() {
      guard let from = since.removeValue(forKey: task), let longest = longest(task) else { continue }
      // What a vehicle under way has aboard and does not hand over stays aboard, and is unserved.
      if call.kind == .home && !isFetched(task) { continue }
      if begin - from > longest + HourJudge.hair { verdict.violations.append(violation(.onBoardTooLong, begin - from - longest, call)) }
    }
  }

  private func judgeWindow(_ begin: Double, _ visit: Int, _ call: TripWalk.Call, _ verdict: inout Verdict) {
    let windows = terms.windows[visit]
    if windows.contains(where: { $0.open <= begin && begin <= $0.close }) { return }
    if let next = windows.first(where: { $0.open > begin }) {
      verdict.violations.append(violation(.outsideWindow, next.open - begin, call))
    } else {
      verdict.violations.append(violation(.late, begin - (windows.last?.close ?? 0), call))
    }
  }

  /// Every break that is due is made, once, in its window.
  private func judgeBreaks(_ hours: CheckedRoute.Hours, _ verdict: inout Verdict) {
    for (number, item) in work.breaks.enumerated() {
      let made = hours.pauses.filter { $0.ofBreak == number }
      for pause in made {
        if pause.begin < item.open || pause.begin > item.close {
          verdict.violations.append(violation(.breakOutsideWindow, max(item.open - pause.begin, pause.begin - item.close)))
        }
        if pause.seconds < item.seconds { verdict.violations.append(violation(.breakTooShort, item.seconds - pause.seconds)) }
      }
      let isDue = hours.departures[0] <= item.close && item.close < hours.ends.last ?? 0
      if isDue && made.isEmpty { verdict.violations.append(violation(.breakMissing, item.seconds)) }
    }
  }

  /// The earliest hours, raised until nothing is aboard for too long, and then left as late as the end allows.
  func ownHours() -> CheckedRoute.Hours {
    var notBefore = [Double](repeating: 0, count: walk.calls.count + 1)
    var hours = forward(from: underway?.at ?? vehicle.open, notBefore)
    let earliest = hours
    for _ in 0..<200 where raise(&notBefore, hours) { hours = forward(from: max(underway?.at ?? vehicle.open, notBefore[0]), notBefore) }
    if !isInTime(hours) {
      // Nothing helps, so the rules that are broken are told at the earliest hours.
      hours = earliest
      notBefore = [Double](repeating: 0, count: notBefore.count)
    }
    guard underway == nil, let end = hours.ends.last else { return hours }
    // Who leaves later is never back earlier.
    var (low, high) = (hours.departures[0].rounded(.up), min(vehicle.close, end).rounded(.down))
    while low < high {
      let middle = ((low + high + 1) / 2).rounded(.down)
      let trial = forward(from: middle, notBefore)
      if trial.ends.last ?? .infinity <= end && isInTime(trial) { low = middle } else { high = middle - 1 }
    }
    let last = forward(from: low, notBefore)
    return isInTime(last) || !isInTime(hours) ? last : hours
  }

  private func isInTime(_ hours: CheckedRoute.Hours) -> Bool {
    var verdict = Verdict()
    judge(hours, &verdict)
    return verdict.violations.isEmpty
  }

  /// Raises the loading of what is aboard for too long.
  private func raise(_ notBefore: inout [Double], _ hours: CheckedRoute.Hours) -> Bool {
    var loadedAt: [Int: (call: Int, leave: Double)] = [:]
    for task in walk.first where underway?.aboard[task] == nil { loadedAt[task] = (0, hours.departures[0]) }
    var (trip, visited, hasRaised) = (0, 0, false)
    for (number, call) in walk.calls.enumerated() {
      let isHome = call.kind == .home
      let begin = isHome ? hours.ends[trip] : hours.begins[visited]
      var leave = begin
      if isHome {
        trip += 1
        if trip < hours.departures.count { leave = hours.departures[trip] }
      } else if case .visit(let visit) = call.kind {
        visited += 1
        leave += checker.judged.visits[visit].service
      }
      for task in call.unloaded {
        guard let from = loadedAt[task], let longest = longest(task), begin - from.leave > longest + HourJudge.hair else {
          continue
        }
        notBefore[from.call] = max(notBefore[from.call], begin - longest - (from.leave - base(from.call, hours)))
        hasRaised = true
      }
      for task in call.loaded { loadedAt[task] = (number + 1, leave) }
    }
    return hasRaised
  }

  /// The hour that `notBefore` bounds: of the departure from home, or the beginning of a service.
  private func base(_ call: Int, _ hours: CheckedRoute.Hours) -> Double {
    if call == 0 { return hours.departures[0] }
    let before = walk.calls[0..<call]
    let homes = before.filter { $0.kind == .home }.count
    return walk.calls[call - 1].kind == .home ? hours.departures[homes] : hours.begins[call - homes - 1]
  }

  /// Drives from one departure on, as early as everything allows; breaks as soon as their window is open, rests when they fall due.
  private func forward(from departure: Double, _ notBefore: [Double]) -> CheckedRoute.Hours {
    var hours = CheckedRoute.Hours(departures: [departure], begins: [], ends: [], pauses: [])
    var (time, driven) = (departure, drivenBefore)
    var next = work.breaks.firstIndex { $0.close >= departure } ?? work.breaks.count
    let homes = walk.calls.filter { $0.kind == .home }.count
    for (number, call) in walk.calls.enumerated() {
      drive(call.seconds, &time, &driven, &next, &hours)
      let arrival = time
      switch call.kind {
      case .visit(let visit):
        func open(_ second: Double) -> Double {
          terms.windows[visit].first { $0.close >= second }.map { max(second, $0.open) } ?? second
        }
        time = open(max(time, notBefore[number + 1]))
        while next < work.breaks.count, work.breaks[next].open <= time, work.breaks[next].close >= arrival {
          take(&next, max(arrival, work.breaks[next].open), &time, &driven, &hours)
          time = open(time)
        }
        hours.begins.append(time)
        time += checker.judged.visits[visit].service
        if let driving = work.driving, time - arrival >= driving.rest { driven = 0 }
      case .home:
        hours.ends.append(time)
        guard hours.ends.count < homes else { break }
        time = max(time + work.reload, notBefore[number + 1])
        if let driving = work.driving, time - arrival >= driving.rest { driven = 0 }
        hours.departures.append(time)
      }
    }
    return hours
  }

  private func take(_ next: inout Int, _ begin: Double, _ time: inout Double, _ driven: inout Double, _ hours: inout CheckedRoute.Hours) {
    let item = work.breaks[next]
    hours.pauses.append(CheckedRoute.Pause(ofBreak: next, begin: begin, seconds: item.seconds))
    time = max(time, begin + item.seconds)
    if let driving = work.driving, item.seconds >= driving.rest { driven = 0 }
    next += 1
  }

  private func drive(
    _ seconds: Double, _ time: inout Double, _ driven: inout Double, _ next: inout Int, _ hours: inout CheckedRoute.Hours
  ) {
    var left = seconds
    while left > 1e-9 {
      if next < work.breaks.count, work.breaks[next].open <= time, time <= work.breaks[next].close {
        take(&next, time, &time, &driven, &hours)
        continue
      }
      if let driving = work.driving, driven >= driving.longest - 1e-9 {
        hours.pauses.append(CheckedRoute.Pause(ofBreak: nil, begin: time, seconds: driving.rest))
        time += driving.rest
        driven = 0
        continue
      }
      let permille = work.pace.last { $0.from <= time }?.permille ?? 1000
      var stop = min(time + left * permille / 1000, work.pace.first { $0.from > time }?.from ?? .infinity)
      if let driving = work.driving { stop = min(stop, time + driving.longest - driven) }
      if next < work.breaks.count, work.breaks[next].open > time { stop = min(stop, work.breaks[next].open) }
      left -= (stop - time) * 1000 / permille
      driven += stop - time
      time = stop
    }
    time = (time - HourJudge.hair).rounded(.up)
  }
}
