import Catalogue
import Distances
import Foundation
import Measures
import Messages
import Tabular

let packageFolder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

/// The Catalogue of this package, read once.
let county: CountyCatalogue = {
  let folder = packageFolder.appendingPathComponent("Catalog").path
  let paths = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
  let files = paths.compactMap { path in
    FileManager.default.contents(atPath: folder + "/" + path).map { CatalogueFile(path: path, bytes: [UInt8]($0)) }
  }
  guard let catalogue = try? CatalogueSource.parse(files) else { preconditionFailure("the shipped Catalogue is sound") }
  return catalogue
}()

let day = Day("2020-10-07")!

func places(_ ids: String...) -> [Place] { ids.map { county.place($0)! } }

func reader(_ text: String) -> CSVReader {
  var rest = Array(text.utf8)
  return CSVReader { count throws(TabularFault) in
    defer { rest.removeFirst(min(count, rest.count)) }
    return Array(rest.prefix(count))
  }
}

func place(
  _ id: String, _ latitude: Int64, _ longitude: Int64, kind: Place.Kind = .town, town: String? = nil, assumed: Bool = false
) -> Place {
  Place(
    id: id, name: .init(zh: id, en: id), variants: [], kind: kind, town: town, code: nil,
    position: Position(
      microdegreesLatitude: latitude, microdegreesLongitude: longitude, system: .wgs84, assumed: assumed, source: "test"),
    storageDecicelsius: nil)
}
