/// Count, mean, variance and extremes of whole milliseconds, or of any whole numbers, from exact sums: the order of adding and merging
/// changes nothing. Traps where a sum no longer fits: a million values of a year each still do.
public struct DurationTally: Sendable, Hashable {
  public private(set) var count = 0
  public private(set) var sum = 0
  private var sumOfSquares: UInt128 = 0
  /// 0 where there is none.
  public private(set) var least = 0
  /// 0 where there is none.
  public private(set) var largest = 0

  public init() {}

  @inline(__always) public mutating func add(_ value: Int) {
    least = count == 0 ? value : min(least, value)
    largest = count == 0 ? value : max(largest, value)
    count &+= 1
    sum += value
    let square = value.magnitude.multipliedFullWidth(by: value.magnitude)
    sumOfSquares += UInt128(square.high) << 64 | UInt128(square.low)
  }

  public mutating func merge(_ other: DurationTally) {
    guard other.count > 0 else { return }
    least = count == 0 ? other.least : min(least, other.least)
    largest = count == 0 ? other.largest : max(largest, other.largest)
    count += other.count
    sum += other.sum
    sumOfSquares += other.sumOfSquares
  }

  /// 0 where there is none.
  public var mean: Double { count == 0 ? 0 : Double(sum) / Double(count) }

  /// Of the sample, with n-1; 0 where there are fewer than two.
  public var variance: Double {
    guard count > 1 else { return 0 }
    // n·Σx² - (Σx)² is exact; as a difference of two roundings it could be anything.
    let spread = Int128(count) * Int128(sumOfSquares) - Int128(sum) * Int128(sum)
    return Double(spread) / Double(count) / Double(count - 1)
  }
}
