import ArgumentParser
import Catalogue
import Engine
import Ledger
import Measures
import Messages
import Payouts
import Storage

extension ReportCommand {
  struct HouseholdStatement: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        commandName: "household",
        abstract: say("农户对账单:应得、已付、在途、退回,逐笔可查", "A household's statement: owed, credited, paid, in transit, returned, each traced"),
        discussion: example("shanhuo report household H-1 --year 2020 --html H-1.html"))
    }

    @OptionGroup var options: GlobalOptions
    @OptionGroup var output: ReportOptions
    @Argument(help: ArgumentHelp(say("农户", "Household"))) var household: String
    @Option(parsing: .unconditional, help: ArgumentHelp(say("年份(默认今年)", "Year (default: this one)"))) var year: Int64?

    private struct Row: Encodable {
      var transfer: String
      var on: String
      var reason: String
      var item: String?
      var source: String?
      var counterpart: String
      /// Above zero: it raises what the household is owed.
      var amountFen: Int64
      var owedFen: Int64
      var reverses: String?
    }

    private struct Output: Encodable {
      var household: String
      var year: Int64
      var owedBeforeFen: Int64
      var creditedFen: Int64
      var correctedFen: Int64
      var deductedFen: Int64
      var paidFen: Int64
      var inTransitFen: Int64
      var returnedFen: Int64
      var otherFen: Int64
      var owedFen: Int64
      var movements: [Row]
    }

    func run() throws {
      let session = try Session(options, mode: .read)
      let id: Household.ID = try id(household)
      guard let household = try session.register.household(id) else { throw EngineFault.unknownHousehold(id.description) }
      let year = try checkedYear(year) ?? Month(of: session.now.day).year
      let account = try AccountMovements(AccountKey(.payable, of: id.description), year: year, session)
      let figures = try figures(account, id, year)
      let income = try IncomeView(household, year: year, session)
      try output.present(try report(figures, account, household, income, session), json: figures, options)
    }

    private func figures(_ account: AccountMovements, _ id: Household.ID, _ year: Int64) throws -> Output {
      func sum(_ kind: AccountMovements.Kind) throws -> Int64 {
        try account.movements.filter { $0.kind == kind }.reduce(0) { try $0.adding($1.amount.fen) }
      }
      return Output(
        household: id.description, year: year, owedBeforeFen: account.before.fen, creditedFen: try sum(.income),
        correctedFen: try sum(.correction),
        deductedFen: try sum(.deduction), paidFen: try sum(.paid), inTransitFen: try sum(.inTransit), returnedFen: try sum(.returned),
        otherFen: try sum(.other), owedFen: account.after.fen,
        movements: account.movements.map {
          Row(
            transfer: $0.transfer.id.description, on: $0.transfer.on.description, reason: $0.transfer.reason.name,
            item: $0.transfer.item.isEmpty ? nil : $0.transfer.item,
            source: $0.transfer.source == .none ? nil : $0.transfer.source.description, counterpart: $0.counterpart,
            amountFen: $0.amount.fen, owedFen: $0.owed.fen, reverses: $0.transfer.of?.description)
        })
    }

    private func report(
      _ output: Output, _ account: AccountMovements, _ household: Household, _ income: IncomeView, _ session: Session
    ) throws -> Report {
      let catalogue = try session.catalogue()
      func money(_ fen: Int64) -> Report.Cell { .money(Money(fen: fen)) }
      let village = catalogue.place(household.village)?.name(.ofProcess) ?? household.village
      let rows: [[Report.Cell]] = account.movements.map { movement in
        let transfer = movement.transfer
        let what =
          (transfer.kind == .reversal ? say("冲回 ", "reversal of ") + (transfer.of?.description ?? "") + " " : "")
          + transfer.reason.label(.ofProcess) + (transfer.memo.isEmpty ? "" : " " + transfer.memo)
        return [
          .text(transfer.on.description), .text(transfer.id.description), .text(what), .text(transfer.item),
          .text(transfer.source.description), .money(movement.amount), .money(movement.owed),
        ]
      }
      return Report(
        title: say("农户对账单", "Household statement"),
        subtitles: [
          "\(household.id)  \(household.name)  \(village)  \(household.code)" + (household.sample ? say("  (示例)", "  (sample)") : ""),
          catalogue.county.name(.ofProcess) + "  \(output.year)" + say("  单位:元", "  in yuan"),
        ],
        facts: [
          (say("年初应付", "owed at the beginning"), money(output.owedBeforeFen)), (say("应得收入", "credited"), money(output.creditedFen)),
          (say("更正", "corrected"), money(output.correctedFen)), (say("扣还垫款和贷款", "advances and loans repaid"), money(output.deductedFen)),
          (say("已付", "paid"), money(output.paidFen)), (say("已送银行", "sent to the bank"), money(output.inTransitFen)),
          (say("退回", "returned"), money(output.returnedFen)), (say("其他", "other"), money(output.otherFen)),
          (say("期末应付", "owed at the end"), money(output.owedFen)),
        ],
        tables: [
          Report.Table(
            caption: say("逐笔", "Movements"),
            columns: [
              (say("日期", "on"), false), (say("转账", "transfer"), false), (say("内容", "what"), false), (say("项目", "item"), false),
              (say("来源", "source"), false), (say("金额", "amount"), true), (say("应付余额", "owed"), true),
            ], rows: rows, corrections: Set(account.movements.indices.filter { account.movements[$0].transfer.kind == .reversal })),
          Report.Table(
            caption: say("收入", "Income"),
            columns: [
              (say("项目", "item"), false), (say("名称", "name"), false), (say("账内", "credited"), true), (say("账外", "recorded"), true),
              (say("合计", "total"), true),
            ],
            rows: income.items.map { [.text($0.item), .text($0.name), money($0.creditedFen), money($0.recordedFen), money($0.totalFen)] },
            total: [
              .text(say("纯收入", "net")), .text(say("人均 ", "per head ") + Money(fen: income.perHeadFen).description), .nothing, .nothing,
              money(income.netFen),
            ]),
        ],
        notes: [
          income.lineFen.map { say("标准 ", "line ") + Money(fen: $0).description + "  " + (income.line ?? "") }
            ?? say("没有登记这一年的标准线", "no line is known for that year")
        ] + (income.partial ? [say("不完整:没有登记引擎以外的收入", "partial: nothing was recorded from outside the engine")] : []),
        signatures: [say("农户", "Household"), say("村工作队", "Work team"), say("会计", "Accountant")],
        head: try session.register.head().description)
    }
  }
}

/// What raised and lowered what somebody is owed in a year.
struct AccountMovements {
  enum Kind {
    case income, correction, deduction, paid, inTransit, returned, other
  }

  struct Movement {
    var transfer: Transfer
    var counterpart: String
    var kind: Kind
    /// Above zero: it raises what is owed.
    var amount: Money
    var owed: Money
  }

  let before: Money
  let after: Money
  private(set) var movements: [Movement] = []

  init(_ key: AccountKey, year: Int64, _ session: Session) throws {
    let register = session.register
    guard let account = try register.account(key) else {
      (before, after) = (.zero, .zero)
      return
    }
    let period = Period(year: year)
    let own = try register.postings(to: account.id, from: .first, through: period.last)
    let keys = Dictionary(
      uniqueKeysWithValues: try register.accounts(Set(own.flatMap { [$0.debit, $0.credit] }).sorted()).map { ($0.id, $0.key) })
    let payouts = try AccountMovements.payouts(own, register)
    var owed = Money.zero
    var atBeginning = Money.zero
    for transfer in own {
      let isCredit = transfer.credit == account.id
      let amount = isCredit ? transfer.amount : try .zero - transfer.amount
      owed = try owed + amount
      guard transfer.on >= period.first else {
        atBeginning = owed
        continue
      }
      let counterpart = keys[isCredit ? transfer.debit : transfer.credit] ?? AccountKey(.suspense)
      movements.append(
        Movement(
          transfer: transfer, counterpart: counterpart.text, kind: AccountMovements.kind(transfer, isCredit, counterpart, payouts),
          amount: amount,
          owed: owed))
    }
    (before, after) = (atBeginning, owed)
  }

  /// Where the payouts are now that something was posted for.
  private static func payouts(_ transfers: [Transfer], _ register: Register) throws -> [Payout.ID: Payout.State] {
    var found: [Payout.ID: Payout.State] = [:]
    for case .payout(let id) in transfers.map(\.source) where found[id] == nil { found[id] = try register.payout(id)?.state }
    return found
  }

  private static func kind(
    _ transfer: Transfer, _ isCredit: Bool, _ counterpart: AccountKey, _ payouts: [Payout.ID: Payout.State]
  ) -> Kind {
    if !transfer.item.isEmpty { return isCredit ? .income : .correction }
    if case .payout(let id) = transfer.source, let state = payouts[id] {
      switch (transfer.reason, state) {
      case (.payoutReturned, _): return .returned
      // What came back had gone out before.
      case (_, .paid), (_, .returned), (_, .reissued): return .paid
      // Dropped: the claim and its end cancel each other.
      case (_, .open), (_, .dropped): return .inTransit
      }
    }
    switch AccountRole(rawValue: counterpart.chart) {
    case .inputAdvance, .loan: return .deduction
    case .bank, .cash: return isCredit ? .returned : .paid
    case .payoutsInTransit: return isCredit ? .returned : .inTransit
    default: return .other
    }
  }
}
