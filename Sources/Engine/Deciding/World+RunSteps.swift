import Catalogue
import Dispatching
import Ledger
import Measures
import Messages
import Ordering

// Runs are moved on, and what happens on them moves the orders that ride.
extension World {
  func decide(_ body: ChangeRun, _ command: Command) throws -> Outcome {
    guard var run = try run(body.run) else { throw RunFault.unknownRun(body.run) }
    func requirePast(_ at: Instant) throws { guard at <= command.at else { throw RunFault.later(at, now: command.at) } }
    switch body.step {
    case .book(let booking):
      try requirePlain(booking.number, "number")
      try requirePast(booking.at)
      let terms = try requireCatalogue().tollFreeRules.terms(on: run.day)
      try run.book(booking, leadMinutes: terms?.bookingLeadMinutes, validMinutes: terms?.bookingValidMinutes)
    case .load(let at):
      try requirePast(at)
      try requireDay(of: run, at)
      try requireIdle(run)
      try apply(try run.load(at: at, by: command.actor), to: &run, leaving: 0, at: at, command, reason: "")
    case .start(let at):
      try requirePast(at)
      try requireDay(of: run, at)
      try requireIdle(run)
      let effects = try run.start(at: at, by: command.actor)
      if run.hasLeftUnbooked, try requireCatalogue().tollFreeRules.asksForBooking(on: run.day) { try run.payTolls(by: "not-booked") }
      try apply(effects, to: &run, leaving: 0, at: at, command, reason: "")
    case .report(var event):
      try requirePast(event.at)
      try requirePlain(event.reason, "reason")
      event.actor = command.actor
      if event.kind == .loaded, run.state != .underWay, run.state.isLive {
        try requireDay(of: run, event.at)
        try requireIdle(run)
      }
      try apply(try run.take(event), to: &run, leaving: event.stop, at: event.at, command, reason: event.reason)
    case .finish(let at, let metres, let tolls):
      try requirePast(at)
      try finish(&run, at: at, metres: metres, tolls: tolls)
    case .cancel(let reason):
      guard !reason.isEmpty else { throw RunFault.reasonMissing }
      try requirePlain(reason, "reason")
      try cancel(&run, command)
    }
    put(run)
    return .runs([run.id])
  }

  private func requireDay(of run: DeliveryRun, _ at: Instant) throws {
    guard at.day == run.day else { throw RunFault.otherDay(run.id, at) }
  }

  /// Whether what another run takes over has not been fetched yet.
  private func isStillThere(_ piece: RunCargo) throws -> Bool {
    guard let part = piece.orderPart, let id = try liveRun(carrying: part) else { return false }
    return try run(id)?.liveCargo.contains { $0.orderPart == part && $0.state == .planned } ?? false
  }

  /// Closes a run and posts what its carrier earned and laid out.
  private func finish(_ run: inout DeliveryRun, at: Instant, metres: Int64?, tolls: Money?) throws {
    let catalogue = try requireCatalogue()
    guard let vehicle = catalogue.vehicle(run.vehicle) else { throw RunFault.unknownVehicle(run.vehicle) }
    guard (0...DeliveryRun.metresMax).contains(metres ?? 0), (Money.zero...DeliveryRun.tollsMax).contains(tolls ?? .zero) else {
      throw RunFault.unlikelyFigures(run.id)
    }
    // A vehicle that broke down waits until its goods were fetched.
    if let waiting = try run.cargo.firstIndex(where: { try $0.state == .handedOver && isStillThere($0) }) {
      throw RunFault.cargoAboard(run.id, waiting + 1)
    }
    var cost = run.cost
    if let metres { cost.metres = metres }
    if let tolls { cost.tolls = tolls }
    cost.driving = Money(fen: try vehicle.costPerKilometre.fen.scaled(by: cost.metres, over: 1000))
    let seconds = max(0, (at.milliseconds - (run.startedAt ?? at).milliseconds) / 1000)
    cost.time = Money(fen: try vehicle.costPerHour.fen.scaled(by: seconds, over: 3600))
    try run.finish(at: at, cost: cost)
    let day = postingDay(at.day)
    let carrier = AccountKey(.payable, of: .party(vehicle.carrier))
    let drafts = [(AccountKey("freight"), try cost.driving + cost.time, TransferReason.freight), (AccountKey("toll"), cost.tolls, .toll)]
      .filter { $0.1 > .zero }
      .map { Draft(debit: $0.0, credit: carrier, amount: $0.1, on: day, reason: $0.2, source: .run(run.id)) }
    if !drafts.isEmpty { _ = try post(drafts) }
  }

  /// Gives a run up that has not left. What it had loaded goes back to where it was: into the vehicle from which it took it over, or into its lot.
  private func cancel(_ run: inout DeliveryRun, _ command: Command) throws {
    let (left, loaded) = (Set(run.liveCargo.map(\.kind)), run.cargo.enumerated().filter { $0.element.state == .aboard })
    try run.cancel()
    let back = try givenBack(left, to: otherRuns(than: [run], on: run.day))
    let kept = Set(back.flatMap(\.liveParts))
    let depot = try requireCatalogue().vehicle(run.vehicle)?.depot
    var unloaded: [PartEffect] = []
    for (index, piece) in loaded {
      guard let part = piece.orderPart, !kept.contains(part) else { continue }
      // What came to the depot in a vehicle that is back by now has no place to go back to.
      guard let allocation = try order(part.order)?.allocation(part), try lot(of: allocation)?.place == depot else {
        throw RunFault.cargoAboard(run.id, index + 1)
      }
      unloaded.append(.unloaded(part))
    }
    try apply(unloaded, at: command.at, command, reason: "")
    back.forEach(put)
  }

  /// What was loaded has the mass that packing gave it; a vehicle that may not carry it does not leave with it.
  private func apply(
    _ effects: [PartEffect], to run: inout DeliveryRun, leaving stop: Int, at: Instant, _ command: Command, reason: String
  ) throws {
    var hasLoaded = false
    for case .dispatched(let part, _) in effects {
      guard let order = try order(part.order), let allocation = order.allocation(part), allocation.state != .reserved,
        let (pack, _) = catalogue?.pack(order.lines[Int(part.line - 1)].pack)
      else { continue }
      run.weigh(part, try allocation.mass(in: pack))
      hasLoaded = true
    }
    if hasLoaded {
      let catalogue = try requireCatalogue()
      guard let vehicle = catalogue.vehicle(run.vehicle) else { throw RunFault.unknownVehicle(run.vehicle) }
      let (mass, most) = (try run.massAboard(leaving: stop), catalogue.tollFreeRules.payloadMax(of: vehicle))
      guard mass <= most else { throw RunFault.tooHeavyToLeave(run.id, stop: stop, mass, most: most) }
    }
    try apply(effects, at: at, command, reason: reason)
  }

  /// Moves the orders whose goods ride: all of them, or none.
  private func apply(_ effects: [PartEffect], at: Instant, _ command: Command, reason: String) throws {
    var changed: [Order.ID: (before: Order, after: Order)] = [:]
    var stock: [StockEffect] = []
    var sales: [Sale] = []
    for effect in effects {
      let part = effect.part
      let reference = PartReference(line: Int(part.line), part: Int(part.part))
      guard let stored = try order(part.order), case (let first, var order) = changed[part.order] ?? (stored, stored),
        let state = order.allocation(part)?.state
      else { throw RunFault.partGone(part) }
      switch effect {
      case .dispatched(_, let packs):
        guard state != .reserved else { throw RunFault.notPacked(part) }
        guard order.allocation(part)?.packs == packs else { throw RunFault.partGone(part) }
        // What another vehicle hands over has left its lot before.
        if state != .dispatched { stock += try order.dispatch(reference) }
      case .unloaded: stock += try order.unload(reference)
      case .delivered: try order.deliver(reference)
      case .refused(_, let packs, let isSound):
        let whole = order
        stock += try order.takeBack(reference, packs: packs, toStock: isSound, reason: reason)
        if !isSound { sales.append(try loss(of: order.returnedPart(reference, before: whole), of: order, on: at.day, reason: reason)) }
      case .lost:
        try order.lose(reference)
        sales.append(try loss(of: reference, of: order, on: at.day, reason: reason))
      }
      changed[part.order] = (first, order)
    }
    try standingOrFalling {
      for id in changed.keys.sorted() { sales += try newSales(from: changed[id]!.before, to: changed[id]!.after, on: at.day) }
    }
    try apply(stock, at: command.at, by: command.actor)
    for id in changed.keys.sorted() { put(changed[id]!.after) }
    for sale in sales { put(sale) }
  }
}

extension PartEffect {
  fileprivate var part: OrderPart {
    switch self {
    case .dispatched(let part, _), .unloaded(let part), .delivered(let part), .refused(let part, _, _), .lost(let part): part
    }
  }
}
