import Catalogue
import Ledger
import Measures
import Ordering
import Payouts

// What the writer does with a world around each batch: read what its commands will ask for, hand over what they changed, forget.
extension World {
  /// Reads those households that are not here yet, set-wise.
  func load(_ ids: some Sequence<Household.ID>) throws {
    var missing = ids.filter { households[$0] == nil }
    guard !missing.isEmpty else { return }
    // What a run pays comes in order.
    if !zip(missing, missing.dropFirst()).allSatisfy(<) { missing = Set(missing).sorted() }
    households.reserve(missing.count)
    for household in try store.households(missing) { households.load(household, as: household.id) }
  }

  /// Reads set-wise what a batch of commands will ask for.
  ///
  /// - Parameter keys: of those commands that may have been given before.
  func prefetch(for commands: [Command], keys: [Key]) throws {
    var orders: [Order.ID] = []
    var households: [Household.ID] = []
    var lots: [Lot.ID] = []
    var accounts: [AccountKey] = []
    var settled: [Order.ID] = []
    var lines: [(BankLine.ID, [MatchPart])] = []
    for command in commands {
      switch command.action {
      case .changeOrder(let change): orders.append(change.order)
      case .changeHousehold(let change): households.append(change.id)
      case .receiveLot(let receive):
        if case .household(let id) = receive.producer { households.append(id) }
      case .adjustLot(let adjust): lots.append(adjust.lot)
      case .settleOrder(let settle):
        orders.append(settle.order)
        settled.append(settle.order)
      case .settleLot(let settle): lots.append(settle.lot)
      case .matchLine(let match): lines.append((match.line, match.parts))
      case .postTransfers(let post):
        for posting in post.postings {
          if !book.isLoaded(posting.debit) { accounts.append(posting.debit) }
          if !book.isLoaded(posting.credit) { accounts.append(posting.credit) }
        }
      default: break
      }
    }
    for (_, parts) in lines { for part in parts { if case .order(let id) = part.target { orders.append(id) } } }
    try prefetch(matches: lines)
    try prefetch(keys: keys, orders: orders, households: households, lots: lots)
    try load(accounts)
    try prefetch(sales: settled)
  }

  /// Reads the lines that are matched, the payouts that they are matched to, and the accounts of those payees.
  private func prefetch(matches: [(line: BankLine.ID, parts: [MatchPart])]) throws {
    guard !matches.isEmpty else { return }
    for line in try store.bankLines(matches.map(\.line).filter { bankLines[$0] == nil }) { bankLines.load(line, as: line.id) }
    let ids = matches.flatMap(\.parts).compactMap { part -> Payout.ID? in
      switch part.target {
      case .paid(let id), .returned(let id): id
      default: nil
      }
    }
    try load(payouts: ids)
    try load(ids.compactMap { payouts[$0].map { AccountKey(.payable, of: $0.payee) } })
  }

  /// Reads the sales of orders, and the households whose goods they were.
  private func prefetch(sales orders: [Order.ID]) throws {
    let missing = Set(orders).filter { salesByOrder[$0] == nil }.sorted()
    guard !missing.isEmpty else { return }
    for order in missing { salesByOrder[order] = [] }
    for sale in try store.sales(of: missing) { salesByOrder[sale.id.order]!.append(sale) }
    var producers: Set<Household.ID> = []
    for order in missing {
      for line in self.orders[order]?.lines ?? [] {
        for allocation in line.allocations {
          if let lot = try lot(of: allocation), case .household(let id) = lot.producer { producers.insert(id) }
        }
      }
    }
    try load(producers)
  }

  func prefetch(keys: [Key], orders ids: [Order.ID], households: [Household.ID], lots: [Lot.ID]) throws {
    if !keys.isEmpty {
      for (key, position) in zip(keys, try store.positions(of: keys)) { positions[key] = .some(position) }
    }
    let missingOrders = ids.filter { orders[$0] == nil }
    if !missingOrders.isEmpty {
      for order in try store.orders(missingOrders) { orders.load(order, as: order.id) }
    }
    let missingHouseholds = households.filter { self.households[$0] == nil }
    if !missingHouseholds.isEmpty {
      for household in try store.households(missingHouseholds) { self.households.load(household, as: household.id) }
    }
    var wantedLots = Set(lots.filter { slots[$0] == nil })
    for id in ids {
      guard let order = orders[id] else { continue }
      for line in order.lines {
        for allocation in line.allocations {
          if let lot = allocation.lot, slots[lot] == nil { wantedLots.insert(lot) }
        }
      }
    }
    if !wantedLots.isEmpty {
      for lot in try store.lots(wantedLots.sorted()) { load(lot) }
    }
  }

  var isDirty: Bool {
    newCatalogue != nil || !dirtyLots.isEmpty || orders.isDirty || !newOrders.isEmpty || households.isDirty || reports.isDirty
      || !movements.isEmpty || !bound.isEmpty || book.hasChanges || holds.isDirty || !dirtySales.isEmpty || lotSettlements.isDirty
      || !dirtyMemberships.isEmpty || distributions.isDirty || incomes.isDirty || payoutRuns.isDirty
      || payouts.isDirty || payees.isDirty || bankLines.isDirty || statements.isDirty || runs.isDirty
  }

  /// Everything that changed since the last call, each entity once, sorted by id.
  func takeChanges() -> Changes {
    var changes = Changes()
    changes.catalogue = newCatalogue
    changes.households = households.takeChanged()
    changes.lots = dirtyLots.map { lots[$0] }.sorted { $0.id < $1.id }
    changes.movements = movements
    changes.reports = reports.takeChanged()
    changes.orders = orders.takeChanged() + newOrders
    changes.keys = bound
    changes.ledger = takeLedgerChanges()
    changes.payouts.runs = payoutRuns.takeChanged()
    changes.payouts.payouts = payouts.takeChanged()
    changes.payouts.payees = payees.takeChanged()
    changes.payouts.lines = bankLines.takeChanged()
    changes.payouts.statements = statements.takeChanged()
    changes.runs.runs = runs.takeChanged()
    forgetBatch()
    return changes
  }

  private func takeLedgerChanges() -> LedgerChanges {
    var changes = LedgerChanges()
    (changes.accounts, changes.transfers, changes.state) = book.takeChanges()
    changes.holds = holds.takeChanged()
    changes.sales = dirtySales.sorted().compactMap { id in salesByOrder[id.order]?.first { $0.id == id } }
    changes.lotSettlements = lotSettlements.takeChanged()
    changes.memberships = dirtyMemberships.keys.sorted().flatMap { party in
      (memberships[party] ?? []).filter { dirtyMemberships[party]!.contains($0.household) }
    }
    changes.distributions = distributions.takeChanged()
    changes.incomes = incomes.takeChanged()
    return changes
  }

  private func forgetBatch() {
    newCatalogue = nil
    for slot in dirtyLots { lotIsDirty[slot] = false }
    dirtyLots.removeAll(keepingCapacity: true)
    movements.removeAll(keepingCapacity: true)
    newOrders.removeAll(keepingCapacity: true)
    bound.removeAll(keepingCapacity: true)
    dirtySales.removeAll(keepingCapacity: true)
    dirtyMemberships.removeAll()
    reversals.removeAll()
    forgetReads()
  }

  /// Drops what was read for one batch only: orders, keys and what hangs on them, of which each batch has others.
  func forgetReads() {
    positions.removeAll(keepingCapacity: true)
    orders.forget()
    holds.forget()
    salesByOrder.removeAll(keepingCapacity: true)
    lotSettlements.forget()
    distributions.forget()
    incomes.forget()
    payoutRuns.forget()
    payouts.forget()
    forgetPayees()
    bankLines.forget()
    statements.forget()
    runs.forget()
  }

  /// Empties the caches once they have grown beyond their bound.
  func trim() {
    if lots.count > World.cachedMax {
      lots.removeAll()
      slots.removeAll()
      lotIsDirty.removeAll()
      shelves.removeAll()
      packs.removeAll()
    }
    if households.count > World.cachedMax { households.forget() }
    if book.count > World.cachedMax || absentAccounts.count > World.cachedMax {
      book.unload()
      absentAccounts.removeAll()
    }
    if reports.count > World.cachedMax { reports.forget() }
    if memberships.values.reduce(0, { $0 + $1.count }) > World.cachedMax { memberships.removeAll() }
  }
}
