public import Measures

/// What a bank may take for itself of a payment, kept from what it gives back or added to what it debits: the one bound for it.
public enum KeptFee {
  /// Of one payment, however large.
  public static let most = Money(fen: 50_00)

  /// One in a hundred, at least 10 yuan and at most 50, in fen, rounded down. Assumed: no source gives what banks keep.
  public static func max(of amount: Money) -> Money { Money(fen: Swift.min(most.fen, Swift.max(10_00, amount.fen / 100))) }
}
