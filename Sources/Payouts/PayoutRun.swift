public import Catalogue
public import Ledger
public import Measures

/// Payments to those who are owed something, prepared by one person, approved by another, and sent to the bank as one file.
public struct PayoutRun: Sendable, Hashable {
  public typealias ID = PayoutRunID

  public enum State: UInt8, Sendable, Hashable, CaseIterable {
    case draft = 0
    case approved = 1
    /// Its bank file was exported; what it pays is on its way.
    case sent = 2
    case closed = 3
    /// Given up before it was sent; the claims went back to the payees.
    case cancelled = 4

    public var name: String { "\(self)" }

    public var next: [State] {
      switch self {
      case .draft: [.approved, .cancelled]
      case .approved: [.draft, .sent, .cancelled]
      case .sent: [.closed]
      case .closed, .cancelled: []
      }
    }
  }

  public var id: ID
  /// What was owed by business dates up to and including this day.
  public var through: Day
  public var maker: Actor.ID
  public var preparedAt: Instant
  public var state: State
  /// Payouts that were ever in it, and the sum of those that stand.
  public var count: Int64
  public var amount: Money
  /// SM3 of ``signedBytes(_:_:)``: what an approval signs.
  public var hash: [UInt8]
  /// Empty before.
  public var approvedBy: Actor.ID
  /// When its file was first exported, and in which format, e.g. `csv:gucheng-rcb`.
  public var sentAt: Instant?
  public var format: String
  /// What the bank debited for payouts of which it said that they failed, and did not give back yet.
  public var bankOwes: Money
  /// Who is owed something and not in it, and why.
  public var leftOut: [LeftOut]

  public init(
    id: ID, through: Day, maker: Actor.ID, preparedAt: Instant, state: State = .draft, count: Int64, amount: Money, hash: [UInt8],
    approvedBy: Actor.ID = "", sentAt: Instant? = nil, format: String = "", bankOwes: Money = .zero, leftOut: [LeftOut]
  ) {
    self.id = id
    self.through = through
    self.maker = maker
    self.preparedAt = preparedAt
    self.state = state
    self.count = count
    self.amount = amount
    self.hash = hash
    self.approvedBy = approvedBy
    self.sentAt = sentAt
    self.format = format
    self.bankOwes = bankOwes
    self.leftOut = leftOut
  }

  /// Moves it along the table of ``State/next``; anything else is refused.
  public mutating func move(to new: State) throws(PayoutFault) {
    guard state.next.contains(new) else { throw .runState(id, state, to: new) }
    state = new
  }

  /// Something of it is in transit again, or the bank owes something again.
  public mutating func reopen() {
    if state == .closed { state = .sent }
  }

  /// Four eyes: whoever made it may not approve it, and what is approved is what was looked at.
  public mutating func approve(_ signed: [UInt8], by actor: Actor.ID) throws(PayoutFault) {
    try move(to: .approved)
    guard actor != maker else { throw .ownWork(id, maker) }
    guard signed == hash else { throw .runChanged(id) }
    approvedBy = actor
  }

  /// What it pays has changed: an approval that was given holds no longer.
  public mutating func change(amount new: Money, hash newHash: [UInt8]) throws(PayoutFault) {
    guard state == .draft || state == .approved else { throw .runState(id, state, to: .draft) }
    (state, approvedBy) = (.draft, "")
    (amount, hash) = (new, newHash)
  }
}
