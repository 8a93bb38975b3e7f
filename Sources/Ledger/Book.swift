public import Measures

/// What somebody wants to be transferred, before it has a number.
public struct Draft: Sendable, Hashable {
  public var debit: AccountKey
  public var credit: AccountKey
  public var amount: Money
  public var on: Day
  public var reason: TransferReason
  public var item: String
  public var source: TransferSource
  public var memo: String

  public init(
    debit: AccountKey, credit: AccountKey, amount: Money, on: Day, reason: TransferReason, item: String = "",
    source: TransferSource = .none, memo: String = ""
  ) {
    self.debit = debit
    self.credit = credit
    self.amount = amount
    self.on = on
    self.reason = reason
    self.item = item
    self.source = source
    self.memo = memo
  }
}

/// The accounts with their balances, as far as they are loaded, and the rules of double entry over them.
///
/// Whoever posts loads the accounts first, by key or by number; an account that is nowhere is opened by its first
/// transfer. A group of transfers stands or falls as a whole: where one is refused, the book is as it was.
public struct Book {
  /// Most transfers in one group.
  public static let groupMax = 10_000

  /// The last day of the closed periods; nil while none is closed.
  public private(set) var closedThrough: Day?
  /// The first transfer of the opening balances; nil before they were brought in.
  public private(set) var opening: Transfer.ID?

  private var ids: [Account.ID] = []
  private var keys: [AccountKey] = []
  private var balances: [Balances] = []
  private var limits: [BalanceLimit] = []
  private var slots: [AccountKey: Int] = [:]
  private var slotsByID: [Account.ID: Int] = [:]
  private var isDirty: [Bool] = []
  private var dirty: [Int] = []
  private var lastAccount: Int64
  private var lastTransfer: Int64
  private var newTransfers: [Transfer] = []
  /// The balances before each change since the last hand-over, in order.
  private var before: [(slot: Int, balances: Balances)] = []
  private var isStateDirty = false

  /// - Parameters:
  ///   - lastAccount: the highest account number given out so far, 0 where none was.
  ///   - lastTransfer: likewise.
  public init(state: BookState, lastAccount: Int64, lastTransfer: Int64) {
    closedThrough = state.closedThrough
    opening = state.opening
    self.lastAccount = lastAccount
    self.lastTransfer = lastTransfer
  }

  // MARK: Loading

  public var count: Int { ids.count }

  public func isLoaded(_ key: AccountKey) -> Bool { slots[key] != nil }
  public func isLoaded(_ id: Account.ID) -> Bool { slotsByID[id] != nil }

  /// Makes room for so many more accounts.
  public mutating func reserve(_ count: Int) {
    slots.reserveCapacity(slots.count + count)
    slotsByID.reserveCapacity(slotsByID.count + count)
  }

  /// Takes an account as the store has it; one that is here already wins.
  public mutating func load(_ account: Account, limit: BalanceLimit) {
    guard slots[account.key] == nil else { return }
    add(account, limit)
  }

  private mutating func add(_ account: Account, _ limit: BalanceLimit) {
    slots[account.key] = ids.count
    slotsByID[account.id] = ids.count
    ids.append(account.id)
    keys.append(account.key)
    balances.append(account.balances)
    limits.append(limit)
    isDirty.append(false)
  }

  /// Gives every account the limit that the chart has for it now.
  public mutating func setLimits(_ limit: (AccountKey) -> BalanceLimit) {
    for slot in keys.indices { limits[slot] = limit(keys[slot]) }
  }

  /// Forgets every account that is loaded.
  public mutating func unload() {
    precondition(dirty.isEmpty, "accounts were changed and not handed over")
    self = Book(
      state: BookState(closedThrough: closedThrough, opening: opening), lastAccount: lastAccount, lastTransfer: lastTransfer)
  }

  /// An account's balances; nil where it is not loaded.
  public func balances(of key: AccountKey) -> Balances? { slots[key].map { balances[$0] } }

  public func key(of id: Account.ID) -> AccountKey? { slotsByID[id].map { keys[$0] } }

  // MARK: Posting

  /// Posts transfers that stand or fall together.
  ///
  /// - Parameters:
  ///   - limit: of an account that its first transfer opens here.
  /// - Returns: the transfers, numbered in order.
  /// - Throws: ``LedgerFault``, `Overflow`, or what `limit` throws; the book is then as it was.
  public mutating func post(
    _ drafts: [Draft], limit: (AccountKey) throws -> BalanceLimit
  ) throws -> [Transfer] {
    guard !drafts.isEmpty else { throw LedgerFault.noTransfers }
    guard drafts.count <= Book.groupMax else { throw LedgerFault.tooManyTransfers(drafts.count) }
    return try standingOrFalling { book in
      let group = book.nextTransfer
      for draft in drafts {
        let (debit, credit) = try book.accounts(of: draft, limit)
        try book.move(draft.amount, from: debit, to: credit)
        book.append(book.transfer(.posting, draft, group, debit, credit))
      }
    }
  }

  /// Reserves an amount in both accounts.
  public mutating func hold(
    _ draft: Draft, until expiresAt: Instant?, limit: (AccountKey) throws -> BalanceLimit
  ) throws -> Hold {
    let transfers = try standingOrFalling { book in
      let (debit, credit) = try book.accounts(of: draft, limit)
      try book.change(debit) { balance throws(Overflow) in try balance.holdDebit(draft.amount) }
      try book.change(credit) { balance throws(Overflow) in try balance.holdCredit(draft.amount) }
      try book.requireRoom(debit: debit, credit: credit, draft.amount)
      book.append(book.transfer(.hold, draft, book.nextTransfer, debit, credit))
    }
    let made = transfers[0]
    return Hold(id: made.id, debit: made.debit, credit: made.credit, amount: made.amount, expiresAt: expiresAt)
  }

  /// How a hold ends.
  public enum Resolution: Sendable, Hashable {
    /// Posts so much; nil: all that is held.
    case post(Money?)
    case void
    case expire
  }

  /// Ends a hold, whose accounts must be loaded. A closed period lets it be voided and nothing else.
  public mutating func resolve(
    _ hold: inout Hold, _ resolution: Resolution, on day: Day, made: Transfer, memo: String = ""
  ) throws -> Transfer {
    if let by = hold.resolvedBy { throw LedgerFault.holdResolved(hold.id, by: by) }
    let held = hold
    let transfers = try standingOrFalling { book in
      let (debit, credit) = (book.slotsByID[held.debit]!, book.slotsByID[held.credit]!)
      try book.change(debit) { $0.releaseDebit(held.amount) }
      try book.change(credit) { $0.releaseCredit(held.amount) }
      var transfer = made
      transfer.id = book.nextTransfer
      transfer.group = transfer.id
      transfer.of = held.id
      transfer.on = day
      if !memo.isEmpty { transfer.memo = memo }
      switch resolution {
      case .post(let part):
        let amount = part ?? held.amount
        try book.requireSound(amount, on: day)
        guard amount <= held.amount else { throw LedgerFault.moreThanHeld(held.id, held: held.amount, amount: amount) }
        try book.move(amount, from: debit, to: credit)
        transfer.kind = .postOfHold
        transfer.amount = amount
      case .void: transfer.kind = .void
      case .expire: transfer.kind = .expiry
      }
      book.append(transfer)
    }
    hold.resolvedBy = transfers[0].id
    return transfers[0]
  }

  /// Takes transfers back by new ones the other way round. Their accounts must be loaded.
  ///
  /// - Parameter transfers: those that nobody reversed yet.
  public mutating func reverse(_ transfers: [Transfer], on day: Day, memo: String) throws -> [Transfer] {
    try standingOrFalling { book in
      let group = book.nextTransfer
      for original in transfers {
        guard original.kind == .posting || original.kind == .postOfHold else {
          throw LedgerFault.cannotReverse(original.id, original.kind)
        }
        try book.requireSound(original.amount, on: day)
        guard day >= original.on else { throw LedgerFault.reversedBefore(original.id, original.on, on: day) }
        let (debit, credit) = (book.slotsByID[original.credit]!, book.slotsByID[original.debit]!)
        try book.move(original.amount, from: debit, to: credit)
        var transfer = original
        transfer.id = book.nextTransfer
        transfer.group = group
        transfer.kind = .reversal
        transfer.debit = original.credit
        transfer.credit = original.debit
        transfer.on = day
        transfer.of = original.id
        transfer.memo = memo
        book.append(transfer)
      }
    }
  }

  /// Closes the books through a day: from then on nothing is posted on it or before.
  public mutating func close(through day: Day) throws(LedgerFault) {
    if let closedThrough, day <= closedThrough { throw .closesBackwards(day, through: closedThrough) }
    closedThrough = day
    isStateDirty = true
  }

  /// Brings the opening balances in, once.
  public mutating func open(
    _ drafts: [Draft], limit: (AccountKey) throws -> BalanceLimit
  ) throws -> [Transfer] {
    if let opening { throw LedgerFault.alreadyOpened(opening) }
    let transfers = try post(drafts, limit: limit)
    opening = transfers[0].id
    isStateDirty = true
    return transfers
  }

  // MARK: Taking back

  /// What was posted when it was made, within the present batch.
  public struct Mark: Sendable {
    fileprivate var accounts: Int
    fileprivate var lastAccount: Int64
    fileprivate var transfers: Int
    fileprivate var dirty: Int
    fileprivate var changes: Int
  }

  public func mark() -> Mark {
    Mark(accounts: ids.count, lastAccount: lastAccount, transfers: newTransfers.count, dirty: dirty.count, changes: before.count)
  }

  /// Makes the book again what it was at a mark of the present batch: for steps of which each posts by itself, and which stand or fall
  /// together. Accounts that were loaded since are forgotten.
  public mutating func takeBack(to mark: Mark) {
    for (slot, earlier) in before[mark.changes...].reversed() { balances[slot] = earlier }
    before.removeSubrange(mark.changes...)
    for slot in dirty[mark.dirty...] { isDirty[slot] = false }
    dirty.removeSubrange(mark.dirty...)
    lastTransfer -= Int64(newTransfers.count - mark.transfers)
    newTransfers.removeSubrange(mark.transfers...)
    while ids.count > mark.accounts {
      slots[keys.removeLast()] = nil
      slotsByID[ids.removeLast()] = nil
      balances.removeLast()
      limits.removeLast()
      isDirty.removeLast()
    }
    lastAccount = mark.lastAccount
  }

  // MARK: Handing over

  /// What changed since the last call: accounts by number, transfers in order.
  public mutating func takeChanges() -> (accounts: [Account], transfers: [Transfer], state: BookState?) {
    let accounts = dirty.map { Account(id: ids[$0], key: keys[$0], balances: balances[$0]) }.sorted { $0.id < $1.id }
    let transfers = newTransfers
    for slot in dirty { isDirty[slot] = false }
    dirty.removeAll(keepingCapacity: true)
    newTransfers.removeAll(keepingCapacity: true)
    before.removeAll(keepingCapacity: true)
    defer { isStateDirty = false }
    return (accounts, transfers, isStateDirty ? BookState(closedThrough: closedThrough, opening: opening) : nil)
  }

  public var hasChanges: Bool { !dirty.isEmpty || !newTransfers.isEmpty || isStateDirty }

  /// A transfer of the present batch, which is not in the store yet.
  public func newTransfer(_ id: Transfer.ID) -> Transfer? {
    guard let first = newTransfers.first?.id.number, newTransfers.indices.contains(Int(id.number - first)) else { return nil }
    return newTransfers[Int(id.number - first)]
  }
}

/// What is known of the ledger as a whole.
public struct BookState: Sendable, Hashable {
  public var closedThrough: Day?
  public var opening: Transfer.ID?

  public init(closedThrough: Day? = nil, opening: Transfer.ID? = nil) {
    self.closedThrough = closedThrough
    self.opening = opening
  }
}

// MARK: - Steps

extension Book {
  private var nextTransfer: Transfer.ID { Transfer.ID(number: lastTransfer + 1) }

  /// Runs `body`; where it throws, takes back what it did.
  private mutating func standingOrFalling(_ body: (inout Book) throws -> Void) throws -> [Transfer] {
    let mark = mark()
    do {
      try body(&self)
      return Array(newTransfers[mark.transfers...])
    } catch {
      takeBack(to: mark)
      throw error
    }
  }

  private mutating func append(_ transfer: Transfer) {
    newTransfers.append(transfer)
    lastTransfer += 1
  }

  private func requireSound(_ amount: Money, on day: Day) throws(LedgerFault) {
    guard amount > .zero else { throw .amountNotPositive(amount) }
    if let closedThrough, day <= closedThrough { throw .periodClosed(day, through: closedThrough) }
  }

  /// The slots of a draft's accounts; those that are not there yet are opened.
  private mutating func accounts(
    of draft: Draft, _ limit: (AccountKey) throws -> BalanceLimit
  ) throws -> (debit: Int, credit: Int) {
    try requireSound(draft.amount, on: draft.on)
    guard draft.debit != draft.credit else { throw LedgerFault.sameAccount(draft.debit) }
    return (try slot(of: draft.debit, limit), try slot(of: draft.credit, limit))
  }

  private mutating func slot(of key: AccountKey, _ limit: (AccountKey) throws -> BalanceLimit) throws -> Int {
    if let known = slots[key] { return known }
    let limit = try limit(key)
    lastAccount += 1
    add(Account(id: Account.ID(number: lastAccount), key: key), limit)
    return ids.count - 1
  }

  private mutating func change(_ slot: Int, _ body: (inout Balances) throws(Overflow) -> Void) throws(Overflow) {
    before.append((slot, balances[slot]))
    if !isDirty[slot] {
      isDirty[slot] = true
      dirty.append(slot)
    }
    try body(&balances[slot])
  }

  private mutating func move(_ amount: Money, from debit: Int, to credit: Int) throws {
    try change(debit) { balance throws(Overflow) in try balance.debit(amount) }
    try change(credit) { balance throws(Overflow) in try balance.credit(amount) }
    try requireRoom(debit: debit, credit: credit, amount)
  }

  /// The debit takes from accounts that grow by credits, the credit from those that grow by debits.
  private func requireRoom(debit: Int, credit: Int, _ amount: Money) throws {
    if limits[debit] == .creditsCoverDebits { try requireRoom(debit, amount) }
    if limits[credit] == .debitsCoverCredits { try requireRoom(credit, amount) }
  }

  private func requireRoom(_ slot: Int, _ amount: Money) throws {
    guard let room = try limits[slot].room(balances[slot]), room < 0 else { return }
    throw LedgerFault.belowZero(keys[slot], room: try Money(fen: room) + amount, amount: amount)
  }

  private func transfer(_ kind: Transfer.Kind, _ draft: Draft, _ group: Transfer.ID, _ debit: Int, _ credit: Int) -> Transfer {
    Transfer(
      id: nextTransfer, group: group, kind: kind, debit: ids[debit], credit: ids[credit], amount: draft.amount, on: draft.on,
      reason: draft.reason, item: draft.item, source: draft.source, memo: draft.memo)
  }
}
