import Catalogue
import Ledger
import Measures
import Ordering
import WireFormat

/// The part of the county's state that the writer has loaded: what decisions read and change.
///
/// It is a cache over a ``Store``: what is asked for and not here is read, and what a batch changed is marked until
/// ``takeChanges()`` hands it over. After a batch of somebody else it is thrown away as a whole.
final class World {
  let store: any Store
  var catalogue: CountyCatalogue?
  private(set) var numbers: Numbers

  // Lots stand in slots, so that shelves can point at them.
  var lots: [Lot] = []
  private var slots: [Lot.ID: Int] = [:]
  private var lotIsDirty: [Bool] = []
  private var dirtyLots: [Int] = []
  private var shelves: [ShelfKey: Shelf] = [:]
  private var packs: [Pack.ID: PackEntry] = [:]
  private var buyers: [Party.ID: Buyer] = [:]

  private var households: [Household.ID: Household] = [:]
  private var reports: [UnsoldReport.ID: UnsoldReport] = [:]
  private var orders: [Order.ID: Order] = [:]
  private var positions: [Key: JournalPosition?] = [:]
  var book: Book
  /// Accounts that the store did not have when the book was last empty: only this writer opens any, and then the book has them.
  var absentAccounts: Set<AccountKey> = []
  private var holds: [Transfer.ID: Hold] = [:]
  private var salesByOrder: [Order.ID: [Sale]] = [:]
  private var lotSettlements: [Lot.ID: LotSettlement?] = [:]
  private var memberships: [Party.ID: [Membership]] = [:]
  private var distributions: [Distribution.ID: Distribution] = [:]
  private var incomes: [IncomeRecord.ID: IncomeRecord] = [:]

  // What the present batch changed.
  private var newCatalogue: ApplyCatalogue?
  private var dirtyHouseholds: Set<Household.ID> = []
  private var dirtyReports: Set<UnsoldReport.ID> = []
  private var dirtyOrders: Set<Order.ID> = []
  private var newOrders: [Order] = []
  private var movements: [StockMovement] = []
  private var bound: [(key: Key, index: Int64)] = []
  private var dirtyHolds: Set<Transfer.ID> = []
  private var dirtySales: Set<Sale.ID> = []
  private var dirtyLotSettlements: Set<Lot.ID> = []
  private var dirtyMemberships: [Party.ID: Set<Household.ID>] = [:]
  private var dirtyDistributions: Set<Distribution.ID> = []
  private var dirtyIncomes: Set<IncomeRecord.ID> = []
  /// By the transfer that is reversed.
  var reversals: [Transfer.ID: Transfer.ID] = [:]

  /// What is sold as a pack, with what placing an order needs to know of it.
  final class PackEntry {
    let pack: Pack
    let unit: StockUnit
    let tolerance: Share
    private let together: [[Shelf]]
    private let poorFirst: [[Shelf]]

    init(pack: Pack, of product: Product, poor: Shelf, others: Shelf) {
      self.pack = pack
      unit = product.unit
      tolerance = product.catchWeightTolerance
      together = [[poor, others]]
      poorFirst = [[poor], [others]]
    }

    /// The shelves that hold it, tier by tier; those of one tier are taken from as if they were one.
    func tiers(_ policy: AllocationPolicy) -> [[Shelf]] {
      switch policy {
      case .fefo: together
      case .poorHouseholdsFirst: poorFirst
      }
    }
  }

  /// Who buys, with the channel that it buys on; nil where it does not buy.
  final class Buyer {
    let channel: Channel?

    init(channel: Channel?) { self.channel = channel }
  }

  /// Entities beyond which the cache is emptied after a batch.
  static let cachedMax = 100_000

  init(store: any Store) throws {
    self.store = store
    numbers = try store.numbers()
    book = Book(state: try store.bookState(), lastAccount: numbers.account, lastTransfer: numbers.transfer)
    if let applied = try store.catalogue() { catalogue = try CountyCatalogue(wireBytes: applied.catalogue) }
  }

  // MARK: Catalogue

  func requireCatalogue() throws -> CountyCatalogue {
    guard let catalogue else { throw EngineFault.noCatalogue }
    return catalogue
  }

  func replaceCatalogue(_ new: CountyCatalogue, from body: ApplyCatalogue) {
    catalogue = new
    newCatalogue = body
    packs.removeAll()
    buyers.removeAll()
    book.setLimits(presentLimit)
  }

  func buyer(_ id: Party.ID) -> Buyer? {
    if let known = buyers[id] { return known }
    guard let catalogue, let party = catalogue.party(id) else { return nil }
    let buyer = Buyer(channel: party.channel.flatMap(catalogue.channel))
    buyers[id] = buyer
    return buyer
  }

  func packEntry(_ id: Pack.ID) -> PackEntry? {
    if let known = packs[id] { return known }
    guard let (pack, product) = catalogue?.pack(id) else { return nil }
    func shelf(_ poor: Bool) -> Shelf {
      self.shelf(ShelfKey(product: product.id, grade: pack.grade, fromPoorHouseholds: poor))
    }
    let entry = PackEntry(pack: pack, of: product, poor: shelf(true), others: shelf(false))
    packs[id] = entry
    return entry
  }

  // MARK: Households and reports

  func household(_ id: Household.ID) throws -> Household? {
    if let known = households[id] { return known }
    guard let read = try store.households([id]).first else { return nil }
    households[id] = read
    return read
  }

  func nextHousehold() -> Household.ID { Household.ID(number: numbers.household + 1) }

  func put(_ household: Household) {
    numbers.household = max(numbers.household, household.id.number)
    households[household.id] = household
    dirtyHouseholds.insert(household.id)
  }

  func report(_ id: UnsoldReport.ID) throws -> UnsoldReport? {
    if let known = reports[id] { return known }
    guard let read = try store.reports([id]).first else { return nil }
    reports[id] = read
    return read
  }

  func nextReport() -> UnsoldReport.ID { UnsoldReport.ID(number: numbers.report + 1) }

  func put(_ report: UnsoldReport) {
    numbers.report = max(numbers.report, report.id.number)
    reports[report.id] = report
    dirtyReports.insert(report.id)
  }

  // MARK: Lots

  /// The slot of a lot, read from the store where it is not here yet.
  func slot(of id: Lot.ID) throws -> Int? {
    if let known = slots[id] { return known }
    guard let read = try store.lots([id]).first else { return nil }
    return load(read)
  }

  func nextLot() -> Lot.ID { Lot.ID(number: numbers.lot + 1) }

  func add(_ lot: Lot) {
    numbers.lot = max(numbers.lot, lot.id.number)
    let slot = load(lot)
    markDirty(slot)
    shelve(slot)
  }

  /// Takes a lot as read from the store; one that is here already wins, for it may have changed since.
  @discardableResult
  func load(_ lot: Lot) -> Int {
    if let known = slots[lot.id] { return known }
    lots.append(lot)
    lotIsDirty.append(false)
    slots[lot.id] = lots.count - 1
    return lots.count - 1
  }

  func markDirty(_ slot: Int) {
    guard !lotIsDirty[slot] else { return }
    lotIsDirty[slot] = true
    dirtyLots.append(slot)
  }

  /// Puts a lot back on its shelf where something of it can be promised.
  func shelve(_ slot: Int) {
    let lot = lots[slot]
    guard lot.available > 0, !lot.isExpired else { return }
    let key = ShelfKey(product: lot.product, grade: lot.grade, fromPoorHouseholds: lot.isFromPoorHousehold)
    shelf(key).insert(Shelf.Entry(position: ShelfPosition(expiresOn: lot.expiresOn, lot: lot.id), slot: slot))
  }

  private func shelf(_ key: ShelfKey) -> Shelf {
    if let known = shelves[key] { return known }
    let shelf = Shelf(key: key)
    shelves[key] = shelf
    return shelf
  }

  func record(_ movement: StockMovement) { movements.append(movement) }

  // MARK: Orders

  func order(_ id: Order.ID) throws -> Order? {
    if id.number > firstNewOrder, id.number <= numbers.order {
      return newOrders[Int(id.number - firstNewOrder - 1)]
    }
    if let known = orders[id] { return known }
    guard let read = try store.orders([id]).first else { return nil }
    orders[id] = read
    return read
  }

  private var firstNewOrder: Int64 { numbers.order - Int64(newOrders.count) }

  func nextOrder() -> Order.ID { Order.ID(number: numbers.order + 1) }

  func add(_ order: Order) {
    numbers.order = order.id.number
    newOrders.append(order)
  }

  func put(_ order: Order) {
    if order.id.number > firstNewOrder {
      newOrders[Int(order.id.number - firstNewOrder - 1)] = order
    } else {
      orders[order.id] = order
      dirtyOrders.insert(order.id)
    }
  }

  // MARK: Holds

  func hold(_ id: Transfer.ID) throws -> Hold? {
    if let known = holds[id] { return known }
    guard let read = try store.holds([id]).first else { return nil }
    holds[id] = read
    return read
  }

  func put(_ hold: Hold) {
    holds[hold.id] = hold
    dirtyHolds.insert(hold.id)
  }

  // MARK: Sales

  /// The sales of an order, by line and part.
  func sales(of order: Order.ID) throws -> [Sale] {
    if let known = salesByOrder[order] { return known }
    let read = try store.sales(of: [order])
    salesByOrder[order] = read
    return read
  }

  func put(_ sale: Sale) {
    var sales = salesByOrder[sale.id.order] ?? []
    if let index = sales.firstIndex(where: { $0.id >= sale.id }) {
      if sales[index].id == sale.id { sales[index] = sale } else { sales.insert(sale, at: index) }
    } else {
      sales.append(sale)
    }
    salesByOrder[sale.id.order] = sales
    dirtySales.insert(sale.id)
  }

  func lotSettlement(_ lot: Lot.ID) throws -> LotSettlement? {
    if let known = lotSettlements[lot] { return known }
    let read = try store.lotSettlements([lot]).first
    lotSettlements[lot] = .some(read)
    return read
  }

  func put(_ settlement: LotSettlement) {
    lotSettlements[settlement.lot] = .some(settlement)
    dirtyLotSettlements.insert(settlement.lot)
  }

  /// The movements of a lot, those of the present batch included.
  func movements(of lot: Lot.ID) throws -> [StockMovement] { try store.movements(of: [lot]) + movements.filter { $0.lot == lot } }

  // MARK: Memberships, distributions, records of income

  /// Everybody who is or was tied to a party, by household.
  func memberships(of party: Party.ID) throws -> [Membership] {
    if let known = memberships[party] { return known }
    let read = try store.memberships(of: party)
    memberships[party] = read
    return read
  }

  func put(_ membership: Membership) throws {
    var all = try memberships(of: membership.party)
    if let index = all.firstIndex(where: { $0.household >= membership.household }) {
      if all[index].household == membership.household { all[index] = membership } else { all.insert(membership, at: index) }
    } else {
      all.append(membership)
    }
    memberships[membership.party] = all
    dirtyMemberships[membership.party, default: []].insert(membership.household)
  }

  func distribution(_ id: Distribution.ID) throws -> Distribution? {
    if let known = distributions[id] { return known }
    guard let read = try store.distributions([id]).first else { return nil }
    distributions[id] = read
    return read
  }

  func nextDistribution() -> Distribution.ID { Distribution.ID(number: numbers.distribution + 1) }

  func put(_ distribution: Distribution) {
    numbers.distribution = max(numbers.distribution, distribution.id.number)
    distributions[distribution.id] = distribution
    dirtyDistributions.insert(distribution.id)
  }

  func income(_ id: IncomeRecord.ID) throws -> IncomeRecord? {
    if let known = incomes[id] { return known }
    guard let read = try store.incomes([id]).first else { return nil }
    incomes[id] = read
    return read
  }

  func nextIncome() -> IncomeRecord.ID { IncomeRecord.ID(number: numbers.income + 1) }

  func put(_ income: IncomeRecord) {
    numbers.income = max(numbers.income, income.id.number)
    incomes[income.id] = income
    dirtyIncomes.insert(income.id)
  }

  // MARK: Keys

  /// Where a key was bound before this batch; nil where it is free.
  func position(of key: Key) throws -> JournalPosition? {
    if let known = positions[key] { return known }
    let read = try store.positions(of: [key])[0]
    positions[key] = .some(read)
    return read
  }

  func bind(_ key: Key, to index: Int64) { bound.append((key, index)) }

  // MARK: Batches

  /// Reads those households that are not here yet, set-wise.
  func load(_ ids: some Sequence<Household.ID>) throws {
    let missing = Set(ids).filter { households[$0] == nil }
    guard !missing.isEmpty else { return }
    for household in try store.households(missing.sorted()) { households[household.id] = household }
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
      case .postTransfers(let post):
        for posting in post.postings {
          if !book.isLoaded(posting.debit) { accounts.append(posting.debit) }
          if !book.isLoaded(posting.credit) { accounts.append(posting.credit) }
        }
      default: break
      }
    }
    try prefetch(keys: keys, orders: orders, households: households, lots: lots)
    try load(accounts)
    try prefetch(sales: settled)
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
      for order in try store.orders(missingOrders) {
        orders[order.id] = order
      }
    }
    let missingHouseholds = households.filter { self.households[$0] == nil }
    if !missingHouseholds.isEmpty {
      for household in try store.households(missingHouseholds) { self.households[household.id] = household }
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
    newCatalogue != nil || !dirtyLots.isEmpty || !dirtyOrders.isEmpty || !newOrders.isEmpty || !dirtyHouseholds.isEmpty
      || !dirtyReports.isEmpty || !movements.isEmpty || !bound.isEmpty || book.hasChanges || !dirtyHolds.isEmpty || !dirtySales.isEmpty
      || !dirtyLotSettlements.isEmpty || !dirtyMemberships.isEmpty || !dirtyDistributions.isEmpty || !dirtyIncomes.isEmpty
  }

  /// Everything that changed since the last call, each entity once, sorted by id.
  func takeChanges() -> Changes {
    var changes = Changes()
    changes.catalogue = newCatalogue
    changes.households = dirtyHouseholds.sorted().compactMap { households[$0] }
    changes.lots = dirtyLots.map { lots[$0] }.sorted { $0.id < $1.id }
    changes.movements = movements
    changes.reports = dirtyReports.sorted().compactMap { reports[$0] }
    changes.orders = dirtyOrders.sorted().compactMap { orders[$0] } + newOrders
    changes.keys = bound
    (changes.ledger.accounts, changes.ledger.transfers, changes.ledger.state) = book.takeChanges()
    changes.ledger.holds = dirtyHolds.sorted().compactMap { holds[$0] }
    changes.ledger.sales = dirtySales.sorted().compactMap { id in salesByOrder[id.order]?.first { $0.id == id } }
    changes.ledger.lotSettlements = dirtyLotSettlements.sorted().compactMap { lotSettlements[$0] ?? nil }
    changes.ledger.memberships = dirtyMemberships.keys.sorted().flatMap { party in
      (memberships[party] ?? []).filter { dirtyMemberships[party]!.contains($0.household) }
    }
    changes.ledger.distributions = dirtyDistributions.sorted().compactMap { distributions[$0] }
    changes.ledger.incomes = dirtyIncomes.sorted().compactMap { incomes[$0] }
    forgetBatch()
    return changes
  }

  private func forgetBatch() {
    newCatalogue = nil
    dirtyHouseholds.removeAll()
    for slot in dirtyLots { lotIsDirty[slot] = false }
    dirtyLots.removeAll(keepingCapacity: true)
    movements.removeAll(keepingCapacity: true)
    dirtyReports.removeAll()
    dirtyOrders.removeAll(keepingCapacity: true)
    newOrders.removeAll(keepingCapacity: true)
    bound.removeAll(keepingCapacity: true)
    dirtyHolds.removeAll()
    dirtySales.removeAll(keepingCapacity: true)
    dirtyLotSettlements.removeAll()
    dirtyMemberships.removeAll()
    dirtyDistributions.removeAll()
    dirtyIncomes.removeAll()
    reversals.removeAll()
    forgetReads()
  }

  /// Drops what was read for one batch only: orders and keys, of which each batch has others.
  func forgetReads() {
    positions.removeAll(keepingCapacity: true)
    orders.removeAll(keepingCapacity: true)
    holds.removeAll(keepingCapacity: true)
    salesByOrder.removeAll(keepingCapacity: true)
    lotSettlements.removeAll(keepingCapacity: true)
    distributions.removeAll()
    incomes.removeAll()
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
    if households.count > World.cachedMax { households.removeAll() }
    if book.count > World.cachedMax || absentAccounts.count > World.cachedMax {
      book.unload()
      absentAccounts.removeAll()
    }
    if reports.count > World.cachedMax { reports.removeAll() }
    if memberships.values.reduce(0, { $0 + $1.count }) > World.cachedMax { memberships.removeAll() }
  }
}
