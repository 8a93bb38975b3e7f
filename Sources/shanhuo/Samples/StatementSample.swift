import ArgumentParser
import BankFiles
import Catalogue
import Engine
import Ledger
import Measures
import Messages
import Ordering
import Payouts
import Sealing
import Storage
import Tabular

extension SampleCommand {
  struct Statement: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        abstract: say("虚构一份银行对账单,可附真相", "An invented bank statement of a run, and the truth about it"),
        discussion: example("shanhuo sample statement --run PR-1 --seed 1 --format camt.053 --truth truth.csv > statement.xml"))
    }

    @OptionGroup var options: GlobalOptions
    @Option(name: .customLong("run"), help: ArgumentHelp(say("付哪一批(已送出)", "Which run it pays; it must be sent"), valueName: "run"))
    var ofRun: String
    @Flag(help: ArgumentHelp(say("也有买方的付款", "With payments of buyers too"))) var receipts = false
    @Option(parsing: .unconditional, help: ArgumentHelp(say("种子:同种子同结果", "Seed: the same seed gives the same bytes"))) var seed: UInt64
    @Option(help: ArgumentHelp(say("退回的比例", "Share that comes back"), valueName: "share")) var returns: String = "2%"
    @Option(help: ArgumentHelp(say("受损的比例", "Share that comes to harm"), valueName: "share")) var noise: String = "3%"
    @Option(help: ArgumentHelp(say("camt.053、mt940、ofx 或 csv:银行", "camt.053, mt940, ofx or csv:BANK"), valueName: "format")) var format:
      String
    @Option(help: ArgumentHelp(say("把真相写到这里(CSV)", "Write the truth here (CSV)"), valueName: "file")) var truth: String?
    @Option(help: ArgumentHelp(say("本单位账户", "Of which of our accounts"), valueName: "id")) var account: String?

    func run() throws {
      let session = try Session(options, mode: .read)
      let catalogue = try session.catalogue()
      let own = try catalogue.requireOwnAccount(account)
      let run = try session.requirePayoutRun(id(ofRun))
      guard let sentOn = run.sentAt?.day else { throw BankUseFault.notApproved(run.id, run.state) }
      var statement = InventedStatement(seed: seed, county: catalogue.county.code, noise: try tenThousandths(noise))
      let accounts = AccountReveal(session)
      let paid = try session.register.payouts(of: run.id).filter { $0.way == .bank && $0.state != .dropped }.map { payout in
        InventedStatement.Paid(payout: payout, account: try payout.account.map { try accounts.number($0.token).value } ?? "")
      }
      statement.pay(paid, from: sentOn, returns: try tenThousandths(returns))
      if receipts {
        statement.receive(
          try session.register.unpaidOrders().map { ($0.order, $0.due, catalogue.party($0.buyer)?.name.zh ?? $0.buyer) }, from: sentOn)
      }
      statement.sort()
      try write(statement, own, try writerFormat(catalogue), opening: try opening(statement, own, session), sentOn)
      if let truth { try write(statement, to: truth) }
    }

    private func writerFormat(_ catalogue: CountyCatalogue) throws -> StatementWriter.Format {
      switch format {
      case "camt.053": .camt053
      case "mt940": .mt940
      case "ofx": .ofx2
      case let text where text.hasPrefix("csv:"): .sheet(try catalogue.requireBank(String(text.dropFirst(4))))
      default: throw UsageFault.notAChoice(format, of: ["camt.053", "mt940", "ofx", "csv:NAME"])
      }
    }

    /// Where the last statement ended; else as much as goes out.
    private func opening(_ statement: InventedStatement, _ own: OwnAccount, _ session: Session) throws -> Money {
      if let closing = try session.register.bankStatements(of: own.account).lazy.compactMap(\.body.closing).first { return closing }
      return try statement.lines.reduce(Money.zero) { $1.line.amount < .zero ? try $0 - $1.line.amount : $0 }
    }

    private func write(
      _ statement: InventedStatement, _ own: OwnAccount, _ format: StatementWriter.Format, opening: Money, _ sentOn: Day
    ) throws {
      let last = statement.lines.last?.line.bookedOn ?? sentOn
      let closing = try statement.lines.reduce(opening) { try $0 + $1.line.amount }
      let header = StatementHeader(
        account: own.number, number: "\(seed)", from: sentOn, through: last, opening: opening, openingOn: sentOn)
      var writer = try StatementWriter(format, header, closing: closing, on: last)
      var balance = opening
      for (line, _) in statement.lines {
        var line = line
        balance = try balance + line.amount
        line.runningBalance = balance
        try writer.write(line)
        Terminal.write(writer.take())
      }
      try writer.finish()
      Terminal.write(writer.take())
    }

    private func write(_ statement: InventedStatement, to path: String) throws {
      var csv = CSVWriter()
      csv.write(["number", "kind", "amount_fen", "targets"])
      for (index, item) in statement.lines.enumerated() {
        csv.write(["\(index + 1)", item.truth.kind, "\(item.line.amount.fen)", item.truth.targets.joined(separator: " ")])
      }
      let file = try OutputFile(path)
      try file.write(bytes: csv.take())
      try file.close()
    }
  }
}
