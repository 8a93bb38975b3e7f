import Measures
import Messages

/// `places/villages.csv`: one village or community a line, no quoting.
struct VillageTable {
  static let header = "id,name_zh,name_en,town,kind,code,latitude,longitude,assumed,source"

  let path: String
  let faults: FaultList

  func read(_ text: String) -> [(Place, SourcePlace)] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.first.map(String.init) == VillageTable.header else {
      faults.add(
        .notA(Text(zh: "表头 \(VillageTable.header)", en: "the header \(VillageTable.header)"), value: lines.first.map(String.init) ?? ""),
        path)
      return []
    }
    return lines.indices.dropFirst().filter { !lines[$0].isEmpty }.compactMap { index in
      place(lines[index].split(separator: ",", omittingEmptySubsequences: false).map(String.init), line: index + 1)
    }
  }

  private func place(_ fields: [String], line: Int) -> (Place, SourcePlace)? {
    guard fields.count == 10 else {
      faults.add(.notA(Text(zh: "10 个字段的一行", en: "a line of 10 fields"), value: "\(fields.count)"), path, line: line)
      return nil
    }
    func parsed<Value>(_ field: Int, _ kind: Text, _ value: Value?) -> Value? {
      if value == nil { faults.add(.notA(kind, value: fields[field]), path, line: line, column: field + 1) }
      return value
    }
    let kinds: [String: Place.Kind] = ["village": .village, "community": .community]
    guard let id = parsed(0, Text(zh: "标识", en: "an id"), fields[0].isEmpty ? nil : fields[0]),
      let kind = parsed(4, Text(zh: "village 或 community", en: "village or community"), kinds[fields[4]]),
      let latitude = parsed(6, Text(zh: "度数", en: "degrees"), Int64(decimal: fields[6], places: 6)),
      let longitude = parsed(7, Text(zh: "度数", en: "degrees"), Int64(decimal: fields[7], places: 6)),
      let assumed = parsed(8, Text(zh: "true 或 false", en: "true or false"), Bool(fields[8]))
    else { return nil }
    let place = Place(
      id: id, name: Text(zh: fields[1], en: fields[2]), variants: [], kind: kind, town: fields[3],
      code: fields[5].isEmpty ? nil : fields[5],
      position: Position(
        microdegreesLatitude: latitude, microdegreesLongitude: longitude, system: .wgs84, assumed: assumed,
        source: fields[9]), storageDecicelsius: nil)
    return (place, SourcePlace(path: path, line: line, column: 1))
  }
}
