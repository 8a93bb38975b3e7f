import Measures

/// Proves a statement while it is read: opening balance and lines come to the closing one, and each running balance follows.
struct StatementCheck {
  private var opening: Money?
  private var sum: Int128 = 0
  private var last: (amount: Money, balance: Money)?
  /// Newest first, as many banks' sheets are; known from the first two lines on that tell.
  private var isDescending: Bool?
  private var seen: Set<[String]> = []

  /// - Returns: a finding where the file had a statement of this number before.
  mutating func begin(_ header: StatementHeader) -> StatementFinding? {
    opening = header.opening
    sum = 0
    last = nil
    isDescending = nil
    guard !header.number.isEmpty, !seen.insert([header.account, header.number]).inserted else { return nil }
    return StatementFinding(.duplicateStatement(account: header.account, number: header.number), at: header.place)
  }

  mutating func add(_ amount: Money, balance: Money?, at place: FilePlace) -> StatementFinding? {
    sum += Int128(amount.fen)
    defer { last = balance.map { (amount, $0) } }
    // The first line has nothing above it to follow from; opening and closing balance prove it.
    guard let balance, let last else { return nil }
    let ascending = StatementCheck.sum(last.balance, amount)
    // Newest first: this line's balance and the amount of the line above it give the balance above it.
    let descending = StatementCheck.difference(last.balance, last.amount)
    if isDescending == nil, (ascending == balance) != (descending == balance) { isDescending = descending == balance }
    guard let expected = isDescending ?? false ? descending : ascending else { return StatementFinding(.sumTooLarge, at: place) }
    if expected == balance { return nil }
    return StatementFinding(.balanceBreaks(expected: expected, found: balance), at: place)
  }

  /// A line that could not be read: its running balance is not known, so the next one proves nothing.
  mutating func lose() { last = nil }

  func close(_ closing: Money, at place: FilePlace) -> StatementFinding? {
    guard let opening else { return nil }
    guard let lines = Int64(exactly: sum), let total = StatementCheck.sum(opening, Money(fen: lines)) else {
      return StatementFinding(.sumTooLarge, at: place)
    }
    return total == closing ? nil : StatementFinding(.doesNotClose(opening: opening, lines: Money(fen: lines), closing: closing), at: place)
  }

  private static func sum(_ a: Money, _ b: Money) -> Money? { try? a + b }
  private static func difference(_ a: Money, _ b: Money) -> Money? { try? a - b }
}
