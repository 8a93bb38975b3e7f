import ArgumentParser
import Catalogue
import Engine
import Ledger
import Measures
import Messages
import Storage
import Tabular

extension HouseholdCommand {
  struct List: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        abstract: say("列出农户;按收入、标准线、下降筛选", "List households; by income, against the line, or whose income falls"),
        discussion: say(
          "--below-line、--falling、--mode、--income 列出收入;--falling 比较最近 12 个整月与此前 12 个月。\n",
          "--below-line, --falling, --mode and --income list incomes; --falling sets the last 12 whole months against the 12 before.\n")
          + example("shanhuo household list --below-line --year 2020 --town 五山镇"))
    }

    @OptionGroup var options: GlobalOptions
    @Option(help: ArgumentHelp(say("村", "Village"))) var village: String?
    @Option(help: ArgumentHelp(say("乡镇", "Town"))) var town: String?
    @Option(help: ArgumentHelp(say("联结模式:base、farmers、finance、cooperative", "Mode of agreement: base, farmers, finance or cooperative")))
    var mode: String?
    @Flag(help: ArgumentHelp(say("只列建档立卡户", "Registered poor households only"))) var registered = false
    @Flag(help: ArgumentHelp(say("列出收入,人均低者在前", "With incomes, the lowest per head first"))) var income = false
    @Flag(name: .customLong("below-line"), help: ArgumentHelp(say("只列人均低于标准线的", "Only those below the line"))) var belowLine = false
    @Flag(help: ArgumentHelp(say("只列收入下降的", "Only those whose income falls"))) var falling = false
    @Option(parsing: .unconditional, help: ArgumentHelp(say("至少下降百分之几", "Falls by this many per cent at least"), valueName: "percent"))
    var percent: Int64 = 1
    @Option(parsing: .unconditional, help: ArgumentHelp(say("年份(默认今年)", "Year (default: this one)"))) var year: Int64?
    @Option(help: ArgumentHelp(say("从哪一户之后开始(翻页)", "Begin behind this household (next page)"))) var after: String?
    @Option(parsing: .unconditional, help: ArgumentHelp(say("最多几户", "How many at most"))) var limit: Int64 = 50

    func run() throws {
      let session = try Session(options, mode: .read)
      guard limit > 0 else { throw UsageFault.notANumber("\(limit)") }
      if falling, belowLine || year != nil || mode != nil || income {
        throw ValidationError(
          say(
            "--falling 不能与 --below-line、--year、--mode、--income 同用。",
            "--falling goes with none of --below-line, --year, --mode and --income."))
      }
      if falling { return try FallingIncomes(session, try selected(session), percent: percent, limit: limit).present() }
      if income || belowLine || mode != nil || year != nil {
        let list = IncomeList(
          session, try selected(session), year: try checkedYear(year) ?? Month(of: session.now.day).year, belowLineOnly: belowLine,
          mode: try chosenMode(), limit: limit)
        return try list.present()
      }
      try cards(session)
    }

    private func chosenMode() throws -> LinkAgreement.Mode? {
      guard let mode else { return nil }
      guard let found = LinkAgreement.Mode.allCases.first(where: { "\($0)" == mode }) else {
        throw UsageFault.notAChoice(mode, of: LinkAgreement.Mode.allCases.map { "\($0)" })
      }
      return found
    }

    /// Every household of the places that were named.
    private func selected(_ session: Session) throws -> [Household] {
      let catalogue = try session.catalogue()
      var filter = Register.HouseholdFilter()
      filter.village = try village.map(catalogue.placeID)
      filter.registeredOnly = registered
      filter.limit = .max
      let town = try town.map(catalogue.placeID)
      return try session.register.households(filter).filter { town == nil || catalogue.place($0.village)?.town == town }
    }

    private func cards(_ session: Session) throws {
      let catalogue = try session.catalogue()
      let first = try after.map { (try id($0) as Household.ID).number } ?? 0
      let households = Array(try selected(session).filter { $0.id.number > first }.prefix(Int(clamping: limit)))
      let reveal = HouseholdReveal(session)
      if options.json {
        Terminal.printJSON(try households.map { try HouseholdView($0, reveal) })
        return
      }
      Terminal.table(
        [
          .init(say("农户", "household")), .init(say("户编号", "code"), flexible: true), .init(say("户主", "name"), flexible: true),
          .init(say("村", "village"), flexible: true), .init(say("人口", "members"), right: true),
          .init(say("建档", "registered")), .init(say("脱贫", "lifted")), .init(say("示例", "sample")),
        ],
        households.map {
          [
            $0.id.description, $0.code, $0.name, catalogue.place($0.village)?.name(.ofProcess) ?? $0.village, "\($0.members)",
            $0.registeredOn?.description ?? "-", $0.liftedOn?.description ?? "-", $0.sample ? say("是", "yes") : "",
          ]
        })
      if let last = households.last, Int64(households.count) == limit {
        Terminal.note(say("还有更多:--after \(last.id)", "There may be more: --after \(last.id)"))
      }
    }
  }
}
