import Catalogue
import Ledger
import Measures
import Ordering
import Payouts

// Bank lines by which buyers pay orders, and taking such a match back.
extension World {
  func takeOrder(
    _ id: Order.ID, _ amount: Money, _ part: MatchPart, _ day: Day, _ command: Command, _ effects: inout MatchEffects
  ) throws {
    guard let before = try effects.orders[id] ?? order(id) else { throw OrderFault.unknown(id) }
    guard part.amount > .zero else { throw PayoutFault.wrongDirection(id.description, part.amount) }
    var order = before
    try order.pay(Payment(kind: .payment, amount: amount, at: command.at, actor: command.actor))
    effects.transfers += try postPayment(amount, for: before, into: AccountKey(.suspense), on: day)
    if let until = before.reservedUntil, order.reservedUntil == nil { effects.limits.append(OrderLimit(order: id, until: until)) }
    effects.orders[id] = order
  }

  func withdrawOrder(
    _ id: Order.ID, _ amount: Money, of match: LineMatch, _ command: Command, _ effects: inout MatchEffects
  ) throws {
    guard var order = try effects.orders[id] ?? order(id) else { throw OrderFault.unknown(id) }
    let before = match.limits.first { $0.order == id }?.until
    let limit = try before.map { try renewed($0, of: order, now: command.at) } ?? limitOfPart(order, amount, of: match, now: command.at)
    try order.withdraw(Payment(kind: .withdrawn, amount: amount, at: command.at, actor: command.actor), limit: limit)
    effects.orders[id] = order
  }

  /// Until when stock stays reserved for an order that is unpaid again: as before; where that is over, as long as for a new order, so that
  /// the buyer's payment can still be found.
  private func renewed(_ before: Instant, of order: Order, now: Instant) throws -> Instant {
    guard before <= now else { return before }
    let minutes = try requireCatalogue().channel(order.channel)?.reservationMinutes
    let milliseconds = minutes.map { $0 * 60_000 } ?? max(60_000, before.milliseconds - order.orderedAt.milliseconds)
    return now.advanced(byMilliseconds: milliseconds)
  }

  /// Another payment made the order whole and took its limit away: now that one of its parts is open again, it gets a new one. Nil where
  /// there is no need, or this very match had made it whole, and there was no limit then.
  private func limitOfPart(_ order: Order, _ amount: Money, of match: LineMatch, now: Instant) throws -> Instant? {
    guard order.state == .open, order.reservedUntil == nil, [.waiting, .reserved].contains(order.fulfilment),
      let minutes = try requireCatalogue().channel(order.channel)?.reservationMinutes
    else { return nil }
    let due = try order.amount()
    guard try order.total(.payment) - order.total(.refund) == due,
      let own = order.payments.lastIndex(where: { $0.kind == .payment && $0.at == match.at && $0.amount == amount })
    else { return nil }
    let paidThen = try order.payments[...own].reduce(Money.zero) { try $1.kind == .payment ? $0 + $1.amount : $0 - $1.amount }
    return paidThen == due ? nil : now.advanced(byMilliseconds: minutes * 60_000)
  }

  /// Taking a payment back reverses what it posted: so much for what was owed then, so much as paid beforehand. Where goods were delivered
  /// or came back since, what that order owes and has ahead by now is something else, and is brought about between the two accounts, before
  /// the reversal takes from them. No other order's share is touched.
  ///
  /// - Parameters:
  ///   - made: what the match posted.
  ///   - day: on which that is reversed.
  func squareOrders(of match: LineMatch, _ made: [Transfer], _ command: Command, on day: Day, memo: String) throws {
    try loadAccounts(of: made)
    for (id, amount) in try match.paidOrders() {
      guard let order = try order(id) else { throw OrderFault.unknown(id) }
      let receivable = AccountKey(.receivable, of: order.buyer)
      let forOwed = try made.filter { $0.source == .order(id) && book.key(of: $0.credit) == receivable }.reduce(Money.zero) {
        try $0 + $1.amount
      }
      var money = try money(of: order)
      // What a delivery used is owed again from that day on; what came back has no day of its own, so that counts from now on.
      let used = try sales(of: id).filter { $0.kind == .delivered && $0.amount > .zero }.map(\.on).max()
      let square = try money.withdraw(amount, forOwed: forOwed, usedOn: postingDay(max(day, used ?? day)), now: postingDay(command.at.day))
      for var draft in square {
        draft.memo = memo
        _ = try post([draft])
      }
    }
  }
}

extension LineMatch {
  /// What was taken for each order, by number.
  fileprivate func paidOrders() throws -> [(Order.ID, Money)] {
    var amounts: [Order.ID: Money] = [:]
    for part in parts {
      if case .order(let id) = part.target { amounts[id] = try (amounts[id] ?? .zero) + part.amount }
    }
    return amounts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}
