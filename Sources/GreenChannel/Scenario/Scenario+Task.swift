public import Catalogue
import Dispatching
public import Distances
public import Measures

extension CountyCatalogue {
  /// Itself with a scenario's places and vehicles.
  public func with(_ scenario: Scenario) -> CountyCatalogue {
    let own = Set(scenario.sites.map(\.place.id))
    return with(places: places.filter { !own.contains($0.id) } + scenario.sites.map(\.place), vehicles: scenario.fleet.map(\.vehicle))
  }
}

extension Scenario {
  /// The day as the planner takes it. Goods were harvested that morning and are worth what producers are paid for them.
  ///
  /// - Parameters:
  ///   - catalogue: with this scenario's places and vehicles (``CountyCatalogue/with(_:)``).
  ///   - roads: over all of its places.
  /// - Throws: `Overflow` where a value does not fit into 64 bits.
  public func task(_ catalogue: CountyCatalogue, _ roads: RoadTable, weighsTolls: Bool = true) throws(Overflow) -> DayTask {
    var hauls: [Haul] = []
    for job in jobs { hauls.append(try job.haul(on: day, catalogue)) }
    return DayTask(
      catalogue: catalogue, day: day, vehicles: fleet.map(\.vehicle), roads: roads, hauls: hauls, hasCertificate: true,
      weighsTolls: weighsTolls)
  }
}

extension ScenarioJob {
  /// Of whole life that a buyer asks for on delivery.
  private static let daysNeeded: Int64 = 1

  /// What the job asks for on a day.
  ///
  /// - Throws: `Overflow` where its value (fen) does not fit into 64 bits.
  public func haul(on day: Day, _ catalogue: CountyCatalogue) throws(Overflow) -> Haul {
    func instant(_ minutes: Int64) -> Instant { Instant(startOf: day).advanced(byMilliseconds: minutes * 60_000) }
    let product = product.flatMap(catalogue.product)
    let kind: RunCargo.Kind =
      switch self.kind {
      case .goods: .other(id)
      case .parcels: .parcel(id)
      case .riders: .riders(id)
      }
    let whole = product.map { $0.shelfLifeHours(at: $0.storage.decicelsiusMax) } ?? 0
    let life = whole > 0 ? Haul.Life(left: 1_000_000, needed: min(1_000_000, ScenarioJob.daysNeeded * 24 * 1_000_000 / whole)) : nil
    return Haul(
      kind: kind, product: product, count: self.kind == .riders ? riders : boxes, mass: mass, volume: volume, from: from, to: to,
      readyAt: instant(readyAt), due: instant(due.lowerBound)...instant(due.upperBound), value: try value(product, catalogue), life: life)
  }

  private func value(_ product: Product?, _ catalogue: CountyCatalogue) throws(Overflow) -> Money {
    guard let product, let price = catalogue.purchasePrices.first(where: { $0.product == product.id })?.unitPrice else { return .zero }
    guard let pack = product.packs.first, price.basis == .piece, product.unit == .pieces, pack.net > .zero else {
      return try price.amount(packs: 0, pieces: 0, grams: mass.grams)
    }
    return try price.amount(packs: 0, pieces: mass.grams.scaled(by: pack.content, over: pack.net.grams), grams: 0)
  }
}
