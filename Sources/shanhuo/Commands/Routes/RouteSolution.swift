import Foundation
import RouteChecking
import Routing

/// Routes as JSON has them: numbers of stops, and for fleets of several types each route's type, counted from 0.
struct RouteSolution: Codable {
  var routes: [[Int]]
  var vehicleTypes: [Int]?
  /// Numbers of the stops of the jobs that nobody does.
  var unserved: [Int]?

  init(reading path: String) throws {
    let bytes = try RouteFile.bytes(path)
    do {
      self = try RouteFile.decoder.decode(RouteSolution.self, from: Data(bytes))
    } catch {
      throw RouteFault.notASolution(path, why: RouteFile.words(error))
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
    let routes = routes.enumerated().map { (vehicle: vehicleTypes?[$0] ?? 0, stops: $1) }
    return RouteChecker(file.judged).judge(routes: routes, unserved: unservedJobs(file.problem))
  }

  /// As a plan to begin with; stops that the problem does not have are left out, and jobs of which no stop is visited are unserved.
  func plan(_ problem: Problem) -> Plan {
    let position = Dictionary(problem.stops.enumerated().map { ($1.number, $0) }, uniquingKeysWith: { first, _ in first })
    let kept = routes.enumerated().map { Plan.Route(vehicle: vehicleTypes?[$0] ?? 0, stops: $1.compactMap { position[$0] }) }
    let visited = Set(kept.flatMap(\.stops))
    let unserved = problem.jobs.indices.filter { !problem.jobs[$0].stops.contains(where: visited.contains) }
    return Plan(routes: kept.filter { !$0.stops.isEmpty }, unserved: unserved)
  }
}
