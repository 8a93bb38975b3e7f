import Messages
import RouteChecking
import Routing

/// What a solve tells. Distance and feasibility are the checker's, in the unit of the file, not the solver's.
struct RouteView: Encodable {
  struct Cost: Encodable {
    var fixed: Double
    var distance: Double
    var time: Double
    var total: Double
    var duration: Double
    /// Left out where they are nothing.
    var tolls: Double?
    var onBoard: Double?
    var prizesLost: Double?
  }

  var instance: String
  var feasible: Bool
  var vehicles: Int
  var distance: Double
  /// How long the search took.
  var seconds: Double
  var iterations: Int
  var routes: [[Int]]
  /// Only where there are several types of vehicles.
  var vehicleTypes: [Int]?
  /// Numbers of the stops of jobs that nobody does; left out where there are none.
  var unserved: [Int]?
  var cost: Cost
  /// As ``RouteSolution`` has them; left out where no route has any.
  var reloads: [[Int]]?
  var begun: [Int?]?
  var schedules: [RouteSolution.Hours?]?

  init(_ file: RouteFile, _ plan: Plan, _ result: Solver.Result) {
    let problem = file.problem
    instance = problem.name
    routes = plan.routes.map { $0.stops.map { problem.stops[$0].number } }
    let judged = file.judge(plan)
    feasible = judged.isComplete
    vehicles = judged.vehicles
    distance = judged.metres
    seconds = (Double(result.nanoseconds) / 1e6).rounded() / 1e3
    iterations = result.steps
    if problem.vehicles.count > 1 { vehicleTypes = plan.routes.map(\.vehicle) }
    let left = plan.unserved.flatMap { problem.jobs[$0].stops.map { problem.stops[$0].number } }
    if !left.isEmpty { unserved = left }
    cost = Cost(
      fixed: judged.fixedCost, distance: judged.distanceCost, time: judged.timeCost, total: judged.total, duration: judged.seconds,
      tolls: RouteView.part(judged.tolls), onBoard: RouteView.part(judged.onBoardCost),
      prizesLost: RouteView.part(judged.prizesLost))
    if plan.routes.contains(where: { !$0.reloads.isEmpty }) { reloads = plan.routes.map(\.reloads) }
    if plan.routes.contains(where: { $0.begun != nil }) { begun = plan.routes.map(\.begun) }
    if plan.routes.contains(where: { $0.schedule != nil }) { schedules = plan.routes.map { $0.schedule.map { RouteSolution.Hours($0) } } }
  }

  /// A part of the cost that only some problems have.
  static func part(_ value: Double) -> Double? { value == 0 ? nil : value }

  func print() {
    Terminal.print(
      say(
        "\(instance):\(vehicles) 辆车,里程 \(rounded(distance)),\(iterations) 步,\(seconds) 秒",
        "\(instance): \(vehicles) vehicles, distance \(rounded(distance)), \(iterations) iterations, in \(seconds) s"))
    for (index, route) in routes.enumerated() { Terminal.print("\(index + 1): " + route.map(String.init).joined(separator: " ")) }
    if let unserved { Terminal.print(say("未安排:", "unserved: ") + unserved.map(String.init).joined(separator: " ")) }
  }

  private func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }
}
