import Catalogue
import Measures

/// MT940 in UTF-8, with the code words of ``InformationField`` in `:86:`.
struct MT940Writing: StatementWriting {
  /// Characters of a line.
  private static let width = 65

  private var bytes: [UInt8] = []
  private var closing = Money.zero
  private var closingOn = Day(number: 0)

  private mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

  mutating func begin(_ header: StatementHeader, closing: Money, on day: Day) throws(BankWriteFault) {
    guard let opening = header.opening, let openingOn = header.openingOn else {
      throw .cannotCarry(format: "MT940", field: "a statement without an opening balance and its day")
    }
    self.closing = closing
    closingOn = day
    append(":20:STATEMENT\r\n:25:\(header.account)\r\n")
    if !header.number.isEmpty { append(":28C:\(header.number)\r\n") }
    append(":60F:\(try balance(opening, openingOn))\r\n")
  }

  private func balance(_ amount: Money, _ day: Day) throws(BankWriteFault) -> String {
    "\(amount.fen < 0 ? "D" : "C")\(try six(day))CNY\(AmountNotation.swift.text(Money(fen: Int64(amount.fen.magnitude))))"
  }

  /// `YYMMDD`.
  private func six(_ day: Day) throws(BankWriteFault) -> String {
    let (year, month, date) = day.civil
    guard (1980...2079).contains(year) else { throw .cannotCarry(format: "MT940", field: "\(day)") }
    return two(year % 100) + two(month) + two(date)
  }

  private func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }

  mutating func write(_ line: StatementLine) throws(BankWriteFault) {
    let valueOn = line.valueOn ?? line.bookedOn
    guard valueOn.days(to: line.bookedOn).magnitude < 180 else { throw .cannotCarry(format: "MT940", field: "\(valueOn)/\(line.bookedOn)") }
    guard line.isReturn || (line.returnCode.isEmpty && line.returnText.isEmpty) else {
      throw .cannotCarry(format: "MT940", field: "a return code without a return")
    }
    try line.limit(line.bankReference, ":61: //", to: 16)
    let (_, month, date) = line.bookedOn.civil
    let customer = fits(line.reference) ? line.reference : "NONREF"
    let bank = line.bankReference.isEmpty ? "" : "//\(line.bankReference)"
    let amount = AmountNotation.swift.text(Money(fen: Int64(clamping: line.amount.fen.magnitude)))
    let mark = line.amount.fen < 0 ? "D" : "C"
    append(
      ":61:\(try six(valueOn))\(two(month))\(two(date))\(mark)\(amount)\(line.isReturn ? "NRTI" : "NTRF")\(customer)\(bank)\r\n")
    appendInformation(line, isReferenceAbove: fits(line.reference))
  }

  /// Whether a reference can stand in `:61:`: 16 characters, and no slashes by which it would be cut.
  private func fits(_ reference: String) -> Bool {
    !reference.isEmpty && reference != "NONREF" && reference.utf8.count <= 16
      && reference.utf8.allSatisfy { $0 < 0x80 && $0 != UInt8(ascii: "/") }
  }

  private mutating func appendInformation(_ line: StatementLine, isReferenceAbove: Bool) {
    let fields = [
      ("EREF", isReferenceAbove ? "" : line.reference), ("PREF", line.batchReference), ("NAME", line.counterpartyName),
      ("ACCT", line.counterpartyAccount), ("RTRN", line.returnCode), ("RTXT", line.returnText), ("REMI", line.text),
    ]
    let text = fields.filter { !$0.1.isEmpty }.map { "/\($0.0)/\($0.1.escapedSlashes)" }.joined()
    guard !text.isEmpty else { return }
    append(":86:")
    var rest = Array(text.unicodeScalars)[...]
    while !rest.isEmpty {
      var count = min(rest.count, MT940Writing.width)
      // A line that goes on must not look like a tag, the end or the envelope.
      while count > 1, count < rest.count, [":", "-", "{"].contains(rest[rest.startIndex + count]) { count -= 1 }
      var line = String.UnicodeScalarView()
      line.append(contentsOf: rest.prefix(count))
      append(String(line) + "\r\n")
      rest = rest.dropFirst(count)
    }
  }

  mutating func finish() throws(BankWriteFault) { append(":62F:\(try balance(closing, closingOn))\r\n-\r\n") }

  mutating func take() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }
}
