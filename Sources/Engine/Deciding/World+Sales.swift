import Catalogue
import Ledger
import Measures
import Ordering

// What orders do to the ledger: payments, refunds, deliveries, returns, losses.
extension World {
  /// What an order's buyer owes and has paid, before the step that is being decided.
  func money(of order: Order) throws -> OrderMoney {
    let sold = try sales(of: order.id).filter { $0.kind == .delivered }.reduce(Money.zero) { try $0 + $1.amount }
    return OrderMoney(order: order.id, buyer: order.buyer, paid: try order.total(.payment) - order.total(.refund), sold: sold)
  }

  @discardableResult
  func postPayment(_ amount: Money, for order: Order, into account: AccountKey = AccountKey(.bank), on day: Day) throws -> [Transfer] {
    var money = try money(of: order)
    return try post(try money.pay(amount, into: account, on: day))
  }

  func postRefund(_ amount: Money, for order: Order, from account: AccountKey = AccountKey(.bank), on day: Day) throws {
    var money = try money(of: order)
    _ = try post(try money.refund(amount, from: account, on: day))
  }

  // MARK: Delivery

  /// Posts what was delivered between two states of an order, and keeps its sales.
  func postDelivery(from before: Order, to after: Order, on day: Day) throws {
    for sale in try newSales(from: before, to: after, on: day) { put(sale) }
  }

  /// Posts what was delivered between two states of an order; its sales are for the caller to put.
  func newSales(from before: Order, to after: Order, on day: Day) throws -> [Sale] {
    var money = try money(of: before)
    let known = try sales(of: after.id)
    var new: [Sale] = []
    for (index, line) in after.lines.enumerated() {
      let parts = line.allocations.indices.filter {
        line.allocations[$0].state == .delivered && before.lines[index].allocations[$0].state != .delivered
      }
      guard !parts.isEmpty else { continue }
      let earlier = try known.filter { $0.id.line == Int64(index + 1) && $0.kind == .delivered }.reduce(Money.zero) { try $0 + $1.amount }
      let weights = parts.map { line.unitPrice.basis == .kilogram ? line.allocations[$0].pricedGrams : line.allocations[$0].packs }
      let amounts = apportion(try (line.delivered() - earlier).fen, by: weights) ?? parts.map { _ in 0 }
      for (part, fen) in zip(parts, amounts) {
        let amount = Money(fen: fen)
        let id = Sale.ID(order: after.id, line: Int64(index + 1), part: Int64(part + 1))
        new.append(Sale(id: id, kind: .delivered, on: day, amount: amount, vat: try vat(in: amount, line.allocations[part], on: day)))
      }
    }
    var drafts: [Draft] = []
    for sale in new {
      drafts += try money.sell(sale.amount, from: sale.source, on: day)
      if sale.vat > .zero {
        drafts.append(
          Draft(
            debit: AccountKey(.salesClearing), credit: AccountKey(.vat), amount: sale.vat, on: day, reason: .vat, source: sale.source))
      }
    }
    if !drafts.isEmpty { _ = try post(drafts) }
    return new
  }

  /// Own produce of households and of their cooperatives is exempt; what a firm or base sells is not.
  private func vat(in amount: Money, _ allocation: Allocation, on day: Day) throws -> Money {
    guard let rate = catalogue?.vatRate(on: day), let lot = try lot(of: allocation) else { return .zero }
    guard case .party(let id) = try owner(of: lot), catalogue?.party(id)?.kind != .cooperative else { return .zero }
    return try rate.included(in: amount)
  }

  // MARK: Losses and returns

  /// What a part that was lost, or came back spoiled, would have brought in; who bears it is settled later.
  func loss(of reference: PartReference, of order: Order, on day: Day, reason: String) throws -> Sale {
    let (line, part) = (reference.line - 1, (reference.part ?? 1) - 1)
    let amount = try order.lines[line].amount(of: [order.lines[line].allocations[part]])
    return Sale(
      id: .init(order: order.id, line: Int64(line + 1), part: Int64(part + 1)), kind: .lost, on: day, amount: amount, vat: .zero,
      reason: reason)
  }

  /// Takes the sale of a part back that came back, in whole or in part, and what was settled of it. The line is rounded as a whole, so that
  /// a fen may go to the other parts or come from them.
  ///
  /// - Returns: the sales that changed, and whether something that was settled was taken back.
  func postReturn(
    _ reference: PartReference, from before: Order, to after: Order, on day: Day, reason: String
  ) throws -> (changed: [Sale], wasSettled: Bool) {
    let line = after.lines[reference.line - 1]
    let part = reference.part ?? 1
    var others = try sales(of: after.id).filter { $0.id.line == Int64(reference.line) && $0.kind == .delivered && $0.state != .returned }
    guard let index = others.firstIndex(where: { $0.id.part == Int64(part) }) else { return ([], false) }
    let sale = others.remove(at: index)
    let left = try line.delivered() - others.reduce(Money.zero) { try $0 + $1.amount }
    let isGone = line.allocations[part - 1].state != .delivered
    let kept = isGone ? .zero : min(max(.zero, left), sale.amount)
    var money = try money(of: before)
    var changed = [try adjusted(sale, to: kept, isGone: isGone, &money, on: day, reason: reason)]
    var wasSettled = sale.state == .settled
    /// What is still missing from the line; below zero: what is too much in it.
    var missing = try left - kept
    for other in others where missing != .zero {
      let amount = max(.zero, try other.amount + missing)
      missing = try missing - (amount - other.amount)
      changed.append(try adjusted(other, to: amount, isGone: false, &money, on: day, reason: reason))
      wasSettled = wasSettled || other.state == .settled
    }
    return (changed, wasSettled)
  }

  /// Brings a sale to another amount. What was settled of it is taken back first.
  private func adjusted(
    _ sale: Sale, to amount: Money, isGone: Bool, _ money: inout OrderMoney, on day: Day, reason: String
  ) throws -> Sale {
    var sale = sale.state == .settled ? try unsettled(sale, on: day, reason: reason) : sale
    let account = AccountKey(sale.state == .suspended ? .suspense : .salesClearing)
    let vat = sale.amount > .zero ? Money(fen: try sale.vat.fen.scaled(by: amount.fen, over: sale.amount.fen)) : .zero
    var drafts =
      amount < sale.amount
      ? try money.takeBack(try sale.amount - amount, into: account, from: sale.source, on: day)
      : try money.sell(try amount - sale.amount, into: account, from: sale.source, on: day)
    func draft(_ debit: AccountKey, _ credit: AccountKey, _ tax: Money, _ reason: TransferReason) {
      if tax > .zero { drafts.append(Draft(debit: debit, credit: credit, amount: tax, on: day, reason: reason, source: sale.source)) }
    }
    draft(AccountKey(.vat), account, try sale.vat - vat, .saleReturned)
    draft(account, AccountKey(.vat), try vat - sale.vat, .vat)
    if !drafts.isEmpty { _ = try post(drafts) }
    sale.amount = amount
    sale.vat = vat
    if isGone { sale.state = .returned }
    return sale
  }

  /// Takes back every transfer that settled a sale, so that it can be settled anew.
  func unsettled(_ sale: Sale, on day: Day, reason: String) throws -> Sale {
    var sale = sale
    sale.state = .open
    if let first = sale.settledBy {
      let made = try transfers(from: first, count: sale.transfers)
      sale.notBefore = made.reduce(max(day, sale.settledOn)) { max($0, $1.on) }
      _ = try reverse(made, on: postingDay(sale.notBefore!), memo: reason)
      // The proceeds lie again where they were taken from.
      if made.contains(where: { book.key(of: $0.debit) == AccountKey(.suspense) }) { sale.state = .suspended }
    }
    sale.agreement = ""
    sale.settledBy = nil
    sale.transfers = 0
    return sale
  }

  /// So many transfers from one on, which somebody says are there.
  func transfers(from first: Transfer.ID, count: Int64) throws -> [Transfer] {
    try (first.number..<first.number + count).map { number in
      guard let transfer = try transfer(Transfer.ID(number: number)) else {
        throw StoreFault.damaged("the transfer T-\(number) is not there")
      }
      return transfer
    }
  }

  // MARK: Lots

  func lot(of allocation: Allocation) throws -> Lot? {
    guard let id = allocation.lot, let slot = try slot(of: id) else { return nil }
    return lots[slot]
  }

  /// The producer as an agreement's scope sees it: a party, or a household's village.
  func scope(of producer: Producer) throws -> (party: Party.ID?, village: Place.ID?) {
    switch producer {
    case .party(let id): (id, nil)
    case .household(let id): (nil, try household(id)?.village)
    }
  }

  /// The agreement by which a lot was bought at receipt; nil where it is consigned.
  func purchase(of lot: Lot) throws -> LinkAgreement? {
    let (party, village) = try scope(of: lot.producer)
    return catalogue?.purchaseAgreement(producer: party, village: village, product: lot.product, on: lot.receivedAt.day)
  }

  /// Whose goods they are: the firm's that bought them, else the producer's.
  func owner(of lot: Lot) throws -> Producer {
    try purchase(of: lot).map { .party($0.firm) } ?? lot.producer
  }
}

extension Order {
  /// The part that came back of the one that was named: split off at the end of its line where it was not all of it.
  func returnedPart(_ named: PartReference, before: Order) -> PartReference {
    let parts = lines[named.line - 1].allocations.count
    return PartReference(line: named.line, part: parts > before.lines[named.line - 1].allocations.count ? parts : named.part ?? 1)
  }
}

extension OrderLine {
  /// What the buyer owes for the parts that are delivered.
  func delivered() throws(Overflow) -> Money { try amount(of: allocations.filter { $0.state == .delivered }) }

  /// What parts of the line come to, rounded once.
  func amount(of parts: [Allocation]) throws(Overflow) -> Money {
    var packs: Int64 = 0
    var grams: Int64 = 0
    for part in parts {
      packs = try packs.adding(part.packs)
      grams = try grams.adding(part.pricedGrams)
    }
    return try unitPrice.amount(packs: packs, pieces: unit == .pieces ? packs.multiplied(by: content) : 0, grams: grams)
  }
}
