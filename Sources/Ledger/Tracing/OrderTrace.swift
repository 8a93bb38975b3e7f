public import Catalogue
public import Measures
public import Ordering

/// Every yuan of an order, from its buyer to those who got it. Only what stands is in the trees; what was taken back is listed beside
/// them.
public struct OrderTrace: Sendable {
  public let order: Order.ID
  public let buyer: Party.ID
  /// Payments, and refunds below zero, by number.
  public private(set) var payments: [Payment] = []
  /// Payments less refunds.
  public private(set) var paid: Money = .zero
  /// The buyer's first, then what others gave: top-ups, compensations for losses; last what was lost and brought nothing.
  public let roots: [TraceNode]
  public let corrections: [TraceCorrection]
  public let households: [HouseholdCredit]

  public struct Payment: Sendable, Hashable {
    public var transfer: Transfer.ID
    public var on: Day
    public var reason: TransferReason
    public var amount: Money
  }

  /// What was delivered and not given back.
  public var sold: Money { roots[0].amount }
  /// What the buyer still owes for it.
  public func owed() throws(Overflow) -> Money { max(.zero, try sold - paid) }
  /// What it paid for what it has not got, or has given back.
  public func prepaid() throws(Overflow) -> Money { max(.zero, try paid - sold) }

  /// - Parameters:
  ///   - sales: of the order.
  ///   - transfers: every one that comes from the order.
  public init(_ order: Order, sales: [Sale], transfers: [Transfer], _ keys: AccountKeys) throws {
    self.order = order.id
    buyer = order.buyer
    let standing = try StandingTransfers(transfers, keys)
    for transfer in standing.transfers where transfer.reason == .payment || transfer.reason == .refund {
      let amount = transfer.reason == .payment ? transfer.amount : try .zero - transfer.amount
      payments.append(Payment(transfer: transfer.id, on: transfer.on, reason: transfer.reason, amount: amount))
      paid = try paid + amount
    }
    let parts = try OrderTrace.parts(of: order, standing.transfers, keys)
    roots =
      try [OrderTrace.buyersRoot(order, parts, payments)] + OrderTrace.othersRoots(parts, order)
      + sales.filter { sale in sale.kind == .lost && !parts.contains { $0.id == sale.id && $0.givers.contains { $0.reason == .loss } } }
      .map { TraceNode(.lost($0.id, $0.state), amount: .zero) }
    corrections = standing.corrections
    households = try roots.householdCredits()
  }

  private static func parts(of order: Order, _ transfers: [Transfer], _ keys: AccountKeys) throws -> [PartTracing] {
    var byPart: [Sale.ID: [Transfer]] = [:]
    for transfer in transfers {
      guard case .part(let order, let line, let part) = transfer.source else { continue }
      byPart[Sale.ID(order: order, line: line, part: part), default: []].append(transfer)
    }
    return try byPart.sorted { $0.key < $1.key }.map { try PartTracing($0.key, buyer: order.buyer, $0.value, keys) }
  }

  private static func buyersRoot(_ order: Order, _ parts: [PartTracing], _ payments: [Payment]) throws -> TraceNode {
    let giver = PartTracing.Giver(account: AccountKey(.receivable, of: order.buyer), reason: .sale)
    // A part of which all came back is nowhere but among the corrections.
    let nodes = parts.compactMap { $0.nodes[giver] }.filter { $0.amount != .zero || !$0.children.isEmpty }
    return TraceNode(
      .order(order.id), account: giver.account, amount: try nodes.sum(), transfers: payments.map(\.transfer), children: nodes)
  }

  private static func othersRoots(_ parts: [PartTracing], _ order: Order) throws -> [TraceNode] {
    var givers: [PartTracing.Giver] = []
    for giver in parts.flatMap(\.givers) where giver.reason != .sale && !givers.contains(giver) { givers.append(giver) }
    return try givers.map { giver in
      let nodes = parts.compactMap { $0.nodes[giver] }
      return TraceNode(.giver(giver.reason), account: giver.account, amount: try nodes.sum(), children: nodes)
    }
  }

  /// What everybody gave for a part, and who got it.
  public func whole(of part: Sale.ID) -> [TraceNode] {
    roots.compactMap { root in
      guard var node = root.children.first(where: { $0.subject == .part(part) }) else { return nil }
      node.subject = root.subject
      node.account = root.account
      return node
    }
  }
}

// MARK: - Proof

extension OrderTrace {
  /// Proves that it adds up: every node, what the order says was sold and paid, and every transfer that stands.
  public func check(_ order: Order, sales: [Sale], transfers: [Transfer]) throws {
    for root in roots { try root.check() }
    let paid = try order.total(.payment) - order.total(.refund)
    guard self.paid == paid else { throw TraceFault.paidDiffers(order.id, paid, posted: self.paid) }
    try checkSold(sales)
    try checkTransfers(transfers)
  }

  private func checkSold(_ sales: [Sale]) throws {
    var posted: [Sale.ID: Money] = [:]
    for case let node in roots[0].children {
      if case .part(let id) = node.subject { posted[id] = node.amount }
    }
    for sale in sales {
      let amount = sale.kind == .delivered ? sale.amount : .zero
      let found = posted.removeValue(forKey: sale.id) ?? .zero
      guard found == amount else { throw TraceFault.soldDiffers(sale.id, amount, posted: found) }
    }
    if let (id, amount) = posted.min(by: { $0.key < $1.key }) { throw TraceFault.soldDiffers(id, .zero, posted: amount) }
  }

  /// Every transfer that stands is in the trees with its whole amount; what only moves between a buyer's own accounts, or into
  /// suspense and on from there, is followed through.
  private func checkTransfers(_ transfers: [Transfer]) throws {
    var traced: [Transfer.ID: Money] = [:]
    for node in roots.flatMap(\.descendants) {
      switch node.subject {
      case .share(let reason) where reason != .vat: break
      case .deduction: break
      default: continue
      }
      for id in node.transfers { traced[id] = try (traced[id] ?? .zero) + node.amount }
    }
    let throughReasons: [TransferReason] = [.payment, .refund, .sale, .prepaymentUsed, .vat, .saleReturned, .suspended, .loss]
    let reversed = Set(transfers.filter { $0.kind == .reversal }.compactMap(\.of))
    for transfer in transfers where transfer.kind == .posting && !reversed.contains(transfer.id) {
      guard !throughReasons.contains(transfer.reason) else { continue }
      let amount = traced.removeValue(forKey: transfer.id) ?? .zero
      guard amount == transfer.amount else { throw TraceFault.notTraced(transfer.id, transfer.amount, traced: amount) }
    }
    if let (id, amount) = traced.min(by: { $0.key < $1.key }) { throw TraceFault.notTraced(id, .zero, traced: amount) }
  }
}
