import Catalogue
import Ledger
import Measures
import Messages

/// A node as JSON shows it.
struct TraceNodeView: Encodable {
  var kind: String
  var label: String
  var account: String?
  var amountFen: Int64
  var transfers: [String]
  var reason: String?
  var item: String?
  var household: String?
  var children: [TraceNodeView]
  /// For a part of an order in a household's trace: what everybody gave for it, and who got it.
  var whole: [TraceNodeView]?

  init(_ node: TraceNode, _ names: TraceNames) throws {
    (kind, reason) = node.subject.words
    label = try names.label(node)
    account = node.account?.text
    amountFen = node.amount.fen
    transfers = node.transfers.map(\.description)
    item = node.item.isEmpty ? nil : node.item
    household = node.household?.description
    children = try node.children.map { try TraceNodeView($0, names) }
    whole = node.whole.isEmpty ? nil : try node.whole.map { try TraceNodeView($0, names) }
  }
}

extension TraceNode.Subject {
  fileprivate var words: (kind: String, reason: String?) {
    switch self {
    case .order: ("order", TransferReason.sale.name)
    case .giver(let reason): ("giver", reason.name)
    case .part: ("part", nil)
    case .share(let reason): ("share", reason.name)
    case .deduction(let reason): ("deduction", reason.name)
    case .remainder: ("remainder", nil)
    case .unsplit: ("unsplit", nil)
    case .lost: ("lost", nil)
    case .year: ("year", nil)
    case .item: ("item", nil)
    case .source: ("source", nil)
    case .credit(let reason): ("credit", reason.name)
    case .correction: ("correction", nil)
    }
  }
}

struct TraceCorrectionView: Encodable {
  var transfer: String
  var reversal: String
  var on: String
  var amountFen: Int64
  var reason: String
  var account: String
  var source: String?

  init(_ correction: TraceCorrection) {
    transfer = correction.transfer.description
    reversal = correction.by.description
    on = correction.on.description
    amountFen = correction.amount.fen
    reason = correction.reason.name
    account = correction.account.text
    source = correction.source == .none ? nil : correction.source.description
  }
}

struct OrderTraceView: Encodable {
  struct Payment: Encodable {
    var transfer: String
    var on: String
    var reason: String
    var amountFen: Int64
  }

  struct Credit: Encodable {
    var household: String
    var amountFen: Int64
  }

  var order: String
  var buyer: String
  var soldFen: Int64
  var paidFen: Int64
  var owedFen: Int64
  /// What was paid and not used yet, or is to be refunded.
  var prepaidFen: Int64
  var payments: [Payment]
  var roots: [TraceNodeView]
  var households: [Credit]
  var corrections: [TraceCorrectionView]

  init(_ trace: OrderTrace, _ names: TraceNames) throws {
    order = trace.order.description
    buyer = trace.buyer
    soldFen = trace.sold.fen
    paidFen = trace.paid.fen
    owedFen = try trace.owed().fen
    prepaidFen = try trace.prepaid().fen
    payments = trace.payments.map {
      Payment(transfer: $0.transfer.description, on: $0.on.description, reason: $0.reason.name, amountFen: $0.amount.fen)
    }
    roots = try trace.roots.map { try TraceNodeView($0, names) }
    households = trace.households.map { Credit(household: $0.household.description, amountFen: $0.amount.fen) }
    corrections = trace.corrections.map(TraceCorrectionView.init)
  }
}

struct HouseholdTraceView: Encodable {
  var household: String
  var year: Int64
  var amountFen: Int64
  var roots: [TraceNodeView]
  var corrections: [TraceCorrectionView]

  init(_ trace: HouseholdTrace, _ names: TraceNames) throws {
    household = trace.household.description
    year = trace.year
    amountFen = trace.amount.fen
    roots = trace.root.children.isEmpty ? [] : [try TraceNodeView(trace.root, names)]
    corrections = trace.corrections.map(TraceCorrectionView.init)
  }
}
