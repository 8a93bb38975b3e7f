public import Catalogue
public import Measures
public import Ordering

/// A bank line that is not explained yet, as far as matching looks at it.
public struct OpenLine: Sendable, Hashable {
  public var id: BankLine.ID
  public var bookedOn: Day
  /// Above zero: it came into our account; below zero: it left it. Never zero.
  public var amount: Money
  /// The texts in which a reference may stand, the likeliest first: end-to-end reference, the batch's, remittance text.
  public var texts: [String]
  /// What stands where a payment's own reference belongs, ours or another's; empty where the bank shows none.
  public var reference: String
  /// The number of the batch that it is of, ours or another's; empty where the bank shows none.
  public var batchReference: String
  /// What the bank says that it was for.
  public var purpose: String
  /// Of the other side, as the bank writes it; empty where unknown.
  public var name: String
  /// Keyed digest of the other side's account number; nil where the bank gave none, or only a part of it.
  public var accountDigest: [UInt8]?
  /// The digits of that number that the bank showed, masked ones left out, at least the last four; empty where unknown.
  public var accountTail: String
  /// Why the bank gives a payment back (ISO 20022 external return reason, e.g. `AC04`, or the bank's own); empty where it does not say.
  public var returnCode: String
  /// The bank marks the line as a payment given back.
  public var isReturn: Bool

  public init(
    id: BankLine.ID, bookedOn: Day, amount: Money, texts: [String] = [], reference: String = "", batchReference: String = "",
    purpose: String = "", name: String = "", accountDigest: [UInt8]? = nil, accountTail: String = "", returnCode: String = "",
    isReturn: Bool = false
  ) {
    self.id = id
    self.bookedOn = bookedOn
    self.amount = amount
    self.texts = texts
    self.reference = reference
    self.batchReference = batchReference
    self.purpose = purpose
    self.name = name
    self.accountDigest = accountDigest
    self.accountTail = accountTail
    self.returnCode = returnCode
    self.isReturn = isReturn
  }
}

/// A payout that a bank line may be about.
public struct OpenPayout: Sendable, Hashable {
  public enum State: UInt8, Sendable, Hashable {
    /// The bank has it; a line that pays it is expected.
    case inTransit = 0
    /// Paid: only giving back can still come.
    case paid = 1
    /// The result file said that it failed. Where the bank debits it with its run all the same, it has to credit it, and that goes to the run.
    case failed = 2
    /// It was paid and came back. Nothing is expected of it, but a line that names it may be a second payment.
    case returned = 3
  }

  public var id: Payout.ID
  public var state: State
  /// Above zero.
  public var amount: Money
  /// The account holder's name that the bank was given, then others that it goes by.
  public var names: [String]
  public var accountDigest: [UInt8]?
  /// The last four digits or more.
  public var accountTail: String
  public var sentOn: Day
  /// When the bank line that paid it was booked; nil where it is in transit.
  public var paidOn: Day?
  /// That line, where it is known: so that a second one can be told what was before it.
  public var paidBy: BankLine.ID?
  /// The bank paid it once more and did not give that back: whether a credit gives back the one or the other, a person says.
  public var isPaidAgain: Bool

  public init(
    id: Payout.ID, state: State, amount: Money, names: [String], accountDigest: [UInt8]? = nil, accountTail: String = "", sentOn: Day,
    paidOn: Day? = nil, paidBy: BankLine.ID? = nil, isPaidAgain: Bool = false
  ) {
    self.id = id
    self.state = state
    self.amount = amount
    self.names = names
    self.accountDigest = accountDigest
    self.accountTail = accountTail
    self.sentOn = sentOn
    self.paidOn = paidOn
    self.paidBy = paidBy
    self.isPaidAgain = isPaidAgain
  }
}

/// What a bank says of one payment of a run: by its result file (回盘), or pain.002.
public struct PayoutOutcome: Sendable, Hashable {
  public var payout: Payout.ID
  public var isPaid: Bool
  /// Why not; empty where it is paid.
  public var code: String

  public init(payout: Payout.ID, isPaid: Bool, code: String = "") {
    self.payout = payout
    self.isPaid = isPaid
    self.code = code
  }
}

/// A sent run of which the bank may show one line for all.
public struct OpenRun: Sendable, Hashable {
  public var id: PayoutRun.ID
  public var sentOn: Day
  /// Its payouts by bank: in transit still, with their sum. What failed is no longer among them.
  public var inTransit: Money
  public var inTransitCount: Int64
  /// What the bank's result file said of those that are in transit, and which failed and may be debited with the rest; by number; empty
  /// before it came.
  public var outcomes: [PayoutOutcome]
  /// Payouts of it were matched one by one before.
  public var isMatchedSingly: Bool
  /// What failed after the run was debited whole, and the bank has not credited yet.
  public var owedBack: Money

  public init(
    id: PayoutRun.ID, sentOn: Day, inTransit: Money, inTransitCount: Int64, outcomes: [PayoutOutcome] = [],
    isMatchedSingly: Bool = false, owedBack: Money = .zero
  ) {
    self.id = id
    self.sentOn = sentOn
    self.inTransit = inTransit
    self.inTransitCount = inTransitCount
    self.outcomes = outcomes
    self.isMatchedSingly = isMatchedSingly
    self.owedBack = owedBack
  }
}

/// An order that a buyer still has to pay, in whole or in part.
public struct OpenReceivable: Sendable, Hashable {
  public var order: Order.ID
  public var buyer: Party.ID
  /// Chinese and English name, and others it goes by.
  public var names: [String]
  /// Accounts that this buyer is known to pay from.
  public var accountDigests: [[UInt8]]
  /// Above zero.
  public var due: Money
  /// Nobody pays for it before; nil where it is not known.
  public var orderedOn: Day?
  public var dueOn: Day

  public init(
    order: Order.ID, buyer: Party.ID, names: [String], accountDigests: [[UInt8]] = [], due: Money, orderedOn: Day? = nil, dueOn: Day
  ) {
    self.order = order
    self.buyer = buyer
    self.names = names
    self.accountDigests = accountDigests
    self.due = due
    self.orderedOn = orderedOn
    self.dueOn = dueOn
  }
}
