import Catalogue
import Measures

extension AmountNotation {
  /// `1234.5`, as ISO 20022, OFX and XML Schema write it.
  static let plain = AmountNotation()
  /// `1234,5` or `1234,`, as SWIFT MT writes it.
  static let swift = AmountNotation(decimalMark: UInt8(ascii: ","))

  /// The amount that `bytes` write, to the fen.
  ///
  /// A sign may stand in front; no minus where a mark beside the amount tells the direction (`signed`). Groups of thousands are whole or absent. Decimals beyond the second must be zeros; a mark with
  /// nothing behind it is taken, since SWIFT demands the mark.
  func money(_ bytes: some Collection<UInt8>, signed: Bool = true, field: @autoclosure () -> String) throws(FieldProblem) -> Money {
    var value: Int64 = 0
    var (whole, decimals, group) = (0, -1, -1)
    var (isNegative, isTooFine) = (false, false)
    func notAnAmount() -> FieldProblem { .notAnAmount(field: field(), value: FieldProblem.shown(bytes)) }

    func append(_ digit: UInt8) throws(FieldProblem) {
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, more) = product.addingReportingOverflow(Int64(digit))
      if overflow || more { throw .amountTooLarge(field: field(), value: FieldProblem.shown(bytes)) }
      value = sum
    }

    for (index, byte) in bytes.enumerated() {
      switch byte {
      case 48...57:
        if decimals >= 0 {
          decimals += 1
          if decimals > 2 || unit == .fen {
            isTooFine = isTooFine || byte != 48
            continue
          }
        } else {
          whole += 1
          if group >= 0 { group += 1 }
        }
        try append(byte - 48)
      case UInt8(ascii: "-") where index == 0 && signed: isNegative = true
      case UInt8(ascii: "+") where index == 0: break
      case decimalMark:
        guard decimals < 0, whole > 0, group < 0 || group == 3 else { throw notAnAmount() }
        decimals = 0
      case groupMark:
        guard decimals < 0, group < 0 ? (1...3).contains(whole) : group == 3 else { throw notAnAmount() }
        group = 0
      default: throw notAnAmount()
      }
    }
    guard whole > 0, decimals >= 0 || group < 0 || group == 3 else { throw notAnAmount() }
    guard !isTooFine else { throw .tooManyDecimals(field: field(), value: FieldProblem.shown(bytes)) }
    if unit == .yuan { for _ in 0..<(2 - min(2, max(0, decimals))) { try append(0) } }
    return Money(fen: isNegative ? -value : value)
  }

  /// The amount as this notation writes it: two decimals where it counts yuan.
  func text(_ amount: Money) -> String {
    let magnitude = amount.fen.magnitude
    var digits = String(unit == .fen ? magnitude : magnitude / 100)
    if let groupMark {
      let mark = Character(Unicode.Scalar(groupMark))
      var grouped = ""
      for (index, digit) in digits.enumerated() {
        if index > 0, (digits.count - index) % 3 == 0 { grouped.append(mark) }
        grouped.append(digit)
      }
      digits = grouped
    }
    let sign = amount.fen < 0 ? "-" : ""
    guard unit == .yuan else { return sign + digits }
    let fen = magnitude % 100
    return "\(sign)\(digits)\(Character(Unicode.Scalar(decimalMark)))\(fen < 10 ? "0" : "")\(fen)"
  }
}

extension FieldProblem {
  /// Only renminbi is handled.
  static func requireCNY(_ currency: some StringProtocol) throws(FieldProblem) {
    guard currency == "CNY" || currency == "人民币" || currency == "RMB" else { throw .foreignCurrency(shown(currency)) }
  }
}
