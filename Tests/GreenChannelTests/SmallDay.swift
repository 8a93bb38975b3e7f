import Catalogue
import Dispatching
import Distances
import Foundation
import GreenChannel
import Ledger
import Measures
import Messages
import Routing

/// A day of a few hauls on the shipped Catalogue, with vehicles of one depot, and roads of half an hour from anywhere to anywhere.
struct SmallDay {
  static let depot = "courier-depot"
  static let village = "jiangjialiang"
  static let shop = "county-supermarket-shop"
  static let market = "shihua-market-shop"
  static let day = Day("2020-10-08")!

  static let county: CountyCatalogue = {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Catalog").path
    let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    let files = names.compactMap { name in
      FileManager.default.contents(atPath: folder + "/" + name).map { CatalogueFile(path: name, bytes: [UInt8]($0)) }
    }
    guard let catalogue = try? CatalogueSource.parse(files) else { preconditionFailure("the shipped Catalogue is sound") }
    return catalogue
  }()

  static func at(_ clock: String) -> Instant { Instant("2020-10-08T\(clock)")! }

  /// - Parameter closed: pairs of places between which no road leads, in this direction.
  static func roads(without closed: [(Place.ID, Place.ID)] = [], seconds: Int32 = 1800) -> RoadTable {
    let places = [depot, village, shop, market].compactMap(county.place)
    let cells = places.flatMap { from in
      places.map { to -> Int32 in
        if from.id == to.id { return 0 }
        return closed.contains { $0 == (from.id, to.id) } ? RoadTable.unreachable : seconds
      }
    }
    let metres = cells.map { $0 == RoadTable.unreachable ? $0 : $0 * 10 }
    return RoadTable(stops: places.map(RoadTable.Stop.init), metres: metres, seconds: cells, origin: .file("test"))
  }

  static func vehicle(_ id: String = "dry-4t2") -> Vehicle {
    guard var vehicle = county.vehicle(id) else { preconditionFailure("the shipped Catalogue has \(id)") }
    vehicle.depot = depot
    return vehicle
  }

  static func haul(
    _ kind: RunCargo.Kind = .parcel("P"), count: Int64 = 1, kilograms: Int64 = 100, litres: Int64 = 100, from: Place.ID = village,
    to: Place.ID = shop, due: ClosedRange<Instant> = at("00:00")...at("19:00")
  ) -> Haul {
    Haul(
      kind: kind, product: nil, count: count, mass: Mass(grams: kilograms * 1000), volume: litres * 1_000_000, from: from, to: to,
      readyAt: at("00:00"), due: due)
  }

  static func task(
    _ hauls: [Haul], roads: RoadTable = roads(), vehicles: [Vehicle] = [vehicle()], runs: [DeliveryRun] = [], now: Instant? = nil
  ) -> DayTask {
    DayTask(catalogue: county, day: day, vehicles: vehicles, roads: roads, hauls: hauls, runs: runs, now: now)
  }

  static func plan(_ task: DayTask) throws -> DayPlan { try DayProblem(task).plan(.init(steps: 20, seed: 1), now: { 0 }) }

  /// The one run that carries some hauls.
  static func run(_ hauls: [Haul], roads: RoadTable = roads()) throws -> DeliveryRun {
    let plan = try plan(task(hauls, roads: roads))
    guard plan.drafts.count == 1, plan.unplanned.isEmpty else { preconditionFailure("one vehicle carries them all") }
    return plan.drafts[0].run(DeliveryRun.ID(number: 1), on: day)
  }
}
