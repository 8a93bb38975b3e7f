import Catalogue
import Ledger
import Measures
import Messages
import Ordering
import Storage

/// What the nodes of a trace are called in the user's language.
final class TraceNames {
  private let session: Session
  private let catalogue: CountyCatalogue
  private var orders: [Order.ID: Order] = [:]
  private var transfers: [Transfer.ID: Transfer] = [:]
  private var households: [Household.ID: String] = [:]

  init(_ session: Session, _ orders: [TracedOrder], _ transfers: [Transfer] = []) throws {
    self.session = session
    catalogue = try session.catalogue()
    for order in orders { self.orders[order.order.id] = order.order }
    for transfer in orders.flatMap(\.transfers) + transfers { self.transfers[transfer.id] = transfer }
  }

  /// When something was posted, if it was a single transfer.
  func day(of node: TraceNode) -> Day? { node.transfers.count == 1 ? transfers[node.transfers[0]]?.on : nil }

  // MARK: Names

  func party(_ id: Party.ID) -> String { catalogue.party(id)?.name(.ofProcess) ?? id }
  func channel(_ id: Channel.ID) -> String { catalogue.channel(id)?.name(.ofProcess) ?? id }
  func item(_ id: IncomeItem.ID) -> String { [id, catalogue.incomeItem(id)?.name(.ofProcess) ?? ""].joined(separator: " ") }

  func household(_ id: Household.ID) throws -> String {
    if let known = households[id] { return known }
    let name = try session.register.household(id).map { "\(id) \($0.name)" } ?? id.description
    households[id] = name
    return name
  }

  func producer(_ producer: Producer) throws -> String {
    switch producer {
    case .household(let id): try household(id)
    case .party(let id): party(id)
    }
  }

  /// Whose account it is; the account's own name where it is nobody's.
  func holder(_ key: AccountKey) throws -> String {
    if let id = Household.ID(key.holder) { return try household(id) }
    if let party = catalogue.party(key.holder) { return party.name(.ofProcess) }
    return [catalogue.account(key.chart)?.name(.ofProcess) ?? key.chart, key.holder].filter { !$0.isEmpty }.joined(separator: " ")
  }

  // MARK: Goods

  func pack(of id: Sale.ID) -> String {
    guard let line = orders[id.order]?.lines[Int(id.line) - 1] else { return "" }
    return catalogue.pack(line.pack)?.pack.name(.ofProcess) ?? line.pack
  }

  private func lot(of id: Sale.ID) throws -> Lot? {
    guard let lot = orders[id.order]?.lines[Int(id.line) - 1].allocations[Int(id.part) - 1].lot else { return nil }
    return try session.register.lot(lot)
  }

  private func part(_ id: Sale.ID) throws -> String {
    let lot = try lot(of: id)
    return [id.description + " " + pack(of: id), lot?.id.description, try lot.map { try producer($0.producer) }]
      .compactMap(\.self).joined(separator: " · ")
  }

  func lotAndProducer(of id: Sale.ID) throws -> String {
    guard let lot = try lot(of: id) else { return id.description }
    return "\(id) · \(lot.id) · \(try producer(lot.producer))"
  }

  /// A source without its number and payer.
  func shortSource(_ source: TransferSource) throws -> String {
    switch source {
    case .part(let order, let line, let part): return pack(of: Sale.ID(order: order, line: line, part: part))
    case .lot(let id):
      let product = try session.register.lot(id)?.product ?? ""
      return catalogue.product(product)?.name(.ofProcess) ?? product
    case .distribution(let id): return try session.register.distribution(id)?.body.kind.label(.ofProcess) ?? id.description
    default: return try self.source(source)
    }
  }

  // MARK: Nodes

  /// Who gave what a root is about: the buyer and through which channel, or somebody else and why.
  func giver(_ root: TraceNode) throws -> String {
    guard case .order(let id) = root.subject else { return try label(root) }
    let through = orders[id].map { say("(", " (") + channel($0.channel) + say(")", ")") }
    return try (root.account.map(holder) ?? "") + (through ?? "")
  }

  func label(_ node: TraceNode) throws -> String {
    switch node.subject {
    case .order:
      let name = try node.account.map(holder) ?? ""
      return say("\(name),已送达货款", "\(name), for what was delivered")
    case .giver(let reason): return try (node.account.map(holder) ?? "") + " · " + reason.label(.ofProcess)
    case .part(let id): return try part(id)
    case .share(let reason): return try share(node, reason)
    case .deduction(let reason): return reason.label(.ofProcess)
    case .remainder: return say("余额应付农户", "remains payable")
    case .unsplit:
      return node.account?.chart == AccountRole.suspense.rawValue
        ? say("待查:没有协议", "in suspense: no agreement") : say("还没结算", "not settled yet")
    case .lost(let id, let state):
      return try part(id) + " · "
        + (state == .settled ? say("损失,货主自担", "lost, borne by its owner") : say("损失,还没结算", "lost, not settled yet"))
    case .year(let year): return try (node.account.map(holder) ?? "") + say(" \(year) 年入账收入", ", income credited in \(year)")
    case .item: return item(node.item)
    case .source(let source): return try self.source(source)
    case .credit: return words(of: node)
    case .correction(let other):
      return say("更正", "correction") + (other.map { say(" \($0) ", " of \($0), ") } ?? " ") + words(of: node)
    }
  }

  private func share(_ node: TraceNode, _ reason: TransferReason) throws -> String {
    guard let account = node.account, !account.holder.isEmpty else { return reason.label(.ofProcess) }
    return reason.label(.ofProcess) + " → " + (try holder(account)) + (node.item.isEmpty ? "" : " (\(node.item))")
  }

  /// A leaf of a household's year: why, and what somebody wrote about it.
  func words(of node: TraceNode) -> String {
    guard let transfer = node.transfers.first.flatMap({ transfers[$0] }) else { return "" }
    return [transfer.reason.label(.ofProcess), transfer.memo].filter { !$0.isEmpty }.joined(separator: " ")
  }

  func source(_ source: TransferSource) throws -> String {
    switch source {
    case .none: return say("手工录入", "entered by hand")
    case .order(let id): return id.description
    case .payout(let id): return id.description
    case .bankLine(let id): return id.description
    case .run(let id): return id.description
    case .part(let order, let line, let part):
      let id = Sale.ID(order: order, line: line, part: part)
      let seller = orders[order].map { " · " + party($0.buyer) }
      return id.description + " " + pack(of: id) + (seller ?? "")
    case .lot(let id):
      let lot = try session.register.lot(id)
      let product = lot.map { catalogue.product($0.product)?.name(.ofProcess) ?? $0.product }
      let agreement = try session.register.lotSettlement(id).flatMap { catalogue.agreement($0.agreement) }
      let buyer = agreement.flatMap { $0.sale == .purchase ? " · " + party($0.firm) : nil }
      return [id.description, product].compactMap(\.self).joined(separator: " ") + (buyer ?? "")
    case .distribution(let id):
      guard let body = try session.register.distribution(id)?.body else { return id.description }
      return "\(id) \(body.kind.label(.ofProcess)) · \(party(body.payer)) · \(body.decision)"
    }
  }
}
