public import Messages

/// What can go wrong between the engine and its database.
public enum StoreFault: Fault, Equatable {
  case missing(String)
  case alreadyThere(String)
  case cannotOpen(String, why: String)
  case notOurs(String)
  case newerSchema(String)
  case readOnly(String)
  case busy
  case full
  case inputOutput(String)
  case damaged(String)
  case refused(String)
  /// The commit itself failed: whether it is on disk is not known.
  case unknownCommit(String)

  public var code: String {
    switch self {
    case .missing: "E-DB-001"
    case .alreadyThere: "E-DB-002"
    case .cannotOpen: "E-DB-003"
    case .notOurs: "E-DB-004"
    case .newerSchema: "E-DB-005"
    case .readOnly: "E-DB-006"
    case .busy: "E-DB-007"
    case .full: "E-DB-008"
    case .inputOutput: "E-DB-009"
    case .damaged: "E-DB-010"
    case .refused: "E-DB-011"
    case .unknownCommit: "E-DB-012"
    }
  }

  public var exit: ExitStatus {
    switch self {
    case .busy, .full, .inputOutput, .readOnly, .unknownCommit, .cannotOpen: .tryAgain
    case .missing, .alreadyThere: .usage
    case .notOurs, .newerSchema, .damaged: .badData
    case .refused: .engineFault
    }
  }

  public var text: Text {
    switch self {
    case .missing(let path):
      Text(
        zh: "没有数据库 \(path);请先运行 shanhuo init --catalog Catalog,或用 --database 指定。",
        en: "There is no database \(path); run shanhuo init --catalog Catalog first, or name it with --database.")
    case .alreadyThere(let path):
      Text(zh: "数据库 \(path) 已存在,没有改动。", en: "The database \(path) is there already; nothing was changed.")
    case .cannotOpen(let path, let why):
      Text(zh: "无法打开数据库 \(path):\(why)。", en: "The database \(path) cannot be opened: \(why).")
    case .notOurs(let path):
      Text(zh: "\(path) 不是山货数据库。", en: "\(path) is not a database of Shanhuo.")
    case .newerSchema(let path):
      Text(
        zh: "数据库 \(path) 由更新版本的山货写成;请升级程序。",
        en: "The database \(path) was written by a newer Shanhuo; use that version.")
    case .readOnly(let path):
      Text(zh: "数据库 \(path) 只读;请检查文件和目录的权限。", en: "The database \(path) is read-only; check the permissions of the file and its folder.")
    case .busy:
      Text(zh: "数据库正被其他进程锁定;请稍后再试。", en: "Another process holds the database locked; try again in a moment.")
    case .full:
      Text(zh: "磁盘已满,这一次没有写入;请腾出空间后重试。", en: "The disk is full; nothing of this was written. Make room and try again.")
    case .inputOutput(let why):
      Text(zh: "读写磁盘出错:\(why)。", en: "Reading or writing the disk failed: \(why).")
    case .damaged(let why):
      Text(zh: "数据库已损坏:\(why);请从备份恢复。", en: "The database is damaged: \(why). Restore it from a backup.")
    case .refused(let why):
      Text(
        zh: "数据库拒绝了写入:\(why)。这是程序的错误,请报告。", en: "The database refused a write: \(why). This is a fault of the program; please report it.")
    case .unknownCommit(let why):
      Text(
        zh: "提交时出错,结果未知:\(why)。用相同的 --key 再试一次即可确定。",
        en: "The commit failed and its result is unknown: \(why). Trying again with the same --key settles it.")
    }
  }
}
