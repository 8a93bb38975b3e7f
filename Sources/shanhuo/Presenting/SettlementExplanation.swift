import Catalogue
import Engine
import Ledger
import Measures
import Messages
import Ordering
import Storage
import Tabular

/// How one part of an order was settled, as a worked example: the figures are those of the transfers that were posted.
struct SettlementExplanation: Encodable {
  struct Step: Encodable {
    var transfer: String
    var reason: String
    var debit: String
    var credit: String
    var amountFen: Int64
    var item: String?

    init(_ view: TransferView) {
      (transfer, reason, debit, credit) = (view.transfer, view.reason, view.debit, view.credit)
      (amountFen, item) = (view.amountFen, view.item)
    }
  }

  var part: String
  var pack: String
  var lot: String
  var producer: String
  var state: String
  var on: String
  var amountFen: Int64
  var vatFen: Int64
  var agreement: String?
  var steps: [Step]
  /// What all steps out of the proceeds come to: the amount less VAT where it is settled.
  var splitFen: Int64

  private enum CodingKeys: CodingKey { case part, pack, lot, producer, state, on, amountFen, vatFen, agreement, steps, splitFen }

  private(set) var lines: [String] = []

  init(_ sale: Sale, of order: Order, _ session: Session) throws {
    let line = order.lines[Int(sale.id.line) - 1]
    let allocation = line.allocations[Int(sale.id.part) - 1]
    guard let lotID = allocation.lot, let lot = try session.register.lot(lotID) else {
      throw StoreFault.damaged("the sale \(sale.id) has no lot")
    }
    let catalogue = try session.catalogue()
    let transfers = try session.register.transfers(
      sale.settledBy.map { first in (first.number..<first.number + sale.transfers).map { Transfer.ID(number: $0) } } ?? [])
    let views = try TransferView.views(transfers, session.register)
    part = sale.id.description
    pack = line.pack
    self.lot = lot.id.description
    producer = lot.producer.description
    state = "\(sale.state)"
    on = sale.on.description
    amountFen = sale.amount.fen
    vatFen = sale.vat.fen
    agreement = sale.agreement.isEmpty ? nil : sale.agreement
    steps = views.map(Step.init)
    splitFen = views.filter { ["sales-clearing", "suspense"].contains($0.debit) }.reduce(0) { $0 + $1.amountFen }
    lines = try words(sale, line, allocation, lot, catalogue, transfers, session)
  }

  private func words(
    _ sale: Sale, _ line: OrderLine, _ allocation: Allocation, _ lot: Lot, _ catalogue: CountyCatalogue, _ transfers: [Transfer],
    _ session: Session
  ) throws -> [String] {
    let name = catalogue.pack(line.pack)?.pack.name(.ofProcess) ?? line.pack
    let agreement = catalogue.agreement(sale.agreement)
    var lines = ["\(part)  \(name)  \(lot.id) \(lot.producer)  \(Words.quantity(allocation.stocked, lot.unit))  \(sale.on)"]
    func row(_ label: String, _ amount: Money, _ note: String = "") { lines.append(SettlementExplanation.row(label, amount, note)) }
    row(sale.kind == .lost ? say("途中损失或退回报损,按售价计", "lost, or came back spoiled, at its price") : say("售价", "sold for"), sale.amount)
    if sale.vat > .zero {
      row(say("减 增值税", "less VAT"), sale.vat, catalogue.vatRate(on: sale.on).map { say("税率 ", "rate ") + $0.rate.percent } ?? "")
    }
    if let agreement { lines.append("  " + say("协议 ", "agreement ") + "\(agreement.id) · \(agreement.name(.ofProcess))") }
    if sale.state == .suspended {
      lines.append("  " + (try SuspenseReason(sale, session)).text + say(":货款在待查账户", ": the proceeds are in suspense"))
    }
    if sale.state == .open { lines.append("  " + say("还没结算", "not settled yet")) }
    if sale.kind == .lost, sale.state == .settled, !transfers.contains(where: { $0.reason == .loss }) {
      let owner = agreement?.sale == .purchase ? try session.holderName(agreement!.firm) : try session.holderName(lot.producer.description)
      row(say("由货主 \(owner) 承担", "borne by its owner, \(owner)"), sale.amount, sale.reason)
    }
    // Out of the proceeds first, with their sum; then what comes from elsewhere or is taken back.
    let isSplit = steps.map { ["sales-clearing", "suspense"].contains($0.debit) || $0.reason == TransferReason.loss.name }
    func show(_ index: Int) throws {
      let (transfer, step) = (transfers[index], steps[index])
      let way = try SettlementExplanation.way(transfer.reason, step, session)
      row("\(transfer.reason.label(.ofProcess)) \(way)", transfer.amount, note(transfer.reason, agreement, sale, allocation))
    }
    for index in steps.indices where isSplit[index] { try show(index) }
    if !steps.isEmpty { row(say("合计分出", "split in all"), Money(fen: splitFen)) }
    for index in steps.indices where !isSplit[index] { try show(index) }
    return lines
  }

  /// Where a step leads: to whom, or who bears the loss.
  static func way(_ reason: TransferReason, _ step: Step, _ session: Session) throws -> String {
    func name(_ account: String) throws -> String {
      guard let key = AccountKey(account), !key.holder.isEmpty else { return try AccountKey(account).map(session.accountName) ?? account }
      return (Household.ID(key.holder) == nil ? "" : key.holder + " ") + (try session.holderName(key.holder))
    }
    let (giver, taker) = (try name(step.debit), try name(step.credit))
    switch reason {
    case .loss: return say("由 \(giver) 承担", "borne by \(giver)")
    case .topUp: return "\(giver) → \(taker)"
    case .advanceRepaid, .loanRepaid: return say("自 \(giver)", "from \(giver)")
    default: return "→ " + taker
    }
  }

  /// A figure with what it is, in columns.
  static func row(_ label: String, _ amount: Money, _ note: String) -> String {
    let text = "  " + label
    let figure = amount.description
    let padding = String(repeating: " ", count: max(1, 52 - displayWidth(text)) + max(0, 12 - figure.count))
    return text + padding + figure + (note.isEmpty ? "" : "  " + note)
  }

  /// The rule behind a step.
  private func note(_ reason: TransferReason, _ agreement: LinkAgreement?, _ sale: Sale, _ allocation: Allocation) -> String {
    guard let agreement else { return "" }
    switch reason {
    case .fee:
      let mass =
        agreement.feePerKilogram > .zero ? " + \(agreement.feePerKilogram)/kg × \(Words.quantity(allocation.pricedGrams, .grams))" : ""
      return "\(agreement.fee.percent)\(mass)"
    case .cooperativeShare:
      let own = agreement.cooperativeShare.numerator > 0 ? agreement.cooperativeShare.percent : nil
      return [own, agreement.tranches.map { rest($0.cooperative) }].compactMap(\.self).joined(separator: " + ")
    case .firmShare: return agreement.tranches.map { rest($0.firm) } ?? ""
    case .firstTranche: return agreement.tranches.map(first) ?? ""
    case .proceeds: return agreement.tranches.map(proceeds) ?? ""
    case .topUp: return say("补到保底价", "up to the floor")
    case .loss: return sale.reason
    case .advanceRepaid: return say("农户至少留 ", "the household keeps at least ") + agreement.keep.percent
    case .loanRepaid:
      return say("至多 ", "at most ") + agreement.loanInstalment.percent + say(",农户至少留 ", ", the household keeps at least ")
        + agreement.keep.percent
    default: return ""
    }
  }

  private func first(_ tranches: LinkAgreement.Tranches) -> String {
    say("先 ", "first ") + "\(tranches.first.money)/\(Words.basis(tranches.first.basis))"
  }

  private func rest(_ share: Share) -> String { say("余下的 ", "of the rest ") + share.percent }

  /// The first tranche is the producer's own where it went to nobody else.
  private func proceeds(_ tranches: LinkAgreement.Tranches) -> String {
    let isShared = steps.contains { $0.reason == TransferReason.firstTranche.name }
    return (isShared ? "" : first(tranches) + say(",", ", ")) + rest(tranches.producer)
  }
}
