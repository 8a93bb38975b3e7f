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

  public init() {}

  /// In the order of their ids, so that equal rules have equal bytes.
  func sorted() -> LedgerRules {
    var rules = self
    rules.accounts.sort { $0.id < $1.id }
    rules.agreements.sort { $0.id < $1.id }
    rules.terms.sort { $0.party < $1.party }
    rules.incomeItems.sort { $0.id < $1.id }
    rules.povertyLines.sort { $0.year < $1.year }
    return rules
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

  /// Production costs are taken from the income.
  public var isCost: Bool { id.hasPrefix("A51") }
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
