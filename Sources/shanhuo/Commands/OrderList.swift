import ArgumentParser
import Catalogue
import Engine
import Measures
import Messages
import Ordering
import Storage
import Tabular

extension OrderCommand {
  struct List: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        abstract: say("列出订单", "List orders"),
        discussion: example("shanhuo order list --buyer yongbao-dashu --state open --limit 20"))
    }

    @OptionGroup var options: GlobalOptions
    @Option(help: ArgumentHelp(say("买方", "Buyer"))) var buyer: String?
    @Option(help: ArgumentHelp(say("状态:open、closed、cancelled", "State: open, closed, cancelled"))) var state: String?
    @Option(help: ArgumentHelp(say("付款:unpaid、partly-paid、paid …", "Payment: unpaid, partly-paid, paid …"))) var payment: String?
    @Option(help: ArgumentHelp(say("履约:waiting、reserved、packed …", "Fulfilment: waiting, reserved, packed …"))) var fulfilment: String?
    @Option(help: ArgumentHelp(say("送货日起", "Delivered from"))) var from: String?
    @Option(help: ArgumentHelp(say("送货日止", "Delivered through"))) var through: String?
    @Option(help: ArgumentHelp(say("从哪张订单之后开始(翻页)", "Begin behind this order (next page)"))) var after: String?
    @Option(parsing: .unconditional, help: ArgumentHelp(say("最多几张", "How many at most"))) var limit: Int64 = 50

    func run() throws {
      let session = try Session(options, mode: .read)
      let catalogue = try session.catalogue()
      var filter = Register.OrderFilter()
      filter.buyer = try buyer.map(catalogue.partyID)
      filter.state = try choice(state, OrderState.allCases, \.name)
      filter.payment = try choice(payment, PaymentState.allCases, \.name)
      filter.fulfilment = try choice(fulfilment, Fulfilment.allCases, \.name)
      filter.deliverFrom = try from.map(day)
      filter.deliverThrough = try through.map(day)
      if let after { filter.after = (try id(after) as Order.ID).number }
      filter.limit = try positive(limit, "--limit")
      let orders = try session.register.orders(filter)
      if options.json {
        Terminal.printJSON(try orders.map { try OrderView($0) })
        return
      }
      Terminal.table(
        [
          .init(say("订单", "order")), .init(say("买方", "buyer"), flexible: true), .init(say("买方单号", "number"), flexible: true),
          .init(say("送货日", "deliver on")), .init(say("送到", "to"), flexible: true), .init(say("行", "lines"), right: true),
          .init(say("金额", "amount"), right: true), .init(say("订单", "state")), .init(say("付款", "payment")),
          .init(say("履约", "fulfilment")),
        ],
        try orders.map { order in
          [
            order.id.description, catalogue.party(order.buyer)?.name(.ofProcess) ?? order.buyer, order.buyerNumber,
            order.deliverOn.description, catalogue.place(order.deliverTo)?.name(.ofProcess) ?? order.deliverTo,
            "\(order.lines.count)", "\(try order.amount())", order.state.label(.ofProcess),
            (try order.paymentState()).label(.ofProcess), order.fulfilment.label(.ofProcess),
          ]
        })
      if let last = orders.last, Int64(orders.count) == filter.limit {
        Terminal.note(say("还有更多:--after \(last.id)", "There may be more: --after \(last.id)"))
      }
    }
  }

  /// Many orders at once, at their ordered weights.
  struct Advance: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        abstract: say("成批推进到某日为止的订单", "Move all orders up to a delivery day on, at ordered weights"),
        discussion: example("shanhuo order advance --to delivered --through 2020-10-07"))
    }

    enum Target: String, ExpressibleByArgument, CaseIterable { case packed, dispatched, delivered }

    @OptionGroup var options: GlobalOptions
    @Option(help: ArgumentHelp(say("推进到", "How far"))) var to: Target
    @Option(help: ArgumentHelp(say("送货日止", "Delivery day up to"), valueName: "day")) var through: String

    func run() throws {
      let session = try Session(options)
      let last = try day(through)
      let steps: [(from: Fulfilment, step: OrderStep)] = [
        (.reserved, .pack([])), (.packed, .dispatch), (.dispatched, .deliver),
      ]
      var advanced: Int64 = 0
      for (index, step) in steps.enumerated() where index <= Target.allCases.firstIndex(of: to)! {
        advanced = try advance(session, from: step.from, step.step, through: last)
      }
      struct Result: Encodable { var advanced: Int64 }
      if options.json {
        Terminal.printJSON(Result(advanced: advanced))
      } else {
        Terminal.print(say("\(advanced) 张订单已到 \(to.rawValue)。", "\(advanced) orders are \(to.rawValue)."))
      }
    }

    /// - Returns: how many orders took the step.
    private func advance(
      _ session: Session, from state: Fulfilment, _ step: OrderStep, through day: Day
    ) throws -> Int64 {
      var after: Int64 = 0
      var moved: Int64 = 0
      var progress = ProgressLine(unit: say("张", "orders"))
      defer { progress.finish() }
      while true {
        let ids = try session.register.ordersToMove(
          from: state, deliverThrough: day, after: after, limit: Int64(BatchWriter.batchMax))
        guard let last = ids.last else { return moved }
        let answers = session.writer.write(
          ids.map {
            Submission(
              Command(
                at: session.now, actor: options.actorID, action: .changeOrder(ChangeOrder(order: $0, step: step))))
          })
        for answer in answers {
          _ = try answer.get()
          moved += 1
        }
        after = last.number
        progress.show(moved)
      }
    }
  }
}

/// The case of a closed set that bears a name.
func choice<Value>(_ text: String?, _ all: [Value], _ name: (Value) -> String) throws -> Value? {
  guard let text else { return nil }
  guard let value = all.first(where: { name($0) == text }) else { throw UsageFault.notAChoice(text, of: all.map(name)) }
  return value
}
