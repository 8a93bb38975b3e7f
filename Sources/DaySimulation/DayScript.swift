public import Catalogue
public import Dispatching
import Distances
public import GreenChannel
public import Measures
public import Messages
import Simulation

/// A day's runs as the model walks through them: flat, in milliseconds since midnight, with everything looked up once.
public struct DayScript: Sendable {
  /// A drive from one place to another.
  struct Leg: Sendable {
    let duration: Milliseconds
    let metres: Int64
    /// Position in ``roads``; -1 where nothing is driven.
    let road: Int
    /// What passing the motorway costs, in fen; nil where the leg uses none.
    let toll: Int64?
    /// What rides along passes toll-free, as it was planned.
    let isFree: Bool
  }

  struct Visit: Sendable {
    let place: Int
    let way: Leg
    /// Positions in ``pieces``.
    let loads: [Int]
    let unloads: [Int]
    let planned: Milliseconds
  }

  struct Run: Sendable {
    let id: DeliveryRun.ID
    let vehicle: Vehicle
    let leavesAt: Milliseconds
    /// By piece aboard from the depot on.
    let loads: [Int]
    let visits: [Visit]
    let home: Leg
    /// Position of its first visit among those of all runs.
    let firstVisit: Int
    /// From the depot to where a spare vehicle would be needed: by visit, the way to the place before it.
    let spareWays: [Milliseconds]
  }

  struct Piece: Sendable {
    let cargo: RunCargo
    /// Position in ``products``; -1 for parcels and people.
    let product: Int
    let value: Int64
    let readyAt: Milliseconds
    let due: ClosedRange<Milliseconds>
    /// Shares of its whole life: left when it is taken on, and asked for on delivery.
    let life: (left: Double, needed: Double)?

    /// People walk in by themselves.
    var handledGrams: Int64 { cargo.isPeople ? 0 : cargo.mass.grams }
  }

  struct Place: Sendable {
    let id: Catalogue.Place.ID
    let hours: [Range<Milliseconds>]
    let millisecondsPerStop: Int
    let millisecondsPer100Kilograms: Int
    let kind: Catalogue.Place.Kind
  }

  /// What a shop sells of one product.
  struct Shelf: Sendable {
    let place: Int
    let product: Int
    /// Packs planned for it on the day.
    let packs: Int64
  }

  public let day: Day
  let catalogue: CountyCatalogue
  let runs: [Run]
  let pieces: [Piece]
  let places: [Place]
  /// Pairs of places between which some run drives, whichever way.
  let roadCount: Int
  let products: [Product]
  let lives: [LifeTable]
  let shelves: [Shelf]
  let hasCertificate: Bool
  /// The day's high, in degrees Celsius; nil where the Catalogue has no climate.
  let outsideHigh: Double?

  var visitCount: Int { runs.last.map { $0.firstVisit + $0.visits.count } ?? 0 }

  /// - Parameters:
  ///   - runs: those that are still to leave are taken.
  ///   - task: the hauls that they carry, and the roads that they drive.
  public init(_ runs: [DeliveryRun], _ task: DayTask) throws(DayFault) {
    var maker = ScriptMaker(task)
    let waiting = runs.filter { [.planned, .booked, .loading].contains($0.state) }
    guard !waiting.isEmpty else { throw .noRuns }
    var made: [Run] = []
    for run in waiting.sorted(by: { $0.id < $1.id }) { made.append(try maker.add(run)) }
    day = task.day
    catalogue = task.catalogue
    self.runs = made
    pieces = maker.pieces
    places = maker.places
    roadCount = maker.roads.count
    products = maker.products
    lives = maker.products.map { LifeTable($0) }
    shelves = maker.shelves
    hasCertificate = task.hasCertificate
    let outside = task.catalogue.riding.outsideDecicelsius
    outsideHigh = outside.count == 12 ? Double(outside[task.day.civil.month - 1]) / 10 : nil
  }
}

/// Puts a script together.
struct ScriptMaker {
  private let task: DayTask
  private let hauls: [RunCargo.Kind: Haul]
  private let midnight: Instant
  private(set) var pieces: [DayScript.Piece] = []
  private(set) var places: [DayScript.Place] = []
  private var placeOf: [Place.ID: Int] = [:]
  private(set) var roads: [String: Int] = [:]
  private(set) var products: [Product] = []
  private(set) var shelves: [DayScript.Shelf] = []
  private var visits = 0

  init(_ task: DayTask) {
    self.task = task
    hauls = Dictionary(task.hauls.map { ($0.kind, $0) }) { first, _ in first }
    midnight = Instant(startOf: task.day)
  }

  private func time(_ instant: Instant) -> Milliseconds { max(Int(instant.milliseconds - midnight.milliseconds), 0) }

  mutating func add(_ run: DeliveryRun) throws(DayFault) -> DayScript.Run {
    guard let vehicle = task.catalogue.vehicle(run.vehicle) else { throw .unknownVehicle(run: run.id.description, vehicle: run.vehicle) }
    let firstPiece = pieces.count
    for piece in run.cargo { pieces.append(try make(piece, run)) }
    func numbers(_ isMeant: (RunCargo) -> Bool) -> [Int] { run.cargo.indices.filter { isMeant(run.cargo[$0]) }.map { firstPiece + $0 } }
    var here = vehicle.depot
    var made: [DayScript.Visit] = []
    var spareWays: [Milliseconds] = []
    for (index, stop) in run.stops.enumerated() {
      let way = try leg(from: here, to: stop.place, index + 1, run, vehicle)
      spareWays.append(here == vehicle.depot ? 0 : (try leg(from: vehicle.depot, to: here, index, run, vehicle)).duration)
      made.append(
        DayScript.Visit(
          place: place(stop.place), way: way, loads: numbers { $0.from == index + 1 }, unloads: numbers { $0.to == index + 1 },
          planned: time(stop.beginsAt)))
      here = stop.place
    }
    defer { visits += made.count }
    spareWays.append(here == vehicle.depot ? 0 : (try leg(from: vehicle.depot, to: here, run.stops.count, run, vehicle)).duration)
    return DayScript.Run(
      id: run.id, vehicle: vehicle, leavesAt: time(run.leavesAt), loads: numbers { $0.from == 0 }, visits: made,
      home: try leg(from: here, to: vehicle.depot, run.stops.count + 1, run, vehicle), firstVisit: visits, spareWays: spareWays)
  }

  private mutating func make(_ cargo: RunCargo, _ run: DeliveryRun) throws(DayFault) -> DayScript.Piece {
    guard let haul = hauls[cargo.kind] else { throw .cargoGone(run: run.id.description, cargo: cargo.kind.description) }
    var position = -1
    if let product = haul.product {
      position = products.firstIndex { $0.id == product.id } ?? products.count
      if position == products.count { products.append(product) }
    }
    if position >= 0, cargo.to >= 1, cargo.to <= run.stops.count { stock(run.stops[cargo.to - 1].place, position, cargo.count) }
    return DayScript.Piece(
      cargo: cargo, product: position, value: haul.value.fen, readyAt: time(haul.readyAt),
      due: time(haul.due.lowerBound)...time(haul.due.upperBound),
      life: haul.life.map { (left: Double($0.left) / 1_000_000, needed: Double($0.needed) / 1_000_000) })
  }

  private mutating func stock(_ id: Place.ID, _ product: Int, _ packs: Int64) {
    let place = place(id)
    guard places[place].kind == .shop else { return }
    guard let known = shelves.firstIndex(where: { $0.place == place && $0.product == product }) else {
      return shelves.append(DayScript.Shelf(place: place, product: product, packs: packs))
    }
    shelves[known] = DayScript.Shelf(place: place, product: product, packs: shelves[known].packs + packs)
  }

  private mutating func place(_ id: Place.ID) -> Int {
    if let known = placeOf[id] { return known }
    let place = task.catalogue.place(id)
    let ramp = place.flatMap(task.catalogue.ramp(of:))
    func time(_ minute: Int64) -> Milliseconds { Int(minute) * 60_000 }
    places.append(
      DayScript.Place(
        id: id, hours: ramp?.hours.map { time($0.lowerBound)..<time($0.upperBound) } ?? [0..<time(24 * 60)],
        millisecondsPerStop: Int(ramp?.secondsPerStop ?? 0) * 1000,
        millisecondsPer100Kilograms: Int(ramp?.secondsPer100Kilograms ?? 0) * 1000, kind: place?.kind ?? .beyond))
    placeOf[id] = places.count - 1
    return places.count - 1
  }

  private mutating func leg(
    from: Place.ID, to: Place.ID, _ stop: Int, _ run: DeliveryRun, _ vehicle: Vehicle
  ) throws(DayFault) -> DayScript.Leg {
    guard from != to else { return DayScript.Leg(duration: 0, metres: 0, road: -1, toll: nil, isFree: true) }
    guard let a = task.roads.index(of: from), let b = task.roads.index(of: to), task.roads.seconds(from: a, to: b) != RoadTable.unreachable
    else { throw .noWay(run: run.id.description, stop: stop) }
    let road = min(from, to) + " " + max(from, to)
    let number = roads[road] ?? roads.count
    roads[road] = number
    let hasMotorway = task.roads.passage(from: a, to: b) != nil
    return DayScript.Leg(
      duration: Int(task.roads.seconds(from: a, to: b)) * 1000, metres: Int64(task.roads.metres(from: a, to: b)), road: number,
      toll: hasMotorway ? vehicle.tollClass.map { Int64(task.roads.tollFen($0, from: a, to: b)) } ?? 0 : nil,
      isFree: run.toll.passages.first { $0.to == stop }?.isFree ?? false)
  }
}

extension DayScript {
  public func placeName(_ id: Catalogue.Place.ID) -> Text? { catalogue.place(id)?.name }
}
