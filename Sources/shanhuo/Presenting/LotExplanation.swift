import Catalogue
import Ledger
import Measures
import Messages
import Ordering
import Storage
import Tabular

/// How a lot itself was settled: bought at receipt, or paid for where it spoiled; the figures are those of the transfers that were posted.
struct LotExplanation: Encodable {
  var lot: String
  var product: String
  var producer: String
  var agreement: String
  var priceFen: Int64?
  var amountFen: Int64
  var steps: [SettlementExplanation.Step]

  private enum CodingKeys: CodingKey { case lot, product, producer, agreement, priceFen, amountFen, steps }

  private(set) var lines: [String]

  init(_ settlement: LotSettlement, of lot: Lot, _ session: Session) throws {
    let catalogue = try session.catalogue()
    let price = catalogue.purchasePrice(of: lot.product, grade: lot.grade, on: lot.receivedAt.day)?.unitPrice
    let transfers = try session.register.transfers(
      settlement.settledBy.map { first in (0..<settlement.transfers).map { Transfer.ID(number: first.number + $0) } } ?? [])
    let views = try TransferView.views(transfers, session.register)
    self.lot = lot.id.description
    product = "\(lot.product)/\(lot.grade)"
    producer = lot.producer.description
    agreement = settlement.agreement
    priceFen = price?.money.fen
    amountFen = settlement.amount.fen
    steps = views.map(SettlementExplanation.Step.init)
    let name = catalogue.product(lot.product)?.name(.ofProcess) ?? lot.product
    lines = ["\(lot.id)  \(name) \(lot.grade)  \(lot.producer)  \(Words.quantity(lot.received, lot.unit))  \(lot.receivedAt.day)"]
    let title = catalogue.agreement(agreement)?.name(.ofProcess) ?? ""
    lines.append("  " + say("协议 ", "agreement ") + "\(agreement) · \(title)")
    if steps.isEmpty { lines.append("  " + say("现在没有结算", "nothing of it is settled now")) }
    for (transfer, step) in zip(transfers, steps) {
      let isLoss = transfer.reason == .loss
      let way = try SettlementExplanation.way(transfer.reason, step, session)
      let rate = price.map { "\($0.money)/\(Words.basis($0.basis))" } ?? ""
      let note = isLoss ? "\(rate)  \(transfer.memo)" : transfer.reason == .purchase ? rate : ""
      lines.append(SettlementExplanation.row("\(transfer.reason.label(.ofProcess)) \(way)", transfer.amount, note))
    }
  }
}
