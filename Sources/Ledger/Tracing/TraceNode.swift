public import Catalogue
public import Measures
public import Ordering

/// An amount on its way and where it went on to: what stands below a node adds up to it. A leaf is where it came to rest.
public struct TraceNode: Sendable, Hashable {
  public enum Subject: Sendable, Hashable {
    /// What a buyer owes for what it got of an order.
    case order(Order.ID)
    /// What somebody else than the buyer gives, and why: a top-up, a compensation.
    case giver(TransferReason)
    case part(Sale.ID)
    /// A share in the proceeds.
    case share(TransferReason)
    /// Taken back from a household's share.
    case deduction(TransferReason)
    /// What is left of a household's share after deductions.
    case remainder
    /// Proceeds that nobody was given yet; the account says where they lie.
    case unsplit
    /// Goods that did not arrive and for which nobody gave anything, or not yet.
    case lost(Sale.ID, Sale.State)

    // A household's year.
    case year(Int64)
    case item
    case source(TransferSource)
    case credit(TransferReason)
    /// Taken back of an earlier credit; the amount is below zero.
    case correction(of: Transfer.ID?)
  }

  public var subject: Subject
  /// Where the money went; for what somebody gives, where it came from.
  public var account: AccountKey?
  public var amount: Money
  /// By number. A transfer may stand in several nodes where it was made of several amounts.
  public var transfers: [Transfer.ID]
  /// Of a household's income; empty for everything else.
  public var item: IncomeItem.ID
  /// Whose income it is; nil for everything else, and above and below the node of the credit.
  public var household: Household.ID?
  public var children: [TraceNode]
  /// Below what a household got for a part of an order: what everybody gave for the part, and who got it. Trees of their own.
  public var whole: [TraceNode]

  public init(
    _ subject: Subject, account: AccountKey? = nil, amount: Money, transfers: [Transfer.ID] = [], item: IncomeItem.ID = "",
    household: Household.ID? = nil, children: [TraceNode] = [], whole: [TraceNode] = []
  ) {
    self.subject = subject
    self.account = account
    self.amount = amount
    self.transfers = transfers
    self.item = item
    self.household = household
    self.children = children
    self.whole = whole
  }

  /// Proves that every inner node is the sum of what stands below it, and that nobody was given what had not come in.
  public func check() throws {
    if subject == .unsplit, amount < .zero, let account { throw TraceFault.moreThanCameIn(account, try .zero - amount) }
    if !children.isEmpty {
      let sum = try children.sum()
      guard sum == amount else { throw TraceFault.doesNotAddUp(transfers.first, amount, below: sum) }
    }
    for node in children + whole { try node.check() }
  }

  /// The node and everything below it that is a part of it.
  public var descendants: [TraceNode] { [self] + children.flatMap(\.descendants) }
}

extension [TraceNode] {
  public func sum() throws(Overflow) -> Money {
    var sum = Money.zero
    for node in self { sum = try sum + node.amount }
    return sum
  }

  /// What households were credited in these trees, by number.
  public func householdCredits() throws(Overflow) -> [HouseholdCredit] {
    var sums: [Household.ID: Money] = [:]
    for node in flatMap(\.descendants) {
      if let household = node.household { sums[household] = try (sums[household] ?? .zero) + node.amount }
    }
    return sums.sorted { $0.key < $1.key }.map { HouseholdCredit(household: $0.key, amount: $0.value) }
  }
}

public struct HouseholdCredit: Sendable, Hashable {
  public var household: Household.ID
  public var amount: Money

  public init(household: Household.ID, amount: Money) {
    self.household = household
    self.amount = amount
  }
}

/// A transfer that was taken back, in whole or in part, and so is in no tree.
public struct TraceCorrection: Sendable, Hashable {
  public var transfer: Transfer.ID
  public var by: Transfer.ID
  /// When it was taken back.
  public var on: Day
  /// So much of it.
  public var amount: Money
  /// Of the transfer that was taken back.
  public var reason: TransferReason
  /// Where that had gone.
  public var account: AccountKey
  public var source: TransferSource

  public init(
    transfer: Transfer.ID, by: Transfer.ID, on: Day, amount: Money, reason: TransferReason, account: AccountKey, source: TransferSource
  ) {
    self.transfer = transfer
    self.by = by
    self.on = on
    self.amount = amount
    self.reason = reason
    self.account = account
    self.source = source
  }
}
