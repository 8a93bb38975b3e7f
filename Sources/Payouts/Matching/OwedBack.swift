import Ledger
import Measures

/// Of the second step: a credit for what failed after its run was debited whole, by the run's reference, or by an amount that one run
/// alone is owed, where the line shows no reference. It is all that is owed, or what some of those that failed come to, and shows nobody but
/// a payee of those: what was paid comes back under the run's reference as well.
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
      guard line.quoted.fragments.isEmpty, line.magnitude <= claims.owedBack[index], isOfFailures(line, index) else { return nil }
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

  /// By the run's reference: what is owed, or one that failed, or a sum of some of them and of no others; from nobody, or from a payee of
  /// those; and no payout of the run that was paid can be what comes back.
  private func isOfFailures(_ line: ReadLine, _ run: Int) -> Bool {
    let all = payouts.of(runs.all[run].id)
    let isPaidOne = all.contains {
      !claims.isFailed[$0] && payouts.amounts[$0] == line.magnitude && claims.room(.returned($0)) > 0
        && !payouts.agreement(line, $0).contradicts
    }
    let open = all.filter { claims.isFailed[$0] && !claims.isBack($0) }
    guard !isPaidOne, let failed = failures(line.magnitude, open, run) else { return false }
    return line.isOfNobody || failed.contains { payouts.agreement(line, $0).isLikely }
  }

  /// Those that failed and come to an amount; nil where none do, or nobody can tell which.
  private func failures(_ fen: Int64, _ failed: [Int], _ run: Int) -> [Int]? {
    if fen == claims.owedBack[run] { return failed }
    let single = failed.filter { payouts.amounts[$0] == fen }
    guard single.isEmpty else { return single }
    guard failed.count <= rules.sumCandidatesMax,
      let sum = SubsetSum(failed.map { payouts.amounts[$0] }, target: fen, itemsMax: rules.sumItemsMax), !sum.isAmbiguous
    else { return nil }
    return sum.items.map { failed[$0] }
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
