/// The GS1 article number of 13 digits whose last is a check digit (GS1 General Specifications, 7.9).
public enum EAN13 {
  public static func isValid(_ text: String) -> Bool {
    let digits = text.utf8.map { Int($0) - 48 }
    guard digits.count == 13, digits.allSatisfy((0...9).contains) else { return false }
    return checkDigit(of: digits.dropLast()) == digits[12]
  }

  /// The check digit of twelve digits: weights 1 and 3 in turn from the left.
  static func checkDigit(of digits: some Sequence<Int>) -> Int {
    let sum = digits.enumerated().reduce(0) { $0 + $1.element * ($1.offset % 2 == 0 ? 1 : 3) }
    return (10 - sum % 10) % 10
  }
}
