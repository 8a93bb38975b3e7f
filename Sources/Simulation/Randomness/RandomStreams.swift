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
  public let replicate: Int

  /// - Precondition: `replicate` is from 0 to 2^32-1.
  public init(seed: UInt64, replicate: Int = 0) {
    precondition(UInt32(exactly: replicate) != nil, "no number of a replicate")
    self.seed = seed
    self.replicate = replicate
  }

  /// The numbers of one entity for one purpose, from the first on.
  ///
  /// - Precondition: `entity` is from 0 to 2^32-1.
  public func stream(entity: Int, _ purpose: StreamPurpose) -> PhiloxStream {
    precondition(UInt32(exactly: entity) != nil, "no number of an entity")
    return PhiloxStream(seed: seed, replicate: UInt32(replicate), entity: UInt32(entity), purpose: purpose)
  }
}
