public import Ledger
public import Measures
public import Ordering

/// What a bank line is about, with how much of it.
public struct MatchPart: Sendable, Hashable {
  public enum Target: Sendable, Hashable {
    /// The line pays it.
    case paid(Payout.ID)
    /// The line gives it back.
    case returned(Payout.ID)
    /// The line pays a whole run, or gives back what the bank's result file said had failed; its payouts follow the result file.
    case run(PayoutRun.ID)
    /// The buyer pays an order.
    case order(Order.ID)
    case bankFee
    /// A person booked it to this account.
    case account(AccountKey)
    /// The line pays again what was paid, or had come back: its payee owes that; or it gives such a second payment back.
    case again(Payout.ID)
  }

  public var target: Target
  /// Signed as the line is.
  public var amount: Money

  public init(_ target: Target, _ amount: Money) {
    self.target = target
    self.amount = amount
  }
}

extension MatchPart.Target {
  /// The payout that it is about.
  public var payout: Payout.ID? {
    switch self {
    case .paid(let id), .returned(let id), .again(let id): id
    default: nil
    }
  }
}

/// One way to explain a bank line.
public struct Proposal: Sendable, Hashable {
  public var line: BankLine.ID
  /// Adds up to the line's amount; a suggestion may explain less of it.
  public var parts: [MatchPart]
  public var step: MatchingStep
  /// Whether the engine may book it by itself. Everything else is for people to decide.
  public var isAutomatic: Bool
  /// From 0 to 1000; automatic ones have 1000.
  public var score: Int64
  /// What speaks for it, and what against, in the order of weight.
  public var evidence: [Evidence]

  /// It says that a payout was paid once more, or that this comes back: a person gives the reason.
  public var isSecondPayment: Bool { parts.contains { if case .again = $0.target { true } else { false } } }

  public init(line: BankLine.ID, parts: [MatchPart], step: MatchingStep, isAutomatic: Bool, score: Int64, evidence: [Evidence]) {
    self.line = line
    self.parts = parts
    self.step = step
    self.isAutomatic = isAutomatic
    self.score = score
    self.evidence = evidence
  }
}

/// The steps of matching, in the order in which they are tried.
public enum MatchingStep: UInt8, Sendable, Hashable, CaseIterable {
  case reference = 0
  case wholeRun = 1
  case returned = 2
  case uniquePair = 3
  case ranked = 4
  case subsetSum = 5
  /// A person matched it.
  case byHand = 6

  public var name: String {
    switch self {
    case .wholeRun: "whole-run"
    case .uniquePair: "unique-pair"
    case .subsetSum: "subset-sum"
    case .byHand: "by-hand"
    default: "\(self)"
    }
  }
}
