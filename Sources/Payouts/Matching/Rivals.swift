import Measures

/// The payouts between which a line without a sure reference would have to choose: same amount, and a payee that may be its other side.
///
/// One alone is unique. Payees of one name with equal amounts are many; where the bank shows no account to tell them apart, people do.
struct Rivals {
  let payouts: KnownPayouts
  let claims: Claims
  let rules: MatchingRules

  /// What a debit may be about: all that was in transit when it was booked, however old, and what was paid within the window.
  func ofPayment(_ line: ReadLine) -> [Int]? {
    payouts.pool(for: line) { index in
      let days = payouts.sentOn[index].days(to: line.bookedOn)
      return days >= 0 && (claims.isInTransit(index) || days <= rules.paymentDaysMax)
    }
  }

  /// What a credit may give back: all that was paid or sent within the window, given back already or not. What failed has only what the
  /// bank debited for it with its run.
  func ofReturn(_ line: ReadLine) -> [Int]? {
    payouts.pool(for: line) { isWithinReturnWindow(line, $0) && (!claims.isFailed[$0] || claims.isOwedBack($0)) }
  }

  /// Whether a credit can be a payout that comes back: one that has not come back yet, or was paid twice. Where they are too many to look
  /// at, it can.
  func mayGiveBack(_ line: ReadLine) -> Bool {
    guard let found = ofReturn(line) else { return true }
    return found.contains { !claims.isBack($0) || claims.isPaidAgain($0) }
  }

  func isWithinReturnWindow(_ line: ReadLine, _ index: Int) -> Bool {
    let left = claims.paidOn[index] ?? payouts.sentOn[index]
    return (0...rules.returnDaysMax).contains(left.days(to: line.bookedOn))
  }

  func isWithinPaymentWindow(_ line: ReadLine, sentOn: Day) -> Bool {
    (0...rules.paymentDaysMax).contains(sentOn.days(to: line.bookedOn))
  }
}
