import Catalogue
import Measures
import Messages
import Tabular

/// The present row of one of a scenario's files; what is wrong with it is collected.
struct ScenarioRow {
  final class FaultList {
    var faults: [ScenarioFault] = []

    func add(_ path: String, _ error: TabularFault) {
      faults.append(ScenarioFault(path: path, line: error.line, column: error.column, problem: .notATable(code: error.code, error.text)))
    }
  }

  let path: String
  let table: CSVTable
  let columns: [Column]
  let list: FaultList

  func string(_ column: Int) -> String { table.string(column) }

  func report(_ problem: ScenarioFault.Problem, _ column: Int) {
    list.faults.append(
      ScenarioFault(path: path, line: table.reader.line, column: (table.place(column) ?? -1) + 1, problem: problem))
  }

  /// Whether the row has an id that no row before it has.
  func hasNewID(_ lines: inout [String: Int]) -> Bool {
    let id = string(0)
    if let first = lines[id] {
      report(.duplicate(id, firstLine: first), 0)
    } else if id.isEmpty {
      report(.notA(kind: Text(zh: "标识", en: "an id"), id), 0)
    } else {
      lines[id] = table.reader.line
      return true
    }
    return false
  }

  /// A row of an order book's day: of its county, with an id that nobody takes for a part of an order.
  func requireOwn(_ county: String) {
    let id = string(0)
    if id.contains(/^O-[0-9]+\/[0-9]+\.[0-9]+$/) { report(.partOfAnOrder(id), 0) }
    if id.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
      report(.notA(kind: Text(zh: "标识", en: "an id"), "?"), 0)
    }
    if string(1) != county { report(.countyOfOthers(string(1), here: county), 1) }
  }

  private func parsed<Value>(_ column: Int, _ kind: Text, _ parse: (String) -> Value?) -> Value? {
    let value = parse(string(column))
    if value == nil { report(.notA(kind: kind, string(column)), column) }
    return value
  }

  /// A whole number from 0 to a billion; an empty cell is 0.
  private func count(_ column: Int) -> Int64? {
    parsed(column, Text(zh: "0 到 1000000000 的整数", en: "a whole number from 0 to 1000000000")) { text in
      text.isEmpty ? 0 : Int64(text).flatMap { (0...1_000_000_000).contains($0) ? $0 : nil }
    }
  }

  private func clock(_ column: Int) -> Int64? {
    parsed(column, Text(zh: "时刻(如 10:00)", en: "a time of day such as 10:00")) { TimeOfDay.minutes($0) }
  }

  // MARK: scenario.csv

  func head() -> (id: String, name: Text, day: Day, seed: UInt64, source: String)? {
    let day = parsed(3, Text(zh: "日期 YYYY-MM-DD", en: "a date YYYY-MM-DD")) { Day($0) }
    let seed = parsed(4, Text(zh: "种子", en: "a seed")) { UInt64($0) }
    guard let day, let seed else { return nil }
    return (string(0), Text(zh: string(1), en: string(2)), day, seed, string(5))
  }

  // MARK: places.csv

  /// A place like one of the Catalogue's, somewhere else.
  func site(_ catalogue: CountyCatalogue) -> Scenario.Site? {
    let degrees = Text(zh: "度数", en: "degrees")
    let latitude = parsed(3, degrees) { Int64(decimal: $0, places: 6).flatMap { $0.magnitude <= 90_000_000 ? $0 : nil } }
    let longitude = parsed(4, degrees) { Int64(decimal: $0, places: 6).flatMap { $0.magnitude <= 180_000_000 ? $0 : nil } }
    guard let like = catalogue.place(string(2)) else {
      report(.unknown(kind: Text(zh: "地点", en: "place"), string(2)), 2)
      return nil
    }
    guard let latitude, let longitude else { return nil }
    var place = like
    place.id = string(0)
    place.name = Text(zh: "\(like.name.zh)(\(string(1)))", en: "\(like.name.en) (\(string(1)))")
    place.position = Position(
      microdegreesLatitude: latitude, microdegreesLongitude: longitude, system: .wgs84, assumed: true, source: "invented")
    return Scenario.Site(county: string(1), like: like.id, place: place)
  }

  // MARK: vehicles.csv

  func member(_ catalogue: CountyCatalogue, _ places: PlaceLookup) -> Scenario.Member? {
    let depot = places.place(self, 3)
    guard let like = catalogue.vehicle(string(2)) else {
      report(.unknown(kind: Text(zh: "车辆", en: "vehicle"), string(2)), 2)
      return nil
    }
    guard let depot else { return nil }
    var vehicle = like
    vehicle.id = string(0)
    vehicle.depot = depot
    return Scenario.Member(county: string(1), like: like.id, vehicle: vehicle)
  }

  // MARK: jobs.csv

  func job(_ catalogue: CountyCatalogue, _ places: PlaceLookup) -> ScenarioJob? {
    let kind = parsed(2, Text(zh: "goods、parcels 或 riders", en: "goods, parcels or riders")) { text in
      ScenarioJob.Kind.allCases.first { $0.name == text }
    }
    let product = string(3).isEmpty ? nil : string(3)
    if let product, catalogue.product(product) == nil { report(.unknown(kind: Text(zh: "产品", en: "product"), product), 3) }
    let (grams, boxes, litres, riders) = (count(4), count(5), count(6), count(7))
    let (from, to) = (places.place(self, 8), places.place(self, 9))
    let (ready, dueFrom, dueBy) = (clock(10), string(11).isEmpty ? clock(10) : clock(11), clock(12))
    guard let kind, let grams, let boxes, let litres, let riders, let from, let to, let ready, let dueFrom, let dueBy else { return nil }
    guard fits(kind, product, grams: grams, riders: riders) else { return nil }
    guard from != to else {
      report(.samePlace(from), 9)
      return nil
    }
    guard ready < dueBy, dueFrom <= dueBy else {
      report(.dueBeforeReady, 12)
      return nil
    }
    return ScenarioJob(
      id: string(0), county: string(1), kind: kind, product: product, mass: Mass(grams: grams), boxes: boxes, volume: litres * 1_000_000,
      riders: riders, from: from, to: to, readyAt: ready, due: dueFrom...dueBy)
  }

  private func fits(_ kind: ScenarioJob.Kind, _ product: Product.ID?, grams: Int64, riders: Int64) -> Bool {
    let wrong: Int? =
      switch kind {
      case .goods: product == nil ? 3 : grams == 0 ? 4 : riders > 0 ? 7 : nil
      case .parcels: product != nil ? 3 : grams == 0 ? 4 : riders > 0 ? 7 : nil
      case .riders: product != nil ? 3 : grams > 0 ? 4 : riders == 0 ? 7 : nil
      }
    if let wrong { report(.doesNotFit(kind: kind.name, column: columns[wrong].key), wrong) }
    return wrong == nil
  }
}

/// Minutes after midnight as people write them.
enum TimeOfDay {
  /// `10:00`; nil for anything else. `24:00` is the day's end.
  static func minutes(_ text: String) -> Int64? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 && $0.utf8.allSatisfy { (48...57).contains($0) } }),
      let hour = Int64(parts[0]), let minute = Int64(parts[1]), hour <= 24, minute < 60, hour < 24 || minute == 0
    else { return nil }
    return hour * 60 + minute
  }

  static func text(_ minutes: Int64) -> String {
    func two(_ number: Int64) -> String { (number < 10 ? "0" : "") + "\(number)" }
    return two(minutes / 60) + ":" + two(minutes % 60)
  }
}
