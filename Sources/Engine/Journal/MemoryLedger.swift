public import Catalogue
public import Ledger
public import Measures
public import Ordering
import WireFormat

/// The ledger's part of the memory store. Transfers are kept as bytes: there are millions of them.
struct MemoryLedger {
  private var accountsByID: [Account.ID: Account] = [:]
  private var ids: [AccountKey: Account.ID] = [:]
  private var transfers = NumberedBytes()
  private(set) var holds: [Transfer.ID: Hold] = [:]
  private var due: Set<Transfer.ID> = []
  private var reversals: [Transfer.ID: Transfer.ID] = [:]
  private(set) var state = BookState()
  /// The sales of an order one behind the other, by its number.
  private var salesBytes = NumberedBytes()
  private(set) var lotSettlements: [Lot.ID: LotSettlement] = [:]
  private(set) var memberships: [Party.ID: [Household.ID: [Membership]]] = [:]
  private(set) var distributions: [Distribution.ID: Distribution] = [:]
  private(set) var incomes: [IncomeRecord.ID: IncomeRecord] = [:]

  var transferCount: Int { transfers.count }

  mutating func apply(_ changes: LedgerChanges) {
    for account in changes.accounts {
      if accountsByID.updateValue(account, forKey: account.id) == nil { ids[account.key] = account.id }
    }
    var writer = ByteWriter(capacity: 64)
    for transfer in changes.transfers {
      writer.removeAll()
      writer.write(transfer)
      transfers.put(writer.bytes[...], for: transfer.id.number)
      if transfer.kind == .reversal, let original = transfer.of { reversals[original] = transfer.id }
    }
    for hold in changes.holds {
      holds[hold.id] = hold
      if hold.resolvedBy == nil, hold.expiresAt != nil { due.insert(hold.id) } else { due.remove(hold.id) }
    }
    for sales in Dictionary(grouping: changes.sales, by: \.id.order).values { put(sales) }
    for settlement in changes.lotSettlements { lotSettlements[settlement.lot] = settlement }
    // A household's ties to a party come all together.
    var replaced: Set<[String]> = []
    for tie in changes.memberships {
      if replaced.insert([tie.party, tie.household.description]).inserted { memberships[tie.party, default: [:]][tie.household] = [] }
      memberships[tie.party]![tie.household]!.append(tie)
    }
    for distribution in changes.distributions { distributions[distribution.id] = distribution }
    for income in changes.incomes { incomes[income.id] = income }
    if let state = changes.state { self.state = state }
  }

  func account(_ key: AccountKey) -> Account? { ids[key].flatMap { accountsByID[$0] } }
  func account(_ id: Account.ID) -> Account? { accountsByID[id] }
  var accountCount: Int { accountsByID.count }
  /// By number.
  var accounts: [Account] { accountsByID.values.sorted { $0.id < $1.id } }

  /// Puts sales of one order among those that it has.
  private mutating func put(_ changed: [Sale]) {
    let order = changed[0].id.order
    var sales = Dictionary((try? self.sales(of: order))?.map { ($0.id, $0) } ?? []) { $1 }
    for sale in changed { sales[sale.id] = sale }
    var writer = ByteWriter()
    for id in sales.keys.sorted() { writer.write(sales[id]!) }
    salesBytes.put(writer.bytes[...], for: order.number)
  }

  func sales(of order: Order.ID) throws(WireFault) -> [Sale] {
    guard let bytes = salesBytes[order.number], !bytes.isEmpty else { return [] }
    var reader = ByteReader(Array(bytes))
    var sales: [Sale] = []
    while !reader.isAtEnd { sales.append(try reader.read()) }
    return sales
  }

  /// The highest number of an order that may have sales.
  var salesCount: Int { salesBytes.count }

  func salesBytes(of order: Order.ID) -> ArraySlice<UInt8>? { salesBytes[order.number] }

  func bytes(of id: Transfer.ID) -> ArraySlice<UInt8>? { transfers[id.number] }

  func reversal(of id: Transfer.ID) -> Transfer.ID? { reversals[id] }

  func holdsDue(by instant: Instant) -> [Transfer.ID] {
    due.filter { holds[$0]!.expiresAt! <= instant }.sorted { (holds[$0]!.expiresAt!, $0) < (holds[$1]!.expiresAt!, $1) }
  }
}

extension MemoryStore {
  public func accounts(_ keys: [AccountKey]) throws(StoreFault) -> [Account] { keys.compactMap(ledger.account) }
  public func accounts(_ ids: [Account.ID]) throws(StoreFault) -> [Account] { ids.compactMap(ledger.account) }

  public func transfers(_ ids: [Transfer.ID]) throws(StoreFault) -> [Transfer] {
    var found: [Transfer] = []
    for id in ids {
      guard let bytes = ledger.bytes(of: id) else { continue }
      do { found.append(try Transfer(wireBytes: Array(bytes))) } catch { throw .damaged("transfer \(id): \(error)") }
    }
    return found
  }

  public func holds(_ ids: [Transfer.ID]) throws(StoreFault) -> [Hold] { ids.compactMap { ledger.holds[$0] } }

  public func holdsDue(by instant: Instant, limit: Int) throws(StoreFault) -> [Transfer.ID] {
    Array(ledger.holdsDue(by: instant).prefix(limit))
  }

  public func reversals(of ids: [Transfer.ID]) throws(StoreFault) -> [Transfer.ID?] { ids.map(ledger.reversal) }

  public func sales(of orders: [Order.ID]) throws(StoreFault) -> [Sale] {
    var found: [Sale] = []
    for order in orders {
      do { found += try ledger.sales(of: order) } catch { throw .damaged("sales of \(order): \(error)") }
    }
    return found
  }

  public func lotSettlements(_ lots: [Lot.ID]) throws(StoreFault) -> [LotSettlement] { lots.compactMap { ledger.lotSettlements[$0] } }

  public func memberships(of party: Party.ID) throws(StoreFault) -> [Membership] {
    (ledger.memberships[party] ?? [:]).sorted { $0.key < $1.key }.flatMap(\.value)
  }

  public func distributions(_ ids: [Distribution.ID]) throws(StoreFault) -> [Distribution] { ids.compactMap { ledger.distributions[$0] } }

  public func wageDistributions(of households: [Household.ID]) throws(StoreFault) -> [Distribution.ID] {
    let wanted = Set(households)
    return ledger.distributions.values.filter { distribution in
      distribution.body.kind == .wages && distribution.body.rows.contains { wanted.contains($0.household) }
    }.map(\.id).sorted()
  }

  public func incomes(_ ids: [IncomeRecord.ID]) throws(StoreFault) -> [IncomeRecord] { ids.compactMap { ledger.incomes[$0] } }

  public func bookState() throws(StoreFault) -> BookState { ledger.state }
}
