import Catalogue
import Measures
import Ordering

extension World {
  func decide(_ body: PlaceOrder, _ command: Command) throws -> Outcome {
    let channel = try requireSound(body, command)
    var lines: [OrderLine] = []
    lines.reserveCapacity(body.lines.count)
    var taken: [(picks: [Pick], content: Int64)] = []
    taken.reserveCapacity(body.lines.count)
    do {
      for line in body.lines {
        let (orderLine, picks) = try place(line, of: body, on: channel)
        lines.append(orderLine)
        taken.append((picks, orderLine.content))
      }
      let order = try order(from: body, command, channel, lines: lines)
      for (picks, _) in taken { try keep(picks) }
      add(order)
      return .order(order.id)
    } catch {
      for (picks, content) in taken { try unpick(picks, content: content) }
      throw error
    }
  }

  private func requireSound(_ body: PlaceOrder, _ command: Command) throws -> Channel {
    let catalogue = try requireCatalogue()
    guard let buyer = buyer(body.buyer) else { throw OrderFault.unknownBuyer(body.buyer) }
    guard let channel = buyer.channel else { throw OrderFault.doesNotBuy(body.buyer) }
    guard catalogue.place(body.deliverTo) != nil else { throw OrderFault.unknownPlace(body.deliverTo) }
    guard !body.lines.isEmpty else { throw OrderFault.noLines }
    guard body.lines.count <= Order.linesMax else { throw OrderFault.tooManyLines(body.lines.count) }
    guard body.deliverOn >= body.orderedAt.day else {
      throw OrderFault.deliveryBeforeOrder(deliverOn: body.deliverOn, orderedOn: body.orderedAt.day)
    }
    if let until = body.holdUntil, until <= command.at { throw OrderFault.holdInPast(until, now: command.at) }
    return channel
  }

  private func place(
    _ line: PlaceOrder.Line, of body: PlaceOrder, on channel: Channel
  ) throws -> (line: OrderLine, picks: [Pick]) {
    guard let entry = packEntry(line.pack) else { throw OrderFault.unknownPack(line.pack) }
    guard (1...Order.countMax).contains(line.count) else { throw OrderFault.badCount(line.pack, line.count) }
    guard let price = channel.price(of: line.pack, count: line.count, on: body.orderedAt.day) else {
      throw OrderFault.notSoldHere(line.pack, channel.id, on: body.orderedAt.day)
    }
    let picks = try pick(
      entry, packs: line.count, policy: channel.allocation, on: body.deliverOn, lifeLeftDays: channel.lifeLeftDays)
    do {
      let found = picks.reduce(0) { $0 + $1.packs }
      if found < line.count, body.onShortage == .refuse {
        throw OrderFault.notEnough(line.pack, wanted: line.count, available: found)
      }
      let orderLine = try OrderLine(
        pack: entry.pack, unit: entry.unit, count: line.count, unitPrice: price.unitPrice, picks: picks,
        rest: body.onShortage == .backOrder ? .waiting : .short)
      _ = try orderLine.amount()
      return (orderLine, picks)
    } catch {
      try unpick(picks, content: entry.pack.content)
      throw error
    }
  }

  private func order(
    from body: PlaceOrder, _ command: Command, _ channel: Channel, lines: [OrderLine]
  ) throws -> Order {
    let order = Order(
      id: nextOrder(), buyer: body.buyer, buyerNumber: command.key ?? "", channel: channel.id, orderedAt: body.orderedAt,
      deliverOn: body.deliverOn, deliverTo: body.deliverTo, onShortage: body.onShortage,
      reservedUntil: body.holdUntil
        ?? channel.reservationMinutes.map { command.at.advanced(byMilliseconds: $0 * 60_000) }, lines: lines)
    _ = try order.amount()
    return order
  }

  func decide(_ body: ChangeOrder, _ command: Command) throws -> Outcome {
    guard var order = try order(body.order) else { throw OrderFault.unknown(body.order) }
    switch body.step {
    case .cancel(let reason):
      try require(reason)
      try apply(try order.cancel(), at: command.at, by: command.actor)
    case .pay(let amount):
      let before = order
      try order.pay(Payment(kind: .payment, amount: amount, at: command.at, actor: command.actor))
      try postPayment(amount, for: before, on: command.at.day)
    case .refund(let amount, let reason):
      try require(reason)
      let before = order
      try order.refund(Payment(kind: .refund, amount: amount, at: command.at, actor: command.actor))
      try postRefund(amount, for: before, on: command.at.day)
    case .pack(let weights):
      let effects = try order.pack(weights: weights) { self.packEntry($0)?.tolerance ?? Share(0, over: 1) }
      try apply(effects, at: command.at, by: command.actor)
    case .dispatch:
      try apply(try order.dispatch(), at: command.at, by: command.actor)
    case .deliver:
      let before = order
      try order.deliver()
      try requireNotAboard(before, order)
      try postDelivery(from: before, to: order, on: command.at.day)
    case .short(let part, let packs, let reason):
      try require(reason)
      try apply(try order.short(part, packs: packs), at: command.at, by: command.actor)
    case .takeBack(let part, let packs, let toStock, let reason):
      try require(reason)
      let before = order
      let effects = try order.takeBack(part, packs: packs, toStock: toStock, reason: reason)
      try requireNotAboard(before, order)
      let lost = toStock ? nil : try loss(of: order.returnedPart(part, before: before), of: order, on: command.at.day, reason: reason)
      let (changed, wasSettled) = try standingOrFalling { [order] in
        try postReturn(part, from: before, to: order, on: command.at.day, reason: reason)
      }
      for sale in changed { put(sale) }
      if let lost { put(lost) }
      if wasSettled { order.reverseSettlement() }
      try apply(effects, at: command.at, by: command.actor)
    case .lose(let part, let reason):
      try require(reason)
      let before = order
      try order.lose(part)
      try requireNotAboard(before, order)
      put(try loss(of: part, of: order, on: command.at.day, reason: reason))
    case .fill:
      try fill(&order)
    }
    put(order)
    return .order(order.id)
  }

  private func require(_ reason: String) throws {
    guard !reason.isEmpty else { throw OrderFault.reasonMissing }
    try requirePlain(reason, "reason")
  }

  /// Gives lots to the parts that wait, as far as stock goes; refused where nothing waits or nothing is there for it.
  private func fill(_ order: inout Order) throws {
    guard order.state == .open, let channel = try requireCatalogue().channel(order.channel) else {
      throw OrderFault.wrongOrderState(order.id, order.state)
    }
    let waiting = order.waitingParts
    guard !waiting.isEmpty else {
      throw OrderFault.nothingToMove(
        order.id, to: .reserved, from: order.lines.flatMap { $0.allocations.map(\.state) })
    }
    var filled = false
    // From the last part on, so that splitting one leaves the places of those before it.
    for (line, part) in waiting.reversed() {
      let orderLine = order.lines[line]
      guard let entry = packEntry(orderLine.pack) else { throw OrderFault.unknownPack(orderLine.pack) }
      let picks = try pick(
        entry, packs: orderLine.allocations[part].packs, policy: channel.allocation, on: order.deliverOn,
        lifeLeftDays: channel.lifeLeftDays)
      guard !picks.isEmpty else { continue }
      try order.fill(line: line, part: part, with: picks)
      try keep(picks)
      filled = true
    }
    guard filled else {
      let (line, part) = waiting[0]
      throw OrderFault.nothingToFill(order.lines[line].pack, waiting: order.lines[line].allocations[part].packs)
    }
  }
}
