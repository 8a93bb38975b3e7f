public import Engine
import GRDB
import GRDBSQLite
import Glibc

/// A database file, opened, known to be ours, at this program's schema.
public final class DatabaseFile {
  public let path: String
  let queue: DatabaseQueue
  /// Valid as long as `queue` is; used by one thread.
  let connection: OpaquePointer

  public enum Mode: Sendable {
    /// Makes the file; it must not be there.
    case create
    case write
    case read
  }

  public init(_ path: String, mode: Mode) throws(StoreFault) {
    self.path = path
    let exists = access(path, F_OK) == 0
    switch mode {
    case .create where exists: throw .alreadyThere(path)
    case .write where !exists, .read where !exists: throw .missing(path)
    default: break
    }
    if mode == .write, access(path, W_OK) != 0 { throw .readOnly(path) }
    do {
      if mode == .read { try DatabaseFile.recover(path) }
      queue = try DatabaseQueue(path: path, configuration: DatabaseFile.configuration(mode))
      connection = try queue.inDatabase { db in
        try DatabaseFile.requireOurs(db, path, mode)
        return db.sqliteConnection!
      }
      if mode != .read { try DatabaseFile.migrate(queue) }
      try queue.inDatabase { try DatabaseFile.requireSchema($0, path) }
      if mode != .read {
        try queue.inDatabase { try DatabaseFile.makeDurable($0) }
        // GRDB's observers expect every commit to go through GRDB; the writer's do not.
        sqlite3_commit_hook(connection, nil, nil)
        sqlite3_rollback_hook(connection, nil, nil)
      }
    } catch let fault as StoreFault {
      throw fault
    } catch let error as DatabaseError {
      throw StoreFault(error, path: path)
    } catch {
      throw .cannotOpen(path, why: "\(error)")
    }
  }

  /// A process that was killed leaves a log that whoever opens the file next has to go through, which a reader alone may not.
  private static func recover(_ path: String) throws {
    guard access(path + "-wal", F_OK) == 0, access(path + "-shm", F_OK) != 0, access(path, W_OK) == 0 else { return }
    _ = try DatabaseQueue(path: path, configuration: configuration(.write)).read { try Int.fetchOne($0, sql: "PRAGMA application_id") }
  }

  private static func configuration(_ mode: Mode) -> Configuration {
    var configuration = Configuration()
    configuration.readonly = mode == .read
    // The file remembers its mode, so that opening a file that is not ours changes nothing in it.
    if mode == .create { configuration.journalMode = .wal }
    configuration.busyMode = .timeout(5)
    configuration.prepareDatabase { db in
      try db.execute(sql: "PRAGMA temp_store = MEMORY; PRAGMA cache_size = -65536; PRAGMA trusted_schema = OFF")
    }
    return configuration
  }

  private static func requireOurs(_ db: Database, _ path: String, _ mode: Mode) throws {
    if mode == .create {
      try db.execute(sql: "PRAGMA application_id = \(Schema.applicationID)")
      return
    }
    guard try Int32.fetchOne(db, sql: "PRAGMA application_id") == Schema.applicationID else {
      throw StoreFault.notOurs(path)
    }
    let applied = try String.fetchSet(db, sql: "SELECT identifier FROM grdb_migrations")
    guard applied.isSubset(of: Schema.names) else { throw StoreFault.newerSchema(path) }
  }

  private static func migrate(_ queue: DatabaseQueue) throws {
    let migrator = Schema.migrator
    if try !queue.read(migrator.hasCompletedMigrations) { try migrator.migrate(queue) }
  }

  private static func requireSchema(_ db: Database, _ path: String) throws {
    let applied = try String.fetchSet(db, sql: "SELECT identifier FROM grdb_migrations")
    guard applied == Set(Schema.names) else {
      throw StoreFault.cannotOpen(path, why: "its schema is older; open it once for writing")
    }
  }

  /// GRDB sets `synchronous = NORMAL` for WAL after everything else, so FULL is set here, and read back.
  private static func makeDurable(_ db: Database) throws {
    // A backup is a plain file; the first writer gives it its log.
    try db.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL")
    guard try Int.fetchOne(db, sql: "PRAGMA synchronous") == 2,
      try String.fetchOne(db, sql: "PRAGMA journal_mode") == "wal",
      try Int.fetchOne(db, sql: "PRAGMA foreign_keys") == 1
    else { throw StoreFault.refused("synchronous=FULL, journal_mode=WAL and foreign_keys could not be set") }
  }

  /// The county whose data lie here; nil before any does.
  public func county() throws(StoreFault) -> Int64? {
    let statement = try Statement(connection, "SELECT county FROM catalogues")
    guard try statement.next() else { return nil }
    defer { statement.reset() }
    return statement.int(0)
  }
}

extension StoreFault {
  init(_ error: DatabaseError, path: String) {
    switch StoreFault(code: error.extendedResultCode.rawValue, message: error.message ?? "") {
    case .cannotOpen(_, let why): self = .cannotOpen(path, why: why)
    case .readOnly: self = .readOnly(path)
    case .damaged(let why) where error.resultCode == .SQLITE_NOTADB && !why.isEmpty: self = .notOurs(path)
    case let fault: self = fault
    }
  }
}
