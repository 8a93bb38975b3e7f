/// Random numbers of one entity for one purpose.
public struct PhiloxStream: RandomNumberGenerator, BitwiseCopyable, Sendable {
  private let key: (UInt32, UInt32)
  private let replicate: UInt32
  private let entity: UInt32
  /// The purpose in the highest 16 bits; below, how many blocks have been drawn.
  private var blocks: UInt64
  private var spare: UInt64 = 0
  private var hasSpare = false

  init(seed: UInt64, replicate: UInt32, entity: UInt32, purpose: StreamPurpose) {
    key = (UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32))
    self.replicate = replicate
    self.entity = entity
    blocks = UInt64(purpose.rawValue) << 48
  }

  /// 64 random bits. A stream has 2^49 of these.
  @inline(__always) public mutating func next() -> UInt64 {
    if hasSpare {
      hasSpare = false
      return spare
    }
    let counter = (UInt32(truncatingIfNeeded: blocks), UInt32(truncatingIfNeeded: blocks >> 32), entity, replicate)
    let block = Philox.block(counter, key: key)
    blocks &+= 1
    spare = UInt64(block.3) << 32 | UInt64(block.2)
    hasSpare = true
    return UInt64(block.1) << 32 | UInt64(block.0)
  }

  /// A number between 0 and 1, both excluded: the middle of one of 2^52 equal parts, so that 1 minus it is exact and as likely.
  @inline(__always) public mutating func unit() -> Double { (Double(next() >> 12) + 0.5) * 0x1p-52 }

  /// A number from `0..<bound`, by multiplication (Lemire 2019), with a bias below bound/2^64.
  ///
  /// - Precondition: `bound` is above 0.
  public mutating func below(_ bound: Int) -> Int {
    precondition(bound > 0, "a choice among nothing")
    return Int(next().multipliedFullWidth(by: UInt64(bound)).high)
  }
}
