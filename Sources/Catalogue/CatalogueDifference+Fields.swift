import Measures
import Messages

/// A field of a thing of the Catalogue, named as its file names it, with its value as people read it.
struct DifferingField {
  var name: String
  var value: String

  init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }

  init(_ name: String, _ value: (some CustomStringConvertible)?) { self.init(name, value?.description ?? "") }

  static func text(_ name: String, _ text: Text) -> [DifferingField] { [.init(name + ".zh", text.zh), .init(name + ".en", text.en)] }

  static func validity(_ validity: Validity) -> [DifferingField] { [.init("from", validity.from), .init("until", validity.until)] }
}

private typealias Field = DifferingField

private func list(_ items: [some CustomStringConvertible]) -> String { items.map(\.description).joined(separator: " ") }

/// A number of `10^places`ths, such as tenths of a degree.
private func decimal(_ value: Int64, places: Int) -> String {
  let digits = String(value.magnitude)
  let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
  return (value < 0 ? "-" : "") + padded.dropLast(places) + "." + padded.suffix(places)
}

/// Minutes after midnight as a time of day.
private func clock(_ minutes: Int64) -> String {
  let (hour, minute) = (minutes / 60, minutes % 60)
  return (hour < 10 ? "0" : "") + "\(hour)" + (minute < 10 ? ":0" : ":") + "\(minute)"
}

extension Product {
  var differingFields: [DifferingField] {
    let plain = [
      Field("form", form), Field("unit", unit.name), Field("storage.celsius_min", decimal(storage.decicelsiusMin, places: 1)),
      Field("storage.celsius_max", decimal(storage.decicelsiusMax, places: 1)),
      Field("shelf_life", list(shelfLife.map { "\(decimal($0.decicelsius, places: 1)):\($0.days)" })),
      Field("harvest_months", list(harvestMonths)), Field("toll_free", "\(tollFree)"), Field("income_item", incomeItem),
      Field("catch_weight_tolerance", catchWeightTolerance.percent), Field("standard", standard), Field("source", source),
      Field("rides", rides), Field("q10", q10Hundredths.map { decimal($0, places: 2) }),
    ]
    return Field.text("name", name) + plain + grades.flatMap { Field.text("grade \($0.id)", $0.name) } + packs.flatMap(\.differingFields)
  }
}

extension Pack {
  fileprivate var differingFields: [DifferingField] {
    let pack = "pack \(id)"
    return Field.text("\(pack) name", name) + [
      Field("\(pack) grade", grade), Field("\(pack) content", content), Field("\(pack) net_grams", net.grams),
      Field("\(pack) tare_grams", tare.grams), Field("\(pack) outer_mm", list(outerMillimetres)), Field("\(pack) ean13", ean13),
    ]
  }
}

extension Place {
  var differingFields: [DifferingField] {
    Field.text("name", name) + [
      Field("variants", list(variants)), Field("kind", "\(kind)"), Field("town", town), Field("code", code),
      Field("latitude", decimal(position.microdegreesLatitude, places: 6)),
      Field("longitude", decimal(position.microdegreesLongitude, places: 6)), Field("system", "\(position.system)"),
      Field("assumed", position.assumed), Field("storage_celsius", storageDecicelsius.map { decimal($0, places: 1) }),
      Field("source", position.source),
    ] + (ramp?.differingFields ?? [])
  }
}

extension Ramp {
  var differingFields: [DifferingField] {
    [
      Field("ramp.hours", list(hours.map { "\(clock($0.lowerBound))-\(clock($0.upperBound))" })),
      Field("ramp.seconds_per_stop", secondsPerStop), Field("ramp.seconds_per_100_kg", secondsPer100Kilograms),
      Field("ramp.on_shelf_by", shelfBy.map(clock)), Field("ramp.assumed", assumed), Field("ramp.source", source),
    ]
  }
}

extension RoadClass {
  var differingFields: [DifferingField] {
    Field.text("name", name) + [
      Field("kilometres_per_hour", kilometresPerHour), Field("detour", decimal(detourThousandths, places: 3)),
      Field("reach_metres", reachMetres), Field("places", list(places)), Field("source", source),
    ]
  }
}

extension TollStation {
  var differingFields: [DifferingField] {
    Field.text("name", name) + [
      Field("latitude", decimal(position.microdegreesLatitude, places: 6)),
      Field("longitude", decimal(position.microdegreesLongitude, places: 6)), Field("system", "\(position.system)"),
      Field("assumed", position.assumed), Field("junction", isJunction),
      Field("posts", list(posts.map { "\($0.motorway):\(decimal($0.metres, places: 3))" })), Field("source", position.source),
    ]
  }
}

extension TollRate {
  var differingFields: [DifferingField] {
    Field.text("name", name) + [Field("yuan_per_kilometre", decimal(milliyuanPerKilometre, places: 3))] + Field.validity(validity)
      + [Field("source", source)]
  }
}

extension Vehicle {
  var differingFields: [DifferingField] {
    func sides(_ name: String, _ outline: Outline) -> Field { Field(name, list([outline.length, outline.width, outline.height])) }
    let body = [
      Field("body", body.name), Field("class", vehicleClass), Field("toll_class", tollClass), Field("rated_grams", rated.grams),
      Field("unladen_grams", unladen.grams), sides("outline", outline), sides("box", box), Field("seats", seats),
    ]
    let use = [
      Field("carrier", carrier), Field("depot", depot), Field("yuan_per_kilometre", costPerKilometre), Field("yuan_per_hour", costPerHour),
      Field("shift", "\(clock(shift.lowerBound))-\(clock(shift.upperBound))"),
      Field("box_celsius", boxDecicelsius.map { decimal($0, places: 1) }), Field("longest_ride_minutes", longestRideMinutes),
    ]
    let standing = excluded.map { [Field("excluded.from", $0.from), Field("excluded.until", $0.until)] } ?? []
    return Field.text("name", name) + body + use + standing + [Field("source", source)]
  }
}

extension SimulationFigure {
  var differingFields: [DifferingField] {
    Field.text("name", name) + [
      Field("value", decimal(value, places: 6)), Field("low", decimal(low, places: 6)), Field("high", decimal(high, places: 6)),
      Field("unit", unit), Field("source", source),
    ]
  }
}

extension Party {
  var differingFields: [DifferingField] {
    Field.text("name", name) + [
      Field("kind", "\(kind)"), Field("place", place), Field("channel", channel), Field("produces", produces), Field("source", source),
    ]
  }
}

extension Channel {
  /// Without its prices, which are compared one by one.
  var differingFields: [DifferingField] {
    Field.text("name", name) + [
      Field("allocation", allocation.name), Field("life_left_days", lifeLeftDays), Field("reservation_minutes", reservationMinutes),
      Field("on_shelf_by", shelfBy.map(clock)),
    ]
  }
}

extension DatedRule {
  var differingFields: [DifferingField] {
    Field.text("text", text) + [Field("kind", kind.name), Field("products", list(products))] + Field.validity(validity)
      + [Field("source", source)]
  }
}

extension LinkAgreement {
  var differingFields: [DifferingField] {
    let parties = [
      Field("mode", "\(mode)"), Field("firm", firm), Field("cooperative", cooperative), Field("carrier", carrier), Field("sale", "\(sale)"),
    ]
    let covered = [
      Field("covers.producers", list(scope.producers)), Field("covers.households", scope.allHouseholds ? "all" : ""),
      Field("covers.villages", list(scope.villages)), Field("covers.products", list(scope.products)),
      Field("covers.channels", list(scope.channels)),
    ]
    let terms = [
      Field("floor", guaranteesFloor), Field("fee", fee.percent), Field("fee_yuan_per_kilogram", feePerKilogram),
      Field("cooperative_share", cooperativeShare.percent), Field("keep", keep.percent), Field("loan_instalment", loanInstalment.percent),
      Field("bears_spoilage", "\(spoilageBearer)"), Field("bears_loss", "\(bearer)"), Field("pays", "\(pays)"),
    ]
    return Field.text("name", name) + parties + covered + terms + (tranches?.differingFields ?? []) + Field.validity(validity)
      + [Field("source", source)]
  }
}

extension LinkAgreement.Tranches {
  fileprivate var differingFields: [DifferingField] {
    [
      Field("tranches.first", "\(first.money)/\(first.basis)"), Field("tranches.rest.producer", producer.percent),
      Field("tranches.rest.cooperative", cooperative.percent), Field("tranches.rest.firm", firm.percent),
    ]
  }
}
