import Catalogue
import Measures
import Messages
import Ordering
import Tabular

/// An order as JSON shows it.
struct OrderView: Encodable {
  struct Line: Encodable {
    var line: Int
    var pack: String
    var count: Int64
    var unit: String
    var orderedGrams: Int64
    var orderedPieces: Int64?
    var unitPriceFen: Int64
    var priceBasis: String
    var amountFen: Int64
    var parts: [Part]
  }

  struct Part: Encodable {
    var part: Int
    var lot: String?
    var packs: Int64
    var state: String
    var stockedGrams: Int64?
    var stockedPieces: Int64?
    var packedGrams: Int64
    var pricedGrams: Int64
  }

  var order: String
  var buyer: String
  var number: String?
  var channel: String
  var orderedAt: String
  var deliverOn: String
  var deliverTo: String
  var orderState: String
  var payment: String
  var fulfilment: String
  var settlement: String
  var reservedUntil: String?
  var amountFen: Int64
  var paidFen: Int64
  var refundedFen: Int64
  var lines: [Line]
  /// The same key and body were accepted before.
  var repeated: Bool?

  init(_ order: Order, repeated: Bool? = nil) throws {
    self.order = order.id.description
    buyer = order.buyer
    number = order.buyerNumber.isEmpty ? nil : order.buyerNumber
    channel = order.channel
    orderedAt = order.orderedAt.description
    deliverOn = order.deliverOn.description
    deliverTo = order.deliverTo
    orderState = order.state.name
    payment = try order.paymentState().name
    fulfilment = order.fulfilment.name
    settlement = order.settlement.name
    reservedUntil = order.reservedUntil?.description
    amountFen = try order.amount().fen
    paidFen = try order.total(.payment).fen
    refundedFen = try order.total(.refund).fen
    self.repeated = repeated
    lines = try order.lines.enumerated().map { index, line in
      Line(
        line: index + 1, pack: line.pack, count: line.count, unit: line.unit.name,
        orderedGrams: try line.count.multiplied(by: line.netGrams),
        orderedPieces: line.unit == .pieces ? try line.count.multiplied(by: line.content) : nil,
        unitPriceFen: line.unitPrice.money.fen, priceBasis: "\(line.unitPrice.basis)", amountFen: try line.amount().fen,
        parts: line.allocations.enumerated().map { part, allocation in
          Part(
            part: part + 1, lot: allocation.lot?.description, packs: allocation.packs, state: allocation.state.name,
            stockedGrams: line.unit == .grams ? allocation.stocked : nil,
            stockedPieces: line.unit == .pieces ? allocation.stocked : nil, packedGrams: allocation.packedGrams,
            pricedGrams: allocation.pricedGrams)
        })
    }
  }
}

/// An order for people.
struct OrderPage {
  let order: Order
  let catalogue: CountyCatalogue

  func print() throws {
    let language = Language.ofProcess
    let buyer = catalogue.party(order.buyer)?.name(language) ?? order.buyer
    let place = catalogue.place(order.deliverTo)?.name(language) ?? order.deliverTo
    Terminal.print(
      "\(order.id)  \(buyer)\(order.buyerNumber.isEmpty ? "" : " (\(order.buyerNumber))")  "
        + say("\(order.deliverOn) 送 \(place)", "to \(place) on \(order.deliverOn)"))
    Terminal.print(
      say("订单 ", "order ") + order.state.label(.ofProcess) + say(" · 付款 ", " · payment ") + (try order.paymentState()).label(.ofProcess)
        + say(" · 履约 ", " · fulfilment ") + order.fulfilment.label(.ofProcess) + say(" · 结算 ", " · settlement ")
        + order.settlement.label(.ofProcess))
    Terminal.table(
      [
        .init(say("行", "line")), .init(say("规格", "pack"), flexible: true), .init(say("份", "packs"), right: true),
        .init(say("批次", "lot")), .init(say("取自库存", "stocked"), right: true), .init(say("实重克", "packed g"), right: true),
        .init(say("状态", "state")), .init(say("单价", "price"), right: true), .init(say("金额", "amount"), right: true),
      ], try rows(language))
    Terminal.print(
      say("应付 ", "due ") + "\(try order.amount())" + say(" 元,已付 ", " yuan, paid ") + "\(try order.total(.payment))"
        + say(",已退 ", ", refunded ") + "\(try order.total(.refund))")
    if order.state == .open, let until = order.reservedUntil {
      Terminal.print(say("未付款则预留至 \(until.minute)", "reserved until \(until.minute) if it is not paid"))
    }
  }

  private func rows(_ language: Language) throws -> [[String]] {
    try order.lines.enumerated().flatMap { index, line in
      try line.allocations.enumerated().map { part, allocation in
        [
          line.allocations.count > 1 ? "\(index + 1).\(part + 1)" : "\(index + 1)",
          catalogue.pack(line.pack)?.pack.name(language) ?? line.pack, "\(allocation.packs)",
          allocation.lot?.description ?? "-", Words.quantity(allocation.stocked, line.unit),
          allocation.packedGrams == 0 ? "-" : "\(allocation.packedGrams)", allocation.state.label(.ofProcess),
          part == 0 ? "\(line.unitPrice.money)/\(Words.basis(line.unitPrice.basis))" : "", part == 0 ? "\(try line.amount())" : "",
        ]
      }
    }
  }
}
