import Catalogue
public import Engine
import Foundation
import GRDB
import Measures
import Messages
import Ordering
public import Sealing
import WireFormat

/// The three proofs over a database: the chain holds, the tables equal what replaying the journal gives, and deciding the
/// commands again gives the same. With them: the file itself is sound and its schema is ours.
public struct Proof {
  public struct Result: Sendable {
    public var commands: Int64
    public var batches: Int64
    public var head: Head
    public var findings: [Finding]
  }

  /// Beyond this many the rest is not worth listing.
  static let findingsMax = 100

  private let path: String
  private let expected: Head?
  private let vaultKey: VaultKey?

  /// - Parameters:
  ///   - expected: a head that was published; the history must contain it.
  ///   - vaultKey: checks the seals of the vault where it is given.
  public init(path: String, expected: Head?, vaultKey: VaultKey?) {
    self.path = path
    self.expected = expected
    self.vaultKey = vaultKey
  }

  /// - Parameter progress: called with the commands proved so far.
  public func run(_ progress: (Int64) -> Void) throws(StoreFault) -> Result {
    let integrity = IntegrityCheck(path: path)
    let store = try SQLiteStore(try DatabaseFile(path, mode: .read))
    try store.statement("BEGIN").run()
    let end = try store.head()
    var findings: [Finding] = []
    let replay = Replay(county: store.county)
    var sawExpected = expected == nil || expected == .empty
    let batches = try store.statement("SELECT \(StoredBatch.columns) FROM journal WHERE county = ? ORDER BY batch")
      .bind(store.county)
    do {
      while try batches.next() {
        let stored = try StoredBatch(row: batches)
        findings += replay.take(stored)
        if let expected, stored.number == expected.batch { sawExpected = stored.hash == expected.hash }
        progress(replay.head.commands)
        if findings.count > Proof.findingsMax { break }
      }
      if findings.isEmpty || findings.count <= Proof.findingsMax {
        findings += try TableComparison(store, replay.store, vaultKey).findings()
      }
    } catch .damaged(let why) {
      findings.append(Finding(code: "E-PRF-006", place: path, text: Text(zh: why, en: why)))
    }
    if !sawExpected, let expected {
      findings.append(
        Finding(
          code: "E-PRF-004", place: "journal \(expected.batch)",
          text: Text(zh: "历史中没有公布过的账首 \(expected)", en: "the history does not contain the published head \(expected)")))
    }
    findings += integrity.findings()
    findings += try SchemaCheck(store).findings()
    return Result(
      commands: replay.head.commands, batches: end.batch, head: end, findings: Array(findings.prefix(Proof.findingsMax)))
  }
}

/// SQLite's own check of every page and index, on a thread and connection of its own.
private final class IntegrityCheck: @unchecked Sendable {
  private let done = DispatchSemaphore(value: 0)
  /// Written before `done` is signalled, read after.
  private var problems: [String] = []

  init(path: String) {
    let thread = Thread { [self] in
      do {
        var configuration = Configuration()
        configuration.readonly = true
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        problems = try queue.read { db in
          try String.fetchAll(db, sql: "PRAGMA integrity_check(20)").filter { $0 != "ok" }
            + Row.fetchAll(db, sql: "PRAGMA foreign_key_check").prefix(20).map { "foreign key: \($0)" }
        }
      } catch {
        problems = ["\(error)"]
      }
      done.signal()
    }
    thread.stackSize = 8 << 20
    thread.start()
  }

  func findings() -> [Finding] {
    done.wait()
    return problems.map { Finding(code: "E-PRF-006", place: "file", text: Text(zh: "文件损坏:\($0)", en: "the file is damaged: \($0)")) }
  }
}

/// Tables, indices and triggers are exactly those that the migrations make.
private struct SchemaCheck {
  private let store: SQLiteStore

  init(_ store: SQLiteStore) { self.store = store }

  func findings() throws(StoreFault) -> [Finding] {
    do {
      let fresh = try DatabaseQueue()
      try Schema.migrator.migrate(fresh)
      let expected = try fresh.read { try String.fetchSet($0, sql: SchemaCheck.listing) }
      let rows = try store.statement(SchemaCheck.listing)
      var found: Set<String> = []
      while try rows.next() { found.insert(rows.text(0)) }
      return expected.symmetricDifference(found).sorted().map { object in
        let name = object.split(separator: "\n").first.map(String.init) ?? object
        return Finding(
          code: "E-PRF-007", place: "schema",
          text: Text(zh: "结构不符:\(name)", en: "the schema differs at \(name)"))
      }
    } catch {
      throw .damaged("\(error)")
    }
  }

  private static let listing = """
    SELECT type || ' ' || name || char(10) || coalesce(sql, '') FROM sqlite_schema WHERE name NOT LIKE 'sqlite_stat%'
    UNION ALL SELECT 'migration ' || identifier FROM grdb_migrations
    """
}
