import ArgumentParser
import Catalogue
import Engine
import Ledger
import Measures
import Messages
import Payouts
import Storage

extension PayoutCommand {
  /// Sends a run: marks it, then writes its file; again, it writes the same bytes.
  struct Export: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        abstract: say("导出批准了的一批:银行文件或现金签领表", "Export an approved run: the bank's file, or the list to sign for cash"),
        discussion: say(
          "首次导出即记为送出;再次导出得到相同的文件,不能换格式。\n",
          "The first export marks the run as sent; another one gives the same file, and never in another format.\n")
          + example("shanhuo payout export PR-1 --format csv:rural-commercial --out PR-1.csv"))
    }

    @OptionGroup var options: GlobalOptions
    @Argument(help: ArgumentHelp(say("批次", "Run"), valueName: "run")) var name: String
    @Option(help: ArgumentHelp(say("pain.001、csv:银行 或 cash", "pain.001, csv:BANK or cash"), valueName: "format")) var format: String
    @Option(
      help: ArgumentHelp(
        say("写到哪个文件;现金表以 .csv 结尾为表格,否则为网页", "File; a list for cash is CSV where it ends in .csv, else a page"), valueName: "file"))
    var out: String
    @Option(help: ArgumentHelp(say("pain.001 从本单位哪个账户付", "Which of our accounts pays (pain.001)"), valueName: "id")) var account: String?

    private struct Output: Encodable {
      var run: String
      var format: String
      var file: String
      var payouts: Int64
      var amountFen: Int64
      /// Whether it had been sent before.
      var repeated: Bool
    }

    func run() throws {
      let session = try Session(options)
      let run = try session.requirePayoutRun(id(name))
      // Whoever may send a run may have its file, with the whole account numbers, again; nobody else.
      try session.requireMay(.movePayoutRun(MovePayoutRun(run.id, to: .sent)))
      guard run.sentAt != nil || run.state == .approved else { throw BankUseFault.notApproved(run.id, run.state) }
      let format = try wantedFormat(session)
      let payouts = try session.register.payouts(of: run.id)
      let wasSent = run.sentAt != nil
      if !wasSent { try Disputes.requireNone(in: payouts, session) }
      let isCash = format == .cash
      let goesByBank = payouts.contains { $0.way == .bank && $0.state != .dropped }
      if wasSent, !isCash, run.format != format.description {
        throw BankUseFault.sentOtherwise(run.id, format: run.format, wanted: format.description)
      }
      // Before it is sent a run can be cancelled or changed, and cash would be handed out by a list that no longer holds.
      if isCash, !wasSent, goesByBank { throw BankUseFault.bankFirst(run.id) }
      let sent = isCash ? try cashList(run, payouts, session) : try bankFile(run, payouts, format, session)
      let written = payouts.filter { $0.state != .dropped && ($0.way == .cash) == isCash }
      if out == "-" { return }
      let output = Output(
        run: run.id.description, format: isCash ? "cash" : sent.format, file: out, payouts: Int64(written.count),
        amountFen: try written.reduce(Money.zero) { try $0 + $1.amount }.fen, repeated: wasSent)
      if options.json { return Terminal.printJSON(output) }
      Terminal.print(
        "\(run.id)  \(output.format)  \(output.payouts) " + say("笔", output.payouts == 1 ? "payout" : "payouts")
          + "  \(Money(fen: output.amountFen))  → \(out)"
          + (wasSent ? say("  (以前已送出)", "  (sent before)") : ""))
    }

    private func wantedFormat(_ session: Session) throws -> PayoutFormat {
      let format = try PayoutFormat(format)
      guard case .pain(let named) = format else { return format }
      return .pain(account: try session.catalogue().requireOwnAccount(account ?? named).id)
    }

    /// Everything that the file needs is tried before the run is marked, so that what the bank cannot take leaves the run approved.
    private func bankFile(_ run: PayoutRun, _ payouts: [Payout], _ format: PayoutFormat, _ session: Session) throws -> PayoutRun {
      let file = PayoutFile(run, payouts, format, session)
      let output = try OutputFile(out, isPrivate: true)
      let wasSent = run.sentAt != nil
      var run = run
      if !wasSent {
        try file.write(sentAt: session.now) { _ in }
        run = try mark(run, format, session)
      }
      guard let sentAt = run.sentAt else { preconditionFailure("a sent run knows when") }
      try tellingSent(run.id, wasSent) {
        try file.write(sentAt: sentAt) { try output.write(bytes: $0) }
        try output.close()
      }
      return run
    }

    /// Where a run was marked and its file cannot be written, that is what has to be told.
    private func tellingSent(_ id: PayoutRun.ID, _ wasSent: Bool, _ write: () throws -> Void) throws {
      do {
        try write()
      } catch let fault as UsageFault where !wasSent {
        throw BankUseFault.sentNotWritten(id, why: fault)
      }
    }

    private func mark(_ run: PayoutRun, _ format: PayoutFormat, _ session: Session) throws -> PayoutRun {
      do {
        _ = try session.submit(.movePayoutRun(MovePayoutRun(run.id, to: .sent, hash: run.hash, format: format.description)))
      } catch PayoutFault.runState(run.id, _, to: .sent) {
        return try sentMeanwhile(run, format, session)
      }
      return try session.requirePayoutRun(run.id)
    }

    /// Somebody else was first: where it was the same file, it is written again.
    private func sentMeanwhile(_ run: PayoutRun, _ format: PayoutFormat, _ session: Session) throws -> PayoutRun {
      let now = try session.requirePayoutRun(run.id)
      guard now.sentAt != nil else { throw BankUseFault.notApproved(now.id, now.state) }
      guard now.hash == run.hash else { throw PayoutFault.runChanged(run.id) }
      guard now.format == format.description else {
        throw BankUseFault.sentOtherwise(run.id, format: now.format, wanted: format.description)
      }
      return now
    }

    /// A run that pays nobody by bank is sent by its list; of another the bank's file goes first.
    private func cashList(_ run: PayoutRun, _ payouts: [Payout], _ session: Session) throws -> PayoutRun {
      let output = try OutputFile(out)
      let marks = run.sentAt == nil
      let run = marks ? try mark(run, .cash, session) : run
      let report = try CashList(run, payouts, session).report()
      try tellingSent(run.id, !marks) {
        try output.write(out.hasSuffix(".csv") ? String(decoding: report.csv(), as: UTF8.self) : report.html())
        try output.close()
      }
      return run
    }
  }
}
