import Foundation
import RouteChecking
import Routing

/// Routes as JSON has them: numbers of stops, and for fleets of several types each route's type, counted from 0. Where problems have such,
/// also reloads, routes under way and hours, one entry a route.
struct RouteSolution: Codable {
  var routes: [[Int]]
  var vehicleTypes: [Int]?
  /// Numbers of the stops of the jobs that nobody does.
  var unserved: [Int]?
  /// Positions in the route, counted from 0, before which the vehicle comes back and loads again.
  var reloads: [[Int]]?
  /// Which route under way it continues, counted from 0.
  var begun: [Int?]?
  var schedules: [Hours?]?

  /// When a route does what, in seconds: departures and ends trip by trip, beginnings of service stop by stop.
  struct Hours: Codable {
    struct Pause: Codable {
      /// Which break of the vehicle type it is, counted from 0; left out for a rest by the driving rule.
      var ofBreak: Int?
      var begin: Int
      var seconds: Int
    }

    var departures: [Int]
    var begins: [Int]
    var ends: [Int]
    var pauses: [Pause]?

    init(_ schedule: RouteSchedule) {
      departures = schedule.departures
      begins = schedule.begins
      ends = schedule.ends
      let made = schedule.pauses.map { pause -> Pause in
        var index: Int?
        if case .ofBreak(let number) = pause.reason { index = number }
        return Pause(ofBreak: index, begin: pause.begin, seconds: pause.seconds)
      }
      if !made.isEmpty { pauses = made }
    }

    var schedule: RouteSchedule {
      RouteSchedule(
        departures: departures, begins: begins, ends: ends,
        pauses: (pauses ?? []).map { .init($0.ofBreak.map { .ofBreak($0) } ?? .rest, begin: $0.begin, seconds: $0.seconds) })
    }
  }

  init(reading path: String) throws {
    let bytes = try RouteFile.bytes(path)
    do {
      self = try RouteFile.decoder.decode(RouteSolution.self, from: Data(bytes))
    } catch {
      throw RouteFault.notASolution(path, why: RouteFile.words(error))
    }
    for (name, count) in [("reloads", reloads?.count), ("begun", begun?.count), ("schedules", schedules?.count)] {
      if let count, count != routes.count { throw RouteFault.notASolution(path, why: "\(name): \(count), routes: \(routes.count)") }
    }
    if let vehicleTypes, vehicleTypes.count != routes.count {
      throw RouteFault.notASolution(path, why: "vehicle_types: \(vehicleTypes.count), routes: \(routes.count)")
    }
  }

  /// The jobs that the solution says nobody does.
  func unservedJobs(_ problem: Problem) -> [Int] {
    let numbers = Set(unserved ?? [])
    return problem.jobs.indices.filter { job in problem.jobs[job].stops.contains { numbers.contains(problem.stops[$0].number) } }
  }

  func judge(_ file: RouteFile) -> Verdict {
    let judged = routes.enumerated().map { index, stops in
      CheckedRoute(
        vehicle: vehicleTypes?[index] ?? 0, stops: stops, reloads: reloads?[index] ?? [], begun: begun?[index],
        hours: schedules?[index].map { CheckedRoute.Hours($0.schedule) })
    }
    return RouteChecker(file.judged).judge(judged, unserved: unservedJobs(file.problem))
  }

  /// As a plan to begin with; stops that the problem does not have are left out, and jobs of which no stop is visited are unserved.
  func plan(_ problem: Problem) -> Plan {
    let position = Dictionary(problem.stops.enumerated().map { ($1.number, $0) }, uniquingKeysWith: { first, _ in first })
    let kept = routes.enumerated().map { index, numbers in
      Plan.Route(
        vehicle: vehicleTypes?[index] ?? 0, stops: numbers.compactMap { position[$0] }, reloads: reloads?[index] ?? [], begun: begun?[index]
      )
    }
    let visited = Set(kept.flatMap(\.stops))
    let unserved = problem.jobs.indices.filter { !problem.jobs[$0].stops.contains(where: visited.contains) }
    return Plan(routes: kept.filter { !$0.stops.isEmpty || $0.begun != nil }, unserved: unserved)
  }
}
