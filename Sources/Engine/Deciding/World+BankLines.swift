import Catalogue
import Ledger
import Measures
import Messages
import Ordering
import Payouts

// Bank statements: each line goes between the bank and suspense when it comes in, and out of suspense when it is explained.
extension World {
  func decide(_ body: EnterBankLine, _ command: Command) throws -> Outcome {
    let line = body.line
    guard line.amount != .zero else { throw PayoutFault.lineOfNothing }
    try requireOurs(line.account)
    guard line.bookedOn <= command.at.day else { throw PayoutFault.laterThanToday(line.bookedOn, today: command.at.day) }
    for text in [line.reference, line.batchReference, line.bankReference, line.name, line.text] { try requirePlain(text, "text") }
    let id = nextBankLine()
    let (bank, suspense) = (AccountKey(line.account as ChartAccount.ID, of: ""), AccountKey(.suspense))
    let isIn = line.amount > .zero
    let arrival = try post([
      Draft(
        debit: isIn ? bank : suspense, credit: isIn ? suspense : bank, amount: Money(fen: try line.amount.fen.magnitudeChecked()),
        on: postingDay(line.bookedOn), reason: .bankLine, source: .bankLine(id))
    ])
    put(BankLine(id: id, body: line, arrival: arrival[0].id))
    return .bankLine(id)
  }

  private func requireOurs(_ account: String) throws {
    guard let entry = try requireCatalogue().account(account), entry.kind == .asset, entry.holder == .none else {
      throw PayoutFault.notOurAccount(account)
    }
  }

  func decide(_ body: RecordStatement, _ command: Command) throws -> Outcome {
    try requireOurs(body.statement.account)
    let lastLine = BankLine.ID(number: nextBankLine().number - 1)
    put(BankStatement(id: nextStatement(), body: body.statement, lastLine: lastLine, actor: command.actor, at: command.at))
    return .applied
  }

  // MARK: Matching

  func decide(_ body: MatchLine, _ command: Command) throws -> Outcome {
    guard var line = try bankLine(body.line) else { throw PayoutFault.unknownLine(body.line) }
    guard line.match == nil else { throw PayoutFault.lineMatched(line.id) }
    try requirePlain(body.reason, "reason")
    let sum = try body.parts.reduce(Money.zero) { try $0 + $1.amount }
    guard sum == line.body.amount else { throw PayoutFault.partsDoNotAddUp(line.id, line: line.body.amount, parts: sum) }
    let effects = try standingOrFalling {
      var effects = MatchEffects()
      for part in body.parts { try take(part, of: line, command, &effects) }
      try requireSmallFee(in: body.parts, of: line)
      return effects
    }
    line.match = LineMatch(
      parts: body.parts, step: body.step, actor: command.actor, at: command.at, first: effects.transfers[0].id,
      count: Int64(effects.transfers.count), limits: effects.limits)
    effects.put(into: self)
    put(line)
    return .bankLine(line.id)
  }

  private func take(_ part: MatchPart, of line: BankLine, _ command: Command, _ effects: inout MatchEffects) throws {
    guard part.amount != .zero, try (part.amount > .zero) == (line.body.amount > .zero) || isKeptFee(part, of: line, command) else {
      throw PayoutFault.wrongDirection(part.name, part.amount)
    }
    let amount = Money(fen: try part.amount.fen.magnitudeChecked())
    let day = postingDay(line.body.bookedOn)
    switch part.target {
    case .paid(let id): try takePaid(id, amount, part, line, day, &effects)
    case .returned(let id): try takeReturned(id, amount, part, line, day, &effects)
    case .run(let id): try takeRun(id, amount, part, line, day, &effects)
    case .order(let id): try takeOrder(id, amount, part, day, command, &effects)
    case .bankFee: effects.transfers += try post([explanation(part, AccountKey(.bankFee), amount, line, day)])
    case .account(let key):
      // The bank's own account follows the statement and nothing else.
      let isOurs = try requireCatalogue().ownAccounts.contains { $0.account == key.chart } || key.chart == AccountRole.bank.rawValue
      guard !isOurs else { throw PayoutFault.toTheBankItself(key) }
      guard ![.payable, .payoutsInTransit, .inputAdvance, .loan, .suspense].contains(AccountRole(rawValue: key.chart)) else {
        throw PayoutFault.notToHouseholds(key)
      }
      effects.transfers += try post([explanation(part, key, amount, line, day)])
    case .again(let id): try takeAgain(id, amount, part, line, day, command, &effects)
    }
  }

  private func explanation(_ part: MatchPart, _ key: AccountKey, _ amount: Money, _ line: BankLine, _ day: Day) -> Draft {
    let isIn = part.amount > .zero
    return Draft(
      debit: isIn ? AccountKey(.suspense) : key, credit: isIn ? key : AccountKey(.suspense), amount: amount, on: day, reason: .explained,
      source: .bankLine(line.id))
  }

  private func takePaid(
    _ id: Payout.ID, _ amount: Money, _ part: MatchPart, _ line: BankLine, _ day: Day, _ effects: inout MatchEffects
  ) throws {
    var payout = try requirePayout(id, effects)
    guard part.amount < .zero else { throw PayoutFault.wrongDirection(id.description, part.amount) }
    guard payout.way == .bank else { throw PayoutFault.notByHand(id, payout.way) }
    try requireSent(id.run)
    guard payout.outcome != .failed else { throw PayoutFault.saidFailed(id) }
    guard amount == payout.amount else { throw PayoutFault.amountDiffers(id.description, expected: payout.amount, part: amount) }
    try payout.move(to: .paid)
    effects.transfers += try post([paid(payout, line, day)])
    effects.payouts[id] = payout
  }

  private func paid(_ payout: Payout, _ line: BankLine, _ day: Day) -> Draft {
    Draft(
      debit: AccountKey(.payoutsInTransit), credit: AccountKey(.suspense), amount: payout.amount, on: day, reason: .payoutPaid,
      source: .payout(payout.id), memo: line.id.description)
  }

  /// The bank paid once more what was paid, or had come back: the payee owes it, and what comes next is the less. Or it gives that back.
  private func takeAgain(
    _ id: Payout.ID, _ amount: Money, _ part: MatchPart, _ line: BankLine, _ day: Day, _ command: Command, _ effects: inout MatchEffects
  ) throws {
    guard case .matchLine(let body) = command.action, !body.reason.isEmpty else { throw PayoutFault.reasonMissing }
    var payout = try requirePayout(id, effects)
    guard payout.way == .bank else { throw PayoutFault.notByHand(id, payout.way) }
    // What the bank called failed is corrected, as long as nothing is paid in its place.
    guard payout.outcome != .failed || payout.isOver else { throw PayoutFault.saidFailed(id) }
    guard amount == payout.amount else { throw PayoutFault.amountDiffers(id.description, expected: payout.amount, part: amount) }
    let isBack = part.amount > .zero
    try payout.payAgain(isBack: isBack)
    let payee = AccountKey(.payable, of: payout.payee)
    effects.transfers += try post([
      Draft(
        debit: isBack ? AccountKey(.suspense) : payee, credit: isBack ? payee : AccountKey(.suspense), amount: amount, on: day,
        reason: .payoutPaidAgain, source: .payout(id), memo: line.id.description)
    ])
    effects.payouts[id] = payout
  }

  private func takeReturned(
    _ id: Payout.ID, _ amount: Money, _ part: MatchPart, _ line: BankLine, _ day: Day, _ effects: inout MatchEffects
  ) throws {
    var payout = try requirePayout(id, effects)
    guard part.amount > .zero else { throw PayoutFault.wrongDirection(id.description, part.amount) }
    guard payout.way == .bank else { throw PayoutFault.notByHand(id, payout.way) }
    guard payout.state == .paid else { throw PayoutFault.payoutState(id, payout.state, to: .returned) }
    guard amount == payout.amount else { throw PayoutFault.returnDiffers(id, expected: payout.amount, part: amount) }
    try payout.move(to: .returned, note: line.body.returnCode)
    effects.transfers += try post([
      Draft(
        debit: AccountKey(.suspense), credit: AccountKey(.payable, of: payout.payee), amount: amount, on: day, reason: .payoutReturned,
        source: .payout(id), memo: line.id.description)
    ])
    effects.payouts[id] = payout
  }

  /// A line for a whole run: the bank debited what it paid, or all; or it gives back what it had debited and not paid.
  private func takeRun(
    _ id: PayoutRun.ID, _ amount: Money, _ part: MatchPart, _ line: BankLine, _ day: Day, _ effects: inout MatchEffects
  ) throws {
    guard var run = try effects.runs[id] ?? payoutRun(id) else { throw PayoutFault.unknownRun(id) }
    guard run.state == .sent else { throw PayoutFault.runState(id, run.state, to: .closed) }
    if part.amount > .zero {
      guard amount <= run.bankOwes else { throw PayoutFault.bankOwesLess(id, owes: run.bankOwes, amount: amount) }
      run.bankOwes = try run.bankOwes - amount
      effects.transfers += try post([
        Draft(
          debit: AccountKey(.suspense), credit: AccountKey(.payoutsInTransit), amount: amount, on: day, reason: .payoutReturned,
          source: .bankLine(line.id), memo: id.description)
      ])
      effects.runs[id] = run
      return
    }
    let all = try payouts(of: id).map { effects.payouts[$0.id] ?? $0 }.filter { $0.way == .bank }
    let open = all.filter { $0.state == .open }
    let sum = try open.reduce(Money.zero) { try $0 + $1.amount }
    // Those of which the bank said that they failed, and whose money it may have debited with the rest.
    let failed = try all.filter { $0.outcome == .failed }.reduce(Money.zero) { try $0 + $1.amount }
    let whole = try sum + failed
    guard !open.isEmpty, open.allSatisfy({ $0.outcome == .paid }), amount == sum || amount == whole else {
      throw PayoutFault.runDoesNotFit(id, amount: part.amount, open: sum)
    }
    var drafts = open.map { paid($0, line, day) }
    if amount > sum {
      run.bankOwes = try run.bankOwes + failed
      drafts.append(
        Draft(
          debit: AccountKey(.payoutsInTransit), credit: AccountKey(.suspense), amount: failed, on: day, reason: .payoutPaid,
          source: .bankLine(line.id), memo: id.description))
    }
    effects.transfers += try postAll(drafts)
    for var payout in open {
      try payout.move(to: .paid)
      effects.payouts[payout.id] = payout
    }
    effects.runs[id] = run
  }

  private func requirePayout(_ id: Payout.ID, _ effects: MatchEffects) throws -> Payout {
    guard let payout = try effects.payouts[id] ?? payout(id) else { throw PayoutFault.unknownPayout(id) }
    return payout
  }

  private func requireSent(_ id: PayoutRun.ID) throws {
    guard let run = try payoutRun(id) else { throw PayoutFault.unknownRun(id) }
    guard run.state == .sent || run.state == .closed else { throw PayoutFault.notSent(id, run.state) }
  }

  // MARK: Taking back

  func decide(_ body: UnmatchLine, _ command: Command) throws -> Outcome {
    guard !body.reason.isEmpty else { throw PayoutFault.reasonMissing }
    try requirePlain(body.reason, "reason")
    guard var line = try bankLine(body.line) else { throw PayoutFault.unknownLine(body.line) }
    guard let match = line.match else { throw PayoutFault.lineNotMatched(line.id) }
    var effects = MatchEffects()
    let made = try transfers(from: match.first, count: match.count)
    for part in match.parts { try restore(part, of: match, made, command, &effects) }
    // All of them or none: a run's may be several groups.
    try standingOrFalling {
      try squareOrders(of: match, made, command, on: postingDay(line.body.bookedOn), memo: body.reason)
      for start in stride(from: 0, to: made.count, by: Book.groupMax) {
        _ = try reverse(
          Array(made[start..<min(start + Book.groupMax, made.count)]), on: postingDay(line.body.bookedOn), memo: body.reason)
      }
    }
    line.match = nil
    line.isForPeople = true
    effects.put(into: self)
    put(line)
    return .bankLine(line.id)
  }

  private func restore(
    _ part: MatchPart, of match: LineMatch, _ made: [Transfer], _ command: Command, _ effects: inout MatchEffects
  ) throws {
    let amount = Money(fen: try part.amount.fen.magnitudeChecked())
    switch part.target {
    case .paid(let id): try move(id, to: .open, &effects)
    case .returned(let id): try move(id, to: .paid, &effects)
    case .run(let id):
      guard var run = try effects.runs[id] ?? payoutRun(id) else { throw PayoutFault.unknownRun(id) }
      run.reopen()
      if part.amount > .zero {
        run.bankOwes = try run.bankOwes + amount
      } else {
        // What it debited for payouts that failed is the one transfer that is no payout's.
        for transfer in made where transfer.reason == .payoutPaid {
          if case .payout(let payout) = transfer.source, payout.run == id {
            let isPartItself = match.parts.contains { $0.target == .paid(payout) }
            if !isPartItself { try move(payout, to: .open, &effects) }
          } else if transfer.memo == id.description {
            guard transfer.amount <= run.bankOwes else { throw PayoutFault.bankOwesLess(id, owes: run.bankOwes, amount: transfer.amount) }
            run.bankOwes = try run.bankOwes - transfer.amount
          }
        }
      }
      effects.runs[id] = run
    case .order(let id): try withdrawOrder(id, amount, of: match, command, &effects)
    case .again(let id):
      var payout = try requirePayout(id, effects)
      try payout.takeBackPaidAgain(isBack: part.amount > .zero)
      effects.payouts[id] = payout
    case .bankFee, .account: break
    }
  }

  private func move(_ id: Payout.ID, to state: Payout.State, _ effects: inout MatchEffects) throws {
    var payout = try requirePayout(id, effects)
    try payout.restore(to: state)
    effects.payouts[id] = payout
    guard state == .open, var run = try effects.runs[id.run] ?? payoutRun(id.run) else { return }
    run.reopen()
    effects.runs[id.run] = run
  }

  // MARK: Results

  func decide(_ body: RecordOutcomes, _ command: Command) throws -> Outcome {
    try load(payouts: body.outcomes.map(\.payout))
    var changed: [Payout.ID: Payout] = [:]
    var drafts: [Draft] = []
    for outcome in body.outcomes {
      guard var payout = try changed[outcome.payout] ?? payout(outcome.payout) else { throw PayoutFault.unknownPayout(outcome.payout) }
      try requireSent(payout.id.run)
      guard payout.way == .bank else { throw PayoutFault.notByHand(payout.id, payout.way) }
      let told: Payout.Outcome = outcome.isPaid ? .paid : .failed
      guard payout.outcome != told else { continue }
      guard payout.outcome == .unknown else { throw PayoutFault.outcomeKnown(payout.id) }
      payout.outcome = told
      if !outcome.isPaid {
        guard payout.state == .open else { throw PayoutFault.notOpenAnyMore(payout.id, payout.state) }
        try payout.move(to: .returned, note: outcome.code)
        drafts.append(failure(of: payout, on: command.at.day, memo: outcome.code))
      }
      changed[payout.id] = payout
    }
    guard !changed.isEmpty else { throw EngineFault.nothingToChange }
    _ = try postAll(drafts)
    changed.values.sorted { $0.id < $1.id }.forEach(put)
    return .applied
  }
}

extension MatchPart {
  /// As people write it.
  var name: String {
    switch target {
    case .paid(let id), .returned(let id), .again(let id): id.description
    case .run(let id): id.description
    case .order(let id): id.description
    case .bankFee: AccountRole.bankFee.rawValue
    case .account(let key): key.text
    }
  }
}
