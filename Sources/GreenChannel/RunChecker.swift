public import Catalogue
public import Dispatching
public import Distances
import Measures
public import Messages

/// Judges a run by walking it stop by stop. It shares no code with the planner and takes none of its figures on trust.
public struct RunChecker {
  /// A rule that a run breaks, where, and by how much.
  public struct Violation: Sendable, Hashable {
    public enum Rule: String, Sendable, Hashable, CaseIterable {
      /// Arrives sooner than the road allows; seconds.
      case tooFast = "too-fast"
      /// Work begins outside the hours of the ramp; seconds.
      case closed
      /// Handed over after it was due; seconds.
      case late
      /// Taken on before it was ready; seconds.
      case notReady = "not-ready"
      /// Too little time at a stop for what is handled there; seconds.
      case rushed
      /// Grams above the rated mass, or the legal gross mass.
      case overload
      /// Cubic millimetres above the box.
      case overfull
      /// People without a seat.
      case noSeat = "no-seat"
      /// People in a goods vehicle, or goods in a bus.
      case wrongVehicle = "wrong-vehicle"
      /// Goods of two classes that must not ride together.
      case apart
      /// Millionths of its life that goods lack on delivery.
      case stale
      /// Seconds that people ride too long.
      case longRide = "long-ride"
      /// Seconds before or after the driver's shift.
      case shift
      /// Seconds driven without a rest beyond four hours.
      case rest
      /// Fen by which a figure differs from what it comes to.
      case cost
      case tolls
      /// Not at a place where it lies or is wanted.
      case wrongPlace = "wrong-place"
      /// No road between two stops.
      case noWay = "no-way"
      /// The part of the order is gone, or has other packs by so many.
      case changed
    }

    public var stop: Int
    public var rule: Rule
    public var amount: Int64

    public init(_ rule: Rule, stop: Int, by amount: Int64) {
      self.stop = stop
      self.rule = rule
      self.amount = amount
    }
  }

  private let catalogue: CountyCatalogue
  private let roads: RoadTable
  private let wanted: [RunCargo.Kind: Haul]

  /// Article 62 of the Regulation on the Implementation of the Road Traffic Safety Law: who has driven for four hours rests for twenty
  /// minutes at least.
  private static let drivenMax: Int64 = 4 * 3600
  private static let restMin: Int64 = 20 * 60

  /// - Parameters:
  ///   - roads: over the run's stops and its depot.
  ///   - hauls: what is known of its cargo.
  public init(_ catalogue: CountyCatalogue, _ roads: RoadTable, hauls: [Haul]) {
    self.catalogue = catalogue
    self.roads = roads
    wanted = Dictionary(hauls.map { ($0.kind, $0) }) { first, _ in first }
  }

  /// - Throws: `Overflow` where masses (grams) or volumes (cubic millimetres) do not fit into 64 bits.
  public func violations(of run: DeliveryRun) throws -> [Violation] {
    guard let vehicle = catalogue.vehicle(run.vehicle) else { return [Violation(.wrongVehicle, stop: 0, by: 1)] }
    return drive(run, vehicle) + handle(run) + (try carry(run, vehicle)) + keep(run, vehicle) + (try pay(run, vehicle)) + stand(run)
  }

  private func seconds(_ from: Instant, _ to: Instant) -> Int64 { (to.milliseconds - from.milliseconds) / 1000 }

  /// What is still to be carried is what its order asks for.
  private func stand(_ run: DeliveryRun) -> [Violation] {
    run.liveCargo.compactMap { piece in
      let (carried, asked) = (piece.count - piece.refused, wanted[piece.kind]?.count ?? 0)
      return piece.orderPart == nil || carried == asked ? nil : Violation(.changed, stop: piece.from, by: abs(asked - carried))
    }
  }

  // MARK: Driving

  private func drive(_ run: DeliveryRun, _ vehicle: Vehicle) -> [Violation] {
    var found: [Violation] = []
    // What lies behind a run under way is as it was, not as it was planned.
    let behind = run.state == .underWay ? run.stops.prefix { $0.state != .ahead } : []
    var (place, free, driven) = (behind.last?.place ?? vehicle.depot, leftLast(run, behind.last), Int64(0))
    func leg(to next: Place.ID, at arrival: Instant, _ stop: Int) {
      guard next != place else { return }
      guard let from = roads.index(of: place), let to = roads.index(of: next) else {
        return found.append(Violation(.noWay, stop: stop, by: 1))
      }
      let need = roads.seconds(from: from, to: to)
      guard need != RoadTable.unreachable else { return found.append(Violation(.noWay, stop: stop, by: 1)) }
      let had = seconds(free, arrival)
      if had < Int64(need) { found.append(Violation(.tooFast, stop: stop, by: Int64(need) - had)) }
      driven += Int64(need)
      if driven > RunChecker.drivenMax {
        // What the leg takes longer than the road does was rest.
        if had - Int64(need) < RunChecker.restMin { found.append(Violation(.rest, stop: stop, by: driven - RunChecker.drivenMax)) }
        driven = Int64(need)
      }
    }
    for (index, stop) in run.stops.enumerated().dropFirst(behind.count) {
      leg(to: stop.place, at: stop.arrivesAt, index + 1)
      if seconds(stop.arrivesAt, stop.leavesAt) >= RunChecker.restMin { driven = 0 }
      (place, free) = (stop.place, stop.leavesAt)
    }
    leg(to: vehicle.depot, at: run.backAt, run.stops.count + 1)
    let midnight = Instant(startOf: run.day)
    let begins = midnight.advanced(byMilliseconds: vehicle.shift.lowerBound * 60_000)
    let ends = midnight.advanced(byMilliseconds: vehicle.shift.upperBound * 60_000)
    if run.leavesAt < begins { found.append(Violation(.shift, stop: 0, by: seconds(run.leavesAt, begins))) }
    if run.backAt > ends { found.append(Violation(.shift, stop: run.stops.count + 1, by: seconds(ends, run.backAt))) }
    return found
  }

  /// When it drives on from the stop at which it was last, or from the depot.
  private func leftLast(_ run: DeliveryRun, _ stop: RunStop?) -> Instant {
    guard run.state == .underWay else { return run.leavesAt }
    if let stop, stop.state == .arrived { return max(stop.leavesAt, run.events.last?.at ?? stop.leavesAt) }
    return run.events.last { $0.kind == .left }?.at ?? run.startedAt ?? run.leavesAt
  }

  // MARK: Loading and unloading

  private func handle(_ run: DeliveryRun) -> [Violation] {
    var found: [Violation] = []
    let midnight = Instant(startOf: run.day)
    for (index, stop) in run.stops.enumerated() {
      let number = index + 1
      let here = run.cargo.filter { ($0.from == number || $0.to == number) && $0.state != .handedOver }
      guard let ramp = catalogue.place(stop.place).flatMap(catalogue.ramp(of:)) else { continue }
      let minute = seconds(midnight, stop.beginsAt)
      let distance = ramp.hours.map { max($0.lowerBound * 60 - minute, minute - $0.upperBound * 60, 0) }.min() ?? 0
      if distance > 0 { found.append(Violation(.closed, stop: number, by: distance)) }
      let handled = here.reduce(Int64(0)) { $0 + ($1.isPeople ? 0 : $1.mass.grams) }
      let needed = Int64(clamping: Int128(handled) * Int128(ramp.secondsPer100Kilograms) / 100_000)
      let had = seconds(stop.beginsAt, stop.leavesAt)
      if had < needed { found.append(Violation(.rushed, stop: number, by: needed - had)) }
      for piece in here {
        guard let haul = wanted[piece.kind] else { continue }
        if piece.from == number {
          if haul.from != stop.place { found.append(Violation(.wrongPlace, stop: number, by: 1)) }
          if stop.leavesAt < haul.readyAt { found.append(Violation(.notReady, stop: number, by: seconds(stop.leavesAt, haul.readyAt))) }
        } else {
          if haul.to != stop.place { found.append(Violation(.wrongPlace, stop: number, by: 1)) }
          // Work at a stop may take long; what counts is when it begins there.
          if stop.beginsAt > haul.due.upperBound {
            found.append(Violation(.late, stop: number, by: seconds(haul.due.upperBound, stop.beginsAt)))
          }
        }
      }
    }
    return found
  }

  // MARK: Room, and who rides with whom

  private func carry(_ run: DeliveryRun, _ vehicle: Vehicle) throws -> [Violation] {
    var found: [Violation] = []
    let legal = catalogue.tollFreeRules.vehicleClass(vehicle.vehicleClass).map { max(0, $0.grossMax.grams - vehicle.unladen.grams) }
    let mass = min(vehicle.rated.grams, legal ?? vehicle.rated.grams)
    let room = try vehicle.box.volume()
    for leg in 0...run.stops.count {
      let aboard = run.cargo.filter { $0.from <= leg && leg < $0.to && $0.state != .handedOver }
      var (grams, volume, people) = (Int64(0), Int64(0), Int64(0))
      for piece in aboard {
        // Packing may have made it heavier than it was planned.
        let known = wanted[piece.kind]?.mass.grams ?? 0
        if piece.isPeople { people += piece.count } else { grams = try grams.adding(max(piece.mass.grams, known)) }
        volume = try volume.adding(piece.volume)
      }
      if grams > mass { found.append(Violation(.overload, stop: leg, by: grams - mass)) }
      if volume > room { found.append(Violation(.overfull, stop: leg, by: volume - room)) }
      if people > vehicle.seats { found.append(Violation(.noSeat, stop: leg, by: people - vehicle.seats)) }
      if (vehicle.body == .bus) != aboard.contains(where: \.isPeople), !aboard.isEmpty {
        found.append(Violation(.wrongVehicle, stop: leg, by: 1))
      }
      let classes = Set(aboard.filter { !$0.isPeople }.map(rideClass))
      for pair in catalogue.apart where classes.contains(pair.first) && classes.contains(pair.second) {
        found.append(Violation(.apart, stop: leg, by: 1))
      }
    }
    return found
  }

  private func rideClass(_ piece: RunCargo) -> RideClass.ID {
    if let product = piece.product.flatMap(catalogue.product) { return product.rides }
    return catalogue.riding.parcels.isEmpty ? RideClass.food : catalogue.riding.parcels
  }

  // MARK: Freshness, and how long people ride

  private func keep(_ run: DeliveryRun, _ vehicle: Vehicle) -> [Violation] {
    var found: [Violation] = []
    let temperature = catalogue.boxDecicelsius(of: vehicle, month: run.day.civil.month)
    for piece in run.cargo where piece.to <= run.stops.count && piece.state != .handedOver {
      let on = piece.from == 0 ? run.leavesAt : run.stops[piece.from - 1].leavesAt
      let off = run.stops[piece.to - 1].beginsAt
      let rode = seconds(on, off)
      if piece.isPeople {
        guard let longest = vehicle.longestRideMinutes, rode > longest * 60 else { continue }
        found.append(Violation(.longRide, stop: piece.to, by: rode - longest * 60))
      } else if let haul = wanted[piece.kind], let product = haul.product, let life = haul.life, let temperature {
        let lost = Int64(clamping: Int128(product.lifeLossMillionths(perHourAt: temperature)) * Int128(rode) / 3600)
        let lacking = life.needed - (life.left - lost)
        if lacking > 0 { found.append(Violation(.stale, stop: piece.to, by: lacking)) }
      }
    }
    return found
  }

  // MARK: Money

  private func pay(_ run: DeliveryRun, _ vehicle: Vehicle) throws -> [Violation] {
    var (metres, tolls, saved) = (Int64(0), Int64(0), Int64(0))
    var place = vehicle.depot
    for leg in 0...run.stops.count {
      let next = leg < run.stops.count ? run.stops[leg].place : vehicle.depot
      defer { place = next }
      guard next != place, let from = roads.index(of: place), let to = roads.index(of: next) else { continue }
      metres += Int64(roads.metres(from: from, to: to))
      guard roads.passage(from: from, to: to) != nil, let tollClass = vehicle.tollClass else { continue }
      let toll = Int64(roads.tollFen(tollClass, from: from, to: to))
      let goods = run.cargo.filter { $0.from <= leg && leg < $0.to && !$0.isPeople }.map { piece in
        LoadedGoods(piece.product.flatMap(catalogue.product).map { .product($0) } ?? .otherGoods, mass: piece.mass, volume: piece.volume)
      }
      let verdict = try TollFreeCheck(catalogue.tollFreeRules, vehicle, on: run.day).verdict(
        on: Load(goods, hasCertificate: run.toll.hasCertificate))
      if verdict.isFree { saved += verdict.rule == .freeForAll ? 0 : toll } else { tolls += toll }
    }
    var found: [Violation] = []
    let driving = try vehicle.costPerKilometre.fen.scaled(by: metres, over: 1000)
    let time = try vehicle.costPerHour.fen.scaled(by: max(0, seconds(run.leavesAt, run.backAt)), over: 3600)
    // A finished run has the figures of its driver.
    if run.state != .done, run.cost.driving.fen + run.cost.time.fen != driving + time {
      found.append(Violation(.cost, stop: 0, by: run.cost.driving.fen + run.cost.time.fen - driving - time))
    }
    if run.state != .done, run.cost.tolls.fen != tolls { found.append(Violation(.tolls, stop: 0, by: run.cost.tolls.fen - tolls)) }
    if run.toll.saved.fen != saved { found.append(Violation(.tolls, stop: 0, by: run.toll.saved.fen - saved)) }
    return found
  }
}

extension RunChecker.Violation.Rule {
  public var label: Text {
    switch self {
    case .tooFast: Text(zh: "开得太快(秒)", en: "faster than the road allows (s)")
    case .closed: Text(zh: "不在收货时间(秒)", en: "outside the hours of the ramp (s)")
    case .late: Text(zh: "送到太晚(秒)", en: "after it was due (s)")
    case .notReady: Text(zh: "货还没备好(秒)", en: "before it was ready (s)")
    case .rushed: Text(zh: "装卸时间不够(秒)", en: "too little time for the work (s)")
    case .overload: Text(zh: "超载(克)", en: "overloaded (g)")
    case .overfull: Text(zh: "装不下(立方毫米)", en: "more than the box holds (mm³)")
    case .noSeat: Text(zh: "没有座位(人)", en: "people without a seat")
    case .wrongVehicle: Text(zh: "车种不对", en: "wrong kind of vehicle")
    case .apart: Text(zh: "不得混装", en: "goods that must not ride together")
    case .stale: Text(zh: "鲜度不够(百万分之一)", en: "not fresh enough (millionths of its life)")
    case .longRide: Text(zh: "乘车太久(秒)", en: "people ride too long (s)")
    case .shift: Text(zh: "超出班次(秒)", en: "outside the shift (s)")
    case .rest: Text(zh: "连续驾驶超过四小时(秒)", en: "more than four hours without a rest (s)")
    case .cost: Text(zh: "费用不符(分)", en: "cost differs (fen)")
    case .tolls: Text(zh: "通行费不符(分)", en: "tolls differ (fen)")
    case .wrongPlace: Text(zh: "地点不对", en: "wrong place")
    case .noWay: Text(zh: "没有路", en: "no road")
    case .changed: Text(zh: "订单已变(件)", en: "not what the order asks for any more (packs)")
    }
  }
}
