public import Measures

/// One thing that speaks for a proposal, or against it.
public enum Evidence: Sendable, Hashable {
  /// How a reference was read.
  public enum Reading: UInt8, Sendable, Hashable, CaseIterable {
    case verified = 0
    case plain = 1
    case damaged = 2
  }

  /// A day from which a line's distance is counted.
  public enum Milestone: UInt8, Sendable, Hashable, CaseIterable {
    case sent = 0
    case paid = 1
    case due = 2
  }

  case reference(PaymentReference.Subject, Reading)
  case amountEqual
  /// The line's amount less what it would explain, magnitudes.
  case amountDiffers(by: Money)
  /// Several items add up to the line's amount exactly.
  case addsUp(items: Int64)
  case name(NameFit)
  case account(AccountFit)
  /// The last four digits that agree.
  case cardEnd(String)
  /// Below zero: before.
  case days(Int64, since: Milestone)
  case returnCode(String)
  /// The bank marks the line as given back, without a code.
  case returnMark
  /// What the line has above the payout goes to the bank's fee.
  case fee(Money)
  /// An order stays open with this.
  case partPayment(left: Money)
  /// What the result file says of the run.
  case outcomes(paid: Int64, failed: Int64)
  /// The run was debited whole, though the result file says that payments failed: the bank owes this.
  case owedBack(Money)
  /// The result file says that this payout failed, so the line gives back what was debited with the run.
  case failedWithRun(Payout.ID)
  /// The result file says that this payout failed; if it was paid after all, that has to be corrected first.
  case saidFailed(Payout.ID)

  /// No result file, or none that tells of every payout of the run.
  case resultFileMissing(PayoutRun.ID)
  /// Payouts of the run were matched one by one, so no line is for the whole of it.
  case runMatchedSingly(PayoutRun.ID)
  case alreadyPaid(Payout.ID, by: BankLine.ID?)
  /// A second payment of it was booked, which the line may give back.
  case paidAgain(Payout.ID)
  case alreadyReturned(Payout.ID, by: BankLine.ID?)
  case runAlreadyPaid(PayoutRun.ID, by: BankLine.ID?)
  case alreadyReceived(by: BankLine.ID)
  /// Another payout of the same amount to a payee of the same name.
  case twin(Payout.ID)
  /// So many others have the same amount and would do as well.
  case othersOfSameAmount(Int64)
  /// Another set of items adds up as well.
  case anotherSum
  /// Not all candidates were looked through.
  case boundReached(candidates: Int64)
}

extension Evidence {
  /// Whether it speaks against the proposal, or at least for caution.
  public var isAgainst: Bool {
    switch self {
    case .reference, .amountEqual, .addsUp, .cardEnd, .returnCode, .returnMark, .fee, .partPayment, .outcomes, .owedBack,
      .failedWithRun, .paidAgain:
      false
    case .name(let fit): fit == .contradicts
    case .account(let fit): fit == .contradicts
    case .days(let count, _): count < 0
    default: true
    }
  }
}
