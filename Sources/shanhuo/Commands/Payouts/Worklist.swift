import ArgumentParser
import Engine
import Ledger
import Measures
import Messages
import Ordering
import Payouts
import Storage
import Tabular

extension PayoutCommand {
  struct Worklist: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        abstract: say("还没有说明的银行流水,最早在前,附建议和理由", "Bank lines that nothing explains, oldest first, with candidates and why"),
        discussion: example("shanhuo payout worklist --limit 20"))
    }

    @OptionGroup var options: GlobalOptions
    @Option(parsing: .unconditional, help: ArgumentHelp(say("最多几笔", "How many at most"))) var limit: Int64 = 50

    func run() throws {
      let session = try Session(options, mode: .read)
      let lines = try session.register.openBankLines(limit: try positive(limit, "--limit"))
      let desk = try MatchingDesk(session)
      let views = try lines.map { try BankLineView($0, desk) }
      if options.json { return Terminal.printJSON(views) }
      if views.isEmpty { return Terminal.print(say("没有待办的流水。", "No line is left.")) }
      views.forEach { $0.present() }
    }
  }

  struct Match: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        abstract: say("说明一笔流水是什么", "Say what a bank line is about"),
        discussion: say(
          "对象:PR-7/17(付款;流水为收入时即退回)、PR-7(整批)、O-12、fee(手续费)、account:科目。银行从退回的款中扣下的手续费:PR-7/17=100 fee=-2。\n",
          "TARGET: PR-7/17 (paid by it; where the line came in, given back), PR-7 (a whole run), O-12, fee, account:KEY. A fee that the bank kept from what it gave back: PR-7/17=100 fee=-2.\n"
        )
          + example("shanhuo payout match BL-3 PR-1/17=1250.00 fee=2.00 --reason 电话核对"))
    }

    @OptionGroup var options: GlobalOptions
    @Argument(help: ArgumentHelp(say("流水", "Line"), valueName: "line")) var line: String
    @Argument(help: ArgumentHelp(say("对象,可加 =金额", "Targets, each with =AMOUNT where there are several"), valueName: "target")) var targets:
      [String]
    @Option(help: ArgumentHelp(say("原因", "Why"))) var reason: String = ""

    func run() throws {
      let session = try Session(options)
      let line = try session.requireBankLine(try id(line))
      let parts = try MatchWords.parts(targets, of: line, session)
      try MatchDoubts(line, parts, reason: reason).requireNone(try MatchingDesk(session))
      _ = try session.submit(.matchLine(MatchLine(line.id, parts: parts, step: .byHand, reason: reason)))
      try Explain.present(try session.requireBankLine(line.id), session)
    }
  }

  struct Unmatch: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        abstract: say("撤销一笔匹配;一切如匹配之前", "Take a match back; everything is as it was before it"),
        discussion: example("shanhuo payout unmatch BL-3 --reason 配错同名户"))
    }

    @OptionGroup var options: GlobalOptions
    @Argument(help: ArgumentHelp(say("流水", "Line"), valueName: "line")) var line: String
    @Option(help: ArgumentHelp(say("原因", "Why"))) var reason: String

    func run() throws {
      let session = try Session(options)
      let line: BankLine.ID = try id(line)
      let parts = try session.requireBankLine(line).match?.parts ?? []
      let orders = parts.compactMap { if case .order(let id) = $0.target { id } else { nil } }
      _ = try session.submit(.unmatchLine(UnmatchLine(line, reason: reason)))
      try warn(of: orders, session)
      try Explain.present(try session.requireBankLine(line), session)
    }

    /// An order that is unpaid again keeps its goods for a time, and is cancelled then.
    private func warn(of orders: [Order.ID], _ session: Session) throws {
      for id in orders {
        guard let until = try session.register.order(id)?.reservedUntil else { continue }
        Terminal.note(
          say(
            "\(id) 又未付清,货保留到 \(until.minute),到时取消。",
            "\(id) is not paid again; its goods are kept until \(until.minute), then it is cancelled."))
      }
    }
  }

  struct Explain: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        abstract: say("一笔流水:银行写了什么、匹配给了谁、为什么、怎样记账", "A bank line: what the bank wrote, what it was matched to and why, what was posted"),
        discussion: example("shanhuo payout explain BL-3"))
    }

    @OptionGroup var options: GlobalOptions
    @Argument(help: ArgumentHelp(say("流水", "Line"), valueName: "line")) var line: String
    @Flag(help: ArgumentHelp(say("也列出谁何时匹配、撤销、为何(通读日志)", "Also who matched it and took it back, when and why (reads the journal)")))
    var history = false

    func run() throws {
      let session = try Session(options, mode: .read)
      try Explain.present(try session.requireBankLine(try id(line)), session, history: history)
    }

    private struct Output: Encodable {
      var line: BankLineView
      var transfers: [TransferView]
      var history: [LogEntry]?
    }

    static func present(_ line: BankLine, _ session: Session, history: Bool = false) throws {
      let view = try BankLineView(line, line.match == nil ? MatchingDesk(session) : nil)
      // Those that a match made, whatever they come from, and those of the line itself.
      let made =
        line.match.map { match in (match.first.number..<match.first.number + min(match.count, 1000)).map { Transfer.ID(number: $0) } } ?? []
      var transfers = try session.register.transfers(of: line.id)
      transfers += try session.register.transfers(made).filter { new in !transfers.contains { $0.id == new.id } }
      let views = try TransferView.views(transfers.sorted { $0.id < $1.id }, session.register)
      let events =
        history ? Array(try LogEntry.newest(session.register, LogFilter(subject: line.id.description), limit: 1000).reversed()) : nil
      if session.options.json { return Terminal.printJSON(Output(line: view, transfers: views, history: events)) }
      view.present()
      Terminal.table(TransferView.columns, views.map(\.row))
      for event in events ?? [] {
        Terminal.print("\(event.minute)  \(event.actor)  \(Action.label(of: event.action)(.ofProcess))  \(event.summary)")
      }
    }
  }
}

extension Session {
  func requireBankLine(_ id: BankLine.ID) throws -> BankLine {
    guard let line = try register.bankLine(id) else { throw PayoutFault.unknownLine(id) }
    return line
  }
}

/// What people write a line is about.
enum MatchWords {
  /// - Returns: parts whose sum is what was written; the engine compares it with the line.
  static func parts(_ texts: [String], of line: BankLine, _ session: Session) throws -> [MatchPart] {
    try texts.map { text in
      let fields = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      let isIn = line.body.amount > .zero
      guard let target = try target(fields[0], isIn: isIn, session) else { throw BankUseFault.notATarget(text) }
      guard fields.count == 2 else {
        guard texts.count == 1 else { throw BankUseFault.amountMissing(text) }
        return MatchPart(target, line.body.amount)
      }
      let written = try amount(fields[1])
      // What the bank kept of something that it gave back goes the other way.
      guard written > .zero || written < .zero && target == .bankFee else { throw UsageFault.notAnAmount(fields[1]) }
      return MatchPart(target, isIn ? written : try Money.zero - written)
    }
  }

  /// A payout is paid or given back; or, where it was paid before, paid once more, and that given back.
  private static func target(_ text: String, isIn: Bool, _ session: Session) throws -> MatchPart.Target? {
    if text == "fee" { return .bankFee }
    if text.hasPrefix("account:") { return AccountKey(String(text.dropFirst("account:".count))).map { .account($0) } }
    if let id = Payout.ID(text) {
      guard let payout = try session.register.payout(id) else { throw PayoutFault.unknownPayout(id) }
      if isIn { return payout.paidAgain > 0 ? .again(id) : .returned(id) }
      return payout.isOver ? .again(id) : .paid(id)
    }
    if let id = PayoutRun.ID(text) { return .run(id) }
    return Order.ID(text).map { .order($0) }
  }

  /// As it can be typed again.
  static func text(_ parts: [MatchPart]) -> String {
    let isIn = parts.reduce(Int128(0)) { $0 + Int128($1.amount.fen) } > 0
    return parts.map { part in
      let name =
        switch part.target {
        case .paid(let id), .returned(let id), .again(let id): id.description
        case .run(let id): id.description
        case .order(let id): id.description
        case .bankFee: "fee"
        case .account(let key): "account:" + key.text
        }
      guard parts.count > 1 else { return name }
      let amount = isIn ? part.amount : Money(fen: -part.amount.fen)
      return "\(name)=\(amount)"
    }.joined(separator: " ")
  }
}
