public import Measures

extension Order {
  /// Money comes in; never more than is due. Paid in full, the order keeps its stock for good.
  public mutating func pay(_ payment: Payment) throws {
    try requireOpen()
    try require(.payment, payment.amount)
    let due = try amount() - (total(.payment) - total(.refund))
    guard payment.amount <= due else {
      throw OrderFault.paysTooMuch(id, amount: payment.amount, due: max(due, .zero))
    }
    payments.append(payment)
    if payment.amount == due { reservedUntil = nil }
    try reviewState()
  }

  /// Money goes back; never more than was paid. Also for a cancelled order.
  public mutating func refund(_ payment: Payment) throws {
    let paid = try total(.payment) - total(.refund)
    guard payment.amount > .zero else { throw OrderFault.paymentNotPositive(payment.amount) }
    guard payment.amount <= paid else { throw OrderFault.refundsTooMuch(id, amount: payment.amount, paid: paid) }
    try require(.refund, payment.amount)
    payments.append(payment)
    try reviewState()
  }

  /// A payment turns out to be another's: the order is as unpaid as before it. Also for a cancelled order.
  ///
  /// - Parameter limit: until when its stock was reserved before that payment; nil where the payment did not change that.
  public mutating func withdraw(_ payment: Payment, limit: Instant? = nil) throws {
    let paid = try total(.payment) - total(.refund)
    guard payment.amount > .zero else { throw OrderFault.paymentNotPositive(payment.amount) }
    guard payment.amount <= paid else { throw OrderFault.refundsTooMuch(id, amount: payment.amount, paid: paid) }
    payments.append(payment)
    if let limit, state == .open { reservedUntil = limit }
    try reviewState()
  }

  /// All its proceeds are split.
  ///
  /// - Returns: whether that is news.
  public mutating func settle() -> Bool { moveSettlement(to: .settled) }

  /// Something that was split was taken back.
  public mutating func reverseSettlement() { _ = moveSettlement(to: .reversed) }

  private mutating func moveSettlement(to state: SettlementState) -> Bool {
    guard settlement.next.contains(state) else { return false }
    settlement = state
    return true
  }

  private func require(_ kind: Payment.Kind, _ amount: Money) throws {
    guard amount > .zero else { throw OrderFault.paymentNotPositive(amount) }
    let current = try paymentState()
    guard current.accepts.contains(kind) else { throw OrderFault.paymentState(id, current, kind) }
  }
}
