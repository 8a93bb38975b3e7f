import Foundation
import Glibc

/// A value that a thread of its own works out, in what time the threads leave that somebody waits for.
final class Background<Value: Sendable>: @unchecked Sendable {
  private let done = DispatchSemaphore(value: 0)
  /// Written before `done` is signalled, read after.
  private var value: Value?

  init(_ body: @escaping @Sendable () -> Value) {
    let thread = Thread { [self] in
      // On Linux of this thread alone (sched(7), "The nice value").
      setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 10)
      value = body()
      done.signal()
    }
    thread.stackSize = 8 << 20
    thread.start()
  }

  /// Waits for the value; to be called once.
  func get() -> Value {
    done.wait()
    return value!
  }
}
