import ArgumentParser
import Messages
import RouteChecking
import Routing

struct RouteCheck: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "check", abstract: say("检验一份路线方案,重算全部费用", "Judge a solution, and recompute all its costs"),
      discussion: say(
        "检验程序与求解程序没有共用代码。有违反时退出码为 65。\n", "The judge shares no code with the solver. It exits with 65 where a rule is broken.\n")
        + example("shanhuo route check R101.txt R101.json --json"))
  }

  @OptionGroup var options: GlobalOptions
  @Argument(help: ArgumentHelp(say("问题文件", "The problem"), valueName: "file")) var file: String
  @Argument(help: ArgumentHelp(say("方案", "The solution"), valueName: "solution")) var solution: String

  struct Finding: Encodable { var rule: String; var route: Int?; var stop: Int?; var amount: Double }

  struct View: Encodable {
    var instance: String
    var feasible: Bool
    var vehicles: Int
    var distance: Double
    var duration: Double
    var cost: Double
    /// Parts of the cost that only some problems have; left out where they are nothing.
    var tolls: Double?
    var onBoard: Double?
    var prizesLost: Double?
    var unserved: Int
    var violations: [Finding]
  }

  func run() throws {
    let read = try RouteFile(file)
    let verdict = try RouteSolution(reading: solution).judge(read)
    let findings = verdict.violations.map { violation in
      Finding(rule: violation.rule.name, route: violation.route.map { $0 + 1 }, stop: violation.stop, amount: violation.amount)
    }
    if options.json {
      Terminal.printJSON(
        View(
          instance: read.problem.name, feasible: verdict.isComplete, vehicles: verdict.vehicles, distance: verdict.metres,
          duration: verdict.seconds, cost: verdict.total, tolls: RouteView.part(verdict.tolls),
          onBoard: RouteView.part(verdict.onBoardCost),
          prizesLost: RouteView.part(verdict.prizesLost), unserved: verdict.unserved.count, violations: findings))
    } else {
      for violation in verdict.violations { Terminal.print(violation.words(.ofProcess)) }
      Terminal.print(
        verdict.isComplete
          ? say("可行:\(verdict.vehicles) 辆车,里程 \(verdict.metres)", "Feasible: \(verdict.vehicles) vehicles, distance \(verdict.metres)")
          : say(
            "不可行:\(findings.count) 处违反,\(verdict.unserved.count) 项未安排",
            "Not feasible: \(findings.count) violations, \(verdict.unserved.count) unserved"))
    }
    guard verdict.isComplete else { throw ExitStatus.badData }
  }
}

extension Violation {
  func words(_ language: Language) -> String {
    let places = [
      route.map { language == .zh ? "路线 \($0 + 1)" : "route \($0 + 1)" }, stop.map { language == .zh ? "站点 \($0)" : "stop \($0)" },
    ]
    return (places.compactMap { $0 } + ["\(rule.label(language)) (\(amount))"]).joined(separator: ", ")
  }
}

extension Violation.Rule {
  /// As JSON has it, e.g. `delivered_before_pickup`.
  var name: String { rawValue.reduce(into: "") { $0 += $1.isUppercase ? "_" + $1.lowercased() : String($1) } }

  var label: Text {
    switch self {
    case .late: Text(zh: "晚于时间窗", en: "later than its window")
    case .overtime: Text(zh: "晚于收班", en: "back after the shift")
    case .overload: Text(zh: "超载", en: "overloaded")
    case .repeated: Text(zh: "重复到访", en: "visited more than once")
    case .unknownStop: Text(zh: "没有这个站点", en: "there is no such stop")
    case .missing: Text(zh: "没有人去", en: "visited by nobody")
    case .servedAndUnserved: Text(zh: "说是未安排,却有到访", en: "said to be unserved, and visited")
    case .deliveredBeforePickup: Text(zh: "先送后取", en: "delivered before it is picked up")
    case .divided: Text(zh: "取货与送货不在同一条路线", en: "pickup and delivery are not on one route")
    case .tooManyVehicles: Text(zh: "车辆不够", en: "more vehicles than there are")
    case .unknownVehicle: Text(zh: "没有这种车", en: "there is no such vehicle type")
    case .noWay: Text(zh: "此路不通", en: "no way leads there")
    default: termLabel
    }
  }

  /// Of the rules beyond windows and loads.
  private var termLabel: Text {
    switch self {
    case .outsideWindow: Text(zh: "在两个时间窗之间", en: "between two of its windows")
    case .skills: Text(zh: "车辆缺少技能", en: "the vehicle lacks a skill")
    case .goodsApart: Text(zh: "货物不可同车", en: "goods that may not be aboard together")
    case .onBoardTooLong: Text(zh: "在车时间太长", en: "aboard for too long")
    case .deliveriesFirst: Text(zh: "送完之前已取货", en: "a pickup came before the last delivery")
    case .tooManyTrips: Text(zh: "趟数太多", en: "more trips than the vehicle may make")
    case .tripWithoutStop: Text(zh: "有一趟没有站点", en: "a trip without a stop")
    case .acrossTrips: Text(zh: "取货与送货不在同一趟", en: "loaded in one trip and not handed over in it")
    case .reloadTooShort: Text(zh: "装车时间不够", en: "too little time to load")
    case .breakMissing: Text(zh: "没有休息", en: "a break is not made")
    case .breakOutsideWindow: Text(zh: "休息不在时间窗内", en: "a break outside its window")
    case .breakTooShort: Text(zh: "休息太短", en: "a break is too short")
    case .pauseDuringService: Text(zh: "服务当中休息", en: "a pause during a service")
    case .drivingTooLong: Text(zh: "连续驾驶太久", en: "driven for too long without a rest")
    case .tooFast: Text(zh: "赶不到", en: "sooner than the vehicle can be there")
    case .departure: Text(zh: "出发时刻不对", en: "leaves when it cannot")
    case .hoursMissing: Text(zh: "时刻与站点不符", en: "hours that do not match the stops")
    case .lockedStops: Text(zh: "锁定的站点不在最前", en: "does not begin with the locked stops")
    case .notAboard: Text(zh: "货不在这辆车上", en: "the goods are not aboard this vehicle")
    case .begunRoute: Text(zh: "在途路线没有接续", en: "a route under way is not continued once")
    default: Text(zh: rawValue, en: rawValue)
    }
  }
}
