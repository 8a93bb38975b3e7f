import ArgumentParser
import Dispatching
import Engine
import GreenChannel
import Ledger
import Measures
import Messages
import Storage
import Tabular

struct RunReplan: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "replan",
      abstract: say("按现在的情况改派:走过的不变,其余重排", "Plan again from where things are: what was driven stays, the rest moves"),
      discussion: say(
        "抛锚的车上的货转给别的车,断了的路不走,新订单也排进来;说明谁的什么变了。\n",
        "Goods of a broken-down vehicle are taken over by others, closed roads are avoided, new orders come in; says what changed for whom.\n"
      )
        + example("shanhuo run replan --date 2020-10-08 --json"))
  }

  @OptionGroup var options: GlobalOptions
  @Option(help: ArgumentHelp(say("哪一天", "The day"), valueName: "day")) var date: String
  @OptionGroup var planning: PlanningOptions
  @OptionGroup var roads: RoadTableOptions
  @Flag(name: .customLong("dry-run"), help: ArgumentHelp(say("只看不采纳", "Show the plan without adopting it"))) var dryRun = false

  func run() throws {
    let session = try Session(options, mode: dryRun ? .read : .write)
    let date = try day(date)
    guard date >= session.now.day else { throw RunFault.dayPast(date, today: session.now.day) }
    // What is being loaded goes as it is.
    let before = try session.register.liveRuns(on: date).filter { $0.state != .loading }
    let task = try DayDesk(session, on: date).task(roads, runs: before, hasCertificate: planning.certificate)
    guard !task.hauls.isEmpty || !before.isEmpty else { return try PlanPage(task, session).presentNothing() }
    try PlanRules.requireMeasured(task.vehicles)
    let day = try DayProblem(telling: task)
    let plan = try planning.plan(day, usual: 0.5)
    let drafts = try Revision(task, plan.drafts).drafts
    guard !dryRun, !drafts.isEmpty else {
      let runs = drafts.enumerated().map { $1.run($1.continues ?? DeliveryRun.ID(number: Int64($0 + 1)), on: date) }
      return try present(before, runs, plan, day, session)
    }
    let runs = try session.adopt(AdoptPlan(day: date, runs: drafts, splits: task.splits(for: drafts)))
    try present(before, runs, plan, day, session)
  }

  /// One thing for which something changed.
  private struct Change: Encodable {
    struct Ride: Encodable {
      var run: String
      /// Nil: it is aboard, and nobody brings it where it was to go.
      var arrivesAt: String?
    }

    var cargo: String
    var order: String?
    /// Nil: it rode nowhere.
    var was: Ride?
    var now: Ride?
    var why: String?
  }

  private struct Output: Encodable {
    var runs: [RunView]
    var changed: [Change]
    var costFen: Int64
    var tollSavedFen: Int64
  }

  private func present(_ before: [DeliveryRun], _ after: [DeliveryRun], _ plan: DayPlan, _ day: DayProblem, _ session: Session) throws {
    let words = ExplanationWords(day, plan.vehicleOfRoute)
    let why = Dictionary(plan.unplanned.map { (day.task.hauls[$0.haul].kind, words.text($0.why)(.ofProcess)) }) { first, _ in first }
    let (old, new) = (rides(before), rides(after))
    let kinds = Set(old.keys).union(new.keys).union(why.keys).sorted { $0.description < $1.description }
    let changed = kinds.compactMap { kind -> Change? in
      let (was, now) = (old[kind], new[kind])
      guard was != now || why[kind] != nil else { return nil }
      func ride(_ ride: Ride?) -> Change.Ride? { ride.map { .init(run: $0.run.description, arrivesAt: $0.arrivesAt?.description) } }
      var order: String?
      if case .part(let id, _, _) = kind { order = id.description }
      return Change(cargo: kind.description, order: order, was: ride(was), now: ride(now), why: why[kind])
    }
    let catalogue = try session.catalogue()
    if options.json {
      return Terminal.printJSON(
        Output(
          runs: try after.filter { $0.state.isLive }.map { try RunView($0, catalogue) }, changed: changed, costFen: try plan.cost().fen,
          tollSavedFen: try plan.tollSaved().fen))
    }
    for run in after where run.state.isLive {
      try RunPage(run, catalogue).print()
      Terminal.print("")
    }
    guard !changed.isEmpty else { return Terminal.print(say("没有变化。", "Nothing changed.")) }
    func text(_ ride: Change.Ride?) -> String {
      ride.map { "\($0.run) " + ($0.arrivesAt.flatMap(Instant.init)?.clock ?? say("送不到", "not brought")) } ?? say("不在车上", "on no run")
    }
    Terminal.table(
      [.init(say("货物", "cargo")), .init(say("原来", "was")), .init(say("现在", "now")), .init(say("原因", "why"), flexible: true)],
      changed.map { [$0.cargo, text($0.was), text($0.now), $0.why ?? ""] })
  }

  private struct Ride: Equatable {
    var run: DeliveryRun.ID
    /// To the minute; nil where it comes back to the depot, or is in a vehicle that broke down.
    var arrivesAt: Instant?
  }

  private func rides(_ runs: [DeliveryRun]) -> [RunCargo.Kind: Ride] {
    var found: [RunCargo.Kind: Ride] = [:]
    for run in runs where run.state.isLive {
      for piece in run.cargo where piece.state == .planned || piece.state == .aboard {
        let arrival = piece.to <= run.stops.count && !run.isBrokenDown ? run.stops[piece.to - 1].arrivesAt : nil
        found[piece.kind] = Ride(run: run.id, arrivesAt: arrival.map { Instant(milliseconds: $0.milliseconds / 60_000 * 60_000) })
      }
    }
    return found
  }
}
