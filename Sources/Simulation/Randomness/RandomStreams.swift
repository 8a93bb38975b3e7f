/// What a stream of random numbers is for, so that each purpose has its own: travel times, service, breakdowns.
public struct StreamPurpose: RawRepresentable, Hashable, Sendable {
  public let rawValue: UInt16
  public init(rawValue: UInt16) { self.rawValue = rawValue }
}

/// All random numbers of one replicate.
///
/// Each entity has a stream of its own for each purpose. So one more draw in one place shifts no number in another, and two policies that are
/// simulated with the same seed meet the same weather (common random numbers; Law 2015, section 11.2). Streams are disjoint by
/// construction: seed, replicate, entity and purpose are different bits of Philox's key and counter, and nothing is hashed.
public struct RandomStreams: Hashable, Sendable {
  public let seed: UInt64
  public let replicate: UInt32

  public init(seed: UInt64, replicate: UInt32 = 0) {
    self.seed = seed
    self.replicate = replicate
  }

  public func stream(entity: UInt32, _ purpose: StreamPurpose) -> RandomStream {
    RandomStream(seed: seed, replicate: replicate, entity: entity, purpose: purpose)
  }
}

/// Random numbers of one entity for one purpose.
public struct RandomStream: RandomNumberGenerator, BitwiseCopyable, Sendable {
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
