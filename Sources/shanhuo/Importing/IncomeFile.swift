import ArgumentParser
import Catalogue
import Engine
import Ledger
import Measures
import Messages
import Tabular

extension HouseholdCommand {
  struct ImportIncome: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        commandName: "import-income", abstract: say("导入引擎以外的收入", "Import a file of income from outside the engine"),
        discussion: say(
          "表头 household,item,period,amount,source[,number];同一 number 只记一次,缺省以全行内容为号。\n",
          "Header household,item,period,amount,source[,number]; a number is recorded once, without one the row itself is its number.\n")
          + example("shanhuo household import-income incomes.csv"))
    }

    @OptionGroup var options: GlobalOptions
    @OptionGroup var input: ImportOptions

    static let columns = [
      Column("household", "农户"), Column("item", "收入项目"), Column("period", "期间"), Column("amount", "金额"), Column("source", "来源"),
      Column("number", "编号", required: false),
    ]

    func run() throws {
      let session = try Session(options)
      let table = try input.open(Self.columns)
      try input.run(session, table, unit: say("条", "records")) {
        try table.nextItem { try submission(table, session) }
      }
    }

    private func submission(_ table: CSVTable, _ session: Session) throws -> Submission {
      let body = Engine.RecordIncome(
        household: try table.value(0, Text(zh: "农户(如 H-12)", en: "a household, such as H-12"), .ofProcess) { Household.ID($0) },
        item: table.string(1),
        period: try table.value(2, Text(zh: "期间(如 2020 或 2020-03)", en: "a period, such as 2020 or 2020-03"), .ofProcess) { Period($0) },
        amount: try table.yuan(3), source: table.string(4))
      let number = table.string(5)
      let key = number.isEmpty ? "\(body.item)/\(body.period)/\(body.amount)/\(body.source)" : number
      return Submission(Command(at: session.now, actor: options.actorID, key: key, action: .recordIncome(body)))
    }
  }
}
