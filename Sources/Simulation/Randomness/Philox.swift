/// Philox4x32-10 (Salmon, Moraes, Dror, Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3", section 3.3): turns a counter of 128
/// bits and a key of 64 into 128 bits that look random. It has no state, so any number of any stream can be had without those before it.
enum Philox {
  typealias Block = (UInt32, UInt32, UInt32, UInt32)

  private static let multipliers: (UInt64, UInt64) = (0xD251_1F53, 0xCD9E_8D57)
  /// The golden ratio and √3-1, by which the key moves from round to round.
  private static let weyl: (UInt32, UInt32) = (0x9E37_79B9, 0xBB67_AE85)

  @inline(__always) static func block(_ counter: Block, key: (UInt32, UInt32)) -> Block {
    var (block, key) = (counter, key)
    for round in 0..<10 {
      if round > 0 { key = (key.0 &+ weyl.0, key.1 &+ weyl.1) }
      let even = multipliers.0 &* UInt64(block.0)
      let odd = multipliers.1 &* UInt64(block.2)
      block = (
        UInt32(truncatingIfNeeded: odd >> 32) ^ block.1 ^ key.0, UInt32(truncatingIfNeeded: odd),
        UInt32(truncatingIfNeeded: even >> 32) ^ block.3 ^ key.1, UInt32(truncatingIfNeeded: even)
      )
    }
    return block
  }
}
