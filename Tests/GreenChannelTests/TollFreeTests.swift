import Catalogue
import GreenChannel
import Measures
import Messages
import Testing

/// A van of one tonne and a box of 10 cubic metres, against the terms before 2019 and since.
private enum Road {
  static func rules() -> TollFreeRules {
    var rules = TollFreeRules()
    rules.terms = [
      TollFreeTerms(
        id: "before-2019", loadMin: Share(80, over: 100), otherFarmGoodsMax: Share(20, over: 100), overloadMax: Share(5, over: 100),
        bookingLeadMinutes: nil, validity: Validity(from: Day("2010-01-01"), until: Day("2019-01-01")), source: "old"),
      TollFreeTerms(
        id: "since-2019", loadMin: Share(80, over: 100), otherFarmGoodsMax: Share(0, over: 1), overloadMax: Share(0, over: 1),
        bookingLeadMinutes: 240, validity: Validity(from: Day("2019-01-01")), source: "new"),
    ]
    rules.freeForAll = [
      FreeForAll(id: "epidemic", validity: Validity(from: Day("2020-02-17"), until: Day("2020-05-06")), source: "unsourced")
    ]
    rules.classes = [VehicleClass(id: "truck-2-axle", grossMax: Mass(grams: 3_000_000), source: "law")]
    rules.outlineMax = Outline(length: 18_100, width: 2550, height: 4000)
    rules.needCertificate = ["chicken-live"]
    return rules
  }

  static func vehicle(height: Int64 = 3000, unladen: Int64 = 1_500_000, rated: Int64 = 1_000_000, excluded: Validity? = nil) -> Vehicle {
    Vehicle(
      id: "van", name: Text(zh: "车", en: "Van"), body: .dry, vehicleClass: "truck-2-axle", rated: Mass(grams: rated),
      unladen: Mass(grams: unladen), outline: Outline(length: 6000, width: 2300, height: height),
      box: Outline(length: 4000, width: 2000, height: 1250), seats: 1, carrier: "sf", depot: "park", costPerKilometre: .zero,
      costPerHour: .zero, shift: 0..<1440, excluded: excluded, source: "assumed")
  }

  static func product(_ id: String, _ tollFree: TollFree) -> Product {
    Product(
      id: id, name: Text(zh: id, en: id), form: "fresh", unit: .grams, grades: [],
      packs: [
        Pack(
          id: "\(id)-1", name: Text(zh: "", en: ""), grade: "a", content: 900, net: Mass(grams: 900), tare: Mass(grams: 100),
          outerMillimetres: [100, 100, 300], ean13: nil)
      ], storage: StorageRange(decicelsiusMin: 0, decicelsiusMax: 0), shelfLife: [], harvestMonths: [], tollFree: tollFree,
      incomeItem: "", catchWeightTolerance: Share(0, over: 1), standard: nil, source: "")
  }

  static let egg = LoadedGoods.Kind.product(product("egg", .yes))
  static let rice = LoadedGoods.Kind.product(product("rice", .no))
  static let shiitake = LoadedGoods.Kind.product(product("shiitake", .unsettled))
  static let hens = LoadedGoods.Kind.product(product("chicken-live", .yes))
}

@Suite("The toll-free rule")
struct TollFreeTests {
  private func verdict(
    _ goods: [(LoadedGoods.Kind, grams: Int64, litres: Int64)], on day: String = "2020-10-07", certificate: Bool = false,
    rules: TollFreeRules = Road.rules(), _ vehicle: Vehicle = Road.vehicle()
  ) throws -> TollFreeVerdict {
    let load = Load(
      goods.map { LoadedGoods($0.0, mass: Mass(grams: $0.grams), volume: $0.litres * 1_000_000) }, hasCertificate: certificate)
    return try TollFreeCheck(rules, vehicle, on: Day(day)!).verdict(on: load)
  }

  // The rated mass is 1,000 kg, the box 10,000 litres.
  @Test(
    "80 % of the rated mass or of the box's volume is enough, to the gram and to the litre",
    arguments: [
      (799_999, 0, false, TollFreeRule.shareOfMass), (800_000, 0, true, .shareOfMass), (800_001, 0, true, .shareOfMass),
      (799_999, 7999, false, .shareOfMass), (799_999, 8000, true, .shareOfVolume), (1, 8001, true, .shareOfVolume),
      (800_000, 8000, true, .shareOfMass), (799_000, 7990, false, .shareOfMass), (801_000, 8010, true, .shareOfMass),
    ] as [(Int64, Int64, Bool, TollFreeRule)])
  func share(grams: Int64, litres: Int64, isFree: Bool, rule: TollFreeRule) throws {
    for day in ["2018-12-31", "2019-01-01", "2020-10-07"] {
      let found = try verdict([(Road.egg, grams, litres)], on: day)
      #expect(found.isFree == isFree && found.rule == rule, "\(day)")
      #expect(found.massMillionths == grams && found.volumeMillionths == litres * 100)
    }
  }

  // Eggs that would pass alone, and something beside them: by grams and litres, before 2019 and since.
  @Test(
    "goods that are not listed spoil a load since 2019; before, farm goods could be a fifth of mass and of volume",
    arguments: [
      ("rice", 1, 0, true, false), ("rice", 200_000, 2000, true, false), ("rice", 200_001, 0, false, false),
      ("rice", 1000, 2001, false, false), ("shiitake", 1000, 10, true, false), ("farm", 200_000, 2000, true, false),
      ("farm", 200_001, 2000, false, false), ("other", 1, 1, false, false), ("hens", 1000, 10, true, true),
    ] as [(String, Int64, Int64, Bool, Bool)])
  func mixing(what: String, grams: Int64, litres: Int64, before: Bool, since: Bool) throws {
    let kinds: [String: LoadedGoods.Kind] = [
      "rice": Road.rice, "shiitake": Road.shiitake, "farm": .otherFarmGoods, "other": .otherGoods, "hens": Road.hens,
    ]
    let goods: [(LoadedGoods.Kind, grams: Int64, litres: Int64)] = [(Road.egg, 800_000, 4000), (kinds[what]!, grams, litres)]
    for (day, isFree) in [("2018-12-31", before), ("2019-01-01", since)] {
      let found = try verdict(goods, on: day, certificate: true)
      #expect(found.isFree == isFree && (isFree || found.rule == .mixing), "\(day)")
    }
  }

  @Test("what no source settles is taken as not listed, and said so; the Catalogue may say otherwise")
  func unsettled() throws {
    let refused = try verdict([(Road.shiitake, 900_000, 0)])
    #expect(!refused.isFree && refused.findings.contains { $0.rule == .mixing && $0.text.en.contains("no source settles") })
    var rules = Road.rules()
    rules.unsettledIsListed = true
    #expect(try verdict([(Road.shiitake, 900_000, 0)], rules: rules).isFree)
  }

  // Unladen 1,500 kg, the limit 3,000 kg: 1,500 kg of eggs are legal, 1,575 kg were by the old tolerance.
  @Test(
    "gross mass is legal up to its limit, before 2019 up to 5 % above",
    arguments: [
      (1_500_000, true, true), (1_500_001, true, false), (1_650_000, true, false), (1_650_001, false, false),
    ] as [(Int64, Bool, Bool)])
  func grossMass(grams: Int64, before: Bool, since: Bool) throws {
    for (day, isFree) in [("2018-12-31", before), ("2019-01-01", since)] {
      let found = try verdict([(Road.egg, grams, 0)], on: day)
      #expect(found.isFree == isFree && (isFree || found.rule == .grossMass), "\(day)")
    }
  }

  @Test("a vehicle above 4 m, or one that is excluded, pays")
  func vehicle() throws {
    let eggs: [(LoadedGoods.Kind, grams: Int64, litres: Int64)] = [(Road.egg, 900_000, 0)]
    #expect(try verdict(eggs, Road.vehicle(height: 4000)).isFree)
    #expect(try verdict(eggs, Road.vehicle(height: 4001)).rule == .outline)
    let excluded = Road.vehicle(excluded: Validity(from: Day("2020-01-01"), until: Day("2021-01-01")))
    #expect(try verdict(eggs, on: "2020-12-31", excluded).rule == .excludedVehicle)
    #expect(try verdict(eggs, on: "2021-01-01", excluded).isFree)
  }

  @Test("live animals need the certificate of the day")
  func certificate() throws {
    #expect(try verdict([(Road.hens, 900_000, 0)]).rule == .certificate)
    #expect(try verdict([(Road.hens, 900_000, 0)], certificate: true).isFree)
  }

  @Test("in the weeks when all were free everything passes; before the terms nothing does")
  func days() throws {
    for (day, rule) in [
      ("2020-02-16", TollFreeRule.mixing), ("2020-02-17", .freeForAll), ("2020-05-05", .freeForAll), ("2020-05-06", .mixing),
      ("2009-12-31", .noTerms),
    ] {
      #expect(try verdict([(Road.rice, 100, 1)], on: day).rule == rule, "\(day)")
    }
  }

  @Test("an empty vehicle pays, and so does one without rated mass and box, whatever it carries")
  func nothing() throws {
    #expect(try verdict([]).rule == .shareOfMass && !verdict([]).isFree)
    var vehicle = Road.vehicle(rated: 0)
    vehicle.box = Outline()
    let found = try verdict([(Road.egg, 900_000, 100)], vehicle)
    #expect(!found.isFree && found.massMillionths == nil && found.volumeMillionths == nil)
  }

  @Test("a passing load is told when to book; sums beyond 64 bits are an error")
  func duties() throws {
    #expect(
      try verdict([(Road.egg, 900_000, 0)]).duties.map(\.en) == [
        "book 4 h 0 min before the entry at least, take the marked lane, and have the load looked at"
      ])
    #expect(throws: Overflow.self) { try verdict([(Road.egg, .max, 0), (Road.egg, 1, 0)]) }
  }

  @Test("a product's volume is that of its largest pack, rounded up")
  func volume() throws {
    // A kilogram with its packing takes 3 litres.
    let product = Road.product("egg", .yes)
    #expect(try LoadedGoods(product, mass: Mass(grams: 2000)).volume == 6_000_000)
    #expect(try LoadedGoods(product, mass: Mass(grams: 1)).volume == 3000)
  }
}
