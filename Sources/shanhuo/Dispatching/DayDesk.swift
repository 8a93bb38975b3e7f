import Catalogue
import Dispatching
import Distances
import GreenChannel
import Ledger
import Measures
import Messages
import Ordering
import Storage

/// Gathers what a day's plan is made of: orders whose goods lie ready, parcels and riders from a file, vehicles that are free, roads.
struct DayDesk {
  private let session: Session
  private let catalogue: CountyCatalogue
  private let day: Day

  init(_ session: Session, on day: Day) throws {
    self.session = session
    self.day = day
    catalogue = try session.catalogue()
  }

  /// - Parameters:
  ///   - jobs: beside what orders ask for.
  ///   - runs: that go on and may be changed; vehicles of other live runs of the day are free when they are back.
  func task(
    _ roads: RoadTableOptions, jobs: DayJobs = .none, runs: [DeliveryRun] = [], hasCertificate: Bool, weighsTolls: Bool = true
  ) throws -> DayTask {
    let vehicles = try freeVehicles(beside: runs)
    let waiting = try waiting(for: vehicles)
    let hauls = try waiting.hauls + jobs.hauls + riding(on: runs)
    var ids = Set(hauls.flatMap { [$0.from, $0.to] } + vehicles.map(\.depot))
    for run in runs { ids.formUnion(run.stops.map(\.place) + [depot(run)]) }
    let history = try self.roads(roads, over: ids)
    let begins = session.now.day == day ? session.now : Instant(startOf: day)
    return DayTask(
      catalogue: catalogue, day: day, vehicles: vehicles, roads: history.latest, hauls: hauls, splits: waiting.splits, history: history,
      runs: runs,
      // What was planned with the certificate goes on with it.
      hasCertificate: hasCertificate || runs.contains { $0.toll.hasCertificate }, weighsTolls: weighsTolls, now: begins)
  }

  /// What runs under way have still to do when their day is over.
  func taskAfterwards(_ roads: RoadTableOptions, runs: [DeliveryRun]) throws -> DayTask {
    let history = try self.roads(roads, over: Set(runs.flatMap { $0.stops.map(\.place) + [depot($0)] }))
    return DayTask(
      catalogue: catalogue, day: day, vehicles: catalogue.vehicles, roads: history.latest, hauls: [], history: history, runs: runs,
      hasCertificate: runs.contains { $0.toll.hasCertificate }, now: session.now)
  }

  /// The vehicles that a plan may use, each from when it is back from the runs that stay as they are.
  private func freeVehicles(beside runs: [DeliveryRun]) throws -> [Vehicle] {
    let (live, changed) = (try session.register.liveRuns(on: day), Set(runs.map(\.id)))
    let midnight = Instant(startOf: day)
    return catalogue.vehicles.compactMap { vehicle in
      let its = live.filter { $0.vehicle == vehicle.id }
      guard !its.contains(where: \.isBrokenDown) else { return nil }
      let staying = its.filter { !changed.contains($0.id) }
      let back = staying.map { ($0.backAt.milliseconds - midnight.milliseconds + 59_999) / 60_000 }.max() ?? 0
      var vehicle = vehicle
      guard back < vehicle.shift.upperBound else { return nil }
      vehicle.shift = max(back, vehicle.shift.lowerBound)..<vehicle.shift.upperBound
      return vehicle
    }
  }

  /// The roads between places, and when drivers found which of them closed on the day.
  func roads(_ options: RoadTableOptions, over ids: Set<Place.ID>) throws -> RoadHistory {
    let closed = try session.register.runs(on: day, state: nil, limit: Int64.max).flatMap { run in
      run.events.filter { $0.kind == .roadClosed }.map { event in
        RoadHistory.Closing(
          at: event.at, from: run.place(of: event.stop, depot: depot(run)), to: event.towards.isEmpty ? depot(run) : event.towards)
      }
    }
    // The way round leads by any place of the county.
    let places = catalogue.places.filter { ids.contains($0.id) || !closed.isEmpty }
    return RoadHistory(try options.table(catalogue, places, on: day), closed, keeping: ids.contains)
  }

  // MARK: Orders

  /// The parts of orders for the day that have their goods and ride nowhere yet, and how those are divided that are more than a vehicle holds.
  private func waiting(for vehicles: [Vehicle]) throws -> (hauls: [Haul], splits: [PartSplit]) {
    let orders = try session.register.ordersWithoutRun(on: day)
    let parts = orders.flatMap { order in
      order.parts.filter { $0.1.state == .reserved || $0.1.state == .packed }.map { Wanted(part: $0.0, allocation: $0.1, order: order) }
    }
    let runs = try session.register.runs(carrying: parts.map(\.part))
    let free = zip(parts, runs).filter { $0.1 == nil }.map(\.0)
    var splits: [PartSplit] = []
    // Parts of a line so far, those that splits add among them.
    var count: [OrderPart: Int64] = [:]
    let loads = try zip(free, hauls(free)).flatMap { wanted, haul -> [Haul] in
      let (part, key) = (wanted.part, wanted.part.wholeLine)
      let before = count[key] ?? Int64(wanted.order.lines[Int(part.line - 1)].allocations.count)
      let loads =
        haul?.loads(in: vehicles, catalogue.tollFreeRules) { .part(part.order, line: part.line, part: before + Int64($0)) } ?? []
      splits += loads.dropFirst().map { PartSplit(part, packs: $0.count) }
      count[key] = before + Int64(max(loads.count - 1, 0))
      return loads
    }
    return (loads, splits)
  }

  /// What rides, or will, on runs that are planned anew.
  private func riding(on runs: [DeliveryRun]) throws -> [Haul] {
    try runs.flatMap { run in
      // What has come to where it goes is handed over there, however broken the vehicle is.
      let cargo = run.liveCargo.filter { piece in run.breakdown.map { piece.state != .aboard || piece.to != $0.stop } ?? true }
      return try zip(cargo, hauls(of: cargo, on: run) { _ in session.now }).compactMap { piece, haul in haul.map { moved($0, piece, run) } }
    }
  }

  /// From where its goods are by now.
  private func moved(_ haul: Haul, _ piece: RunCargo, _ run: DeliveryRun) -> Haul {
    var haul = haul
    guard piece.state == .aboard else { return haul }
    if let breakdown = run.breakdown {
      haul.from = run.place(of: breakdown.stop, depot: depot(run))
      haul.readyAt = breakdown.at
    } else {
      haul.aboard = run.id
    }
    return haul
  }

  /// What is known of a run's cargo, for whoever checks it.
  func hauls(of run: DeliveryRun) throws -> [Haul] {
    try hauls(of: run.cargo, on: run) { max(Instant(startOf: day), run.loadedAt($0)) }.compactMap(\.self)
  }

  /// By piece of cargo; nil where its order or lot is not known any more.
  ///
  /// - Parameter from: when its life is looked at.
  private func hauls(of cargo: [RunCargo], on run: DeliveryRun, lifeFrom from: (RunCargo) -> Instant) throws -> [Haul?] {
    let ids = Set(cargo.compactMap(\.orderPart?.order)).sorted()
    let orders = Dictionary(try session.register.orders(ids).map { ($0.id, $0) }) { first, _ in first }
    let wanted = cargo.map { piece -> Wanted? in
      guard let part = piece.orderPart, let order = orders[part.order], let allocation = order.parts.first(where: { $0.0 == part })?.1
      else { return nil }
      // What was cancelled, or left its lot by another way, rides no more.
      let isThere = order.state != .cancelled && order.deliverOn == day && [.reserved, .packed, .dispatched].contains(allocation.state)
      guard isThere || piece.state != .planned else { return nil }
      return Wanted(
        part: part, allocation: allocation, order: order, fetchedAt: run.place(of: piece.from, depot: depot(run)), lifeFrom: from(piece))
    }
    var parts = try hauls(wanted.compactMap(\.self))[...]
    return zip(cargo, wanted).map { piece, wanted in
      wanted == nil ? other(piece, run) : parts.removeFirst()
    }
  }

  /// Parcels and people, of which the run tells all that is known.
  private func other(_ piece: RunCargo, _ run: DeliveryRun) -> Haul? {
    guard piece.orderPart == nil else { return nil }
    let whole = Instant(startOf: day)...Instant(startOf: day.advanced(by: 1))
    return Haul(
      kind: piece.kind, product: piece.product.flatMap(catalogue.product), count: piece.count, mass: piece.mass, volume: piece.volume,
      from: run.place(of: piece.from, depot: depot(run)), to: run.place(of: piece.to, depot: depot(run)),
      readyAt: piece.hours?.readyAt ?? whole.lowerBound, due: piece.hours?.due ?? whole)
  }

  private func depot(_ run: DeliveryRun) -> Place.ID { catalogue.vehicle(run.vehicle)?.depot ?? "" }

  /// A part of an order that is to be carried.
  struct Wanted {
    var part: OrderPart
    var allocation: Allocation
    var order: Order
    /// Where a run takes it on, or took it on, which counts where it has left its lot; nil where it rides nowhere.
    var fetchedAt: Place.ID?
    /// When its life is looked at; nil: now.
    var lifeFrom: Instant?
  }

  /// By what is wanted, as something to carry; nil where its lot or pack is not known any more.
  private func hauls(_ wanted: [Wanted]) throws -> [Haul?] {
    let ids = Set(wanted.compactMap(\.allocation.lot)).sorted()
    let lots = Dictionary(try session.register.lots(ids).map { ($0.id, $0) }) { first, _ in first }
    return try wanted.map { wanted in try wanted.allocation.lot.flatMap { lots[$0] }.flatMap { try haul(wanted, in: $0) } }
  }

  private func haul(_ wanted: Wanted, in lot: Lot) throws -> Haul? {
    let (part, allocation, order) = (wanted.part, wanted.allocation, wanted.order)
    let line = order.lines[Int(part.line - 1)]
    guard let (pack, product) = catalogue.pack(line.pack) else { return nil }
    let channel = catalogue.channel(order.channel)
    var volume = allocation.packs
    for side in pack.outerMillimetres { volume = try volume.multiplied(by: side) }
    let ready = Instant(startOf: day)
    let shelf = channel?.shelfBy ?? catalogue.place(order.deliverTo).flatMap(catalogue.ramp(of:))?.shelfBy
    let end = shelf.map { Instant(startOf: day).advanced(byMilliseconds: $0 * 60_000) } ?? Instant(startOf: day.advanced(by: 1))
    let value = try line.unitPrice.amount(
      packs: allocation.packs, pieces: line.unit == .pieces ? allocation.packs.multiplied(by: line.content) : 0,
      grams: allocation.pricedGrams)
    let temperature = catalogue.place(lot.place)?.storageDecicelsius
    return Haul(
      kind: .part(order.id, line: part.line, part: part.part), product: product, count: allocation.packs,
      mass: try allocation.mass(in: pack), volume: volume,
      from: allocation.state == .dispatched ? wanted.fetchedAt ?? lot.place : lot.place, to: order.deliverTo, readyAt: ready,
      due: ready...end, value: value,
      life: Haul.life(
        of: product, expiresOn: lot.expiresOn, from: wanted.lifeFrom ?? max(ready, session.now), at: temperature,
        daysNeeded: channel?.lifeLeftDays ?? 0))
  }
}

extension Order {
  /// Every part with its place in the order.
  var parts: [(OrderPart, Allocation)] {
    lines.enumerated().flatMap { line, orderLine in
      orderLine.allocations.enumerated().map { part, allocation in
        (OrderPart(order: id, line: Int64(line + 1), part: Int64(part + 1)), allocation)
      }
    }
  }
}

extension DeliveryRun {
  /// The place of a stop; the depot for 0 and for the way home.
  func place(of stop: Int, depot: Place.ID) -> Place.ID { stop > 0 && stop <= stops.count ? stops[stop - 1].place : depot }
}
