public import Catalogue
public import Engine
public import Ledger
import Measures
public import Ordering

// Sales, what lots brought, memberships, distributions, records of income.

// MARK: - Saving

extension SQLiteStore {
  func save(_ sale: Sale) throws(StoreFault) {
    try statement(
      """
      INSERT INTO sales (county, order_number, line, part, kind, on_day, amount_fen, vat_fen, state, agreement, settled_by, transfers, reason,
        not_before)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (county, order_number, line, part) DO UPDATE SET kind = excluded.kind, on_day = excluded.on_day, amount_fen = excluded.amount_fen, vat_fen = excluded.vat_fen,
        state = excluded.state, agreement = excluded.agreement, settled_by = excluded.settled_by, transfers = excluded.transfers, reason = excluded.reason,
        not_before = excluded.not_before
      """
    ).bind(county).bind(sale.id.order.number).bind(sale.id.line).bind(sale.id.part).bind(sale.kind.rawValue)
      .bind(Int64(sale.on.number)).bind(sale.amount.fen).bind(sale.vat.fen).bind(sale.state.rawValue).bind(sale.agreement)
      .bind(sale.settledBy?.number).bind(sale.transfers).bind(sale.reason)
      .bind(sale.notBefore.map { Int64($0.number) }).run()
  }

  func save(_ settlement: LotSettlement) throws(StoreFault) {
    try statement(
      """
      INSERT OR REPLACE INTO lot_settlements (county, lot, agreement, movements, amount_fen, settled_by, transfers, not_before)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """
    ).bind(county).bind(settlement.lot.number).bind(settlement.agreement).bind(settlement.movements).bind(settlement.amount.fen)
      .bind(settlement.settledBy?.number).bind(settlement.transfers)
      .bind(settlement.notBefore.map { Int64($0.number) }).run()
  }

  /// A household's ties to a party come all together and replace those before.
  func save(_ memberships: [Membership]) throws(StoreFault) {
    for tie in memberships {
      try statement("DELETE FROM memberships WHERE county = ? AND party = ? AND household = ?")
        .bind(county).bind(tie.party).bind(tie.household.number).run()
    }
    for tie in memberships {
      try statement("INSERT INTO memberships (county, party, household, shares, from_day, until_day) VALUES (?, ?, ?, ?, ?, ?)")
        .bind(county).bind(tie.party).bind(tie.household.number).bind(tie.shares)
        .bind(Int64((tie.validity.from ?? .first).number)).bind(tie.validity.until.map { Int64($0.number) }).run()
    }
  }

  func save(_ distribution: Distribution) throws(StoreFault) {
    let body = distribution.body
    let isNew = try distributions([distribution.id]).isEmpty
    try statement(
      """
      INSERT INTO distributions (county, number, kind, payer, on_day, decision, total_fen, by_trade_above, by_trade_below, maker, state,
        approved_by, settled_by, transfers)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (county, number) DO UPDATE SET state = excluded.state, approved_by = excluded.approved_by,
        settled_by = excluded.settled_by, transfers = excluded.transfers
      """
    ).bind(county).bind(distribution.id.number).bind(body.kind.rawValue).bind(body.payer).bind(Int64(body.on.number)).bind(body.decision)
      .bind(body.total.fen).bind(body.byTrade.numerator).bind(body.byTrade.denominator).bind(distribution.maker)
      .bind(distribution.state.rawValue).bind(distribution.approvedBy).bind(distribution.settledBy?.number).bind(distribution.transfers)
      .run()
    guard isNew else { return }
    for (index, row) in body.rows.enumerated() {
      try statement(
        """
        INSERT INTO distribution_rows (county, distribution, serial, household, worked_on, quantity, money_fen)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """
      ).bind(county).bind(distribution.id.number).bind(Int64(index + 1)).bind(row.household.number)
        .bind(row.workedOn.map { Int64($0.number) }).bind(row.quantity).bind(row.money.fen).run()
    }
  }

  func save(_ income: IncomeRecord) throws(StoreFault) {
    try statement(
      """
      INSERT INTO incomes (county, number, household, item, year, month, amount_fen, source, actor, withdrawn)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (county, number) DO UPDATE SET withdrawn = excluded.withdrawn
      """
    ).bind(county).bind(income.id.number).bind(income.household.number).bind(income.item).bind(income.period.year)
      .bind(income.period.month).bind(income.amount.fen).bind(income.source).bind(income.actor).bind(income.withdrawn).run()
  }
}

// MARK: - Reading

extension SQLiteStore {
  public func sales(of orders: [Order.ID]) throws(StoreFault) -> [Sale] {
    let statement = try statement(
      "SELECT \(Sale.columns) FROM sales WHERE county = ? AND order_number = ? ORDER BY line, part")
    var found: [Sale] = []
    for order in orders {
      statement.bind(county).bind(order.number)
      while try statement.next() { found.append(try Sale(row: statement)) }
    }
    return found
  }

  public func lotSettlements(_ lots: [Lot.ID]) throws(StoreFault) -> [LotSettlement] {
    try read("SELECT \(LotSettlement.columns) FROM lot_settlements WHERE county = ? AND lot = ?", lots.map(\.number)) {
      statement throws(StoreFault) in try LotSettlement(row: statement)
    }
  }

  public func movements(of lots: [Lot.ID]) throws(StoreFault) -> [StockMovement] {
    let statement = try statement("SELECT \(StockMovement.columns) FROM stock_movements WHERE county = ? AND lot = ? ORDER BY serial")
    var found: [StockMovement] = []
    for lot in lots {
      statement.bind(county).bind(lot.number)
      while try statement.next() { found.append(try StockMovement(row: statement)) }
    }
    return found
  }

  public func memberships(of party: Party.ID) throws(StoreFault) -> [Membership] {
    let statement = try statement(
      "SELECT \(Membership.columns) FROM memberships WHERE county = ? AND party = ? ORDER BY household, from_day"
    )
    .bind(county).bind(party)
    var found: [Membership] = []
    while try statement.next() { found.append(try Membership(row: statement)) }
    return found
  }

  public func distributions(_ ids: [Distribution.ID]) throws(StoreFault) -> [Distribution] {
    var found = try read("SELECT \(Distribution.columns) FROM distributions WHERE county = ? AND number = ?", ids.map(\.number)) {
      statement throws(StoreFault) in try Distribution(row: statement)
    }
    for index in found.indices { found[index].body.rows = try rows(of: found[index].id) }
    return found
  }

  public func wageDistributions(of households: [Household.ID]) throws(StoreFault) -> [Distribution.ID] {
    let statement = try statement(
      """
      SELECT DISTINCT distribution FROM distribution_rows INDEXED BY distribution_rows_by_work
      WHERE county = ? AND household = ? AND worked_on IS NOT NULL
      """)
    var found: Set<Int64> = []
    for household in households {
      statement.bind(county).bind(household.number)
      while try statement.next() { found.insert(statement.int(0)) }
    }
    return found.sorted().map { Distribution.ID(number: $0) }
  }

  private func rows(of distribution: Distribution.ID) throws(StoreFault) -> [DistributionBody.Row] {
    let statement = try statement(
      "SELECT \(DistributionRow.columns) FROM distribution_rows WHERE county = ? AND distribution = ? ORDER BY serial"
    ).bind(county).bind(distribution.number)
    var found: [DistributionBody.Row] = []
    while try statement.next() { found.append(try DistributionRow(row: statement).row) }
    return found
  }

  public func incomes(_ ids: [IncomeRecord.ID]) throws(StoreFault) -> [IncomeRecord] {
    try read("SELECT \(IncomeRecord.columns) FROM incomes WHERE county = ? AND number = ?", ids.map(\.number)) {
      statement throws(StoreFault) in try IncomeRecord(row: statement)
    }
  }
}

// MARK: - Rows

extension Sale {
  static let columns =
    "order_number, line, part, kind, on_day, amount_fen, vat_fen, state, agreement, settled_by, transfers, reason, not_before"

  init(row: Statement) throws(StoreFault) {
    self.init(
      id: ID(order: Order.ID(number: row.int(0)), line: row.int(1), part: row.int(2)), kind: try row.raw(3), on: try row.day(4),
      amount: Money(fen: row.int(5)), vat: Money(fen: row.int(6)), state: try row.raw(7), agreement: row.text(8),
      settledBy: row.optionalInt(9).map { Transfer.ID(number: $0) }, transfers: row.int(10), reason: row.text(11),
      notBefore: try row.optionalDay(12))
  }
}

extension LotSettlement {
  static let columns = "lot, agreement, movements, amount_fen, settled_by, transfers, not_before"

  init(row: Statement) throws(StoreFault) {
    self.init(
      lot: Lot.ID(number: row.int(0)), agreement: row.text(1), movements: row.int(2), amount: Money(fen: row.int(3)),
      settledBy: row.optionalInt(4).map { Transfer.ID(number: $0) }, transfers: row.int(5), notBefore: try row.optionalDay(6))
  }
}

extension Membership {
  static let columns = "party, household, shares, from_day, until_day"

  init(row: Statement) throws(StoreFault) {
    let from = try row.day(3)
    self.init(
      party: row.text(0), household: Household.ID(number: row.int(1)), shares: row.int(2),
      validity: Validity(from: from == .first ? nil : from, until: try row.optionalDay(4)))
  }
}

extension Distribution {
  static let columns = """
    number, kind, payer, on_day, decision, total_fen, by_trade_above, by_trade_below, maker, state, approved_by, settled_by, transfers
    """

  /// Without the rows of its body.
  init(row: Statement) throws(StoreFault) {
    guard row.int(7) > 0 else { throw .damaged("a share over \(row.int(7))") }
    self.init(
      id: ID(number: row.int(0)),
      body: DistributionBody(
        kind: try row.raw(1), payer: row.text(2), on: try row.day(3), decision: row.text(4), total: Money(fen: row.int(5)),
        byTrade: Share(row.int(6), over: row.int(7)), rows: []), maker: row.text(8), state: try row.raw(9), approvedBy: row.text(10),
      settledBy: row.optionalInt(11).map { Transfer.ID(number: $0) }, transfers: row.int(12))
  }
}

/// A row of a distribution with its place.
struct DistributionRow: Equatable {
  static let columns = "distribution, serial, household, worked_on, quantity, money_fen"

  var distribution: Distribution.ID
  var serial: Int64
  var row: DistributionBody.Row

  init(_ distribution: Distribution.ID, _ serial: Int64, _ row: DistributionBody.Row) {
    self.distribution = distribution
    self.serial = serial
    self.row = row
  }

  init(row: Statement) throws(StoreFault) {
    self.init(
      Distribution.ID(number: row.int(0)), row.int(1),
      DistributionBody.Row(
        household: Household.ID(number: row.int(2)), workedOn: try row.optionalDay(3), quantity: row.int(4), money: Money(fen: row.int(5))))
  }
}

extension IncomeRecord {
  static let columns = "number, household, item, year, month, amount_fen, source, actor, withdrawn"

  init(row: Statement) throws(StoreFault) {
    self.init(
      id: ID(number: row.int(0)), household: Household.ID(number: row.int(1)), item: row.text(2),
      period: Period(year: row.int(3), month: row.optionalInt(4)), amount: Money(fen: row.int(5)), source: row.text(6), actor: row.text(7),
      withdrawn: row.text(8))
  }
}
