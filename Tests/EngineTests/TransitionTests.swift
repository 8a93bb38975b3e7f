import Engine
import Measures
import Ordering
import Testing

/// The transitions that the design allows, written down a second time.
private enum Allowed {
  static let parts: [Fulfilment: Set<Fulfilment>] = [
    .waiting: [.reserved, .short, .released], .reserved: [.packed, .short, .released], .packed: [.dispatched, .short, .released],
    .dispatched: [.delivered, .lost, .returned], .delivered: [.returned], .short: [], .returned: [], .lost: [], .released: [],
  ]
  static let orders: [OrderState: Set<OrderState>] = [.open: [.closed, .cancelled], .closed: [.open], .cancelled: []]
  static let settlements: [SettlementState: Set<SettlementState>] = [.open: [.settled], .settled: [.reversed], .reversed: [.settled]]
  static let payments: [PaymentState: Set<Payment.Kind>] = [
    .unpaid: [.payment], .partlyPaid: [.payment, .refund], .paid: [.payment, .refund], .partlyRefunded: [.payment, .refund],
    .refunded: [.payment],
  ]

  static func moves<State>(_ from: State, _ to: State, _ table: [State: Set<State>]) -> Bool { from == to || table[from]!.contains(to) }
}

@Suite("Between two batches of one command")
struct TransitionTests {
  @Test("every state moves only as the tables allow", arguments: 1...8 as ClosedRange<UInt64>)
  func transitions(seed: UInt64) throws {
    let county = try TestCounty(.memory)
    var commands = RandomCommands(seed: seed)
    var random = RandomStream(seed: seed &* 31)
    var known: [Order] = []
    var moved: Set<Fulfilment> = []
    for step in 0..<1500 {
      var submission = commands.next()
      // Few steps find an order that can take them, so every second one goes to one of the newest.
      if random.int(in: 0...1) == 0, !known.isEmpty {
        let order = random.pick(Array(known.suffix(6)))
        let at = submission.command.at
        submission = Submission(Command(at: at, actor: "owner", action: action(on: order, at, &random)))
      }
      _ = county.writer.write([submission])
      let count = try county.memory.numbers().order
      let now = try county.memory.orders((0..<count).map { Order.ID(number: $0 + 1) })
      for (before, after) in zip(known, now) where before != after {
        let note: Comment = "seed \(seed), step \(step), \(before.id), \(submission.command.action.name)"
        try check(before, after, note)
        moved.formUnion(after.lines.flatMap { $0.allocations.map(\.state) })
      }
      known = now
    }
    #expect(moved.count >= 8, "seed \(seed): only \(moved)")
  }

  private func action(on order: Order, _ at: Instant, _ random: inout RandomStream) -> Action {
    let part = PartReference(line: 1, part: random.int(in: 0...2) == 0 ? 2 : 1)
    let step: OrderStep
    switch random.int(in: 0...13) {
    case 0...2: step = .pack([])
    case 3...5: step = .dispatch
    case 6...7: step = .deliver
    case 8: step = .lose(part, reason: "test")
    case 9: step = .short(part, packs: random.int(in: 0...1) == 0 ? nil : 1, reason: "test")
    case 10: step = .takeBack(part, packs: random.int(in: 0...1) == 0 ? nil : 1, toStock: true, reason: "test")
    case 11: step = .pay(Money(fen: random.int(in: 1...3) * 2000))
    case 12: step = .refund(Money(fen: random.int(in: 1...2) * 2000), reason: "test")
    default: return .settleOrder(SettleOrder(order: order.id, through: at.day))
    }
    return .changeOrder(ChangeOrder(order: order.id, step: step))
  }

  private func check(_ before: Order, _ after: Order, _ note: Comment) throws {
    #expect(Allowed.moves(before.state, after.state, Allowed.orders), note)
    #expect(Allowed.moves(before.settlement, after.settlement, Allowed.settlements), note)
    #expect(after.payments.starts(with: before.payments) && after.payments.count <= before.payments.count + 1, note)
    if after.payments.count > before.payments.count, let payment = after.payments.last {
      #expect(Allowed.payments[try before.paymentState()]!.contains(payment.kind), note)
    }
    #expect(before.lines.count == after.lines.count, note)
    for (old, new) in zip(before.lines, after.lines) {
      #expect(new.allocations.count >= old.allocations.count, note)
      for (part, allocation) in new.allocations.enumerated() {
        // Where a part was split, nobody says which of the others it comes from.
        let from = new.allocations.count == old.allocations.count ? [old.allocations[part]] : old.allocations
        #expect(from.contains { Allowed.moves($0.state, allocation.state, Allowed.parts) }, note)
        if from.count == 1, let lot = from[0].lot { #expect(allocation.lot == lot, note) }
      }
    }
  }
}
