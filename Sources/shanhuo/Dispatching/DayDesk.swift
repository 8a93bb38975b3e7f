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
  ///   - hauls: besides what orders ask for.
  ///   - runs: that go on and may be changed; vehicles of other live runs of the day are not free.
  func task(
    _ roads: RoadTableOptions, hauls more: [Haul] = [], runs: [DeliveryRun] = [], hasCertificate: Bool, weighsTolls: Bool = true
  ) throws -> DayTask {
    var hauls = try waiting() + more
    hauls += try runs.flatMap(riding(on:))
    let kept = Set(runs.map(\.id))
    let busy = Set(try session.register.liveRuns(on: day).filter { !kept.contains($0.id) }.map(\.vehicle))
    let broken = Set(runs.filter(\.isBrokenDown).map(\.vehicle))
    let vehicles = catalogue.vehicles.filter { !busy.contains($0.id) && !broken.contains($0.id) }
    var ids = Set(hauls.flatMap { [$0.from, $0.to] } + vehicles.map(\.depot))
    for run in runs { ids.formUnion(run.stops.map(\.place) + [depot(run)]) }
    let places = catalogue.places.filter { ids.contains($0.id) }
    let table = try roads.table(catalogue, places, on: day).closing(runs)
    let begins = session.now.day == day ? session.now : Instant(startOf: day)
    return DayTask(
      catalogue: catalogue, day: day, vehicles: vehicles, roads: table, hauls: hauls, runs: runs, hasCertificate: hasCertificate,
      weighsTolls: weighsTolls, now: begins)
  }

  // MARK: Orders

  /// The parts of orders for the day that have their goods and ride nowhere yet.
  func waiting() throws -> [Haul] {
    try session.register.ordersWithoutRun(on: day).flatMap { order in
      try order.parts.filter { _, allocation in allocation.state == .reserved || allocation.state == .packed }
        .filter { part, _ in try session.register.run(carrying: part) == nil }
        .compactMap { part, allocation in try haul(part, allocation, of: order) }
    }
  }

  /// What rides, or will, on a run that is planned anew.
  private func riding(on run: DeliveryRun) throws -> [Haul] {
    try run.cargo.filter { $0.state == .planned || $0.state == .aboard }.compactMap { piece in
      let stranded = run.isBrokenDown && piece.state == .aboard
      let breakdown = run.events.last { $0.kind == .brokenDown }
      let place = stranded ? breakdown.map { run.place(of: $0.stop, depot: depot(run)) } : nil
      var haul: Haul?
      if let part = piece.orderPart {
        guard let order = try session.register.order(part.order), let allocation = order.parts.first(where: { $0.0 == part })?.1 else {
          return nil
        }
        haul = try self.haul(part, allocation, of: order)
      } else {
        haul = Haul(
          kind: piece.kind, product: nil, count: piece.count, mass: piece.mass, volume: piece.volume,
          from: run.place(of: piece.from, depot: depot(run)), to: run.place(of: piece.to, depot: depot(run)),
          readyAt: Instant(startOf: day), due: Instant(startOf: day)...Instant(startOf: day.advanced(by: 1)))
      }
      if let place, let at = breakdown?.at {
        haul?.from = place
        haul?.readyAt = at
      }
      return haul
    }
  }

  /// What is known of a run's cargo, for whoever checks it.
  func hauls(of run: DeliveryRun) throws -> [Haul] {
    try run.cargo.compactMap { piece in
      guard let part = piece.orderPart, let order = try session.register.order(part.order),
        let allocation = order.parts.first(where: { $0.0 == part })?.1
      else { return nil }
      return try haul(part, allocation, of: order)
    }
  }

  private func depot(_ run: DeliveryRun) -> Place.ID { catalogue.vehicle(run.vehicle)?.depot ?? "" }

  /// A part of an order as something to carry; nil where its lot or pack is not known any more.
  func haul(_ part: OrderPart, _ allocation: Allocation, of order: Order) throws -> Haul? {
    let line = order.lines[Int(part.line - 1)]
    guard let id = allocation.lot, let lot = try session.register.lot(id), let (pack, product) = catalogue.pack(line.pack) else {
      return nil
    }
    let channel = catalogue.channel(order.channel)
    let net = allocation.packedGrams > 0 ? allocation.packedGrams : allocation.pricedGrams
    let mass = Mass(grams: try net.adding(pack.tare.grams.multiplied(by: allocation.packs)))
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
      kind: .part(order.id, line: part.line, part: part.part), product: product, count: allocation.packs, mass: mass, volume: volume,
      from: lot.place, to: order.deliverTo, readyAt: ready, due: ready...end, value: value,
      life: Haul.life(
        of: product, expiresOn: lot.expiresOn, from: max(ready, session.now), at: temperature, daysNeeded: channel?.lifeLeftDays ?? 0))
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

extension RoadTable {
  /// Without the roads that drivers found closed.
  fileprivate func closing(_ runs: [DeliveryRun]) -> RoadTable {
    var (metres, seconds) = (metres, seconds)
    for run in runs {
      for event in run.events where event.kind == .roadClosed {
        guard event.stop > 0, event.stop < run.stops.count, let from = index(of: run.stops[event.stop - 1].place),
          let to = index(of: run.stops[event.stop].place)
        else { continue }
        for cell in [from * size + to, to * size + from] { (metres[cell], seconds[cell]) = (RoadTable.unreachable, RoadTable.unreachable) }
      }
    }
    return RoadTable(
      stops: stops, metres: metres, seconds: seconds, passages: passages, passageOfLeg: passageOfLeg, tollClasses: tollClasses,
      tollFen: tollFen, origin: origin, error: error, standIn: standIn)
  }
}
