public import Messages

/// A column that a file may have, with the names by which its header may call it.
public struct Column: Sendable {
  /// The name in documents and JSON, e.g. `deliver_on`.
  public var key: String
  /// Other names, Chinese ones above all.
  public var names: [String]
  public var isRequired: Bool

  public init(_ key: String, _ names: String..., required: Bool = true) {
    self.key = key
    self.names = names
    isRequired = required
  }
}

/// A delimited text with a header: fields are asked for by column.
public final class CSVTable {
  public let reader: CSVReader
  private let columns: [Column]
  /// Where each column stands in the file, -1 where it is not there.
  private let places: [Int]
  /// As many as the header has.
  public let width: Int
  /// Without the columns of a rejects file.
  public let header: [String]

  /// What a rejects file has behind the columns of its file; they are passed over when it is read again.
  public static let rejectsColumns = ["line", "code", "reason"]

  /// Reads the header.
  public init(_ reader: CSVReader, columns: [Column]) throws(TabularFault) {
    self.reader = reader
    self.columns = columns
    guard try reader.next() else { throw TabularFault(line: 1, column: 0, problem: .noHeader) }
    width = reader.count
    let names = (0..<width).map(reader.string)
    let isRejects = names.suffix(3).elementsEqual(CSVTable.rejectsColumns)
    header = isRejects ? Array(names.dropLast(3)) : names
    var places = [Int](repeating: -1, count: columns.count)
    for (place, name) in header.enumerated() {
      let plain = name.filter { !$0.isWhitespace }.lowercased()
      guard let index = columns.firstIndex(where: { $0.key == plain || $0.names.contains(plain) }) else {
        let known = columns.map { $0.names.isEmpty ? $0.key : "\($0.key) (\($0.names[0]))" }
        throw TabularFault(line: reader.line, column: place + 1, problem: .unknownColumn(name, known: known))
      }
      guard places[index] < 0 else {
        throw TabularFault(line: reader.line, column: place + 1, problem: .duplicateColumn(name))
      }
      places[index] = place
    }
    for (index, column) in columns.enumerated() where column.isRequired && places[index] < 0 {
      throw TabularFault(line: reader.line, column: 0, problem: .missingColumn(column.key))
    }
    self.places = places
  }

  /// Moves to the next row, which has as many fields as the header, something in one of them, and a line end.
  public func next() throws(TabularFault) -> Bool {
    repeat {
      guard try reader.next() else { return false }
    } while reader.isBlank
    guard reader.count == width else {
      throw TabularFault(
        line: reader.line, column: reader.count, problem: .wrongColumnCount(found: reader.count, expected: width))
    }
    guard !reader.isUnended else { throw TabularFault(line: reader.line, column: width, problem: .notEnded) }
    return true
  }

  /// Whether a column's field in the present row was read whole, whatever is wrong with the rest of the row.
  public func isSound(_ column: Int) -> Bool {
    // Where fields are missing, nobody knows whether the last one is whole.
    place(column).map { $0 < (reader.count < width ? min(reader.soundFields, reader.count - 1) : reader.soundFields) } ?? false
  }

  /// The place of a column in the file, nil where it has none.
  public func place(_ column: Int) -> Int? { places[column] < 0 ? nil : places[column] }

  /// The text of a column; empty where the file has no such column.
  public func string(_ column: Int) -> String { place(column).map(reader.string) ?? "" }

  /// A value that `parse` understands.
  public func value<Value>(
    _ column: Int, _ kind: Text, _ language: Language, _ parse: (String) -> Value?
  ) throws(TabularFault) -> Value {
    let text = string(column)
    guard let value = parse(text) else { throw fault(column, kind, language) }
    return value
  }

  public func fault(_ column: Int, _ kind: Text, _ language: Language) -> TabularFault {
    TabularFault(
      line: reader.line, column: (place(column) ?? -1) + 1,
      problem: .badValue(column: columns[column].key, value: String(string(column).prefix(40)), kind: kind(language)))
  }
}
