/// Virtual time and the events that are still to come.
///
/// Simultaneous events come by priority, and equals in the order in which they were scheduled. Nothing else decides, so a run takes the
/// same course on every machine.
public struct Kernel<Event: BitwiseCopyable>: ~Copyable {
  var queue = EventQueue<Event>()
  public internal(set) var now: Milliseconds = 0
  /// How many events have been handled.
  public internal(set) var eventsHandled = 0
  var isStopped = false

  init() {}

  /// Times later than this, 557 years, never come: what is scheduled for later is scheduled for then.
  public static var endOfTime: Milliseconds { EventKey.latest }

  /// Events that are still to come.
  public var eventsPending: Int { queue.count }

  /// Memory that pending events have been given, in bytes.
  public var queueBytes: Int { queue.bytes }

  /// Schedules `event` at `time`. O(log n).
  ///
  /// - Precondition: `time` is not in the past.
  @discardableResult
  public mutating func schedule(_ event: Event, at time: Milliseconds, priority: Priority = .normal) -> EventHandle {
    precondition(time >= now, "an event was scheduled in the past")
    return queue.push(event, at: min(time, EventKey.latest), priority)
  }

  /// Schedules `event` so many milliseconds from now, after what is scheduled already for that moment. O(log n).
  ///
  /// - Precondition: `delay` is not negative.
  @discardableResult
  public mutating func schedule(_ event: Event, after delay: Milliseconds, priority: Priority = .normal) -> EventHandle {
    precondition(delay >= 0, "an event was scheduled in the past")
    return queue.push(event, at: min(delay, EventKey.latest - now) + now, priority)
  }

  /// Whether the event has neither happened nor been cancelled.
  public func isPending(_ handle: EventHandle) -> Bool { queue.isPending(handle) }

  /// Takes back an event that is still to come.
  ///
  /// - Returns: false where it has happened or was cancelled before.
  @discardableResult
  public mutating func cancel(_ handle: EventHandle) -> Bool { queue.cancel(handle) }

  /// Ends the run after the event that is being handled; what is pending stays so.
  public mutating func stop() { isStopped = true }
}
