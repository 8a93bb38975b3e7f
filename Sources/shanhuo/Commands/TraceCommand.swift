import ArgumentParser
import Catalogue
import Ledger
import Measures
import Messages
import Ordering
import Publishing
import Storage

struct TraceCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "trace", abstract: say("追踪每一元钱:从买方到农户,从农户到买方", "Follow every yuan: from buyer to household, and back"),
      subcommands: [Yuan.self, HouseholdYear.self])
  }

  struct Picture: ParsableArguments {
    @Option(
      help: ArgumentHelp(
        say("另画成资金流图,写入此 SVG 文件;- 为标准输出", "Draw it as a flow picture into this SVG file too; - is standard output"), valueName: "file"))
    var svg: String?

    /// Writes a picture where one was asked for.
    ///
    /// - Returns: whether it went to standard output, which then has no room for anything else.
    func write(_ picture: () throws -> FlowPicture) throws -> Bool {
      guard let svg else { return false }
      let text = try picture().svg()
      let file = try OutputFile(svg)
      try file.write(text)
      try file.close()
      return svg == "-"
    }
  }

  struct Yuan: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        abstract: say("一张订单的钱到了谁手里", "Who got the money of an order"),
        discussion: say(
          "从买方付款到每一户入账,每一步都列出转账,每个节点都等于其下之和。被更正的转账另列。\n",
          "From the buyer's payment to each household's credit, every step with its transfer; each amount is the sum of those below it. "
            + "What was taken back is listed beside it.\n") + example("shanhuo trace yuan O-1 --svg O-1.svg"))
    }

    @OptionGroup var options: GlobalOptions
    @Argument(help: ArgumentHelp(say("订单号", "Order"), valueName: "order")) var order: String
    @OptionGroup var picture: Picture

    func run() throws {
      let session = try Session(options, mode: .read)
      let traced = try TracedOrder(try id(order), session.register)
      let names = try TraceNames(session, [traced])
      let isOnStandardOutput = try picture.write { try OrderTracePicture(traced, names).picture() }
      if !isOnStandardOutput { try present(traced, names) }
      try traced.check()
    }

    private func present(_ traced: TracedOrder, _ names: TraceNames) throws {
      if options.json { return Terminal.printJSON(try OrderTraceView(traced.trace, names)) }
      let order = traced.order
      Terminal.print(
        "\(order.id)  \(names.party(order.buyer)) · \(names.channel(order.channel)) · "
          + say("\(order.orderedAt.day) 下单", "ordered on \(order.orderedAt.day)"))
      var page = TracePage(names, title: say("去向", "where it went"))
      try page.add(traced.trace)
      page.print()
      try TracePage.printCorrections(traced.trace.corrections, names)
    }
  }

  struct HouseholdYear: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        commandName: "household", abstract: say("一户一年的收入从哪里来", "Where a household's income of a year came from"),
        discussion: say(
          "按收入项目、来源(订单、批次、分配、手工)逐笔列出;更正列为负数。订单之下虚线处是整份:买方等付了多少、归了谁。\n",
          "By income item and source (order, lot, distribution, by hand) down to each transfer; corrections are below zero. Below a part of "
            + "an order, on dashed branches, stands all that its buyer and others gave for it, and who got that.\n")
          + example("shanhuo trace household H-1 --year 2020 --svg H-1.svg"))
    }

    @OptionGroup var options: GlobalOptions
    @Argument(help: ArgumentHelp(say("农户", "Household"), valueName: "household")) var household: String
    @Option(parsing: .unconditional, help: ArgumentHelp(say("年度(默认今年)", "Year (default: this year)"))) var year: Int64?
    @OptionGroup var picture: Picture

    func run() throws {
      let session = try Session(options, mode: .read)
      let year = year ?? Int64(session.now.day.civil.year)
      guard (1...9999).contains(year) else { throw UsageFault.notAPeriod(String(year)) }
      let traced = try TracedHousehold(try id(household), year: year, session.register)
      let orders = traced.orders.values.sorted { $0.order.id < $1.order.id }
      let names = try TraceNames(session, orders, traced.transfers.map(\.transfer))
      let isOnStandardOutput = try picture.write { try HouseholdTracePicture(traced, names).picture() }
      if !isOnStandardOutput { try present(traced, names) }
      try traced.check()
    }

    private func present(_ traced: TracedHousehold, _ names: TraceNames) throws {
      if options.json { return Terminal.printJSON(try HouseholdTraceView(traced.trace, names)) }
      var page = TracePage(names, title: say("来处", "where it came from"))
      try page.add(traced.trace)
      page.print()
      try TracePage.printCorrections(traced.trace.corrections, names)
    }
  }
}
