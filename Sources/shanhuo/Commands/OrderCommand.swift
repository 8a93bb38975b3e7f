public import ArgumentParser
import Catalogue
import Engine
import Measures
import Messages
public import Ordering
import Storage
import Tabular

struct OrderCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "order", abstract: say("订单:下单、查看、付款、打包、送达", "Orders: place, show, pay, pack, deliver"),
      subcommands: [
        Place.self, Show.self, List.self, Import.self, Pay.self, Refund.self, Pack.self, Dispatch.self, Deliver.self,
        Short.self, Return.self, Lose.self, Fill.self, Cancel.self, Advance.self,
      ])
  }

  struct Place: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        abstract: say("下单并预留库存", "Place an order and reserve its stock"),
        discussion: example(
          "shanhuo order place --buyer county-supermarket --line egg-a-30=10 --deliver-to county-supermarket-shop --deliver-on 2020-04-08"))
    }

    @OptionGroup var options: GlobalOptions
    @Option(help: ArgumentHelp(say("买方", "Who buys"), valueName: "party"))
    var buyer: String
    @Option(help: ArgumentHelp(say("规格=份数,可重复", "PACK=COUNT, repeatable"), valueName: "pack=count"))
    var line: [String]
    @Option(name: .customLong("deliver-to"), help: ArgumentHelp(say("送货地点", "Where to"), valueName: "place"))
    var deliverTo: String
    @Option(name: .customLong("deliver-on"), help: ArgumentHelp(say("送货日", "On which day"), valueName: "day"))
    var deliverOn: String
    @Option(help: ArgumentHelp(say("买方自己的订单号;同号同内容不会重复下单", "The buyer's own order number; the same number and body is one order")))
    var key: String?
    @Option(
      name: .customLong("on-shortage"),
      help: ArgumentHelp(say("货不够时:refuse、part-fill、back-order", "Where stock does not suffice: refuse, part-fill, back-order")))
    var onShortage: OnShortage = .refuse
    @Option(
      name: .customLong("hold-until"),
      help: ArgumentHelp(say("未付款时预留到何时", "When the reservation ends if it is not paid"), valueName: "instant"))
    var holdUntil: String?

    func run() throws {
      let session = try Session(options)
      let catalogue = try session.catalogue()
      let lines = try line.map { try parse($0, catalogue) }
      let until = try holdUntil.map { text in
        guard let instant = Instant(text) else { throw UsageFault.notAnInstant(text) }
        return instant
      }
      let action = Action.placeOrder(
        PlaceOrder(
          buyer: try catalogue.partyID(buyer), orderedAt: session.now, deliverOn: try day(deliverOn),
          deliverTo: try catalogue.placeID(deliverTo), lines: lines, onShortage: onShortage, holdUntil: until))
      try finish(session, action, key: key)
    }

    private func parse(_ text: String, _ catalogue: CountyCatalogue) throws -> PlaceOrder.Line {
      guard let sign = text.lastIndex(of: "="), sign > text.startIndex else { throw UsageFault.notALine(text) }
      let digits = text[text.index(after: sign)...]
      guard let count = Int64(digits) else {
        let isNumber = !digits.isEmpty && digits.allSatisfy(\.isASCII) && digits.allSatisfy(\.isNumber)
        throw isNumber ? UsageFault.countTooLarge(text) : .notALine(text)
      }
      let name = String(text[..<sign])
      // What nobody knows goes on as it is and is rejected by the engine.
      return PlaceOrder.Line(pack: catalogue.packs(named: name).isEmpty ? name : try catalogue.packID(name), count: count)
    }
  }

  struct Show: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(abstract: say("查看一张订单", "Show one order"), discussion: example("shanhuo order show O-1"))
    }

    @OptionGroup var options: GlobalOptions
    @Argument(help: ArgumentHelp(say("订单号", "Order"), valueName: "order"))
    var order: String

    func run() throws {
      let session = try Session(options, mode: .read)
      let id: Order.ID = try id(order)
      guard let order = try session.register.order(id) else { throw OrderFault.unknown(id) }
      try present(order, session)
    }
  }

  /// Carries out one command on an order and shows what became of it.
  static func finish(_ session: Session, _ action: Action, key: String? = nil) throws {
    let (outcome, repeated) = try session.submit(action, key: key)
    guard case .order(let id) = outcome, let order = try session.register.order(id) else {
      preconditionFailure("an order command without an order")
    }
    try present(order, session, repeated: key == nil ? nil : repeated)
  }

  static func present(_ order: Order, _ session: Session, repeated: Bool? = nil) throws {
    if session.options.json {
      Terminal.printJSON(try OrderView(order, repeated: repeated))
    } else {
      if repeated == true { Terminal.note(say("这个编号早已用过,未作改动。", "This key was used before; nothing was changed.")) }
      try OrderPage(order: order, catalogue: try session.catalogue()).print()
    }
  }
}

extension ParsableCommand {
  func finish(_ session: Session, _ action: Action, key: String? = nil) throws {
    try OrderCommand.finish(session, action, key: key)
  }

  func present(_ order: Order, _ session: Session) throws { try OrderCommand.present(order, session) }
}

extension OnShortage: ExpressibleByArgument {
  public init?(argument: String) {
    guard let value = OnShortage.allCases.first(where: { $0.name == argument }) else { return nil }
    self = value
  }

  public var defaultValueDescription: String { name }

  public static var allValueStrings: [String] { allCases.map(\.name) }
}
