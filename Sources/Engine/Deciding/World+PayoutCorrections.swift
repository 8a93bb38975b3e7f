import Catalogue
import Ledger
import Measures
import Ordering
import Payouts

// What a bank said of a payment, and was wrong about: a person says so, with the reason.
extension World {
  /// What a payment that failed claimed is owed again.
  func failure(of payout: Payout, on day: Day, memo: String) -> Draft {
    Draft(
      debit: AccountKey(.payoutsInTransit), credit: AccountKey(.payable, of: payout.payee), amount: payout.amount, on: postingDay(day),
      reason: .payoutReturned, source: .payout(payout.id), memo: memo)
  }

  func correct(_ payout: Payout, of run: PayoutRun, isPaid: Bool, on day: Day, _ reason: String) throws {
    guard !reason.isEmpty else { throw PayoutFault.reasonMissing }
    try requirePlain(reason, "reason")
    guard payout.way == .bank else { throw PayoutFault.notByHand(payout.id, payout.way) }
    guard payout.outcome == (isPaid ? .failed : .paid) else { throw PayoutFault.nothingToCorrect(payout.id, payout.outcome) }
    if isPaid {
      try wasPaid(payout, of: run, on: day, reason)
    } else {
      try hasFailed(payout, of: run, on: day, reason)
    }
  }

  /// It was paid after all: what is owed again is claimed again; where a correction took of that meanwhile, the payee owes the rest, for the
  /// payment has happened. Where the bank debited it with its run, it owes that no longer, and the
  /// payout is paid; else it waits for its line.
  private func wasPaid(_ payout: Payout, of run: PayoutRun, on day: Day, _ reason: String) throws {
    var (payout, run) = (payout, run)
    if let later = payout.reissuedAs { throw PayoutFault.paidAgain(payout.id, by: later) }
    // Nobody can tell whether a part that the bank gave back was this one.
    let failed = try payouts(of: run.id).filter { $0.outcome == .failed }.reduce(Money.zero) { try $0 + $1.amount }
    guard run.bankOwes == .zero || run.bankOwes == failed else { throw PayoutFault.partlyGivenBack(run.id) }
    let wasDebited = run.bankOwes > .zero
    try payout.correctFailure(wasDebited: wasDebited)
    if wasDebited { run.bankOwes = try run.bankOwes - payout.amount } else { run.reopen() }
    _ = try post([
      Draft(
        debit: AccountKey(.payable, of: payout.payee), credit: AccountKey(.payoutsInTransit), amount: payout.amount, on: postingDay(day),
        reason: .payoutClaimed, source: .payout(payout.id), memo: reason)
    ])
    put(payout)
    put(run)
  }

  /// It failed after all. Where its whole run was debited, the bank owes that again.
  private func hasFailed(_ payout: Payout, of run: PayoutRun, on day: Day, _ reason: String) throws {
    var (payout, run) = (payout, run)
    if payout.isPaidWithRun {
      run.bankOwes = try run.bankOwes + payout.amount
      run.reopen()
    }
    try payout.correctPayment(note: reason)
    _ = try post([failure(of: payout, on: day, memo: reason)])
    put(payout)
    put(run)
  }
}
