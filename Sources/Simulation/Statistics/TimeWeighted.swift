/// A whole number that changes over time, and its integral.
public struct TimeWeighted: Sendable, Hashable {
  public private(set) var value: Int
  /// The largest value since the start.
  public private(set) var largest: Int
  /// Value times milliseconds, from the start to the last change.
  public private(set) var integral = 0
  public private(set) var start: Milliseconds
  /// Until when the integral goes.
  public private(set) var end: Milliseconds

  public init(_ value: Int, at start: Milliseconds) {
    self.value = value
    self.largest = value
    self.start = start
    self.end = start
  }

  /// - Precondition: `now` is not before the last change.
  @inline(__always) public mutating func set(_ value: Int, at now: Milliseconds) {
    advance(to: now)
    self.value = value
    largest = max(largest, value)
  }

  @inline(__always) public mutating func add(_ change: Int, at now: Milliseconds) { set(value + change, at: now) }

  /// Counts the present value until `now`.
  @inline(__always) public mutating func advance(to now: Milliseconds) {
    precondition(now >= end, "time ran backwards")
    integral += value * (now - end)
    end = now
  }

  /// Begins anew at `now` with the present value.
  public mutating func reset(at now: Milliseconds) { self = TimeWeighted(value, at: now) }

  /// The average over time; the present value where no time has passed.
  public var mean: Double { end == start ? Double(value) : Double(integral) / Double(end - start) }
}
