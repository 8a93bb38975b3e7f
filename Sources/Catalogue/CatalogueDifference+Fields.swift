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

extension Product {
  var differingFields: [DifferingField] {
    let plain = [
      Field("form", form), Field("unit", unit.name), Field("storage.celsius_min", decimal(storage.decicelsiusMin, places: 1)),
      Field("storage.celsius_max", decimal(storage.decicelsiusMax, places: 1)),
      Field("shelf_life", list(shelfLife.map { "\(decimal($0.decicelsius, places: 1)):\($0.days)" })),
      Field("harvest_months", list(harvestMonths)), Field("toll_free", "\(tollFree)"), Field("income_item", incomeItem),
      Field("catch_weight_tolerance", catchWeightTolerance.percent), Field("standard", standard), Field("source", source),
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
