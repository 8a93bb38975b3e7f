/// What was seen of a resource over a span of time. Times are whole milliseconds and all sums exact, so Little's law holds to the last
/// digit where nobody was waiting at either end.
public struct ResourceStatistics: Sendable {
  /// How long those waited who were granted units, also those who found some free.
  public internal(set) var waits = DurationTally()
  /// Requests that were withdrawn.
  public internal(set) var withdrawn = 0
  /// Requests that wait, over time.
  public internal(set) var queue = TimeWeighted(0, at: 0)
  /// Units that are held, over time.
  public internal(set) var held = TimeWeighted(0, at: 0)
  /// Units there are, over time.
  public internal(set) var capacity: TimeWeighted

  init(capacity: Int) { self.capacity = TimeWeighted(capacity, at: 0) }

  /// The share of the units there were that was held. 0 where there were none.
  public var utilisation: Double { capacity.integral == 0 ? 0 : Double(held.integral) / Double(capacity.integral) }

  mutating func close(at now: Milliseconds) {
    queue.advance(to: now)
    held.advance(to: now)
    capacity.advance(to: now)
  }

  mutating func reset(at now: Milliseconds) {
    waits = DurationTally()
    withdrawn = 0
    queue.reset(at: now)
    held.reset(at: now)
    capacity.reset(at: now)
  }
}
