public import Measures

extension Money {
  /// Yuan with two decimals and commas between thousands, as on an account sheet: `-1,234,567.05`.
  public var printed: String { printedYuan(fen: Int128(fen)) }
}

/// As ``Measures/Money/printed``, for sums that may be larger than one amount.
func printedYuan(fen: Int128) -> String {
  let yuan = Array(String(fen.magnitude / 100))
  let cents = fen.magnitude % 100
  var text = fen < 0 ? "-" : ""
  for (index, digit) in yuan.enumerated() {
    if index > 0, (yuan.count - index) % 3 == 0 { text += "," }
    text.append(digit)
  }
  return text + (cents < 10 ? ".0" : ".") + String(cents)
}
