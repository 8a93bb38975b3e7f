import Engine
import Glibc

/// Lets the writers of several processes take turns.
///
/// SQLite's own lock is a race that a busy importer always wins. Here a writer first takes the turnstile, then the lock, and
/// then frees the turnstile: whoever waits for the lock holds the turnstile, so the importer has to queue behind it.
final class TurnLock {
  private let file: LockFile
  private static let turnstile: off_t = 0
  private static let lock: off_t = 1

  init(besides database: String) throws(StoreFault) { file = try LockFile(besides: database) }

  /// Waits for the turn, ten seconds at most.
  func take() throws(StoreFault) {
    let deadline = LockFile.now() + 10_000_000_000
    guard file.take(TurnLock.turnstile, until: deadline) else { throw .busy }
    defer { file.free(TurnLock.turnstile) }
    guard file.take(TurnLock.lock, until: deadline) else { throw .busy }
  }

  func release() { file.free(TurnLock.lock) }
}
