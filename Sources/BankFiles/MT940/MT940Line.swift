import Catalogue
import Measures

/// `:61:`, the statement line: `6!n[4!n]2a[1!a]15d1!a3!c16x[//16x]`, and 34x on a line of its own.
enum MT940Line {
  static func read(_ lines: [String], at place: FilePlace) throws(FieldProblem) -> StatementLine {
    let bytes = Array(lines[0].trimmed.utf8)
    var rest = bytes[...]
    func malformed() -> FieldProblem { .malformed(field: ":61:", value: FieldProblem.shown(bytes)) }

    let valueOn = try day(rest.prefix(6), field: ":61:")
    rest = rest.dropFirst(6)
    var bookedOn = valueOn
    if let monthAndDay = Int(digits: rest.prefix(4)), rest.count > 4 {
      bookedOn = try nearest(to: valueOn, month: monthAndDay / 100, day: monthAndDay % 100, shown: bytes)
      rest = rest.dropFirst(4)
    }
    let isReversal = rest.first == UInt8(ascii: "R")
    if isReversal { rest = rest.dropFirst() }
    guard let mark = rest.first, mark == UInt8(ascii: "C") || mark == UInt8(ascii: "D") else { throw malformed() }
    rest = rest.dropFirst()
    // The third letter of the currency may stand here.
    if let letter = rest.first, (65...90).contains(letter) { rest = rest.dropFirst() }
    let digits = rest.prefix { (48...57).contains($0) || $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ".") }
    let amount = try AmountNotation.swift.money(digits, signed: false, field: ":61:")
    rest = rest.dropFirst(digits.count)
    guard rest.count >= 4 else { throw malformed() }
    let type = String(decoding: rest.prefix(4), as: UTF8.self)
    rest = rest.dropFirst(4)

    let references = String(decoding: rest, as: UTF8.self)
    let (customer, bank) = split(references)
    // A reversal of a credit takes money from the account.
    let isCredit = (mark == UInt8(ascii: "C")) != isReversal
    return StatementLine(
      place: place, bookedOn: bookedOn, valueOn: valueOn, amount: isCredit ? amount : Money(fen: -amount.fen), bankReference: bank,
      reference: customer == "NONREF" ? "" : customer, text: lines.dropFirst().joined(separator: " ").trimmed,
      isReturn: isReversal || type.hasSuffix("RTI"))
  }

  /// The customer's reference, and the bank's behind `//`.
  private static func split(_ text: String) -> (String, String) {
    let bytes = Array(text.utf8)
    guard let slashes = bytes.indices.dropLast().first(where: { bytes[$0] == UInt8(ascii: "/") && bytes[$0 + 1] == UInt8(ascii: "/") })
    else {
      return (text.trimmed, "")
    }
    return (String(decoding: bytes[..<slashes], as: UTF8.self).trimmed, String(decoding: bytes[(slashes + 2)...], as: UTF8.self).trimmed)
  }

  /// `YYMMDD`: years from 80 on are of the twentieth century.
  static func day(_ bytes: some Collection<UInt8>, field: String) throws(FieldProblem) -> Day {
    guard bytes.count == 6, let number = Int(digits: bytes) else { throw .notADay(field: field, value: FieldProblem.shown(bytes)) }
    let year = number / 10_000
    guard let day = Day(year: year < 80 ? 2000 + year : 1900 + year, month: number / 100 % 100, day: number % 100) else {
      throw .notADay(field: field, value: FieldProblem.shown(bytes))
    }
    return day
  }

  /// The booking day has no year: the one nearest to the value date is meant.
  private static func nearest(to valueOn: Day, month: Int, day: Int, shown: [UInt8]) throws(FieldProblem) -> Day {
    let year = valueOn.civil.year
    let days = [year - 1, year, year + 1].compactMap { Day(year: $0, month: month, day: day) }
    guard let nearest = days.min(by: { $0.days(to: valueOn).magnitude < $1.days(to: valueOn).magnitude }) else {
      throw .notADay(field: ":61:", value: FieldProblem.shown(shown))
    }
    return nearest
  }
}
