public import Routing

extension CheckedCase {
  /// An integer problem as the checker sees it.
  public init(_ problem: Problem) {
    let visits = problem.stops.map { stop in
      Visit(
        number: stop.number, place: stop.place, open: Double(stop.window.open), close: Double(stop.window.close),
        service: Double(stop.serviceSeconds))
    }
    let tasks = problem.jobs.map { job -> Task in
      let load = job.load.map(Double.init)
      switch job.kind {
      case .delivery(let at): return .bring(to: at, load: load)
      case .pickup(let at): return .fetch(from: at, load: load)
      case .shipment(let from, let to): return .carry(from: from, to: to, load: load)
      }
    }
    let vehicles = problem.vehicles.map { type in
      let profile = problem.profiles[type.profile]
      return Vehicle(
        count: type.count, capacity: type.capacity.map(Double.init), start: type.start, end: type.end, open: Double(type.shift.open),
        close: Double(type.shift.close), fixedCost: Double(type.fixedCost), costPerMetre: Double(type.costPerMetre),
        costPerSecond: Double(type.costPerSecond)
      ) { from, to in
        let metres = profile.metres[from * profile.size + to]
        let seconds = profile.seconds[from * profile.size + to]
        return metres == TravelProfile.unreachable || seconds == TravelProfile.unreachable ? nil : (Double(metres), Double(seconds))
      }
    }
    self.init(visits: visits, tasks: tasks, vehicles: vehicles, terms: problem.isRich ? CheckedTerms(problem) : nil)
  }
}
