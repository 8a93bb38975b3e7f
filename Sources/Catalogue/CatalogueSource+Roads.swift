import Measures
import Messages

// `roads.yaml`, `riding.yaml`, `ramps.yaml`, `climate.yaml`, and the ramps of places.
extension CatalogueSource {
  /// Where the parts of roads and riding terms stand, in their order.
  struct RoadPlaces {
    var classes: [SourcePlace] = []
    var motorways: [SourcePlace] = []
    var stations: [SourcePlace] = []
    var rates: [SourcePlace] = []
    var published: [SourcePlace] = []
    var rideClasses: [SourcePlace] = []
    var apart: [SourcePlace] = []
    var ramps: [SourcePlace] = []
    /// Where each product names what it rides as.
    var rides: [(RideClass.ID, SourcePlace)] = []
    /// Where the class of parcels is named.
    var parcels: SourcePlace?
  }

  // MARK: roads.yaml

  mutating func readRoads(_ mapping: YAMLMapping) {
    for entry in mapping.mappings("classes") {
      roadPlaces.classes.append(entry.place)
      roads.classes.append(readRoadClass(entry))
    }
    for entry in mapping.mappings("motorways") {
      roadPlaces.motorways.append(entry.place)
      roads.motorways.append(Motorway(id: entry.string("id"), name: entry.text("name"), source: entry.string("source")))
      entry.finish()
    }
    for entry in mapping.mappings("toll_stations") {
      roadPlaces.stations.append(entry.place)
      roads.tollStations.append(readTollStation(entry))
    }
    for entry in mapping.mappings("toll_rates") {
      roadPlaces.rates.append(entry.place)
      roads.tollRates.append(readTollRate(entry))
    }
    for entry in mapping.mappings("published_distances") {
      roadPlaces.published.append(entry.place)
      roads.publishedDistances.append(readPublishedDistance(entry))
    }
  }

  private func readRoadClass(_ mapping: YAMLMapping) -> RoadClass {
    defer { mapping.finish() }
    let kind = mapping.parsed(
      "class", as: Text(zh: "motorway、national、county 或 village", en: "motorway, national, county or village"), or: RoadClass.Kind.county
    ) { text in RoadClass.Kind.allCases.first { $0.name == text } }
    return RoadClass(
      kind: kind, name: mapping.text("name"),
      kilometresPerHour: mapping.number("kilometres_per_hour", 1...150, Text(zh: "1 到 150 的整数", en: "a whole number from 1 to 150")),
      detourThousandths: mapping.parsed("detour", as: Text(zh: "1 到 5 的倍数", en: "a factor from 1 to 5"), or: 1000) {
        Int64(decimal: $0, places: 3).flatMap { (1000...5000).contains($0) ? $0 : nil }
      }, reachMetres: kind == .village ? mapping.positive("reach_metres") : 0,
      places: mapping.list("places", of: Text(zh: "地点", en: "a place"), optional: true) { $0.isEmpty ? nil : $0 },
      source: mapping.string("source"))
  }

  private func readTollStation(_ mapping: YAMLMapping) -> TollStation {
    defer { mapping.finish() }
    let yesOrNo = Text(zh: "true 或 false", en: "true or false")
    let station = TollStation(
      id: mapping.string("id"), name: mapping.text("name"), position: readPosition(mapping),
      isJunction: mapping.optional("junction", as: yesOrNo) { Bool($0) } ?? false,
      posts: mapping.mappings("posts").map { post in
        defer { post.finish() }
        return TollStation.Post(motorway: post.string("motorway"), metres: post.kilometres("kilometre", from: 0))
      })
    if station.posts.isEmpty { mapping.report(.missingKey("motorway"), at: "posts") }
    return station
  }

  private func readTollRate(_ mapping: YAMLMapping) -> TollRate {
    defer { mapping.finish() }
    return TollRate(
      tollClass: mapping.string("class"), name: mapping.text("name"),
      milliyuanPerKilometre: mapping.parsed(
        "yuan_per_kilometre", as: Text(zh: "元(最多三位小数)", en: "yuan with at most three decimals"), or: 0
      ) {
        Int64(decimal: $0, places: 3).flatMap { (0...100_000).contains($0) ? $0 : nil }
      }, validity: mapping.validity(), source: mapping.string("source"))
  }

  private func readPublishedDistance(_ mapping: YAMLMapping) -> PublishedDistance {
    defer { mapping.finish() }
    return PublishedDistance(
      from: mapping.string("from"), to: mapping.string("to"), metres: mapping.kilometres("kilometres", from: 1),
      source: mapping.string("source"))
  }

  // MARK: riding.yaml, climate.yaml

  mutating func readRiding(_ mapping: YAMLMapping) {
    for entry in mapping.mappings("classes") {
      roadPlaces.rideClasses.append(entry.place)
      riding.classes.append(RideClass(id: entry.string("id"), name: entry.text("name"), source: entry.string("source")))
      entry.finish()
    }
    for entry in mapping.mappings("apart") {
      roadPlaces.apart.append(entry.place)
      riding.apart.append(RidesApart(first: entry.string("class"), second: entry.string("from"), source: entry.string("source")))
      entry.finish()
    }
    riding.parcels = mapping.string("parcels")
    roadPlaces.parcels = mapping.place(of: "parcels")
  }

  mutating func readClimate(_ mapping: YAMLMapping) {
    riding.outsideDecicelsius = mapping.list("outside_celsius", of: Text(zh: "摄氏度", en: "degrees Celsius")) {
      Int64(decimal: $0, places: 1)
    }
    riding.outsideSource = mapping.string("source")
    if riding.outsideDecicelsius.count != 12 {
      mapping.report(.outOfRange("outside_celsius", value: "\(riding.outsideDecicelsius.count)"), at: "outside_celsius")
    }
  }

  // MARK: Ramps

  mutating func readRamps(_ mapping: YAMLMapping) {
    for entry in mapping.mappings("ramps") {
      roadPlaces.ramps.append(entry.place)
      let kind = entry.parsed("kind", as: Text(zh: "地点类别", en: "a kind of place"), or: Place.Kind.beyond) { text in
        Place.Kind.allCases.first { "\($0)" == text }
      }
      riding.ramps.append(KindRamp(kind: kind, ramp: readRamp(entry)))
    }
  }

  /// The ramp that stands in a place's mapping; nil where none does.
  func readOwnRamp(_ place: YAMLMapping) -> Ramp? {
    guard place.has("ramp"), let ramp = place.mapping("ramp") else { return nil }
    return readRamp(ramp)
  }

  private func readRamp(_ mapping: YAMLMapping) -> Ramp {
    defer { mapping.finish() }
    let hours = mapping.list("hours", of: YAMLMapping.hoursKind) { YAMLMapping.hours($0) }
    let rises = zip(hours, hours.dropFirst()).allSatisfy { $0.upperBound < $1.lowerBound }
    if hours.isEmpty || !rises { mapping.report(.hoursNotRising, at: "hours") }
    let seconds = Text(zh: "0 到 86400 的秒数", en: "seconds from 0 to 86400")
    let shelfBy = mapping.optional("on_shelf_by", as: YAMLMapping.clockKind) { YAMLMapping.clock($0) }
    if let shelfBy, let first = hours.first, shelfBy <= first.lowerBound {
      mapping.report(.outOfRange("on_shelf_by", value: mapping.optionalString("on_shelf_by") ?? ""), at: "on_shelf_by")
    }
    return Ramp(
      hours: hours, secondsPerStop: mapping.number("seconds_per_stop", 0...86_400, seconds),
      secondsPer100Kilograms: mapping.number("seconds_per_100_kg", 0...86_400, seconds), shelfBy: shelfBy,
      assumed: mapping.parsed("assumed", as: Text(zh: "true 或 false", en: "true or false"), or: true) { Bool($0) },
      source: mapping.string("source"))
  }

  func readPosition(_ mapping: YAMLMapping) -> Position {
    Position(
      microdegreesLatitude: mapping.parsed("latitude", as: Text(zh: "度数", en: "degrees"), or: 0) { Int64(decimal: $0, places: 6) },
      microdegreesLongitude: mapping.parsed("longitude", as: Text(zh: "度数", en: "degrees"), or: 0) { Int64(decimal: $0, places: 6) },
      system: mapping.parsed("system", as: Text(zh: "wgs84 或 gcj02", en: "wgs84 or gcj02"), or: .wgs84) { text in
        Position.System.allCases.first { "\($0)" == text }
      }, assumed: mapping.parsed("assumed", as: Text(zh: "true 或 false", en: "true or false"), or: false) { Bool($0) },
      source: mapping.string("source"))
  }
}

// MARK: - Checks across files

extension CatalogueSource {
  func checkRoads() {
    requireUnique(zip(roads.classes, roadPlaces.classes).map { ($0.kind.name, $1) })
    requireUnique(zip(roads.motorways, roadPlaces.motorways).map { ($0.id, $1) })
    requireUnique(zip(roads.tollStations, roadPlaces.stations).map { ($0.id, $1) })
    let (placeIDs, motorwayIDs) = (Set(places.map(\.0.id)), Set(roads.motorways.map(\.id)))
    for (roadClass, at) in zip(roads.classes, roadPlaces.classes) {
      for place in roadClass.places { require(place, in: placeIDs, Text(zh: "地点", en: "place"), at: at) }
    }
    for (station, at) in zip(roads.tollStations, roadPlaces.stations) {
      for post in station.posts { require(post.motorway, in: motorwayIDs, Text(zh: "高速公路", en: "motorway"), at: at) }
      if !station.position.isOnEarth { faults.add(.outOfRange("position", value: station.id), at: at) }
    }
    for (index, rate) in roads.tollRates.enumerated() {
      if roads.tollRates[..<index].contains(where: { $0.tollClass == rate.tollClass && $0.validity.overlaps(rate.validity) }) {
        faults.add(.overlappingRules(rate.tollClass), at: roadPlaces.rates[index])
      }
    }
    for (distance, at) in zip(roads.publishedDistances, roadPlaces.published) {
      for place in [distance.from, distance.to] { require(place, in: placeIDs, Text(zh: "地点", en: "place"), at: at) }
      if distance.from == distance.to { faults.add(.outOfRange("to", value: distance.to), at: at) }
    }
    let tollClasses = Set(roads.tollClasses)
    for (vehicle, at) in vehicles {
      if let tollClass = vehicle.tollClass { require(tollClass, in: tollClasses, Text(zh: "收费车型", en: "toll class"), at: at) }
    }
  }

  func checkRiding() {
    requireUnique(zip(riding.classes, roadPlaces.rideClasses).map { ($0.id, $1) })
    requireUnique(zip(riding.ramps, roadPlaces.ramps).map { ("\($0.kind)", $1) })
    let known = Set(riding.classes.map(\.id) + [RideClass.food])
    let kind = Text(zh: "同车类别", en: "ride class")
    for (apart, at) in zip(riding.apart, roadPlaces.apart) {
      for id in [apart.first, apart.second] { require(id, in: known, kind, at: at) }
      if apart.first == apart.second { faults.add(.outOfRange("from", value: apart.second), at: at) }
    }
    for (id, at) in roadPlaces.rides { require(id, in: known, kind, at: at) }
    if let at = roadPlaces.parcels { require(riding.parcels, in: known, kind, at: at) }
  }
}

extension Position {
  var isOnEarth: Bool { microdegreesLatitude.magnitude <= 90_000_000 && microdegreesLongitude.magnitude <= 180_000_000 }
}

extension YAMLMapping {
  static let clockKind = Text(zh: "时刻(如 10:00)", en: "a time of day such as 10:00")
  static let hoursKind = Text(zh: "时段(如 06:00-18:00)", en: "a span of hours such as 06:00-18:00")

  /// `10:00`, as minutes after midnight; `24:00` is the day's end.
  static func clock(_ text: some StringProtocol) -> Int64? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 && $0.utf8.allSatisfy { (48...57).contains($0) } }),
      let hour = Int64(parts[0]), let minute = Int64(parts[1]), (0...24).contains(hour), (0..<60).contains(minute), hour < 24 || minute == 0
    else { return nil }
    return hour * 60 + minute
  }

  /// `06:00-18:00`, as minutes after midnight.
  static func hours(_ text: String) -> Range<Int64>? {
    let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { clock($0) }
    guard ends.count == 2, let from = ends[0], let until = ends[1], from < until else { return nil }
    return from..<until
  }

  /// A whole number within bounds, of which the lower stands in.
  func number(_ key: String, _ bounds: ClosedRange<Int64>, _ kind: Text) -> Int64 {
    parsed(key, as: kind, or: bounds.lowerBound) { Int64($0).flatMap { bounds.contains($0) ? $0 : nil } }
  }

  /// Kilometres with at most three decimals, in metres.
  fileprivate func kilometres(_ key: String, from lowest: Int64) -> Int64 {
    parsed(key, as: Text(zh: "千米数(最多三位小数)", en: "kilometres with at most three decimals"), or: lowest) {
      Int64(decimal: $0, places: 3).flatMap { (lowest...10_000_000).contains($0) ? $0 : nil }
    }
  }
}
