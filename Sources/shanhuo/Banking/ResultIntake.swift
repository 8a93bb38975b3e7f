import BankFiles
import Catalogue
import Engine
import Ledger
import Measures
import Messages
import Payouts
import Storage

/// Takes what the bank says of payments (回盘, pain.002): what is settled waits for its line, what failed is owed again.
final class ResultIntake {
  private let session: Session
  private let county: String
  /// Which run rows without a reference are of.
  private let run: PayoutRun.ID?
  private let accounts: PayoutAccounts
  private var told: [Payout.ID: PayoutOutcome] = [:]
  private var contradicted: Set<Payout.ID> = []
  /// Of which the books have it already.
  private var knownBefore: Set<Payout.ID> = []
  /// What is said of whole batches, in its order; it holds for payments of which nothing else is said.
  private var wholes: [PayoutRun.ID: [PaymentOutcome]] = [:]
  /// Payments with a row of their own, taken or not.
  private var spoken: Set<Payout.ID> = []
  /// Runs of which a payment is said not to be rejected.
  private var alive: Set<PayoutRun.ID> = []
  /// Runs that the bank has already, as it says: what it says of a second copy is not said of the first.
  private var duplicated: Set<PayoutRun.ID> = []
  /// Runs of which the bank took something, by this file or by one before.
  private var accepted: AcceptedMarks
  /// A row cannot be read, or nobody knows of which payment it is: it may be of any that is not named.
  private var isUnsure = false
  private var byBank: [PayoutRun.ID: [Payout]] = [:]
  private(set) var rows: Int64 = 0
  private(set) var paid: Int64 = 0
  private(set) var failed: Int64 = 0
  private(set) var pending: Int64 = 0
  /// Told before by another file.
  private(set) var known: Int64 = 0
  private(set) var findings: [ReconcileFinding] = []

  init(_ session: Session, _ own: OwnAccount, run: PayoutRun.ID?) throws {
    self.session = session
    self.run = run
    accepted = try AcceptedMarks(session, own)
    county = try session.catalogue().county.code
    accounts = PayoutAccounts(session, key: try? session.vaultKey())
    if let run, try session.register.payoutRun(run) == nil { throw PayoutFault.unknownRun(run) }
  }

  func take(_ outcome: PaymentOutcome) throws {
    rows += 1
    guard outcome.scope == .payment else { return try takeWhole(outcome) }
    guard let (payout, found) = try payout(outcome) else {
      isUnsure = true
      return refuse(.noPayout(outcome.reference.isEmpty ? outcome.name : outcome.reference), outcome)
    }
    // Right check digits stand above a name, and not above another account. A row that only its place tells has to say the amount too.
    let account = try accounts.fit(outcome.account, payout)
    let isOthers = account == .contradicts || found != .byCheckDigits && isNamedOtherwise(outcome, payout)
    let isUntold = try found == .byPlace && (outcome.amount == nil || account < .tail && mayBeTwins(outcome, payout))
    if isOthers || isUntold {
      isUnsure = true
      return refuse(.otherPayee(payout.id, outcome.name, account: String(outcome.account.suffix(4))), outcome)
    }
    spoken.insert(payout.id)
    if outcome.status == .accepted { accepted.insert(payout.id.run) }
    if outcome.isDuplicate {
      alive.insert(payout.id.run)
      return refuse(.duplicate(payout.id.description), outcome)
    }
    if outcome.status != .rejected { alive.insert(payout.id.run) }
    if let amount = outcome.amount, amount != payout.amount { return refuse(.amount(payout.id, amount, payout.amount), outcome) }
    tell(payout, outcome)
  }

  /// A row of the file could not be read.
  func noteUnreadable() { isUnsure = true }

  /// Of a run that the bank has.
  private func takeWhole(_ outcome: PaymentOutcome) throws {
    guard let run = runs(in: [outcome.batchReference, outcome.reference]).first, try !payoutsByBank(of: run).isEmpty else {
      return refuse(.noRun(outcome.batchReference.isEmpty ? outcome.reference : outcome.batchReference), outcome)
    }
    if outcome.isDuplicate {
      guard duplicated.insert(run).inserted else { return }
      return refuse(.duplicate(run.description), outcome)
    }
    wholes[run, default: []].append(outcome)
  }

  private func refuse(_ fault: ResultFault, _ outcome: PaymentOutcome) {
    findings.append(ReconcileFinding(fault, line: outcome.place.line))
  }

  /// A failure that would do as well for another payout of the run, by amount and name: a list of failures may be numbered anew.
  private func mayBeTwins(_ outcome: PaymentOutcome, _ payout: Payout) throws -> Bool {
    guard outcome.status == .rejected else { return false }
    return try payoutsByBank(of: payout.id.run).contains {
      $0.id != payout.id && $0.amount == payout.amount && !isNamedOtherwise(outcome, $0)
    }
  }

  private func isNamedOtherwise(_ outcome: PaymentOutcome, _ payout: Payout) -> Bool {
    NameFit(shown: outcome.name, known: payout.account?.name ?? "") == .contradicts
  }

  private func tell(_ payout: Payout, _ outcome: PaymentOutcome) {
    let id = payout.id
    let new: PayoutOutcome
    switch outcome.status {
    case .settled: new = PayoutOutcome(payout: id, isPaid: true)
    case .rejected:
      let code = outcome.code.isEmpty ? outcome.reason : outcome.code
      new = PayoutOutcome(payout: id, isPaid: false, code: code.onOneLine)
    case .accepted, .pending:
      pending += 1
      return
    }
    // Of two rows that say different things, neither is taken.
    if let before = told[id], before.isPaid != new.isPaid {
      contradicted.insert(id)
      refuse(.contradiction(id), outcome)
    }
    if payout.outcome == (new.isPaid ? .paid : .failed) { knownBefore.insert(id) }
    told[id] = new
  }

  /// How a row tells which payout it is about.
  private enum Found { case byCheckDigits, byNumber, byPlace }

  /// By its reference; where there is none, ours or another's, by the row's number in the sheet of the run that was named.
  private func payout(_ outcome: PaymentOutcome) throws -> (payout: Payout, found: Found)? {
    let readings = PaymentReference.readings(in: outcome.reference, county: county)
    for reading in readings {
      switch reading {
      case .verified(.payout(let id)): return try session.register.payout(id).map { ($0, .byCheckDigits) }
      case .plain(.payout(let id)): return try session.register.payout(id).map { ($0, .byNumber) }
      default: continue
      }
    }
    let named = runs(in: [outcome.batchReference]).first ?? run
    // What stands there without a digit (`-`, `NOTPROVIDED`) is no reference.
    let hasReference = outcome.reference.utf8.contains { (49...57).contains($0) }
    guard !hasReference, let named, let sequence = outcome.sequence, sequence > 0 else { return nil }
    let all = try payoutsByBank(of: named)
    return sequence <= all.count ? (all[Int(sequence - 1)], .byPlace) : nil
  }

  private func runs(in texts: [String]) -> [PayoutRun.ID] {
    texts.flatMap { PaymentReference.readings(in: $0, county: county) }.compactMap { reading in
      switch reading {
      case .verified(.run(let id)), .plain(.run(let id)): id
      default: nil
      }
    }
  }

  private func payoutsByBank(of run: PayoutRun.ID) throws -> [Payout] {
    if let known = byBank[run] { return known }
    let all = try session.register.payouts(of: run).filter { $0.way == .bank && $0.state != .dropped }
    byBank[run] = all
    return all
  }

  /// What holds for the payments of a run of which nothing else is said: nothing, where the file contradicts itself or the books on it, or
  /// where a row may be of one of them.
  private func word(for run: PayoutRun.ID, _ words: [PaymentOutcome]) throws -> PaymentOutcome? {
    if words.contains(where: { $0.status == .accepted }) { accepted.insert(run) }
    let final = words.filter { $0.status == .settled || $0.status == .rejected }
    guard let last = final.last else { return words.last }
    let isAlive = try alive.contains(run) || accepted.contains(run) || payoutsByBank(of: run).contains(where: \.isKnownToBePaid)
    let isContradicted = Set(final.map(\.status)).count > 1 || last.status == .rejected && isAlive
    guard isContradicted || isUnsure else { return last }
    refuse(isContradicted ? .wholeContradicted(run) : .wholeUnsure(run), last)
    return nil
  }

  /// Records what was told, in batches.
  func finish() throws {
    // The payments of a second copy are refused with it.
    for (id, outcome) in told where !outcome.isPaid && duplicated.contains(id.run) { told[id] = nil }
    for run in duplicated { wholes[run]?.removeAll { $0.status == .rejected } }
    for (run, words) in wholes.sorted(by: { $0.key < $1.key }) {
      guard let word = try word(for: run, words) else { continue }
      for payout in try payoutsByBank(of: run) where !spoken.contains(payout.id) { tell(payout, word) }
    }
    try accepted.record()
    let taken = told.values.filter { !contradicted.contains($0.payout) }
    let all = taken.filter { !knownBefore.contains($0.payout) }.sorted { $0.payout < $1.payout }
    known = Int64(taken.count - all.count)
    paid = Int64(all.count { $0.isPaid })
    failed = Int64(all.count) - paid
    for start in stride(from: 0, to: all.count, by: BatchWriter.batchMax) {
      try record(Array(all[start..<min(start + BatchWriter.batchMax, all.count)]))
    }
  }

  /// What stands in the way of the whole is told; what was known before is no news.
  private func record(_ outcomes: [PayoutOutcome]) throws {
    do {
      _ = try session.submit(.recordOutcomes(RecordOutcomes(outcomes)))
    } catch EngineFault.nothingToChange {
      return
    } catch let fault as PayoutFault where outcomes.count > 1 {
      // One that does not fit must not hold the others back.
      _ = fault
      for outcome in outcomes { try record([outcome]) }
    } catch let fault as PayoutFault {
      if outcomes[0].isPaid { paid -= 1 } else { failed -= 1 }
      findings.append(ReconcileFinding(fault, line: 0))
    }
  }
}

extension Payout {
  /// A bank line or a result file said before that it was paid, though it may have come back since.
  fileprivate var isKnownToBePaid: Bool {
    switch state {
    case .paid: true
    case .open: outcome == .paid
    case .returned, .reissued: outcome != .failed
    case .dropped: false
    }
  }
}

extension PaymentOutcome {
  fileprivate var isDuplicate: Bool { status == .rejected && DuplicateRejection.isOne(code: code, reason: reason) }
}

/// Why a row of a result file cannot be taken.
enum ResultFault: Fault {
  case noPayout(String)
  case amount(Payout.ID, Money, Money)
  case noRun(String)
  case otherPayee(Payout.ID, String, account: String)
  case contradiction(Payout.ID)
  case wholeContradicted(PayoutRun.ID)
  case wholeUnsure(PayoutRun.ID)
  /// The bank refused it, or the run, as one that it has already.
  case duplicate(String)

  var code: String {
    switch self {
    case .noPayout, .noRun: "E-PAY-043"
    case .amount: "E-PAY-044"
    case .otherPayee: "E-PAY-047"
    case .contradiction, .wholeContradicted: "E-PAY-048"
    case .wholeUnsure: "E-PAY-065"
    case .duplicate: "E-PAY-070"
    }
  }

  var text: Text {
    switch self {
    case .noPayout(let row):
      Text(zh: "「\(row)」不是哪一笔兑付;没有编号的回盘请加 --run PR-1。", en: "“\(row)” is no payout; where a result file has no references, add --run PR-1.")
    case .noRun(let name):
      Text(zh: "「\(name)」不是送到银行的哪一批;未采用。", en: "“\(name)” is no run that went to a bank; it was not taken.")
    case .otherPayee(let id, let name, let account):
      Text(
        zh: "一行按编号或顺序是 \(id),但户名「\(name)」、账号尾号「\(account)」或金额与它对不上,或同批另一笔也相符;未采用。",
        en:
          "a row means \(id) by its reference or place, but its name “\(name)”, its account “…\(account)” or its amount is not that payout's, or is another's as well; it was not taken."
      )
    case .wholeContradicted(let run):
      Text(
        zh: "对 \(run) 整批的说法与其他说法不一;只采用各笔自己的。",
        en: "what is said of \(run) as a whole contradicts what else is said of it; only what is said of single payments was taken.")
    case .wholeUnsure(let run):
      Text(
        zh: "有的行读不出或不知是哪一笔,所以对 \(run) 整批的说法未采用;只采用各笔自己的。",
        en:
          "a row cannot be read, or nobody knows of which payment it is, so what is said of \(run) as a whole was not taken; only what is said of single payments."
      )
    case .duplicate(let what):
      Text(
        zh: "银行把 \(what) 当作重复提交拒收,所以先前那一份可能已付;未采用,什么都没有退回。请问银行先前那一份的结果。",
        en:
          "the bank refused \(what) as a duplicate, so what it has already may be paid; it was not taken, and nothing is owed again. Ask the bank what became of the first."
      )
    case .contradiction(let id):
      Text(zh: "回盘中 \(id) 的各行说法不一;都未采用。", en: "the rows of \(id) contradict each other; none was taken.")
    case .amount(let id, let found, let amount):
      Text(zh: "\(id) 的回盘金额是 \(found),应为 \(amount);未采用。", en: "the result of \(id) is of \(found), which pays \(amount); it was not taken.")
    }
  }
}
