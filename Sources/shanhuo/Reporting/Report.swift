import Measures
import Messages
import Publishing
import Tabular

/// A report for people: facts and tables, which go to the terminal, to a page for print, or to a spreadsheet.
struct Report {
  enum Cell {
    case text(String)
    case money(Money)
    case number(Int64)
    case nothing

    /// A sum of money that may be wider than any account's.
    static func sum(_ fen: Int128) -> Cell { Int64(exactly: fen).map { .money(Money(fen: $0)) } ?? .text(Words.yuan(fen)) }

    var isZero: Bool {
      switch self {
      case .money(let money): money == .zero
      case .nothing: true
      case .text, .number: false
      }
    }

    /// On the terminal and in spreadsheets.
    var plain: String {
      switch self {
      case .text(let text): text
      case .money(let money): money.description
      case .number(let number): "\(number)"
      case .nothing: ""
      }
    }

    /// In a spreadsheet, which takes a text that begins like a formula for one: an apostrophe before it says that it is a text.
    var inSpreadsheet: String {
      guard case .text(let text) = self, text.count > 1, let first = text.first, "=+-@\t\r".contains(first) else { return plain }
      return "'" + text
    }

    /// On a page.
    var printed: String { if case .money(let money) = self { money.printed } else { plain } }
  }

  struct Table {
    var caption: String?
    /// Right-aligned columns are figures.
    var columns: [(title: String, isFigure: Bool)]
    var rows: [[Cell]]
    /// Rows that take something back.
    var corrections: Set<Int> = []
    var total: [Cell]?
  }

  var title: String
  var subtitles: [String]
  var facts: [(name: String, value: Cell)] = []
  var tables: [Table]
  var notes: [String] = []
  /// A flow picture with its caption, on the page alone.
  var picture: (svg: String, caption: String)?
  /// Who signs, on the page alone.
  var signatures: [String] = []
  /// The journal's head that it was made at.
  var head: String

  // MARK: Forms

  func present() {
    Terminal.print(title)
    subtitles.forEach(Terminal.print)
    let width = facts.map { displayWidth($0.name) }.max() ?? 0
    for fact in facts {
      Terminal.print("  " + fact.name + String(repeating: " ", count: width - displayWidth(fact.name) + 2) + fact.value.plain)
    }
    for table in tables {
      if let caption = table.caption { Terminal.print(caption) }
      let rows = table.rows + (table.total.map { [$0] } ?? [])
      // A column of nothing but zeros takes the room of names; pages and spreadsheets have it.
      let shown = table.columns.indices.filter { column in
        !table.columns[column].isFigure || rows.isEmpty || rows.contains { !$0[column].isZero }
      }
      Terminal.table(
        shown.map { .init(table.columns[$0].title, right: table.columns[$0].isFigure, flexible: !table.columns[$0].isFigure && $0 < 3) },
        rows.map { row in shown.map { row[$0].plain } })
    }
    notes.forEach(Terminal.note)
  }

  func html() -> String {
    var blocks: [PrintSection] = []
    if !facts.isEmpty { blocks.append(PrintSection(nil, [.facts(facts.map { .init($0.name, $0.value.printed) })])) }
    for table in tables {
      blocks.append(
        PrintSection(
          table.caption,
          [
            .table(
              PrintTable(
                columns: table.columns.map { .init($0.title, $0.isFigure ? .right : .left) },
                rows: table.rows.enumerated().map { .init($1.map(\.printed), mark: table.corrections.contains($0) ? .correction : nil) },
                total: table.total.map { $0.map(\.printed) }))
          ]))
    }
    if let picture { blocks.append(PrintSection(nil, [.figure(svg: picture.svg, caption: picture.caption)])) }
    blocks += notes.map { PrintSection(nil, [.paragraph($0)]) }
    if !signatures.isEmpty { blocks.append(PrintSection(nil, [.signatures(signatures)])) }
    return PrintPage(
      language: .ofProcess, title: title, subtitles: subtitles, sections: blocks, footer: say("账首 ", "journal head ") + head
    ).html()
  }

  /// Tables one below the other, behind a byte order mark, by which spreadsheets know that it is UTF-8.
  func csv() -> [UInt8] {
    var writer = CSVWriter()
    for (index, table) in tables.enumerated() {
      if index > 0 { writer.write([""]) }
      writer.write(table.columns.map(\.title))
      for row in table.rows + (table.total.map { [$0] } ?? []) { writer.write(row.map(\.inSpreadsheet)) }
    }
    return [0xEF, 0xBB, 0xBF] + writer.bytes
  }
}
