struct Waiting<Event: BitwiseCopyable>: BitwiseCopyable {
  let event: Event
  let since: Milliseconds
  let ticket: Int
  let units: Int
  let priority: Priority
}

extension Waiting: Sendable where Event: Sendable {}

/// Who waits, by priority and then in the order of coming, in a ring of memory that grows by doubling.
struct WaitingLine<Event: BitwiseCopyable> {
  /// As many as a power of two; empty before the first comes.
  private var ring: [Waiting<Event>] = []
  private var head = 0
  private(set) var count = 0

  @inline(__always) var isEmpty: Bool { count == 0 }

  /// - Precondition: somebody waits.
  @inline(__always) var first: Waiting<Event> { ring[head] }

  @inline(__always) private func place(_ position: Int) -> Int { (head &+ position) & (ring.count &- 1) }

  /// Behind all of its own and higher priorities: O(1) where no lower one waits.
  mutating func insert(_ newcomer: Waiting<Event>) {
    if count == ring.count { grow(filler: newcomer) }
    var position = count
    while position > 0, newcomer.priority < ring[place(position &- 1)].priority {
      ring[place(position)] = ring[place(position &- 1)]
      position &-= 1
    }
    ring[place(position)] = newcomer
    count &+= 1
  }

  /// - Precondition: somebody waits.
  mutating func removeFirst() -> Waiting<Event> {
    let first = ring[head]
    head = place(1)
    count &-= 1
    return first
  }

  /// - Returns: false where nobody waits with this ticket.
  mutating func remove(ticket: Int) -> Bool {
    guard let position = (0..<count).first(where: { ring[place($0)].ticket == ticket }) else { return false }
    for later in position..<(count - 1) { ring[place(later)] = ring[place(later + 1)] }
    count -= 1
    return true
  }

  private mutating func grow(filler: Waiting<Event>) {
    var larger = [Waiting<Event>](repeating: filler, count: max(4, ring.count * 2))
    for position in 0..<count { larger[position] = ring[place(position)] }
    ring = larger
    head = 0
  }
}

extension WaitingLine: Sendable where Event: Sendable {}
