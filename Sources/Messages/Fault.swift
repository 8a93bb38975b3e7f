/// An error that a user sees: what was wrong, what to do, and a code that never changes its meaning.
public protocol Fault: Error, Sendable {
  /// Stable, e.g. `E-ORD-007`; listed in `docs/ERRORS.md`.
  var code: String { get }
  /// What was wrong and what to do about it.
  var text: Text { get }
  /// How a command that fails with this error ends.
  var exit: ExitStatus { get }
}

extension Fault {
  public var exit: ExitStatus { .badData }
}

/// Exit statuses of `shanhuo`, named after BSD's `sysexits.h`.
public enum ExitStatus: Int32, Sendable {
  case success = 0
  /// EX_USAGE: the command line itself is wrong.
  case usage = 64
  /// EX_DATAERR: the data that the command was given is wrong.
  case badData = 65
  /// EX_SOFTWARE: a fault of the engine itself.
  case engineFault = 70
  /// EX_TEMPFAIL: the same command may succeed later.
  case tryAgain = 75
}
