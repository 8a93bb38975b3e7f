public import Catalogue
public import Measures

/// The roads of a day on which some were closed one after the other, as they were at any time of it.
public struct RoadHistory: Sendable {
  /// A road that somebody found closed.
  public struct Closing: Sendable, Hashable {
    public var at: Instant
    public var from: Place.ID
    public var to: Place.ID

    public init(at: Instant, from: Place.ID, to: Place.ID) {
      self.at = at
      self.from = from
      self.to = to
    }
  }

  /// Without every road that was found closed.
  public let latest: RoadTable
  /// Rising: until when a table was true.
  private let earlier: [(until: Instant, table: RoadTable)]

  /// Roads that nobody found closed.
  public init(_ open: RoadTable) { (latest, earlier) = (open, []) }

  /// - Parameters:
  ///   - open: over all places by which a way round may lead.
  ///   - isKept: of which places the tables are.
  public init(_ open: RoadTable, _ closings: [Closing], keeping isKept: (Place.ID) -> Bool) {
    let known = closings.filter { open.index(of: $0.from) != nil && open.index(of: $0.to) != nil }
    func table(_ closed: [Closing]) -> RoadTable {
      open.closing(
        closed.compactMap { closing in
          guard let from = open.index(of: closing.from), let to = open.index(of: closing.to) else { return nil }
          return (from, to)
        }
      ).keeping(isKept)
    }
    latest = table(known)
    earlier = Set(known.map(\.at)).sorted().map { at in (at, table(known.filter { $0.at < at })) }
  }

  /// As they were known at an instant.
  public func table(at instant: Instant) -> RoadTable { earlier.first { instant < $0.until }?.table ?? latest }
}
