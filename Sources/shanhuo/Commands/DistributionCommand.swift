import ArgumentParser
import Catalogue
import Engine
import Ledger
import Measures
import Messages
import Storage
import Tabular

struct DistributionCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "distribution",
      abstract: say("定期分配:盈余返还、分红、地租、工资", "Periodic distributions: surplus, dividend, land rent, wages"),
      subcommands: [Enter.self, Approve.self, Revoke.self, Show.self, List.self, Basis.self])
  }

  struct Enter: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        abstract: say("录入一次分配,待他人批准", "Enter a distribution, for somebody else to approve"),
        discussion: say(
          """
          表头:盈余 household,trade,account;分红 household,shares;地租 household,mu,yuan_per_mu;工资 household,worked_on,days,yuan_per_day。
          同一付款方、类别、日期和决议只录入一次。

          """,
          """
          Header: surplus household,trade,account; dividend household,shares; rent household,mu,yuan_per_mu; wages
          household,worked_on,days,yuan_per_day. One payer, kind, day and decision is entered once.

          """)
          + example(
            "shanhuo distribution enter surplus.csv --kind surplus --payer guimenguan-coop --on 2020-12-25 --decision \"社员大会 2020-12-20\" --total 50000 --by-trade 60%"
          ))
    }

    @OptionGroup var options: GlobalOptions
    @Argument(help: ArgumentHelp(say("CSV 文件(UTF-8 或 GB18030)", "CSV file (UTF-8 or GB18030)"), valueName: "file")) var file: String
    @Option(help: ArgumentHelp(say("类别:surplus、dividend、rent、wages", "Kind: surplus, dividend, rent or wages"))) var kind: String
    @Option(help: ArgumentHelp(say("付款方", "Who pays"), valueName: "party")) var payer: String
    @Option(help: ArgumentHelp(say("记入农户的日期(默认当天)", "Day on which households are credited (default: today)"), valueName: "day"))
    var on: String?
    @Option(help: ArgumentHelp(say("依据,如成员大会决议", "What decided it, such as a members' meeting"))) var decision: String
    @Option(
      parsing: .unconditional, help: ArgumentHelp(say("总额(元),盈余和分红必填", "Total in yuan, needed for surplus and dividend"), valueName: "yuan")
    )
    var total: String?
    @Option(
      name: .customLong("by-trade"), help: ArgumentHelp(say("盈余按交易量返还的比例", "Share of a surplus that goes by trade"), valueName: "share"))
    var byTrade: String = "60%"

    func run() throws {
      let session = try Session(options)
      guard let kind = DistributionKind.allCases.first(where: { $0.name == kind }) else {
        throw UsageFault.notAChoice(kind, of: DistributionKind.allCases.map(\.name))
      }
      guard let share = Share(byTrade), share.numerator >= 0, share.numerator <= share.denominator else {
        throw UsageFault.notAShare(byTrade)
      }
      if total == nil, kind == .surplus || kind == .dividend { throw UsageFault.totalMissing(kind) }
      let body = DistributionBody(
        kind: kind, payer: try session.catalogue().partyID(payer), on: try on.map(day) ?? session.now.day, decision: decision,
        total: try total.map(amount) ?? .zero, byTrade: kind == .surplus ? share : Share(1, over: 1),
        rows: try DistributionFile(file, kind).rows())
      let result = try session.submit(
        .enterDistribution(EnterDistribution(body)), key: "\(kind.name)/\(body.on)/\(decision)")
      if result.repeated { Terminal.note(say("此分配早已录入;没有改动。", "This distribution was entered before; nothing was changed.")) }
      try DistributionCommand.present(result.outcome, session)
    }
  }

  struct Approve: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        abstract: say("批准一次分配(须非录入人)", "Approve a distribution that somebody else entered"),
        discussion: example("shanhuo distribution approve D-1 --actor approver"))
    }

    @OptionGroup var options: GlobalOptions
    @Argument(help: ArgumentHelp(say("分配", "Distribution"), valueName: "distribution")) var distribution: String

    func run() throws {
      let session = try Session(options)
      try DistributionCommand.present(
        session.submit(.moveDistribution(MoveDistribution(id(distribution), to: .approved))).outcome, session)
    }
  }

  struct Revoke: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        abstract: say("撤销一次分配;已入账的逐户冲回", "Revoke a distribution; what was credited is reversed household by household"),
        discussion: example("shanhuo distribution revoke D-1 --reason 面积有误"))
    }

    @OptionGroup var options: GlobalOptions
    @Argument(help: ArgumentHelp(say("分配", "Distribution"), valueName: "distribution")) var distribution: String
    @Option(help: ArgumentHelp(say("原因", "Reason"))) var reason: String

    func run() throws {
      let session = try Session(options)
      let body = MoveDistribution(try id(distribution), to: .revoked, reason: reason)
      try DistributionCommand.present(session.submit(.moveDistribution(body)).outcome, session)
    }
  }

  struct Show: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        abstract: say("查看一次分配,各户应得多少", "Show a distribution, with what each household gets"),
        discussion: example("shanhuo distribution show D-1"))
    }

    @OptionGroup var options: GlobalOptions
    @Argument(help: ArgumentHelp(say("分配", "Distribution"), valueName: "distribution")) var distribution: String

    func run() throws {
      try DistributionCommand.present(.distribution(id(distribution)), Session(options, mode: .read))
    }
  }

  struct List: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        abstract: say("列出分配,最新在前", "List distributions, newest first"), discussion: example("shanhuo distribution list --state entered"))
    }

    @OptionGroup var options: GlobalOptions
    @Option(help: ArgumentHelp(say("状态:entered、approved、settled、revoked", "State: entered, approved, settled or revoked"))) var state:
      String?
    @Option(parsing: .unconditional, help: ArgumentHelp(say("最多几次", "How many at most"))) var limit: Int64 = 50

    func run() throws {
      let session = try Session(options, mode: .read)
      let state = try state.map { name in
        guard let state = Distribution.State.allCases.first(where: { $0.name == name }) else {
          throw UsageFault.notAChoice(name, of: Distribution.State.allCases.map(\.name))
        }
        return state
      }
      let views = try session.register.distributions(state: state, limit: try positive(limit, "--limit")).map {
        try DistributionView($0, withRows: false)
      }
      if options.json { return Terminal.printJSON(views) }
      Terminal.table(
        [
          .init(say("分配", "distribution")), .init(say("日期", "on")), .init(say("类别", "kind")), .init(say("付款方", "payer"), flexible: true),
          .init(say("依据", "decision"), flexible: true), .init(say("录入", "maker")), .init(say("批准", "approved by")),
          .init(say("状态", "state")),
        ], views.map { [$0.distribution, $0.on, $0.kindLabel, $0.payer, $0.decision, $0.maker, $0.approvedBy ?? "-", $0.stateLabel] })
    }
  }

  struct Basis: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        abstract: say("按账簿算出成员与合作社的全年交易额,作盈余返还的依据(CSV)", "Members' trade with a cooperative in a year, from the ledger, as a basis (CSV)"),
        discussion: example("shanhuo distribution basis --payer guimenguan-coop --year 2020 > surplus.csv"))
    }

    @OptionGroup var options: GlobalOptions
    @Option(help: ArgumentHelp(say("合作社", "Cooperative"), valueName: "party")) var payer: String
    @Option(parsing: .unconditional, help: ArgumentHelp(say("年份", "Year"))) var year: Int64

    func run() throws {
      let session = try Session(options, mode: .read)
      let party = try session.catalogue().partyID(payer)
      let period = Period(year: year)
      let trade = try session.register.trade(with: party, from: period.first, through: period.last, session.catalogue())
      struct Row: Encodable { var household: String; var tradeFen: Int64 }
      let rows = try session.register.memberships(of: party).filter {
        $0.validity.overlaps(Validity(from: period.first, until: period.last))
      }
      .map { ($0.household, trade[$0.household] ?? .zero) }
      if options.json { return Terminal.printJSON(rows.map { Row(household: $0.0.description, tradeFen: $0.1.fen) }) }
      var writer = CSVWriter()
      writer.write(["household", "trade", "account"])
      for (household, amount) in rows { writer.write([household.description, amount.description, "0.00"]) }
      Terminal.print(String(decoding: writer.bytes.dropLast(), as: UTF8.self))
    }
  }

  static func present(_ outcome: Outcome, _ session: Session) throws {
    guard case .distribution(let id) = outcome, let distribution = try session.register.distribution(id) else {
      if case .distribution(let id) = outcome { throw DistributionFault.unknown(id) }
      preconditionFailure("a command of distributions without a distribution")
    }
    let view = try DistributionView(distribution, withRows: true)
    if session.options.json { return Terminal.printJSON(view) }
    let payer = try session.catalogue().party(view.payer)?.name(.ofProcess) ?? view.payer
    Terminal.print("\(view.distribution)  \(view.kindLabel)  \(payer)  \(view.on)  \(view.decision)  \(view.stateLabel)")
    Terminal.print(
      say("录入 ", "entered by ") + view.maker + say("  批准 ", "  approved by ") + (view.approvedBy ?? "-")
        + say("  合计 ", "  in all ") + Money(fen: view.amountFen).description
        + (view.byTrade.map { say("  按交易量 ", "  by trade ") + $0 } ?? ""))
    let rows = view.rows ?? []
    Terminal.table(
      [.init(say("农户", "household")), .init(say("依据", "basis"), right: true), .init(say("金额", "amount"), right: true)],
      rows.map { [$0.household, $0.basis, Money(fen: $0.amountFen).description] })
  }
}
