import Catalogue
import Measures
import Tabular

/// A bank's sheet: rows above the header with labels, the header, and rows whose fields are asked for by the map's names.
struct MappedRows<Field: Hashable & Sendable> {
  /// Where the header is looked for.
  static var headerRowsMax: Int { 20 }

  let reader: CSVReader
  let columns: [HeaderName<Field>]
  private var places: [Field: Int] = [:]
  private var width = 0

  init(_ reader: CSVReader, columns: [HeaderName<Field>]) {
    self.reader = reader
    self.columns = columns
  }

  /// Reads up to the header and gives the rows above it.
  mutating func readHeader(bank: String) throws(BankFileFault) -> [[String]] {
    var above: [[String]] = []
    while above.count < Self.headerRowsMax {
      let isThere: Bool
      do { isThere = try reader.next() } catch {
        if case .cannotRead(let why) = error.problem { throw BankFileFault(.cannotRead(why), at: place) }
        throw BankFileFault(.missingColumn(bank: bank, header: columns.first?.header ?? ""), at: place)
      }
      guard isThere else { break }
      let cells = (0..<reader.count).map { reader.string($0).trimmed }
      if try takeHeader(cells) { return above }
      above.append(cells)
    }
    let missing = columns.first { column in !above.contains { $0.contains(column.header) } }
    throw BankFileFault(.missingColumn(bank: bank, header: (missing ?? columns[0]).header), at: place)
  }

  private mutating func takeHeader(_ cells: [String]) throws(BankFileFault) -> Bool {
    guard Self.isHeader(cells, columns) else { return false }
    for column in columns {
      guard cells.count(where: { $0 == column.header }) == 1 else {
        throw BankFileFault(.duplicateColumn(header: column.header), at: place)
      }
      places[column.field] = cells.firstIndex(of: column.header)
    }
    width = cells.count
    return true
  }

  /// Every column of the map is there; the bank may have more.
  static func isHeader(_ cells: [String], _ columns: [HeaderName<Field>]) -> Bool { columns.allSatisfy { cells.contains($0.header) } }

  var place: FilePlace { FilePlace(line: max(1, reader.line)) }

  /// What the next row is; nil at the end of the file.
  enum Row {
    case row
    case broken(StatementFinding.Problem)
  }

  mutating func next() throws(BankFileFault) -> Row? {
    while true {
      do {
        guard try reader.next() else { return nil }
      } catch {
        if case .cannotRead(let why) = error.problem { throw BankFileFault(.cannotRead(why), at: place) }
        return .broken(.unreadableRow(error.problem))
      }
      if reader.isBlank { continue }
      guard !reader.isUnended else { return .broken(.notEnded) }
      // Cells behind the header's may be there, where nothing stands in them.
      guard reader.count >= width, (width..<reader.count).allSatisfy({ reader.isEmpty($0) }) else {
        return .broken(.unreadableRow(.wrongColumnCount(found: reader.count, expected: width)))
      }
      return .row
    }
  }

  /// The present row's text, without the blanks and tabs by which banks keep spreadsheets from taking numbers for numbers.
  func string(_ field: Field) -> String { places[field].map { reader.string($0).trimmed } ?? "" }

  func header(_ field: Field) -> String { columns.first { $0.field == field }?.header ?? "" }

  func amount(_ field: Field, _ notation: AmountNotation) throws(FieldProblem) -> Money? {
    let text = string(field)
    return text.isEmpty ? nil : try notation.money(text.utf8, field: header(field))
  }

  func day(_ field: Field, _ pattern: DatePattern) throws(FieldProblem) -> Day? {
    let text = string(field)
    guard !text.isEmpty else { return nil }
    guard let day = pattern.day(Array(text.utf8)) else { throw .notADay(field: header(field), value: FieldProblem.shown(text)) }
    return day
  }
}
