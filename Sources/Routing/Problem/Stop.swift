/// A span of time in which a visit may begin, both ends included, in seconds since the beginning of the plan.
public struct TimeWindow: Sendable, Hashable {
  public let open: Int
  public let close: Int

  public init(open: Int, close: Int) {
    self.open = open
    self.close = close
  }
}

/// A visit that a plan may contain: where, when, and how long it takes.
public struct Stop: Sendable, Hashable {
  /// What the caller calls it; plans, pictures and faults name it so.
  public let number: Int
  /// Row and column of the matrices.
  public let place: Int
  /// When service may begin, ascending and disjoint; who comes earlier, or between two of them, waits.
  public let windows: [TimeWindow]
  /// From the opening of the first window to the close of the last.
  public let window: TimeWindow
  /// Seconds from the beginning of service to departure.
  public let serviceSeconds: Int

  public init(number: Int, place: Int, window: TimeWindow, serviceSeconds: Int) {
    self.init(number: number, place: place, windows: [window], serviceSeconds: serviceSeconds)
  }

  public init(number: Int, place: Int, windows: [TimeWindow], serviceSeconds: Int) {
    self.number = number
    self.place = place
    self.windows = windows
    // Of no window at all: one that closes before it opens, which the problem's rules refuse.
    window = TimeWindow(open: windows.first?.open ?? 0, close: windows.last?.close ?? -1)
    self.serviceSeconds = serviceSeconds
  }
}
