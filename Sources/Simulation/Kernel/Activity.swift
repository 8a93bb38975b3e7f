/// Something that takes time and may be interrupted: driving, unloading. It ends with an event.
public struct Activity<Event: BitwiseCopyable>: BitwiseCopyable {
  /// What happens at its end.
  public let event: Event
  public let endsAt: Milliseconds
  let handle: EventHandle
  let priority: Priority
}

/// The rest of an activity that was interrupted. Who never resumes it has abandoned it.
public struct PausedActivity<Event: BitwiseCopyable>: BitwiseCopyable {
  public let event: Event
  /// What was left of it when it was interrupted. It may be changed: a repaired van drives on more slowly.
  public var remaining: Milliseconds
  let priority: Priority
}

extension Activity: Sendable where Event: Sendable {}
extension PausedActivity: Sendable where Event: Sendable {}

extension Kernel {
  /// Begins an activity that ends with `event`, unless it is interrupted.
  ///
  /// - Precondition: `duration` is not negative.
  public mutating func begin(_ event: Event, lasting duration: Milliseconds, priority: Priority = .normal) -> Activity<Event> {
    let handle = schedule(event, after: duration, priority: priority)
    return Activity(event: event, endsAt: min(duration, EventKey.latest - now) + now, handle: handle, priority: priority)
  }

  /// Interrupts an activity, keeping the rest of its duration.
  ///
  /// - Returns: nil where it is over, or interrupted, already.
  public mutating func interrupt(_ activity: Activity<Event>) -> PausedActivity<Event>? {
    guard cancel(activity.handle) else { return nil }
    return PausedActivity(event: activity.event, remaining: activity.endsAt - now, priority: activity.priority)
  }

  /// Takes up the rest of an activity.
  public mutating func resume(_ paused: PausedActivity<Event>) -> Activity<Event> {
    begin(paused.event, lasting: paused.remaining, priority: paused.priority)
  }

  public func isRunning(_ activity: Activity<Event>) -> Bool { isPending(activity.handle) }
}
