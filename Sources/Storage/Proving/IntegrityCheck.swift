import Engine
import GRDB
import Messages

/// SQLite's own check of every page and index. Constraints and foreign keys need no check here: what the journal says keeps
/// them, and the comparison of tables finds whatever differs from that.
enum IntegrityCheck {
  static func findings(path: String) -> [Finding] {
    problems(path).map { Finding(code: "E-PRF-006", place: "file", text: Text(zh: "文件损坏:\($0)", en: "the file is damaged: \($0)")) }
  }

  private static func problems(_ path: String) -> [String] {
    do {
      var configuration = Configuration()
      configuration.readonly = true
      return try DatabaseQueue(path: path, configuration: configuration).read { db in
        try db.execute(sql: "PRAGMA ignore_check_constraints = ON")
        return try String.fetchAll(db, sql: "PRAGMA integrity_check(20)").filter { $0 != "ok" }
      }
    } catch {
      return ["\(error)"]
    }
  }
}
