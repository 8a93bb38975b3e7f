/// Splits `whole` by `weights` with the largest-remainder method (Hamilton, 1791), exactly: the parts add up to the
/// whole, each differs from its exact quota by less than one unit, and ties go to the earlier weight, so callers sort
/// by id. A negative whole is split as its magnitude and negated.
///
/// - Returns: one part per weight; all zero where every weight is zero and the whole is zero, nil where something
///   would have to be split over nothing.
/// - Precondition: no weight is negative.
/// - Complexity: O(n log n).
public func apportion(_ whole: Int64, by weights: [Int64]) -> [Int64]? {
  precondition(weights.allSatisfy { $0 >= 0 })
  let total = weights.reduce(Int128(0)) { $0 + Int128($1) }
  guard total > 0 else { return whole == 0 ? weights.map { _ in 0 } : nil }
  let magnitude = Int128(whole.magnitude)
  var parts = weights.map { magnitude * Int128($0) / total }
  let remainders = weights.map { magnitude * Int128($0) % total }
  let missing = Int(magnitude - parts.reduce(0, +))
  let byRemainder = weights.indices.sorted {
    remainders[$0] != remainders[$1] ? remainders[$0] > remainders[$1] : $0 < $1
  }
  for index in byRemainder.prefix(missing) { parts[index] += 1 }
  return parts.map { Int64(whole < 0 ? -$0 : $0) }
}
