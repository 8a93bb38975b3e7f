import Catalogue
import Ledger
import Measures
import Ordering

// MARK: - Commands

extension World {
  func decide(_ body: PostTransfers, _ command: Command) throws -> Outcome {
    guard body.postings.allSatisfy({ !$0.memo.isEmpty }) else { throw LedgerFault.sourceMissing }
    for posting in body.postings { try requireByHand(posting) }
    return outcome(try post(body.postings.map { $0.draft(.manual) }))
  }

  func decide(_ body: OpenBalances, _ command: Command) throws -> Outcome {
    guard !body.source.isEmpty else { throw LedgerFault.sourceMissing }
    // What a household was owed before is no income of the day on which it was brought in; where it is called so, then soundly.
    for posting in body.postings where !posting.item.isEmpty { try requireItem(posting) }
    // A payout of another program is no payout here, and nothing would ever take it out of transit.
    for posting in body.postings { try requireOutsidePayouts(posting) }
    var drafts = body.postings.map { $0.draft(.opening) }
    for index in drafts.indices { drafts[index].memo = body.source }
    try load(drafts.flatMap { [$0.debit, $0.credit] })
    return outcome(try book.open(drafts, limit: limit))
  }

  func decide(_ body: HoldTransfer, _ command: Command) throws -> Outcome {
    let draft = body.posting.draft(.manual)
    guard !draft.memo.isEmpty else { throw LedgerFault.sourceMissing }
    try requireByHand(body.posting)
    if let expiresAt = body.expiresAt, expiresAt <= command.at { throw OrderFault.holdInPast(expiresAt, now: command.at) }
    try load([draft.debit, draft.credit])
    let hold = try book.hold(draft, until: body.expiresAt, limit: limit)
    put(hold)
    return .transfers(first: hold.id, count: 1)
  }

  func decide(_ body: ResolveHold, _ command: Command) throws -> Outcome {
    try resolve(body.hold, body.posts ? .post(body.amount) : .void, on: body.on, memo: body.memo)
  }

  /// Ends a hold whose time is over.
  func expire(_ id: Transfer.ID, _ command: Command) throws {
    _ = try resolve(id, .expire, on: command.at.day, memo: "")
  }

  private func resolve(_ id: Transfer.ID, _ resolution: Book.Resolution, on day: Day, memo: String) throws -> Outcome {
    guard var hold = try hold(id) else {
      throw try transfer(id) == nil ? LedgerFault.unknownTransfer(id) : LedgerFault.notAHold(id)
    }
    guard let made = try transfer(id) else { throw StoreFault.damaged("the hold \(id) has no transfer") }
    try loadAccounts(of: [made])
    let end = try book.resolve(&hold, resolution, on: day, made: made, memo: memo)
    put(hold)
    return .transfers(first: end.id, count: 1)
  }

  func decide(_ body: ReverseTransfer, _ command: Command) throws -> Outcome {
    guard !body.reason.isEmpty else { throw LedgerFault.sourceMissing }
    guard let named = try transfer(body.transfer) else { throw LedgerFault.unknownTransfer(body.transfer) }
    guard named.source == .none else { throw LedgerFault.reversedElsewhere(named.id, named.source) }
    return outcome(try reverse(try group(of: named), on: body.on, memo: body.reason))
  }

  /// What is on its way to payees moves by payouts and their bank lines alone.
  private func requireOutsidePayouts(_ posting: Posting) throws {
    for key in [posting.debit, posting.credit] where AccountRole(rawValue: key.chart) == .payoutsInTransit {
      throw LedgerFault.movedByPayouts(key)
    }
  }

  private func requireByHand(_ posting: Posting) throws {
    try requireOutsidePayouts(posting)
    try requireItem(posting)
  }

  /// What reaches a household's account bears its income item, and nothing else does. What only moves between the household's own
  /// accounts, or comes back from a payout, is no income.
  private func requireItem(_ posting: Posting) throws {
    if posting.item.isEmpty {
      let isIncome =
        posting.credit.isHouseholdsShare && ![.inputAdvance, .loan, .payoutsInTransit].contains(AccountRole(rawValue: posting.debit.chart))
      if isIncome { throw LedgerFault.itemMissing(posting.credit) }
      return
    }
    try requireItem(posting.item)
    guard posting.credit.isHouseholdsShare || posting.debit.isHouseholdsShare else { throw LedgerFault.itemWithoutHousehold(posting.item) }
    if IncomeItem.isCost(posting.item), posting.credit.isHouseholdsShare { throw LedgerFault.costCredited(posting.item) }
  }

  /// A known income item that is no sum.
  func requireItem(_ item: IncomeItem.ID) throws {
    guard try requireCatalogue().incomeItem(item) != nil else { throw IncomeFault.unknownItem(item) }
    guard IncomeItem.group(of: item) != nil else { throw IncomeFault.isASum(item) }
  }

  func decide(_ body: ClosePeriod, _ command: Command) throws -> Outcome {
    guard body.through <= command.at.day else { throw LedgerFault.closesFuture(body.through, today: command.at.day) }
    try book.close(through: body.through)
    return .applied
  }

  private func outcome(_ transfers: [Transfer]) -> Outcome {
    .transfers(first: transfers[0].id, count: Int64(transfers.count))
  }
}

// MARK: - Steps that other decisions use too

extension World {
  /// Posts transfers that stand or fall together.
  func post(_ drafts: [Draft]) throws -> [Transfer] {
    for draft in drafts where !book.isLoaded(draft.debit) || !book.isLoaded(draft.credit) {
      try load(drafts.flatMap { [$0.debit, $0.credit] })
      break
    }
    return try book.post(drafts, limit: limit)
  }

  /// Posts any number of transfers that stand or fall together, in groups of ``Book/groupMax``.
  func postAll(_ drafts: [Draft]) throws -> [Transfer] {
    try standingOrFalling {
      try stride(from: 0, to: drafts.count, by: Book.groupMax).flatMap { start in
        try post(Array(drafts[start..<min(start + Book.groupMax, drafts.count)]))
      }
    }
  }

  /// Takes transfers back; refused where one was taken back before.
  func reverse(_ transfers: [Transfer], on day: Day, memo: String) throws -> [Transfer] {
    for (transfer, earlier) in zip(transfers, try store.reversals(of: transfers.map(\.id))) {
      if let by = earlier ?? reversals[transfer.id] { throw LedgerFault.alreadyReversed(transfer.id, by: by) }
    }
    try loadAccounts(of: transfers)
    let made = try book.reverse(transfers, on: day, memo: memo)
    for transfer in made { reversals[transfer.of!] = transfer.id }
    return made
  }

  /// Runs steps of which each posts by itself; where one is refused, none of them stands. What they change beside the book is put only
  /// after them.
  func standingOrFalling<Result>(_ body: () throws -> Result) throws -> Result {
    let mark = book.mark()
    do { return try body() } catch {
      book.takeBack(to: mark)
      reversals = reversals.filter { book.newTransfer($0.value) != nil }
      throw error
    }
  }

  func transfer(_ id: Transfer.ID) throws -> Transfer? {
    try book.newTransfer(id) ?? store.transfers([id]).first
  }

  /// Everything that was posted together with a transfer, in order.
  private func group(of transfer: Transfer) throws -> [Transfer] {
    var members: [Transfer] = []
    var id = transfer.group
    while let next = try self.transfer(id), next.group == transfer.group {
      members.append(next)
      id = Transfer.ID(number: id.number + 1)
    }
    return members
  }

  // MARK: Accounts

  /// Reads those accounts that are in the store and not in the book.
  func load(_ keys: [AccountKey]) throws {
    var seen: Set<AccountKey> = []
    let missing = keys.filter { !book.isLoaded($0) && !absentAccounts.contains($0) && seen.insert($0).inserted }
    guard !missing.isEmpty else { return }
    let found = try store.accounts(missing)
    book.reserve(found.count)
    for account in found { book.load(account, limit: presentLimit(account.key)) }
    guard found.count < missing.count else { return }
    absentAccounts.formUnion(missing.lazy.filter { !self.book.isLoaded($0) })
  }

  func loadAccounts(of transfers: [Transfer]) throws {
    let missing = Set(transfers.flatMap { [$0.debit, $0.credit] }).filter { !book.isLoaded($0) }
    guard !missing.isEmpty else { return }
    for account in try store.accounts(missing.sorted()) { book.load(account, limit: presentLimit(account.key)) }
  }

  /// The limit of an account that is opened now; refused where the chart has no such account or the holder is nobody.
  private func limit(_ key: AccountKey) throws -> BalanceLimit {
    guard let entry = try requireCatalogue().account(key.chart) else { throw LedgerFault.unknownAccount(key.chart) }
    guard try isHolder(key.holder, entry.holder) else { throw LedgerFault.badHolder(key, expected: entry.holder) }
    return presentLimit(key)
  }

  func presentLimit(_ key: AccountKey) -> BalanceLimit {
    guard let entry = catalogue?.account(key.chart), entry.neverBelowZero else { return .none }
    return entry.kind.growsByDebits ? .debitsCoverCredits : .creditsCoverDebits
  }

  private func isHolder(_ name: String, _ kind: ChartAccount.Holder) throws -> Bool {
    func isParty() -> Bool { catalogue?.party(name) != nil }
    func isHousehold() throws -> Bool { try Household.ID(name).map { try household($0) != nil } ?? false }
    switch kind {
    case .none: return name.isEmpty
    case .party: return isParty()
    case .household: return try isHousehold()
    case .producer: return try isParty() || isHousehold()
    case .word: return !name.isEmpty && name.utf8.allSatisfy { $0 == 45 || (48...57).contains($0) || (97...122).contains($0) }
    }
  }
}
