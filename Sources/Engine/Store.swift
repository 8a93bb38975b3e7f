public import Catalogue
public import Dispatching
public import Ledger
public import Measures
import Messages
public import Ordering
public import Payouts
import Sealing

/// What keeps the county's state: one transaction at a time, a few set-wise reads, one way to write.
///
/// A store is confined to the thread that made it. Its reads see what the last commit of anybody left, and inside a
/// transaction nothing else.
public protocol Store: AnyObject {
  /// Takes the write lock, waiting for other writers in turn, and tells where the journal stands.
  func begin() throws(StoreFault) -> Head
  /// Writes a batch's journal row and its changes.
  func append(_ batch: StoredBatch, _ changes: EncodedChanges, vault: [VaultEntry]) throws(StoreFault)
  /// Makes everything appended durable and ends the transaction.
  func commit() throws(StoreFault)
  /// Ends the transaction with nothing written.
  func rollback()

  func catalogue() throws(StoreFault) -> ApplyCatalogue?
  func households(_ ids: [Household.ID]) throws(StoreFault) -> [Household]
  func lots(_ ids: [Lot.ID]) throws(StoreFault) -> [Lot]
  func reports(_ ids: [UnsoldReport.ID]) throws(StoreFault) -> [UnsoldReport]
  func orders(_ ids: [Order.ID]) throws(StoreFault) -> [Order]
  /// Where each of `keys` was bound; nil where it is free.
  func positions(of keys: [Key]) throws(StoreFault) -> [JournalPosition?]
  /// Lots on a shelf with something available, not expired, by expiry and number, behind `after`.
  func lots(on shelf: ShelfKey, after: ShelfPosition?, limit: Int) throws(StoreFault) -> [Lot]
  /// Orders whose reservation ends by `instant`, earliest first.
  func ordersDue(by instant: Instant, limit: Int) throws(StoreFault) -> [Order.ID]
  /// Lots whose life ended before `day`, earliest first.
  func lotsDue(before day: Day, limit: Int) throws(StoreFault) -> [Lot.ID]
  /// Movements of each lot, by serial.
  func movements(of lots: [Lot.ID]) throws(StoreFault) -> [StockMovement]

  // MARK: The ledger

  /// Accounts by what they are called; those that are not there are left out.
  func accounts(_ keys: [AccountKey]) throws(StoreFault) -> [Account]
  func accounts(_ ids: [Account.ID]) throws(StoreFault) -> [Account]
  func transfers(_ ids: [Transfer.ID]) throws(StoreFault) -> [Transfer]
  func holds(_ ids: [Transfer.ID]) throws(StoreFault) -> [Hold]
  /// Open holds whose time is over by `instant`, earliest first.
  func holdsDue(by instant: Instant, limit: Int) throws(StoreFault) -> [Transfer.ID]
  /// The transfer that reversed each of `ids`; nil where nobody did.
  func reversals(of ids: [Transfer.ID]) throws(StoreFault) -> [Transfer.ID?]
  /// Sales of each order, by line and part.
  func sales(of orders: [Order.ID]) throws(StoreFault) -> [Sale]
  func lotSettlements(_ lots: [Lot.ID]) throws(StoreFault) -> [LotSettlement]
  /// By household and first day.
  func memberships(of party: Party.ID) throws(StoreFault) -> [Membership]
  func distributions(_ ids: [Distribution.ID]) throws(StoreFault) -> [Distribution]
  /// Distributions of wages in which any of these households stands, by number.
  func wageDistributions(of households: [Household.ID]) throws(StoreFault) -> [Distribution.ID]
  func incomes(_ ids: [IncomeRecord.ID]) throws(StoreFault) -> [IncomeRecord]
  // MARK: Payouts

  func payoutRuns(_ ids: [PayoutRun.ID]) throws(StoreFault) -> [PayoutRun]
  func payouts(_ ids: [Payout.ID]) throws(StoreFault) -> [Payout]
  /// By number.
  func payouts(of run: PayoutRun.ID) throws(StoreFault) -> [Payout]
  func payees(_ payees: [Producer]) throws(StoreFault) -> [Payee]
  /// Everybody of whom something was said.
  func allPayees() throws(StoreFault) -> [Payee]
  func bankLines(_ ids: [BankLine.ID]) throws(StoreFault) -> [BankLine]

  // MARK: Runs

  func runs(_ ids: [DeliveryRun.ID]) throws(StoreFault) -> [DeliveryRun]
  /// Live runs of every day, by number.
  func liveRuns() throws(StoreFault) -> [DeliveryRun.ID]
  /// Live runs of a day, by number.
  func liveRuns(on day: Day) throws(StoreFault) -> [DeliveryRun.ID]
  /// The live run on which each of `parts` is; nil where it is on none.
  func runs(carrying parts: [OrderPart]) throws(StoreFault) -> [DeliveryRun.ID?]

  func bookState() throws(StoreFault) -> BookState

  /// The highest numbers given out so far.
  func numbers() throws(StoreFault) -> Numbers
  func batch(_ number: Int64) throws(StoreFault) -> StoredBatch?
}

/// The highest numbers given out, 0 where none was.
public struct Numbers: Sendable, Hashable {
  public var household: Int64
  public var lot: Int64
  public var report: Int64
  public var order: Int64
  public var account: Int64
  public var transfer: Int64
  public var distribution: Int64
  public var income: Int64
  public var payoutRun: Int64
  public var bankLine: Int64
  public var statement: Int64
  public var run: Int64

  public init(
    household: Int64 = 0, lot: Int64 = 0, report: Int64 = 0, order: Int64 = 0, account: Int64 = 0, transfer: Int64 = 0,
    distribution: Int64 = 0, income: Int64 = 0, payoutRun: Int64 = 0, bankLine: Int64 = 0, statement: Int64 = 0, run: Int64 = 0
  ) {
    self.household = household
    self.lot = lot
    self.report = report
    self.order = order
    self.account = account
    self.transfer = transfer
    self.distribution = distribution
    self.income = income
    self.payoutRun = payoutRun
    self.bankLine = bankLine
    self.statement = statement
    self.run = run
  }
}

/// A command's place in the journal.
public struct JournalPosition: Sendable, Hashable {
  public var batch: Int64
  /// Within the batch, from 0.
  public var index: Int64

  public init(batch: Int64, index: Int64) {
    self.batch = batch
    self.index = index
  }
}

/// Lots that compete for the same orders. Those of poor households stand on a shelf of their own, because some channels
/// take them first.
public struct ShelfKey: Sendable, Hashable {
  public var product: Product.ID
  public var grade: Grade.ID
  public var fromPoorHouseholds: Bool

  public init(product: Product.ID, grade: Grade.ID, fromPoorHouseholds: Bool) {
    self.product = product
    self.grade = grade
    self.fromPoorHouseholds = fromPoorHouseholds
  }
}

/// The order on a shelf: by expiry, then lot number.
public struct ShelfPosition: Sendable, Hashable, Comparable {
  public var expiresOn: Day
  public var lot: Lot.ID

  public init(expiresOn: Day, lot: Lot.ID) {
    self.expiresOn = expiresOn
    self.lot = lot
  }

  public static func < (a: ShelfPosition, b: ShelfPosition) -> Bool {
    a.expiresOn != b.expiresOn ? a.expiresOn < b.expiresOn : a.lot < b.lot
  }
}

/// A sealed personal number on its way into the vault, beside the journal and never in it.
public struct VaultEntry: Sendable, Hashable {
  public var token: [UInt8]
  public var kind: String
  public var searchDigest: [UInt8]
  public var sealed: [UInt8]

  public init(token: [UInt8], kind: String, searchDigest: [UInt8], sealed: [UInt8]) {
    self.token = token
    self.kind = kind
    self.searchDigest = searchDigest
    self.sealed = sealed
  }
}

extension VaultEntry {
  /// What the seal is bound to: the row it stands in.
  public var sealingContext: [UInt8] { token + Array(kind.utf8) + searchDigest }
}
