import ArgumentParser
import Engine
import Ledger
import Measures
import Messages
import Storage
import Tabular

/// The options of a posting by hand.
struct PostingOptions: ParsableArguments {
  @Option(help: ArgumentHelp(say("借方账户,如 bank", "Debit account, such as bank"), valueName: "account")) var debit: String
  @Option(help: ArgumentHelp(say("贷方账户,如 payable:H-12", "Credit account, such as payable:H-12"), valueName: "account")) var credit: String
  @Option(parsing: .unconditional, help: ArgumentHelp(say("金额(元)", "Amount in yuan"), valueName: "yuan")) var amount: String
  @Option(help: ArgumentHelp(say("记账日(默认当天)", "Business date (default: today)"), valueName: "day")) var on: String?
  @Option(help: ArgumentHelp(say("收入项目,记入农户账户时必填,如 A50-4", "Income item, needed where it reaches a household, such as A50-4")))
  var item: String?
  @Option(help: ArgumentHelp(say("事由", "Why"))) var memo: String

  func posting(_ session: Session) throws -> Posting {
    Posting(
      debit: try account(debit), credit: try account(credit), amount: try shanhuo.amount(amount), on: try on.map(day) ?? session.now.day,
      item: item ?? "", memo: memo)
  }
}

func account(_ text: String) throws -> AccountKey {
  guard let key = AccountKey(text) else { throw UsageFault.notAnAccount(text) }
  return key
}

extension LedgerCommand {
  struct Post: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        abstract: say("手工记一笔账", "Post a transfer by hand"),
        discussion: example("shanhuo ledger post --debit input-advance:H-12 --credit bank --amount 300 --memo 鸡苗"))
    }

    @OptionGroup var options: GlobalOptions
    @OptionGroup var posting: PostingOptions
    @Option(help: ArgumentHelp(say("编号;同号同内容只记一次", "Key; the same key and body is posted once"))) var key: String?

    func run() throws {
      let session = try Session(options)
      try session.showTransfers(try session.submit(.postTransfers(PostTransfers([posting.posting(session)])), key: key))
    }
  }

  struct HoldCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        commandName: "hold", abstract: say("挂一笔待定账,日后入账或作废", "Hold an amount, to be posted or voided later"),
        discussion: example("shanhuo ledger hold --debit freight --credit bank --amount 500 --memo 运费待定 --until 2020-10-09T18:00")
      )
    }

    @OptionGroup var options: GlobalOptions
    @OptionGroup var posting: PostingOptions
    @Option(help: ArgumentHelp(say("到期自动解除的时间", "When it ends by itself"), valueName: "instant")) var until: String?

    func run() throws {
      let session = try Session(options)
      let expiresAt = try until.map { text in
        guard let instant = Instant(text) else { throw UsageFault.notAnInstant(text) }
        return instant
      }
      try session.showTransfers(
        try session.submit(.holdTransfer(HoldTransfer(posting.posting(session), expiresAt: expiresAt))))
    }
  }

  struct PostHold: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        commandName: "post-hold", abstract: say("将待定账入账,全部或部分", "Post a hold, in whole or in part"),
        discussion: example("shanhuo ledger post-hold T-7 --amount 120"))
    }

    @OptionGroup var options: GlobalOptions
    @Argument(help: ArgumentHelp(say("待定转账", "The hold"), valueName: "transfer")) var transfer: String
    @Option(parsing: .unconditional, help: ArgumentHelp(say("金额(元),默认全部", "Amount in yuan, default all"), valueName: "yuan"))
    var amount: String?
    @Option(help: ArgumentHelp(say("记账日(默认当天)", "Business date (default: today)"), valueName: "day")) var on: String?
    @Option(help: ArgumentHelp(say("事由", "Why"))) var memo: String = ""

    func run() throws {
      let session = try Session(options)
      let body = ResolveHold(
        hold: try id(transfer), posts: true, amount: try amount.map(shanhuo.amount), on: try on.map(day) ?? session.now.day, memo: memo)
      try session.showTransfers(try session.submit(.resolveHold(body)))
    }
  }

  struct Void: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(abstract: say("作废待定账", "Void a hold"), discussion: example("shanhuo ledger void T-7 --reason 不再发放"))
    }

    @OptionGroup var options: GlobalOptions
    @Argument(help: ArgumentHelp(say("待定转账", "The hold"), valueName: "transfer")) var transfer: String
    @Option(help: ArgumentHelp(say("原因", "Reason"))) var reason: String

    func run() throws {
      let session = try Session(options)
      let body = ResolveHold(hold: try id(transfer), posts: false, amount: nil, on: session.now.day, memo: reason)
      try session.showTransfers(try session.submit(.resolveHold(body)))
    }
  }

  struct Reverse: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        abstract: say("冲回一笔转账及与其同组的各笔", "Take a transfer back, with those posted together with it"),
        discussion: example("shanhuo ledger reverse T-3 --reason 重复录入"))
    }

    @OptionGroup var options: GlobalOptions
    @Argument(help: ArgumentHelp(say("转账", "The transfer"), valueName: "transfer")) var transfer: String
    @Option(help: ArgumentHelp(say("记账日(默认当天)", "Business date (default: today)"), valueName: "day")) var on: String?
    @Option(help: ArgumentHelp(say("原因", "Reason"))) var reason: String

    func run() throws {
      let session = try Session(options)
      let body = ReverseTransfer(transfer: try id(transfer), on: try on.map(day) ?? session.now.day, reason: reason)
      try session.showTransfers(try session.submit(.reverseTransfer(body)))
    }
  }

  struct Close: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        abstract: say("结账:此日及以前不再记账", "Close the books: nothing is posted on this day or before any more"),
        discussion: example("shanhuo ledger close --through 2020-09-30"))
    }

    @OptionGroup var options: GlobalOptions
    @Option(help: ArgumentHelp(say("结账日", "Through this day"), valueName: "day")) var through: String

    func run() throws {
      let session = try Session(options)
      let day = try day(through)
      _ = try session.submit(.closePeriod(ClosePeriod(through: day)))
      struct Result: Encodable { var closedThrough: String }
      if options.json {
        Terminal.printJSON(Result(closedThrough: day.description))
      } else {
        Terminal.print(say("已结账至 \(day)。", "The books are closed through \(day)."))
      }
    }
  }
}

extension Session {
  /// Prints the transfers that a command made.
  func showTransfers(_ result: (outcome: Outcome, repeated: Bool)) throws {
    guard case .transfers(let first, let count) = result.outcome else { return }
    if result.repeated { Terminal.note(say("此编号已记过账;没有改动。", "This key was posted before; nothing was changed.")) }
    try show(register.transfers((first.number..<first.number + count).map { Transfer.ID(number: $0) }))
  }

  func show(_ transfers: [Transfer]) throws {
    let views = try TransferView.views(transfers, register)
    if options.json {
      Terminal.printJSON(views)
    } else {
      Terminal.table(TransferView.columns, views.map(\.row))
    }
  }
}
