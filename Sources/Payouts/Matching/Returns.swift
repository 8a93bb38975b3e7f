import Measures

/// Fourth step: a credit that the bank marks as given back, by payee with account, exact amount and window. One payout alone may fit, and it
/// is given back once at most. (By reference: ``ExactReference``.)
struct Returns {
  let payouts: KnownPayouts
  let claims: Claims
  let rivals: Rivals
  let unexplained: UnexplainedDebits

  func wish(_ line: ReadLine) -> Wish? {
    guard !line.isDebit, line.isMarkedReturn, line.quoted.isEmpty, line.hasNoOtherReference else { return nil }
    guard let found = rivals.ofReturn(line), found.count == 1, let index = found.first,
      claims.room(.returned(index)) > 0, payouts.agreement(line, index).isSureByAccount, !unexplained.mayCancel(line, payouts, index)
    else { return nil }
    let evidence =
      line.returnEvidence + [.amountEqual] + payouts.agreement(line, index).evidence + claims.returnEvidence(line, index)
    let proposal = Proposal(
      line: line.id, parts: [MatchPart(claims.returnTarget(index), line.amount)], step: .returned, isAutomatic: true,
      score: 1000, evidence: evidence)
    return Wish(bookedOn: line.bookedOn, right: .inferred, claims: claims.returnSlots(index), proposal: proposal)
  }
}
