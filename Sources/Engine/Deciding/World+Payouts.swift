import Catalogue
import Ledger
import Measures
import Messages
import Ordering
import Payouts
import Sealing

// Payout runs: prepared by one person, approved by another, sent, closed. What a payout pays is claimed when it is made.
extension World {
  func decide(_ body: SetPayee, _ command: Command) throws -> Outcome {
    let payee = body.payee
    guard try payeeName(payee.payee) != nil else { throw PayoutFault.unknownPayee(payee.payee) }
    if case .household = payee.payee, payee.account != nil { throw PayoutFault.householdsCard(payee.payee) }
    for (text, field) in [(payee.accountName, "account_name"), (payee.because, "because"), (payee.held, "held")] {
      try requirePlain(text, field)
    }
    guard try self.payee(payee.payee) != payee else { throw EngineFault.nothingToChange }
    put(payee)
    return .applied
  }

  func decide(_ body: PreparePayouts, _ command: Command) throws -> Outcome {
    let today = command.at.day
    guard !body.payouts.isEmpty else { throw PayoutFault.nothingToPay }
    guard body.payouts.count <= PayoutRun.countMax else { throw PayoutFault.tooManyPayouts(body.payouts.count) }
    guard body.through <= today else { throw PayoutFault.laterThanToday(body.through, today: today) }
    try load(body)
    let run = nextPayoutRun()
    var reissued: [Payout] = []
    var payees = Set<Producer>(minimumCapacity: body.payouts.count)
    for (index, planned) in body.payouts.enumerated() {
      guard payees.insert(planned.payee).inserted else { throw PayoutFault.payeeTwice(planned.payee) }
      try requirePayable(planned)
      reissued += try reissue(planned, as: Payout.ID(run: run, number: Int64(index + 1)))
    }
    let amount = try body.payouts.reduce(Money.zero) { try $0 + $1.amount }
    let payouts = try claim(body.payouts, for: run, on: postingDay(today))
    self.payouts.reserve(payouts.count)
    payouts.forEach(put)
    reissued.forEach(put)
    put(
      PayoutRun(
        id: run, through: body.through, maker: command.actor, preparedAt: command.at, count: Int64(payouts.count),
        amount: amount, hash: hash(run, body.through, payouts), leftOut: body.leftOut))
    return .payoutRun(run)
  }

  private func hash(_ run: PayoutRun.ID, _ through: Day, _ payouts: [Payout]) -> [UInt8] {
    SM3.digest(of: PayoutRun.signedBytes(run, through: through, payouts)).bytes
  }

  /// Reads set-wise what preparing a run asks for.
  private func load(_ body: PreparePayouts) throws {
    try load(body.payouts.lazy.compactMap { if case .household(let id) = $0.payee { id } else { nil } })
    try loadPayees()
    try load(body.payouts.map { AccountKey(.payable, of: $0.payee) } + [AccountKey(.payoutsInTransit)])
    try load(payouts: body.payouts.flatMap(\.reissues))
  }

  /// What somebody planned is still owed, to an account that is still the payee's.
  private func requirePayable(_ planned: PlannedPayout) throws {
    guard let name = try payeeName(planned.payee) else { throw PayoutFault.unknownPayee(planned.payee) }
    guard planned.amount > .zero else { throw LedgerFault.amountNotPositive(planned.amount) }
    try requireUnchanged(planned.payee, named: name, account: planned.account)
    let owed = try owed(to: planned.payee)
    guard planned.amount <= owed else { throw PayoutFault.owedLess(planned.payee, owed: owed, wanted: planned.amount) }
  }

  /// Nobody holds the payments, and the account is still the payee's, in a name that is explained.
  private func requireUnchanged(_ payee: Producer, named name: String, account planned: PayeeAccount?) throws {
    let terms = try self.payee(payee)
    guard terms.held.isEmpty else { throw PayoutFault.payeeHeld(payee, terms.held) }
    let claimant = Claimant(payee: payee, name: name, owed: .zero, account: try account(of: payee), terms: terms)
    guard claimant.payeeAccount == planned, claimant.isNamedRightly else { throw PayoutFault.accountChanged(payee) }
  }

  /// What was planned for each payee still holds when the run is approved, and when it goes out.
  private func requireUnchanged(_ run: PayoutRun) throws {
    let standing = try payouts(of: run.id).filter { $0.state == .open }
    guard !standing.isEmpty else { throw PayoutFault.nothingToPay }
    try load(standing.lazy.compactMap { if case .household(let id) = $0.payee { id } else { nil } })
    try loadPayees()
    try load(standing.map { AccountKey(.payable, of: $0.payee) })
    for payout in standing {
      // What the run claims was owed when it was made; who owes us since is paid the less.
      let owed = try owed(to: payout.payee)
      guard owed >= .zero else { throw PayoutFault.owesUs(payout.payee, owed) }
      guard let name = try payeeName(payout.payee) else { throw PayoutFault.unknownPayee(payout.payee) }
      try requireUnchanged(payout.payee, named: name, account: payout.account)
    }
  }

  /// What could be paid out now: holds count as gone.
  func owed(to payee: Producer) throws -> Money {
    guard let balances = book.balances(of: AccountKey(.payable, of: payee)) else { return .zero }
    return Money(fen: try balances.credits.subtracting(balances.debits).subtracting(balances.pendingDebits))
  }

  private func reissue(_ planned: PlannedPayout, as new: Payout.ID) throws -> [Payout] {
    guard Set(planned.reissues).count == planned.reissues.count else { throw PayoutFault.payeeTwice(planned.payee) }
    return try planned.reissues.map { id in
      guard var old = try payout(id), old.payee == planned.payee, old.state == .returned else {
        throw PayoutFault.notReturned(id, planned.payee)
      }
      try old.move(to: .reissued, note: old.note)
      old.reissuedAs = new
      return old
    }
  }

  private func claim(_ planned: [PlannedPayout], for run: PayoutRun.ID, on day: Day) throws -> [Payout] {
    let ids = planned.indices.map { Payout.ID(run: run, number: Int64($0 + 1)) }
    let claims = try postAll(
      zip(ids, planned).map { id, planned in
        Draft(
          debit: AccountKey(.payable, of: planned.payee), credit: AccountKey(.payoutsInTransit), amount: planned.amount, on: day,
          reason: .payoutClaimed, source: .payout(id))
      })
    return planned.indices.map { index in
      let planned = planned[index]
      return Payout(
        id: ids[index], payee: planned.payee, amount: planned.amount, way: planned.way, account: planned.account, claim: claims[index].id,
        reissues: planned.reissues)
    }
  }

  // MARK: The run

  func decide(_ body: MovePayoutRun, _ command: Command) throws -> Outcome {
    guard var run = try payoutRun(body.run) else { throw PayoutFault.unknownRun(body.run) }
    try requirePlain(body.reason, "reason")
    switch body.to {
    case .approved:
      try run.approve(body.hash, by: command.actor)
      try requireUnchanged(run)
    case .sent:
      try run.move(to: .sent)
      guard body.hash == run.hash else { throw PayoutFault.runChanged(run.id) }
      try requireUnchanged(run)
      (run.sentAt, run.format) = (command.at, body.format)
    case .closed:
      try run.move(to: .closed)
      let open = try payouts(of: run.id).count { $0.state == .open }
      guard open == 0 else { throw PayoutFault.stillInTransit(run.id, Int64(open)) }
      guard run.bankOwes == .zero else { throw PayoutFault.bankStillOwes(run.id, run.bankOwes) }
    case .cancelled:
      guard !body.reason.isEmpty else { throw PayoutFault.reasonMissing }
      try run.move(to: .cancelled)
      let standing = try payouts(of: run.id).filter { $0.state == .open }
      try drop(standing, on: command.at.day, reason: body.reason)
      run.amount = .zero
    case .draft: throw PayoutFault.runState(run.id, run.state, to: .draft)
    }
    put(run)
    return .payoutRun(run.id)
  }

  /// Gives claims back; what they had replaced waits again.
  private func drop(_ payouts: [Payout], on day: Day, reason: String) throws {
    var changed: [Payout] = []
    for var payout in payouts {
      try payout.move(to: .dropped, note: reason)
      for id in payout.reissues {
        guard var old = try self.payout(id) else { throw StoreFault.damaged("the payout \(id) is missing") }
        try old.restore(to: .returned, note: old.note)
        old.reissuedAs = nil
        changed.append(old)
      }
      changed.append(payout)
    }
    let drafts = payouts.map { payout in
      Draft(
        debit: AccountKey(.payoutsInTransit), credit: AccountKey(.payable, of: payout.payee), amount: payout.amount, on: postingDay(day),
        reason: .payoutDropped, source: .payout(payout.id), memo: reason)
    }
    _ = try postAll(drafts)
    changed.forEach(put)
  }

  // MARK: One payout

  func decide(_ body: ChangePayout, _ command: Command) throws -> Outcome {
    guard let payout = try payout(body.payout), let run = try payoutRun(payout.id.run) else {
      throw PayoutFault.unknownPayout(body.payout)
    }
    switch body.step {
    case .drop(let reason): try drop(payout, of: run, command, reason)
    case .handOver(let day):
      try requireCash(payout, run, day, today: command.at.day)
      let held = try payee(payout.payee).held
      guard held.isEmpty else { throw PayoutFault.cashHeld(payout.id, payout.payee, held) }
      try finish(payout, as: .paid, from: AccountKey(.payoutsInTransit), to: AccountKey(.cash), on: day, .payoutPaid, note: "")
    case .takeBack(let day, let reason):
      guard !reason.isEmpty else { throw PayoutFault.reasonMissing }
      try requirePlain(reason, "reason")
      try requireCash(payout, run, day, today: command.at.day)
      // Cash that was handed over and came back lies in the box again.
      let source = AccountKey(payout.state == .paid ? .cash : .payoutsInTransit)
      try finish(payout, as: .returned, from: source, to: AccountKey(.payable, of: payout.payee), on: day, .payoutReturned, note: reason)
    case .correct(let isPaid, let reason): try correct(payout, of: run, isPaid: isPaid, on: command.at.day, reason)
    }
    return .payout(payout.id)
  }

  private func drop(_ payout: Payout, of run: PayoutRun, _ command: Command, _ reason: String) throws {
    guard !reason.isEmpty else { throw PayoutFault.reasonMissing }
    guard try command.actor == run.maker || !mayApprove(command.actor, run.id) else {
      throw PayoutFault.changedByApprover(run.id, maker: run.maker)
    }
    try requirePlain(reason, "reason")
    var run = run
    guard run.state == .draft || run.state == .approved else { throw PayoutFault.runState(run.id, run.state, to: .draft) }
    try drop([payout], on: command.at.day, reason: reason)
    try run.change(
      amount: try run.amount - payout.amount, hash: hash(run.id, run.through, try payouts(of: run.id)))
    put(run)
  }

  private func mayApprove(_ actor: Actor.ID, _ run: PayoutRun.ID) throws -> Bool {
    let approval = Action.movePayoutRun(MovePayoutRun(run, to: .approved))
    return try requireCatalogue().actor(actor)?.roles.contains { $0.may(approval) } ?? false
  }

  private func requireCash(_ payout: Payout, _ run: PayoutRun, _ day: Day, today: Day) throws {
    guard payout.way == .cash else { throw PayoutFault.notByHand(payout.id, payout.way) }
    guard run.state == .sent || run.state == .closed else { throw PayoutFault.notSent(run.id, run.state) }
    guard day <= today else { throw PayoutFault.laterThanToday(day, today: today) }
    if let sent = run.sentAt?.day, day < sent { throw PayoutFault.beforeSent(payout.id, day, sent: sent) }
  }

  private func finish(
    _ payout: Payout, as state: Payout.State, from debit: AccountKey, to credit: AccountKey, on day: Day, _ reason: TransferReason,
    note: String
  ) throws {
    var payout = payout
    try payout.move(to: state, note: note)
    _ = try post([
      Draft(debit: debit, credit: credit, amount: payout.amount, on: day, reason: reason, source: .payout(payout.id), memo: note)
    ])
    put(payout)
  }

  // MARK: Payees

  /// What the payee is called; nil where there is none.
  private func payeeName(_ payee: Producer) throws -> String? {
    switch payee {
    case .household(let id): try household(id)?.name
    case .party(let id): try requireCatalogue().party(id)?.name.zh
    }
  }

  private func account(of payee: Producer) throws -> [UInt8]? {
    switch payee {
    case .household(let id): try household(id)?.personal.bankCard
    case .party: try self.payee(payee).account
    }
  }
}
