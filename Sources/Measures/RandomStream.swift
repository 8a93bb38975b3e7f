/// SplitMix64 (Steele, Lea, Flood 2014): small, fast, and the same numbers from the same seed on every machine.
public struct RandomStream: RandomNumberGenerator, Sendable {
  private var state: UInt64

  public init(seed: UInt64) { state = seed }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A number from `range`, by multiplication (Lemire 2019, without the rejection: a bias below 2^-32 for small ranges).
  public mutating func int(in range: ClosedRange<Int64>) -> Int64 {
    let span = UInt64(range.upperBound - range.lowerBound) + 1
    return range.lowerBound + Int64(next().multipliedFullWidth(by: span).high)
  }

  public mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[Int(int(in: 0...Int64(elements.count - 1)))]
  }
}
