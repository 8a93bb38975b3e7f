/// A point in time in UTC milliseconds since 1970; business time is Asia/Shanghai, which has been UTC+8 without
/// daylight saving since 1991.
public struct Instant: Sendable, Hashable, Comparable {
  public var milliseconds: Int64

  @inlinable public init(milliseconds: Int64) { self.milliseconds = milliseconds }

  @inlinable public static func < (a: Instant, b: Instant) -> Bool { a.milliseconds < b.milliseconds }

  static let shanghaiOffsetMilliseconds: Int64 = 8 * 3_600_000
  static let dayMilliseconds: Int64 = 86_400_000

  /// The date on which this instant falls in Shanghai, within the years 0001 to 9999.
  public var day: Day {
    let (sum, overflow) = milliseconds.addingReportingOverflow(Instant.shanghaiOffsetMilliseconds)
    let (days, rest) = (overflow ? Int64.max : sum).quotientAndRemainder(dividingBy: Instant.dayMilliseconds)
    return Day(number: 0).advanced(by: rest < 0 ? days - 1 : days)
  }

  /// Midnight in Shanghai at the beginning of `day`.
  public init(startOf day: Day) {
    self.init(milliseconds: Int64(day.number) * Instant.dayMilliseconds - Instant.shanghaiOffsetMilliseconds)
  }

  public func advanced(byMilliseconds count: Int64) -> Instant {
    Instant(milliseconds: milliseconds + count)
  }
}

extension Instant: CustomStringConvertible {
  /// ISO 8601 in Shanghai time to the second, e.g. `2020-04-08T06:30:00+08:00`; milliseconds where there are any.
  public var description: String {
    let start = Instant(startOf: day)
    let offset = milliseconds - start.milliseconds
    func two(_ value: Int64) -> String { value < 10 ? "0\(value)" : "\(value)" }
    let seconds = offset / 1000
    let fraction = offset % 1000
    let decimals = fraction == 0 ? "" : ".\(fraction < 100 ? "0" : "")\(two(fraction))"
    return "\(day)T\(two(seconds / 3600)):\(two(seconds / 60 % 60)):\(two(seconds % 60))\(decimals)+08:00"
  }

  /// Date and minute in Shanghai, for tables: `2020-04-08 06:30`.
  public var minute: String {
    let text = description
    return "\(day) \(text.dropFirst(11).prefix(5))"
  }

  /// Reads ISO 8601: a date, or date and time to the minute, second or millisecond, with `Z`, an offset `+08:00`, or
  /// none (Shanghai); the separator is `T` or a space. Nil for anything else.
  public init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count >= 10, let day = Day(String(decoding: bytes[..<10], as: UTF8.self)) else { return nil }
    var position = 10
    func digits(_ count: Int) -> Int64? {
      guard position + count <= bytes.count else { return nil }
      var value: Int64 = 0
      for byte in bytes[position..<position + count] {
        guard byte >= 48, byte <= 57 else { return nil }
        value = value * 10 + Int64(byte - 48)
      }
      position += count
      return value
    }
    func take(_ character: Character) -> Bool {
      guard position < bytes.count, bytes[position] == character.asciiValue else { return false }
      position += 1
      return true
    }
    var offset: Int64 = 0
    var zone = Instant.shanghaiOffsetMilliseconds
    if position < bytes.count {
      guard take("T") || take(" "), let hour = digits(2), hour < 24, take(":"), let minute = digits(2), minute < 60
      else { return nil }
      offset = (hour * 60 + minute) * 60_000
      if take(":") {
        guard let second = digits(2), second < 60 else { return nil }
        offset += second * 1000
        if take(".") {
          guard let fraction = digits(3) else { return nil }
          offset += fraction
        }
      }
      if take("Z") {
        zone = 0
      } else if position < bytes.count {
        let negative = bytes[position] == UInt8(ascii: "-")
        guard take("+") || take("-"), let hours = digits(2), hours < 24, take(":"), let minutes = digits(2), minutes < 60
        else { return nil }
        zone = (hours * 60 + minutes) * 60_000 * (negative ? -1 : 1)
      }
      guard position == bytes.count else { return nil }
    }
    self.init(milliseconds: Int64(day.number) * Instant.dayMilliseconds + offset - zone)
  }
}

extension Instant: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let instant = Instant(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not an ISO 8601 instant")
    }
    self = instant
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
