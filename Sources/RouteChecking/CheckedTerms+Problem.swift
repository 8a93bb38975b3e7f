public import Routing

extension CheckedTerms {
  init(_ problem: Problem) {
    windows = problem.stops.map { $0.windows.map { (Double($0.open), Double($0.close)) } }
    carriage = problem.jobs.map { job in
      Carriage(
        prize: job.prize.map(Double.init), priority: job.priority, longest: job.longestOnBoard.map(Double.init),
        longestChilled: (job.longestOnBoardChilled ?? job.longestOnBoard).map(Double.init),
        costPerSecond: Double(job.costPerSecondOnBoard), skills: job.skills, goods: job.goods, isListed: job.isListed)
    }
    work = problem.vehicles.map { type in
      let profile = problem.profiles[type.profile]
      let tolls = type.freeOfTolls ? nil : profile.tolls
      return Work(
        skills: type.skills, trips: type.trips, reload: Double(type.reloadSeconds), deliveriesFirst: type.deliveriesFirst,
        breaks: type.breaks.map {
          Pause(open: Double($0.window.open), close: Double($0.window.close), seconds: Double($0.seconds))
        },
        driving: type.driving.map { (Double($0.longestSeconds), Double($0.restSeconds)) },
        tollFree: type.tollFree.map { $0.map(Double.init) },
        toll: { from, to in tolls.map { Double($0[from * profile.size + to]) } ?? 0 },
        pace: profile.pace.map { (Double($0.from), Double($0.permille)) }, isChilled: type.isChilled)
    }
    apart = problem.apart
    let taskOfStop = Dictionary(
      problem.jobs.enumerated().flatMap { task, job in job.stops.map { ($0, task) } }, uniquingKeysWith: { one, _ in one })
    underway = problem.begun.map { route in
      var aboard: [Int: Double] = [:]
      for (index, task) in route.aboard.enumerated() { aboard[task] = Double(route.aboardSince?[index] ?? route.at) }
      for stop in route.locked {
        if let task = taskOfStop[stop], case .delivery = problem.jobs[task].kind, aboard[task] == nil { aboard[task] = Double(route.at) }
      }
      return Underway(
        vehicle: route.vehicle, place: route.place, at: Double(route.at), aboard: aboard, locked: route.locked,
        driven: Double(route.drivenSeconds))
    }
  }
}

extension CheckedRoute {
  public init(_ route: Plan.Route, in problem: Problem) {
    self.init(
      vehicle: route.vehicle, stops: route.stops.map { problem.stops[$0].number }, reloads: route.reloads, begun: route.begun,
      hours: route.schedule.map { Hours($0) })
  }
}

extension CheckedRoute.Hours {
  public init(_ schedule: RouteSchedule) {
    self.init(
      departures: schedule.departures.map(Double.init), begins: schedule.begins.map(Double.init), ends: schedule.ends.map(Double.init),
      pauses: schedule.pauses.map { pause in
        var index: Int?
        if case .ofBreak(let number) = pause.reason { index = number }
        return CheckedRoute.Pause(ofBreak: index, begin: Double(pause.begin), seconds: Double(pause.seconds))
      })
  }
}
