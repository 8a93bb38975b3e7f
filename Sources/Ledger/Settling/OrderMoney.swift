public import Catalogue
public import Measures
public import Ordering

/// What a buyer owes for one order, and what it paid beforehand: the order's share in the accounts `receivable` and `prepaid` of its
/// buyer. At any time one of both is zero.
public struct OrderMoney: Sendable, Hashable {
  public var order: Order.ID
  public var buyer: Party.ID
  /// Payments less refunds.
  public var paid: Money
  /// What was delivered and not given back.
  public var sold: Money

  public init(order: Order.ID, buyer: Party.ID, paid: Money, sold: Money) {
    self.order = order
    self.buyer = buyer
    self.paid = paid
    self.sold = sold
  }

  private var receivable: AccountKey { AccountKey(.receivable, of: buyer) }
  private var prepaid: AccountKey { AccountKey(.prepaid, of: buyer) }

  private func owed() throws(Overflow) -> Money { max(.zero, try sold - paid) }
  private func ahead() throws(Overflow) -> Money { max(.zero, try paid - sold) }

  /// Money comes in: first for what is owed, the rest for what is still to come.
  ///
  /// - Parameter account: where it came in.
  public mutating func pay(_ amount: Money, into account: AccountKey = AccountKey(.bank), on day: Day) throws(Overflow) -> [Draft] {
    let forOwed = min(amount, try owed())
    let drafts = [draft(account, receivable, forOwed, day, .payment), draft(account, prepaid, try amount - forOwed, day, .payment)]
    paid = try paid + amount
    return drafts.compactMap(\.self)
  }

  /// Money goes back: first what was paid beforehand, the rest is owed again.
  ///
  /// - Parameter account: from where.
  public mutating func refund(_ amount: Money, from account: AccountKey = AccountKey(.bank), on day: Day) throws(Overflow) -> [Draft] {
    let fromAhead = min(amount, try ahead())
    let drafts = [draft(prepaid, account, fromAhead, day, .refund), draft(receivable, account, try amount - fromAhead, day, .refund)]
    paid = try paid - amount
    return drafts.compactMap(\.self)
  }

  /// A payment turns out to be another's, and what it posted is reversed: `forOwed` of it had gone to what was owed then. What has to move
  /// between the two accounts besides, since goods were delivered or came back meanwhile.
  ///
  /// - Parameters:
  ///   - used: the day from which what was delivered is owed again.
  ///   - now: the day from which what came back counts no more as paid beforehand.
  public mutating func withdraw(_ amount: Money, forOwed: Money, usedOn used: Day, now: Day) throws(Overflow) -> [Draft] {
    let before = try owed()
    paid = try paid - amount
    let moved = try owed() - before - forOwed
    let drafts = [
      draft(receivable, prepaid, moved, used, .prepaymentUsed), draft(prepaid, receivable, try .zero - moved, now, .prepaymentUsed),
    ]
    return drafts.compactMap(\.self)
  }

  /// A part is delivered: the buyer owes for it, and what it paid beforehand is used.
  ///
  /// - Parameter account: where the proceeds go.
  public mutating func sell(
    _ amount: Money, into account: AccountKey = AccountKey(.salesClearing), from source: TransferSource, on day: Day
  ) throws(Overflow) -> [Draft] {
    let used = min(amount, try ahead())
    let drafts = [
      draft(receivable, account, amount, day, .sale, source), draft(prepaid, receivable, used, day, .prepaymentUsed),
    ]
    sold = try sold + amount
    return drafts.compactMap(\.self)
  }

  /// A delivered part comes back: the buyer owes no more for it, and what it paid for it counts as paid beforehand.
  ///
  /// - Parameter account: where the proceeds lie by now.
  public mutating func takeBack(
    _ amount: Money, into account: AccountKey, from source: TransferSource, on day: Day
  ) throws(Overflow) -> [Draft] {
    let before = try ahead()
    sold = try sold - amount
    let drafts = [
      draft(account, receivable, amount, day, .saleReturned, source),
      draft(receivable, prepaid, try ahead() - before, day, .saleReturned),
    ]
    return drafts.compactMap(\.self)
  }

  private func draft(
    _ debit: AccountKey, _ credit: AccountKey, _ amount: Money, _ day: Day, _ reason: TransferReason, _ source: TransferSource? = nil
  ) -> Draft? {
    guard amount > .zero else { return nil }
    return Draft(debit: debit, credit: credit, amount: amount, on: day, reason: reason, source: source ?? .order(order))
  }
}
