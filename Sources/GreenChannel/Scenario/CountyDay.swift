import Catalogue
import Measures

/// One county's invented day.
struct CountyDay {
  /// Where goods of the day go, in parts of a hundred; the rest to the county's first supermarket.
  private static let shops = [
    ("seat-south-supermarket", 22), ("shihua-market-shop", 16), ("miaotan-market-shop", 12), ("laohekou-supermarket", 8),
    ("xiangyang-supermarket", 8),
  ]
  private static let firstShop = "county-supermarket-shop"
  private static let warehouses = ["organic-valley-park", "yongbao-warehouse", "huaxia-warehouse"]
  private static let works = "development-zone-works"
  private static let depot = "courier-depot"
  /// The villages of the article, which every day of the first county has.
  private static let named = ["jiangjialiang", "guimenguan"]
  /// A third of the villages have goods of the day; the others what keeps.
  private static let sellsFresh = 3

  private let catalogue: CountyCatalogue
  private let number: Int
  private let day: Day
  private var random: RandomStream
  /// By id of the Catalogue.
  private var villages: [Place] = []
  private var next = 1

  init(_ catalogue: CountyCatalogue, number: Int, seed: UInt64, day: Day, villages count: Int) {
    self.catalogue = catalogue
    self.number = number
    self.day = day
    // Counties draw apart, so that one more of them leaves the others as they were.
    random = RandomStream(seed: seed &+ UInt64(number) &* 0x9E37_79B9_7F4A_7C15)
    var all = catalogue.places.filter { $0.kind == .village }
    for index in all.indices.dropLast() { all.swapAt(index, Int(random.int(in: Int64(index)...Int64(all.count - 1)))) }
    let first = CountyDay.named.compactMap { id in all.first { $0.id == id } }
    villages = Array((first + all.filter { !CountyDay.named.contains($0.id) }).prefix(count))
  }

  // MARK: Names

  /// The Catalogue's own county keeps its code; the others are numbered.
  private var county: String { number == 0 ? catalogue.county.code : "c" + padded(number + 1, 2) }

  private func id(_ place: Place.ID) -> Place.ID { number == 0 ? place : "\(county).\(place)" }

  private func padded(_ number: Int, _ width: Int) -> String {
    let digits = "\(number)"
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  // MARK: Places and vehicles

  /// Further counties lie about the first, 0.6° of latitude and 0.7° of longitude apart, in rows of eight.
  var sites: [Scenario.Site] {
    let others =
      [CountyDay.firstShop] + CountyDay.shops.map(\.0) + CountyDay.warehouses + [CountyDay.works, CountyDay.depot, "coach-station"]
    let (row, column) = (Int64(number / 8), Int64(number % 8))
    return (villages + others.compactMap { catalogue.place($0) }).map { place in
      guard number > 0 else { return Scenario.Site(county: county, like: place.id, place: place) }
      var moved = place
      moved.id = id(place.id)
      moved.position.microdegreesLatitude -= row * 600_000
      moved.position.microdegreesLongitude += column * 700_000
      moved.position.assumed = true
      return Scenario.Site(county: county, like: place.id, place: moved)
    }
  }

  /// One vehicle of each kind, then their twins, then all again.
  func fleet(_ count: Int) -> [Scenario.Member] {
    let twins = catalogue.vehicles.filter { $0.id.hasSuffix("-2") || $0.id.hasSuffix("-3") }
    let order = catalogue.vehicles.filter { vehicle in !twins.contains { $0.id == vehicle.id } } + twins
    return (0..<count).map { index in
      var vehicle = order[index % order.count]
      let like = vehicle.id
      let again = index / order.count
      vehicle.id = (number == 0 ? "" : county + ".") + like + (again == 0 ? "" : "-again\(again)")
      vehicle.depot = id(vehicle.depot)
      return Scenario.Member(county: county, like: like, vehicle: vehicle)
    }
  }

  // MARK: Jobs

  /// Six tenths goods, three tenths parcels, one tenth workers.
  mutating func jobs(_ count: Int) -> [ScenarioJob] {
    var jobs = number == 0 ? articleJobs() : []
    let riders = count / 10 / 2 * 2
    let parcels = count * 3 / 10
    while jobs.count < count - riders - parcels { jobs.append(goods()) }
    for index in 0..<parcels { jobs.append(self.parcels(to: villages[index % villages.count])) }
    for _ in 0..<riders / 2 { jobs += workers() }
    return Array(jobs.prefix(count))
  }

  private mutating func job(
    _ kind: ScenarioJob.Kind, product: Product.ID? = nil, grams: Int64 = 0, boxes: Int64 = 0, volume: Int64 = 0, riders: Int64 = 0,
    from: Place.ID, to: Place.ID, ready: Int64, due: ClosedRange<Int64>
  ) -> ScenarioJob {
    defer { next += 1 }
    return ScenarioJob(
      id: (number == 0 ? "" : county + "-") + "J" + padded(next, 3), county: county, kind: kind, product: product, mass: Mass(grams: grams),
      boxes: boxes, volume: (volume + 999_999) / 1_000_000 * 1_000_000, riders: riders, from: id(from), to: id(to), readyAt: ready, due: due
    )
  }

  /// So many packs of a product, on their way.
  private mutating func goods(
    _ pack: Pack, _ boxes: Int64, of product: Product, from: Place.ID, to: Place.ID, ready: Int64, by: Int64
  ) -> ScenarioJob {
    job(
      .goods, product: product.id, grams: boxes * (pack.net.grams + pack.tare.grams), boxes: boxes,
      volume: boxes * pack.outerMillimetres.reduce(1, *), from: from, to: to, ready: ready, due: ready...by)
  }

  /// 2,500 eggs and 1,000 chickens of one village (S1): the eggs in 250 boxes, the chickens in 100 crates, half of them to each
  /// supermarket of the seat; and chestnuts of 柜门关 for the firm that buys them.
  private mutating func articleJobs() -> [ScenarioJob] {
    let wanted: [(pack: Pack.ID, boxes: Int64, from: Place.ID, to: Place.ID, ready: Int64, by: Int64)] = [
      ("egg-a-10", 250, "jiangjialiang", CountyDay.firstShop, 330, 600),
      ("chicken-live-10", 50, "jiangjialiang", CountyDay.firstShop, 330, 600),
      ("chicken-live-10", 50, "jiangjialiang", "seat-south-supermarket", 330, 600),
      ("chestnut-b-25kg", 40, "guimenguan", "yongbao-warehouse", 480, 1080),
    ]
    return wanted.compactMap { wanted in
      guard let (pack, product) = catalogue.pack(wanted.pack) else { return nil }
      return goods(pack, wanted.boxes, of: product, from: wanted.from, to: wanted.to, ready: wanted.ready, by: wanted.by)
    }
  }

  private mutating func goods() -> ScenarioJob {
    let month = day.civil.month
    let inSeason = catalogue.products.filter { $0.harvestMonths.isEmpty || $0.harvestMonths.contains(month) || !$0.isOfTheDay }
    let isFresh = random.int(in: 0...99) < 42
    let sellers = villages.enumerated().filter { ($0.offset % CountyDay.sellsFresh == 0) == isFresh }.map(\.element)
    let product = random.pick(inSeason.filter { $0.isOfTheDay == isFresh })
    let village = random.pick(sellers.isEmpty ? villages : sellers)
    let packs = product.packs.filter { $0.net.grams >= 1000 }
    let pack = random.pick(packs.isEmpty ? product.packs : packs)
    let boxes = max(1, random.int(in: 20...(isFresh ? 260 : 380)) * 1000 / (pack.net.grams + pack.tare.grams))
    guard isFresh else {
      let ready = 360 + random.int(in: 0...48) * 5
      return goods(
        pack, boxes, of: product, from: village.id, to: random.pick(CountyDay.warehouses), ready: ready,
        by: 960 + random.int(in: 0...4) * 30)
    }
    let shop = shop()
    let by = catalogue.place(shop).flatMap { catalogue.ramp(of: $0)?.shelfBy } ?? 600
    return goods(pack, boxes, of: product, from: village.id, to: shop, ready: 315 + random.int(in: 0...9) * 5, by: by)
  }

  private mutating func shop() -> Place.ID {
    var drawn = Int(random.int(in: 0...99))
    for (shop, share) in CountyDay.shops {
      if drawn < share { return shop }
      drawn -= share
    }
    return CountyDay.firstShop
  }

  /// From the courier to a village, in the morning or from noon on; every village has some before one has them twice.
  private mutating func parcels(to village: Place) -> ScenarioJob {
    let boxes = random.int(in: 2...25)
    let ready: Int64 = random.int(in: 0...99) < 60 ? 420 : 750
    var volume: Int64 = 0
    var grams: Int64 = 0
    for _ in 0..<boxes {
      volume += random.int(in: 2...40) * 1_000_000
      grams += random.int(in: 300...9_000)
    }
    return job(
      .parcels, grams: grams, boxes: boxes, volume: volume, from: CountyDay.depot, to: village.id, ready: ready, due: ready...1140)
  }

  /// A group of workers to the works in the morning and back in the evening; their village lies near enough for a bus.
  private mutating func workers() -> [ScenarioJob] {
    guard let works = catalogue.place(CountyDay.works) else { return [] }
    let near = villages.filter { village in
      let north = (village.position.microdegreesLatitude - works.position.microdegreesLatitude).magnitude
      let east = (village.position.microdegreesLongitude - works.position.microdegreesLongitude).magnitude
      return north + east < 200_000
    }
    let village = random.pick(near.isEmpty ? villages : near).id
    let riders = random.int(in: 2...8)
    return [
      job(.riders, riders: riders, from: village, to: works.id, ready: 345, due: 400...475),
      job(.riders, riders: riders, from: works.id, to: village, ready: 1080, due: 1080...1195),
    ]
  }
}

extension Product {
  /// Spoils or dies within a few days, and so goes to a shop and not to a warehouse. Chestnuts are fresh and keep.
  fileprivate var isOfTheDay: Bool { form == "live" || form == "dressed" || (form == "fresh" && tollFree != .no) }
}
