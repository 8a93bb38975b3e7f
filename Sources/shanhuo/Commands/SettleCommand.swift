import ArgumentParser
import Catalogue
import Engine
import Ledger
import Measures
import Messages
import Ordering
import Storage
import Tabular

struct SettleCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "settle", abstract: say("结算:把货款分给应得的人", "Settle: split proceeds among those who have a share in them"),
      subcommands: [Run.self, Explain.self, Waiting.self, Undo.self])
  }

  struct Run: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        abstract: say("结算至某日送达和收购的全部;可随时再次运行", "Settle all that was delivered or bought by a day; may be run again at any time"),
        discussion: example("shanhuo settle run --through 2020-10-07"))
    }

    @OptionGroup var options: GlobalOptions
    @Option(help: ArgumentHelp(say("截至哪天", "Through this day"), valueName: "day")) var through: String

    struct Result: Encodable {
      /// Parts of orders, and lots.
      var settled: Int64 = 0
      var transfers: Int64 = 0
      var amountFen: Int64 = 0
      /// Parts that no agreement covers, and that lie in suspense.
      var suspended: Int64 = 0
      var seconds = 0.0
    }

    func run() throws {
      let session = try Session(options)
      // Where nothing is due nobody else asks.
      try session.requireMay(.settleOrder(SettleOrder(order: Order.ID(number: 1), through: session.now.day)))
      let run = SettlementRun(session, through: try day(through))
      let summary = try run.run()
      var result = Result(settled: summary.settled, transfers: summary.transfers, amountFen: summary.amount.fen)
      result.suspended = try session.register.suspendedCount()
      result.seconds = (summary.seconds * 1000).rounded() / 1000
      present(result)
      if summary.faults > 0 { throw ExitStatus.badData }
    }

    private func present(_ result: Result) {
      if options.json { return Terminal.printJSON(result) }
      Terminal.print(
        say(
          "结算 \(result.settled) 份,\(result.transfers) 笔转账,共 \(Money(fen: result.amountFen)) 元。",
          "\(result.settled) parts settled by \(result.transfers) transfers, \(Money(fen: result.amountFen)) yuan in all."))
      if result.suspended > 0 {
        Terminal.note(
          say(
            "\(result.suspended) 份不能分配,货款在待查账户;用 shanhuo settle waiting 查看原因。",
            "\(result.suspended) parts cannot be split yet; their proceeds are in suspense: shanhuo settle waiting says why."))
      }
    }
  }

  struct Waiting: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        abstract: say("货款待查的各份及原因", "Parts whose proceeds are in suspense, and why"),
        discussion: example("shanhuo settle waiting"))
    }

    @OptionGroup var options: GlobalOptions
    @Flag(help: ArgumentHelp(say("包括还没结算的", "With those that no run has come to yet"))) var open = false
    @Option(parsing: .unconditional, help: ArgumentHelp(say("最多几份", "How many at most"))) var limit: Int64 = 50

    struct Row: Encodable {
      var part: String
      var kind: String
      var on: String
      var amountFen: Int64
      var state: String
      /// `no-agreement` or `no-linked-household`; nil where no run has come to it.
      var why: String?
    }

    func run() throws {
      let session = try Session(options, mode: .read)
      let sales = try session.register.waitingSales(includingOpen: open, limit: try positive(limit, "--limit"))
      let reasons = try sales.map { $0.state == .suspended ? try SuspenseReason($0, session) : nil }
      let rows = zip(sales, reasons).map {
        Row(
          part: $0.id.description, kind: "\($0.kind)", on: $0.on.description, amountFen: $0.amount.fen, state: "\($0.state)", why: $1?.name)
      }
      if options.json { return Terminal.printJSON(rows) }
      Terminal.table(
        [
          .init(say("份", "part")), .init(say("日期", "on")), .init(say("类别", "kind")), .init(say("状态", "state")),
          .init(say("金额", "amount"), right: true), .init(say("原因", "why"), flexible: true),
        ],
        zip(sales, reasons).map {
          [
            $0.id.description, $0.on.description, $0.kind.label(.ofProcess), $0.state.label(.ofProcess), $0.amount.description,
            $1?.text ?? "",
          ]
        })
    }
  }

  struct Undo: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        abstract: say("撤销一张订单或一个批次的结算,下次重新结算", "Take back how an order or a lot was settled; the next run settles it anew"),
        discussion: example("shanhuo settle undo O-1 --reason 协议登记有误"))
    }

    @OptionGroup var options: GlobalOptions
    @Argument(help: ArgumentHelp(say("订单或批次", "Order or lot"), valueName: "order|lot")) var thing: String
    @Option(help: ArgumentHelp(say("原因", "Reason"))) var reason: String

    func run() throws {
      let session = try Session(options)
      let lot = Lot.ID(thing)
      let target: UndoSettlement.Thing = try lot.map { .lot($0) } ?? .order(id(thing))
      let before = try session.register.numbers().transfer
      _ = try session.submit(.undoSettlement(UndoSettlement(of: target, reason: reason)))
      let made =
        switch target {
        case .order(let id): try session.register.transfers(of: id)
        case .lot(let id): try session.register.transfers(of: id)
        }
      try session.show(made.filter { $0.id.number > before })
    }
  }

  struct Explain: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        abstract: say("一步步说明一张订单或一个批次怎么结算", "Show step by step how an order or a lot was settled"),
        discussion: example("shanhuo settle explain O-1"))
    }

    @OptionGroup var options: GlobalOptions
    @Argument(help: ArgumentHelp(say("订单或批次", "Order or lot"), valueName: "order|lot")) var thing: String

    func run() throws {
      let session = try Session(options, mode: .read)
      if let lot = Lot.ID(thing) { return try explain(lot, session) }
      let id: Order.ID = try id(thing)
      guard let order = try session.register.order(id) else { throw OrderFault.unknown(id) }
      let explanations = try session.register.sales(of: id).map { try SettlementExplanation($0, of: order, session) }
      if options.json { return Terminal.printJSON(explanations) }
      if explanations.isEmpty { Terminal.note(say("还没有送达的货。", "Nothing was delivered yet.")) }
      for explanation in explanations { explanation.lines.forEach(Terminal.print) }
    }

    private func explain(_ id: Lot.ID, _ session: Session) throws {
      guard let lot = try session.register.lot(id) else { throw LotFault.unknown(id) }
      guard let settlement = try session.register.lotSettlement(id) else { throw LedgerFault.nothingSettled(id.description) }
      let explanation = try LotExplanation(settlement, of: lot, session)
      if options.json { return Terminal.printJSON(explanation) }
      explanation.lines.forEach(Terminal.print)
    }
  }
}
