import Measures
import Messages
import Yams

/// A file of `Catalog/` as its reader found it.
public struct CatalogueFile: Sendable {
  /// Relative to `Catalog/`, e.g. `products/chestnut.yaml`.
  public var path: String
  public var bytes: [UInt8]

  public init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }
}

/// Everything that is wrong with a Catalogue, in the order of its files.
public struct CatalogueFaults: Error, Sendable {
  public var faults: [CatalogueFault]
}

/// Turns the files of `Catalog/` into a ``CountyCatalogue``, or into every fault that is in them.
public struct CatalogueSource {
  let faults = FaultList()
  private var county: County?
  var products: [(Product, SourcePlace)] = []
  var places: [(Place, SourcePlace)] = []
  var parties: [(Party, SourcePlace)] = []
  var channels: [(Channel, SourcePlace, [SourcePlace])] = []
  private var purchasePrices: [(PurchasePrice, SourcePlace)] = []
  private var actors: [(Actor, SourcePlace)] = []
  private var rules: [(DatedRule, SourcePlace)] = []
  var accounts: [(ChartAccount, SourcePlace)] = []
  var agreements: [(LinkAgreement, SourcePlace)] = []
  var vatRates: [(VATRate, SourcePlace)] = []
  var terms: [(PaymentTerms, SourcePlace)] = []
  var incomeItems: [(IncomeItem, SourcePlace)] = []
  /// Where each product names its income item.
  var namedItems: [(IncomeItem.ID, SourcePlace)] = []
  var povertyLines: [(PovertyLine, SourcePlace)] = []
  var distributionItems: [(DistributionItem, SourcePlace)] = []
  var surplusRules: [(SurplusRule, SourcePlace)] = []
  var banks: [(Bank, SourcePlace)] = []
  var ownAccounts: [(OwnAccount, SourcePlace)] = []
  var vehicles: [(Vehicle, SourcePlace)] = []
  var tollFreeRules = TollFreeRules()
  var tollFreePlace = SourcePlace(path: "toll-free.yaml", line: 1, column: 1)
  var termsPlaces: [SourcePlace] = []
  var roads = RoadFacts()
  var riding = RidingTerms()
  var simulation = SimulationTerms()
  var simulationPlaces: [SourcePlace] = []
  var bearerPlaces: [SourcePlace] = []
  var roadPlaces = RoadPlaces()

  /// Days for the planner to try its hand at, which are no part of the Catalogue.
  public static let scenarioFolder = "scenarios/"

  /// - Parameter files: all files of the folder; others than YAML, CSV and Markdown are reported, and those of scenarios passed over.
  public static func parse(_ files: [CatalogueFile]) throws(CatalogueFaults) -> CountyCatalogue {
    var source = CatalogueSource()
    for file in files.sorted(by: { $0.path < $1.path }) { source.read(file) }
    for required in ["county.yaml", "actors.yaml", "parties.yaml", "accounts.yaml"] where !files.contains(where: { $0.path == required }) {
      source.faults.add(.missingFile, required)
    }
    source.check()
    guard source.faults.faults.isEmpty, let county = source.county else {
      throw CatalogueFaults(faults: source.faults.faults)
    }
    return CountyCatalogue(
      county: county, products: source.products.map(\.0), places: source.places.map(\.0),
      parties: source.parties.map(\.0), channels: source.channels.map(\.0),
      purchasePrices: source.purchasePrices.map(\.0), actors: source.actors.map(\.0), rules: source.rules.map(\.0),
      ledgerRules: source.ledgerRules, banks: source.banks.map(\.0), ownAccounts: source.ownAccounts.map(\.0),
      vehicles: source.vehicles.map(\.0), tollFreeRules: source.tollFreeRules, roads: source.roads, riding: source.riding,
      simulation: source.simulation)
  }

  // MARK: Files

  private mutating func read(_ file: CatalogueFile) {
    if file.path.hasSuffix(".md") || file.path.hasPrefix(CatalogueSource.scenarioFolder) { return }
    guard let text = String(validating: file.bytes, as: UTF8.self) else {
      faults.add(.notUTF8, file.path)
      return
    }
    if file.path == "places/villages.csv" {
      places += VillageTable(path: file.path, faults: faults).read(text)
      return
    }
    guard let mapping = mapping(of: text, file.path) else { return }
    switch file.path {
    case "county.yaml": readCounty(mapping)
    case "actors.yaml": actors += mapping.mappings("actors").map(readActor)
    case "accounts.yaml": accounts += mapping.mappings("accounts").map(readAccount)
    case "own-accounts.yaml": ownAccounts += mapping.mappings("own_accounts").map(readOwnAccount)
    case "vehicles.yaml": vehicles += mapping.mappings("vehicles").map(readVehicle)
    case "toll-free.yaml": readTollFree(mapping)
    case "roads.yaml": readRoads(mapping)
    case "riding.yaml": readRiding(mapping)
    case "ramps.yaml": readRamps(mapping)
    case "climate.yaml": readClimate(mapping)
    case "simulation.yaml": readSimulation(mapping)
    case "taxes.yaml": vatRates += mapping.mappings("vat").map(readVATRate)
    case "terms.yaml": terms += mapping.mappings("terms").map(readTerms)
    case "income.yaml": readIncome(mapping)
    case "cooperatives.yaml": surplusRules += mapping.mappings("surplus").map(readSurplusRule)
    case let path where path.hasPrefix("agreements/"): agreements.append((readAgreement(mapping), mapping.place))
    case let path where path.hasPrefix("banks/"): banks.append((readBank(mapping), mapping.place))
    case "rules.yaml": rules += mapping.mappings("rules").map(readRule)
    case "parties.yaml": parties += mapping.mappings("parties").map(readParty)
    case "purchase-prices.yaml": purchasePrices += mapping.mappings("prices").map(readPurchasePrice)
    case let path where path.hasPrefix("places/"): places += mapping.mappings("places").map(readPlace)
    case let path where path.hasPrefix("products/"):
      products.append((readProduct(mapping), mapping.place))
      namedItems.append((products.last!.0.incomeItem, mapping.place(of: "income_item")))
      roadPlaces.rides.append((products.last!.0.rides, mapping.place(of: "rides")))
    case let path where path.hasPrefix("channels/"): channels.append(readChannel(mapping))
    default:
      faults.add(.unknownFile, file.path)
      return
    }
    mapping.finish()
  }

  private func mapping(of text: String, _ path: String) -> YAMLMapping? {
    guard path.hasSuffix(".yaml") else {
      faults.add(.unknownFile, path)
      return nil
    }
    do {
      guard let node = try Yams.compose(yaml: text), let mapping = node.mapping else {
        faults.add(.notYAML(Text(zh: "应为键值表", en: "a mapping is expected")), path)
        return nil
      }
      return YAMLMapping(mapping, path: path, mark: node.mark, faults: faults)
    } catch let error as YamlError {
      let (why, mark) = error.whyAndWhere
      faults.add(.notYAML(why), path, line: mark?.line ?? 1, column: mark?.column ?? 1)
    } catch {
      faults.add(.notYAML(Text(zh: "\(error)", en: "\(error)")), path)
    }
    return nil
  }

  // MARK: Kinds

  private mutating func readCounty(_ mapping: YAMLMapping) {
    county = County(
      code: mapping.parsed("code", as: Text(zh: "六位县代码", en: "a county code of six digits"), or: "000000") {
        $0.utf8.count == 6 && Int64($0) != nil ? $0 : nil
      }, name: mapping.text("name"), seat: mapping.string("seat"))
  }

  private func readActor(_ mapping: YAMLMapping) -> (Actor, SourcePlace) {
    defer { mapping.finish() }
    let roles = mapping.list("roles", of: Text(zh: "角色(\(Role.names))", en: "a role (\(Role.names))")) { Role(name: $0) }
    return (Actor(id: mapping.string("id"), name: mapping.text("name"), roles: roles), mapping.place)
  }

  private func readRule(_ mapping: YAMLMapping) -> (DatedRule, SourcePlace) {
    defer { mapping.finish() }
    let kind = mapping.parsed("kind", as: Text(zh: "规则类别", en: "a kind of rule"), or: DatedRule.Kind.notice) { text in
      DatedRule.Kind.allCases.first { $0.name == text }
    }
    let rule = DatedRule(
      id: mapping.string("id"), kind: kind, text: mapping.text("text"),
      products: mapping.list("products", of: Text(zh: "产品", en: "a product"), optional: true) { $0 }, validity: mapping.validity(),
      source: mapping.string("source"))
    return (rule, mapping.place)
  }

  private func readParty(_ mapping: YAMLMapping) -> (Party, SourcePlace) {
    defer { mapping.finish() }
    let kind = mapping.parsed("kind", as: Text(zh: "单位类别", en: "a kind of party"), or: Party.Kind.firm) { text in
      Party.Kind.allCases.first { "\($0)" == text }
    }
    let party = Party(
      id: mapping.string("id"), name: mapping.text("name"), kind: kind, place: mapping.string("place"),
      channel: mapping.optionalString("channel"),
      produces: mapping.optional("produces", as: Text(zh: "true 或 false", en: "true or false")) { Bool($0) } ?? false,
      source: mapping.string("source"))
    return (party, mapping.place)
  }

  private func readPlace(_ mapping: YAMLMapping) -> (Place, SourcePlace) {
    defer { mapping.finish() }
    let kind = mapping.parsed("kind", as: Text(zh: "地点类别", en: "a kind of place"), or: Place.Kind.beyond) { text in
      Place.Kind.allCases.first { "\($0)" == text }
    }
    let place = Place(
      id: mapping.string("id"), name: mapping.text("name"),
      variants: mapping.list("variants", of: Text(zh: "名称", en: "a name"), optional: true) { $0 }, kind: kind,
      town: mapping.optionalString("town"), code: mapping.optionalString("code"), position: readPosition(mapping),
      storageDecicelsius: mapping.optional("storage_celsius", as: Text(zh: "摄氏度", en: "degrees Celsius")) { Int64(decimal: $0, places: 1) },
      ramp: readOwnRamp(mapping))
    return (place, mapping.place)
  }

  private func readProduct(_ mapping: YAMLMapping) -> Product {
    let unit = mapping.parsed("unit", as: Text(zh: "grams 或 pieces", en: "grams or pieces"), or: StockUnit.pieces) { StockUnit(name: $0) }
    let grades = mapping.mappings("grades").map { grade in
      defer { grade.finish() }
      return Grade(id: grade.string("id"), name: grade.text("name"))
    }
    let storage = mapping.mapping("storage").map { storage in
      defer { storage.finish() }
      return StorageRange(
        decicelsiusMin: storage.decicelsius("celsius_min"), decicelsiusMax: storage.decicelsius("celsius_max"))
    }
    let product = Product(
      id: mapping.string("id"), name: mapping.text("name"), form: mapping.string("form"), unit: unit, grades: grades,
      packs: mapping.mappings("packs").map { readPack($0, unit: unit, grades: grades) },
      storage: storage ?? StorageRange(decicelsiusMin: 0, decicelsiusMax: 0), shelfLife: readShelfLife(mapping),
      harvestMonths: mapping.list("harvest_months", of: Text(zh: "1 到 12 的月份", en: "a month from 1 to 12"), optional: true) {
        Int($0).flatMap { (1...12).contains($0) ? $0 : nil }
      },
      tollFree: mapping.parsed("toll_free", as: Text(zh: "yes、no 或 unsettled", en: "yes, no or unsettled"), or: TollFree.no) { text in
        TollFree.allCases.first { "\($0)" == text }
      }, incomeItem: mapping.string("income_item"),
      catchWeightTolerance: mapping.parsed(
        "catch_weight_tolerance", as: Text(zh: "比例(如 5%)", en: "a share such as 5%"), or: Share(0, over: 1)
      ) {
        Share($0).flatMap { $0.numerator >= 0 && $0.numerator <= $0.denominator ? $0 : nil }
      }, standard: mapping.optionalString("standard"), source: mapping.string("source"),
      rides: mapping.optionalString("rides") ?? RideClass.food,
      q10Hundredths: mapping.optional("q10", as: Text(zh: "1 到 10 的倍数", en: "a factor from 1 to 10")) {
        Int64(decimal: $0, places: 2).flatMap { (100...1000).contains($0) ? $0 : nil }
      })
    return product
  }

  private func readShelfLife(_ mapping: YAMLMapping) -> [ShelfLifePoint] {
    let points = mapping.mappings("shelf_life").map { point in
      defer { point.finish() }
      return ShelfLifePoint(decicelsius: point.decicelsius("celsius"), days: point.positive("days"))
    }
    let falls = zip(points, points.dropFirst()).allSatisfy { $0.decicelsius < $1.decicelsius && $0.days >= $1.days }
    if points.isEmpty || !falls { mapping.report(.curveNotFalling, at: "shelf_life") }
    return points
  }

  private func readPack(_ mapping: YAMLMapping, unit: StockUnit, grades: [Grade]) -> Pack {
    defer { mapping.finish() }
    let pack = Pack(
      id: mapping.string("id"), name: mapping.text("name"), grade: mapping.string("grade"),
      content: mapping.positive("content"), net: Mass(grams: mapping.positive("net_grams")),
      tare: Mass(grams: mapping.parsed("tare_grams", as: Text(zh: "克数", en: "grams"), or: 0) { Int64($0).flatMap { $0 >= 0 ? $0 : nil } }),
      outerMillimetres: mapping.list("outer_mm", of: Text(zh: "大于零的毫米数", en: "millimetres above zero")) {
        Int64($0).flatMap { $0 > 0 ? $0 : nil }
      },
      ean13: mapping.optionalString("ean13"))
    if let ean13 = pack.ean13, !EAN13.isValid(ean13) { mapping.report(.checkDigit(ean13), at: "ean13") }
    if unit == .grams, pack.content != pack.net.grams {
      mapping.report(.contentIsNotNet(content: pack.content, net: pack.net.grams), at: "content")
    }
    if pack.outerMillimetres.count != 3 {
      mapping.report(.outOfRange("outer_mm", value: "\(pack.outerMillimetres.count)"), at: "outer_mm")
    }
    if !grades.contains(where: { $0.id == pack.grade }) {
      mapping.report(.unknownReference(kind: Text(zh: "等级", en: "grade"), id: pack.grade), at: "grade")
    }
    return pack
  }

  private func readChannel(_ mapping: YAMLMapping) -> (Channel, SourcePlace, [SourcePlace]) {
    let policy = mapping.parsed("allocation", as: Text(zh: "分配方式", en: "an allocation policy"), or: AllocationPolicy.fefo) { text in
      AllocationPolicy.allCases.first { $0.name == text }
    }
    var places: [SourcePlace] = []
    let prices = mapping.mappings("prices").map { price in
      defer { price.finish() }
      places.append(price.place)
      return Price(
        pack: price.string("pack"),
        fromCount: price.optional("from_count", as: Text(zh: "大于零的数量", en: "a count above zero")) {
          Int64($0).flatMap { $0 > 0 ? $0 : nil }
        } ?? 1,
        unitPrice: readUnitPrice(price), validity: price.validity())
    }
    let channel = Channel(
      id: mapping.string("id"), name: mapping.text("name"), allocation: policy,
      lifeLeftDays: mapping.parsed("life_left_days", as: Text(zh: "天数", en: "days"), or: 0) { Int64($0).flatMap { $0 >= 0 ? $0 : nil } },
      reservationMinutes: mapping.optional("reservation_minutes", as: Text(zh: "大于零的分钟数", en: "minutes above zero")) {
        Int64($0).flatMap { $0 > 0 ? $0 : nil }
      }, shelfBy: mapping.optional("on_shelf_by", as: YAMLMapping.clockKind) { YAMLMapping.clock($0) }, prices: prices)
    return (channel, mapping.place, places)
  }

  func readUnitPrice(_ mapping: YAMLMapping) -> UnitPrice {
    let basis = mapping.parsed("per", as: Text(zh: "pack、piece 或 kilogram", en: "pack, piece or kilogram"), or: UnitPrice.Basis.pack) {
      text in
      UnitPrice.Basis.allCases.first { "\($0)" == text }
    }
    return UnitPrice(money: mapping.yuan("yuan"), basis: basis)
  }

  private func readPurchasePrice(_ mapping: YAMLMapping) -> (PurchasePrice, SourcePlace) {
    defer { mapping.finish() }
    let price = PurchasePrice(
      product: mapping.string("product"), grade: mapping.string("grade"), unitPrice: readUnitPrice(mapping),
      floor: mapping.yuan("floor_yuan"), validity: mapping.validity(), source: mapping.string("source"))
    if price.floor > price.unitPrice.money { mapping.report(.floorAbovePrice, at: "floor_yuan") }
    return (price, mapping.place)
  }
}

// MARK: - Checks across files

extension CatalogueSource {
  private func check() {
    requireUnique(products.map { ($0.0.id, $0.1) })
    requireUnique(products.flatMap { product in product.0.packs.map { ($0.id, product.1) } })
    requireUnique(places.map { ($0.0.id, $0.1) })
    requireUnique(parties.map { ($0.0.id, $0.1) })
    requireUnique(channels.map { ($0.0.id, $0.1) })
    requireUnique(actors.map { ($0.0.id, $0.1) })
    requireUnique(rules.map { ($0.0.id, $0.1) })
    requireUnique(accounts.map { ($0.0.id, $0.1) })
    requireUnique(banks.map { ($0.0.id, $0.1) })
    checkLedgerRules()
    checkOwnAccounts()
    checkGreenChannel()
    checkRoads()
    checkRiding()
    checkSimulation()
    checkPlaces()
    checkParties()
    checkPrices()
    checkRules()
  }

  func requireUnique(_ ids: [(String, SourcePlace)]) {
    var first: [String: SourcePlace] = [:]
    for (id, place) in ids where !id.isEmpty {
      if let known = first[id] {
        faults.add(.duplicate(id, firstAt: known.description), at: place)
      } else {
        first[id] = place
      }
    }
  }

  func require(_ id: String, in known: Set<String>, _ kind: Text, at place: SourcePlace) {
    if !id.isEmpty, !known.contains(id) { faults.add(.unknownReference(kind: kind, id: id), at: place) }
  }

  private func checkPlaces() {
    let towns = Set(places.filter { $0.0.kind == .town }.map(\.0.id))
    for (place, at) in places {
      if let town = place.town { require(town, in: towns, Text(zh: "乡镇", en: "town"), at: at) }
      if !place.position.isOnEarth { faults.add(.outOfRange("position", value: place.id), at: at) }
    }
    if let county {
      let seat = SourcePlace(path: "county.yaml", line: 1, column: 1)
      require(county.seat, in: Set(places.map(\.0.id)), Text(zh: "地点", en: "place"), at: seat)
    }
  }

  private func checkParties() {
    let known = Set(places.map(\.0.id))
    let channelIDs = Set(channels.map(\.0.id))
    for (party, at) in parties {
      require(party.place, in: known, Text(zh: "地点", en: "place"), at: at)
      if let channel = party.channel { require(channel, in: channelIDs, Text(zh: "渠道", en: "channel"), at: at) }
    }
  }

  private func checkPrices() {
    let packs = Set(products.flatMap { $0.0.packs.map(\.id) })
    for (channel, _, lines) in channels {
      for (index, price) in channel.prices.enumerated() {
        require(price.pack, in: packs, Text(zh: "规格", en: "pack"), at: lines[index])
        let clashes = channel.prices[..<index].contains {
          $0.pack == price.pack && $0.fromCount == price.fromCount && $0.validity.overlaps(price.validity)
        }
        if clashes { faults.add(.overlappingPrices(price.pack), at: lines[index]) }
      }
    }
    let productIDs = Set(products.map(\.0.id))
    for (price, at) in purchasePrices {
      require(price.product, in: productIDs, Text(zh: "产品", en: "product"), at: at)
      let grades = products.first { $0.0.id == price.product }?.0.grades.map(\.id) ?? [price.grade]
      require(price.grade, in: Set(grades), Text(zh: "等级", en: "grade"), at: at)
    }
  }

  private func checkRules() {
    let productIDs = Set(products.map(\.0.id))
    for (rule, at) in rules {
      for product in rule.products { require(product, in: productIDs, Text(zh: "产品", en: "product"), at: at) }
    }
  }
}

extension YamlError {
  /// The parser's own words are English; Chinese tells that they are its.
  fileprivate var whyAndWhere: (Text, Mark?) {
    switch self {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _), .composer(_, let problem, let mark, _):
      (Text(zh: "解析器称「\(problem)」", en: problem), mark)
    case .duplicatedKeysInMapping(let duplicates, _):
      (Text(zh: "键重复:\(duplicates)", en: "duplicate keys: \(duplicates)"), nil)
    default: (Text(zh: "解析器称「\(self)」", en: "\(self)"), nil)
    }
  }
}

extension Role {
  fileprivate static var names: String { allCases.map(\.name).joined(separator: ", ") }
}
