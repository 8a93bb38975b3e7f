public import Engine
import Glibc

/// Lets one process at a time read files of an account at a bank.
///
/// What is in the books is looked at when a file is begun, so that a line which another format brought is known. Two that read the same
/// day at once would each miss the other's lines.
public final class ReadingLock {
  private let file: LockFile
  private let byte: off_t

  /// - Parameter account: of two accounts one may have to wait for the other, where their digests agree.
  public init(besides database: String, account: String) throws(StoreFault) {
    file = try LockFile(besides: database)
    // Behind those of the writers; FNV-1a (Fowler, Noll, Vo), 32 bits.
    byte = 2 + off_t(account.utf8.reduce(0x811C_9DC5 as UInt32) { ($0 ^ UInt32($1)) &* 0x0100_0193 })
  }

  /// Whether it is held: until it is given back, or this process ends.
  ///
  /// - Parameter seconds: how long to wait for it.
  public func take(waiting seconds: UInt64) -> Bool { file.take(byte, until: LockFile.now() + seconds * 1_000_000_000) }

  public func release() { file.free(byte) }
}
