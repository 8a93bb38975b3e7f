public import Catalogue
public import Measures

/// The incomes of many households, by class and month, in flat arrays: 20,000 households over two years are some 20 MB.
public struct IncomeTable: Sendable {
  public let months: ClosedRange<Month>
  /// Those with anything in it.
  public private(set) var households: [Household.ID] = []
  private var rows: [Household.ID: Int] = [:]
  private var fen: [Int64] = []
  /// Years for which something was recorded from outside.
  private var recordedYears: Set<RecordedYear> = []

  private struct RecordedYear: Hashable {
    var household: Household.ID
    var year: Int64
  }

  /// Four classes of income, and costs.
  private static let groups = IncomeItem.groups + [IncomeItem.costs]

  public init(months: ClosedRange<Month>) { self.months = months }

  private var monthCount: Int { Int(months.upperBound.number - months.lowerBound.number) + 1 }
  private var width: Int { monthCount * IncomeTable.groups.count }

  /// The class of an item as an index; nil for sums.
  public static func index(of item: IncomeItem.ID) -> Int? { IncomeItem.group(of: item).flatMap(groups.firstIndex) }

  /// - Parameters:
  ///   - group: by ``index(of:)``.
  ///   - amount: negative for what was taken back.
  public mutating func add(_ household: Household.ID, group: Int, _ month: Month, _ amount: Int64) throws(Overflow) {
    guard months.contains(month) else { return }
    let place = row(of: household) * width + group * monthCount + Int(month.number - months.lowerBound.number)
    fen[place] = try fen[place].adding(amount)
  }

  public mutating func add(_ record: IncomeRecord) throws(Overflow) {
    guard record.holds else { return }
    recordedYears.insert(RecordedYear(household: record.household, year: record.period.year))
    guard record.amount > .zero, let group = IncomeTable.index(of: record.item) else {
      _ = row(of: record.household)
      return
    }
    let span = record.period.months
    let parts = record.amount.spread(over: Int(span.upperBound.number - span.lowerBound.number) + 1)
    for (index, part) in parts.enumerated() {
      try add(record.household, group: group, span.lowerBound.advanced(by: Int64(index)), part.fen)
    }
  }

  private mutating func row(of household: Household.ID) -> Int {
    if let known = rows[household] { return known }
    rows[household] = households.count
    households.append(household)
    fen.append(contentsOf: repeatElement(0, count: width))
    return households.count - 1
  }

  /// What a class comes to in some months.
  public func sum(_ household: Household.ID, of group: IncomeItem.ID, in span: ClosedRange<Month>) throws(Overflow) -> Money {
    guard let row = rows[household], let group = IncomeTable.groups.firstIndex(of: group) else { return .zero }
    let clamped = span.clamped(to: months)
    guard span.overlaps(months) else { return .zero }
    var sum: Int64 = 0
    for month in clamped.lowerBound.number...clamped.upperBound.number {
      sum = try sum.adding(fen[row * width + group * monthCount + Int(month - months.lowerBound.number)])
    }
    return Money(fen: sum)
  }

  public func gross(_ household: Household.ID, in span: ClosedRange<Month>) throws(Overflow) -> Money {
    var sum = Money.zero
    for group in IncomeItem.groups { sum = try sum + self.sum(household, of: group, in: span) }
    return sum
  }

  /// Income less production costs.
  public func net(_ household: Household.ID, in span: ClosedRange<Month>) throws(Overflow) -> Money {
    try gross(household, in: span) - sum(household, of: IncomeItem.costs, in: span)
  }

  /// Whether nobody recorded what a household had from outside in a year, nor that it had nothing.
  public func isPartial(_ household: Household.ID, _ year: Int64) -> Bool {
    !recordedYears.contains(RecordedYear(household: household, year: year))
  }
}
