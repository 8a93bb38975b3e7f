import Catalogue
import Engine
import Foundation
import Ledger
import Measures
import Messages
import Ordering
import Storage
import WireFormat

/// A small county to try the engine on: two products, two buyers, one cooperative, a store of either kind.
final class TestCounty {
  enum Kind: CaseIterable { case memory, sqlite }

  static let today = Day("2020-10-07")!
  static let now = Instant("2020-10-07T08:00")!
  static let number: Int64 = 420_625

  let kind: Kind
  let folder: URL
  let memory = MemoryStore()
  let writer: BatchWriter
  var path: String { folder.appendingPathComponent("county.sqlite").path }

  init(_ kind: Kind, catalogue: CountyCatalogue = TestCounty.catalogue()) throws {
    self.kind = kind
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("shanhuo-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    switch kind {
    case .memory:
      writer = BatchWriter(county: TestCounty.number) { [memory] in memory }
    case .sqlite:
      let file = try DatabaseFile(folder.appendingPathComponent("county.sqlite").path, mode: .create)
      writer = BatchWriter(county: TestCounty.number) { try SQLiteStore(file, county: TestCounty.number) }
    }
    try apply(catalogue)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func apply(_ catalogue: CountyCatalogue) throws {
    try command(.applyCatalogue(ApplyCatalogue(catalogue: catalogue.wireBytes, vaultKey: "")))
  }

  /// The store as somebody else sees it.
  func store() throws -> any Store {
    switch kind {
    case .memory: memory
    case .sqlite: try SQLiteStore(try DatabaseFile(path, mode: .read))
    }
  }

  static func command(_ action: Action, key: String? = nil, at: Instant = now, by actor: String = "owner") -> Submission {
    Submission(Command(at: at, actor: actor, key: key, action: action))
  }

  /// Commands one thing in a batch of its own.
  @discardableResult
  func command(_ action: Action, key: String? = nil, at: Instant = now, by actor: String = "owner") throws -> Outcome {
    switch writer.write([TestCounty.command(action, key: key, at: at, by: actor)])[0] {
    case .accepted(let outcome, _): return outcome
    case .rejected(let fault): throw fault
    case .failed(let fault): throw fault
    }
  }

  // MARK: Common commands

  static func receive(_ grams: Int64, product: String = "chestnut", harvested: Day = today, producer: Producer = .party("coop")) -> Action {
    .receiveLot(
      ReceiveLot(
        producer: producer, product: product, grade: "a", quantity: grams, unit: product == "egg" ? .pieces : .grams,
        place: "village", harvestedOn: harvested))
  }

  static func place(
    _ lines: [(String, Int64)], buyer: String = "shop", on day: Day = today, onShortage: OnShortage = .refuse, holdUntil: Instant? = nil
  ) -> Action {
    .placeOrder(
      PlaceOrder(
        buyer: buyer, orderedAt: now, deliverOn: day, deliverTo: "town",
        lines: lines.map { PlaceOrder.Line(pack: $0.0, count: $0.1) }, onShortage: onShortage, holdUntil: holdUntil))
  }

  static func change(_ order: Int64, _ step: OrderStep) -> Action { .changeOrder(ChangeOrder(order: Order.ID(number: order), step: step)) }

  static func household(_ code: String, registered: Bool) -> Action {
    .addHousehold(
      AddHousehold(
        code: code, name: "江大山", village: "village", members: 3, registeredOn: registered ? Day("2014-01-01") : nil, liftedOn: nil,
        personal: PersonalTokens(), sample: true))
  }

  /// A manual posting, such as `posting("bank", "payable:coop", 500)`.
  static func posting(_ debit: String, _ credit: String, _ fen: Int64, on day: Day = today) -> Posting {
    let (debit, credit) = (AccountKey(debit)!, AccountKey(credit)!)
    let item = debit.isHouseholdsShare || credit.isHouseholdsShare ? "A50-4" : ""
    return Posting(debit: debit, credit: credit, amount: Money(fen: fen), on: day, item: item, memo: "test")
  }

  static func post(_ postings: Posting...) -> Action { .postTransfers(PostTransfers(postings)) }

  /// Wages of the firm at 100 yuan a day, for households with thousandths of a day.
  static func wages(_ rows: [(household: Int64, days: Int64)], on day: Day = today) -> DistributionBody {
    DistributionBody(
      kind: .wages, payer: "firm", on: day, decision: "test", total: .zero, byTrade: Share(1, over: 1),
      rows: rows.map {
        .init(household: Household.ID(number: $0.household), workedOn: day, quantity: $0.days, money: Money(fen: 10_000))
      })
  }

  /// Debits less credits in fen; nil where there is no such account.
  func net(_ key: String) throws -> Int64? { try store().accounts([AccountKey(key)!]).first?.balances.net.fen }

  func lot(_ number: Int64) throws -> Lot? { try store().lots([Lot.ID(number: number)]).first }
  func order(_ number: Int64) throws -> Order? { try store().orders([Order.ID(number: number)]).first }

  // MARK: The Catalogue

  static func catalogue(
    rules: LedgerRules = ledgerRules, vehicles: [Vehicle] = [], tollFreeRules: TollFreeRules = TollFreeRules(),
    changing change: (inout [Product]) -> Void = { _ in }
  ) -> CountyCatalogue {
    func text(_ name: String) -> Text { Text(zh: name, en: name) }
    func pack(_ id: String, _ content: Int64, _ net: Int64) -> Pack {
      Pack(
        id: id, name: text(id), grade: "a", content: content, net: Mass(grams: net), tare: .zero, outerMillimetres: [1, 1, 1], ean13: nil)
    }
    func product(_ id: String, _ unit: StockUnit, days: Int64, _ packs: [Pack]) -> Product {
      Product(
        id: id, name: text(id), form: "fresh", unit: unit, grades: [Grade(id: "a", name: text("a"))], packs: packs,
        storage: StorageRange(decicelsiusMin: 0, decicelsiusMax: 200), shelfLife: [ShelfLifePoint(decicelsius: 200, days: days)],
        harvestMonths: [], tollFree: .no, incomeItem: "A50-2-2", catchWeightTolerance: Share(5, over: 100), standard: nil, source: "test")
    }
    func place(_ id: String, _ kind: Place.Kind) -> Place {
      Place(
        id: id, name: text(id), variants: [], kind: kind, town: nil, code: nil,
        position: Position(microdegreesLatitude: 0, microdegreesLongitude: 0, system: .wgs84, assumed: true, source: "test"),
        storageDecicelsius: nil)
    }
    func party(_ id: String, channel: String?, produces: Bool, kind: Party.Kind = .firm) -> Party {
      Party(id: id, name: text(id), kind: kind, place: "town", channel: channel, produces: produces, source: "test")
    }
    func price(_ pack: String, _ fen: Int64, _ basis: UnitPrice.Basis) -> Price {
      Price(pack: pack, fromCount: 1, unitPrice: UnitPrice(money: Money(fen: fen), basis: basis), validity: .always)
    }
    let prices = [price("chestnut-1kg", 2000, .pack), price("chestnut-250g", 2400, .kilogram), price("egg-30", 120, .piece)]
    var products = [
      product("chestnut", .grams, days: 10, [pack("chestnut-1kg", 1000, 1000), pack("chestnut-250g", 250, 250)]),
      product("egg", .pieces, days: 15, [pack("egg-30", 30, 1350), pack("egg-7", 7, 315)]),
    ]
    change(&products)
    return CountyCatalogue(
      county: County(code: "420625", name: text("县"), seat: "town"), products: products,
      places: [place("town", .town), place("village", .village)],
      parties: [
        party("shop", channel: "plain", produces: false), party("relief", channel: "poor", produces: false),
        party("coop", channel: nil, produces: true, kind: .cooperative), party("base", channel: nil, produces: true),
        party("firm", channel: nil, produces: false), party("carrier", channel: nil, produces: false, kind: .courier),
      ],
      channels: [
        Channel(id: "plain", name: text("plain"), allocation: .fefo, lifeLeftDays: 1, reservationMinutes: nil, prices: prices),
        Channel(id: "poor", name: text("poor"), allocation: .poorHouseholdsFirst, lifeLeftDays: 0, reservationMinutes: nil, prices: prices),
      ],
      purchasePrices: [
        PurchasePrice(
          product: "egg", grade: "a", unitPrice: UnitPrice(money: Money(fen: 90), basis: .piece), floor: Money(fen: 80), validity: .always,
          source: "test"),
        PurchasePrice(
          product: "chestnut", grade: "a", unitPrice: UnitPrice(money: Money(fen: 1800), basis: .kilogram), floor: Money(fen: 1500),
          validity: .always, source: "test"),
      ],
      actors: Role.allCases.map { Actor(id: $0.name, name: text($0.name), roles: [$0]) }, rules: [],
      ledgerRules: rules, vehicles: vehicles, tollFreeRules: tollFreeRules)
  }

  static var ledgerRules: LedgerRules {
    var rules = LedgerRules()
    rules.accounts = AccountRole.allCases.map {
      ChartAccount(
        id: $0.rawValue, name: Text(zh: $0.rawValue, en: $0.rawValue), kind: $0.kind, holder: $0.holder,
        neverBelowZero: [.prepaid, .inputAdvance, .loan].contains($0))
    }
    rules.agreements = [
      agreement("households", .consignment, LinkAgreement.Scope(allHouseholds: true), spoilageBearer: .hub),
      agreement("coop", .consignment, LinkAgreement.Scope(producers: ["coop"], channels: ["plain"]), bearer: .carrier),
      agreement("base", .purchase, LinkAgreement.Scope(producers: ["base"])),
    ]
    rules.incomeItems = ["A50", "A50-1", "A50-2-2", "A50-3", "A50-4", "A51"].map {
      IncomeItem(id: $0, name: Text(zh: $0, en: $0), source: "test")
    }
    rules.povertyLines = [PovertyLine(year: 2020, perHead: Money(fen: 400_000), name: Text(zh: "线", en: "line"), source: "test")]
    rules.distributionItems = DistributionKind.allCases.map {
      DistributionItem(kind: $0, item: $0 == .wages ? "A50-1" : "A50-3", source: "test")
    }
    rules.surplusRules = [SurplusRule(byTradeMin: Share(60, over: 100), validity: .always, source: "test")]
    rules.vatRates = [VATRate(rate: Share(9, over: 100), validity: .always, source: "test")]
    return rules
  }

  /// The rules with an agreement for what was sold without one: the cooperative's goods on the channel `poor`.
  static var laterRules: LedgerRules {
    var rules = ledgerRules
    let tranches = LinkAgreement.Tranches(
      first: UnitPrice(money: Money(fen: 100), basis: .kilogram), producer: Share(50, over: 100), cooperative: Share(30, over: 100),
      firm: Share(20, over: 100))
    rules.agreements.append(
      agreement("later", .consignment, LinkAgreement.Scope(producers: ["coop"], channels: ["poor"]), bearer: .farmer, tranches: tranches))
    return rules
  }

  /// A fee of 3 per cent and 10 fen a kilogram, 5 per cent to the cooperative, topped up to the floor, 60 per cent kept.
  static func agreement(
    _ id: String, _ sale: LinkAgreement.Sale, _ scope: LinkAgreement.Scope, bearer: LinkAgreement.Bearer = .hub,
    spoilageBearer: LinkAgreement.Bearer = .farmer, tranches: LinkAgreement.Tranches? = nil
  ) -> LinkAgreement {
    LinkAgreement(
      id: id, name: Text(zh: id, en: id), mode: .farmers, firm: "firm", cooperative: "coop", carrier: "carrier", scope: scope, sale: sale,
      guaranteesFloor: true, fee: Share(3, over: 100), feePerKilogram: Money(fen: 10), cooperativeShare: Share(5, over: 100),
      tranches: tranches, keep: Share(60, over: 100), loanInstalment: Share(30, over: 100), spoilageBearer: spoilageBearer, bearer: bearer,
      pays: .onDelivery, validity: .always, source: "test")
  }
}
