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

  public func stream(entity: UInt32, _ purpose: StreamPurpose) -> PhiloxStream {
    PhiloxStream(seed: seed, replicate: replicate, entity: entity, purpose: purpose)
  }
}
