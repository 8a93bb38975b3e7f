/// An account number as a bank's file shows it, whole or in part.
public struct ShownAccount: Sendable, Hashable {
  /// Without blanks and dashes; nil where the bank shows a part of it.
  public let whole: String?
  /// The digits at its end, where they are four or more: the last four. Empty where they are not shown.
  public let tail: String

  public init(_ text: String) {
    let plain = text.filter { $0 != " " && $0 != "-" }
    let isPlain = plain.utf8.count >= 8 && plain.utf8.allSatisfy { (48...57).contains($0) || (65...90).contains($0) }
    whole = isPlain && !plain.contains(ShownAccount.mask) ? plain : nil
    let digits = plain.reversed().prefix { $0.isASCII && $0.isNumber }.prefix(4)
    tail = digits.count == 4 ? String(digits.reversed()) : ""
  }

  /// Where a bank masks digits with letters: numbers with letters have no two of this one side by side.
  private static let mask = "XX"
}
