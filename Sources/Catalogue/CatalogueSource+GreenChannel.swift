import Measures
import Messages

// `toll-free.yaml` and `vehicles.yaml`.
extension CatalogueSource {
  mutating func readTollFree(_ mapping: YAMLMapping) {
    tollFreePlace = mapping.place
    for entry in mapping.mappings("terms") {
      termsPlaces.append(entry.place)
      tollFreeRules.terms.append(readTollFreeTerms(entry))
    }
    tollFreeRules.freeForAll = mapping.mappings("free_for_all").map { entry in
      defer { entry.finish() }
      return FreeForAll(id: entry.string("id"), validity: entry.validity(), source: entry.string("source"))
    }
    tollFreeRules.classes = mapping.mappings("classes").map { entry in
      defer { entry.finish() }
      return VehicleClass(
        id: entry.string("id"), grossMax: Mass(grams: entry.kilograms("gross_kg")), source: entry.string("source"))
    }
    if let outline = mapping.mapping("outline") {
      tollFreeRules.outlineMax = readOutline(outline)
      tollFreeRules.outlineSource = outline.string("source")
      outline.finish()
    }
    if let certificate = mapping.mapping("certificate") {
      tollFreeRules.needCertificate = certificate.list("products", of: Text(zh: "产品", en: "a product")) { $0.isEmpty ? nil : $0 }
      tollFreeRules.certificateSource = certificate.string("source")
      certificate.finish()
    }
    tollFreeRules.unsettledIsListed = mapping.parsed("unsettled_is_listed", as: Text(zh: "yes 或 no", en: "yes or no"), or: false) {
      ["yes": true, "no": false][$0]
    }
  }

  private func readTollFreeTerms(_ mapping: YAMLMapping) -> TollFreeTerms {
    defer { mapping.finish() }
    func minutes(_ key: String) -> Int64? {
      mapping.optional(key, as: Text(zh: "大于零的分钟数", en: "minutes above zero")) { Int64($0).flatMap { $0 > 0 ? $0 : nil } }
    }
    return TollFreeTerms(
      id: mapping.string("id"), loadMin: mapping.share("load_min"), otherFarmGoodsMax: mapping.share("other_farm_goods_max"),
      overloadMax: mapping.share("overload_max"), bookingLeadMinutes: minutes("booking_lead_minutes"),
      bookingValidMinutes: minutes("booking_valid_minutes"), validity: mapping.validity(), source: mapping.string("source"))
  }

  private func readOutline(_ mapping: YAMLMapping) -> Outline {
    Outline(length: mapping.positive("length_mm"), width: mapping.positive("width_mm"), height: mapping.positive("height_mm"))
  }

  func readVehicle(_ mapping: YAMLMapping) -> (Vehicle, SourcePlace) {
    defer { mapping.finish() }
    func outline(_ key: String) -> Outline {
      guard let sides = mapping.mapping(key) else { return Outline() }
      defer { sides.finish() }
      return readOutline(sides)
    }
    let body = mapping.parsed("body", as: Text(zh: "dry、refrigerated 或 bus", en: "dry, refrigerated or bus"), or: Vehicle.Body.dry) {
      text in
      Vehicle.Body.allCases.first { $0.name == text }
    }
    let vehicle = Vehicle(
      id: mapping.string("id"), name: mapping.text("name"), body: body, vehicleClass: mapping.string("class"),
      rated: Mass(grams: mapping.kilograms("rated_kg")),
      unladen: Mass(grams: mapping.kilograms("unladen_kg")), outline: outline("outline"),
      box: body == .bus && !mapping.has("box") ? Outline() : outline("box"), seats: mapping.positive("seats"),
      carrier: mapping.string("carrier"), depot: mapping.string("depot"), costPerKilometre: mapping.yuan("yuan_per_kilometre"),
      costPerHour: mapping.yuan("yuan_per_hour"), shift: mapping.shift("shift"), excluded: readExclusion(mapping),
      source: mapping.string("source"), tollClass: mapping.optionalString("toll_class"),
      boxDecicelsius: body == .refrigerated ? mapping.decicelsius("box_celsius") : nil,
      longestRideMinutes: body == .bus ? mapping.positive("longest_ride_minutes") : nil)
    return (vehicle, mapping.place)
  }

  private func readExclusion(_ mapping: YAMLMapping) -> Validity? {
    guard mapping.has("excluded"), let excluded = mapping.mapping("excluded") else { return nil }
    defer { excluded.finish() }
    return excluded.validity()
  }

  func checkGreenChannel() {
    requireUnique(zip(tollFreeRules.terms, termsPlaces).map { ($0.id, $1) })
    requireUnique(tollFreeRules.classes.map { ($0.id, tollFreePlace) })
    requireUnique(vehicles.map { ($0.0.id, $0.1) })
    for (index, terms) in tollFreeRules.terms.enumerated() {
      if tollFreeRules.terms[..<index].contains(where: { $0.validity.overlaps(terms.validity) }) {
        faults.add(.overlappingRules(terms.id), at: termsPlaces[index])
      }
    }
    let productIDs = Set(products.map(\.0.id))
    for product in tollFreeRules.needCertificate { require(product, in: productIDs, Text(zh: "产品", en: "product"), at: tollFreePlace) }
    let (classIDs, partyIDs, placeIDs) = (Set(tollFreeRules.classes.map(\.id)), Set(parties.map(\.0.id)), Set(places.map(\.0.id)))
    for (vehicle, at) in vehicles {
      require(vehicle.vehicleClass, in: classIDs, Text(zh: "车型", en: "vehicle class"), at: at)
      require(vehicle.carrier, in: partyIDs, Text(zh: "单位", en: "party"), at: at)
      require(vehicle.depot, in: placeIDs, Text(zh: "地点", en: "place"), at: at)
    }
  }
}

extension YAMLMapping {
  /// Whole kilograms above zero, in grams.
  fileprivate func kilograms(_ key: String) -> Int64 {
    parsed(key, as: Text(zh: "大于零的整千克数", en: "whole kilograms above zero"), or: 1000) { text in
      Int64(text).flatMap { $0 > 0 && $0 <= 1_000_000 ? $0 * 1000 : nil }
    }
  }

  /// `06:00-18:00`, as minutes after midnight.
  fileprivate func shift(_ key: String) -> Range<Int64> { parsed(key, as: YAMLMapping.hoursKind, or: 0..<1440) { YAMLMapping.hours($0) } }
}
