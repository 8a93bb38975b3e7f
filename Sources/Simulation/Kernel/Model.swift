/// A point of virtual time, counted from the beginning of the simulation, or a duration; in milliseconds.
public typealias Milliseconds = Int

/// What is simulated: a value that holds the state, the kinds of events there are, and what each of them does.
///
/// Events are scheduled on the kernel, which hands each back to `handle` when its time has come (event scheduling; Schruben 1983 draws
/// such models as event graphs). An event names whom it is about by a number and carries no references, so that a pending one is a few
/// bytes which move by plain copy.
public protocol Model {
  associatedtype Event: BitwiseCopyable

  /// Schedules the first events. Called once, at time 0.
  mutating func begin(_ kernel: inout Kernel<Event>)

  /// Does what `event` does, at `kernel.now`.
  mutating func handle(_ event: Event, _ kernel: inout Kernel<Event>)
}
