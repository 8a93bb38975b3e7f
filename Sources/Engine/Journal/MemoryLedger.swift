public import Ledger
public import Measures
import WireFormat

/// The ledger's part of the memory store. Transfers are kept as bytes: there are millions of them.
struct MemoryLedger {
  /// By number - 1.
  private(set) var accounts: [Account] = []
  private var numbers: [AccountKey: Int] = [:]
  private var transfers = NumberedBytes()
  private(set) var holds: [Transfer.ID: Hold] = [:]
  private var due: Set<Transfer.ID> = []
  private var reversals: [Transfer.ID: Transfer.ID] = [:]
  private(set) var state = BookState()

  var transferCount: Int { transfers.count }

  mutating func apply(_ changes: LedgerChanges) {
    for account in changes.accounts { put(account) }
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
    if let state = changes.state { self.state = state }
  }

  private mutating func put(_ account: Account) {
    let index = Int(account.id.number) - 1
    precondition(index <= accounts.count, "accounts are numbered without a gap")
    if index == accounts.count {
      accounts.append(account)
      numbers[account.key] = index
    } else {
      accounts[index] = account
    }
  }

  func account(_ key: AccountKey) -> Account? { numbers[key].map { accounts[$0] } }

  func account(_ id: Account.ID) -> Account? {
    accounts.indices.contains(Int(id.number) - 1) ? accounts[Int(id.number) - 1] : nil
  }

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

  public func bookState() throws(StoreFault) -> BookState { ledger.state }
}
