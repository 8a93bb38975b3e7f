public import Catalogue
public import Engine
public import Ledger
public import Measures

/// Money that moved for one reason under one agreement, less what was taken back.
public struct AgreementSum: Sendable, Hashable {
  /// Empty where no agreement covers it, or none has yet.
  public var agreement: LinkAgreement.ID
  public var reason: TransferReason
  /// It reached a household as income.
  public var isIncome: Bool
  /// It was for a lot itself, not for a part of an order.
  public var isOfLot: Bool
  public var amount: Money
}

extension Register {
  /// What moved for goods between two days, by agreement and reason: sales, VAT, and every step of settling them.
  /// - Complexity: the transfers of these days.
  public func sumsByAgreement(from first: Day, through last: Day) throws -> [AgreementSum] {
    var sums: [AgreementSum] = []
    for (table, keys) in [
      ("sales s", "s.order_number = t.source_order AND s.line = t.source_line AND s.part = t.source_part"),
      ("lot_settlements s", "s.lot = t.source_lot"),
    ] {
      let source = table.hasPrefix("sales") ? "t.source_part" : "t.source_lot"
      let statement = try store.statement(
        """
        SELECT coalesce(s.agreement, ''), t.reason, t.item <> '', sum(CASE WHEN t.kind = 2 THEN -t.amount_fen ELSE t.amount_fen END)
        FROM transfers t LEFT JOIN \(table) ON s.county = t.county AND \(keys)
        WHERE t.county = ? AND t.kind <= 2 AND t.on_day BETWEEN ? AND ? AND \(source) IS NOT NULL
        GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
        """
      ).bind(county).bind(Int64(first.number)).bind(Int64(last.number))
      while try statement.next() {
        sums.append(
          AgreementSum(
            agreement: statement.text(0), reason: try statement.raw(1), isIncome: try statement.bool(2),
            isOfLot: !table.hasPrefix("sales"), amount: Money(fen: statement.int(3))))
      }
    }
    return sums
  }

  /// What was posted to each account between two days, by key.
  public func turnovers(from first: Day, through last: Day) throws(StoreFault) -> [Turnover] {
    let before = Dictionary(uniqueKeysWithValues: try turnovers(asOf: first.advanced(by: -1)).map { ($0.account, $0) })
    return try turnovers(asOf: last).compactMap { turnover in
      guard let earlier = before[turnover.account] else { return turnover }
      var between = turnover
      between.debits = Money(fen: turnover.debits.fen - earlier.debits.fen)
      between.credits = Money(fen: turnover.credits.fen - earlier.credits.fen)
      return between.debits == .zero && between.credits == .zero ? nil : between
    }
  }

  // MARK: Receivables

  /// What a delivered part of an order came to, and when.
  public struct Delivery: Sendable, Hashable {
    public var order: Int64
    public var on: Day
    public var amount: Money
  }

  /// Orders of buyers that owe anything, with what was delivered on which day, by order and day.
  public func deliveriesOwed() throws(StoreFault) -> [Delivery] {
    let statement = try store.statement(
      """
      SELECT o.number, s.on_day, sum(s.amount_fen) FROM orders o JOIN sales s ON s.county = o.county AND s.order_number = o.number
      WHERE o.county = ? AND s.kind = 0 AND s.amount_fen > 0
        AND o.paid_fen - o.refunded_fen < (SELECT sum(a.amount_fen) FROM sales a
          WHERE a.county = o.county AND a.order_number = o.number AND a.kind = 0)
      GROUP BY o.number, s.on_day ORDER BY o.number, s.on_day
      """
    ).bind(county)
    var found: [Delivery] = []
    while try statement.next() {
      found.append(Delivery(order: statement.int(0), on: try statement.day(1), amount: Money(fen: statement.int(2))))
    }
    return found
  }

  /// Who bought an order, and what it paid, less refunds.
  public func payer(of order: Int64) throws(StoreFault) -> (buyer: Party.ID, paid: Money)? {
    let statement = try store.statement("SELECT buyer, paid_fen - refunded_fen FROM orders WHERE county = ? AND number = ?")
      .bind(county).bind(order)
    guard try statement.next() else { return nil }
    defer { statement.reset() }
    return (statement.text(0), Money(fen: statement.int(1)))
  }
}
