/// A few of many positive integers that add up to a target exactly.
///
/// Meet in the middle (Horowitz, Sahni, "Computing Partitions with Applications to the Knapsack Problem", JACM 21, 1974): all small
/// subsets of either half, sorted by sum, and for each of one half the complement in the other.
///
/// - Complexity: O(m log m) for the m subsets of at most `itemsMax` of half the numbers; with 40 numbers and 8 items m is 263,950.
struct SubsetSum {
  /// Places in the numbers given, ascending: of the smallest such set, and among those of the one with the earliest numbers.
  let items: [Int]
  /// Another set adds up too.
  let isAmbiguous: Bool

  /// - Parameter numbers: above zero, at most 40.
  /// - Returns: nil where no 2 to `itemsMax` of them add up.
  init?(_ numbers: [Int64], target: Int64, itemsMax: Int) {
    precondition(numbers.count <= 40)
    let half = numbers.count / 2
    let left = SubsetSum.subsets(numbers, 0..<half, target, itemsMax).sorted()
    let right = SubsetSum.subsets(numbers, half..<numbers.count, target, itemsMax)
    var best: Subset?
    var ways = 0
    for subset in right {
      let least = (target - subset.sum, 2 - subset.count)
      let first = lowerBound(0, left.count) { (left[$0].sum, left[$0].count) < least }
      var index = first
      while index < left.count, left[index].sum == target - subset.sum, index < first + 2 {
        let whole = Subset(sum: target, count: left[index].count + subset.count, mask: left[index].mask | subset.mask)
        index += 1
        guard whole.count <= itemsMax else { continue }
        ways += 1
        best = best.map { min($0, whole) } ?? whole
      }
    }
    guard let best else { return nil }
    items = numbers.indices.filter { best.mask & (1 << UInt64($0)) != 0 }
    isAmbiguous = ways > 1
  }

  private struct Subset: Comparable {
    var sum: Int64
    var count: Int
    /// One bit a number.
    var mask: UInt64

    static func < (a: Subset, b: Subset) -> Bool {
      if a.sum != b.sum { return a.sum < b.sum }
      return a.count != b.count ? a.count < b.count : isEarlier(a.mask, b.mask)
    }

    /// The first number in which they differ belongs to `a`.
    private static func isEarlier(_ a: UInt64, _ b: UInt64) -> Bool {
      let difference = a ^ b
      return difference != 0 && a & (difference & (~difference &+ 1)) != 0
    }
  }

  /// Those of at most `itemsMax` numbers whose sum does not pass the target, the empty one included.
  private static func subsets(_ numbers: [Int64], _ range: Range<Int>, _ target: Int64, _ itemsMax: Int) -> [Subset] {
    var subsets = [Subset(sum: 0, count: 0, mask: 0)]
    for index in range {
      for subset in subsets where subset.count < itemsMax && numbers[index] <= target - subset.sum {
        subsets.append(Subset(sum: subset.sum + numbers[index], count: subset.count + 1, mask: subset.mask | 1 << UInt64(index)))
      }
    }
    return subsets
  }
}
