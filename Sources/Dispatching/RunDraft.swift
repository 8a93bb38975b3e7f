public import Catalogue
public import Ledger
public import Measures

/// A run as a plan has it, before it has a number, or as a new plan would have a run that is there already go on.
public struct RunDraft: Sendable, Hashable {
  /// Nil: a new run.
  public var continues: DeliveryRun.ID?
  public var vehicle: Vehicle.ID
  public var leavesAt: Instant
  public var backAt: Instant
  /// All of them, those that were visited already first.
  public var stops: [RunStop]
  /// All of it; what is no longer merely planned comes first and in its old order.
  public var cargo: [RunCargo]
  public var cost: RunCost
  public var toll: RunToll

  public init(
    continues: DeliveryRun.ID? = nil, vehicle: Vehicle.ID, leavesAt: Instant, backAt: Instant, stops: [RunStop], cargo: [RunCargo],
    cost: RunCost, toll: RunToll
  ) {
    self.continues = continues
    self.vehicle = vehicle
    self.leavesAt = leavesAt
    self.backAt = backAt
    self.stops = stops
    self.cargo = cargo
    self.cost = cost
    self.toll = toll
  }

  public func run(_ id: DeliveryRun.ID, on day: Day) -> DeliveryRun {
    DeliveryRun(
      id: id, day: day, vehicle: vehicle, leavesAt: leavesAt, backAt: backAt, stops: stops, cargo: cargo, cost: cost, toll: toll)
  }
}

extension RunDraft {
  /// What a run may look like whoever planned it: cargo is taken on before it is handed over, and fits into the vehicle on every leg.
  ///
  /// - Throws: ``RunFault``, or `Overflow` where masses (grams) or volumes (cubic millimetres) do not fit into 64 bits.
  public func requireSound(in vehicle: Vehicle) throws {
    guard !cargo.isEmpty else { throw RunFault.emptyRun(vehicle.id) }
    guard vehicle.body == .bus || vehicle.rated > .zero else { throw RunFault.noRatedMass(vehicle.id) }
    for (index, piece) in cargo.enumerated() {
      guard piece.from >= 0, piece.from < piece.to, piece.to <= stops.count + 1, piece.count > 0, piece.mass >= .zero, piece.volume >= 0
      else { throw RunFault.badCargo(vehicle.id, index + 1) }
    }
    guard timesAhead.allSatisfy({ $0 <= $1 }) else { throw RunFault.badTimes(vehicle.id) }
    let room = try vehicle.box.volume()
    for leg in 0...stops.count {
      let aboard = cargo.filter { $0.from <= leg && leg < $0.to && $0.isCarried }
      let grams = try aboard.reduce(Int64(0)) { try $0.adding($1.isPeople ? 0 : $1.mass.grams) }
      guard grams <= vehicle.rated.grams || aboard.allSatisfy(\.isPeople) else {
        throw RunFault.overloaded(vehicle.id, leg: leg, grams: grams, of: vehicle.rated.grams)
      }
      let volume = try aboard.reduce(Int64(0)) { try $0.adding($1.volume) }
      guard volume <= room else { throw RunFault.overfull(vehicle.id, leg: leg, volume: volume, of: room) }
      let people = aboard.reduce(Int64(0)) { $0 + ($1.isPeople ? $1.count : 0) }
      guard people <= vehicle.seats else { throw RunFault.noSeats(vehicle.id, leg: leg, people: people, of: vehicle.seats) }
    }
  }
}

extension RunDraft {
  /// Each instant that is still to come, with the one after it. A run may be far from what was planned for the stops behind it.
  private var timesAhead: [(Instant, Instant)] {
    let ahead = stops.drop { $0.state != .ahead }
    let begin = ahead.count == stops.count ? [leavesAt] : []
    let instants = begin + ahead.flatMap { [$0.arrivesAt, $0.beginsAt, $0.leavesAt] } + [backAt]
    return Array(zip(instants, instants.dropFirst()))
  }
}

extension RunCargo {
  /// It takes room on its way, or will; what came off otherwise does not.
  fileprivate var isCarried: Bool { state != .handedOver && state != .lost }
}

extension DeliveryRun {
  /// Goes on as a new plan says. What was driven, and what is aboard, stays.
  ///
  /// - Parameter handedOver: what other runs of the same plan take over from this one.
  public mutating func revise(to draft: RunDraft, handedOver: Set<RunCargo.Kind> = []) throws(RunFault) {
    guard state.isLive else { throw .runOver(id, state) }
    guard draft.vehicle == vehicle else { throw .otherVehicle(id, vehicle) }
    let visited = stops.prefix { $0.state != .ahead }
    guard draft.stops.count >= visited.count, zip(visited, draft.stops).allSatisfy({ $0.isSame(as: $1) }),
      draft.stops.dropFirst(visited.count).allSatisfy({ $0.state == .ahead })
    else { throw .visitedStops(id) }
    let begun = cargo.filter { $0.state != .planned }
    let kept = Array(draft.cargo.prefix(begun.count))
    guard kept.count == begun.count, zip(begun, kept).allSatisfy({ $0.isSame(as: $1) || handedOver.contains($0.kind) }) else {
      throw .begunCargo(id)
    }
    // What was left behind is not come back to.
    let first = state == .underWay ? nextStop : 0
    guard draft.cargo.dropFirst(begun.count).allSatisfy({ $0.state == .planned && $0.from >= first }),
      kept.allSatisfy({ $0.state != .aboard || $0.to >= first })
    else { throw .begunCargo(id) }
    stops = draft.stops
    cargo = draft.cargo
    for index in cargo.indices where cargo[index].state == .aboard && handedOver.contains(cargo[index].kind) {
      cargo[index].state = .handedOver
    }
    if state != .underWay { leavesAt = draft.leavesAt }
    backAt = draft.backAt
    cost = draft.cost
    toll = draft.toll
    if state != .underWay, cargo.isEmpty { state = .cancelled }
  }
}

extension RunStop {
  /// The same stop, as far as it was visited: where the vehicle stands, more may be done there than was planned.
  fileprivate func isSame(as other: RunStop) -> Bool {
    state == .left ? self == other : (place, arrivesAt, state) == (other.place, other.arrivesAt, other.state)
  }
}

extension RunCargo {
  /// The same piece in the same state; where it goes may have changed.
  fileprivate func isSame(as other: RunCargo) -> Bool {
    (kind, count, from, state, refused) == (other.kind, other.count, other.from, other.state, other.refused)
  }
}
