import Engine
import Glibc

/// The file `…-turn` beside a database, each byte of which one process holds at a time.
///
/// They are locked by open file description (fcntl(2), F_OFD_SETLK): the kernel frees them when a process dies.
final class LockFile {
  private let descriptor: Int32
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

  /// - Parameter deadline: as ``now()`` tells time.
  /// - Returns: whether the byte is held.
  func take(_ byte: off_t, until deadline: UInt64) -> Bool {
    while !set(Int16(F_WRLCK), byte) {
      guard LockFile.now() < deadline else { return false }
      usleep(200)
    }
    return true
  }

  func free(_ byte: off_t) { _ = set(Int16(F_UNLCK), byte) }

  private func set(_ type: Int16, _ byte: off_t) -> Bool {
    var request = flock(l_type: type, l_whence: Int16(SEEK_SET), l_start: byte, l_len: 1, l_pid: 0)
    return fcntl(descriptor, LockFile.setLock, &request) == 0
  }

  /// Monotonic nanoseconds.
  static func now() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }
}
