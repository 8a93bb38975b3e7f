public import Catalogue
public import Measures
import Messages
public import Tabular

/// A table of distances that somebody wrote: `from,to,metres,seconds` a line, and the toll stations of the motorway where it uses one.
public enum MatrixFile {
  public static let columns = [
    Column("from", "起点"), Column("to", "终点"), Column("metres", "里程米"), Column("seconds", "时间秒"),
    Column("toll_station_in", "入口站", required: false), Column("toll_station_out", "出口站", required: false),
  ]
  /// Largest number of metres or seconds of a leg.
  static let legMax: Int64 = 100_000_000
  /// After so many faults nobody reads on.
  static let faultsMax = 100

  /// Reads a table; its places stand in the order in which the file names them first. Pairs that the file lacks are unreachable
  /// (``RoadTable/missingLegs``); a leg may be longer there than back.
  ///
  /// Without columns of toll stations the motorways are those that the built-in distances take, so that tolls are not lost.
  ///
  /// - Parameters:
  ///   - name: of the file, for the table's origin.
  ///   - day: whose toll rates hold.
  public static func read(
    _ reader: CSVReader, named name: String, _ catalogue: CountyCatalogue, on day: Day
  ) throws(MatrixFaults) -> RoadTable {
    var reading = MatrixReading(catalogue)
    let hasStations = try reading.read(reader)
    return reading.table(named: name, day: day, hasStations: hasStations)
  }
}

/// The rows of a table as they come in.
private struct MatrixReading {
  private struct Row {
    var from: Int
    var to: Int
    var metres: Int32
    var seconds: Int32
    var passage: Int16
  }

  private let catalogue: CountyCatalogue
  private let network: MotorwayNetwork
  private var faults: [MatrixFault] = []
  private var places: [Place] = []
  private var indices: [String: Int?] = [:]
  private var indicesByID: [Place.ID: Int] = [:]
  private var rows: [Row] = []
  /// The line on which each pair stands.
  private var lines: [Int: Int] = [:]
  private var passages: [RoadTable.Passage] = []
  private var passageIndices: [String: Int16] = [:]

  init(_ catalogue: CountyCatalogue) {
    self.catalogue = catalogue
    network = MotorwayNetwork(catalogue.roads)
  }

  /// Whether the file has columns of toll stations.
  mutating func read(_ reader: CSVReader) throws(MatrixFaults) -> Bool {
    let table: CSVTable
    do { table = try CSVTable(reader, columns: MatrixFile.columns) } catch { throw MatrixFaults(faults: [fault(error)]) }
    while faults.count < MatrixFile.faultsMax {
      do {
        guard try table.next() else { break }
        readRow(table)
      } catch {
        faults.append(fault(error))
        if case .cannotRead = error.problem { break }
      }
    }
    if rows.isEmpty, faults.isEmpty { faults.append(MatrixFault(line: 2, column: 0, problem: .empty)) }
    guard faults.isEmpty else { throw MatrixFaults(faults: faults) }
    return table.place(4) != nil && table.place(5) != nil
  }

  private func fault(_ error: TabularFault) -> MatrixFault {
    MatrixFault(line: error.line, column: error.column, problem: .notATable(code: error.code, error.text))
  }

  private mutating func report(_ problem: MatrixFault.Problem, _ table: CSVTable, _ column: Int) {
    faults.append(MatrixFault(line: table.reader.line, column: (table.place(column) ?? -1) + 1, problem: problem))
  }

  private mutating func readRow(_ table: CSVTable) {
    let (from, to) = (place(table, 0), place(table, 1))
    let (metres, seconds) = (number(table, 2), number(table, 3))
    let passage = passage(table)
    guard let from, let to, let metres, let seconds, let passage else { return }
    if from == to {
      if metres != 0 || seconds != 0 { report(.pathToItself(places[from].id), table, 1) }
      return
    }
    let key = from * RoadTable.placesMax + to
    if let first = lines[key] {
      report(.duplicatePair(places[from].id, places[to].id, firstLine: first), table, 0)
      return
    }
    lines[key] = table.reader.line
    rows.append(Row(from: from, to: to, metres: metres, seconds: seconds, passage: passage))
  }

  private mutating func place(_ table: CSVTable, _ column: Int) -> Int? {
    let name = table.string(column)
    if let known = indices[name] {
      if known == nil { report(.unknownPlace(name), table, column) }
      return known
    }
    let found = catalogue.places(named: name)
    guard found.count == 1, let place = found.first else {
      if found.isEmpty {
        indices[name] = .some(nil)
        report(.unknownPlace(name), table, column)
      } else {
        report(.ambiguousPlace(name, found.map(\.id)), table, column)
      }
      return nil
    }
    let index = indicesByID[place.id] ?? places.count
    guard index < RoadTable.placesMax else {
      report(.tooManyPlaces(RoadTable.placesMax), table, column)
      return nil
    }
    if index == places.count { places.append(place) }
    indices[name] = index
    indicesByID[place.id] = index
    return index
  }

  private mutating func number(_ table: CSVTable, _ column: Int) -> Int32? {
    let text = table.string(column)
    guard let value = Int64(text), (0...MatrixFile.legMax).contains(value) else {
      report(.notANumber(column: MatrixFile.columns[column].key, text), table, column)
      return nil
    }
    return Int32(value)
  }

  /// The position of the row's passage, -1 where it has none; nil where it is wrong.
  private mutating func passage(_ table: CSVTable) -> Int16? {
    let (entry, exit) = (table.string(4), table.string(5))
    if entry.isEmpty, exit.isEmpty { return -1 }
    guard !entry.isEmpty, !exit.isEmpty else {
      report(.oneStation, table, entry.isEmpty ? 4 : 5)
      return nil
    }
    if let known = passageIndices["\(entry) \(exit)"] { return known }
    for (column, id) in [(4, entry), (5, exit)] where catalogue.tollStation(id)?.isJunction ?? true {
      report(.unknownStation(id), table, column)
      return nil
    }
    guard entry != exit, let metres = network.metres(from: entry, to: exit), let index = Int16(exactly: passages.count) else {
      report(.noMotorwayBetween(entry, exit), table, 4)
      return nil
    }
    passages.append(RoadTable.Passage(entry: entry, exit: exit, metres: Int32(clamping: metres)))
    passageIndices["\(entry) \(exit)"] = index
    return index
  }

  func table(named name: String, day: Day, hasStations: Bool) -> RoadTable {
    let count = places.count
    var metres = [Int32](repeating: RoadTable.unreachable, count: count * count)
    for index in 0..<count { metres[index * count + index] = 0 }
    var seconds = metres
    var passageOfLeg = [Int16](repeating: -1, count: count * count)
    for row in rows {
      metres[row.from * count + row.to] = row.metres
      seconds[row.from * count + row.to] = row.seconds
      passageOfLeg[row.from * count + row.to] = row.passage
    }
    let stops = places.map(RoadTable.Stop.init)
    guard hasStations else {
      return RoadTable(
        stops: stops, metres: metres, seconds: seconds, motorwaysOf: .builtIn(catalogue, places: places, on: day), origin: .file(name))
    }
    let tolls = Tolls(catalogue.roads, on: day, passages)
    return RoadTable(
      stops: stops, metres: metres, seconds: seconds, passages: passages, passageOfLeg: passageOfLeg, tollClasses: tolls.classes,
      tollFen: tolls.fen, origin: .file(name))
  }
}
