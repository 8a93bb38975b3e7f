import Engine
import GRDB
import Messages

/// Tables, indices and triggers are exactly those that the migrations make.
struct SchemaCheck {
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
