public import Catalogue
import Measures
import Messages
import Tabular

extension Scenario {
  /// Its files, as ``ScenarioFiles`` reads them.
  ///
  /// - Parameter ownPlaces: writes `places.csv`, which a scenario over the Catalogue's own places does without.
  public func files(ownPlaces: Bool) -> [CatalogueFile] {
    func table(_ path: String, _ columns: [Column], _ rows: [[String]]) -> CatalogueFile {
      var writer = CSVWriter()
      writer.write(columns.map(\.key))
      for row in rows { writer.write(row) }
      return CatalogueFile(path: path, bytes: writer.take())
    }
    var files = [
      table("scenario.csv", ScenarioFiles.scenarioColumns, [[id, name.zh, name.en, day.description, "\(seed)", source]]),
      table("vehicles.csv", ScenarioFiles.vehicleColumns, fleet.map { [$0.vehicle.id, $0.county, $0.like, $0.vehicle.depot] }),
      table("jobs.csv", ScenarioFiles.jobColumns, jobs.map(\.fields)),
    ]
    guard ownPlaces else { return files }
    files.append(
      table(
        "places.csv", ScenarioFiles.placeColumns,
        sites.map { site in
          let position = site.place.position
          return [
            site.place.id, site.county, site.like, Scenario.degrees(position.microdegreesLatitude),
            Scenario.degrees(position.microdegreesLongitude),
          ]
        }))
    return files
  }

  private static func degrees(_ value: Int64) -> String {
    let digits = String(value.magnitude % 1_000_000)
    return "\(value < 0 ? "-" : "")\(value.magnitude / 1_000_000)." + String(repeating: "0", count: 6 - digits.count) + digits
  }
}

extension ScenarioJob {
  fileprivate var fields: [String] {
    func shown(_ number: Int64) -> String { number == 0 ? "" : "\(number)" }
    return [
      id, county, kind.name, product ?? "", shown(mass.grams), shown(boxes), shown((volume + 999_999) / 1_000_000), shown(riders), from, to,
      TimeOfDay.text(readyAt), due.lowerBound == readyAt ? "" : TimeOfDay.text(due.lowerBound), TimeOfDay.text(due.upperBound),
    ]
  }
}
