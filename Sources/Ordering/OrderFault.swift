public import Catalogue
public import Measures
public import Messages

/// Why something cannot be done with an order.
public enum OrderFault: Fault, Equatable {
  case unknown(Order.ID)
  case unknownBuyer(String)
  case doesNotBuy(Party.ID)
  case unknownPlace(String)
  case unknownPack(Pack.ID)
  case notSoldHere(Pack.ID, Channel.ID, on: Day)
  case noLines
  case tooManyLines(Int)
  case badCount(Pack.ID, Int64)
  case deliveryBeforeOrder(deliverOn: Day, orderedOn: Day)
  case notEnough(Pack.ID, wanted: Int64, available: Int64)
  case holdInPast(Instant, now: Instant)
  case wrongOrderState(Order.ID, OrderState)
  case nothingToMove(Order.ID, to: Fulfilment, from: [Fulfilment])
  case wrongState(Order.ID, line: Int, part: Int, Fulfilment, to: Fulfilment)
  case unknownPart(Order.ID, line: Int, part: Int?)
  case whichPart(Order.ID, line: Int, parts: Int)
  case weighedTwice(Order.ID, line: Int, part: Int)
  case nothingToFill(Pack.ID, waiting: Int64)
  case badPacks(Order.ID, line: Int, packs: Int64, of: Int64)
  case outsideTolerance(Order.ID, line: Int, grams: Int64, low: Int64, high: Int64)
  case alreadyOnItsWay(Order.ID, Fulfilment)
  case paymentNotPositive(Money)
  case paysTooMuch(Order.ID, amount: Money, due: Money)
  case refundsTooMuch(Order.ID, amount: Money, paid: Money)
  case paymentState(Order.ID, PaymentState, Payment.Kind)
  case reasonMissing

  public var code: String {
    switch self {
    case .unknown: "E-ORD-001"
    case .unknownBuyer: "E-ORD-002"
    case .doesNotBuy: "E-ORD-003"
    case .unknownPlace: "E-ORD-004"
    case .unknownPack: "E-ORD-005"
    case .notSoldHere: "E-ORD-006"
    case .noLines: "E-ORD-007"
    case .tooManyLines: "E-ORD-008"
    case .badCount: "E-ORD-009"
    case .deliveryBeforeOrder: "E-ORD-010"
    case .notEnough: "E-ORD-011"
    case .holdInPast: "E-ORD-012"
    case .wrongOrderState: "E-ORD-013"
    case .nothingToMove: "E-ORD-014"
    case .wrongState: "E-ORD-015"
    case .unknownPart: "E-ORD-016"
    case .whichPart: "E-ORD-017"
    case .badPacks: "E-ORD-018"
    case .outsideTolerance: "E-ORD-019"
    case .alreadyOnItsWay: "E-ORD-020"
    case .paymentNotPositive: "E-ORD-021"
    case .paysTooMuch: "E-ORD-022"
    case .refundsTooMuch: "E-ORD-023"
    case .paymentState: "E-ORD-024"
    case .reasonMissing: "E-ORD-025"
    case .weighedTwice: "E-ORD-026"
    case .nothingToFill: "E-ORD-027"
    }
  }
}

extension OrderFault {
  public var text: Text {
    switch self {
    case .unknown(let order):
      Text(zh: "没有订单 \(order);用 shanhuo order list 查看。", en: "There is no order \(order); shanhuo order list shows the orders there are.")
    case .unknownBuyer(let buyer):
      Text(
        zh: "目录中没有买方 \(buyer);用 shanhuo catalog show parties 查看。",
        en: "The catalogue has no buyer \(buyer); shanhuo catalog show parties lists them.")
    case .doesNotBuy(let buyer):
      Text(zh: "\(buyer) 没有购货渠道,不能下单。", en: "\(buyer) has no channel to buy on, so it cannot order.")
    case .unknownPlace(let place):
      Text(
        zh: "目录中没有地点 \(place);用 shanhuo catalog show places 查看。",
        en: "The catalogue has no place \(place); shanhuo catalog show places lists them.")
    case .unknownPack(let pack):
      Text(
        zh: "目录中没有规格 \(pack);用 shanhuo catalog show packs 查看。",
        en: "The catalogue has no pack \(pack); shanhuo catalog show packs lists them.")
    case .notSoldHere(let pack, let channel, let day):
      Text(zh: "规格 \(pack) 于 \(day) 不在渠道 \(channel) 销售。", en: "Pack \(pack) is not sold on channel \(channel) on \(day).")
    case .noLines:
      Text(zh: "订单至少要有一行;请用 --line 规格=数量。", en: "An order needs at least one line; give --line PACK=COUNT.")
    case .tooManyLines(let count):
      Text(zh: "订单有 \(count) 行,最多 \(Order.linesMax) 行;请拆单。", en: "The order has \(count) lines, \(Order.linesMax) at most; split it.")
    case .badCount(let pack, let count):
      Text(
        zh: "规格 \(pack) 的数量 \(count) 无效;须在 1 到 \(Order.countMax) 之间。",
        en: "The count \(count) of pack \(pack) is not valid; it must be from 1 to \(Order.countMax).")
    case .deliveryBeforeOrder(let deliverOn, let orderedOn):
      Text(zh: "送货日 \(deliverOn) 早于下单日 \(orderedOn)。", en: "The delivery day \(deliverOn) is before the day of the order, \(orderedOn).")
    case .notEnough(let pack, let wanted, let available):
      Text(
        zh: "规格 \(pack) 要 \(wanted) 份,届时够新鲜的只有 \(available) 份;缺货处理(on-shortage)为 part-fill 或 back-order 时可先取现有的。",
        en:
          "Of pack \(pack) \(wanted) are wanted, and only \(available) will be fresh enough; with on-shortage part-fill or back-order the order takes what there is."
      )
    case .holdInPast(let until, let now):
      Text(zh: "预留期限 \(until) 已过(现在 \(now))。", en: "The reservation would end at \(until), which is past (now \(now)).")
    case .wrongOrderState(let order, let state):
      Text(zh: "订单 \(order) \(state.label.zh)。", en: "Order \(order) is \(state.label.en) already.")
    case .nothingToMove(let order, let to, let states):
      Text(
        zh: "订单 \(order) 没有可转为「\(to.label.zh)」的部分;现有状态:\(states.map(\.label).listed.zh)。",
        en: "Order \(order) has no part that can become \(to.label.en); its parts are \(states.map(\.label).listed.en).")
    case .wrongState(let order, let line, let part, let state, let to):
      Text(
        zh:
          "订单 \(order) 第 \(line) 行第 \(part) 部分「\(state.label.zh)」,不能转为「\(to.label.zh)」;允许:\(state.next.map(\.label).listed.zh)。",
        en:
          "Part \(part) of line \(line) of order \(order) is \(state.label.en) and cannot become \(to.label.en); allowed: \(state.next.map(\.label).listed.en)."
      )
    case .unknownPart(let order, let line, let part):
      Text(
        zh: "订单 \(order) 没有第 \(line) 行\(part.map { "第 \($0) 部分" } ?? "")。",
        en: "Order \(order) has no \(part.map { "part \($0) of " } ?? "")line \(line).")
    case .whichPart(let order, let line, let parts):
      Text(
        zh: "订单 \(order) 第 \(line) 行分成 \(parts) 份;请写明哪一份,如 \(line).1。",
        en: "Line \(line) of order \(order) stands in \(parts) parts; say which, such as \(line).1.")
    case .badPacks(let order, let line, let packs, let of):
      Text(
        zh: "订单 \(order) 第 \(line) 行该部分有 \(of) 份,不能处理 \(packs) 份。",
        en: "That part of line \(line) of order \(order) has \(of) packs; \(packs) cannot be taken from it.")
    case .outsideTolerance(let order, let line, let grams, let low, let high):
      Text(
        zh: "订单 \(order) 第 \(line) 行实重 \(grams) 克,超出容许范围 \(low) 至 \(high) 克;请复称,或改单。",
        en:
          "Line \(line) of order \(order) weighs \(grams) g, outside its tolerance of \(low) to \(high) g; weigh again or change the order."
      )
    case .alreadyOnItsWay(let order, let state):
      Text(
        zh: "订单 \(order) 已有部分「\(state.label.zh)」,不能取消;可办理退货。",
        en: "Part of order \(order) is already \(state.label.en), so it cannot be cancelled; take it back by a return.")
    case .paymentNotPositive(let amount):
      Text(zh: "金额必须大于零,不能是 \(amount) 元。", en: "The amount must be above zero, not \(amount) yuan.")
    case .paysTooMuch(let order, let amount, let due):
      Text(zh: "订单 \(order) 尚欠 \(due) 元,不能付 \(amount) 元。", en: "Order \(order) has \(due) yuan due; \(amount) would be too much.")
    case .refundsTooMuch(let order, let amount, let paid):
      Text(zh: "订单 \(order) 净付 \(paid) 元,不能退 \(amount) 元。", en: "Order \(order) has \(paid) yuan paid in; \(amount) cannot be refunded.")
    case .paymentState(let order, let state, let kind):
      Text(
        zh:
          "订单 \(order) 的付款状态是「\(state.label.zh)」,不能做\(kind.label.zh);允许:\(state.accepts.map(\.label).listed.zh)。",
        en:
          "The payment of order \(order) is \(state.label.en) and takes no \(kind.label.en); allowed: \(state.accepts.map(\.label).listed.en)."
      )
    case .weighedTwice(let order, let line, let part):
      Text(
        zh: "订单 \(order) 第 \(line) 行第 \(part) 部分给了两个实重;请只给一个。",
        en: "Part \(part) of line \(line) of order \(order) is weighed twice; give one weight.")
    case .nothingToFill(let pack, let waiting):
      Text(
        zh: "待货的规格 \(pack) \(waiting) 份,届时够新鲜的现货一份也没有;请先入库。",
        en: "\(waiting) of pack \(pack) wait, and nothing that will be fresh enough is there; receive a lot first.")
    case .reasonMissing:
      Text(zh: "请用 --reason 写明原因。", en: "Give the reason with --reason.")
    }
  }
}
