import ArgumentParser
import Catalogue
import DaySimulation
import Dispatching
import Distances
import Foundation
import GreenChannel
import Measures
import Messages
import Routing
import Simulation
import Storage
import Tabular

struct RunCompare: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "compare",
      abstract: say("同一天三种排法相比:一起排、不顾通行费、各村各跑", "One day planned three ways: together, blind to tolls, each village for itself"),
      discussion: say(
        "--scenario 读一个虚构的日子(见 shanhuo sample scenario),--date 取当日订单;什么也不采纳。\n",
        "--scenario reads a made-up day (see shanhuo sample scenario), --date takes the day's orders; nothing is adopted.\n")
        + example("shanhuo run compare --scenario Catalog/scenarios/county-day --seconds 2"))
  }

  @OptionGroup var options: GlobalOptions
  @Option(help: ArgumentHelp(say("虚构的日子", "A made-up day"), valueName: "folder")) var scenario: String?
  @Option(help: ArgumentHelp(say("送货日", "The day of delivery"), valueName: "day")) var date: String?
  @OptionGroup var planning: PlanningOptions
  @OptionGroup var roads: RoadTableOptions
  @Option(
    name: .customLong("policy"),
    help: ArgumentHelp(
      say("改为比较策略(模拟),可重复;第一个是基准", "Compare policies instead, by simulation; again for each, the first is the base"), valueName: "name"))
  var policies: [String] = []
  @OptionGroup var replicates: ReplicateOptions
  @Option(
    help: ArgumentHelp(
      say("模拟到准时之差的置信区间半宽不超过此值,如 0.5%", "Simulate until half of the interval of each difference in time is this, such as 0.5%"),
      valueName: "share"))
  var untilHalfWidth: String?

  func validate() throws {
    guard (scenario == nil) != (date == nil) else {
      throw ValidationError(say("--scenario 和 --date 要给一个", "give one of --scenario and --date"))
    }
    guard policies.count != 1 else { throw ValidationError(say("--policy 至少要给两个", "give --policy twice at least")) }
    guard untilHalfWidth == nil || !policies.isEmpty else {
      throw ValidationError(say("--until-half-width 与 --policy 连用", "--until-half-width goes with --policy"))
    }
  }

  private func comparePolicies(_ session: Session) throws {
    let steps = try planning.iterations.map { try positive($0, "--iterations") } ?? 200
    let day = try DayInQuestion(date: date, scenario: scenario, roads: roads, steps: steps, seed: planning.seed).simulated(session)
    let table = PolicyTable(
      policies: try policies.map { try Policy($0) }, day: day, runner: try Replicates(threads: planning.threadCount), seed: planning.seed)
    let halfWidth = try untilHalfWidth.map { text in
      Double(try tenThousandths(text)) / 10_000
    }
    try table.present(try halfWidth.map { try table.enough(for: $0) } ?? replicates.count(), isJSON: options.json)
  }

  private struct Row: Encodable {
    var plan: String
    var runs: Int
    var carried: Int
    var hauls: Int
    var onTime: Int
    var kilometres: Double
    var costFen: Int64
    var tollsFen: Int64
    var tollSavedFen: Int64
    var lifeLostFen: Int64
    var seconds: Double
    var steps: Int

    init(_ plan: String, _ figures: PlanFigures, seconds: Double, steps: Int) throws {
      self.plan = plan
      runs = figures.runs
      carried = figures.carried
      hauls = figures.hauls
      onTime = figures.onTime
      kilometres = Double(figures.metres) / 1000
      costFen = try figures.cost().fen
      tollsFen = figures.tolls.fen
      tollSavedFen = figures.tollsSaved.fen
      lifeLostFen = figures.lifeLost.fen
      self.seconds = seconds
      self.steps = steps
    }
  }

  func run() throws {
    let session = try Session(options, mode: .read)
    if !policies.isEmpty { return try comparePolicies(session) }
    let tasks = try tasks(session)
    var rows = [try row(say("一起排", "together"), [tasks.together])]
    if tasks.counties.count > 1 { rows.append(try row(say("分县排", "county by county"), tasks.counties)) }
    var blind = tasks.together
    blind.weighsTolls = false
    rows.append(try row(say("不顾通行费", "blind to tolls"), [blind]))
    rows.append(try row(say("各村各跑", "each village for itself"), tasks.together.aloneByOrigin, each: 0.02))
    if options.json { return Terminal.printJSON(rows) }
    Terminal.table(
      [
        .init(say("排法", "plan")), .init(say("车次", "runs"), right: true), .init(say("运到", "carried"), right: true),
        .init(say("准时", "on time"), right: true), .init(say("公里", "km"), right: true), .init(say("费用", "cost"), right: true),
        .init(say("通行费", "tolls"), right: true), .init(say("免收", "saved"), right: true), .init(say("鲜度损失", "life lost"), right: true),
        .init(say("秒", "seconds"), right: true),
      ],
      rows.map {
        [
          $0.plan, "\($0.runs)", "\($0.carried)/\($0.hauls)", "\($0.onTime)", "\(Int($0.kilometres))", "\(Money(fen: $0.costFen))",
          "\(Money(fen: $0.tollsFen))", "\(Money(fen: $0.tollSavedFen))", "\(Money(fen: $0.lifeLostFen))",
          String(format: "%.2f", $0.seconds),
        ]
      })
  }

  private func tasks(_ session: Session) throws -> (together: DayTask, counties: [DayTask]) {
    guard let scenario else {
      let task = try DayDesk(session, on: day(date ?? "")).task(roads, hasCertificate: planning.certificate)
      return (task, [task])
    }
    return try ScenarioTasks(reading: scenario, session.catalogue(), roads).tasks
  }

  /// Plans tasks, those of counties beside each other on as many threads as were asked for.
  private func row(_ name: String, _ tasks: [DayTask], each: Double? = nil) throws -> Row {
    let began = nanoseconds(CLOCK_MONOTONIC)
    let results = Results()
    let queue = OperationQueue()
    queue.maxConcurrentOperationCount = tasks.count > 1 ? planning.threadCount : 1
    var settings = try planning.settings(usual: 2)
    if let each { (settings.seconds, settings.steps) = (settings.steps == nil ? each : nil, settings.steps) }
    if tasks.count > 1 { (settings.threads, settings.islands) = (1, 1) }
    for (index, task) in tasks.enumerated() {
      queue.addOperation { [settings] in
        results.add(index, Result { try DayProblem(telling: task).plan(settings, now: { nanoseconds(CLOCK_MONOTONIC) }, explains: false) })
      }
    }
    queue.waitUntilAllOperationsAreFinished()
    var figures = PlanFigures()
    var steps = 0
    for (index, task) in tasks.enumerated() {
      let plan = try results.plan(index)
      try figures.add(plan.drafts, task)
      steps += plan.steps
    }
    return try Row(name, figures, seconds: Double(nanoseconds(CLOCK_MONOTONIC) - began) / 1e9, steps: steps)
  }

  /// What came out of each task, whichever thread it was on.
  private final class Results: @unchecked Sendable {
    private let lock = NSLock()
    private var plans: [Int: Result<DayPlan, any Error>] = [:]

    func add(_ index: Int, _ plan: Result<DayPlan, any Error>) { lock.withLock { plans[index] = plan } }
    func plan(_ index: Int) throws -> DayPlan { try lock.withLock { try plans[index]!.get() } }
  }
}
