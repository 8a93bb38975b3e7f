import Engine
import GRDB
import Messages

/// SQLite's own check of every page and index. Constraints and foreign keys need no check here: what the journal says keeps
/// them, and the comparison of tables finds whatever differs from that.
enum IntegrityCheck {
  /// Beyond this many the rest is not worth listing.
  private static let problemsMax = 20

  static func findings(path: String) -> [Finding] {
    do {
      var configuration = Configuration()
      configuration.readonly = true
      // Without a transaction: on a damaged file its end fails, and with it what was found.
      return try DatabaseQueue(path: path, configuration: configuration).unsafeRead { db in
        try db.execute(sql: "PRAGMA ignore_check_constraints = ON")
        let places = DamagedPlaces(db)
        let whole = problems(db, "PRAGMA integrity_check(\(problemsMax))")
        let told = findings(whole.found, places, else: "file")
        guard whole.stop != nil || told.contains(where: { $0.place == "file" }) else { return told }
        // A page so damaged that the check stops at it, or does not say where it is; the tables one by one do.
        let single = places.tables.flatMap { table in
          let part = problems(db, "PRAGMA integrity_check('\(table)')")
          return findings(part.found, places, else: table) + (part.stop.map { [finding($0, at: table)] } ?? [])
        }
        let all = told + single
        return all.isEmpty ? [finding(whole.stop ?? "", at: "schema")] : all
      }
    } catch {
      // Without the schema, which lies on page 1 and those below it, nothing can be checked.
      return [finding("\(error)", at: "schema")]
    }
  }

  /// What a check says, and by which error it ended before its time.
  private static func problems(_ db: Database, _ sql: String) -> (found: [String], stop: String?) {
    var found: [String] = []
    do {
      let rows = try String.fetchCursor(db, sql: sql)
      while let row = try rows.next() { found.append(row) }
      return (found.filter { $0 != "ok" }, nil)
    } catch {
      return (found.filter { $0 != "ok" }, "\(error)")
    }
  }

  /// - Parameter otherwise: the place of a problem that names none.
  private static func findings(_ problems: [String], _ places: DamagedPlaces, else otherwise: String) -> [Finding] {
    problems.flatMap { $0.split(separator: "\n").map(String.init) }.filter { !$0.hasPrefix("***") }
      .map { finding($0, at: places.place(of: $0) ?? otherwise) }
  }

  private static func finding(_ problem: String, at place: String) -> Finding {
    Finding(code: "E-PRF-006", place: place, text: Text(zh: "文件损坏:\(problem)", en: "the file is damaged: \(problem)"))
  }
}

/// Which table or index, and which page, a sentence of `PRAGMA integrity_check` is about.
struct DamagedPlaces {
  /// The table or index of each root page.
  private var names: [Int: String] = [1: "schema"]
  private(set) var tables: [String] = []

  init(_ db: Database) {
    let roots = try? Row.fetchAll(db, sql: "SELECT rootpage, name, type = 'table' FROM sqlite_schema WHERE rootpage > 0")
    for row in roots ?? [] {
      names[row[0]] = row[1]
      if row[2] { tables.append(row[1]) }
    }
  }

  /// As `lots page 12`, `lots_on_shelf`, `page 7`; nil where it names nothing.
  func place(of problem: String) -> String? {
    let page = (problem.firstMatch(of: /[Pp]age (\d+)/)?.1).map { "page \($0)" }
    let tree = problem.firstMatch(of: /Tree (\d+)/).flatMap { Int($0.1) }.map { names[$0] ?? "tree \($0)" }
    let named = problem.firstMatch(of: /(?:index|in) ([A-Za-z_][A-Za-z0-9_]*)/).map { String($0.1) }
    let list = problem.contains("Freelist") ? "free pages" : nil
    let words = [tree ?? named ?? list, page].compactMap(\.self)
    return words.isEmpty ? nil : words.joined(separator: " ")
  }
}
