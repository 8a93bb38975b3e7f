import ArgumentParser
import Catalogue
import Ledger
import Measures
import Messages
import Ordering
import Storage
import Tabular

extension LedgerCommand {
  struct Balance: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        abstract: say("试算平衡表,现在的或某日的", "The trial balance, of now or as of a day"),
        discussion: example("shanhuo ledger balance --as-of 2020-10-07 --account payable"))
    }

    @OptionGroup var options: GlobalOptions
    @Option(name: .customLong("as-of"), help: ArgumentHelp(say("截至记账日", "Business date"), valueName: "day")) var asOf: String?
    @Option(help: ArgumentHelp(say("只看此科目或账户", "Only this account, or this entry of the chart"), valueName: "account"))
    var account: String?

    struct Row: Encodable {
      var account: String
      var debitFen: Int64
      var creditFen: Int64
      var balanceFen: Int64
    }

    func run() throws {
      let session = try Session(options, mode: .read)
      var turnovers = try session.register.turnovers(asOf: try asOf.map(day))
      if let account { turnovers = turnovers.filter { $0.key.text == account || $0.key.chart == account } }
      if options.json {
        Terminal.printJSON(
          try turnovers.map {
            Row(
              account: $0.key.text, debitFen: $0.debits.fen, creditFen: $0.credits.fen, balanceFen: try ($0.debits - $0.credits).fen)
          })
      } else {
        try table(turnovers, session.catalogue())
      }
    }

    private func table(_ turnovers: [Turnover], _ catalogue: CountyCatalogue) throws {
      // Wider than an account: sums of sums may not fit one.
      var debits: Int128 = 0
      var credits: Int128 = 0
      var rows: [[String]] = []
      for turnover in turnovers {
        debits += Int128(turnover.debits.fen)
        credits += Int128(turnover.credits.fen)
        rows.append(
          [
            turnover.key.text, catalogue.account(turnover.key.chart)?.name(.ofProcess) ?? "", turnover.debits.description,
            turnover.credits.description, try (turnover.debits - turnover.credits).description,
          ])
      }
      rows.append([say("合计", "total"), "", Words.yuan(debits), Words.yuan(credits), Words.yuan(debits - credits)])
      Terminal.table(
        [
          .init(say("账户", "account")), .init(say("名称", "name"), flexible: true), .init(say("借方", "debit"), right: true),
          .init(say("贷方", "credit"), right: true), .init(say("余额", "balance"), right: true),
        ], rows)
    }
  }

  struct Transfers: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        abstract: say("查看转账:最新的、某账户的或某订单的", "Show transfers: the newest, those of an account, or of an order"),
        discussion: example("shanhuo ledger transfers --account payable:H-12 --from 2020-01-01"))
    }

    @OptionGroup var options: GlobalOptions
    @Option(help: ArgumentHelp(say("账户", "Account"))) var account: String?
    @Option(help: ArgumentHelp(say("订单", "Order"))) var order: String?
    @Flag(help: ArgumentHelp(say("只看未了结的待定转账", "Only open holds"))) var open = false
    @Option(help: ArgumentHelp(say("自哪天", "From this day"), valueName: "day")) var from: String?
    @Option(help: ArgumentHelp(say("至哪天", "Through this day"), valueName: "day")) var through: String?
    @Option(help: ArgumentHelp(say("从哪笔之前开始(翻页)", "Begin before this transfer (next page)"), valueName: "transfer")) var before: String?
    @Option(parsing: .unconditional, help: ArgumentHelp(say("最多几笔", "How many at most"))) var limit: Int64 = 50

    func run() throws {
      let session = try Session(options, mode: .read)
      try session.show(try transfers(session.register))
    }

    private func transfers(_ register: Register) throws -> [Transfer] {
      if let order { return try register.transfers(of: id(order) as Order.ID) }
      if open { return try register.transfers(try register.openHolds().map(\.id)) }
      guard let account else {
        let before: Transfer.ID? = try before.map(id)
        return try register.newestTransfers(before: before?.number, limit: try positive(limit, "--limit"))
      }
      let key = try shanhuo.account(account)
      guard let found = try register.account(key) else { throw UsageFault.unknownName(account, kind: Text(zh: "账户", en: "account")) }
      return try register.postings(to: found.id, from: try from.map(day) ?? .first, through: try through.map(day) ?? .last)
    }
  }
}
