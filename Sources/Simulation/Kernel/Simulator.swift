/// One run of a model.
public struct Simulator<M: Model>: ~Copyable {
  public var model: M
  public private(set) var kernel: Kernel<M.Event>

  /// Schedules the model's first events.
  public init(_ model: M) {
    self.model = model
    kernel = Kernel()
    self.model.begin(&kernel)
  }

  public var now: Milliseconds { kernel.now }

  /// Handles the events before `end` and sets the clock to `end`; without an end, all that ever come, and the clock stays at the last.
  ///
  /// A model that stops the kernel ends the run sooner; it can be gone on with.
  public mutating func run(until end: Milliseconds? = nil) {
    run(until: end) { _, _ in }
  }

  /// The same, showing each event to `observer` before it is handled.
  public mutating func run(until end: Milliseconds? = nil, observing observer: (Milliseconds, M.Event) throws -> Void) rethrows {
    kernel.isStopped = false
    while !kernel.isStopped, let (time, event) = kernel.queue.pop(before: end ?? .max) {
      kernel.now = time
      kernel.eventsHandled &+= 1
      try observer(time, event)
      model.handle(event, &kernel)
    }
    if let end, !kernel.isStopped { kernel.now = max(kernel.now, min(end, EventKey.latest)) }
  }
}
