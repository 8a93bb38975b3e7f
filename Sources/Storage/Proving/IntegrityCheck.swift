import Engine
import Foundation
import GRDB
import Messages

/// SQLite's own check of every page and index, on a thread and connection of its own. Constraints and foreign keys need no
/// check here: what the journal says keeps them, and the comparison of tables finds whatever differs from that.
final class IntegrityCheck: @unchecked Sendable {
  private let done = DispatchSemaphore(value: 0)
  /// Written before `done` is signalled, read after.
  private var problems: [String] = []

  init(path: String) {
    let thread = Thread { [self] in
      do {
        var configuration = Configuration()
        configuration.readonly = true
        problems = try DatabaseQueue(path: path, configuration: configuration).read { db in
          try db.execute(sql: "PRAGMA ignore_check_constraints = ON")
          return try String.fetchAll(db, sql: "PRAGMA integrity_check(20)").filter { $0 != "ok" }
        }
      } catch {
        problems = ["\(error)"]
      }
      done.signal()
    }
    thread.stackSize = 8 << 20
    thread.start()
  }

  /// Waits for the end of the check.
  func findings() -> [Finding] {
    done.wait()
    return problems.map { Finding(code: "E-PRF-006", place: "file", text: Text(zh: "文件损坏:\($0)", en: "the file is damaged: \($0)")) }
  }
}
