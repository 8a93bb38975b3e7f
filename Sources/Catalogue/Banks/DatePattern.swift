public import Measures

/// How a bank writes a date: `yyyy`, `MM` and `dd` once each, `HH`, `mm` and `ss` where a time stands with it, all else as it is.
public struct DatePattern: Sendable, Hashable {
  public let pattern: String
  private let parts: [Part]

  private enum Part: Hashable {
    case year, month, day, time
    case literal([UInt8])

    var digits: Int { self == .year ? 4 : 2 }
  }

  /// Nil where year, month or day is missing or there twice.
  public init?(_ pattern: String) {
    var parts: [Part] = []
    var rest = Substring(pattern)
    let names: [(String, Part)] = [("yyyy", .year), ("MM", .month), ("dd", .day), ("HH", .time), ("mm", .time), ("ss", .time)]
    while let first = rest.first {
      if let (name, part) = names.first(where: { rest.hasPrefix($0.0) }) {
        parts.append(part)
        rest.removeFirst(name.count)
      } else {
        guard !first.isASCII || !(first.isLetter || first.isNumber) || first == "T" else { return nil }
        parts.append(.literal(Array(String(first).utf8)))
        rest.removeFirst()
      }
    }
    for part in [Part.year, .month, .day] where parts.count(where: { $0 == part }) != 1 { return nil }
    self.pattern = pattern
    self.parts = parts
  }

  /// The day that `text` names; nil where it is written otherwise, or where the calendar has no such day.
  public func day(_ text: some Collection<UInt8>) -> Day? {
    var rest = text[...]
    var (year, month, day) = (0, 0, 0)
    for part in parts {
      if case .literal(let bytes) = part {
        guard rest.starts(with: bytes) else { return nil }
        rest = rest.dropFirst(bytes.count)
        continue
      }
      let digits = rest.prefix(part.digits)
      guard digits.count == part.digits, digits.allSatisfy({ (48...57).contains($0) }) else { return nil }
      let value = digits.reduce(0) { $0 * 10 + Int($1 - 48) }
      switch part {
      case .year: year = value
      case .month: month = value
      case .day: day = value
      default: guard value < 60 else { return nil }
      }
      rest = rest.dropFirst(part.digits)
    }
    return rest.isEmpty ? Day(year: year, month: month, day: day) : nil
  }

  /// The day as the bank writes it; midnight where a time stands with it.
  public func text(_ day: Day) -> String {
    let (year, month, date) = day.civil
    func padded(_ value: Int, _ width: Int) -> String { String(repeating: "0", count: max(0, width - "\(value)".count)) + "\(value)" }
    return parts.map { part in
      switch part {
      case .year: padded(year, 4)
      case .month: padded(month, 2)
      case .day: padded(date, 2)
      case .time: "00"
      case .literal(let bytes): String(decoding: bytes, as: UTF8.self)
      }
    }.joined()
  }
}
