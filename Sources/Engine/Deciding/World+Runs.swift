import Catalogue
import Dispatching
import Ledger
import Measures
import Messages
import Ordering

// Delivery runs: a plan is adopted.
extension World {
  func decide(_ body: AdoptPlan, _ command: Command) throws -> Outcome {
    guard !body.runs.isEmpty else { throw RunFault.emptyPlan }
    if body.day < command.at.day { try requireOnlyGoingOn(body, today: command.at.day) }
    let catalogue = try requireCatalogue()
    for draft in body.runs where !draft.cargo.isEmpty || draft.continues == nil {
      guard let vehicle = catalogue.vehicle(draft.vehicle) else { throw RunFault.unknownVehicle(draft.vehicle) }
      try draft.requireSound(in: vehicle)
    }
    var carried: Set<RunCargo.Kind> = []
    for id in body.runs.compactMap(\.continues) { carried.formUnion(try run(id)?.liveCargo.map(\.kind) ?? []) }
    var runs = try adopted(body)
    let left = carried.subtracting(runs.flatMap(\.liveCargo).map(\.kind))
    if !left.isEmpty {
      let back = givenBack(left, to: runs)
      runs = runs.map { run in back.first { $0.id == run.id } ?? run }
      runs += try givenBack(left, to: otherRuns(than: runs, on: body.day))
    }
    let divided = try divided(body.splits)
    var seen: Set<RunCargo.Kind> = []
    for piece in runs.flatMap(\.liveCargo) where !seen.insert(piece.kind).inserted { throw RunFault.plannedTwice(piece.kind) }
    try requireFree(runs.flatMap(\.liveParts), of: runs)
    try requireFree(runs, on: body.day)
    for run in runs {
      for piece in run.cargo where piece.state == .planned { try requireThere(piece, of: run, carried: carried, divided: divided) }
    }
    for id in divided.keys.sorted() { put(divided[id]!) }
    runs.forEach(put)
    return .runs(runs.map(\.id))
  }

  /// On a day that is past, what is under way is brought to its end, and nothing else: no run is begun, and nothing more is taken on.
  private func requireOnlyGoingOn(_ plan: AdoptPlan, today: Day) throws {
    let goesOn =
      try plan.splits.isEmpty
      && plan.runs.allSatisfy { draft in
        guard let id = draft.continues, draft.cargo.allSatisfy({ $0.state != .planned }) else { return false }
        return try run(id)?.state == .underWay
      }
    guard goesOn else { throw RunFault.dayPast(plan.day, today: today) }
  }

  /// The orders of which parts are divided, as they are afterwards.
  private func divided(_ splits: [PartSplit]) throws -> [Order.ID: Order] {
    var divided: [Order.ID: Order] = [:]
    for split in splits {
      let part = split.part
      guard var order = try divided[part.order] ?? order(part.order), let whole = order.allocation(part),
        whole.state == .reserved || whole.state == .packed, 0 < split.packs, split.packs < whole.packs
      else { throw RunFault.partGone(part) }
      if let run = try liveRun(carrying: part) { throw RunFault.onOtherRun(part.kind, run) }
      try order.divide(PartReference(line: Int(part.line), part: Int(part.part)), packs: split.packs)
      divided[part.order] = order
    }
    return divided
  }

  /// The runs as the plan leaves them, new ones numbered.
  private func adopted(_ plan: AdoptPlan) throws -> [DeliveryRun] {
    let handedOver = try takenOver(by: plan)
    var next = nextDeliveryRun()
    return try plan.runs.map { draft in
      guard let id = draft.continues else {
        guard draft.stops.allSatisfy({ $0.state == .ahead }), draft.cargo.allSatisfy({ $0.state == .planned && $0.refused == 0 }) else {
          throw RunFault.badCargo(draft.vehicle, 1)
        }
        defer { next = DeliveryRun.ID(number: next.number + 1) }
        return draft.run(next, on: plan.day)
      }
      guard var run = try run(id), run.day == plan.day else { throw RunFault.unknownRun(id) }
      guard run.state.isLive else { throw RunFault.begunCargo(id) }
      try run.revise(to: draft, handedOver: handedOver[id] ?? [])
      return run
    }
  }

  /// What left its lot and nobody carries on is aboard again where it was taken over from. What somebody dispatched by hand is his to look after.
  ///
  /// - Returns: the runs that have something back, as they are then.
  func givenBack(_ kinds: Set<RunCargo.Kind>, to runs: [DeliveryRun]) -> [DeliveryRun] {
    runs.compactMap { run in
      var run = run
      var hasBack = false
      for kind in kinds where run.takeBack(kind) { hasBack = true }
      return hasBack ? run : nil
    }
  }

  /// Live runs of a day that a plan says nothing of.
  func otherRuns(than runs: [DeliveryRun], on day: Day) throws -> [DeliveryRun] {
    let named = Set(runs.map(\.id))
    let ids = try store.liveRuns(on: day) + self.runs.changedEntities.map(\.id)
    return try Set(ids).subtracting(named).sorted().compactMap { try run($0) }.filter { $0.state.isLive && $0.day == day }
  }

  /// What rides on broken-down runs and is planned to ride on with others.
  private func takenOver(by plan: AdoptPlan) throws -> [DeliveryRun.ID: Set<RunCargo.Kind>] {
    let planned = Set(plan.runs.flatMap { $0.cargo.filter { $0.state == .planned }.map(\.kind) })
    var found: [DeliveryRun.ID: Set<RunCargo.Kind>] = [:]
    for id in plan.runs.compactMap(\.continues) {
      guard let run = try run(id), run.isBrokenDown else { continue }
      found[id] = Set(run.cargo.filter { $0.state == .aboard && planned.contains($0.kind) }.map(\.kind))
    }
    return found
  }

  /// No part rides on a run that the plan says nothing of.
  private func requireFree(_ parts: [OrderPart], of runs: [DeliveryRun]) throws {
    let changed = Set(runs.map(\.id))
    for (part, other) in zip(parts, try store.runs(carrying: parts)) {
      // What this batch did to the other run counts, not what the store has.
      guard let other, !changed.contains(other), try run(other)?.liveParts.contains(part) ?? false else { continue }
      throw RunFault.onOtherRun(part.kind, other)
    }
    for run in self.runs.changedEntities where !changed.contains(run.id) {
      let live = Set(run.liveParts)
      if let part = parts.first(where: live.contains) { throw RunFault.onOtherRun(part.kind, run.id) }
    }
  }

  /// No vehicle is on two runs at once, and no parcel or rider either.
  private func requireFree(_ runs: [DeliveryRun], on day: Day) throws {
    let others = try otherRuns(than: runs, on: day)
    var all = others
    let riding = Dictionary(others.flatMap { other in other.liveCargo.map { ($0.kind, other.id) } }) { first, _ in first }
    for piece in runs.flatMap(\.liveCargo) { if let other = riding[piece.kind] { throw RunFault.onOtherRun(piece.kind, other) } }
    for run in runs where run.state.isLive {
      if let other = all.first(where: { $0.vehicle == run.vehicle && $0.leavesAt < run.backAt && run.leavesAt < $0.backAt }) {
        throw RunFault.vehicleBusy(run.vehicle, other.id)
      }
      all.append(run)
    }
  }

  /// The vehicle is back from whatever it did before.
  func requireIdle(_ run: DeliveryRun) throws {
    let others = try otherRuns(than: [run], on: run.day)
    if let other = others.first(where: { $0.vehicle == run.vehicle && ($0.state == .underWay || $0.state == .loading) }) {
      throw RunFault.vehicleBusy(run.vehicle, other.id)
    }
  }

  /// The part of an order is still what the plan took it for: its amount, where its lot lies, its day, where it goes.
  ///
  /// - Parameters:
  ///   - carried: by the runs that the plan changes. What was dispatched is theirs to hand on, or it is somewhere else.
  ///   - divided: orders as the plan's splits leave them.
  private func requireThere(
    _ piece: RunCargo, of run: DeliveryRun, carried: Set<RunCargo.Kind>, divided: [Order.ID: Order]
  ) throws {
    guard let part = piece.orderPart else { return }
    guard let order = try divided[part.order] ?? order(part.order), let allocation = order.allocation(part), order.state != .cancelled,
      order.deliverOn == run.day, allocation.packs == piece.count, piece.to <= run.stops.count,
      run.stops[piece.to - 1].place == order.deliverTo
    else { throw RunFault.partGone(part) }
    switch allocation.state {
    case .reserved, .packed:
      let lies = try lot(of: allocation)?.place
      let taken = piece.from == 0 ? catalogue?.vehicle(run.vehicle)?.depot : run.stops[piece.from - 1].place
      guard lies == taken else { throw RunFault.partGone(part) }
    case .dispatched where carried.contains(piece.kind): break
    default: throw RunFault.partGone(part)
    }
  }

  /// What lies in a vehicle is the driver's to report.
  ///
  /// - Parameters:
  ///   - before: the order as it was.
  ///   - after: as somebody who is not its driver would have it.
  func requireNotAboard(_ before: Order, _ after: Order) throws {
    let touched = before.parts(in: .dispatched).filter { after.allocation($0) != before.allocation($0) }
    for part in touched {
      guard let id = try liveRun(carrying: part), let piece = try run(id)?.liveCargo.first(where: { $0.orderPart == part }),
        piece.state == .aboard
      else { continue }
      throw RunFault.partAboard(part, id)
    }
  }

  /// The live run on which a part is, as this batch has it.
  func liveRun(carrying part: OrderPart) throws -> DeliveryRun.ID? {
    if let changed = runs.changedEntities.first(where: { $0.liveParts.contains(part) }) { return changed.id }
    guard let stored = try store.runs(carrying: [part])[0], try run(stored)?.liveParts.contains(part) ?? false else { return nil }
    return stored
  }
}

extension Order {
  /// The allocation that a part of a run names; nil where there is none.
  func allocation(_ part: OrderPart) -> Allocation? {
    guard lines.indices.contains(Int(part.line - 1)) else { return nil }
    let allocations = lines[Int(part.line - 1)].allocations
    return allocations.indices.contains(Int(part.part - 1)) ? allocations[Int(part.part - 1)] : nil
  }

  fileprivate func parts(in state: Fulfilment) -> [OrderPart] {
    lines.enumerated().flatMap { line, orderLine in
      orderLine.allocations.enumerated().filter { $0.element.state == state }.map { part, _ in
        OrderPart(order: id, line: Int64(line + 1), part: Int64(part + 1))
      }
    }
  }
}
