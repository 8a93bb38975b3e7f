import ArgumentParser
import Catalogue
import Dispatching
import Distances
import GreenChannel
import Ledger
import Measures
import Messages
import Ordering
import Storage
import Tabular

struct RunCheck: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "check", abstract: say("独立核对一个车次", "Hold a run against every rule, independently of the planner"),
      discussion: example("shanhuo run check R-1 --json"))
  }

  @OptionGroup var options: GlobalOptions
  @Argument(help: ArgumentHelp(say("车次", "Run"), valueName: "run")) var name: String
  @OptionGroup var roads: RoadTableOptions

  private struct Output: Encodable {
    struct Violation: Encodable {
      var stop: Int
      var rule: String
      var amount: Int64
    }

    var run: String
    var sound: Bool
    var violations: [Violation]
  }

  func run() throws {
    let session = try Session(options, mode: .read)
    let run = try session.requireRun(id(name))
    let catalogue = try session.catalogue()
    let desk = try DayDesk(session, on: run.day)
    let ids = Set(run.stops.map(\.place) + [catalogue.vehicle(run.vehicle)?.depot ?? ""])
    let history = try desk.roads(roads, over: ids)
    let violations = try RunChecker(
      catalogue, history.latest, history: history, hauls: try desk.hauls(of: run), others: try session.runs(about: run)
    ).violations(of: run)
    if options.json {
      Terminal.printJSON(
        Output(
          run: run.id.description, sound: violations.isEmpty,
          violations: violations.map { .init(stop: $0.stop, rule: $0.rule.rawValue, amount: $0.amount) }))
    } else if violations.isEmpty {
      Terminal.print(say("车次 \(run.id) 合乎各项规定。", "The run \(run.id) keeps every rule."))
    } else {
      Terminal.table(
        [.init(say("站", "stop"), right: true), .init(say("违反", "breaks"), flexible: true), .init(say("多少", "by"), right: true)],
        violations.map { ["\($0.stop)", $0.rule.label(.ofProcess), "\($0.amount)"] })
    }
    if !violations.isEmpty { throw ExitStatus.badData }
  }
}

extension Session {
  /// Runs that may be on the road at the same time: those of the day, of the one before and the one after, and whoever is under way.
  fileprivate func runs(about run: DeliveryRun) throws -> [DeliveryRun] {
    try (-1...1).flatMap { try register.liveRuns(on: run.day.advanced(by: $0)) }
      + register.runs(on: nil, state: .underWay, limit: Int64.max).filter { abs(run.day.days(to: $0.day)) > 1 }
  }
}
