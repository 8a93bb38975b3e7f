/// Exact quantiles of stored numbers.
///
/// A replicate leaves a few numbers of 8 bytes, so a million of them are 8 MB; estimators in constant memory such as P² (Jain, Chlamtac
/// 1985) are inexact and depend on the order in which the numbers come.
public struct Quantiles: Sendable, Hashable {
  private let sorted: [Double]

  /// O(n log n).
  public init(_ values: [Double]) throws(SimulationFault) {
    guard !values.isEmpty else { throw .noValues }
    for value in values { _ = try finite(value, .value) }
    sorted = values.sorted()
  }

  /// Between the two nearest values by linear interpolation: type 7 of Hyndman, Fan 1996, as in R, NumPy and spreadsheets.
  public func callAsFunction(_ share: Double) throws(SimulationFault) -> Double {
    guard try finite(share, .quantile) >= 0, share <= 1 else { throw .notAShare(.quantile, share) }
    let position = share * Double(sorted.count - 1)
    let below = Int(position)
    let rest = position - Double(below)
    return rest == 0 ? sorted[below] : sorted[below] + rest * (sorted[below + 1] - sorted[below])
  }
}
