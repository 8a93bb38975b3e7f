public import Engine
import GRDB
import GRDBSQLite
import Glibc

/// Copies a database while it is in use, as of one moment (sqlite3_backup).
public enum BackupCopy {
  /// - Parameter progress: called with the pages copied and all pages.
  public static func copy(
    from path: String, to target: String, progress: (Int, Int) -> Void
  ) throws(StoreFault) {
    guard access(target, F_OK) != 0 else { throw .alreadyThere(target) }
    let source = try DatabaseFile(path, mode: .read)
    do {
      let copy = try DatabaseQueue(path: target)
      try withoutActuallyEscaping(progress) { progress in
        try source.queue.backup(to: copy, pagesPerStep: 4096) { step in
          progress(step.completedPageCount, step.totalPageCount)
        }
      }
      // One plain file, which can be read where nothing can be written.
      try copy.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
      try copy.close()
      try synchronize(target)
    } catch {
      // A backup that is not whole is none.
      for suffix in ["", "-journal", "-wal", "-shm"] { unlink(target + suffix) }
      if let error = error as? DatabaseError { throw StoreFault(error, path: target) }
      throw error as? StoreFault ?? .inputOutput("\(error)")
    }
  }

  /// The file and its folder are on disk when this returns.
  private static func synchronize(_ path: String) throws(StoreFault) {
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    for name in [path, folder.isEmpty ? "/" : folder] {
      let descriptor = open(name, O_RDONLY | O_CLOEXEC)
      defer { close(descriptor) }
      guard descriptor >= 0, fsync(descriptor) == 0 else { throw .inputOutput(String(cString: strerror(errno))) }
    }
  }
}
