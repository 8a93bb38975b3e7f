public import Catalogue
public import Measures

// How a run moves. Each step checks everything before it changes anything, and says what it means for the orders that ride.

/// What a step of a run does to the orders whose goods it carries.
public enum PartEffect: Sendable, Hashable {
  /// With as many packs as were planned.
  case dispatched(OrderPart, packs: Int64)
  /// Taken off again before the vehicle left.
  case unloaded(OrderPart)
  case delivered(OrderPart)
  /// Of so many packs; back into the lot where they are sound.
  case refused(OrderPart, packs: Int64, isSound: Bool)
  case lost(OrderPart)
}

extension DeliveryRun {
  /// Moves it along the table of ``State/next``; anything else is refused.
  mutating func move(to new: State) throws(RunFault) {
    guard state.next.contains(new) else { throw .runState(id, state, to: new) }
    state = new
  }

  /// - Parameters:
  ///   - lead: minutes between booking and entering the motorway, at least; nil where nobody asks for any.
  ///   - valid: minutes between them at most; nil where nobody says so.
  public mutating func book(_ booking: Booking, leadMinutes lead: Int64?, validMinutes valid: Int64?) throws(RunFault) {
    guard state == .planned || state == .booked else { throw .runState(id, state, to: .booked) }
    let minutes = (booking.entersAt.milliseconds - booking.at.milliseconds) / 60_000
    guard minutes >= lead ?? 0 else { throw .bookedTooLate(id, enters: booking.entersAt, leadMinutes: lead ?? 0) }
    if let valid, minutes > valid { throw .bookedTooEarly(id, enters: booking.entersAt, validMinutes: valid) }
    state = .booked
    self.booking = booking
  }

  /// What leaves with it from the depot is taken on.
  public mutating func load(at instant: Instant, by actor: Actor.ID) throws(RunFault) -> [PartEffect] {
    var changed = self
    try changed.move(to: .loading)
    let effects = try changed.take(RunEvent(kind: .loaded, stop: 0, at: instant, actor: actor))
    self = changed
    return effects
  }

  /// Leaves the depot. What rides from there and is not aboard yet is taken on now.
  public mutating func start(at instant: Instant, by actor: Actor.ID) throws(RunFault) -> [PartEffect] {
    var changed = self
    var effects: [PartEffect] = []
    if changed.cargo.contains(where: { $0.from == 0 && $0.state == .planned }) {
      effects = try changed.take(RunEvent(kind: .loaded, stop: 0, at: instant, actor: actor))
    }
    try changed.move(to: .underWay)
    try changed.append(RunEvent(kind: .left, stop: 0, at: instant, actor: actor))
    changed.startedAt = instant
    self = changed
    return effects
  }

  /// What another run was to fetch here lies aboard again.
  ///
  /// - Returns: whether it was taken over from this run.
  public mutating func takeBack(_ kind: RunCargo.Kind) -> Bool {
    guard state.isLive, let index = cargo.firstIndex(where: { $0.kind == kind && $0.state == .handedOver }) else { return false }
    cargo[index].state = .aboard
    cargo[index].to = min(cargo[index].to, home)
    return true
  }

  /// Given up before it has left; what was loaded at the depot is taken off again.
  public mutating func cancel() throws(RunFault) {
    if state == .underWay, let aboard = cargo.firstIndex(where: { $0.state == .aboard }) { throw .cargoAboard(id, aboard + 1) }
    try move(to: .cancelled)
    for index in cargo.indices where cargo[index].state == .aboard { cargo[index].state = .planned }
  }

  /// Packing fixed the mass of what is taken on, which may not be what was planned.
  public mutating func weigh(_ part: OrderPart, _ mass: Mass) {
    for index in cargo.indices where cargo[index].orderPart == part { cargo[index].mass = mass }
  }

  /// What it leaves a stop with, of what is aboard by now.
  ///
  /// - Throws: `Overflow` where masses (grams) do not fit into 64 bits.
  public func massAboard(leaving stop: Int) throws(Overflow) -> Mass {
    var sum = Mass.zero
    for piece in cargo where piece.state == .aboard && piece.to > stop && !piece.isPeople { sum = try sum + piece.mass }
    return sum
  }

  /// Back at the depot. What nobody took has been reported as refused there.
  ///
  /// - Parameter cost: what it came to in the end.
  public mutating func finish(at instant: Instant, cost: RunCost) throws(RunFault) {
    guard state == .underWay else { throw .runState(id, state, to: .done) }
    try requireLater(instant)
    if let aboard = cargo.firstIndex(where: { $0.state == .aboard }) { throw .cargoAboard(id, aboard + 1) }
    if let waiting = cargo.firstIndex(where: { $0.state == .planned }) { throw .cargoWaiting(id, waiting + 1) }
    state = .done
    endedAt = instant
    self.cost = cost
  }

  // MARK: Events

  /// Takes one event; events come in the order of time, and each only once.
  public mutating func take(_ event: RunEvent) throws(RunFault) -> [PartEffect] {
    guard state.isLive else { throw .runOver(id, state) }
    var event = event
    if event.kind == .roadClosed { event.towards = stops.indices.contains(event.stop) ? stops[event.stop].place : "" }
    // Who drives on may leave, and break down, a second time; and what a new plan adds is loaded after the rest.
    let mayCome = event.kind == .left && isBrokenDown || event.kind == .brokenDown && !isBrokenDown || event.kind == .loaded
    guard mayCome || !events.contains(where: { $0.isSame(as: event) }) else { throw .eventTwice(id, event.kind, stop: event.stop) }
    let last = event.kind == .refused ? home : stops.count
    guard (0...last).contains(event.stop) else { throw .unknownStop(id, event.stop, of: stops.count) }
    guard state == .underWay || (event.stop == 0 && event.kind == .loaded) else { throw .notUnderWay(id, state) }
    try requireLater(event.at)
    var changed = self
    if state == .planned || state == .booked { try changed.move(to: .loading) }
    let effects: [PartEffect]
    switch event.kind {
    case .arrived: effects = try changed.arrive(at: event.stop)
    case .left: effects = try changed.leave(event.stop)
    case .loaded: effects = try changed.loadCargo(event)
    case .delivered: effects = try changed.unload(event)
    case .refused: effects = try changed.refuse(event)
    case .lost: effects = try changed.lose(event)
    case .brokenDown:
      guard event.stop == stopsVisited else { throw .notThere(id, event.stop) }
      effects = []
    case .roadClosed:
      guard event.stop <= stopsVisited else { throw .notThere(id, event.stop) }
      effects = []
    }
    try changed.append(event)
    self = changed
    return effects
  }

  private mutating func append(_ event: RunEvent) throws(RunFault) {
    try requireLater(event.at)
    events.append(event)
  }

  private func requireLater(_ instant: Instant) throws(RunFault) {
    if let last = events.last, instant < last.at { throw .timeBackwards(id, instant, last: last.at) }
  }

  /// Stops are visited one after the other.
  private mutating func arrive(at stop: Int) throws(RunFault) -> [PartEffect] {
    guard stop > 0, stop == nextStop, stops[stop - 1].state == .ahead else { throw .stopOutOfTurn(id, stop, next: nextStop) }
    if isBrokenDown { throw .brokenDown(id) }
    stops[stop - 1].state = .arrived
    return []
  }

  private mutating func leave(_ stop: Int) throws(RunFault) -> [PartEffect] {
    // A repaired vehicle drives on from the stop that it had left before.
    if isBrokenDown, stop == nextStop - 1, stop == stops.count || stops[stop].state == .ahead { return [] }
    guard stop > 0, stops[stop - 1].state == .arrived else { throw .notThere(id, stop) }
    if let left = cargo.firstIndex(where: { $0.to == stop && $0.state == .aboard }) { throw .cargoAboard(id, left + 1) }
    if let waiting = cargo.firstIndex(where: { $0.from == stop && $0.state == .planned }) { throw .cargoWaiting(id, waiting + 1) }
    stops[stop - 1].state = .left
    return []
  }

  private mutating func loadCargo(_ event: RunEvent) throws(RunFault) -> [PartEffect] {
    if event.stop > 0 { guard stops[event.stop - 1].state == .arrived else { throw .notThere(id, event.stop) } }
    return try each(event, from: .planned, where: { $0.from == event.stop }) { [id] cargo, count throws(RunFault) in
      guard count == cargo.count else { throw .wholeCargoOnly(id, event.kind) }
      cargo.state = .aboard
      guard let part = cargo.orderPart else { return [] }
      return [.dispatched(part, packs: count)]
    }
  }

  private mutating func unload(_ event: RunEvent) throws(RunFault) -> [PartEffect] {
    guard event.stop > 0, stops[event.stop - 1].state == .arrived else { throw .notThere(id, event.stop) }
    return try each(event, from: .aboard, where: { $0.to == event.stop }) { [id] cargo, count throws(RunFault) in
      guard count == cargo.count - cargo.refused else { throw .wholeCargoOnly(id, event.kind) }
      cargo.state = .delivered
      return cargo.orderPart.map { [.delivered($0)] } ?? []
    }
  }

  /// By who was to have it; or, where nobody could be reached, at the depot, to which it was brought back.
  private mutating func refuse(_ event: RunEvent) throws(RunFault) -> [PartEffect] {
    let isThere = event.stop == home ? stops.allSatisfy { $0.state == .left } : event.stop > 0 && stops[event.stop - 1].state == .arrived
    guard isThere else { throw .notThere(id, event.stop) }
    guard !event.reason.isEmpty else { throw .reasonMissing }
    return try each(event, from: .aboard, where: { $0.to == event.stop }) { [id] cargo, count throws(RunFault) in
      guard count > 0, count <= cargo.count - cargo.refused else { throw .badCount(id, count, of: cargo.count - cargo.refused) }
      cargo.refused += count
      if cargo.refused == cargo.count { cargo.state = .refused }
      guard let part = cargo.orderPart else { return [] }
      return [.refused(part, packs: count, isSound: event.isSound)]
    }
  }

  private mutating func lose(_ event: RunEvent) throws(RunFault) -> [PartEffect] {
    guard !event.reason.isEmpty else { throw .reasonMissing }
    guard !event.amounts.isEmpty else { throw .whichCargo(id) }
    return try each(event, from: .aboard, where: { _ in true }) { [id] cargo, count throws(RunFault) in
      guard count == cargo.count - cargo.refused else { throw .wholeCargoOnly(id, event.kind) }
      cargo.state = .lost
      return cargo.orderPart.map { [.lost($0)] } ?? []
    }
  }

  /// Does something with each piece of cargo that an event means: those that it names, or all that belong there.
  private mutating func each(
    _ event: RunEvent, from state: RunCargo.State, where belongs: (RunCargo) -> Bool,
    _ body: (inout RunCargo, Int64) throws(RunFault) -> [PartEffect]
  ) throws(RunFault) -> [PartEffect] {
    var amounts = event.amounts
    if amounts.isEmpty {
      amounts = cargo.indices.filter { cargo[$0].state == state && belongs(cargo[$0]) }
        .map { RunEvent.Amount(cargo: $0 + 1, count: cargo[$0].count - cargo[$0].refused) }
    }
    guard !amounts.isEmpty else { throw .nothingThere(id, event.kind, stop: event.stop) }
    var effects: [PartEffect] = []
    for amount in amounts {
      guard cargo.indices.contains(amount.cargo - 1) else { throw .unknownCargo(id, amount.cargo, of: cargo.count) }
      let present = cargo[amount.cargo - 1]
      guard belongs(present), present.state == state else {
        throw .cargoState(id, amount.cargo, present.state, event.kind, stop: event.stop)
      }
      effects += try body(&cargo[amount.cargo - 1], amount.count)
    }
    return effects
  }

  // MARK: Where it is

  /// Something is aboard, or it has left.
  public var hasBegun: Bool { state == .underWay || state == .loading && cargo.contains { $0.state == .aboard } }

  /// When it came to a stop, or back to the depot; nil where it has not.
  public func cameTo(stop: Int) -> Instant? {
    stop > stops.count ? endedAt : events.last { $0.kind == .arrived && $0.stop == stop }?.at
  }

  /// The stop that comes next or where it stands; one more than there are when all are left.
  public var nextStop: Int { (stops.firstIndex { $0.state != .left } ?? stops.count) + 1 }

  /// The depot after the last stop, as stops are counted.
  private var home: Int { stops.count + 1 }

  /// Stops that it has come to, whether or not it has left them.
  var stopsVisited: Int { stops.count { $0.state != .ahead } }

  /// When it left, or will leave, the place where a piece of its cargo was taken on.
  public func loadedAt(_ piece: RunCargo) -> Instant {
    let reported = events.last { $0.kind == .left && $0.stop == piece.from }?.at
    return reported ?? (piece.from == 0 ? leavesAt : stops[piece.from - 1].leavesAt)
  }

  /// What it reported when it broke down; nil where it has driven on since.
  public var breakdown: RunEvent? {
    let last = events.last { $0.kind == .brokenDown || $0.kind == .left }
    return last?.kind == .brokenDown ? last : nil
  }

  public var isBrokenDown: Bool { breakdown != nil }
}

extension RunEvent {
  /// Twice the same report, whoever gives it.
  fileprivate func isSame(as other: RunEvent) -> Bool {
    (kind, stop, towards) == (other.kind, other.stop, other.towards) && amounts == other.amounts && (kind != .refused || at == other.at)
  }
}
