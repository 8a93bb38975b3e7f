import Catalogue
import Engine
import Ledger
import Measures
import Messages
import Ordering
import Storage
import Tabular

/// Settles everything that is due by a day: lots, delivered parts of orders, approved distributions. Page by page, each page a batch of its
/// own, so that memory stays flat and others write in between; what was settled is due no more, so it may run again at any time.
final class SettlementRun {
  struct Summary {
    /// Parts of orders, lots, distributions.
    var settled: Int64 = 0
    var transfers: Int64 = 0
    var amount = Money.zero
    /// Refused for a reason that somebody has to look at.
    var faults = 0
    var seconds = 0.0
  }

  private let session: Session
  private let day: Day
  private var summary = Summary()
  private var seen: Int64 = 0
  private var progress = ProgressLine(unit: say("项", "things"))
  private var villages: [Household.ID: Place.ID?] = [:]

  init(_ session: Session, through day: Day) {
    self.session = session
    self.day = day
  }

  func run() throws -> Summary {
    try settleLots()
    try settleOrders()
    try settle(try session.register.distributionsToSettle(through: day).map { .moveDistribution(MoveDistribution($0, to: .settled)) })
    progress.finish()
    summary.seconds = progress.elapsed
    return summary
  }

  private func settleLots() throws {
    let catalogue = try session.catalogue()
    guard catalogue.ledgerRules.agreements.contains(where: { $0.sale == .purchase || $0.spoilageBearer == .hub }) else { return }
    var after: Lot.ID?
    while true {
      let page = try session.register.lotsToSettle(through: day, after: after, limit: Int64(BatchWriter.batchMax))
      guard let last = page.last else { return }
      after = last.id
      try settle(try page.filter { try mayBring(catalogue, $0) }.map { .settleLot(SettleLot(lot: $0.id, through: day)) })
    }
  }

  /// Whether an agreement may give something for a lot itself.
  private func mayBring(_ catalogue: CountyCatalogue, _ lot: Lot) throws -> Bool {
    var party: Party.ID?
    var village: Place.ID?
    switch lot.producer {
    case .party(let id): party = id
    case .household(let id): village = try self.village(of: id)
    }
    switch catalogue.lotRule(producer: party, village: village, product: lot.product, on: lot.receivedAt.day) {
    case .purchase: return true
    case .spoilage: return lot.lost > 0
    case nil: return false
    }
  }

  private func village(of household: Household.ID) throws -> Place.ID? {
    if let known = villages[household] { return known }
    let village = try session.register.household(household)?.village
    villages[household] = .some(village)
    return village
  }

  private func settleOrders() throws {
    var after: Register.DueOrder?
    while true {
      let page = try session.register.ordersToSettle(through: day, after: after, limit: Int64(BatchWriter.batchMax))
      guard let last = page.last else { return }
      after = last
      try settle(page.map { .settleOrder(SettleOrder(order: $0.order, through: day)) })
    }
  }

  private func settle(_ actions: [Action]) throws {
    for start in stride(from: 0, to: actions.count, by: BatchWriter.batchMax) {
      let group = actions[start..<min(start + BatchWriter.batchMax, actions.count)]
      let answers = session.writer.write(
        group.map { Submission(Command(at: session.now, actor: session.options.actorID, action: $0)) })
      for answer in answers { try take(answer) }
      seen += Int64(group.count)
      progress.show(seen)
    }
  }

  private static let shownMax = 20

  private func take(_ answer: Answer) throws {
    switch answer {
    case .accepted(.settled(let parts, _, let transfers, let amount), _):
      summary.settled += parts
      summary.transfers += transfers
      summary.amount = try summary.amount + amount
    case .accepted: preconditionFailure("a settlement without an amount")
    // Still no agreement, or settled by somebody else meanwhile.
    case .rejected(LedgerFault.nothingToSettle): break
    case .rejected(let fault):
      summary.faults += 1
      if summary.faults <= SettlementRun.shownMax { Terminal.note(fault.code + ": " + fault.text(.ofProcess)) }
    case .failed(let fault): throw fault
    }
  }
}
