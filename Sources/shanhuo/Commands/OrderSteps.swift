import ArgumentParser
import Engine
import Measures
import Messages
import Ordering

/// A command that moves one order a step.
protocol OrderStepCommand: ParsableCommand {
  var options: GlobalOptions { get }
  var order: String { get }
  var repeating: KeyOption { get }
  func step() throws -> OrderStep
}

extension OrderStepCommand {
  func run() throws {
    let session = try Session(options)
    try finish(session, .changeOrder(ChangeOrder(order: try id(order), step: try step())), key: repeating.key)
  }
}

/// The key by which a step that is repeated is known again.
struct KeyOption: ParsableArguments {
  @Option(help: ArgumentHelp(say("编号;同号同内容只做一次", "Key; the same key and body is done once"))) var key: String?
}

private func help(_ zh: String, _ en: String, _ line: String) -> CommandConfiguration {
  CommandConfiguration(abstract: say(zh, en), discussion: example("shanhuo order " + line))
}

private func part(_ text: String) throws -> PartReference {
  guard let part = PartReference(text) else { throw UsageFault.notAnID(text, form: "1, 1.2") }
  return part
}

extension OrderCommand {
  struct Pay: OrderStepCommand {
    static var configuration: CommandConfiguration { help("记一笔付款", "Record a payment", "pay O-1 --amount 1280.50") }
    @OptionGroup var options: GlobalOptions
    @Argument(help: ArgumentHelp(say("订单号", "Order"), valueName: "order")) var order: String
    @OptionGroup var repeating: KeyOption
    @Option(parsing: .unconditional, help: ArgumentHelp(say("金额(元)", "Amount in yuan"), valueName: "yuan")) var amount: String
    func step() throws -> OrderStep { .pay(try shanhuo.amount(amount)) }
  }

  struct Refund: OrderStepCommand {
    static var configuration: CommandConfiguration {
      help("记一笔退款", "Record a refund", "refund O-1 --amount 20 --reason weight")
    }
    @OptionGroup var options: GlobalOptions
    @Argument(help: ArgumentHelp(say("订单号", "Order"), valueName: "order")) var order: String
    @OptionGroup var repeating: KeyOption
    @Option(parsing: .unconditional, help: ArgumentHelp(say("金额(元)", "Amount in yuan"), valueName: "yuan")) var amount: String
    @Option(help: ArgumentHelp(say("原因", "Reason"))) var reason: String
    func step() throws -> OrderStep { .refund(try shanhuo.amount(amount), reason: reason) }
  }

  struct Pack: OrderStepCommand {
    static var configuration: CommandConfiguration {
      help("打包,可记实重", "Pack, at actual weights where given", "pack O-1 --weight 1=9980 --weight 2.1=1510")
    }
    @OptionGroup var options: GlobalOptions
    @Argument(help: ArgumentHelp(say("订单号", "Order"), valueName: "order")) var order: String
    @OptionGroup var repeating: KeyOption
    @Option(help: ArgumentHelp(say("行[.部分]=实重克数,可重复", "LINE[.PART]=GRAMS, repeatable"), valueName: "line=grams"))
    var weight: [String] = []
    func step() throws -> OrderStep {
      .pack(
        try weight.map { text in
          let fields = text.split(separator: "=", omittingEmptySubsequences: false)
          guard fields.count == 2, let part = PartReference(String(fields[0])), let grams = Int64(fields[1]) else {
            throw UsageFault.notAWeight(text)
          }
          return PartWeight(part: part, grams: grams)
        })
    }
  }

  struct Dispatch: OrderStepCommand {
    static var configuration: CommandConfiguration { help("发运已打包的货", "Send out what is packed", "dispatch O-1") }
    @OptionGroup var options: GlobalOptions
    @Argument(help: ArgumentHelp(say("订单号", "Order"), valueName: "order")) var order: String
    @OptionGroup var repeating: KeyOption
    func step() throws -> OrderStep { .dispatch }
  }

  struct Deliver: OrderStepCommand {
    static var configuration: CommandConfiguration { help("确认送达", "Confirm that it has arrived", "deliver O-1") }
    @OptionGroup var options: GlobalOptions
    @Argument(help: ArgumentHelp(say("订单号", "Order"), valueName: "order")) var order: String
    @OptionGroup var repeating: KeyOption
    func step() throws -> OrderStep { .deliver }
  }

  struct Short: OrderStepCommand {
    static var configuration: CommandConfiguration {
      help("部分缺货", "A part cannot be supplied", "short O-1 --part 1 --packs 2 --reason broken")
    }
    @OptionGroup var options: GlobalOptions
    @Argument(help: ArgumentHelp(say("订单号", "Order"), valueName: "order")) var order: String
    @OptionGroup var repeating: KeyOption
    @Option(name: .customLong("part"), help: ArgumentHelp(say("行[.部分]", "LINE[.PART]"))) var reference: String
    @Option(parsing: .unconditional, help: ArgumentHelp(say("份数(默认全部)", "Packs (default: all)"))) var packs: Int64?
    @Option(help: ArgumentHelp(say("原因", "Reason"))) var reason: String
    func step() throws -> OrderStep { .short(try part(reference), packs: packs, reason: reason) }
  }

  struct Return: OrderStepCommand {
    static var configuration: CommandConfiguration {
      help("退货", "Goods come back", "return O-1 --part 1 --packs 2 --to stock --reason refused")
    }
    enum Target: String, ExpressibleByArgument, CaseIterable { case stock, spoilage }
    @OptionGroup var options: GlobalOptions
    @Argument(help: ArgumentHelp(say("订单号", "Order"), valueName: "order")) var order: String
    @OptionGroup var repeating: KeyOption
    @Option(name: .customLong("part"), help: ArgumentHelp(say("行[.部分]", "LINE[.PART]"))) var reference: String
    @Option(parsing: .unconditional, help: ArgumentHelp(say("份数(默认全部)", "Packs (default: all)"))) var packs: Int64?
    @Option(help: ArgumentHelp(say("入库 stock,或报损 spoilage", "Into stock, or into spoilage"))) var to: Target = .stock
    @Option(help: ArgumentHelp(say("原因", "Reason"))) var reason: String
    func step() throws -> OrderStep {
      .takeBack(try part(reference), packs: packs, toStock: to == .stock, reason: reason)
    }
  }

  struct Lose: OrderStepCommand {
    static var configuration: CommandConfiguration {
      help("途中损失", "A part was lost on the way", "lose O-1 --part 1 --reason accident")
    }
    @OptionGroup var options: GlobalOptions
    @Argument(help: ArgumentHelp(say("订单号", "Order"), valueName: "order")) var order: String
    @OptionGroup var repeating: KeyOption
    @Option(name: .customLong("part"), help: ArgumentHelp(say("行[.部分]", "LINE[.PART]"))) var reference: String
    @Option(help: ArgumentHelp(say("原因", "Reason"))) var reason: String
    func step() throws -> OrderStep { .lose(try part(reference), reason: reason) }
  }

  struct Fill: OrderStepCommand {
    static var configuration: CommandConfiguration {
      help("为待货部分配货", "Give lots to the parts that wait for one", "fill O-1")
    }
    @OptionGroup var options: GlobalOptions
    @Argument(help: ArgumentHelp(say("订单号", "Order"), valueName: "order")) var order: String
    @OptionGroup var repeating: KeyOption
    func step() throws -> OrderStep { .fill }
  }

  struct Cancel: OrderStepCommand {
    static var configuration: CommandConfiguration {
      help("取消订单,释放库存", "Cancel an order and give its stock back", "cancel O-1 --reason 'ordered twice'")
    }
    @OptionGroup var options: GlobalOptions
    @Argument(help: ArgumentHelp(say("订单号", "Order"), valueName: "order")) var order: String
    @OptionGroup var repeating: KeyOption
    @Option(help: ArgumentHelp(say("原因", "Reason"))) var reason: String
    func step() throws -> OrderStep { .cancel(reason: reason) }
  }
}
