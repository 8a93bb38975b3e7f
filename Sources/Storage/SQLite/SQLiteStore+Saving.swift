import Catalogue
import Engine
import Measures
import Messages
import Ordering

extension SQLiteStore {
  func save(_ changes: Changes, batch: Int64) throws(StoreFault) {
    if let catalogue = changes.catalogue { try save(catalogue) }
    for household in changes.households { try save(household) }
    for lot in changes.lots { try save(lot) }
    for movement in changes.movements { try save(movement) }
    for report in changes.reports { try save(report) }
    try save(changes.orders)
    try save(changes.ledger)
    try save(changes.payouts)
    try save(changes.runs)
    let insertKey = try statement("INSERT INTO keys (county, scope, key, batch, position) VALUES (?, ?, ?, ?, ?)")
    for (key, index) in changes.keys {
      try insertKey.bind(county).bind(key.scope).bind(key.text).bind(batch).bind(index).run()
    }
  }

  private func save(_ catalogue: ApplyCatalogue) throws(StoreFault) {
    try statement("INSERT OR REPLACE INTO catalogues (county, body, vault_key) VALUES (?, ?, ?)")
      .bind(county).bind(catalogue.catalogue).bind(catalogue.vaultKey).run()
  }

  private func save(_ household: Household) throws(StoreFault) {
    try statement(
      """
      INSERT INTO households (county, number, code, name, village, members, registered_on, lifted_on, id_token, card_token,
        phone_token, sample, earlier_members)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (county, number) DO UPDATE SET name = excluded.name, village = excluded.village,
        members = excluded.members, registered_on = excluded.registered_on, lifted_on = excluded.lifted_on,
        id_token = excluded.id_token, card_token = excluded.card_token, phone_token = excluded.phone_token,
        earlier_members = excluded.earlier_members
      """
    ).bind(county).bind(household.id.number).bind(household.code).bind(household.name).bind(household.village)
      .bind(household.members).bind(household.registeredOn.map { Int64($0.number) })
      .bind(household.liftedOn.map { Int64($0.number) }).bind(household.personal.residentID)
      .bind(household.personal.bankCard).bind(household.personal.phone).bind(household.sample).bind(household.countsText).run()
  }

  private func save(_ lot: Lot) throws(StoreFault) {
    try statement(
      """
      INSERT INTO lots (county, number, producer, from_poor_household, product, grade, unit, place, harvested_on, received_at,
        expires_on, certificate, received, reserved, shipped, lost, expired, movements)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (county, number) DO UPDATE SET received = excluded.received, reserved = excluded.reserved,
        shipped = excluded.shipped, lost = excluded.lost, expired = excluded.expired, movements = excluded.movements
      """
    ).bind(county).bind(lot.id.number).bind(lot.producer.description).bind(lot.isFromPoorHousehold).bind(lot.product)
      .bind(lot.grade).bind(lot.unit.rawValue).bind(lot.place).bind(Int64(lot.harvestedOn.number))
      .bind(lot.receivedAt.milliseconds).bind(Int64(lot.expiresOn.number)).bind(lot.certificate).bind(lot.received)
      .bind(lot.reserved).bind(lot.shipped).bind(lot.lost).bind(lot.isExpired).bind(lot.movements).run()
  }

  private func save(_ movement: StockMovement) throws(StoreFault) {
    try statement(
      """
      INSERT INTO stock_movements (county, lot, serial, kind, quantity, reason, at, actor) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """
    ).bind(county).bind(movement.lot.number).bind(movement.serial).bind(movement.kind.rawValue).bind(movement.quantity)
      .bind(movement.reason).bind(movement.at.milliseconds).bind(movement.actor).run()
  }

  private func save(_ report: UnsoldReport) throws(StoreFault) {
    try statement(
      """
      INSERT INTO unsold_reports (county, number, village, producer, product, grade, quantity, harvested_on, expires_on, at,
        actor, received_as)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (county, number) DO UPDATE SET received_as = excluded.received_as
      """
    ).bind(county).bind(report.id.number).bind(report.village).bind(report.producer.description).bind(report.product)
      .bind(report.grade).bind(report.quantity).bind(Int64(report.harvestedOn.number))
      .bind(Int64(report.expiresOn.number)).bind(report.at.milliseconds).bind(report.actor)
      .bind(report.receivedAs?.number).run()
  }

  // MARK: Orders

  private func save(_ orders: [Order]) throws(StoreFault) {
    guard !orders.isEmpty else { return }
    let statements = try OrderStatements(self)
    for order in orders {
      do {
        let derived = try DerivedColumns(order)
        if isNew(order) {
          try insert(order, derived, statements)
        } else {
          try update(order, derived, statements)
        }
      } catch let fault as StoreFault {
        throw fault
      } catch {
        throw .refused("order \(order.id): \(error)")
      }
    }
  }

  private func insert(_ order: Order, _ derived: DerivedColumns, _ statements: OrderStatements) throws(StoreFault) {
    try statements.insertOrder.bind(county).bind(order.id.number).bind(order.buyer).bind(order.buyerNumber).bind(order.channel)
      .bind(order.orderedAt.milliseconds).bind(Int64(order.deliverOn.number)).bind(order.deliverTo)
      .bind(order.onShortage.rawValue).bind(order.reservedUntil?.milliseconds).bind(order.state.rawValue)
      .bind(derived.payment.rawValue).bind(derived.fulfilment.rawValue).bind(order.settlement.rawValue)
      .bind(derived.amount.fen).bind(derived.paid.fen).bind(derived.refunded.fen).run()
    for (index, line) in order.lines.enumerated() {
      try statements.insertLine.bind(county).bind(order.id.number).bind(Int64(index + 1)).bind(line.pack).bind(line.count)
        .bind(line.content).bind(line.netGrams).bind(line.unit.rawValue).bind(line.unitPrice.money.fen)
        .bind(line.unitPrice.basis.rawValue).run()
      try save(line.allocations, line: Int64(index + 1), of: order, statements)
    }
    try save(order.payments, of: order)
  }

  /// Lines never change after placing; allocations change and are split, payments are added. A row that stays as it is is not written.
  private func update(_ order: Order, _ derived: DerivedColumns, _ statements: OrderStatements) throws(StoreFault) {
    try statements.updateOrder.bind(order.reservedUntil?.milliseconds).bind(order.state.rawValue).bind(derived.payment.rawValue)
      .bind(derived.fulfilment.rawValue).bind(order.settlement.rawValue).bind(derived.amount.fen).bind(derived.paid.fen)
      .bind(derived.refunded.fen).bind(county).bind(order.id.number).run()
    for (index, line) in order.lines.enumerated() {
      try save(line.allocations, line: Int64(index + 1), of: order, statements)
    }
    try save(order.payments, of: order)
  }

  private func save(
    _ allocations: [Allocation], line: Int64, of order: Order, _ statements: OrderStatements
  ) throws(StoreFault) {
    for (index, allocation) in allocations.enumerated() {
      try statements.saveAllocation.bind(county).bind(order.id.number).bind(line).bind(Int64(index + 1))
        .bind(allocation.lot?.number).bind(allocation.packs).bind(allocation.state.rawValue).bind(allocation.stocked)
        .bind(allocation.packedGrams).bind(allocation.pricedGrams).run()
    }
  }

  private func save(_ payments: [Payment], of order: Order) throws(StoreFault) {
    guard !payments.isEmpty else { return }
    let insert = try statement(
      """
      INSERT INTO payments (county, order_number, serial, kind, amount_fen, at, actor) VALUES (?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (county, order_number, serial) DO NOTHING
      """)
    for (index, payment) in payments.enumerated() {
      try insert.bind(county).bind(order.id.number).bind(Int64(index + 1)).bind(payment.kind.rawValue)
        .bind(payment.amount.fen).bind(payment.at.milliseconds).bind(payment.actor).run()
    }
  }
}

/// The statements that every order of a batch goes through, looked up once a batch.
private struct OrderStatements {
  let insertOrder: Statement
  let updateOrder: Statement
  let insertLine: Statement
  let saveAllocation: Statement

  init(_ store: SQLiteStore) throws(StoreFault) {
    insertOrder = try store.statement(
      """
      INSERT INTO orders (county, number, buyer, buyer_number, channel, ordered_at, deliver_on, deliver_to, on_shortage,
        reserved_until, state, payment, fulfilment, settlement, amount_fen, paid_fen, refunded_fen)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """)
    updateOrder = try store.statement(
      """
      UPDATE orders SET reserved_until = ?, state = ?, payment = ?, fulfilment = ?, settlement = ?, amount_fen = ?,
        paid_fen = ?, refunded_fen = ? WHERE county = ? AND number = ?
      """)
    insertLine = try store.statement(
      """
      INSERT INTO order_lines (county, order_number, line, pack, count, content, net_grams, unit, price_fen, price_basis)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """)
    saveAllocation = try store.statement(
      """
      INSERT INTO allocations (county, order_number, line, part, lot, packs, state, stocked, packed_grams, priced_grams)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (county, order_number, line, part) DO UPDATE SET lot = excluded.lot, packs = excluded.packs,
        state = excluded.state, stocked = excluded.stocked, packed_grams = excluded.packed_grams,
        priced_grams = excluded.priced_grams
      WHERE (lot, packs, state, stocked, packed_grams, priced_grams) IS NOT
        (excluded.lot, excluded.packs, excluded.state, excluded.stocked, excluded.packed_grams, excluded.priced_grams)
      """)
  }
}

/// Columns of `orders` that are kept so that lists can be filtered, and follow from the rest.
struct DerivedColumns: Equatable {
  var payment: PaymentState
  var fulfilment: Fulfilment
  var amount: Money
  var paid: Money
  var refunded: Money

  init(_ order: Order) throws(Overflow) {
    payment = try order.paymentState()
    fulfilment = order.fulfilment
    amount = try order.amount()
    paid = try order.total(.payment)
    refunded = try order.total(.refund)
  }
}
