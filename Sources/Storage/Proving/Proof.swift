import Catalogue
public import Engine
import Measures
import Messages
import Ordering
public import Sealing
import WireFormat

/// The three proofs over a database: the chain holds, the tables equal what replaying the journal gives, and deciding the
/// commands again gives the same. With them: buyers' accounts are the sums over their orders, the file itself is sound and its schema is ours.
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
  /// - Throws: where the file cannot be read at all. What is damaged in it is a finding.
  public func run(_ progress: (Int64) -> Void) throws(StoreFault) -> Result {
    let snapshots: Snapshots
    do { snapshots = try Snapshots(path: path, count: 6) } catch .damaged(let why) {
      // So much is damaged that nothing can be compared; the pages can still be checked.
      let integrity = IntegrityCheck.findings(path: path)
      return Result(commands: 0, batches: 0, head: .empty, findings: integrity.isEmpty ? [damage(why, at: "file")] : integrity)
    }
    let tables = TableReading(path, snapshots)
    let store = snapshots.stores[0]
    let replay = Replay(county: store.county)
    var findings = try findings(replaying: store, with: replay, progress)
    let (integrity, digests) = tables.get()
    if findings.count <= Proof.findingsMax {
      findings += try orDamage("tables", integrity) { () throws(StoreFault) in
        try TableComparison(store, replay, vaultKey).findings(digests)
      }
    }
    findings += integrity
    // Where a row is not what it was, its sums tell nothing more.
    if findings.isEmpty { findings += buyerMoney(digests) }
    findings += try orDamage("schema", integrity) { () throws(StoreFault) in try SchemaCheck(store).findings() }
    return Result(
      commands: replay.head.commands, batches: snapshots.head.batch, head: snapshots.head,
      findings: Array(findings.prefix(Proof.findingsMax)))
  }

  private func buyerMoney(_ tables: LargeTables) -> [Finding] {
    do { return try tables.buyerMoney.findings() } catch {
      return [Finding(code: "E-PRF-009", place: "accounts", text: error.text)]
    }
  }

  /// What `body` finds; where it cannot read on, that, unless the check of pages says so with a better place.
  private func orDamage(
    _ place: String, _ integrity: [Finding], _ body: () throws(StoreFault) -> [Finding]
  ) throws(StoreFault) -> [Finding] {
    do { return try body() } catch .damaged(let why) { return integrity.isEmpty ? [damage(why, at: place)] : [] }
  }

  private func damage(_ why: String, at place: String) -> Finding {
    Finding(code: "E-PRF-006", place: place, text: Text(zh: "文件损坏:\(why)", en: "the file is damaged: \(why)"))
  }

  private func findings(
    replaying store: SQLiteStore, with replay: Replay, _ progress: (Int64) -> Void
  ) throws(StoreFault) -> [Finding] {
    var findings: [Finding] = []
    var sawExpected = expected == nil || expected == .empty
    let journal = JournalReader(store)
    defer { journal.cancel() }
    do {
      while findings.count <= Proof.findingsMax, let opened = try journal.next() {
        findings += replay.take(opened)
        if let expected, opened.stored.number == expected.batch { sawExpected = opened.stored.hash == expected.hash }
        progress(replay.head.commands)
      }
    } catch .damaged(let why) {
      findings.append(damage(why, at: "journal behind batch \(replay.head.batch)"))
    }
    if !sawExpected, let expected {
      findings.append(
        Finding(
          code: "E-PRF-004", place: "journal \(expected.batch)",
          text: Text(zh: "历史中没有公布过的账首 \(expected)", en: "the history does not contain the published head \(expected)")))
    }
    return findings
  }
}

/// Everything that can be read from the file before the journal is replayed, in the background.
private struct TableReading {
  private let integrity: Background<[Finding]>
  private let orders: [Background<TableDigests>]
  private let keys: Background<TableDigests>
  private let transfers: Background<TableDigests>
  private let sales: Background<TableDigests>

  /// - Parameter snapshots: six; the first is left alone.
  init(_ path: String, _ snapshots: Snapshots) {
    // Each connection goes to one thread, and this one does not touch it before that has ended.
    nonisolated(unsafe) let stores = snapshots.stores
    // Where that cannot be read, one of the two halves is empty.
    let middle = ((try? stores[0].numbers().order) ?? 0) / 2
    integrity = Background { IntegrityCheck.findings(path: path) }
    orders = [
      Background { TableDigests.orders(stores[1], .min, middle) }, Background { TableDigests.orders(stores[2], middle + 1, .max) },
    ]
    keys = Background { TableDigests.keys(stores[3]) }
    transfers = Background { TableDigests.transfers(stores[4]) }
    sales = Background { TableDigests.sales(stores[5]) }
  }

  /// Waits for the ends of all.
  func get() -> (integrity: [Finding], digests: LargeTables) {
    (integrity.get(), LargeTables(orders: orders.map { $0.get() }, keys: keys.get(), transfers: transfers.get(), sales: sales.get()))
  }
}
