import Catalogue
import Ledger
import Measures
import Ordering

// What a lot itself brings its producer: the price where a firm bought it at receipt, or what the hub pays for what spoiled with it.
extension World {
  func decide(_ body: SettleLot, _ command: Command) throws -> Outcome {
    guard let slot = try slot(of: body.lot) else { throw LotFault.unknown(body.lot) }
    let lot = lots[slot]
    let earlier = try lotSettlement(lot.id)
    let movements = try self.movements(of: lot.id).filter { $0.at.day <= body.through ?? .last }
    guard earlier?.movements != Int64(movements.count), let due = try due(for: lot, movements) else {
      throw LedgerFault.nothingToSettle(lot.id.description)
    }
    let amount = try due.steps.reduce(Money.zero) { try $0 + $1.step.amount }
    guard amount > .zero || earlier != nil || lot.received > 0 && due.isPurchase else {
      throw LedgerFault.nothingToSettle(lot.id.description)
    }
    var settlement = LotSettlement(
      lot: lot.id, agreement: due.agreement.id, movements: Int64(movements.count), amount: amount, settledBy: earlier?.settledBy,
      transfers: earlier?.transfers ?? 0, notBefore: earlier?.notBefore)
    if amount != earlier?.amount {
      let made = try standingOrFalling {
        if let undone = try undo(earlier, on: command.at.day, memo: lot.id.description) { settlement.notBefore = undone }
        return try settle(due, of: lot, notBefore: settlement.notBefore)
      }
      settlement.settledBy = made.first?.id
      settlement.transfers = Int64(made.count)
    }
    put(settlement)
    return .settled(
      parts: amount == earlier?.amount ? 0 : 1, suspended: 0, transfers: amount == earlier?.amount ? 0 : settlement.transfers,
      amount: try amount - (earlier?.amount ?? .zero))
  }

  func decide(_ body: UndoSettlement, _ command: Command) throws -> Outcome {
    guard !body.reason.isEmpty else { throw LedgerFault.sourceMissing }
    switch body.of {
    case .order(let id):
      guard var order = try order(id) else { throw OrderFault.unknown(id) }
      let settled = try sales(of: id).filter { $0.state == .settled }
      guard !settled.isEmpty else { throw LedgerFault.nothingSettled(id.description) }
      let undone = try standingOrFalling { try settled.map { try unsettled($0, on: command.at.day, reason: body.reason) } }
      for sale in undone { put(sale) }
      order.reverseSettlement()
      put(order)
      return .order(id)
    case .lot(let id):
      guard let settlement = try lotSettlement(id), settlement.settledBy != nil else { throw LedgerFault.nothingSettled(id.description) }
      let undone = try undo(settlement, on: command.at.day, memo: body.reason)
      put(
        LotSettlement(
          lot: id, agreement: settlement.agreement, movements: 0, amount: .zero, settledBy: nil, transfers: 0, notBefore: undone))
      return .lot(id)
    }
  }

  /// The day on which it was taken back; nil where there was nothing.
  private func undo(_ settlement: LotSettlement?, on day: Day, memo: String) throws -> Day? {
    guard let settlement, let first = settlement.settledBy else { return nil }
    let made = try transfers(from: first, count: settlement.transfers)
    let last = made.reduce(day) { max($0, $1.on) }
    _ = try reverse(made, on: postingDay(last), memo: memo)
    return last
  }

  // MARK: What is due

  private struct Due {
    var agreement: LinkAgreement
    var isPurchase: Bool
    var steps: [(step: SplitStep, on: Day, memo: String)]
  }

  /// Nil where no agreement gives anything for the lot itself.
  ///
  /// - Parameter movements: those that count.
  private func due(for lot: Lot, _ movements: [StockMovement]) throws -> Due? {
    let (party, village) = try scope(of: lot.producer)
    let received = lot.receivedAt.day
    guard let rule = catalogue?.lotRule(producer: party, village: village, product: lot.product, on: received) else { return nil }
    guard let price = catalogue?.purchasePrice(of: lot.product, grade: lot.grade, on: received)?.unitPrice else {
      throw LedgerFault.noPurchasePrice("\(lot.id) \(lot.product)/\(lot.grade)", received)
    }
    var item = ""
    if case .household = lot.producer { item = catalogue?.product(lot.product)?.incomeItem ?? "" }
    func step(_ quantity: Int64, _ reason: TransferReason, _ debit: AccountKey) throws -> SplitStep {
      let amount = try price.amount(packs: 0, pieces: lot.unit == .pieces ? quantity : 0, grams: lot.unit == .grams ? quantity : 0)
      return SplitStep(reason: reason, debit: debit, credit: AccountKey(.payable, of: lot.producer), amount: amount, item: item)
    }
    switch rule {
    case .purchase(let agreement):
      let received = movements.filter { $0.kind == .receipt || $0.kind == .correction }
      let bought = try step(try received.reduce(0) { try $0.adding($1.quantity) }, .purchase, AccountKey(.contribution, of: agreement.firm))
      return Due(agreement: agreement, isPurchase: true, steps: [(bought, lot.receivedAt.day, "")])
    case .spoilage(let agreement):
      let spoiled = movements.filter { $0.kind == .spoilage }
      let steps = try spoiled.map { (try step(0 - $0.quantity, .loss, AccountKey(.spoilage)), $0.at.day, $0.reason) }
      return Due(agreement: agreement, isPurchase: false, steps: steps)
    }
  }

  private func settle(_ due: Due, of lot: Lot, notBefore: Day?) throws -> [Transfer] {
    func postingDay(_ day: Day) -> Day { self.postingDay(max(day, notBefore ?? day)) }
    var drafts = due.steps.map { $0.step.draft(on: postingDay($0.on), from: .lot(lot.id), memo: $0.memo) }
    let day = due.steps.map(\.on).max() ?? lot.receivedAt.day
    drafts += try deductions(from: due.steps.map(\.step), due.agreement).map {
      $0.draft(on: postingDay(day), from: .lot(lot.id))
    }
    drafts.removeAll { $0.amount == .zero }
    return drafts.isEmpty ? [] : try post(drafts)
  }
}
