import Catalogue
import Measures
import Messages

/// A kind of the Catalogue's things as rows, for a table and for JSON.
struct CatalogueListing {
  /// A value with its key in JSON; the heading of its column may be shorter, and is empty where a table has no room for it.
  struct Cell {
    enum Value {
      case text(String?)
      case number(Int64?)
      case flag(Bool)
      case money(Money)
      case list([String])
    }

    var key: String
    var heading: String
    var value: Value

    init(_ key: String, _ value: Value, heading: String? = nil) {
      self.key = key
      self.value = value
      self.heading = heading ?? key
    }

    /// As a table shows it.
    var words: String {
      switch value {
      case .text(let text): text ?? ""
      case .number(let number): number.map { "\($0)" } ?? ""
      case .flag(let flag): "\(flag)"
      case .money(let money): "\(money)"
      case .list(let items): items.joined(separator: " ")
      }
    }
  }

  var rows: [[Cell]]
  /// The rows without what JSON alone shows.
  var shownRows: [[Cell]] { rows.map { $0.filter { !$0.heading.isEmpty } } }
  /// Of the first row; the others have the same.
  var headings: [String] { shownRows.first?.map(\.heading) ?? [] }

  init(_ catalogue: CountyCatalogue, _ kind: CatalogCommand.Show.Kind) {
    rows =
      switch kind {
      case .products: catalogue.products.map(\.cells)
      case .packs: catalogue.products.flatMap { product in product.packs.map { $0.cells(of: product) } }
      case .places: catalogue.places.map(\.cells)
      case .parties: catalogue.parties.map(\.cells)
      case .channels: catalogue.channels.map(\.cells)
      case .prices: catalogue.channels.flatMap { channel in channel.prices.map { $0.cells(on: channel) } }
      case .actors: catalogue.actors.map { named($0.id, $0.name) + [Cell("roles", .list($0.roles.map(\.name)))] }
      case .accounts: catalogue.accounts.map(\.cells)
      case .agreements: catalogue.ledgerRules.agreements.map(\.cells)
      case .banks: catalogue.banks.map(\.cells)
      case .ownAccounts: catalogue.ownAccounts.map(\.cells)
      case .vehicles: catalogue.vehicles.map(\.cells)
      case .stations: catalogue.tollStations.map(\.cells)
      case .roads: catalogue.roads.classes.map(\.cells)
      case .tollRates: catalogue.tollRates.map(\.cells)
      case .publishedDistances: catalogue.roads.publishedDistances.map(\.cells)
      case .ramps: catalogue.riding.ramps.map { $0.ramp.cells(of: "\($0.kind)") } + catalogue.places.compactMap(\.rampCells)
      case .apart: catalogue.apart.map { $0.cells(catalogue) }
      case .incomeItems: catalogue.ledgerRules.incomeItems.map { named($0.id, $0.name) + [Cell("source", .text($0.source))] }
      case .rules: catalogue.rules.map { named($0.id, $0.text) + $0.validity.cells + [Cell("source", .text($0.source))] }
      }
  }
}

extension CatalogueListing.Cell.Value: Encodable {
  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .text(let text): try container.encode(text)
    case .number(let number): try container.encode(number)
    case .flag(let flag): try container.encode(flag)
    case .money(let money): try container.encode(money.fen)
    case .list(let items): try container.encode(items)
    }
  }

  fileprivate var isMissing: Bool {
    switch self {
    case .text(nil), .number(nil): true
    default: false
    }
  }
}

extension [CatalogueListing.Cell] {
  /// What JSON shows: keys whose value is not known are left out.
  var byKey: [String: CatalogueListing.Cell.Value] {
    Dictionary(uniqueKeysWithValues: filter { !$0.value.isMissing }.map { ($0.key, $0.value) })
  }
}

private typealias Cell = CatalogueListing.Cell

private func named(_ id: String, _ name: Text) -> [Cell] { [Cell("id", .text(id)), Cell("name", .text(name(.ofProcess)))] }

extension Validity {
  fileprivate var cells: [Cell] { [Cell("from", .text(from?.description)), Cell("until", .text(until?.description))] }
}

extension Product {
  fileprivate var cells: [Cell] {
    named(id, name) + [
      Cell("unit", .text(unit.name)), Cell("grades", .list(grades.map(\.id))), Cell("toll_free", .text("\(tollFree)")),
      Cell("rides", .text(rides)), Cell("income_item", .text(incomeItem)),
    ]
  }
}

extension Pack {
  fileprivate func cells(of product: Product) -> [Cell] {
    named(id, name) + [
      Cell("product", .text(product.id)), Cell("grade", .text(grade)),
      Cell("content_\(product.unit.name)", .number(content), heading: "content"), Cell("net_grams", .number(net.grams)),
      Cell("ean13", .text(ean13)),
    ]
  }
}

extension Place {
  fileprivate var cells: [Cell] {
    named(id, name) + [
      Cell("kind", .text("\(kind)")), Cell("town", .text(town)), Cell("position", .text(position.words)),
      Cell("source", .text(position.source)),
    ]
  }
}

extension Party {
  fileprivate var cells: [Cell] {
    named(id, name) + [
      Cell("kind", .text("\(kind)")), Cell("place", .text(place)), Cell("channel", .text(channel)), Cell("produces", .flag(produces)),
    ]
  }
}

extension Channel {
  fileprivate var cells: [Cell] {
    named(id, name) + [
      Cell("allocation", .text(allocation.name)), Cell("life_left_days", .number(lifeLeftDays)),
      Cell("reservation_minutes", .number(reservationMinutes)), Cell("on_shelf_by", .text(shelfBy.map(clock))),
      Cell("prices", .number(Int64(prices.count))),
    ]
  }
}

extension Price {
  fileprivate func cells(on channel: Channel) -> [Cell] {
    [
      Cell("channel", .text(channel.id)), Cell("pack", .text(pack)), Cell("from_count", .number(fromCount)),
      Cell("unit_price_fen", .money(unitPrice.money), heading: "yuan"), Cell("per", .text("\(unitPrice.basis)")),
    ] + validity.cells
  }
}

extension ChartAccount {
  fileprivate var cells: [Cell] {
    named(id, name) + [
      Cell("kind", .text("\(kind)")), Cell("holder", .text("\(holder)")), Cell("never_below_zero", .flag(neverBelowZero)),
    ]
  }
}

extension LinkAgreement {
  fileprivate var cells: [Cell] {
    named(id, name) + [
      Cell("mode", .text("\(mode)")), Cell("sale", .text("\(sale)")), Cell("firm", .text(firm)), Cell("fee", .text(fee.percent)),
      Cell("keep", .text(keep.percent)),
    ] + validity.cells
  }
}

extension Bank {
  fileprivate var cells: [Cell] {
    named(id, name) + [
      Cell("encoding", .text(encoding.name)), Cell("rows_max", .number(batch.rowsMax)),
      Cell("batch_columns", .number(Int64(batch.columns.count)), heading: "columns"), Cell("assumed", .flag(assumed)),
      Cell("source", .text(source)),
    ]
  }
}

extension Vehicle {
  fileprivate var cells: [Cell] {
    named(id, name) + [
      Cell("body", .text(body.name)), Cell("class", .text(vehicleClass)), Cell("rated_kg", .number(rated.grams / 1000)),
      Cell("unladen_kg", .number(unladen.grams / 1000), heading: ""), Cell("seats", .number(seats)),
      Cell("box_decicelsius", .number(boxDecicelsius), heading: "°C/10"),
      Cell("longest_ride_minutes", .number(longestRideMinutes), heading: "ride"), Cell("toll_class", .text(tollClass)),
      Cell("shift", .text("\(clock(shift.lowerBound))-\(clock(shift.upperBound))")), Cell("carrier", .text(carrier), heading: ""),
      Cell("depot", .text(depot), heading: ""), Cell("source", .text(source)),
    ]
  }
}

/// Minutes after midnight as a time of day.
private func clock(_ minutes: Int64) -> String {
  let (hour, minute) = (minutes / 60, minutes % 60)
  return (hour < 10 ? "0" : "") + "\(hour)" + (minute < 10 ? ":0" : ":") + "\(minute)"
}

extension TollStation {
  fileprivate var cells: [Cell] {
    named(id, name) + [
      Cell("posts", .list(posts.map { "\($0.motorway):\($0.metres / 1000).\($0.metres % 1000 / 100)km" })),
      Cell("junction", .flag(isJunction)),
      Cell("position", .text(position.words)), Cell("source", .text(position.source)),
    ]
  }
}

extension RoadClass {
  fileprivate var cells: [Cell] {
    named(kind.name, name) + [
      Cell("kilometres_per_hour", .number(kilometresPerHour), heading: "km/h"),
      Cell("detour_thousandths", .number(detourThousandths), heading: "detour ‰"), Cell("source", .text(source)),
    ]
  }
}

extension TollRate {
  fileprivate var cells: [Cell] {
    named(tollClass, name) + [Cell("milliyuan_per_kilometre", .number(milliyuanPerKilometre), heading: "yuan/1000 per km")] + validity.cells
      + [Cell("source", .text(source))]
  }
}

extension PublishedDistance {
  fileprivate var cells: [Cell] {
    [Cell("from", .text(from)), Cell("to", .text(to)), Cell("metres", .number(metres)), Cell("source", .text(source))]
  }
}

extension Ramp {
  fileprivate func cells(of place: String) -> [Cell] {
    [
      Cell("place", .text(place)), Cell("hours", .list(hours.map { "\(clock($0.lowerBound))-\(clock($0.upperBound))" })),
      Cell("on_shelf_by", .text(shelfBy.map(clock))), Cell("seconds_per_stop", .number(secondsPerStop), heading: "s/stop"),
      Cell("seconds_per_100_kg", .number(secondsPer100Kilograms), heading: "s/100 kg"), Cell("assumed", .flag(assumed)),
      Cell("source", .text(source)),
    ]
  }
}

extension Place {
  fileprivate var rampCells: [Cell]? { ramp?.cells(of: id) }
}

extension RidesApart {
  fileprivate func cells(_ catalogue: CountyCatalogue) -> [Cell] {
    func name(_ id: RideClass.ID) -> String { catalogue.rideClasses.first { $0.id == id }?.name(.ofProcess) ?? id }
    return [
      Cell("class", .text(first)), Cell("from", .text(second)), Cell("name", .text("\(name(first)) / \(name(second))")),
      Cell("source", .text(source)),
    ]
  }
}

extension OwnAccount {
  fileprivate var cells: [Cell] {
    named(id, name) + [
      Cell("holder", .text(holder)), Cell("bank", .text(bank)), Cell("bank_code", .text(bankCode)), Cell("number", .text(maskedNumber)),
      Cell("account", .text(account)), Cell("source", .text(source)),
    ]
  }
}

extension Position {
  /// Degrees with the coordinate system; an assumed one says so.
  var words: String {
    func degrees(_ value: Int64) -> String {
      let magnitude = String(value.magnitude % 1_000_000)
      return "\(value < 0 ? "-" : "")\(value.magnitude / 1_000_000)."
        + String(repeating: "0", count: 6 - magnitude.count) + magnitude
    }
    let mark = assumed ? say(" 假定", " assumed") : ""
    return "\(degrees(microdegreesLatitude)),\(degrees(microdegreesLongitude)) \(system)\(mark)"
  }
}
