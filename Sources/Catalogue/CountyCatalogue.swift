import Measures
public import Messages

/// Everything that the county lays down before the first order: products, places, parties, channels, prices, actors.
///
/// Made by parsing the bytes of `Catalog/` (``CatalogueSource``), checked as a whole, and carried by a journaled command
/// into the database. It never changes, and is a class because a structure of so many parts is dear to hand on. Arrays are sorted by id; lookups go through the dictionaries that `init` builds.
public final class CountyCatalogue: Sendable {
  public let county: County
  public let products: [Product]
  public let places: [Place]
  public let parties: [Party]
  public let channels: [Channel]
  public let purchasePrices: [PurchasePrice]
  public let actors: [Actor]
  public let rules: [DatedRule]
  public let ledgerRules: LedgerRules
  /// How the files of each bank look.
  public let banks: [Bank]
  /// The accounts that we have there.
  public let ownAccounts: [OwnAccount]
  public let vehicles: [Vehicle]
  public let tollFreeRules: TollFreeRules
  public let roads: RoadFacts
  public let riding: RidingTerms
  /// What days are simulated with.
  public let simulation: SimulationTerms

  let productsByID: [Product.ID: Product]
  let packsByID: [Pack.ID: (pack: Pack, product: Product)]
  let placesByID: [Place.ID: Place]
  let partiesByID: [Party.ID: Party]
  let channelsByID: [Channel.ID: Channel]
  let actorsByID: [Actor.ID: Actor]
  let accountsByID: [ChartAccount.ID: ChartAccount]

  /// - Precondition: ids are unique within each kind; ``CatalogueSource`` reports it where they are not.
  public init(
    county: County, products: [Product], places: [Place], parties: [Party], channels: [Channel],
    purchasePrices: [PurchasePrice], actors: [Actor], rules: [DatedRule], ledgerRules: LedgerRules, banks: [Bank] = [],
    ownAccounts: [OwnAccount] = [], vehicles: [Vehicle] = [], tollFreeRules: TollFreeRules = TollFreeRules(),
    roads: RoadFacts = RoadFacts(), riding: RidingTerms = RidingTerms(), simulation: SimulationTerms = SimulationTerms()
  ) {
    self.county = county
    self.products = products.sorted { $0.id < $1.id }
    self.places = places.sorted { $0.id < $1.id }
    self.parties = parties.sorted { $0.id < $1.id }
    self.channels = channels.sorted { $0.id < $1.id }
    self.purchasePrices = purchasePrices
    self.actors = actors.sorted { $0.id < $1.id }
    self.rules = rules.sorted { $0.id < $1.id }
    self.ledgerRules = ledgerRules.sorted()
    self.banks = banks.sorted { $0.id < $1.id }
    self.ownAccounts = ownAccounts.sorted { $0.id < $1.id }
    self.vehicles = vehicles.sorted { $0.id < $1.id }
    self.tollFreeRules = tollFreeRules
    self.roads = roads
    self.riding = riding
    self.simulation = simulation
    accountsByID = Dictionary(uniqueKeysWithValues: ledgerRules.accounts.map { ($0.id, $0) })
    productsByID = Dictionary(uniqueKeysWithValues: products.map { ($0.id, $0) })
    packsByID = Dictionary(
      uniqueKeysWithValues: products.flatMap { product in product.packs.map { ($0.id, ($0, product)) } })
    placesByID = Dictionary(uniqueKeysWithValues: places.map { ($0.id, $0) })
    partiesByID = Dictionary(uniqueKeysWithValues: parties.map { ($0.id, $0) })
    channelsByID = Dictionary(uniqueKeysWithValues: channels.map { ($0.id, $0) })
    actorsByID = Dictionary(uniqueKeysWithValues: actors.map { ($0.id, $0) })
  }

  public func product(_ id: Product.ID) -> Product? { productsByID[id] }
  public func pack(_ id: Pack.ID) -> (pack: Pack, product: Product)? { packsByID[id] }
  public func place(_ id: Place.ID) -> Place? { placesByID[id] }
  public func party(_ id: Party.ID) -> Party? { partiesByID[id] }
  public func channel(_ id: Channel.ID) -> Channel? { channelsByID[id] }
  public func actor(_ id: Actor.ID) -> Actor? { actorsByID[id] }
  /// The chart of accounts, by id.
  public var accounts: [ChartAccount] { ledgerRules.accounts }
  public func account(_ id: ChartAccount.ID) -> ChartAccount? { accountsByID[id] }

  /// The village, town and other places that bear `name` as id, Chinese or English name, or variant writing.
  public func places(named name: String) -> [Place] {
    if let place = placesByID[name] { return [place] }
    return places.filter { $0.name.zh == name || $0.name.en == name || $0.variants.contains(name) }
  }

  /// The parties that bear `name` as id, Chinese or English name.
  public func parties(named name: String) -> [Party] {
    if let party = partiesByID[name] { return [party] }
    return parties.filter { $0.name.zh == name || $0.name.en == name }
  }

  /// The products that bear `name` as id, Chinese or English name.
  public func products(named name: String) -> [Product] {
    if let product = productsByID[name] { return [product] }
    return products.filter { $0.name.zh == name || $0.name.en == name }
  }

  /// The packs that bear `name` as id, Chinese or English name.
  public func packs(named name: String) -> [Pack] {
    if let (pack, _) = packsByID[name] { return [pack] }
    return products.flatMap { $0.packs.filter { $0.name.zh == name || $0.name.en == name } }
  }
}

/// The county, by its administrative division code (GB/T 2260).
public struct County: Sendable, Hashable {
  /// Six digits, e.g. `420625`.
  public var code: String
  public var name: Text
  /// The place that stands for the county seat.
  public var seat: Place.ID

  public init(code: String, name: Text, seat: Place.ID) {
    self.code = code
    self.name = name
    self.seat = seat
  }
}

extension CountyCatalogue {
  /// A copy with other places and vehicles: for days that are made up.
  public func with(places: [Place], vehicles: [Vehicle]) -> CountyCatalogue {
    CountyCatalogue(
      county: county, products: products, places: places, parties: parties, channels: channels, purchasePrices: purchasePrices,
      actors: actors,
      rules: rules, ledgerRules: ledgerRules, banks: banks, ownAccounts: ownAccounts, vehicles: vehicles, tollFreeRules: tollFreeRules,
      roads: roads, riding: riding, simulation: simulation)
  }
}
