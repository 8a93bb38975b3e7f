/// The search's dice: SplitMix64 (Steele, Lea, Flood 2014), drawn the same way on every machine.
struct Chance {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  @inline(__always) mutating func bits() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A number from `0..<bound`, by multiplication (Lemire 2019) of 32 bits.
  @inline(__always) mutating func below(_ bound: Int) -> Int {
    Int(truncatingIfNeeded: ((bits() >> 32) &* UInt64(truncatingIfNeeded: bound)) >> 32)
  }

  /// A number from 0 up to, not including, 1, in steps of 2^-53.
  @inline(__always) mutating func unit() -> Double { Double(bits() >> 11) * 0x1p-53 }
}
