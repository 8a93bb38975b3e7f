public import Catalogue
public import Dispatching
public import Distances
public import Measures

/// A day's hauls with the vehicles and roads that there are for them: what a plan is made of.
public struct DayTask: Sendable {
  public var catalogue: CountyCatalogue
  public var day: Day
  public var vehicles: [Vehicle]
  /// Has every place of the hauls and every depot, without the roads that were found closed.
  public var roads: RoadTable
  /// The same, and as they were before: what was driven is priced by it.
  public var history: RoadHistory
  public var hauls: [Haul]
  /// By which parts that are more than any vehicle holds became the hauls that they are here.
  public var splits: [PartSplit]
  /// Runs that are there already and go on.
  public var runs: [DeliveryRun]
  /// The quarantine certificate of the day lies ready for live animals.
  public var hasCertificate: Bool
  /// False: tolls are paid as they come and nobody tries to save them.
  public var weighsTolls: Bool
  /// What happened until then is past: nothing is planned before it.
  public var now: Instant

  public init(
    catalogue: CountyCatalogue, day: Day, vehicles: [Vehicle], roads: RoadTable, hauls: [Haul], splits: [PartSplit] = [],
    history: RoadHistory? = nil, runs: [DeliveryRun] = [],
    hasCertificate: Bool = false, weighsTolls: Bool = true, now: Instant? = nil
  ) {
    self.catalogue = catalogue
    self.day = day
    self.vehicles = vehicles
    self.roads = roads
    self.history = history ?? RoadHistory(roads)
    self.hauls = hauls
    self.splits = splits
    self.runs = runs
    self.hasCertificate = hasCertificate
    self.weighsTolls = weighsTolls
    self.now = now ?? Instant(startOf: day)
  }

  /// The splits that a plan needs: those of each order's line of which something rides.
  public func splits(for drafts: [RunDraft]) -> [PartSplit] {
    guard !splits.isEmpty else { return [] }
    let riding = Set(drafts.flatMap { $0.cargo.compactMap(\.orderPart?.wholeLine) })
    return splits.filter { riding.contains($0.part.wholeLine) }
  }

  /// The runs that go on: of each vehicle the one that is under way or loaded, else its first. What the others were to do is planned anew.
  var continuedRuns: [DeliveryRun] {
    let live = runs.filter { $0.state.isLive && !$0.isBrokenDown }
    var seen: Set<Vehicle.ID> = []
    return (live.filter(\.hasBegun) + live.filter { !$0.hasBegun }).filter { seen.insert($0.vehicle).inserted }
  }

  /// Second 0 of the routing problem.
  var origin: Instant { Instant(startOf: day) }

  func second(_ instant: Instant) -> Int { Int((instant.milliseconds - origin.milliseconds) / 1000) }

  func instant(_ second: Int) -> Instant { origin.advanced(byMilliseconds: Int64(second) * 1000) }

  /// The temperature in a vehicle's box on the day.
  func decicelsius(in vehicle: Vehicle) -> Int64? { catalogue.boxDecicelsius(of: vehicle, month: day.civil.month) }

  func ramp(of place: Place.ID) -> Ramp? { catalogue.place(place).flatMap(catalogue.ramp(of:)) }

  /// As the toll-free rule sees a load.
  func load(_ cargo: some Sequence<RunCargo>) -> Load {
    Load(cargo, catalogue, hasCertificate: hasCertificate)
  }
}

extension Load {
  /// What lies in a vehicle of a run's cargo, people aside.
  public init(_ cargo: some Sequence<RunCargo>, _ catalogue: CountyCatalogue, hasCertificate: Bool) {
    let goods = cargo.filter { !$0.isPeople }.map { piece in
      let product = piece.product.flatMap(catalogue.product)
      return LoadedGoods(product.map { .product($0) } ?? .otherGoods, mass: piece.mass, volume: piece.volume)
    }
    self.init(goods, hasCertificate: hasCertificate)
  }
}
