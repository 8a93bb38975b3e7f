import Catalogue
public import Engine
import GRDBSQLite
import Measures
import Messages
import Ordering
import Sealing

/// The engine's store in a SQLite file: one county, one connection, one thread.
public final class SQLiteStore: Store {
  let county: Int64
  let file: DatabaseFile
  /// Made by the first transaction: readers leave nothing beside the file.
  private var turn: TurnLock?
  private var statements: [StatementKey: Statement] = [:]
  private var isInTransaction = false
  /// Highest order number before the transaction: orders above it are new.
  private var lastOrder: Int64 = 0

  /// - Parameter county: nil: the county whose data lie in the file.
  public init(_ file: DatabaseFile, county: Int64? = nil) throws(StoreFault) {
    self.file = file
    let inFile = try county == nil ? file.county() : county
    guard let inFile else { throw .notOurs(file.path) }
    self.county = inFile
  }

  /// A prepared statement, made once.
  func statement(_ sql: String) throws(StoreFault) -> Statement {
    let key = StatementKey(sql: sql)
    if let known = statements[key] {
      known.reset()
      return known
    }
    let statement = try Statement(file.connection, sql)
    statements[key] = statement
    return statement
  }

  // MARK: Transactions

  public func begin() throws(StoreFault) -> Head {
    if turn == nil { turn = try TurnLock(besides: file.path) }
    try turn?.take()
    do {
      try statement("BEGIN IMMEDIATE").run()
      isInTransaction = true
      let head = try head()
      lastOrder = try highest("orders")
      return head
    } catch {
      rollback()
      throw error
    }
  }

  public func rollback() {
    if isInTransaction, sqlite3_get_autocommit(file.connection) == 0 {
      sqlite3_exec(file.connection, "ROLLBACK", nil, nil, nil)
    }
    isInTransaction = false
    turn?.release()
  }

  public func append(_ batch: StoredBatch, _ encoded: EncodedChanges, vault: [VaultEntry]) throws(StoreFault) {
    let changes = encoded.changes
    try save(changes, batch: batch.number)
    for entry in vault { try save(entry) }
    try save(batch)
    if let last = changes.orders.last { lastOrder = max(lastOrder, last.id.number) }
  }

  public func commit() throws(StoreFault) {
    do {
      try statement("COMMIT").run()
    } catch .full {
      throw .full
    } catch {
      throw .unknownCommit(error.text.en)
    }
    isInTransaction = false
    turn?.release()
  }

  private func save(_ batch: StoredBatch) throws(StoreFault) {
    try statement(
      """
      INSERT INTO journal (county, batch, first_command, commands, at, rules, hash, body)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """
    ).bind(county).bind(batch.number).bind(batch.firstCommand).bind(batch.commands).bind(batch.at.milliseconds)
      .bind(batch.rules).bind(batch.hash.bytes).bind(batch.body).run()
  }

  private func save(_ entry: VaultEntry) throws(StoreFault) {
    try statement(
      "INSERT OR REPLACE INTO vault (county, token, kind, search_digest, sealed) VALUES (?, ?, ?, ?, ?)"
    ).bind(county).bind(entry.token).bind(entry.kind).bind(entry.searchDigest).bind(entry.sealed).run()
  }

  // MARK: Head and numbers

  public func head() throws(StoreFault) -> Head {
    let statement = try statement(
      "SELECT batch, hash, first_command + commands - 1 FROM journal WHERE county = ? ORDER BY batch DESC LIMIT 1")
    guard try statement.bind(county).next() else { return .empty }
    defer { statement.reset() }
    let hash = statement.blob(1)
    guard hash.count == 32 else { throw .damaged("the journal's last hash has \(hash.count) bytes") }
    return Head(batch: statement.int(0), hash: Digest(bytes: hash), commands: statement.int(2))
  }

  private func highest(_ table: String) throws(StoreFault) -> Int64 {
    let statement = try statement("SELECT max(number) FROM \(table) WHERE county = ?")
    guard try statement.bind(county).next() else { return 0 }
    defer { statement.reset() }
    return statement.int(0)
  }

  public func numbers() throws(StoreFault) -> Numbers {
    Numbers(
      household: try highest("households"), lot: try highest("lots"), report: try highest("unsold_reports"),
      order: try highest("orders"), account: try highest("accounts"), transfer: try highest("transfers"),
      distribution: try highest("distributions"), income: try highest("incomes"),
      payoutRun: try highest("payout_runs"), bankLine: try highest("bank_lines"), statement: try highest("statements"),
      run: try highest("delivery_runs"))
  }

  func isNew(_ order: Order) -> Bool { order.id.number > lastOrder }
}

/// A statement's text, hashed by its length and a few of its bytes: it is looked up for every row, and is long.
private struct StatementKey: Hashable {
  let sql: String

  func hash(into hasher: inout Hasher) {
    var sql = sql
    sql.withUTF8 { bytes in
      hasher.combine(bytes.count)
      for part in 1...8 { hasher.combine(bytes[(bytes.count - 1) * part / 8]) }
    }
  }
}
