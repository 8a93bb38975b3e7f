import ArgumentParser
import Engine
import Measures
import Messages
import Payouts
import Sealing
import Storage

// What is done with a run as a whole, once it is prepared.
extension PayoutCommand {
  struct Approve: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        abstract: say("批准一批兑付(须非编制人);批准的是此刻的内容", "Approve a run that somebody else made, as it is now"),
        discussion: example("shanhuo payout approve PR-1 --actor approver"))
    }

    @OptionGroup var options: GlobalOptions
    @Argument(help: ArgumentHelp(say("批次", "Run"), valueName: "run")) var name: String
    @Option(
      help: ArgumentHelp(say("只在内容仍是此校验值时批准(payout show 印出)", "Approve only what has this hash (payout show prints it)"), valueName: "hash")
    )
    var hash: String?

    func run() throws {
      let session = try Session(options)
      let run = try session.requirePayoutRun(id(name))
      let signed = try hash.map { text in
        guard let digest = Digest(hex: text) else { throw UsageFault.notAHash(text) }
        return digest.bytes
      }
      try Disputes.requireNone(in: try session.register.payouts(of: run.id), session)
      try session.move(run, MovePayoutRun(run.id, to: .approved, hash: signed ?? run.hash))
    }
  }

  struct Close: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        abstract: say("关闭一批兑付:每笔都已付或已退回", "Close a run of which each payout is paid or came back"),
        discussion: example("shanhuo payout close PR-1"))
    }

    @OptionGroup var options: GlobalOptions
    @Argument(help: ArgumentHelp(say("批次", "Run"), valueName: "run")) var name: String

    func run() throws {
      let session = try Session(options)
      let run = try session.requirePayoutRun(id(name))
      try session.move(run, MovePayoutRun(run.id, to: .closed))
    }
  }

  struct Cancel: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        abstract: say("作废还没送出的一批;应付款退回各户", "Give up a run that was not sent; what it claimed is owed again"),
        discussion: example("shanhuo payout cancel PR-1 --reason 金额有误"))
    }

    @OptionGroup var options: GlobalOptions
    @Argument(help: ArgumentHelp(say("批次", "Run"), valueName: "run")) var name: String
    @Option(help: ArgumentHelp(say("原因", "Reason"))) var reason: String

    func run() throws {
      let session = try Session(options)
      let run = try session.requirePayoutRun(id(name))
      try session.move(run, MovePayoutRun(run.id, to: .cancelled, reason: reason))
    }
  }

  struct Drop: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        abstract: say("从还没送出的批次里取消一笔;批次须重新批准", "Take one payout out of a run that was not sent; the run needs a new approval"),
        discussion: example("shanhuo payout drop PR-1/3 --reason 卡号待核"))
    }

    @OptionGroup var options: GlobalOptions
    @Argument(help: ArgumentHelp(say("兑付", "Payout"), valueName: "payout")) var payout: String
    @Option(help: ArgumentHelp(say("原因", "Reason"))) var reason: String

    func run() throws { try PayoutCommand.change(try payoutID(payout), .drop(reason: reason), options) }
  }

  struct HandOver: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        commandName: "hand-over", abstract: say("现金已签领", "The payee signed for the cash"),
        discussion: example("shanhuo payout hand-over PR-1/3 --on 2020-11-02"))
    }

    @OptionGroup var options: GlobalOptions
    @Argument(help: ArgumentHelp(say("兑付", "Payout"), valueName: "payout")) var payout: String
    @Option(help: ArgumentHelp(say("签领日(默认当天)", "Day of the signature (default: today)"), valueName: "day")) var on: String?

    func run() throws { try PayoutCommand.change(try payoutID(payout), .handOver(on: try PayoutCommand.day(on, options)), options) }
  }

  struct TakeBack: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        commandName: "take-back", abstract: say("现金未领或退回;重新列为应付", "Cash that was not fetched or came back; it is owed again"),
        discussion: example("shanhuo payout take-back PR-1/3 --reason 外出务工"))
    }

    @OptionGroup var options: GlobalOptions
    @Argument(help: ArgumentHelp(say("兑付", "Payout"), valueName: "payout")) var payout: String
    @Option(help: ArgumentHelp(say("日期(默认当天)", "Day (default: today)"), valueName: "day")) var on: String?
    @Option(help: ArgumentHelp(say("原因", "Reason"))) var reason: String

    func run() throws {
      try PayoutCommand.change(try payoutID(payout), .takeBack(on: try PayoutCommand.day(on, options), reason: reason), options)
    }
  }

  struct Correct: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        abstract: say("更正回盘:银行说错了,其实已付,或其实失败", "Correct what the bank said of a payout: it was paid after all, or it failed"),
        discussion: example("shanhuo payout correct PR-1/3 --paid --reason 电话核对"))
    }

    enum Truth: String, EnumerableFlag { case paid, failed }

    @OptionGroup var options: GlobalOptions
    @Argument(help: ArgumentHelp(say("兑付", "Payout"), valueName: "payout")) var payout: String
    @Flag(help: ArgumentHelp(say("其实如何", "What is true"))) var truth: Truth
    @Option(help: ArgumentHelp(say("原因", "Reason"))) var reason: String

    func run() throws {
      try PayoutCommand.change(try payoutID(payout), .correct(isPaid: truth == .paid, reason: reason), options)
    }
  }

  private static func change(_ id: Payout.ID, _ step: ChangePayout.Step, _ options: GlobalOptions) throws {
    let session = try Session(options)
    _ = try session.submit(.changePayout(ChangePayout(id, step)))
    try PayoutPage(try session.requirePayout(id), session).present()
  }

  private static func day(_ text: String?, _ options: GlobalOptions) throws -> Day {
    try text.map { try shanhuo.day($0) } ?? options.instant().day
  }
}

extension Session {
  /// Moves a run on and shows it.
  func move(_ run: PayoutRun, _ body: MovePayoutRun) throws {
    _ = try submit(.movePayoutRun(body))
    let moved = try requirePayoutRun(run.id)
    let standing = try register.payouts(of: run.id).count { $0.state != .dropped }
    if options.json { return Terminal.printJSON(PayoutRunView(moved, standing: Int64(standing))) }
    PayoutRunPage(moved, self).printHead(standing: Int64(standing))
  }
}
