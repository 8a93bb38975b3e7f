import Catalogue
public import Ledger
public import Measures
public import Ordering

/// One payment of a run. Its claim moved what the payee is owed into transit, in the batch that made it, so that nothing is paid twice.
public struct Payout: Sendable, Hashable {
  public typealias ID = PayoutID

  public enum Way: UInt8, Sendable, Hashable, CaseIterable {
    case bank = 0
    /// Paid out against a list that the payees sign.
    case cash = 1

    public var name: String { "\(self)" }
  }

  /// What is kept. Whether an open payout is planned or in transit is its run's to say (``progress(in:)``).
  public enum State: UInt8, Sendable, Hashable, CaseIterable {
    case open = 0
    case paid = 1
    /// The bank gave it back, or never made it: it is owed again.
    case returned = 2
    /// Owed again and in another payout.
    case reissued = 3
    /// Taken out of its run before the run was sent.
    case dropped = 4

    public var next: [State] {
      switch self {
      case .open: [.paid, .returned, .dropped]
      // What was paid may still come back.
      case .paid: [.returned]
      case .returned: [.reissued]
      case .reissued, .dropped: []
      }
    }

    /// Where it can go back to: the line that moved it was another's, or the payout that replaced it is dropped.
    var previous: [State] {
      switch self {
      case .open, .dropped: []
      case .paid: [.open]
      case .returned: [.paid]
      case .reissued: [.returned]
      }
    }
  }

  /// Where the money is, as people say it.
  public enum Progress: String, Sendable, Hashable, CaseIterable {
    case planned
    case inTransit = "in-transit"
    case paid, returned, reissued, dropped
  }

  /// What the bank's result file (回盘) said of it.
  public enum Outcome: UInt8, Sendable, Hashable, CaseIterable {
    case unknown = 0
    case paid = 1
    case failed = 2
  }

  public var id: ID
  public var payee: Producer
  /// Above zero.
  public var amount: Money
  public var way: Way
  /// Where it goes by bank; nil where it is paid in cash.
  public var account: PayeeAccount?
  public var state: State
  public var outcome: Outcome
  /// The transfer from the payee's account into transit.
  public var claim: Transfer.ID
  /// Earlier payouts that had come back and are paid again by this one.
  public var reissues: [ID]
  /// The payout that pays it again.
  public var reissuedAs: ID?
  /// Why it came back or was dropped, such as `AC04`; empty else.
  public var note: String
  /// How often the bank paid it once more, and its payee owes that.
  public var paidAgain: Int64
  /// The bank called it failed, and a person said that it was paid: by the line that debited its whole run.
  public var isPaidWithRun: Bool

  public init(
    id: ID, payee: Producer, amount: Money, way: Way, account: PayeeAccount?, state: State = .open,
    outcome: Outcome = .unknown, claim: Transfer.ID, reissues: [ID] = [],
    reissuedAs: ID? = nil, note: String = "", paidAgain: Int64 = 0, isPaidWithRun: Bool = false
  ) {
    self.id = id
    self.payee = payee
    self.amount = amount
    self.way = way
    self.account = account
    self.state = state
    self.outcome = outcome
    self.claim = claim
    self.reissues = reissues
    self.reissuedAs = reissuedAs
    self.note = note
    self.paidAgain = paidAgain
    self.isPaidWithRun = isPaidWithRun
  }

  public func progress(in run: PayoutRun.State) -> Progress {
    switch state {
    case .open: run == .draft || run == .approved ? .planned : .inTransit
    case .paid: .paid
    case .returned: .returned
    case .reissued: .reissued
    case .dropped: .dropped
    }
  }

  /// It was paid, or came back: a debit pays it once more. What the bank called failed is corrected instead, as long as nothing replaced it.
  public var isOver: Bool {
    switch state {
    case .paid, .reissued: true
    case .returned: outcome != .failed
    case .open, .dropped: false
    }
  }

  /// Moves it along the table of ``State/next``; anything else is refused.
  public mutating func move(to new: State, note: String = "") throws(PayoutFault) {
    guard state.next.contains(new) else { throw .payoutState(id, state, to: new) }
    state = new
    self.note = note
  }

  /// The bank was wrong when it said that it failed. It waits for its line, or is paid where the bank had debited it with its run.
  public mutating func correctFailure(wasDebited: Bool) throws(PayoutFault) {
    guard state == .returned, outcome == .failed else { throw .nothingToCorrect(id, outcome) }
    (state, outcome, note, isPaidWithRun) = (wasDebited ? .paid : .open, .paid, "", wasDebited)
  }

  /// It failed after all: no line has paid it, or the run's had, and the bank owes that again.
  public mutating func correctPayment(note: String) throws(PayoutFault) {
    guard state == .open || isPaidWithRun && state == .paid else { throw .notOpenAnyMore(id, state) }
    (state, outcome, self.note, isPaidWithRun) = (.returned, .failed, note, false)
  }

  /// The bank paid once more what it had paid, or what had come back; or it gives that back.
  public mutating func payAgain(isBack: Bool) throws(PayoutFault) {
    guard isBack ? paidAgain > 0 : isOver else { throw .notPaidAgain(id, state) }
    paidAgain += isBack ? -1 : 1
  }

  /// Takes that back, whatever has become of it since; refused where it was given back.
  public mutating func takeBackPaidAgain(isBack: Bool) throws(PayoutFault) {
    guard isBack || paidAgain > 0 else { throw .notPaidAgain(id, state) }
    paidAgain += isBack ? 1 : -1
  }

  /// Takes a move back; refused where something has happened since.
  public mutating func restore(to old: State, note: String = "") throws(PayoutFault) {
    guard state.previous.contains(old) else { throw .payoutState(id, state, to: old) }
    state = old
    self.note = note
  }
}

/// A bank account as a payout names it: the number lies in the vault.
public struct PayeeAccount: Sendable, Hashable {
  /// Where the vault keeps the number; 16 bytes.
  public var token: [UInt8]
  /// The account holder, as the bank writes the name.
  public var name: String

  public init(token: [UInt8], name: String) {
    self.token = token
    self.name = name
  }
}
