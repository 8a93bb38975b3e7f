public import Messages

/// Why a day cannot be simulated.
public enum DayFault: Fault, Hashable {
  case missingFigure(String)
  case figureOutOfRange(String, Double)
  /// Nothing of the day is planned and still to leave.
  case noRuns
  /// A run carries what no order, parcel or rider asks for any more.
  case cargoGone(run: String, cargo: String)
  case unknownVehicle(run: String, vehicle: String)
  case noWay(run: String, stop: Int)
  case unknownPolicy(String)
  case unknownBearer(cause: String, bearer: String)

  public var code: String {
    switch self {
    case .missingFigure: "E-DAY-001"
    case .figureOutOfRange: "E-DAY-002"
    case .noRuns: "E-DAY-003"
    case .cargoGone: "E-DAY-004"
    case .unknownVehicle: "E-DAY-005"
    case .noWay: "E-DAY-006"
    case .unknownPolicy: "E-DAY-007"
    case .unknownBearer: "E-DAY-008"
    }
  }

  public var text: Text {
    switch self {
    case .missingFigure(let id):
      Text(zh: "目录的 simulation.yaml 缺少参数 \(id);请补上。", en: "simulation.yaml of the Catalogue lacks the figure \(id); add it.")
    case .figureOutOfRange(let id, let value):
      Text(zh: "模拟参数 \(id) 的值 \(value) 没有意义;请改正。", en: "The figure \(id) means nothing at \(value); correct it.")
    case .noRuns:
      Text(zh: "当日没有尚未出发的车次;请先 run plan。", en: "No run of the day is still to leave; plan some first (run plan).")
    case .cargoGone(let run, let cargo):
      Text(
        zh: "\(run) 上的 \(cargo) 已不再有人要;请先 run replan。", en: "Nobody asks for \(cargo) on \(run) any more; plan anew first (run replan).")
    case .unknownVehicle(let run, let vehicle):
      Text(zh: "\(run) 的车 \(vehicle) 不在目录里。", en: "The vehicle \(vehicle) of \(run) is not in the Catalogue.")
    case .noWay(let run, let stop):
      Text(zh: "没有路通到 \(run) 的第 \(stop) 站。", en: "No road leads to stop \(stop) of \(run).")
    case .unknownPolicy(let name):
      Text(
        zh: "没有叫 \(name) 的策略;可用:\(Policy.names)。", en: "There is no policy \(name); there are \(Policy.names).")
    case .unknownBearer(let cause, let bearer):
      Text(
        zh: "simulation.yaml 中 \(cause) 的承担者 \(bearer) 应为 farmer、hub、carrier 或 buyer。",
        en: "In simulation.yaml \(cause) is borne by \(bearer); it is farmer, hub, carrier or buyer.")
    }
  }
}
