import Catalogue
import Ledger
import Measures
import Ordering

// Splitting proceeds among those who have a share in them. It happens here and nowhere else.
extension World {
  func decide(_ body: SettleOrder, _ command: Command) throws -> Outcome {
    guard var order = try order(body.order) else { throw OrderFault.unknown(body.order) }
    var settled = Settled()
    for sale in try sales(of: order.id) where sale.on <= body.through && (sale.state == .open || sale.state == .suspended) {
      try settle(sale, of: order, &settled)
    }
    guard settled.parts > 0 || settled.suspended > 0 else { throw LedgerFault.nothingToSettle(order.id.description) }
    let open = try sales(of: order.id).contains { $0.state == .open || $0.state == .suspended }
    if !open, order.settle() { put(order) }
    return .settled(parts: settled.parts, suspended: settled.suspended, transfers: settled.transfers, amount: settled.amount)
  }

  /// What a command settled.
  private struct Settled {
    var parts: Int64 = 0
    var suspended: Int64 = 0
    var transfers: Int64 = 0
    var amount = Money.zero
  }

  private func settle(_ sale: Sale, of order: Order, _ settled: inout Settled) throws {
    let line = order.lines[Int(sale.id.line) - 1]
    let allocation = line.allocations[Int(sale.id.part) - 1]
    guard let lot = try lot(of: allocation) else { throw StoreFault.damaged("the sale \(sale.id) has no lot") }
    guard let terms = try terms(for: lot, of: order) else { return try suspend(sale, &settled) }
    var drafts: [Draft] = []
    let day = postingDay(sale.on)
    if sale.kind == .lost, !terms.isBorneByFarmer {
      drafts.append(
        Draft(debit: terms.bearer, credit: AccountKey(.salesClearing), amount: sale.amount, on: day, reason: .loss, source: sale.source))
    }
    if sale.kind == .delivered || !terms.isBorneByFarmer {
      drafts += try steps(sale, line, allocation, lot, terms.agreement).map { $0.draft(on: day, from: sale.source) }
    }
    drafts.removeAll { $0.amount == .zero }
    let made = drafts.isEmpty ? [] : try post(drafts)
    var sale = sale
    sale.state = .settled
    sale.agreement = terms.agreement.id
    sale.settledBy = made.first?.id
    sale.transfers = Int64(made.count)
    put(sale)
    settled.parts += 1
    settled.transfers += sale.transfers
    settled.amount = try settled.amount + (sale.kind == .delivered ? try sale.net() : .zero)
  }

  /// The agreement that an order's lot falls under; nil where there is none.
  private func terms(for lot: Lot, of order: Order) throws -> (agreement: LinkAgreement, isBorneByFarmer: Bool, bearer: AccountKey)? {
    let (party, village) = try scope(of: lot.producer)
    let agreement =
      try purchase(of: lot)
      ?? catalogue?.consignmentAgreement(
        producer: party, village: village, product: lot.product, channel: order.channel, on: order.orderedAt.day)
    guard let agreement else { return nil }
    switch (agreement.sale, agreement.bearer) {
    // Who bought the goods bears their loss.
    case (.purchase, _), (_, .farmer): return (agreement, true, AccountKey(.spoilage))
    case (_, .hub): return (agreement, false, AccountKey(.spoilage))
    case (_, .carrier): return (agreement, false, AccountKey(.contribution, of: agreement.carrier ?? agreement.firm))
    }
  }

  private func steps(
    _ sale: Sale, _ line: OrderLine, _ allocation: Allocation, _ lot: Lot, _ agreement: LinkAgreement
  ) throws -> [SplitStep] {
    let from = AccountKey(sale.state == .suspended ? .suspense : .salesClearing)
    if agreement.sale == .purchase {
      let firm = AccountKey(.payable, of: agreement.firm)
      return [SplitStep(reason: .ownerProceeds, debit: from, credit: firm, amount: try sale.net(), item: "")]
    }
    let product = try requireCatalogue().product(lot.product)
    let price = catalogue?.purchasePrice(of: lot.product, grade: lot.grade, on: sale.on)
    let split = Split(
      agreement: agreement, producer: lot.producer, proceeds: try sale.net(), quantity: allocation.stocked, unit: lot.unit,
      grams: allocation.pricedGrams, floor: price.map { UnitPrice(money: $0.floor, basis: $0.unitPrice.basis) },
      item: product?.incomeItem ?? "", from: from)
    let steps = try split.steps()
    return try steps + deductions(from: steps, lot.producer, agreement)
  }

  private func deductions(from steps: [SplitStep], _ producer: Producer, _ agreement: LinkAgreement) throws -> [SplitStep] {
    guard case .household(let id) = producer, agreement.keep.numerator < agreement.keep.denominator else { return [] }
    let own = AccountKey(.payable, of: producer)
    let gross = try steps.filter { $0.credit == own }.reduce(Money.zero) { try $0 + $1.amount }
    let advances = AccountKey(.inputAdvance, of: producer)
    let loans = AccountKey(.loan, of: producer)
    try load([advances, loans])
    func outstanding(_ key: AccountKey) -> Money { max(.zero, book.balances(of: key)?.net ?? .zero) }
    return try Deductions.steps(
      household: id, gross: gross, keep: agreement.keep, advances: outstanding(advances), loans: outstanding(loans))
  }

  /// Puts proceeds that nobody has a share in aside, where they are listed until an agreement says more.
  private func suspend(_ sale: Sale, _ settled: inout Settled) throws {
    guard sale.state == .open, sale.kind == .delivered else { return }
    var sale = sale
    let net = try sale.net()
    if net > .zero {
      settled.transfers += Int64(
        try post([
          Draft(
            debit: AccountKey(.salesClearing), credit: AccountKey(.suspense), amount: net, on: postingDay(sale.on), reason: .suspended,
            source: sale.source)
        ]).count)
    }
    sale.state = .suspended
    put(sale)
    settled.suspended += 1
  }

  /// The day itself, or the first day that is open again.
  private func postingDay(_ day: Day) -> Day {
    book.closedThrough.map { max(day, $0.advanced(by: 1)) } ?? day
  }

  // MARK: Purchased lots

  func decide(_ body: SettleLot, _ command: Command) throws -> Outcome {
    guard let slot = try slot(of: body.lot) else { throw LotFault.unknown(body.lot) }
    let lot = lots[slot]
    let day = lot.receivedAt.day
    guard let agreement = try purchase(of: lot) else { throw LedgerFault.nothingToSettle(lot.id.description) }
    guard let price = catalogue?.purchasePrice(of: lot.product, grade: lot.grade, on: day) else {
      throw LedgerFault.noPurchasePrice("\(lot.product)/\(lot.grade)", day)
    }
    let amount = try price.unitPrice.amount(
      packs: 0, pieces: lot.unit == .pieces ? lot.received : 0, grams: lot.unit == .grams ? lot.received : 0)
    if let earlier = try purchase(lot.id) {
      guard earlier.amount != amount else { throw LedgerFault.nothingToSettle(lot.id.description) }
      if let first = earlier.settledBy {
        let transfers = try (first.number..<first.number + earlier.transfers).compactMap { try transfer(Transfer.ID(number: $0)) }
        _ = try reverse(transfers, on: postingDay(command.at.day), memo: "\(lot.id)")
      }
    }
    var steps: [SplitStep] = []
    if amount > .zero {
      var item = ""
      if case .household = lot.producer { item = catalogue?.product(lot.product)?.incomeItem ?? "" }
      steps.append(
        SplitStep(
          reason: .purchase, debit: AccountKey(.contribution, of: agreement.firm), credit: AccountKey(.payable, of: lot.producer),
          amount: amount, item: item))
    }
    steps += try deductions(from: steps, lot.producer, agreement)
    let made = steps.isEmpty ? [] : try post(steps.map { $0.draft(on: postingDay(day), from: .lot(lot.id)) })
    put(
      LotPurchase(lot: lot.id, agreement: agreement.id, amount: amount, settledBy: made.first?.id, transfers: Int64(made.count)))
    return .settled(parts: 1, suspended: 0, transfers: Int64(made.count), amount: amount)
  }
}

extension SplitStep {
  func draft(on day: Day, from source: TransferSource) -> Draft {
    Draft(debit: debit, credit: credit, amount: amount, on: day, reason: reason, item: item, source: source)
  }
}
