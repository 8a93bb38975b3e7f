import Catalogue
public import Measures
public import Ordering

/// Somebody who has a balance with us, with all that decides whether and how it is paid.
public struct Claimant: Sendable, Hashable {
  /// A payout that came back and is, or will be, owed again.
  public struct Returned: Sendable, Hashable {
    public var payout: Payout.ID
    /// To where it had gone; nil where it was cash.
    public var account: PayeeAccount?
    public var code: String
    /// It came back by the day of the run, so that what is owed has it in it. What came back later waits for a later run, and says already
    /// that the account is no good.
    public var isOwed: Bool

    public init(payout: Payout.ID, account: PayeeAccount?, code: String, isOwed: Bool = true) {
      self.payout = payout
      self.account = account
      self.code = code
      self.isOwed = isOwed
    }
  }

  public var payee: Producer
  /// The householder, or the party.
  public var name: String
  /// Credited by the day of the run, less everything that was ever debited: what is owed. Below zero: the payee owes it.
  public var owed: Money
  public var account: [UInt8]?
  public var terms: Payee
  /// Oldest first.
  public var returned: [Returned]
  /// A bank line that pays what is owed again, or a payout once more, as far as one can see: `PR-1/3 BL-9`; empty where there is none.
  public var disputed: String

  public init(
    payee: Producer, name: String, owed: Money, account: [UInt8]?, terms: Payee, returned: [Returned] = [], disputed: String = ""
  ) {
    self.payee = payee
    self.name = name
    self.owed = owed
    self.account = account
    self.terms = terms
    self.returned = returned
    self.disputed = disputed
  }

  /// The account with the name to which it would be paid; nil: in cash.
  public var payeeAccount: PayeeAccount? {
    account.map { PayeeAccount(token: $0, name: terms.accountName.isEmpty ? name : terms.accountName) }
  }

  /// What a payment of all that is owed pays again.
  public var reissues: [Payout.ID] { returned.filter(\.isOwed).map(\.payout) }

  /// Whether the account is in the payee's own name, or somebody said why it is not.
  public var isNamedRightly: Bool { payeeAccount.map { $0.name == name || !terms.because.isEmpty } ?? true }
}

/// One payment that is planned.
public struct PlannedPayout: Sendable, Hashable {
  public var payee: Producer
  public var amount: Money
  /// Nil: in cash.
  public var account: PayeeAccount?
  public var reissues: [Payout.ID]

  public init(payee: Producer, amount: Money, account: PayeeAccount?, reissues: [Payout.ID] = []) {
    self.payee = payee
    self.amount = amount
    self.account = account
    self.reissues = reissues
  }

  public var way: Payout.Way { account == nil ? .cash : .bank }
}

/// Somebody who is owed something and not paid this time.
public struct LeftOut: Sendable, Hashable {
  public enum Reason: UInt8, Sendable, Hashable, CaseIterable {
    case held = 0
    /// The balance is below zero: corrections took more than there was. It is netted with what comes.
    case owes = 1
    case belowMinimum = 2
    /// The account is in another name, and nobody said why.
    case nameDiffers = 3
    /// The last payout to this very account came back.
    case accountReturned = 4
    /// A bank line may have paid the payout that failed or came back, or pays the payee once more.
    case disputed = 5
  }

  public var payee: Producer
  public var owed: Money
  public var reason: Reason
  /// E.g. why it is held, or the other name.
  public var detail: String

  public init(payee: Producer, owed: Money, reason: Reason, detail: String) {
    self.payee = payee
    self.owed = owed
    self.reason = reason
    self.detail = detail
  }
}

/// Who is paid what by a run, and who is not, and why.
public struct PayoutPlan: Sendable, Hashable {
  public private(set) var payouts: [PlannedPayout] = []
  public private(set) var leftOut: [LeftOut] = []
  /// Who could be paid, and is not since the run is full.
  public private(set) var waiting = 0

  /// - Parameters:
  ///   - minimum: less is not worth a bank's fee and waits for the next run.
  ///   - retries: pay even to accounts from which the last payout came back.
  ///   - limit: the most payouts; a bank's sheet takes so many rows.
  public init(_ claimants: [Claimant], minimum: Money, retries: Bool = false, limit: Int = .max) {
    for claimant in claimants where claimant.owed != .zero {
      if let (reason, detail) = PayoutPlan.objection(to: claimant, minimum: minimum, retries: retries) {
        leftOut.append(LeftOut(payee: claimant.payee, owed: claimant.owed, reason: reason, detail: detail))
      } else if payouts.count == limit {
        waiting += 1
      } else {
        payouts.append(
          PlannedPayout(
            payee: claimant.payee, amount: claimant.owed, account: claimant.payeeAccount, reissues: claimant.reissues))
      }
    }
  }

  /// The rules in the order in which they are read; the first that speaks against it counts.
  private static func objection(to claimant: Claimant, minimum: Money, retries: Bool) -> (LeftOut.Reason, String)? {
    if claimant.owed < .zero { return (.owes, "") }
    if !claimant.terms.held.isEmpty { return (.held, claimant.terms.held) }
    if !claimant.disputed.isEmpty { return (.disputed, claimant.disputed) }
    if claimant.owed < minimum { return (.belowMinimum, minimum.description) }
    guard let account = claimant.payeeAccount else { return nil }
    if !claimant.isNamedRightly { return (.nameDiffers, account.name) }
    if !retries, let back = claimant.returned.last, back.account == account { return (.accountReturned, "\(back.payout) \(back.code)") }
    return nil
  }
}
