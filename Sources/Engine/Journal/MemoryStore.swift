public import Catalogue
public import Ledger
public import Measures
public import Ordering
public import Payouts
import Sealing
import WireFormat

/// A store without a disk: for tests, and for the proof that replays the journal.
public final class MemoryStore: Store {
  public private(set) var head = Head.empty
  private var appliedCatalogue: ApplyCatalogue?
  private var householdsByID: [Household.ID: Household] = [:]
  private var lotsByID: [Lot.ID: Lot] = [:]
  private var shelves: [ShelfKey: Set<Lot.ID>] = [:]
  private var reportsByID: [UnsoldReport.ID: UnsoldReport] = [:]
  private var orderBytes = NumberedBytes()
  var ledger = MemoryLedger()
  var payouts = MemoryPayouts()
  var runs = MemoryRuns()
  private var due: [Order.ID: Instant] = [:]
  private var unexpired: Set<Lot.ID> = []
  /// Nothing falls due before these; they may be too early, never too late.
  private var earliestDue = Instant(milliseconds: .max)
  private var earliestExpiry = Day.last
  private var bound: [Key: JournalPosition] = [:]
  private var batches: [StoredBatch] = []
  private let keepsJournal: Bool
  private var headAtBegin = Head.empty
  private var movements: [Lot.ID: [StockMovement]] = [:]

  /// - Parameter keepsJournal: whether the batches and the keys that lead to them are kept too.
  public init(keepsJournal: Bool = true) { self.keepsJournal = keepsJournal }

  // MARK: Writing

  public func begin() throws(StoreFault) -> Head {
    headAtBegin = head
    return head
  }

  public func append(_ batch: StoredBatch, _ changes: EncodedChanges, vault: [VaultEntry]) throws(StoreFault) {
    apply(changes, batch: batch.number)
    if keepsJournal { batches.append(batch) }
    head = Head(batch: batch.number, hash: batch.hash, commands: head.commands + batch.commands)
  }

  public func commit() throws(StoreFault) {}

  /// Nothing appended is nothing to undo; otherwise the state is built anew from the batches before.
  public func rollback() {
    guard head != headAtBegin else { return }
    precondition(keepsJournal, "a store that keeps no journal cannot take a batch back")
    let kept = batches.prefix(Int(headAtBegin.batch))
    let rebuilt = MemoryStore()
    for stored in kept {
      guard let batch = try? JournalBatch(body: stored.body), let changes = try? Changes(wireBytes: batch.changes),
        (try? rebuilt.append(stored, EncodedChanges(changes), vault: [])) != nil
      else { preconditionFailure("a batch of this very store cannot be read back") }
    }
    become(rebuilt)
  }

  private func become(_ other: MemoryStore) {
    head = other.head
    appliedCatalogue = other.appliedCatalogue
    householdsByID = other.householdsByID
    lotsByID = other.lotsByID
    shelves = other.shelves
    reportsByID = other.reportsByID
    orderBytes = other.orderBytes
    ledger = other.ledger
    payouts = other.payouts
    runs = other.runs
    due = other.due
    unexpired = other.unexpired
    earliestDue = other.earliestDue
    earliestExpiry = other.earliestExpiry
    bound = other.bound
    batches = other.batches
    movements = other.movements
  }

  /// Takes over the state that a batch left behind.
  func apply(_ encoded: EncodedChanges, batch: Int64) {
    let changes = encoded.changes
    if let catalogue = changes.catalogue { appliedCatalogue = catalogue }
    for household in changes.households { householdsByID[household.id] = household }
    for lot in changes.lots { put(lot) }
    for movement in changes.movements { movements[movement.lot, default: []].append(movement) }
    for report in changes.reports { reportsByID[report.id] = report }
    for (order, place) in zip(changes.orders, encoded.orders) { put(order, encoded.bytes[place]) }
    ledger.apply(changes.ledger)
    payouts.apply(changes.payouts)
    runs.apply(changes.runs)
    guard keepsJournal else { return }
    for (key, index) in changes.keys { bound[key] = JournalPosition(batch: batch, index: index) }
  }

  private func put(_ lot: Lot) {
    lotsByID[lot.id] = lot
    let key = ShelfKey(product: lot.product, grade: lot.grade, fromPoorHouseholds: lot.isFromPoorHousehold)
    if lot.available > 0, !lot.isExpired { shelves[key, default: []].insert(lot.id) } else { shelves[key]?.remove(lot.id) }
    if lot.isExpired {
      unexpired.remove(lot.id)
    } else {
      unexpired.insert(lot.id)
      earliestExpiry = min(earliestExpiry, lot.expiresOn)
    }
  }

  private func put(_ order: Order, _ bytes: ArraySlice<UInt8>) {
    orderBytes.put(bytes, for: order.id.number)
    if let instant = order.reservedUntil {
      due[order.id] = instant
      earliestDue = min(earliestDue, instant)
    } else if !due.isEmpty {
      due[order.id] = nil
    }
  }

  // MARK: Reading

  public func catalogue() throws(StoreFault) -> ApplyCatalogue? { appliedCatalogue }

  public func households(_ ids: [Household.ID]) throws(StoreFault) -> [Household] { ids.compactMap { householdsByID[$0] } }

  public func lots(_ ids: [Lot.ID]) throws(StoreFault) -> [Lot] { ids.compactMap { lotsByID[$0] } }

  public func reports(_ ids: [UnsoldReport.ID]) throws(StoreFault) -> [UnsoldReport] { ids.compactMap { reportsByID[$0] } }

  public func orders(_ ids: [Order.ID]) throws(StoreFault) -> [Order] {
    var orders: [Order] = []
    for id in ids {
      guard let bytes = orderBytes[id.number] else { continue }
      do { orders.append(try Order(wireBytes: Array(bytes))) } catch { throw .damaged("order \(id): \(error)") }
    }
    return orders
  }

  public func positions(of keys: [Key]) throws(StoreFault) -> [JournalPosition?] { keys.map { bound[$0] } }

  public func lots(on shelf: ShelfKey, after: ShelfPosition?, limit: Int) throws(StoreFault) -> [Lot] {
    let positions = (shelves[shelf] ?? []).map { ShelfPosition(expiresOn: lotsByID[$0]!.expiresOn, lot: $0) }
    return positions.filter { position in after.map { $0 < position } ?? true }.sorted().prefix(limit).map {
      lotsByID[$0.lot]!
    }
  }

  public func ordersDue(by instant: Instant, limit: Int) throws(StoreFault) -> [Order.ID] {
    guard earliestDue <= instant else { return [] }
    earliestDue = due.values.min() ?? Instant(milliseconds: .max)
    let found = due.filter { $0.value <= instant }.sorted { ($0.value, $0.key) < ($1.value, $1.key) }
    return found.prefix(limit).map(\.key)
  }

  public func lotsDue(before day: Day, limit: Int) throws(StoreFault) -> [Lot.ID] {
    guard earliestExpiry < day else { return [] }
    earliestExpiry = unexpired.map { lotsByID[$0]!.expiresOn }.min() ?? .last
    let found = unexpired.filter { lotsByID[$0]!.expiresOn < day }
    return found.sorted { (lotsByID[$0]!.expiresOn, $0) < (lotsByID[$1]!.expiresOn, $1) }.prefix(limit).map(\.self)
  }

  public func numbers() throws(StoreFault) -> Numbers {
    Numbers(
      household: Int64(householdsByID.count), lot: Int64(lotsByID.count), report: Int64(reportsByID.count),
      order: Int64(orderBytes.count), account: Int64(ledger.accountCount), transfer: Int64(ledger.transferCount),
      distribution: Int64(ledger.distributions.count), income: Int64(ledger.incomes.count),
      payoutRun: Int64(payouts.runs.count), bankLine: Int64(payouts.lines.count), statement: Int64(payouts.statements.count),
      run: Int64(runs.runs.count))
  }

  public func batch(_ number: Int64) throws(StoreFault) -> StoredBatch? {
    batches.indices.contains(Int(number - 1)) ? batches[Int(number - 1)] : nil
  }

  public func movements(of lots: [Lot.ID]) throws(StoreFault) -> [StockMovement] { lots.flatMap { movements[$0] ?? [] } }

  // MARK: For comparing

  /// The wire bytes of an order, nil where there is none.
  public func bytes(of id: Order.ID) -> ArraySlice<UInt8>? { orderBytes[id.number] }

  public var orderCount: Int { orderBytes.count }
  public var allHouseholds: [Household] { householdsByID.values.sorted { $0.id < $1.id } }
  public var allAccounts: [Account] { ledger.accounts }
  public var allHolds: [Hold] { ledger.holds.values.sorted { $0.id < $1.id } }
  public var allLotSettlements: [LotSettlement] { ledger.lotSettlements.values.sorted { $0.lot < $1.lot } }
  public var allMemberships: [Membership] {
    ledger.memberships.keys.sorted().flatMap { ledger.memberships[$0]!.sorted { $0.key < $1.key }.flatMap(\.value) }
  }
  public var allDistributions: [Distribution] { ledger.distributions.values.sorted { $0.id < $1.id } }
  public var allIncomes: [IncomeRecord] { ledger.incomes.values.sorted { $0.id < $1.id } }
  public var allPayoutRuns: [PayoutRun] { payouts.runs.values.sorted { $0.id < $1.id } }
  public var allPayouts: [Payout] { payouts.payouts.keys.sorted().flatMap { payouts.payouts[$0]! } }
  public var allBankLines: [BankLine] { payouts.lines.values.sorted { $0.id < $1.id } }
  public var allStatements: [BankStatement] { payouts.statements.values.sorted { $0.id < $1.id } }
  /// The highest number of an order that may have sales.
  public var salesCount: Int { ledger.salesCount }
  /// The wire bytes of an order's sales, one behind the other.
  public func salesBytes(of order: Order.ID) -> ArraySlice<UInt8>? { ledger.salesBytes(of: order) }
  public var transferCount: Int { ledger.transferCount }
  /// The wire bytes of a transfer, nil where there is none.
  public func bytes(of id: Transfer.ID) -> ArraySlice<UInt8>? { ledger.bytes(of: id) }
  public var allLots: [Lot] { lotsByID.values.sorted { $0.id < $1.id } }
  public var allReports: [UnsoldReport] { reportsByID.values.sorted { $0.id < $1.id } }
  public var allMovements: [StockMovement] { movements.keys.sorted().flatMap { movements[$0]! } }
}
