public import Measures

/// What a bank may keep for itself of a payment that it gives back: the one bound for it.
public enum KeptFee {
  /// One in a hundred, at least 10 yuan and at most 50, in fen, rounded down. Assumed: no source gives what banks keep.
  public static func max(of amount: Money) -> Money { Money(fen: Swift.min(50_00, Swift.max(10_00, amount.fen / 100))) }
}
