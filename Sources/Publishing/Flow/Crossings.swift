/// Counts crossings between two neighbouring columns with a tree of partial sums (Barth, Mutzel, Jünger, “Simple and Efficient
/// Bilayer Cross Counting”, Journal of Graph Algorithms and Applications 8, 2004; Fenwick 1994).
enum Crossings {
  struct End {
    var from: Int
    var to: Int
    var weight: Int64
  }

  /// The sum over all pairs that cross of the product of their weights.
  ///
  /// - Complexity: O(n log n).
  static func weight(of ends: [End], targets: Int) -> Int128 {
    var sums = [Int128](repeating: 0, count: targets + 1)
    var total: Int128 = 0
    var added: Int128 = 0
    for end in ends.sorted(by: { ($0.from, $0.to) < ($1.from, $1.to) }) {
      // What began above and ends below crosses this one.
      var notBelow: Int128 = 0
      var place = end.to + 1
      while place > 0 {
        notBelow += sums[place]
        place -= place & -place
      }
      total += (added - notBelow) * Int128(end.weight)
      added += Int128(end.weight)
      place = end.to + 1
      while place <= targets {
        sums[place] += Int128(end.weight)
        place += place & -place
      }
    }
    return total
  }
}
