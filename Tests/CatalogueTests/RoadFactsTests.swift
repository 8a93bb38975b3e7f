import Catalogue
import Foundation
import Measures
import Messages
import Testing
import WireFormat

@Suite("Roads, ramps and goods on board")
struct RoadFactsTests {
  private func shipped() throws -> CountyCatalogue { try CatalogueSource.parse(try shippedFiles()) }

  @Test("mark as assumed what no source gives: every toll station, rate, ramp and vehicle")
  func assumed() throws {
    let catalogue = try shipped()
    #expect(catalogue.tollStations.count == 11 && catalogue.tollStations.allSatisfy { $0.position.assumed })
    #expect(catalogue.tollRates.allSatisfy { $0.source == "assumed" && $0.validity.from == Day("2020-01-01") })
    #expect(catalogue.vehicles.count == 12 && catalogue.vehicles.allSatisfy { $0.source == "assumed" })
    #expect(catalogue.riding.ramps.allSatisfy { $0.ramp.assumed } && catalogue.places.allSatisfy { $0.ramp?.assumed ?? true })
    #expect(catalogue.apart.allSatisfy { $0.source == "assumed" })
    // What has a source: the published distances, and which motorways there are.
    #expect(catalogue.roads.publishedDistances.map(\.source) == ["S8", "S8", "S15", "S15", "S17", "S17"])
    #expect(catalogue.roads.motorways.allSatisfy { $0.source.contains("S20") })
  }

  @Test("give every vehicle what a planner needs")
  func fleet() throws {
    let catalogue = try shipped()
    for vehicle in catalogue.vehicles {
      #expect((vehicle.boxDecicelsius != nil) == (vehicle.body == .refrigerated), "\(vehicle.id)")
      #expect((vehicle.longestRideMinutes != nil) == (vehicle.body == .bus), "\(vehicle.id)")
      let tollClass = try #require(vehicle.tollClass, "\(vehicle.id)")
      #expect(catalogue.roads.tollRate(tollClass, on: try #require(Day("2020-10-07"))) != nil)
      let grossMax = try #require(catalogue.tollFreeRules.vehicleClass(vehicle.vehicleClass)).grossMax
      #expect(try vehicle.rated + vehicle.unladen <= grossMax, "\(vehicle.id)")
      #expect(try vehicle.body == .bus || vehicle.box.volume() > 0)
    }
    #expect(catalogue.vehicles.filter { $0.body == .bus }.map(\.name.zh) == ["谷城号1号", "谷城号2号"])
  }

  @Test("give every place a ramp: its own, or that of its kind")
  func ramps() throws {
    let catalogue = try shipped()
    for place in catalogue.places { #expect(catalogue.ramp(of: place) != nil, "\(place.id)") }
    let shop = try #require(catalogue.place("county-supermarket-shop"))
    let ramp = try #require(catalogue.ramp(of: shop))
    #expect(ramp.hours == [330..<630, 810..<1020] && ramp.shelfBy == 600)
    #expect(catalogue.channel("supermarket")?.shelfBy == 600 && catalogue.channel("ecommerce")?.shelfBy == nil)
    // 480 s a stop and 120 s for each 100 kg, of which a part counts as it is, rounded up to the second.
    #expect([0, 1, 50_000, 100_000, 127_500].map { ramp.serviceSeconds(grams: $0) } == [480, 481, 540, 600, 633])
    #expect(ramp.serviceSeconds(grams: .max) > 0)
  }

  @Test("keep live poultry from food and tea from what smells, whichever way round they are asked")
  func apart() throws {
    let catalogue = try shipped()
    func together(_ a: String, _ b: String) throws -> Bool {
      let (first, second) = (try #require(catalogue.product(a)), try #require(catalogue.product(b)))
      let answer = catalogue.riding.mayRideTogether(first.rides, second.rides)
      #expect(catalogue.riding.mayRideTogether(second.rides, first.rides) == answer)
      return answer
    }
    #expect(try !together("chicken-live", "egg") && !together("chicken-live", "green-tea") && !together("shiitake-dried", "green-tea"))
    #expect(try together("egg", "chestnut") && together("egg", "green-tea") && together("chicken-live", "chicken-live"))
    #expect(!catalogue.riding.mayRideTogether(catalogue.riding.parcels, "live"))
  }

  @Test(
    "tell how fast a product loses its life at the temperature on board",
    arguments: [
      // S58: 22, 16 and 5 days at 1, 5 and 20 °C; then Q10 of 2.5.
      ("shiitake-fresh", -50, 528), ("shiitake-fresh", 10, 528), ("shiitake-fresh", 50, 384), ("shiitake-fresh", 200, 120),
      ("shiitake-fresh", 300, 48), ("shiitake-fresh", 250, 84), ("shiitake-fresh", 400, 19),
      ("egg", 250, 360), ("egg", 255, 264), ("egg", 260, 168), ("egg", 360, 84),
      // A live bird waits: no Q10.
      ("chicken-live", 300, 720), ("chicken-live", 400, 720),
    ] as [(String, Int64, Int64)])
  func freshness(product: String, decicelsius: Int64, hours: Int64) throws {
    let product = try #require(try shipped().product(product))
    #expect(product.shelfLifeHours(at: decicelsius) == hours)
    #expect(product.lifeLossMillionths(perHourAt: decicelsius) == (1_000_000 + hours - 1) / hours)
  }

  @Test("lose no less life the warmer it is", arguments: [1, 2])
  func warmer(seed: UInt64) throws {
    var random = RandomStream(seed: seed)
    for product in try shipped().products {
      for _ in 0..<200 {
        let (cold, step) = (random.int(in: -100...500), random.int(in: 0...100))
        #expect(
          product.lifeLossMillionths(perHourAt: cold) <= product.lifeLossMillionths(perHourAt: cold + step),
          "seed \(seed): \(product.id) at \(cold) and \(cold + step)")
      }
    }
  }

  @Test("keep a box without cooling as warm as outside")
  func boxes() throws {
    let catalogue = try shipped()
    let (cold, dry) = (try #require(catalogue.vehicle("refrigerated-6t8")), try #require(catalogue.vehicle("dry-6t8")))
    #expect(catalogue.boxDecicelsius(of: cold, month: 7) == 20 && catalogue.boxDecicelsius(of: dry, month: 7) == 320)
    #expect(catalogue.boxDecicelsius(of: dry, month: 1) == 80)
  }

  @Test("charge what a class pays for its kilometres, to the fen")
  func tolls() throws {
    let (roads, day) = (try shipped().roads, try #require(Day("2020-10-07")))
    let rate = try #require(roads.tollRate("truck-1", on: day))
    #expect(try rate.toll(metres: 56_000).fen == 2520)
    #expect(try rate.toll(metres: 11).fen == 0 && rate.toll(metres: 12).fen == 1)
    #expect(roads.tollRate("truck-1", on: try #require(Day("2020-01-01"))) == rate)
    #expect(roads.tollRate("truck-1", on: try #require(Day("2019-12-31"))) == nil)
  }

  @Test("are not there in a Catalogue that version 5 wrote, which decodes and is written as version 7 from then on")
  func versionFive() throws {
    let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Fixtures/catalogue-version-5.bin").path
    let bytes = [UInt8](try #require(FileManager.default.contents(atPath: path)))
    #expect(bytes.first == 5)
    let old = try CountyCatalogue(wireBytes: bytes)
    #expect(
      old.vehicles.map(\.id) == ["dry-4t2", "dry-9t6", "refrigerated-4t2"] && old.roads == RoadFacts() && old.riding == RidingTerms())
    #expect(old.vehicles.allSatisfy { $0.tollClass == nil && $0.boxDecicelsius == nil })
    #expect(old.products.allSatisfy { $0.rides == RideClass.food && $0.q10Hundredths == nil })
    #expect(old.places.allSatisfy { $0.ramp == nil } && old.channels.allSatisfy { $0.shelfBy == nil })
    #expect(old.place("jiangjialiang")?.name.zh == "江家梁村" && old.product("egg")?.shelfLife.count == 3)
    let written = old.wireBytes
    #expect(written.first == 7)
    #expect(CatalogueDifference(from: old, to: try CountyCatalogue(wireBytes: written)).lines.isEmpty)
    let lines = CatalogueDifference(from: old, to: try shipped()).lines.map(\.en)
    #expect(lines.contains("~ product green-tea: rides food → odour-sensitive") && lines.contains("~ product egg: q10 - → 2.00"))
    #expect(lines.contains("~ vehicle refrigerated-4t2: box_celsius - → 4.0") && lines.contains("+ vehicle gucheng-hao-1"))
    #expect(lines.contains("~ channel supermarket: on_shelf_by - → 10:00") && lines.contains("+ toll station gucheng"))
    #expect(lines.contains("~ place county-supermarket-shop: ramp.on_shelf_by - → 10:00"))
  }

  @Test(
    "are told where they differ",
    arguments: [
      (
        "roads.yaml", "yuan_per_kilometre: 0.45, from", "yuan_per_kilometre: 0.5, from",
        "~ toll rate truck-1 2020-01-01: yuan_per_kilometre 0.450 → 0.500"
      ),
      ("roads.yaml", "detour: 1.15", "detour: 1.2", "~ road class motorway: detour 1.150 → 1.200"),
      ("roads.yaml", "kilometre: 29.3", "kilometre: 29.4", "~ toll station taipingdian: posts g70:29.300 → g70:29.400"),
      ("roads.yaml", "kilometres: 77", "kilometres: 76", "~ published distance chengguan xiangyang: metres 77000 → 76000"),
      ("ramps.yaml", "seconds_per_100_kg: 240", "seconds_per_100_kg: 241", "~ ramps village: ramp.seconds_per_100_kg 240 → 241"),
      ("riding.yaml", "  - { class: live, from: food, source: assumed }\n", "", "- apart live food"),
      ("climate.yaml", "[8, ", "[9, ", "~ outside temperatures assumed"),
      ("vehicles.yaml", "longest_ride_minutes: 75", "longest_ride_minutes: 60", "~ vehicle gucheng-hao-1: longest_ride_minutes 75 → 60"),
    ])
  func differences(path: String, old: String, new: String, line: String) throws {
    let files = try shippedFiles()
    let changed = try files.map { file in
      guard file.path == path else { return file }
      let text = String(decoding: file.bytes, as: UTF8.self)
      let range = try #require(text.range(of: old))
      return CatalogueFile(path: path, bytes: Array(text.replacingCharacters(in: range, with: new).utf8))
    }
    #expect(CatalogueDifference(from: try shipped(), to: try CatalogueSource.parse(changed)).lines.map(\.en) == [line])
  }
}
