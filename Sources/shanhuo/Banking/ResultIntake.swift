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
  private var told: [Payout.ID: PayoutOutcome] = [:]
  private var contradicted: Set<Payout.ID> = []
  /// Of which the books have it already.
  private var knownBefore: Set<Payout.ID> = []
  /// Of whole batches; they hold where no payment says otherwise.
  private var batches: [PayoutRun.ID: PaymentOutcome] = [:]
  private var byBank: [PayoutRun.ID: [Payout]] = [:]
  private(set) var rows: Int64 = 0
  private(set) var paid: Int64 = 0
  private(set) var failed: Int64 = 0
  private(set) var pending: Int64 = 0
  /// Told before by another file.
  private(set) var known: Int64 = 0
  private(set) var findings: [ReconcileFinding] = []

  init(_ session: Session, run: PayoutRun.ID?) throws {
    self.session = session
    self.run = run
    county = try session.catalogue().county.code
    if let run, try session.register.payoutRun(run) == nil { throw PayoutFault.unknownRun(run) }
  }

  func take(_ outcome: PaymentOutcome) throws {
    rows += 1
    guard outcome.scope == .payment else {
      if let run = runs(in: [outcome.batchReference, outcome.reference]).first {
        batches[run] = outcome
      } else {
        findings.append(ReconcileFinding(ResultFault.noPayout(outcome.batchReference), line: outcome.place.line))
      }
      return
    }
    guard let (payout, found) = try payout(outcome) else {
      findings.append(
        ReconcileFinding(ResultFault.noPayout(outcome.reference.isEmpty ? outcome.name : outcome.reference), line: outcome.place.line))
      return
    }
    if let amount = outcome.amount, amount != payout.amount {
      findings.append(ReconcileFinding(ResultFault.amount(payout.id, amount, payout.amount), line: outcome.place.line))
      return
    }
    // Right check digits stand above a name. A row that only its place tells has to say the amount too.
    if found == .byPlace && outcome.amount == nil || found != .byCheckDigits && contradicts(outcome, payout) {
      findings.append(ReconcileFinding(ResultFault.otherPayee(payout.id, outcome.name), line: outcome.place.line))
      return
    }
    tell(payout, outcome)
  }

  private func contradicts(_ outcome: PaymentOutcome, _ payout: Payout) -> Bool {
    let (said, known) = (outcome.name.filter { !$0.isWhitespace }, payout.account?.name.filter { !$0.isWhitespace } ?? "")
    return !said.isEmpty && !said.contains("*") && said != known
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
      findings.append(ReconcileFinding(ResultFault.contradiction(id), line: outcome.place.line))
    }
    if payout.outcome == (new.isPaid ? .paid : .failed) { knownBefore.insert(id) }
    told[id] = new
  }

  /// How a row tells which payout it is about.
  private enum Found { case byCheckDigits, byNumber, byPlace }

  /// By its reference; without one by the row's number in the sheet of the run that was named.
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
    guard readings.isEmpty, let named, let sequence = outcome.sequence, sequence > 0 else { return nil }
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

  /// Records what was told, in batches.
  func finish() throws {
    for (run, outcome) in batches {
      for payout in try payoutsByBank(of: run) where told[payout.id] == nil { tell(payout, outcome) }
    }
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

/// Why a row of a result file cannot be taken.
enum ResultFault: Fault {
  case noPayout(String)
  case amount(Payout.ID, Money, Money)
  case otherPayee(Payout.ID, String)
  case contradiction(Payout.ID)

  var code: String {
    switch self {
    case .noPayout: "E-PAY-043"
    case .amount: "E-PAY-044"
    case .otherPayee: "E-PAY-047"
    case .contradiction: "E-PAY-048"
    }
  }

  var text: Text {
    switch self {
    case .noPayout(let row):
      Text(zh: "「\(row)」不是哪一笔兑付;没有编号的回盘请加 --run PR-1。", en: "“\(row)” is no payout; where a result file has no references, add --run PR-1.")
    case .otherPayee(let id, let name):
      Text(
        zh: "一行按顺序或编号(无校验位)是 \(id),但户名「\(name)」或金额与它对不上;未采用。",
        en:
          "a row means \(id) by its place, or by a number without check digits, but its name “\(name)” or its amount is not that payout's; it was not taken."
      )
    case .contradiction(let id):
      Text(zh: "回盘中 \(id) 的各行说法不一;都未采用。", en: "the rows of \(id) contradict each other; none was taken.")
    case .amount(let id, let found, let amount):
      Text(zh: "\(id) 的回盘金额是 \(found),应为 \(amount);未采用。", en: "the result of \(id) is of \(found), which pays \(amount); it was not taken.")
    }
  }
}
