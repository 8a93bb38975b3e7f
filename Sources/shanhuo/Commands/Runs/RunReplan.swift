import ArgumentParser
import Catalogue
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
        "抛锚的车上的货转给别的车,断了的路不走,新订单也排进来;说明谁的什么变了。日子已过的,只让在途的车次收尾,没装的不再装。\n",
        "Goods of a broken-down vehicle are taken over by others, closed roads are avoided, new orders come in; says what changed for whom. Of a\nday that is past, only what is under way goes on, and nothing more is taken on.\n"
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
    let before = try session.register.liveRuns(on: date)
    guard date >= session.now.day else { return try endDay(before, on: date, session) }
    let task = try DayDesk(session, on: date).task(roads, runs: before, hasCertificate: planning.certificate)
    guard !task.hauls.isEmpty || !before.isEmpty else { return try PlanPage(task, session).presentNothing() }
    try PlanRules.requireMeasured(task.vehicles)
    let day = try DayProblem(telling: task)
    let plan = try planning.plan(day, usual: 0.5)
    let words = ExplanationWords(day, plan.vehicleOfRoute)
    let why = Dictionary(plan.unplanned.map { (task.hauls[$0.haul].kind, words.text($0)(.ofProcess)) }) { first, _ in first }
    let runs = try adopted(try Revision(task, plan.drafts).drafts, task, session)
    try present(before, runs, why, costFen: plan.cost().fen, tollSavedFen: plan.tollSaved().fen, session)
  }

  private func adopted(_ drafts: [RunDraft], _ task: DayTask, _ session: Session) throws -> [DeliveryRun] {
    guard !dryRun, !drafts.isEmpty else {
      return drafts.enumerated().map { $1.run($1.continues ?? DeliveryRun.ID(number: Int64($0 + 1)), on: task.day) }
    }
    return try session.adopt(AdoptPlan(day: task.day, runs: drafts, splits: task.splits(for: drafts)))
  }

  /// Of a day that is past, runs under way are brought to their end.
  private func endDay(_ live: [DeliveryRun], on date: Day, _ session: Session) throws {
    let before = live.filter { $0.state == .underWay }
    guard !before.isEmpty else { throw RunFault.dayPast(date, today: session.now.day) }
    let task = try DayDesk(session, on: date).taskAfterwards(roads, runs: before)
    let drafts = try Revision(afterwards: task).drafts
    let why = Dictionary(
      before.flatMap(\.cargo).filter { $0.state == .planned }.map { ($0.kind, say("当日没有装上", "it was not taken on that day")) }
    ) { first, _ in first }
    let after = try adopted(drafts, task, session)
    let (cost, saved) = (
      try drafts.reduce(Money.zero) { try $0 + $1.cost.total() }, try drafts.reduce(Money.zero) { try $0 + $1.toll.saved }
    )
    try present(before, after, why, costFen: cost.fen, tollSavedFen: saved.fen, session)
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

  /// A booking that is of no use any more.
  private struct Left: Encodable {
    var run: String
    var booking: String?
    var bookedFor: String
    /// Nil: it does not run, or passes nothing toll-free.
    var entersAt: String?
  }

  private struct Output: Encodable {
    var runs: [RunView]
    var changed: [Change]
    var bookingsLeft: [Left]
    var costFen: Int64
    var tollSavedFen: Int64
  }

  /// - Parameter why: of what rides nowhere.
  private func present(
    _ before: [DeliveryRun], _ after: [DeliveryRun], _ why: [RunCargo.Kind: String], costFen: Int64, tollSavedFen: Int64, _ session: Session
  ) throws {
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
    let left = bookingsLeft(before, after, catalogue)
    if options.json {
      return Terminal.printJSON(
        Output(
          runs: try after.filter { $0.state.isLive }.map { try RunView($0, catalogue) }, changed: changed,
          bookingsLeft: left.map {
            Left(
              run: $0.run.description, booking: $0.booking.number.isEmpty ? nil : $0.booking.number,
              bookedFor: $0.booking.entersAt.description,
              entersAt: $0.entersAt?.description)
          }, costFen: costFen, tollSavedFen: tollSavedFen))
    }
    for run in after where run.state.isLive {
      try RunPage(run, catalogue).print()
      Terminal.print("")
    }
    for booking in left { Terminal.print(words(booking)) }
    guard !changed.isEmpty else { return Terminal.print(say("没有变化。", "Nothing changed.")) }
    func text(_ ride: Change.Ride?) -> String {
      ride.map { "\($0.run) " + ($0.arrivesAt.flatMap(Instant.init)?.clock ?? say("送不到", "not brought")) } ?? say("不在车上", "on no run")
    }
    Terminal.table(
      [.init(say("货物", "cargo")), .init(say("原来", "was")), .init(say("现在", "now")), .init(say("原因", "why"), flexible: true)],
      changed.map { [$0.cargo, text($0.was), text($0.now), $0.why ?? ""] })
  }

  private func bookingsLeft(_ before: [DeliveryRun], _ after: [DeliveryRun], _ catalogue: CountyCatalogue) -> [LeftBooking] {
    before.compactMap { run in
      let terms = catalogue.tollFreeRules.terms(on: run.day)
      return run.bookingLeft(
        by: after.first { $0.id == run.id }, leadMinutes: terms?.bookingLeadMinutes, validMinutes: terms?.bookingValidMinutes)
    }
  }

  private func words(_ left: LeftBooking) -> String {
    let what = "\(left.booking.number) (\(left.booking.entersAt.minute))"
    guard let enters = left.entersAt else {
      return say("车次 \(left.run) 的预约 \(what) 用不上了,请取消。", "\(left.run) has no use for its booking \(what) any more; give it up.")
    }
    return say(
      "车次 \(left.run) 改为 \(enters.minute) 上高速,预约 \(what) 不再有效,请重新预约。",
      "\(left.run) enters the motorway at \(enters.minute) now, for which its booking \(what) does not hold; book again.")
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
