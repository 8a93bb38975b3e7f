import ArgumentParser
import Catalogue
import Engine
import Ledger
import Measures
import Messages
import Storage

extension ReportCommand {
  struct IncomeStatement: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        commandName: "income", abstract: say("损益表,按联结模式分列", "The income statement, by mode of agreement"),
        discussion: example("shanhuo report income --year 2020 --csv income.csv"))
    }

    @OptionGroup var options: GlobalOptions
    @OptionGroup var output: ReportOptions
    @Option(help: ArgumentHelp(say("期间,如 2020 或 2020-10(默认今年)", "Period, such as 2020 or 2020-10 (default: this year)"))) var period:
      String?
    @Option(parsing: .unconditional, help: ArgumentHelp(say("年份", "Year"))) var year: Int64?

    func run() throws {
      let session = try Session(options, mode: .read)
      let catalogue = try session.catalogue()
      let period = try chosenPeriod(session)
      let statement = try ModeStatement(try session.register.sumsByAgreement(from: period.first, through: period.last), catalogue)
      let own = try ownResult(session, catalogue, period)
      let report = Report(
        title: say("损益表", "Income statement"),
        subtitles: [catalogue.county.name(.ofProcess) + "  \(period)" + say("  单位:元", "  in yuan")],
        tables: [statement.table, own.table],
        notes: [say("销售含增值税;退回已冲减。", "Sales include VAT and are net of returns.")],
        signatures: [say("会计", "Accountant"), say("复核", "Checked by")], head: try session.register.head().description)
      try output.present(
        report, json: Output(period: period.description, modes: statement.modes, resultFen: own.result.fen), options)
    }

    private struct Output: Encodable {
      var period: String
      var modes: [ModeStatement.Mode]
      /// Income less expenses of the county's own accounts.
      var resultFen: Int64
    }

    private func chosenPeriod(_ session: Session) throws -> Period {
      if let period {
        guard let found = Period(period) else { throw UsageFault.notAPeriod(period) }
        return found
      }
      return Period(year: try checkedYear(year) ?? Month(of: session.now.day).year)
    }

    /// The county's own income and expenses in the period.
    private func ownResult(
      _ session: Session, _ catalogue: CountyCatalogue, _ period: Period
    ) throws -> (table: Report.Table, result: Money) {
      var rows: [[Report.Cell]] = []
      var result = Money.zero
      for turnover in try session.register.turnovers(from: period.first, through: period.last) {
        guard let entry = catalogue.account(turnover.key.chart), entry.kind == .income || entry.kind == .expense else { continue }
        let amount = try turnover.credits - turnover.debits
        result = try result + amount
        rows.append([.text(turnover.key.text), .text(entry.name(.ofProcess)), .money(amount)])
      }
      let table = Report.Table(
        caption: say("本县平台自身", "The county's own"),
        columns: [(say("账户", "account"), false), (say("名称", "name"), false), (say("收入(支出为负)", "income, expenses negative"), true)],
        rows: rows, total: [.text(say("结余", "result")), .nothing, .money(result)])
      return (table, result)
    }
  }
}

/// What goods brought in and who got it, a column for each mode of agreement.
struct ModeStatement {
  struct Mode: Encodable {
    /// Nil: what no agreement covers.
    var mode: String?
    var salesFen: Int64 = 0
    var vatFen: Int64 = 0
    var platformFeeFen: Int64 = 0
    var cooperativeFen: Int64 = 0
    var firmFen: Int64 = 0
    var householdsFen: Int64 = 0
    var producersFen: Int64 = 0
    var ownersFen: Int64 = 0
    /// What waits in suspense, or was not settled yet.
    var waitingFen: Int64 = 0
    /// Of what households and producers got, what firms topped up, bought at receipt, or somebody paid for losses.
    var topUpFen: Int64 = 0
    var purchasesFen: Int64 = 0
    var lossesFen: Int64 = 0
  }

  private(set) var modes: [Mode]

  init(_ sums: [AgreementSum], _ catalogue: CountyCatalogue) throws {
    var modes = (LinkAgreement.Mode.allCases.map { "\($0)" as String? } + [nil]).map { Mode(mode: $0) }
    for sum in sums {
      let mode = catalogue.agreement(sum.agreement)?.mode
      let index = mode.flatMap { LinkAgreement.Mode.allCases.firstIndex(of: $0) } ?? LinkAgreement.Mode.allCases.count
      try ModeStatement.add(sum, to: &modes[index])
    }
    for index in modes.indices {
      let mode = modes[index]
      let split = try [mode.vatFen, mode.platformFeeFen, mode.cooperativeFen, mode.firmFen, mode.ownersFen].reduce(Int64(0)) {
        try $0.adding($1)
      }
      let gained = try mode.topUpFen.adding(mode.purchasesFen)
      let producers = try mode.householdsFen.adding(mode.producersFen).subtracting(gained)
      modes[index].waitingFen = try mode.salesFen.adding(mode.lossesFen).subtracting(split).subtracting(producers)
    }
    self.modes = modes
  }

  private static func add(_ sum: AgreementSum, to mode: inout Mode) throws {
    let fen = sum.amount.fen
    func add(_ path: WritableKeyPath<Mode, Int64>, _ fen: Int64) throws { mode[keyPath: path] = try mode[keyPath: path].adding(fen) }
    let producer: WritableKeyPath<Mode, Int64> = sum.isIncome ? \.householdsFen : \.producersFen
    switch sum.reason {
    case .sale: try add(\.salesFen, fen)
    case .saleReturned: try add(\.salesFen, 0 - fen)
    case .vat: try add(\.vatFen, fen)
    case .fee: try add(\.platformFeeFen, fen)
    case .cooperativeShare: try add(\.cooperativeFen, fen)
    case .firmShare: try add(\.firmFen, fen)
    case .ownerProceeds: try add(\.ownersFen, fen)
    case .proceeds, .firstTranche: try add(producer, fen)
    case .topUp:
      try add(producer, fen)
      try add(\.topUpFen, fen)
    case .purchase:
      try add(producer, fen)
      try add(\.purchasesFen, fen)
    case .loss:
      try add(\.lossesFen, fen)
      // What spoiled in store is paid to the producer as it is; what went short goes through the same split as a sale.
      if sum.isOfLot { try add(producer, fen) }
    default: break
    }
  }

  var table: Report.Table {
    let lines: [(String, KeyPath<Mode, Int64>)] = [
      (say("销售(含税)", "sales"), \.salesFen), (say("增值税", "VAT"), \.vatFen), (say("平台服务费", "platform fee"), \.platformFeeFen),
      (say("合作社", "cooperatives"), \.cooperativeFen), (say("企业份额", "firms' shares"), \.firmFen),
      (say("农户", "households"), \.householdsFen), (say("基地与合作社货款", "other producers"), \.producersFen),
      (say("收购方货款", "owners' proceeds"), \.ownersFen), (say("待结算与待查", "waiting"), \.waitingFen),
      (say("其中企业保底补足", "of it topped up"), \.topUpFen), (say("其中入库收购", "of it bought at receipt"), \.purchasesFen),
      (say("损失赔付", "losses made good"), \.lossesFen),
    ]
    let titles = modes.map { mode in
      switch mode.mode {
      case "base": say("电商+基地", "bases")
      case "farmers": say("电商+农户", "farmers")
      case "finance": say("电商+金融", "finance")
      case "cooperative": say("电商+合作社", "cooperatives")
      default: say("无协议", "none")
      }
    }
    return Report.Table(
      caption: say("货款去向", "What goods brought in, and to whom"),
      columns: [(say("项目", "item"), false)] + titles.map { ($0, true) } + [(say("合计", "total"), true)],
      rows: lines.map { name, path in
        let amounts = modes.map { $0[keyPath: path] }
        return [.text(name)] + amounts.map { .money(Money(fen: $0)) } + [.money(Money(fen: amounts.reduce(0, +)))]
      })
  }
}
