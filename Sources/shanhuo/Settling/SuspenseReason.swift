import Catalogue
import Engine
import Ledger
import Measures
import Messages
import Ordering
import Storage

/// Why a part of an order was not split.
enum SuspenseReason {
  case noAgreement
  /// By the agreement the first tranche is the poor households', and none is linked to the producer.
  case noLinkedHousehold(String)

  init(_ sale: Sale, _ session: Session) throws {
    self = .noAgreement
    guard let order = try session.register.order(sale.id.order),
      let lot = try order.lines[Int(sale.id.line) - 1].allocations[Int(sale.id.part) - 1].lot.flatMap(session.register.lot),
      case .party(let party) = lot.producer
    else { return }
    let catalogue = try session.catalogue()
    let agreement = catalogue.consignmentAgreement(
      producer: party, village: nil, product: lot.product, channel: order.channel, on: order.orderedAt.day)
    if agreement?.tranches != nil { self = .noLinkedHousehold(try session.holderName(party)) }
  }

  var name: String {
    switch self {
    case .noAgreement: "no-agreement"
    case .noLinkedHousehold: "no-linked-household"
    }
  }

  var text: String {
    switch self {
    case .noAgreement: say("没有协议", "no agreement")
    case .noLinkedHousehold(let party):
      say("没有贫困户与 \(party) 联结(membership add)", "no poor household is linked to \(party) (membership add)")
    }
  }
}
