import Engine
import Glibc

/// Lets the writers of several processes take turns.
///
/// SQLite's own lock is a race that a busy importer always wins. Here a writer first takes the turnstile, then the lock, and
/// then frees the turnstile: whoever waits for the lock holds the turnstile, so the importer has to queue behind it.
/// Both are bytes of one file, locked by open file description (fcntl(2), F_OFD_SETLK): the kernel frees them when a
/// process dies.
final class TurnLock {
  private let descriptor: Int32
  private static let turnstile: off_t = 0
  private static let lock: off_t = 1
  /// F_OFD_SETLK of <fcntl.h>, which Swift does not import.
  private static let setLock: Int32 = 37

  init(besides database: String) throws(StoreFault) {
    descriptor = open(database + "-turn", O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      if errno == EACCES || errno == EROFS { throw .readOnly(database) }
      throw .cannotOpen(database, why: String(cString: strerror(errno)))
    }
  }

  deinit { close(descriptor) }

  /// Waits for the turn, ten seconds at most.
  func take() throws(StoreFault) {
    let deadline = TurnLock.now() + 10_000_000_000
    try wait(for: TurnLock.turnstile, until: deadline)
    defer { free(TurnLock.turnstile) }
    try wait(for: TurnLock.lock, until: deadline)
  }

  func release() { free(TurnLock.lock) }

  private func wait(for byte: off_t, until deadline: UInt64) throws(StoreFault) {
    while !set(Int16(F_WRLCK), byte) {
      guard TurnLock.now() < deadline else { throw .busy }
      usleep(200)
    }
  }

  private func free(_ byte: off_t) { _ = set(Int16(F_UNLCK), byte) }

  private func set(_ type: Int16, _ byte: off_t) -> Bool {
    var request = flock(l_type: type, l_whence: Int16(SEEK_SET), l_start: byte, l_len: 1, l_pid: 0)
    return fcntl(descriptor, TurnLock.setLock, &request) == 0
  }

  /// Monotonic nanoseconds.
  private static func now() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }
}
