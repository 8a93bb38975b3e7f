public import Measures
public import Messages

/// What the county lays down about money: the chart of accounts, link agreements, taxes, terms, income items, lines.
public struct LedgerRules: Sendable, Hashable {
  public var accounts: [ChartAccount] = []
  public var agreements: [LinkAgreement] = []
  public var vatRates: [VATRate] = []
  public var terms: [PaymentTerms] = []
  public var incomeItems: [IncomeItem] = []
  public var povertyLines: [PovertyLine] = []
  /// The income item of each kind of distribution.
  public var distributionItems: [DistributionItem] = []
  public var surplusRules: [SurplusRule] = []

  public init() {}

  /// In the order of their ids, so that equal rules have equal bytes.
  func sorted() -> LedgerRules {
    var rules = self
    rules.accounts.sort { $0.id < $1.id }
    rules.agreements.sort { $0.id < $1.id }
    rules.terms.sort { $0.party < $1.party }
    rules.incomeItems.sort { $0.id < $1.id }
    rules.povertyLines.sort { $0.year < $1.year }
    rules.distributionItems.sort { $0.kind.rawValue < $1.kind.rawValue }
    return rules
  }
}

/// Under which income item a kind of distribution reaches a household.
public struct DistributionItem: Sendable, Hashable {
  public var kind: DistributionKind
  public var item: IncomeItem.ID
  public var source: String

  public init(kind: DistributionKind, item: IncomeItem.ID, source: String) {
    self.kind = kind
    self.item = item
    self.source = source
  }
}

/// How much of a cooperative's surplus must go back by trade, and since when.
public struct SurplusRule: Sendable, Hashable {
  public var byTradeMin: Share
  public var validity: Validity
  public var source: String

  public init(byTradeMin: Share, validity: Validity, source: String) {
    self.byTradeMin = byTradeMin
    self.validity = validity
    self.source = source
  }
}

/// The rate of value-added tax that is in prices, and when it is in force.
public struct VATRate: Sendable, Hashable {
  public var rate: Share
  public var validity: Validity
  public var source: String

  public init(rate: Share, validity: Validity, source: String) {
    self.rate = rate
    self.validity = validity
    self.source = source
  }

  /// The tax in a price that includes it, rounded half away from zero.
  public func included(in amount: Money) throws(Overflow) -> Money {
    Money(fen: try amount.fen.scaled(by: rate.numerator, over: try rate.denominator.adding(rate.numerator)))
  }
}

/// When a buyer has to pay.
public struct PaymentTerms: Sendable, Hashable {
  public var party: Party.ID
  /// Days after delivery.
  public var days: Int64
  /// Yearly sales of ten million yuan and more: at most 60 days (S53).
  public var isLargeRetailer: Bool
  public var source: String

  public static let largeRetailerDaysMax: Int64 = 60

  public init(party: Party.ID, days: Int64, isLargeRetailer: Bool, source: String) {
    self.party = party
    self.days = days
    self.isLargeRetailer = isLargeRetailer
    self.source = source
  }
}

/// A class of household income or cost, as the register of poor households has them.
public struct IncomeItem: Sendable, Hashable {
  /// E.g. `A50-2-4`; a longer code belongs to the shorter one that it begins with.
  public typealias ID = String

  public var id: ID
  public var name: Text
  public var source: String

  public init(id: ID, name: Text, source: String) {
    self.id = id
    self.name = name
    self.source = source
  }

  /// The class that a code belongs to: `A50-2` for `A50-2-1-3`, `A51` for `A51` and what is below it; nil for sums such as `A50`.
  public static func group(of id: ID) -> ID? {
    let parts = id.split(separator: "-", omittingEmptySubsequences: false)
    if parts[0] == "A51" { return "A51" }
    return parts[0] == "A50" && parts.count > 1 ? "A50-\(parts[1])" : nil
  }

  /// The classes of income, and production costs, which are taken from it.
  public static let groups = ["A50-1", "A50-2", "A50-3", "A50-4"]
  public static let costs = "A51"
  /// The sum of all classes of income.
  public static let total = "A50"
}

/// What a head of a household must have in a year so as not to count as poor.
public struct PovertyLine: Sendable, Hashable {
  public var year: Int64
  public var perHead: Money
  public var name: Text
  public var source: String

  public init(year: Int64, perHead: Money, name: Text, source: String) {
    self.year = year
    self.perHead = perHead
    self.name = name
    self.source = source
  }
}
