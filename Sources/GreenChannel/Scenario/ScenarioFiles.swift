public import Catalogue
import Messages
import Tabular

/// A scenario's files: `scenario.csv` with one row about the whole, `vehicles.csv`, `jobs.csv`, and `places.csv` where places are others
/// than the Catalogue's.
public enum ScenarioFiles {
  static let scenarioColumns = [
    Column("id"), Column("name_zh"), Column("name_en"), Column("day"), Column("seed"), Column("source"),
  ]
  static let placeColumns = [Column("id"), Column("county"), Column("like"), Column("latitude"), Column("longitude")]
  static let vehicleColumns = [Column("id"), Column("county"), Column("like"), Column("depot")]
  static let jobColumns = [
    Column("id"), Column("county"), Column("kind"), Column("product"), Column("grams"), Column("boxes"), Column("litres"), Column("riders"),
    Column("from"), Column("to"), Column("ready"), Column("due_from"), Column("due_by"),
  ]
  /// After so many faults nobody reads on.
  static let faultsMax = 100
  /// Most rows of a file.
  static let rowsMax = 1_000_000

  /// Reads a scenario, or everything that is wrong with it.
  ///
  /// - Parameter files: by their names, e.g. `jobs.csv`.
  public static func read(_ files: [CatalogueFile], _ catalogue: CountyCatalogue) throws(ScenarioFaults) -> Scenario {
    try ScenarioReading(files, catalogue).scenario()
  }

  /// Reads what rides beside a day's orders, parcels and riders between places of the Catalogue, from a file like a scenario's `jobs.csv`.
  public static func readJobs(_ file: CatalogueFile, _ catalogue: CountyCatalogue) throws(ScenarioFaults) -> [ScenarioJob] {
    try ScenarioReading([file], catalogue).jobs(of: file.path)
  }
}

/// A scenario's files as they are read.
private struct ScenarioReading {
  private let files: [String: [UInt8]]
  private let catalogue: CountyCatalogue
  private let list = ScenarioRow.FaultList()

  init(_ files: [CatalogueFile], _ catalogue: CountyCatalogue) {
    self.files = Dictionary(files.map { ($0.path, $0.bytes) }) { first, _ in first }
    self.catalogue = catalogue
  }

  func scenario() throws(ScenarioFaults) -> Scenario {
    let heads = rows("scenario.csv", ScenarioFiles.scenarioColumns) { $0.head() }
    if heads.count != 1, list.faults.isEmpty {
      list.faults.append(ScenarioFault(path: "scenario.csv", line: 2, column: 0, problem: .oneRow))
    }
    let sites = files["places.csv"] == nil ? nil : rows("places.csv", ScenarioFiles.placeColumns) { $0.site(catalogue) }
    let lookup = PlaceLookup(catalogue, sites)
    let fleet = rows("vehicles.csv", ScenarioFiles.vehicleColumns) { $0.member(catalogue, lookup) }
    let jobs = rows("jobs.csv", ScenarioFiles.jobColumns) { $0.job(catalogue, lookup) }
    guard list.faults.isEmpty, let head = heads.first else { throw ScenarioFaults(faults: list.faults) }
    return Scenario(
      id: head.id, name: head.name, day: head.day, seed: head.seed, source: head.source, sites: sites ?? catalogueSites(fleet, jobs),
      fleet: fleet, jobs: jobs)
  }

  func jobs(of path: String) throws(ScenarioFaults) -> [ScenarioJob] {
    let lookup = PlaceLookup(catalogue, nil)
    let jobs = rows(path, ScenarioFiles.jobColumns) { row in
      let job = row.job(catalogue, lookup)
      row.requireOwn(catalogue.county.code)
      if job?.kind == .goods { row.report(.goodsByOrder, 2) }
      return job
    }
    guard list.faults.isEmpty else { throw ScenarioFaults(faults: list.faults) }
    return jobs
  }

  /// The Catalogue's places that vehicles and jobs name.
  private func catalogueSites(_ fleet: [Scenario.Member], _ jobs: [ScenarioJob]) -> [Scenario.Site] {
    let named = Set(
      fleet.map { [$0.county, $0.vehicle.depot] } + jobs.flatMap { [[$0.county, $0.from], [$0.county, $0.to]] })
    return named.compactMap { pair in
      catalogue.place(pair[1]).map { Scenario.Site(county: pair[0], like: $0.id, place: $0) }
    }
  }

  /// Reads a file row by row; its first column holds unique ids.
  private func rows<Value>(_ path: String, _ columns: [Column], _ take: (ScenarioRow) -> Value?) -> [Value] {
    guard let bytes = files[path] else {
      list.faults.append(ScenarioFault(path: path, line: 1, column: 0, problem: .missingFile))
      return []
    }
    var (values, lines): ([Value], [String: Int]) = ([], [:])
    let faultsBefore = list.faults.count
    var rest = bytes[...]
    let reader = CSVReader { count throws(TabularFault) in
      defer { rest = rest.dropFirst(count) }
      return Array(rest.prefix(count))
    }
    do throws(TabularFault) {
      let table = try CSVTable(reader, columns: columns)
      while list.faults.count - faultsBefore < ScenarioFiles.faultsMax, lines.count < ScenarioFiles.rowsMax {
        do throws(TabularFault) {
          guard try table.next() else { break }
          let row = ScenarioRow(path: path, table: table, columns: columns, list: list)
          if row.hasNewID(&lines), let value = take(row) { values.append(value) }
        } catch { list.add(path, error) }
      }
    } catch { list.add(path, error) }
    return values
  }
}

/// The places that a scenario's vehicles and jobs may name.
struct PlaceLookup {
  private let catalogue: CountyCatalogue
  /// Of the scenario itself; nil where the Catalogue's places are meant.
  private let counties: [Place.ID: String]?

  init(_ catalogue: CountyCatalogue, _ sites: [Scenario.Site]?) {
    self.catalogue = catalogue
    counties = sites.map { Dictionary($0.map { ($0.place.id, $0.county) }) { first, _ in first } }
  }

  /// The place that a row names in a column; where it is none, or another county's, that is reported.
  func place(_ row: ScenarioRow, _ column: Int) -> Place.ID? {
    let id = row.string(column)
    guard let county = counties.map({ $0[id] }) ?? (catalogue.place(id) == nil ? nil : row.string(1)) else {
      row.report(.unknown(kind: Text(zh: "地点", en: "place"), id), column)
      return nil
    }
    guard county == row.string(1) else {
      row.report(.otherCounty(id), column)
      return nil
    }
    return id
  }
}
