/// A month of the calendar, kept as months since the year 0.
public struct Month: Sendable, Hashable, Comparable {
  public var number: Int64

  public init(number: Int64) { self.number = number }

  /// - Parameter month: from 1 to 12.
  public init(year: Int64, month: Int64) { number = year * 12 + month - 1 }

  public init(of day: Day) {
    let (year, month, _) = day.civil
    self.init(year: Int64(year), month: Int64(month))
  }

  public var year: Int64 { number / 12 }
  /// From 1 to 12.
  public var month: Int64 { number % 12 + 1 }

  public var first: Day { Day(year: Int(year), month: Int(month), day: 1) ?? .first }
  public var last: Day { Day(year: Int(year), month: Int(month), day: Day.length(ofMonth: Int(month), year: Int(year))) ?? .last }

  public static func < (a: Month, b: Month) -> Bool { a.number < b.number }

  public func advanced(by count: Int64) -> Month { Month(number: number + count) }
}

extension Month: CustomStringConvertible {
  /// E.g. `2020-10`.
  public var description: String { String(first.description.prefix(7)) }
}
