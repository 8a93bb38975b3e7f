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

struct RunCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "run", abstract: say("车次:计划、预约、发车、报告、改派", "Delivery runs: plan, book, start, report, plan again"),
      subcommands: [
        RunPlan.self, RunReplan.self, RunCompare.self, RunSimulate.self, List.self, Show.self, RunSheet.self, RunMap.self, RunChart.self,
        RunCheck.self,
        RunExplain.self, Book.self, Load.self, Start.self, RunReport.self, Finish.self, Cancel.self,
      ])
  }

  struct List: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(abstract: say("列出车次", "List runs"), discussion: example("shanhuo run list --date 2020-10-07"))
    }

    @OptionGroup var options: GlobalOptions
    @Option(help: ArgumentHelp(say("哪一天", "The day"), valueName: "day")) var date: String?
    @Option(help: ArgumentHelp(say("状态", "State"), valueName: "state")) var state: String?
    @Option(parsing: .unconditional, help: ArgumentHelp(say("最多几个", "How many at most"))) var limit: Int64 = 100

    func run() throws {
      let session = try Session(options, mode: .read)
      let catalogue = try session.catalogue()
      let wanted = try state.map { text in
        guard let state = DeliveryRun.State.allCases.first(where: { $0.name == text }) else {
          throw UsageFault.notAChoice(text, of: DeliveryRun.State.allCases.map(\.name))
        }
        return state
      }
      let runs = try session.register.runs(on: try date.map(day), state: wanted, limit: try positive(limit, "--limit"))
      if options.json { return Terminal.printJSON(try runs.map { try RunView($0, catalogue) }) }
      Terminal.table(
        [
          .init(say("车次", "run")), .init(say("日期", "day")), .init(say("车辆", "vehicle"), flexible: true), .init(say("时间", "time")),
          .init(say("站", "stops"), right: true), .init(say("件", "cargo"), right: true), .init(say("公里", "km"), right: true),
          .init(say("费用", "cost"), right: true), .init(say("通行费", "tolls"), right: true), .init(say("状态", "state")),
        ],
        try runs.map {
          [
            $0.id.description, $0.day.description, catalogue.vehicle($0.vehicle)?.name(.ofProcess) ?? $0.vehicle,
            "\($0.leavesAt.clock)-\($0.backAt.clock)", "\($0.stops.count)", "\($0.cargo.count)", "\($0.cost.metres / 1000)",
            "\(try $0.cost.total())", "\($0.cost.tolls)", $0.state.label(.ofProcess),
          ]
        })
    }
  }

  struct Show: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(abstract: say("查看车次", "Show a run"), discussion: example("shanhuo run show R-1"))
    }

    @OptionGroup var options: GlobalOptions
    @Argument(help: ArgumentHelp(say("车次", "Run"), valueName: "run")) var name: String

    func run() throws {
      let session = try Session(options, mode: .read)
      let run = try session.requireRun(id(name))
      if options.json { return Terminal.printJSON(try RunView(run, session.catalogue())) }
      try RunPage(run, session.catalogue()).print()
    }
  }

  struct Book: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        abstract: say("记下绿色通道预约", "Record the booking of a toll-free passage"),
        discussion: example("shanhuo run book R-1 --enters 2020-10-07T06:30 --number YY20201007"))
    }

    @OptionGroup var options: GlobalOptions
    @Argument(help: ArgumentHelp(say("车次", "Run"), valueName: "run")) var name: String
    @Option(help: ArgumentHelp(say("何时上高速(默认:计划的时间)", "When it enters the motorway (default: as planned)"), valueName: "instant"))
    var enters: String?
    @Option(help: ArgumentHelp(say("预约号", "Number of the booking"))) var number = ""

    func run() throws {
      let session = try Session(options)
      let run = try session.requireRun(id(name))
      let entersAt = try enters.map(instant) ?? run.entersMotorwayAt
      try session.change(run.id, .book(Booking(at: session.now, entersAt: entersAt, number: number)), options)
    }
  }

  struct Load: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(abstract: say("在车场装车", "Load at the depot"), discussion: example("shanhuo run load R-1 --at 2020-10-07T05:10"))
    }

    @OptionGroup var options: GlobalOptions
    @Argument(help: ArgumentHelp(say("车次", "Run"), valueName: "run")) var name: String
    @Option(help: ArgumentHelp(say("时间(默认:现在)", "When (default: now)"), valueName: "instant")) var at: String?

    func run() throws {
      let session = try Session(options)
      try session.change(id(name), .load(at: try at.map(instant) ?? session.now), options)
    }
  }

  struct Start: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(abstract: say("发车", "Leave the depot"), discussion: example("shanhuo run start R-1 --at 2020-10-07T05:30"))
    }

    @OptionGroup var options: GlobalOptions
    @Argument(help: ArgumentHelp(say("车次", "Run"), valueName: "run")) var name: String
    @Option(help: ArgumentHelp(say("时间(默认:现在)", "When (default: now)"), valueName: "instant")) var at: String?

    func run() throws {
      let session = try Session(options)
      let run = try session.change(id(name), .start(at: try at.map(instant) ?? session.now), options)
      if run.toll.passages.contains(where: { $0.rule == TollFreeRule.notBooked.rawValue }) {
        Terminal.warn(RunFault.notBooked(run.id, tolls: run.cost.tolls))
      }
    }
  }

  struct Finish: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        abstract: say("收车,给承运人记运费", "Back at the depot; posts the carrier's freight"),
        discussion: example("shanhuo run finish R-1 --at 2020-10-07T12:40 --kilometres 131.5 --tolls 0"))
    }

    @OptionGroup var options: GlobalOptions
    @Argument(help: ArgumentHelp(say("车次", "Run"), valueName: "run")) var name: String
    @Option(help: ArgumentHelp(say("时间(默认:现在)", "When (default: now)"), valueName: "instant")) var at: String?
    @Option(
      parsing: .unconditional,
      help: ArgumentHelp(say("实际公里数(默认:计划的)", "Kilometres driven (default: as planned)"), valueName: "km"))
    var kilometres: String?
    @Option(
      parsing: .unconditional, help: ArgumentHelp(say("实付通行费,元(默认:计划的)", "Tolls paid, in yuan (default: as planned)"), valueName: "yuan"))
    var tolls: String?

    func run() throws {
      let session = try Session(options)
      let metres = try kilometres.map { text in
        guard let metres = Int64(decimal: text, places: 3), metres >= 0 else { throw UsageFault.notANumber(text) }
        return metres
      }
      try session.change(
        id(name), .finish(at: try at.map(instant) ?? session.now, metres: metres, tolls: try tolls.map(notNegative)), options)
    }
  }

  struct Cancel: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        abstract: say("取消未出发的车次", "Give a run up before it has left"), discussion: example("shanhuo run cancel R-1 --reason 车坏了"))
    }

    @OptionGroup var options: GlobalOptions
    @Argument(help: ArgumentHelp(say("车次", "Run"), valueName: "run")) var name: String
    @Option(help: ArgumentHelp(say("原因", "Why"))) var reason: String

    func run() throws { try Session(options).change(id(name), .cancel(reason: reason), options) }
  }
}

extension Session {
  func requireRun(_ id: DeliveryRun.ID) throws -> DeliveryRun {
    guard let run = try register.run(id) else { throw RunFault.unknownRun(id) }
    return run
  }

  /// Takes a plan in, and gives its runs as they are then.
  func adopt(_ plan: AdoptPlan) throws -> [DeliveryRun] {
    guard case .runs(let ids) = try submit(.adoptPlan(plan)).outcome else { preconditionFailure("an adopted plan makes runs") }
    return try ids.map(requireRun)
  }

  /// Moves a run on and shows it.
  @discardableResult
  func change(_ id: DeliveryRun.ID, _ step: RunStep, _ options: GlobalOptions) throws -> DeliveryRun {
    _ = try submit(.changeRun(ChangeRun(run: id, step: step)))
    let run = try requireRun(id)
    if options.json {
      Terminal.printJSON(try RunView(run, catalogue()))
    } else {
      Terminal.print("\(run.id)  \(run.state.label(.ofProcess))")
    }
    return run
  }
}

/// An instant that an option gives.
func instant(_ text: String) throws -> Instant {
  guard let instant = Instant(text) else { throw UsageFault.notAnInstant(text) }
  return instant
}
