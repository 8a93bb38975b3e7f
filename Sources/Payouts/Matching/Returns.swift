import Measures

/// Third step: a credit that the bank marks as given back, by payee, exact amount and window. One payout alone may fit, and it is given
/// back once at most. (By reference: ``ExactReference``.)
struct Returns {
  let payouts: KnownPayouts
  let claims: Claims
  let rivals: Rivals

  func wish(_ line: ReadLine) -> Wish? {
    guard !line.isDebit, line.isMarkedReturn, line.quoted.isEmpty else { return nil }
    guard let found = rivals.ofReturn(line), found.count == 1, let index = found.first,
      claims.returnedBy[index] == nil, payouts.agreement(line, index).isSure
    else { return nil }
    let evidence =
      line.returnEvidence + [.amountEqual] + payouts.agreement(line, index).evidence + claims.returnEvidence(line, index)
    let proposal = Proposal(
      line: line.line.id, parts: [MatchPart(claims.returnTarget(index), line.line.amount)], step: .returned, isAutomatic: true,
      score: 1000, evidence: evidence)
    return Wish(bookedOn: line.line.bookedOn, right: .inferred, claims: claims.returnSlots(index), proposal: proposal)
  }
}
