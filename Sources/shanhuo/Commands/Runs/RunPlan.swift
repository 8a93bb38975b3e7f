import ArgumentParser
import Catalogue
import Dispatching
import Distances
import Engine
import GreenChannel
import Ledger
import Measures
import Messages
import Routing
import Storage

struct RunPlan: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "plan", abstract: say("为一天的订单编排车次", "Plan a day's runs"),
      discussion: say(
        "取送货日为当日、已配货、还不在任何车次上的订单,在库存所在地装车,按收货时间送达;计划算好后一次采纳。--dry-run 只看不采纳。\n",
        "Takes the orders for the day whose goods are reserved or packed and ride on no run, from where their lots lie to their buyers, within\nthe hours of the ramps. The plan is made first and then adopted as a whole; --dry-run only shows it.\n"
      ) + example("shanhuo run plan --date 2020-10-08 --seconds 5 --seed 1 --json"))
  }

  @OptionGroup var options: GlobalOptions
  @Option(help: ArgumentHelp(say("送货日", "The day of delivery"), valueName: "day")) var date: String?
  @Option(help: ArgumentHelp(say("改为虚构的日子,只看不采纳", "A made-up day instead, which is only shown"), valueName: "folder"))
  var scenario: String?
  @Option(
    help: ArgumentHelp(
      say("另有的包裹和乘客,CSV,表头同虚构日的 jobs.csv", "Parcels and riders beside the orders: CSV with the header of a scenario's jobs.csv"),
      valueName: "file")) var jobs: String?
  @OptionGroup var planning: PlanningOptions
  @OptionGroup var roads: RoadTableOptions
  @Flag(name: .customLong("toll-blind"), help: ArgumentHelp(say("不为省通行费而调整(比较用)", "Do not try to save tolls; for comparison")))
  var tollBlind = false
  @Option(
    name: .customLong("problem"),
    help: ArgumentHelp(
      say("另把路径问题写成 JSON,供 route solve 等使用", "Also write the routing problem, as JSON for shanhuo route solve and others"),
      valueName: "file"))
  var problemFile: String?
  @Flag(name: .customLong("dry-run"), help: ArgumentHelp(say("只看不采纳", "Show the plan without adopting it"))) var dryRun = false

  func validate() throws {
    guard (scenario == nil) != (date == nil) else {
      throw ValidationError(say("--date 和 --scenario 要给一个", "give one of --date and --scenario"))
    }
    guard jobs == nil || date != nil else { throw ValidationError(say("--jobs 与 --date 连用", "--jobs goes with --date")) }
  }

  func run() throws {
    _ = try planning.settings(usual: 1)
    let isDraft = dryRun || scenario != nil
    let session = try Session(options, mode: isDraft ? .read : .write)
    let (task, notes) = try task(session)
    let date = task.day
    let page = PlanPage(task, session, also: notes)
    guard !task.hauls.isEmpty else { return try page.presentNothing() }
    try PlanRules.requireMeasured(task.vehicles)
    let day = try DayProblem(telling: task)
    if let problemFile { try RouteFile.write(day.problem, to: OutputFile(problemFile)) }
    let plan = try planning.plan(day, usual: 5)
    var runs = plan.drafts.enumerated().map { $1.run(DeliveryRun.ID(number: Int64($0 + 1)), on: date) }
    if !isDraft, !plan.drafts.isEmpty {
      runs = try session.adopt(AdoptPlan(day: date, runs: plan.drafts, splits: task.splits(for: plan.drafts)))
    }
    try page.present(runs, plan, ExplanationWords(day, plan.vehicleOfRoute), isDraft: isDraft)
  }

  private func task(_ session: Session) throws -> (DayTask, notes: [Text]) {
    if let scenario {
      var task = try ScenarioTasks(reading: scenario, session.catalogue(), roads).tasks.together
      task.weighsTolls = !tollBlind
      return (task, [])
    }
    let date = try day(date ?? "")
    guard date >= session.now.day else { throw RunFault.dayPast(date, today: session.now.day) }
    let jobs = try jobs.map { try DayJobs(reading: $0, session, on: date) } ?? .none
    let task = try DayDesk(session, on: date).task(roads, jobs: jobs, hasCertificate: planning.certificate, weighsTolls: !tollBlind)
    return (task, jobs.notes)
  }
}

enum PlanRules {
  /// A goods vehicle without a rated mass can be neither loaded nor held against the toll-free rule.
  static func requireMeasured(_ vehicles: [Vehicle]) throws {
    if let vehicle = vehicles.first(where: { $0.body != .bus && $0.rated <= .zero }) { throw RunFault.noRatedMass(vehicle.id) }
  }
}

/// A plan as people and programs read it.
struct PlanPage {
  struct Unplanned: Encodable {
    var order: String?
    var part: String?
    var cargo: String
    var why: String
  }

  private struct Output: Encodable {
    var day: String
    var runs: [RunView]
    var unplanned: [Unplanned]
    var kilometres: Double
    var costFen: Int64
    var tollsFen: Int64
    var tollSavedFen: Int64
    /// Where the distances come from, and whether anything stands in for what was asked.
    var roads: String
    var roadsStandIn: String?
    /// Places of the plan whose positions are guesses.
    var assumedPlaces: [String]
    /// What is not settled, and how it was taken.
    var notes: [String]
  }

  private let task: DayTask
  private let session: Session

  private let otherNotes: [Text]

  init(_ task: DayTask, _ session: Session, also notes: [Text] = []) {
    self.task = task
    self.session = session
    otherNotes = notes
  }

  func presentNothing() throws {
    if session.options.json {
      return Terminal.printJSON(
        Output(
          day: task.day.description, runs: [], unplanned: [], kilometres: 0, costFen: 0, tollsFen: 0, tollSavedFen: 0, roads: origin,
          roadsStandIn: nil, assumedPlaces: [], notes: notes.map { $0(.ofProcess) }))
    }
    Terminal.print(say("\(task.day) 没有待编排的货。", "Nothing waits for a run on \(task.day)."))
    for note in notes { Terminal.print(note(.ofProcess)) }
  }

  func present(_ runs: [DeliveryRun], _ plan: DayPlan, _ words: ExplanationWords, isDraft: Bool) throws {
    let catalogue = task.catalogue
    let unplanned = plan.unplanned.map { item -> Unplanned in
      let haul = task.hauls[item.haul]
      let why = words.text(item)(.ofProcess)
      guard case .part(let order, let line, let part) = haul.kind else { return Unplanned(cargo: haul.kind.description, why: why) }
      return Unplanned(order: order.description, part: "\(line).\(part)", cargo: haul.kind.description, why: why)
    }
    let assumed = Set(runs.flatMap { $0.stops.map(\.place) }).filter { catalogue.place($0)?.position.assumed ?? true }.sorted()
    if session.options.json {
      return Terminal.printJSON(
        Output(
          day: task.day.description, runs: try runs.map { try RunView($0, catalogue, isDraft: isDraft) }, unplanned: unplanned,
          kilometres: Double(runs.reduce(0) { $0 + $1.cost.metres }) / 1000, costFen: try plan.cost().fen,
          tollsFen: runs.reduce(0) { $0 + $1.cost.tolls.fen }, tollSavedFen: try plan.tollSaved().fen, roads: origin,
          roadsStandIn: task.roads.standIn?(.ofProcess), assumedPlaces: assumed, notes: notes.map { $0(.ofProcess) }))
    }
    for run in runs {
      try RunPage(run, catalogue).print(isDraft: isDraft)
      Terminal.print("")
    }
    for item in unplanned { Terminal.print(say("未排 ", "not planned ") + "\(item.cargo): \(item.why)") }
    let kilometres = runs.reduce(0) { $0 + $1.cost.metres } / 1000
    Terminal.print(
      say(
        "\(runs.count) 个车次,\(kilometres) 公里,费用 \(try plan.cost()) 元,免通行费 \(try plan.tollSaved()) 元;里程:\(origin)。",
        "\(runs.count) runs, \(kilometres) km, cost \(try plan.cost()), tolls saved \(try plan.tollSaved()); distances: \(origin)."))
    if !assumed.isEmpty { Terminal.print(say("* 位置是假定的(\(assumed.count) 处)。", "* Position assumed (\(assumed.count) places).")) }
    for note in notes { Terminal.print(note(.ofProcess)) }
  }

  private var origin: String {
    switch task.roads.origin {
    case .builtIn: say("内置", "built in")
    case .file(let name): name
    case .engine(let url): url
    }
  }

  private var notes: [Text] {
    let products = Set(task.hauls.compactMap(\.product))
    var notes = otherNotes
    for product in products.sorted(by: { $0.id < $1.id }) where product.tollFree == .unsettled {
      let taken = task.catalogue.tollFreeRules.unsettledIsListed
      notes.append(
        Text(
          zh: "\(product.name.zh) 是否在免费目录内未定,按\(taken ? "在" : "不在")目录内计。",
          en: "No source settles whether \(product.name.en) is listed for toll-free passage; taken as \(taken ? "listed" : "not listed")."))
    }
    if !task.hasCertificate, products.contains(where: { task.catalogue.tollFreeRules.needCertificate.contains($0.id) }) {
      notes.append(
        Text(
          zh: "没有当日检疫证明(--certificate),活畜禽按须缴费计。",
          en: "Without the quarantine certificate of the day (--certificate), live animals pay tolls."))
    }
    if let free = task.catalogue.tollFreeRules.freeForAll(on: task.day) {
      notes.append(Text(zh: "当日所有车辆免费(\(free.source)),不算节省。", en: "No vehicle pays on that day (\(free.source)), so nothing is saved."))
    }
    return notes
  }
}
