import Catalogue
import Ledger
import Measures
import Ordering

// Splitting proceeds among those who have a share in them. It happens here and nowhere else.
extension World {
  func decide(_ body: SettleOrder, _ command: Command) throws -> Outcome {
    guard var order = try order(body.order) else { throw OrderFault.unknown(body.order) }
    var settled = Settled()
    let due = try sales(of: order.id).filter { $0.on <= body.through && ($0.state == .open || $0.state == .suspended) }
    for sale in try standingOrFalling({ try due.compactMap { try settle($0, of: order, &settled) } }) { put(sale) }
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

  /// The sale as it then is; nil where it stays as it was.
  private func settle(_ sale: Sale, of order: Order, _ settled: inout Settled) throws -> Sale? {
    let line = order.lines[Int(sale.id.line) - 1]
    let allocation = line.allocations[Int(sale.id.part) - 1]
    guard let lot = try lot(of: allocation) else { throw StoreFault.damaged("the sale \(sale.id) has no lot") }
    guard let terms = try terms(for: lot, of: order), try !waitsForHouseholds(sale, lot, terms.agreement) else {
      return try suspend(sale, &settled)
    }
    var drafts: [Draft] = []
    let day = postingDay(sale.settledOn)
    if sale.kind == .lost, !terms.isBorneByFarmer {
      drafts.append(
        Draft(
          debit: terms.bearer, credit: AccountKey(.salesClearing), amount: sale.amount, on: day, reason: .loss, source: sale.source,
          memo: sale.reason))
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
    settled.parts += 1
    settled.transfers += sale.transfers
    settled.amount = try settled.amount + (sale.kind == .delivered ? try sale.net() : .zero)
    return sale
  }

  /// The first tranche is the poor households': as long as none is linked to the party that produced the goods, nobody gets anything.
  private func waitsForHouseholds(_ sale: Sale, _ lot: Lot, _ agreement: LinkAgreement) throws -> Bool {
    guard let tranches = agreement.tranches, tranches.first.money > .zero, case .party = lot.producer, sale.kind == .delivered else {
      return false
    }
    return try linked(to: lot.producer, agreement, on: sale.on).isEmpty
  }

  /// The agreement that an order's lot falls under; nil where there is none.
  private func terms(for lot: Lot, of order: Order) throws -> (agreement: LinkAgreement, isBorneByFarmer: Bool, bearer: AccountKey)? {
    let (party, village) = try scope(of: lot.producer)
    let agreement =
      try purchase(of: lot)
      ?? catalogue?.consignmentAgreement(
        producer: party, village: village, product: lot.product, channel: order.channel, on: order.orderedAt.day)
    guard let agreement else { return nil }
    switch agreement.bearer {
    // Whose goods they are: the farmer, or the firm that bought them.
    case .farmer: return (agreement, true, AccountKey(.spoilage))
    case .hub: return (agreement, false, AccountKey(.spoilage))
    case .carrier: return (agreement, false, AccountKey(.contribution, of: agreement.carrier ?? agreement.firm))
    }
  }

  private func steps(
    _ sale: Sale, _ line: OrderLine, _ allocation: Allocation, _ lot: Lot, _ agreement: LinkAgreement
  ) throws -> [SplitStep] {
    // A lost part brought nothing that could lie in suspense.
    let from = AccountKey(sale.state == .suspended && sale.kind == .delivered ? .suspense : .salesClearing)
    if agreement.sale == .purchase {
      let firm = AccountKey(.payable, of: agreement.firm)
      return [SplitStep(reason: .ownerProceeds, debit: from, credit: firm, amount: try sale.net(), item: "")]
    }
    let product = try requireCatalogue().product(lot.product)
    let price = catalogue?.purchasePrice(of: lot.product, grade: lot.grade, on: sale.on)
    let split = Split(
      agreement: agreement, producer: lot.producer, proceeds: try sale.net(), quantity: allocation.stocked, unit: lot.unit,
      grams: allocation.pricedGrams, floor: price.map { UnitPrice(money: $0.floor, basis: $0.unitPrice.basis) },
      item: product?.incomeItem ?? "", from: from, linked: try linked(to: lot.producer, agreement, on: sale.on))
    let steps = try split.steps()
    return try steps + deductions(from: steps, agreement)
  }

  /// The poor households whose the first tranche is, where the producer is a party: those linked to it on the day, by number.
  private func linked(
    to producer: Producer, _ agreement: LinkAgreement, on day: Day
  ) throws -> [(household: Household.ID, shares: Int64)] {
    guard agreement.tranches != nil, case .party(let party) = producer else { return [] }
    let members = try memberships(of: party).filter { $0.validity.contains(day) }
    try load(members.lazy.map(\.household))
    return try members.filter { try household($0.household)?.isRegistered(on: day) == true }.map { ($0.household, $0.shares) }
  }

  /// What is taken back from each household that has a share: the producer, or those that the first tranche goes to.
  func deductions(from steps: [SplitStep], _ agreement: LinkAgreement) throws -> [SplitStep] {
    guard agreement.keep.numerator < agreement.keep.denominator else { return [] }
    var households: [Household.ID] = []
    for step in steps where step.credit.isHouseholdsShare {
      if let id = Household.ID(step.credit.holder), !households.contains(id) { households.append(id) }
    }
    return try households.flatMap { try deductions(from: steps, of: $0, agreement) }
  }

  private func deductions(from steps: [SplitStep], of id: Household.ID, _ agreement: LinkAgreement) throws -> [SplitStep] {
    let own = AccountKey(.payable, of: id.description)
    let gross = try steps.filter { $0.credit == own }.reduce(Money.zero) { try $0 + $1.amount }
    let advances = AccountKey(.inputAdvance, of: id.description)
    let loans = AccountKey(.loan, of: id.description)
    try load([advances, loans])
    /// What is held against it is on its way and cannot be deducted once more.
    func outstanding(_ key: AccountKey) throws -> Money {
      guard let balances = book.balances(of: key) else { return .zero }
      return max(.zero, try balances.net - Money(fen: balances.pendingCredits))
    }
    return try Deductions.steps(
      household: id, gross: gross, keep: agreement.keep, instalment: agreement.loanInstalment, advances: outstanding(advances),
      loans: outstanding(loans))
  }

  /// Puts proceeds that nobody has a share in aside, where they are listed until an agreement says more.
  private func suspend(_ sale: Sale, _ settled: inout Settled) throws -> Sale? {
    guard sale.state == .open else { return nil }
    var sale = sale
    let net = try sale.net()
    if net > .zero, sale.kind == .delivered {
      settled.transfers += Int64(
        try post([
          Draft(
            debit: AccountKey(.salesClearing), credit: AccountKey(.suspense), amount: net, on: postingDay(sale.settledOn),
            reason: .suspended,
            source: sale.source)
        ]).count)
    }
    sale.state = .suspended
    settled.suspended += 1
    return sale
  }

  /// The day itself, or the first day that is open again.
  func postingDay(_ day: Day) -> Day {
    book.closedThrough.map { max(day, $0.advanced(by: 1)) } ?? day
  }
}

extension SplitStep {
  func draft(on day: Day, from source: TransferSource, memo: String = "") -> Draft {
    Draft(debit: debit, credit: credit, amount: amount, on: day, reason: reason, item: item, source: source, memo: memo)
  }
}
