import Measures

/// Third step: a debit without a reference and a payout that have only each other, by exact amount, window, and payee.
///
/// The account, or its end, has to agree: namesakes are paid equal amounts for other things too. And the line must not say that it is for
/// something else, since the county's offices pay the same people.
///
/// That no other line wants the payout by equal right is seen when the wishes are settled.
struct UniquePair {
  let payouts: KnownPayouts
  let claims: Claims
  let rivals: Rivals

  func wish(_ line: ReadLine) -> Wish? {
    guard line.isDebit, line.quoted.isEmpty, line.isOfNothingElse else { return nil }
    guard let found = rivals.ofPayment(line), found.count == 1, let index = found.first, isOpen(index, line),
      rivals.isWithinPaymentWindow(line, sentOn: payouts.sentOn[index]), payouts.agreement(line, index).isSureByAccount
    else { return nil }
    let evidence = [.amountEqual] + payouts.agreement(line, index).evidence + [line.days(since: payouts.sentOn[index], .sent)]
    let proposal = Proposal(
      line: line.id, parts: [MatchPart(.paid(payouts.ids[index]), line.amount)], step: .uniquePair, isAutomatic: true,
      score: 1000,
      evidence: evidence)
    return Wish(bookedOn: line.bookedOn, right: .inferred, claims: [(.paid(index), 1)], proposal: proposal)
  }

  /// In transit, and not given back before.
  private func isOpen(_ index: Int, _ line: ReadLine) -> Bool {
    claims.isInTransit(index) && claims.returned[index].map { $0.on >= line.bookedOn } ?? true
  }
}
