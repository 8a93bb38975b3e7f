import Ledger
import Measures

/// Of the second step: a credit for what failed after its run was debited whole, by the run's reference, or by an amount that one run
/// alone is owed, where the line shows no reference, and nobody but the payee of what failed.
struct OwedBack {
  let payouts: KnownPayouts
  let runs: KnownRuns
  let claims: Claims
  let rules: MatchingRules
  /// The runs to which the bank owes something, by how much.
  private let owing: [Int64: [Int]]

  init(payouts: KnownPayouts, runs: KnownRuns, claims: Claims, rules: MatchingRules) {
    self.payouts = payouts
    self.runs = runs
    self.claims = claims
    self.rules = rules
    owing = Dictionary(grouping: runs.all.indices.filter { claims.owedBack[$0] > 0 }) { claims.owedBack[$0] }
  }

  func wish(_ line: ReadLine) -> Wish? {
    guard !line.isDebit, !owing.isEmpty, let (index, right) = find(line), line.magnitude <= claims.owedBack[index] else { return nil }
    let run = runs.all[index].id
    let owed = Evidence.owedBack(Money(fen: claims.owedBack[index]))
    let proposal = Proposal(
      line: line.id, parts: [MatchPart(.run(run), line.amount)], step: .wholeRun, isAutomatic: true, score: 1000,
      evidence: line.quoted.evidence + [owed] + line.returnEvidence)
    return Wish(bookedOn: line.bookedOn, right: right, claims: [(.owedBack(index), line.magnitude)], proposal: proposal)
  }

  private func find(_ line: ReadLine) -> (Int, Right)? {
    if let run = line.quoted.run {
      guard let index = runs.index(of: run) else { return nil }
      if line.quoted.isVerified { return (index, .verified) }
      // PR-1 is anybody's number as well.
      let isGivenBack = line.saysGivenBack || line.magnitude == claims.owedBack[index]
      return line.isOfNobody && line.isOfRunAlone && isGivenBack ? (index, .plain) : nil
    }
    guard line.quoted.isEmpty, line.isMarkedReturn, line.hasNoOtherReference else { return nil }
    let found = (owing[line.magnitude] ?? []).filter { isWithinWindow(line, $0) && (line.isOfNobody || isOfFailed(line, $0)) }
    guard found.count == 1, !isOneReturn(line, besides: found[0]) else { return nil }
    return (found[0], .inferred)
  }

  /// The other side is the payee of a payout of the run that failed, of this amount.
  private func isOfFailed(_ line: ReadLine, _ run: Int) -> Bool {
    payouts.ofAmount(line.magnitude).contains { index in
      let index = Int(index)
      return claims.isFailed[index] && payouts.ids[index].run == runs.all[run].id && payouts.amounts[index] == line.magnitude
        && payouts.agreement(line, index).isSure
    }
  }

  private func isWithinWindow(_ line: ReadLine, _ run: Int) -> Bool {
    let left = claims.runPaidOn[run] ?? runs.all[run].sentOn
    return (0...rules.returnDaysMax).contains(left.days(to: line.bookedOn))
  }

  /// A payout of the same amount may be what comes back, other than one that failed in the run itself.
  private func isOneReturn(_ line: ReadLine, besides run: Int) -> Bool {
    payouts.ofAmount(line.magnitude).contains { index in
      let index = Int(index)
      let isOfRun = claims.isFailed[index] && payouts.ids[index].run == runs.all[run].id
      return !isOfRun && claims.room(.returned(index)) > 0
    }
  }
}
