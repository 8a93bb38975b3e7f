public import Measures

/// Whether a statement goes on where the last one ended, so that what it says again are other lines.
public enum StatementSequence {
  /// Of a statement that is being read: its opening balance, and the day of it, or its first day.
  public struct Beginning: Sendable {
    public var opening: Money?
    public var on: Day?

    public init(opening: Money?, on day: Day?) {
      self.opening = opening
      on = day
    }
  }

  /// Where the balance has come back to where it was, nobody can tell what follows from what is said again: a line too few shows in the
  /// balances, one that is in twice with its return would not. So where there is a doubt, it does not follow.
  ///
  /// - Parameters:
  ///   - known: the recorded ones, the latest first.
  ///   - changed: what the lines in the books of a day come to.
  public static func follows(
    _ statement: Beginning, _ known: [StatementBody], changed: (Day) throws -> Money
  ) rethrows -> Bool {
    guard let last = known.first, let opening = statement.opening, opening == last.closing, let day = statement.on else { return false }
    if day > last.through { return true }
    guard day == last.through, last.opening != opening else { return false }
    return try !known.contains { $0.from >= day && $0.opening == opening } && changed(day) != .zero
  }
}
