public import Catalogue
public import Measures

/// What a household earned in a year, item by item: what the ledger credited, what was taken back again, and what was recorded from outside.
public struct HouseholdIncome: Sendable {
  public let year: Int64
  /// Credited through the ledger and not taken back, by item.
  public private(set) var credited: [IncomeItem.ID: Money] = [:]
  /// What was taken back of earlier credits, not above zero, by item; ``credited`` is net of it.
  public private(set) var corrections: [IncomeItem.ID: Money] = [:]
  /// From outside the engine, costs among it, by item.
  public private(set) var recorded: [IncomeItem.ID: Money] = [:]
  /// Income less costs, January first; a figure for the whole year is spread over its months to the fen.
  public private(set) var months = [Money](repeating: .zero, count: 12)
  /// Nobody recorded what came from outside, nor that nothing did: the sums lack that part.
  public private(set) var isPartial = true

  public init(year: Int64) { self.year = year }

  /// Takes a transfer that bears an income item.
  ///
  /// - Parameter isCredit: whether it credits the household; a debit takes something back. With costs it is the other way about: they are
  ///   paid from what the household is owed.
  public mutating func add(_ item: IncomeItem.ID, _ amount: Money, isCredit: Bool, on day: Day) throws {
    let adds = isCredit != IncomeItem.isCost(item)
    let signed = adds ? amount : try .zero - amount
    credited[item] = try (credited[item] ?? .zero) + signed
    if !adds { corrections[item] = try (corrections[item] ?? .zero) + signed }
    try addToMonths(item, signed, Month(of: day)...Month(of: day))
  }

  public mutating func add(_ record: IncomeRecord) throws {
    guard record.holds, record.period.year == year else { return }
    isPartial = false
    guard record.amount > .zero else { return }
    recorded[record.item] = try (recorded[record.item] ?? .zero) + record.amount
    try addToMonths(record.item, record.amount, record.period.months)
  }

  private mutating func addToMonths(_ item: IncomeItem.ID, _ amount: Money, _ span: ClosedRange<Month>) throws {
    let count = span.upperBound.number - span.lowerBound.number + 1
    for (index, part) in amount.spread(over: Int(count)).enumerated() {
      let month = Int(span.lowerBound.month) - 1 + index
      months[month] = try IncomeItem.isCost(item) ? months[month] - part : months[month] + part
    }
  }

  /// Every item that there is something of, in order.
  public var items: [IncomeItem.ID] { Set(credited.keys).union(recorded.keys).sorted() }

  public func amount(of item: IncomeItem.ID) throws -> Money { try (credited[item] ?? .zero) + (recorded[item] ?? .zero) }

  /// What a class of items comes to, such as `A50-2`.
  public func sum(of group: IncomeItem.ID) throws -> Money {
    try items.filter { IncomeItem.group(of: $0) == group }.reduce(Money.zero) { try $0 + amount(of: $1) }
  }

  /// Of all classes of income.
  public func gross() throws -> Money { try IncomeItem.groups.reduce(Money.zero) { try $0 + sum(of: $1) } }
  /// Production costs.
  public func costs() throws -> Money { try sum(of: IncomeItem.costs) }
  /// Gross less costs.
  public func net() throws -> Money { try gross() - costs() }
}

extension IncomeItem {
  public static func isCost(_ id: ID) -> Bool { group(of: id) == costs }
}

extension Money {
  /// In equal parts, to the fen.
  public func spread(over count: Int) -> [Money] {
    (apportion(fen, by: [Int64](repeating: 1, count: count)) ?? []).map { Money(fen: $0) }
  }

  /// For each head, rounded half away from zero.
  ///
  /// - Parameter members: above zero.
  public func perHead(_ members: Int64) throws(Overflow) -> Money { Money(fen: try fen.scaled(by: 1, over: members)) }
}
