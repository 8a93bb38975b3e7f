import Measures
import Ordering

extension World {
  /// Most orders, most lots, and most holds, that one ``Action/passTime`` deals with; what is left over falls to the next.
  static let dueMax = 4096

  /// Whether something has fallen due by `instant`.
  func isSomethingDue(by instant: Instant) throws -> Bool {
    try !store.ordersDue(by: instant, limit: 1).isEmpty || !store.lotsDue(before: instant.day, limit: 1).isEmpty
      || !store.holdsDue(by: instant, limit: 1).isEmpty
  }

  /// Ends the reservations, lots and holds whose time is over.
  func passTime(_ command: Command) throws -> Outcome {
    let dueOrders = try store.ordersDue(by: command.at, limit: World.dueMax)
    let dueLots = try store.lotsDue(before: command.at.day, limit: World.dueMax)
    let dueHolds = try store.holdsDue(by: command.at, limit: World.dueMax)
    try prefetch(keys: [], orders: dueOrders, households: [], lots: dueLots)
    for id in dueOrders {
      guard var order = try order(id) else { throw OrderFault.unknown(id) }
      try endReservation(of: &order, command)
      put(order)
    }
    for id in dueLots {
      let movement = try change(id) { $0.expire(at: command.at, by: command.actor) }
      record(movement)
    }
    for id in dueHolds { try expire(id, command) }
    return .passed(orders: dueOrders, lots: dueLots, holds: dueHolds)
  }

  /// An order that has not left yet is cancelled; one that is on its way is only no longer watched.
  private func endReservation(of order: inout Order, _ command: Command) throws {
    do {
      try apply(try order.cancel(), at: command.at, by: command.actor)
    } catch is OrderFault {
      order.reservedUntil = nil
    }
  }
}
