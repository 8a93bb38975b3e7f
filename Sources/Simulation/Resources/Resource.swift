/// Names somebody's place in a resource's queue.
public struct Ticket: Hashable, Sendable {
  let number: Int
}

/// So many units of something that is shared: ramps, loaders, places in a cold room. Who finds none free waits, by priority and then in the
/// order of asking; the first one is never passed over by somebody behind who needs less.
///
/// A request is granted by an event, which the kernel hands to the model: at once where units are free, and otherwise when they become so.
public struct Resource<Event: BitwiseCopyable> {
  private var line = WaitingLine<Event>()
  private var tickets = 0
  private var statisticsStore: ResourceStatistics
  /// Units there are.
  public private(set) var capacity: Int
  /// Units that are held. More than `capacity` where that was lowered meanwhile.
  public private(set) var held = 0

  /// - Precondition: `capacity` is not negative. 0 is a resource that is closed at first.
  public init(capacity: Int) {
    precondition(capacity >= 0, "a resource of less than nothing")
    self.capacity = capacity
    statisticsStore = ResourceStatistics(capacity: capacity)
  }

  /// Requests that wait.
  public var waiting: Int { line.count }

  /// Asks for units; `event` happens as soon as they are held. O(1), but O(waiting) behind nobody of a lower priority.
  ///
  /// A request for more than there are waits until `setCapacity` opens as many.
  ///
  /// - Precondition: `units` is above 0.
  @discardableResult
  public mutating func request(
    then event: Event, units: Int = 1, priority: Priority = .normal, _ kernel: inout Kernel<Event>
  ) -> Ticket {
    precondition(units > 0, "a request for no units")
    tickets &+= 1
    if line.isEmpty, held &+ units <= capacity {
      take(units, then: event, waited: 0, &kernel)
    } else {
      line.insert(Waiting(event: event, since: kernel.now, ticket: tickets, units: units, priority: priority))
      statisticsStore.queue.set(line.count, at: kernel.now)
      // The one in front may need more than is free where this one, now before it, does not.
      if line.first.ticket == tickets { grant(&kernel) }
    }
    return Ticket(number: tickets)
  }

  /// Gives units back, and grants what waits for them.
  ///
  /// - Precondition: so many are held.
  public mutating func release(units: Int = 1, _ kernel: inout Kernel<Event>) {
    precondition(units > 0 && units <= held, "units were released that nobody held")
    held &-= units
    statisticsStore.held.set(held, at: kernel.now)
    if !line.isEmpty { grant(&kernel) }
  }

  /// Leaves the queue. O(waiting).
  ///
  /// - Returns: false where the request was granted already: its event comes or came, and the units are held.
  public mutating func withdraw(_ ticket: Ticket, _ kernel: inout Kernel<Event>) -> Bool {
    guard line.remove(ticket: ticket.number) else { return false }
    statisticsStore.withdrawn += 1
    statisticsStore.queue.set(line.count, at: kernel.now)
    grant(&kernel)
    return true
  }

  /// Opens or closes units. Who holds one keeps it until it is released.
  ///
  /// - Precondition: `capacity` is not negative.
  public mutating func setCapacity(_ capacity: Int, _ kernel: inout Kernel<Event>) {
    precondition(capacity >= 0, "a resource of less than nothing")
    self.capacity = capacity
    statisticsStore.capacity.set(capacity, at: kernel.now)
    grant(&kernel)
  }

  /// What was seen from the beginning, or the last reset, until `now`.
  public func statistics(at now: Milliseconds) -> ResourceStatistics {
    var statistics = statisticsStore
    statistics.close(at: now)
    return statistics
  }

  /// Forgets what was seen so far: the end of a warm-up.
  public mutating func resetStatistics(at now: Milliseconds) { statisticsStore.reset(at: now) }

  private mutating func grant(_ kernel: inout Kernel<Event>) {
    while !line.isEmpty, held &+ line.first.units <= capacity {
      let next = line.removeFirst()
      statisticsStore.queue.set(line.count, at: kernel.now)
      take(next.units, then: next.event, waited: kernel.now &- next.since, &kernel)
    }
  }

  @inline(__always)
  private mutating func take(_ units: Int, then event: Event, waited: Milliseconds, _ kernel: inout Kernel<Event>) {
    held &+= units
    statisticsStore.held.set(held, at: kernel.now)
    statisticsStore.waits.add(waited)
    kernel.schedule(event, after: 0)
  }
}

extension Resource: Sendable where Event: Sendable {}
