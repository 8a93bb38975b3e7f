import Catalogue
import Dispatching
import Ledger
import Measures
import Ordering
import Payouts
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
  var slots: [Lot.ID: Int] = [:]
  var lotIsDirty: [Bool] = []
  var dirtyLots: [Int] = []
  var shelves: [ShelfKey: Shelf] = [:]
  var packs: [Pack.ID: PackEntry] = [:]
  private var buyers: [Party.ID: Buyer] = [:]

  var households = Loaded<Household.ID, Household>()
  var reports = Loaded<UnsoldReport.ID, UnsoldReport>()
  /// Those of before this batch.
  var orders = Loaded<Order.ID, Order>()
  var positions: [Key: JournalPosition?] = [:]
  var book: Book
  /// Accounts that the store did not have when the book was last empty: only this writer opens any, and then the book has them.
  var absentAccounts: Set<AccountKey> = []
  var holds = Loaded<Transfer.ID, Hold>()
  var salesByOrder: [Order.ID: [Sale]] = [:]
  var lotSettlements = Loaded<Lot.ID, LotSettlement>()
  var memberships: [Party.ID: [Membership]] = [:]
  var distributions = Loaded<Distribution.ID, Distribution>()
  var incomes = Loaded<IncomeRecord.ID, IncomeRecord>()
  var payoutRuns = Loaded<PayoutRun.ID, PayoutRun>()
  var payouts = Loaded<Payout.ID, Payout>()
  /// By what the payee is called in the books.
  var payees = Loaded<String, Payee>()
  /// Whoever is not among `payees` has no terms of his own.
  private var hasEveryPayee = false
  var bankLines = Loaded<BankLine.ID, BankLine>()
  var statements = Loaded<BankStatement.ID, BankStatement>()
  var runs = Loaded<DeliveryRun.ID, DeliveryRun>()

  // What the present batch changed.
  var newCatalogue: ApplyCatalogue?
  var newOrders: [Order] = []
  var movements: [StockMovement] = []
  var bound: [(key: Key, index: Int64)] = []
  var dirtySales: Set<Sale.ID> = []
  var dirtyMemberships: [Party.ID: Set<Household.ID>] = [:]
  /// By the transfer that is reversed.
  var reversals: [Transfer.ID: Transfer.ID] = [:]

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

  func household(_ id: Household.ID) throws -> Household? { try households.find(id) { try store.households([$0]).first } }

  func nextHousehold() -> Household.ID { Household.ID(number: numbers.household + 1) }

  func put(_ household: Household) {
    numbers.household = max(numbers.household, household.id.number)
    households.put(household, as: household.id)
  }

  func report(_ id: UnsoldReport.ID) throws -> UnsoldReport? { try reports.find(id) { try store.reports([$0]).first } }

  func nextReport() -> UnsoldReport.ID { UnsoldReport.ID(number: numbers.report + 1) }

  func put(_ report: UnsoldReport) {
    numbers.report = max(numbers.report, report.id.number)
    reports.put(report, as: report.id)
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
    return try orders.find(id) { try store.orders([$0]).first }
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
      orders.put(order, as: order.id)
    }
  }

  // MARK: Holds

  func hold(_ id: Transfer.ID) throws -> Hold? { try holds.find(id) { try store.holds([$0]).first } }

  func put(_ hold: Hold) { holds.put(hold, as: hold.id) }

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

  func lotSettlement(_ lot: Lot.ID) throws -> LotSettlement? { try lotSettlements.find(lot) { try store.lotSettlements([$0]).first } }

  func put(_ settlement: LotSettlement) { lotSettlements.put(settlement, as: settlement.lot) }

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
    let all = try memberships(of: membership.party)
    let begin = all.firstIndex { $0.household >= membership.household } ?? all.count
    let end = all[begin...].firstIndex { $0.household > membership.household } ?? all.count
    memberships[membership.party] =
      all[..<begin] + membership.replacing(in: Array(all[begin..<end])) + all[end...]
    dirtyMemberships[membership.party, default: []].insert(membership.household)
  }

  func distribution(_ id: Distribution.ID) throws -> Distribution? { try distributions.find(id) { try store.distributions([$0]).first } }

  /// Those that this batch made or changed.
  var newDistributions: [Distribution] { distributions.changedEntities }

  func nextDistribution() -> Distribution.ID { Distribution.ID(number: numbers.distribution + 1) }

  func put(_ distribution: Distribution) {
    numbers.distribution = max(numbers.distribution, distribution.id.number)
    distributions.put(distribution, as: distribution.id)
  }

  func income(_ id: IncomeRecord.ID) throws -> IncomeRecord? { try incomes.find(id) { try store.incomes([$0]).first } }

  func nextIncome() -> IncomeRecord.ID { IncomeRecord.ID(number: numbers.income + 1) }

  func put(_ income: IncomeRecord) {
    numbers.income = max(numbers.income, income.id.number)
    incomes.put(income, as: income.id)
  }

  // MARK: Payouts

  func payoutRun(_ id: PayoutRun.ID) throws -> PayoutRun? { try payoutRuns.find(id) { try store.payoutRuns([$0]).first } }

  func nextPayoutRun() -> PayoutRun.ID { PayoutRun.ID(number: numbers.payoutRun + 1) }

  func put(_ run: PayoutRun) {
    numbers.payoutRun = max(numbers.payoutRun, run.id.number)
    payoutRuns.put(run, as: run.id)
  }

  func payout(_ id: Payout.ID) throws -> Payout? { try payouts.find(id) { try store.payouts([$0]).first } }

  /// All of a run as they are now, by number.
  func payouts(of run: PayoutRun.ID) throws -> [Payout] {
    var all = try store.payouts(of: run).map { payouts[$0.id] ?? $0 }
    // Those that this batch made.
    while let next = payouts[Payout.ID(run: run, number: Int64(all.count + 1))] { all.append(next) }
    return all
  }

  func put(_ payout: Payout) { payouts.put(payout, as: payout.id) }

  func load(payouts ids: [Payout.ID]) throws {
    let missing = Set(ids).filter { payouts[$0] == nil }
    payouts.reserve(missing.count)
    for payout in try store.payouts(missing.sorted()) { payouts.load(payout, as: payout.id) }
  }

  /// How somebody is paid; nothing special where nobody said.
  func payee(_ payee: Producer) throws -> Payee {
    if hasEveryPayee { return payees[payee.description] ?? Payee(payee: payee) }
    return try payees.find(payee.description) { _ in try store.payees([payee]).first ?? Payee(payee: payee) }!
  }

  /// Reads the terms of all, who are few.
  func loadPayees() throws {
    for payee in try store.allPayees() { payees.load(payee, as: payee.payee.description) }
    hasEveryPayee = true
  }

  func forgetPayees() {
    payees.forget()
    hasEveryPayee = false
  }

  func put(_ payee: Payee) { payees.put(payee, as: payee.payee.description) }

  func bankLine(_ id: BankLine.ID) throws -> BankLine? { try bankLines.find(id) { try store.bankLines([$0]).first } }

  func nextBankLine() -> BankLine.ID { BankLine.ID(number: numbers.bankLine + 1) }

  func put(_ line: BankLine) {
    numbers.bankLine = max(numbers.bankLine, line.id.number)
    bankLines.put(line, as: line.id)
  }

  func nextStatement() -> BankStatement.ID { BankStatement.ID(number: numbers.statement + 1) }

  func put(_ statement: BankStatement) {
    numbers.statement = max(numbers.statement, statement.id.number)
    statements.put(statement, as: statement.id)
  }

  // MARK: Runs

  func run(_ id: DeliveryRun.ID) throws -> DeliveryRun? { try runs.find(id) { try store.runs([$0]).first } }

  func nextDeliveryRun() -> DeliveryRun.ID { DeliveryRun.ID(number: numbers.run + 1) }

  func put(_ run: DeliveryRun) {
    numbers.run = max(numbers.run, run.id.number)
    runs.put(run, as: run.id)
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
}
