import ArgumentParser
import Catalogue
import Engine
import Ledger
import Measures
import Messages
import Storage

extension HouseholdCommand {
  struct Show: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        abstract: say("查看一户:登记、全年收入、人均与标准线", "Show a household: its card, the income of a year, per head, against the line"),
        discussion: example("shanhuo household show H-1 --year 2020"))
    }

    @OptionGroup var options: GlobalOptions
    @Argument(help: ArgumentHelp(say("农户", "Household"))) var household: String
    @Option(parsing: .unconditional, help: ArgumentHelp(say("年份(默认今年)", "Year (default: this one)"))) var year: Int64?

    func run() throws {
      let session = try Session(options, mode: .read)
      let id: Household.ID = try id(household)
      guard let household = try session.register.household(id) else { throw EngineFault.unknownHousehold(id.description) }
      let view = try IncomeView(household, year: try checkedYear(year) ?? Measures.Month(of: session.now.day).year, session)
      if options.json { return Terminal.printJSON(view) }
      try HouseholdCommand.card(household, view.card, session).forEach(Terminal.print)
      view.sections.forEach(Terminal.print)
    }
  }

  struct RecordIncome: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        commandName: "record-income", abstract: say("登记引擎以外的收入或成本", "Record income or costs from outside the engine"),
        discussion: say(
          "项目 A50 金额 0 表示查明没有引擎以外的收入。\n", "Item A50 with amount 0 says that there was found to be nothing from outside.\n")
          + example("shanhuo household record-income H-1 --item A50-4-e --amount 12000 --period 2020 --source 入户走访"))
    }

    @OptionGroup var options: GlobalOptions
    @Argument(help: ArgumentHelp(say("农户", "Household"))) var household: String
    @Option(help: ArgumentHelp(say("收入项目,如 A50-1;成本为 A51", "Income item, such as A50-1; costs are A51"))) var item: String
    @Option(parsing: .unconditional, help: ArgumentHelp(say("金额(元)", "Amount in yuan"), valueName: "yuan")) var amount: String
    @Option(help: ArgumentHelp(say("期间,如 2020 或 2020-03", "Period, such as 2020 or 2020-03"))) var period: String
    @Option(help: ArgumentHelp(say("来源", "Where the figure comes from"))) var source: String
    @Option(help: ArgumentHelp(say("编号;同号同内容只记一次", "Key; the same key and body is recorded once"))) var key: String?

    func run() throws {
      let session = try Session(options)
      guard let period = Period(period) else { throw UsageFault.notAPeriod(period) }
      let body = Engine.RecordIncome(
        household: try id(household), item: item, period: period, amount: try shanhuo.amount(amount), source: source)
      try HouseholdCommand.presentRecord(session.submit(.recordIncome(body), key: key).outcome, session)
    }
  }

  struct WithdrawIncome: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        commandName: "withdraw-income", abstract: say("撤回一条有误的收入登记", "Withdraw a record of income that was wrong"),
        discussion: example("shanhuo household withdraw-income I-1 --reason 重复登记"))
    }

    @OptionGroup var options: GlobalOptions
    @Argument(help: ArgumentHelp(say("收入记录", "Record"), valueName: "record")) var record: String
    @Option(help: ArgumentHelp(say("原因", "Reason"))) var reason: String

    func run() throws {
      let session = try Session(options)
      let body = Engine.WithdrawIncome(record: try id(record), reason: reason)
      try HouseholdCommand.presentRecord(session.submit(.withdrawIncome(body)).outcome, session)
    }
  }

  static func presentRecord(_ outcome: Outcome, _ session: Session) throws {
    guard case .income(let id) = outcome, let record = try session.register.income(id) else {
      preconditionFailure("a command of incomes without a record")
    }
    struct View: Encodable {
      var record: String
      var household: String
      var item: String
      var period: String
      var amountFen: Int64
      var source: String
      var withdrawn: String?
    }
    if session.options.json {
      return Terminal.printJSON(
        View(
          record: record.id.description, household: record.household.description, item: record.item, period: record.period.description,
          amountFen: record.amount.fen, source: record.source, withdrawn: record.holds ? nil : record.withdrawn))
    }
    Terminal.print(
      "\(record.id)  \(record.household)  \(record.item)  \(record.period)  \(record.amount)  \(record.source)"
        + (record.holds ? "" : say("  已撤回:", "  withdrawn: ") + record.withdrawn))
  }
}

/// A year of four digits.
func checkedYear(_ year: Int64?) throws -> Int64? {
  guard let year else { return nil }
  guard Period("\(year)") != nil else { throw UsageFault.notAPeriod("\(year)") }
  return year
}
