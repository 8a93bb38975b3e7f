import Measures

/// Second step: one debit for a whole run, by its reference (its number alone only where the line shows nobody and says nothing else), or by a total that no other run within the window has, where the line shows
/// nobody, no reference and no purpose but ours: a payment to one is not for many. So is one by the run's reference that shows a payee, or
/// has something left of another reference beside it.
///
/// The result file says which of its payouts were paid. The line has to be the sum of those, or that with all that failed: then the bank
/// owes back what failed. Without a result file, or where the run's payouts were matched one by one, people decide.
struct WholeRun {
  let payouts: KnownPayouts
  let runs: KnownRuns
  let claims: Claims
  let rules: MatchingRules

  func wish(_ line: ReadLine) -> Wish? {
    guard line.isDebit, let (index, right) = find(line), claims.room(.run(index)) > 0, isExplained(line, index)
    else { return nil }
    let run = runs.all[index]
    // Last, since it looks at every payout of the run.
    guard !payouts.showsPayee(line, of: run.id) else { return nil }
    let proposal = Proposal(
      line: line.id, parts: [MatchPart(.run(run.id), line.amount)], step: .wholeRun, isAutomatic: true, score: 1000,
      evidence: line.quoted.evidence + evidence(line, index))
    return Wish(bookedOn: line.bookedOn, right: right, claims: [(.run(index), 1)], proposal: proposal)
  }

  /// The result file is there, and the line is the sum of what it says was paid, or the total.
  func isExplained(_ line: ReadLine, _ index: Int) -> Bool {
    guard let result = runs.results[index] else { return false }
    return line.magnitude == result.paidSum || line.magnitude == result.wholeSum
  }

  private func find(_ line: ReadLine) -> (Int, Right)? {
    if let run = line.quoted.run {
      guard line.quoted.fragments.isEmpty else { return nil }
      if line.quoted.isVerified { return runs.index(of: run).map { ($0, .verified) } }
      // PR-1 is anybody's number as well.
      return line.isOfNobody && line.isOfRunAlone ? runs.index(of: run).map { ($0, .plain) } : nil
    }
    guard line.quoted.isEmpty, line.isOfNothingElse, line.isOfNobody else { return nil }
    let found = byTotal(line)
    guard found.count == 1, !isOnePayout(line), runs.all[found[0]].inTransitCount > 1 else { return nil }
    return (found[0], .inferred)
  }

  /// The open runs of this amount that were sent within the window before the line.
  func byTotal(_ line: ReadLine) -> [Int] {
    runs.ofAmount(line.magnitude).filter {
      claims.runPaidBy[$0] == nil && (0...rules.paymentDaysMax).contains(runs.all[$0].sentOn.days(to: line.bookedOn))
    }
  }

  /// A payout in transit has the same amount.
  private func isOnePayout(_ line: ReadLine) -> Bool {
    payouts.ofAmount(line.magnitude).contains { claims.isInTransit(Int($0)) }
  }

  /// What the result file says, or that it is missing.
  func evidence(_ line: ReadLine, _ index: Int) -> [Evidence] {
    let run = runs.all[index]
    let days = line.days(since: run.sentOn, .sent)
    guard let result = runs.results[index] else { return [.resultFileMissing(run.id), days] }
    let outcomes = Evidence.outcomes(paid: Int64(result.paid.count), failed: Int64(result.failed.count))
    let isOwed = line.magnitude == result.wholeSum && result.failedSum > 0
    let amount: [Evidence] = isExplained(line, index) ? [.amountEqual] : []
    return amount + [outcomes] + (isOwed ? [.owedBack(Money(fen: result.failedSum))] : []) + [days]
  }
}
