/// A civil date of the proleptic Gregorian calendar, kept as days since 1970-01-01.
public struct Day: Sendable, Hashable, Comparable {
  public var number: Int32

  @inlinable public init(number: Int32) { self.number = number }

  @inlinable public static func < (a: Day, b: Day) -> Bool { a.number < b.number }

  /// The day `count` days later; it stays within the years 0001 to 9999.
  public func advanced(by count: Int64) -> Day {
    let sum = Int64(number).addingReportingOverflow(count).partialValue
    return Day(number: Int32(clamping: min(max(sum, Int64(Day.first.number)), Int64(Day.last.number))))
  }

  /// Whole days from `self` to `other`.
  public func days(to other: Day) -> Int64 { Int64(other.number) - Int64(number) }

  public static let first = Day(number: -719_162)
  public static let last = Day(number: 2_932_896)
}

extension Day {
  /// The date of a year 1...9999, or nil where the calendar has no such day.
  ///
  /// Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms" (2013), `days_from_civil`.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), (1...Day.length(ofMonth: month, year: year)).contains(day)
    else { return nil }
    let y = month <= 2 ? year - 1 : year
    let era = y / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    self.init(number: Int32(era * 146_097 + dayOfEra - 719_468))
  }

  /// Year, month and day; `civil_from_days` of the same source.
  public var civil: (year: Int, month: Int, day: Int) {
    let z = Int(number) + 719_468
    let era = (z >= 0 ? z : z - 146_096) / 146_097
    let dayOfEra = z - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1)
  }

  static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

extension Day: CustomStringConvertible, Codable {
  /// ISO 8601, e.g. `2020-10-07`.
  public var description: String {
    let (year, month, day) = civil
    func padded(_ value: Int, _ width: Int) -> String {
      let digits = String(value)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }

  /// Reads `YYYY-MM-DD`; nil for anything else and for days that do not exist.
  public init?(_ text: some StringProtocol) {
    var fields: (Int, Int, Int) = (0, 0, 0)
    var index = 0
    for byte in text.utf8 {
      switch (index, byte) {
      case (4, UInt8(ascii: "-")), (7, UInt8(ascii: "-")): break
      case (0..<4, UInt8(ascii: "0")...UInt8(ascii: "9")): fields.0 = fields.0 * 10 + Int(byte - 48)
      case (5..<7, UInt8(ascii: "0")...UInt8(ascii: "9")): fields.1 = fields.1 * 10 + Int(byte - 48)
      case (8..<10, UInt8(ascii: "0")...UInt8(ascii: "9")): fields.2 = fields.2 * 10 + Int(byte - 48)
      default: return nil
      }
      index += 1
    }
    guard index == 10 else { return nil }
    self.init(year: fields.0, month: fields.1, day: fields.2)
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let day = Day(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a date YYYY-MM-DD")
    }
    self = day
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

/// A half-open validity: from a first day up to, not including, an end; nil stands for open.
public struct Validity: Sendable, Hashable {
  public var from: Day?
  public var until: Day?

  public init(from: Day? = nil, until: Day? = nil) {
    self.from = from
    self.until = until
  }

  public static let always = Validity()

  public func contains(_ day: Day) -> Bool {
    (from.map { $0 <= day } ?? true) && (until.map { day < $0 } ?? true)
  }

  public func overlaps(_ other: Validity) -> Bool {
    let start = max(from ?? .first, other.from ?? .first)
    let end = min(until ?? .last, other.until ?? .last)
    return start < end
  }
}
