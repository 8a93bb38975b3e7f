import Foundation
import Testing

@Suite("Kill -9")
struct KillTests {
  /// `Scripts/soak` sets SHANHUO_KILLS to run many more.
  static let kills = ProcessInfo.processInfo.environment["SHANHUO_KILLS"].flatMap { Int($0) } ?? 4

  /// A county with stock for everything that follows, made once.
  private func county() throws -> Workplace {
    let workplace = try Workplace()
    _ = try workplace.run(
      """
      shanhuo init --catalog Catalog
      shanhuo lot receive --producer guimenguan-coop --product chestnut --grade a --grams 9000000000 --at organic-valley-cold-store --harvested 2020-10-01
      echo buyer,number,ordered_at,deliver_on,deliver_to,pack,count > orders.csv
      for i in $(seq 6000); do for p in 500g 1kg 5kg; do
        echo county-supermarket,K-$i,2020-10-07,2020-10-08,chengguan,chestnut-a-$p,1; done; done >> orders.csv
      """)
    return workplace
  }

  @Test("of an import loses nothing that was answered, leaves no half order, and the import goes on")
  func imports() throws {
    let workplace = try county()
    var random = SystemRandomNumberGenerator()
    var after = 0
    for kill in 0..<KillTests.kills {
      let milliseconds = Int.random(in: 1...900, using: &random)
      let note = "kill \(kill) after \(milliseconds) ms"
      // Orders that answer while the import runs are noted: each must be there afterwards.
      let output = try workplace.run(
        """
        shanhuo order import orders.csv --json > import.json 2> import.txt & import=$!
        ( for n in 1 2 3 4 5 6 7 8; do
            shanhuo order place --buyer shihua-market --line chestnut-a-1kg=1 --deliver-to shihua --deliver-on 2020-10-08 --key A-\(kill)-$n --json \\
              >> answered.txt || true
          done ) & placing=$!
        sleep \(Double(milliseconds) / 1000)
        kill -9 $(pgrep -P $import) $import $(pgrep -P $placing) $placing 2>/dev/null
        wait 2>/dev/null
        grep -o '"order":"O-[0-9]*"' answered.txt 2>/dev/null | sort -u | wc -l
        """)
      _ = output
      let answered = try Set(lines(workplace.run("grep -ho '\"number\":\"A-[^\"]*\"' answered.txt 2>/dev/null | cut -d'\"' -f4")))
      let stored = try Set(lines(workplace.run("sqlite3 shanhuo.sqlite \"SELECT buyer_number FROM orders WHERE buyer = 'shihua-market'\"")))
      #expect(answered.isSubset(of: stored), "\(note): \(answered.subtracting(stored))")
      #expect(try workplace.run("shanhuo ledger verify --json").contains("\"ok\":true"), "\(note)")
      let halves = try workplace.run(
        """
        sqlite3 shanhuo.sqlite "SELECT count(*) FROM orders o WHERE buyer = 'county-supermarket'
          AND (SELECT count(*) FROM allocations WHERE order_number = o.number) <> 3"
        """)
      #expect(halves == "0\n", "\(note)")
      let count = try Int(
        lines(workplace.run("sqlite3 shanhuo.sqlite \"SELECT count(*) FROM orders WHERE buyer = 'county-supermarket'\""))[0])!
      #expect(count >= after, "\(note)")
      after = count
    }
    let end = try workplace.run("shanhuo order import orders.csv --json")
    #expect(end.contains("\"rejected\":0"))
    #expect(try workplace.run("sqlite3 shanhuo.sqlite \"SELECT count(*) FROM orders WHERE buyer = 'county-supermarket'\"") == "6000\n")
    #expect(try workplace.run("shanhuo ledger verify --json").contains("\"ok\":true"))
  }

  private func lines(_ text: String) -> [String] { text.split(separator: "\n").map(String.init) }
}

@Suite("A database that cannot be used")
struct DatabaseTests {
  private func county() throws -> Workplace {
    let workplace = try Workplace()
    _ = try workplace.run("shanhuo init --catalog Catalog")
    return workplace
  }

  private let place =
    "shanhuo order place --buyer county-supermarket --line egg-a-30=1 --deliver-to chengguan --deliver-on 2020-10-08 --on-shortage back-order"

  @Test("because a newer program wrote it is left alone")
  func newer() throws {
    let workplace = try county()
    _ = try workplace.run("sqlite3 shanhuo.sqlite \"INSERT INTO grdb_migrations VALUES ('2099-01 later')\"")
    let output = try workplace.run(place)
    #expect(output.contains("E-DB-005") && output.hasSuffix("exit 65\n"))
  }

  @Test("because another process holds it is waited for, then told")
  func locked() throws {
    let workplace = try county()
    let output = try workplace.run(
      "( echo 'BEGIN IMMEDIATE;'; sleep 8 ) | sqlite3 shanhuo.sqlite & sleep 0.5; \(place); status=$?; kill %1; exit $status")
    #expect(output.contains("E-DB-007") && output.hasSuffix("exit 75\n"))
  }

  @Test("because it may not be written is told")
  func readOnly() throws {
    let workplace = try county()
    _ = try workplace.run("\(place); sqlite3 shanhuo.sqlite 'PRAGMA wal_checkpoint(TRUNCATE)'; chmod 755 .; chmod 444 shanhuo.sqlite*")
    // Nothing is forbidden to root, so root steps down; the program must be where nobody can read it.
    let nobody = """
      cp "$SHANHUO" here; chmod 755 here; SHANHUO=$PWD/here
      shanhuo() { setpriv --reuid 65534 --regid 65534 --clear-groups "$SHANHUO" "$@"; }

      """
    let output = try workplace.run((geteuid() == 0 ? nobody : "") + place)
    #expect(output.contains("E-DB-006") && output.hasSuffix("exit 75\n"), "\(output)")
  }

  @Test("because it is another program's is not touched")
  func foreign() throws {
    let workplace = try Workplace()
    _ = try workplace.run("sqlite3 shanhuo.sqlite 'CREATE TABLE theirs (a); INSERT INTO theirs VALUES (1)'")
    let before = try workplace.run("sha256sum shanhuo.sqlite")
    let output = try workplace.run(place)
    #expect(output.contains("E-DB-004") && output.hasSuffix("exit 65\n"))
    #expect(try workplace.run("sha256sum shanhuo.sqlite") == before)
  }

  @Test("because the disk takes no more is told, nothing is half there, and it goes on when there is room")
  func full() throws {
    let workplace = try county()
    _ = try workplace.run(
      """
      echo code,name,village,members > h.csv; for i in $(seq 3000); do echo C-$i,甲,江家梁村,3; done >> h.csv
      """)
    // Half a megabyte more than the file has: the write that would go beyond it fails, as on a full disk.
    let output = try workplace.run("ulimit -f 600; shanhuo household import h.csv --json")
    #expect(output.contains("E-DB-") && output.hasSuffix("exit 75\n"), "\(output)")
    // What is in is told, and it is true.
    let count = try workplace.run("sqlite3 shanhuo.sqlite 'SELECT count(*) FROM households'").filter { $0 != "\n" }
    #expect(output.contains("\"accepted\":\(count),") && output.contains("\"stopped\":true"), "\(count): \(output)")
    #expect(try workplace.run("shanhuo ledger verify --json").contains("\"ok\":true"))
    #expect(try workplace.run("shanhuo household import h.csv --json").contains("\"rejected\":0"))
    #expect(try workplace.run("sqlite3 shanhuo.sqlite 'SELECT count(*) FROM households'") == "3000\n")
  }

  @Test("because the disk takes no more is not begun, nor half backed up")
  func halves() throws {
    let workplace = try Workplace()
    let output = try workplace.run("ulimit -f 40; shanhuo init --catalog Catalog")
    #expect(output.contains("E-DB-") && output.hasSuffix("exit 75\n"), "\(output)")
    #expect(try workplace.run("ls") == "Catalog\n")
    let backup = try workplace.run("shanhuo init --catalog Catalog > /dev/null; ulimit -f 100; shanhuo backup b.sqlite")
    #expect(backup.contains("E-DB-") && backup.hasSuffix("exit 75\n"), "\(backup)")
    #expect(try workplace.run("ls b.*").contains("No such file"))
  }

  @Test("locks others out of nothing while all of a file is read, and lets it in whole")
  func joined() throws {
    let workplace = try county()
    let rows = "for i in $(seq 30); do echo J-$i,甲,江家梁村,3; sleep 0.1; done"
    // Somebody writes while the file is still coming.
    let output = try workplace.run(
      """
      ( echo code,name,village,members; \(rows) ) | shanhuo household import - --all-or-nothing --json > import.json & sleep 1
      \(place) > /dev/null; jobs -rp | wc -l; wait; cat import.json
      """)
    #expect(output.hasPrefix("1\n") && output.contains("\"accepted\":30"), "\(output)")
    #expect(try workplace.run("shanhuo order list --json").contains("\"order\":\"O-1\""))
  }

  @Test("with pages that were wiped is proved damaged, with the place")
  func wiped() throws {
    let workplace = try county()
    let output = try workplace.run(
      """
      \(place) > /dev/null; sqlite3 shanhuo.sqlite 'PRAGMA wal_checkpoint(TRUNCATE)' > /dev/null
      root=$(sqlite3 shanhuo.sqlite "SELECT rootpage FROM sqlite_schema WHERE name = 'catalogues'"); size=$(sqlite3 shanhuo.sqlite 'PRAGMA page_size')
      head -c $size /dev/zero | tr '\\0' Z | dd of=shanhuo.sqlite bs=$size seek=$((root - 1)) conv=notrunc status=none
      shanhuo ledger verify --json
      """)
    #expect(output.contains("\"ok\":false") && output.contains("\"place\":\"catalogues"), "\(output)")
    #expect(output.hasSuffix("exit 65\n"))
  }

  @Test("with the key of another county keeps its vault shut")
  func wrongKey() throws {
    let workplace = try county()
    _ = try workplace.run("shanhuo household add --code A --name 甲 --village 江家梁村 --members 3 --phone 13812345678")
    _ = try workplace.run("shanhuo init --catalog Catalog --database other.sqlite")
    let change = try workplace.run("shanhuo household change H-1 --phone 13912345678 --vault-key other.sqlite.key")
    #expect(change.contains("E-VLT-005") && change.hasSuffix("exit 65\n"))
    #expect(try workplace.run("shanhuo household show H-1 --vault-key other.sqlite.key --json").contains("\"phone\":\"no key\""))
    #expect(try workplace.run("shanhuo household show H-1 --json").contains("\"phone\":\"138****5678\""))
    #expect(!(try workplace.run("cat shanhuo.sqlite shanhuo.sqlite-wal | strings | grep 13812345678").contains("13812345678")))
  }
}
