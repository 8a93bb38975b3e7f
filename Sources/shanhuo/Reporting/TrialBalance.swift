import ArgumentParser
import Catalogue
import Engine
import Ledger
import Measures
import Messages
import Storage

extension ReportCommand {
  struct TrialBalance: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        commandName: "trial-balance", abstract: say("试算平衡表", "The trial balance"),
        discussion: example("shanhuo report trial-balance --as-of 2020-12-31 --html balance.html"))
    }

    @OptionGroup var options: GlobalOptions
    @OptionGroup var output: ReportOptions
    @Option(name: .customLong("as-of"), help: ArgumentHelp(say("截至记账日(默认全部)", "Business date (default: everything)"), valueName: "day"))
    var asOf: String?
    @Flag(help: ArgumentHelp(say("每个科目一行,不分户", "One row for each entry of the chart"))) var chart = false

    private struct Row: Encodable {
      var account: String
      var name: String
      var kind: String
      var debitFen: Int64
      var creditFen: Int64
      var balanceFen: Int64
    }

    func run() throws {
      let session = try Session(options, mode: .read)
      let catalogue = try session.catalogue()
      let day = try asOf.map(shanhuo.day)
      var sums: [(key: AccountKey, debits: Money, credits: Money)] = []
      for turnover in try session.register.turnovers(asOf: day) {
        let key = chart ? AccountKey(turnover.key.chart as ChartAccount.ID) : turnover.key
        if let last = sums.last, last.key == key {
          sums[sums.count - 1] = (key, try last.debits + turnover.debits, try last.credits + turnover.credits)
        } else {
          sums.append((key, turnover.debits, turnover.credits))
        }
      }
      let debits = sums.reduce(Int128(0)) { $0 + Int128($1.debits.fen) }
      let credits = sums.reduce(Int128(0)) { $0 + Int128($1.credits.fen) }
      let rows = try sums.map { sum in
        let entry = catalogue.account(sum.key.chart)
        return Row(
          account: sum.key.text, name: try session.accountName(sum.key), kind: entry.map { "\($0.kind)" } ?? "", debitFen: sum.debits.fen,
          creditFen: sum.credits.fen, balanceFen: try (sum.debits - sum.credits).fen)
      }
      let table = Report.Table(
        columns: [
          (say("账户", "account"), false), (say("名称", "name"), false), (say("借方", "debit"), true), (say("贷方", "credit"), true),
          (say("余额", "balance"), true),
        ],
        rows: rows.map {
          [
            .text($0.account), .text($0.name), .money(Money(fen: $0.debitFen)), .money(Money(fen: $0.creditFen)),
            .money(Money(fen: $0.balanceFen)),
          ]
        }, total: [.text(say("合计", "total")), .nothing, .sum(debits), .sum(credits), .sum(debits - credits)])
      let through = try day ?? session.register.days()?.last ?? session.now.day
      let report = Report(
        title: say("试算平衡表", "Trial balance"),
        subtitles: [catalogue.county.name(.ofProcess) + say("  截至 ", "  through ") + through.description + say("  单位:元", "  in yuan")],
        tables: [table], signatures: [say("会计", "Accountant"), say("复核", "Checked by")], head: try session.register.head().description)
      try output.present(report, json: rows, options)
    }
  }
}

extension Session {
  /// What people call an account, and whom it is kept for.
  func accountName(_ key: AccountKey) throws -> String {
    let own = try catalogue().account(key.chart)?.name(.ofProcess) ?? key.chart
    return key.holder.isEmpty ? own : own + " · " + (try holderName(key.holder))
  }

  /// What people call whoever an account is kept for.
  func holderName(_ holder: String) throws -> String {
    if let id = Household.ID(holder) { return try register.household(id)?.name ?? holder }
    return try catalogue().party(holder)?.name(.ofProcess) ?? holder
  }
}
