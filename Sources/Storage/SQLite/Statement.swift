import Engine
import GRDBSQLite

/// A prepared statement with raw binds: the writer's few hot statements, and nothing else, use it.
final class Statement {
  private let handle: OpaquePointer
  private let connection: OpaquePointer
  private var index: Int32 = 0

  init(_ connection: OpaquePointer, _ sql: String) throws(StoreFault) {
    self.connection = connection
    var handle: OpaquePointer?
    let status = sqlite3_prepare_v3(connection, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &handle, nil)
    guard status == SQLITE_OK, let handle else { throw StoreFault(connection) }
    self.handle = handle
  }

  deinit { sqlite3_finalize(handle) }

  // MARK: Binding, in order

  @discardableResult
  func bind(_ value: Int64) -> Statement {
    index += 1
    sqlite3_bind_int64(handle, index, value)
    return self
  }

  @discardableResult
  func bind(_ value: Int64?) -> Statement {
    guard let value else {
      index += 1
      sqlite3_bind_null(handle, index)
      return self
    }
    return bind(value)
  }

  @discardableResult
  func bind(_ value: Bool) -> Statement { bind(Int64(value ? 1 : 0)) }

  @discardableResult
  func bind(_ value: UInt8) -> Statement { bind(Int64(value)) }

  @discardableResult
  func bind(_ value: String) -> Statement {
    index += 1
    var value = value
    value.withUTF8 { text in
      _ = text.withMemoryRebound(to: CChar.self) {
        sqlite3_bind_text(handle, index, $0.baseAddress, Int32($0.count), Statement.transient)
      }
    }
    return self
  }

  @discardableResult
  func bind(_ value: [UInt8]?) -> Statement {
    index += 1
    if let value {
      value.withUnsafeBytes {
        // An empty array has no address, and a null address would bind NULL.
        _ =
          $0.isEmpty
          ? sqlite3_bind_zeroblob(handle, index, 0)
          : sqlite3_bind_blob(handle, index, $0.baseAddress, Int32($0.count), Statement.transient)
      }
    } else {
      sqlite3_bind_null(handle, index)
    }
    return self
  }

  /// SQLITE_TRANSIENT: SQLite copies what it is given.
  private static let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

  // MARK: Running

  /// Runs a statement that gives no rows and makes it ready for the next binds, which replace all of the present ones.
  func run() throws(StoreFault) {
    let status = sqlite3_step(handle)
    sqlite3_reset(handle)
    index = 0
    guard status == SQLITE_DONE else { throw StoreFault(connection) }
  }

  /// Runs it, and says whether it changed any row.
  func change() throws(StoreFault) -> Bool {
    try run()
    return sqlite3_changes(connection) > 0
  }

  /// The next row, or false at the end, where the statement is made ready again.
  func next() throws(StoreFault) -> Bool {
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE:
      reset()
      return false
    default:
      let fault = StoreFault(connection)
      reset()
      throw fault
    }
  }

  func reset() {
    sqlite3_reset(handle)
    sqlite3_clear_bindings(handle)
    index = 0
  }

  // MARK: Columns of the present row

  func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }
  func int(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }
  func optionalInt(_ column: Int32) -> Int64? { isNull(column) ? nil : int(column) }

  func text(_ column: Int32) -> String {
    guard let start = sqlite3_column_text(handle, column) else { return "" }
    return String(
      decoding: UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column))), as: UTF8.self)
  }

  /// Whether a column's text is this one, without making a string of it.
  func isText(_ column: Int32, _ text: String) -> Bool {
    guard let start = sqlite3_column_text(handle, column) else { return text.isEmpty }
    let bytes = UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column)))
    return text.utf8.withContiguousStorageIfAvailable { $0.elementsEqual(bytes) } ?? false
  }

  func blob(_ column: Int32) -> [UInt8] {
    guard let start = sqlite3_column_blob(handle, column) else { return [] }
    return Array(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column))))
  }

  func optionalBlob(_ column: Int32) -> [UInt8]? { isNull(column) ? nil : blob(column) }
}

extension StoreFault {
  /// What SQLite's last error on a connection means for the engine.
  init(_ connection: OpaquePointer) {
    self.init(code: sqlite3_extended_errcode(connection), message: String(cString: sqlite3_errmsg(connection)))
  }

  /// Result codes: https://www.sqlite.org/rescode.html
  init(code: Int32, message: String) {
    switch code & 0xff {
    case SQLITE_BUSY, SQLITE_LOCKED: self = .busy
    case SQLITE_FULL: self = .full
    case SQLITE_READONLY: self = .readOnly(message)
    case SQLITE_IOERR: self = .inputOutput(message)
    case SQLITE_CORRUPT, SQLITE_NOTADB: self = .damaged(message)
    case SQLITE_CANTOPEN: self = .cannotOpen("", why: message)
    default: self = .refused(message)
    }
  }
}
