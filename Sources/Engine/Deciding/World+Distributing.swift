import Catalogue
import Ledger
import Measures

// Periodic distributions: entered, approved by somebody else, settled, or revoked.
extension World {
  func decide(_ body: EnterDistribution, _ command: Command) throws -> Outcome {
    let distribution = Distribution(id: nextDistribution(), body: body.body, maker: command.actor)
    let catalogue = try requireCatalogue()
    guard let payer = catalogue.party(body.body.payer) else { throw DistributionFault.unknownPayer(body.body.payer) }
    guard catalogue.distributionItem(body.body.kind) != nil else { throw DistributionFault.noIncomeItem(body.body.kind) }
    try body.body.requireSound()
    try load(body.body.rows.lazy.map(\.household))
    for row in body.body.rows {
      guard try household(row.household) != nil else { throw EngineFault.unknownHousehold(row.household.description) }
    }
    if body.body.kind == .surplus { try requireLawful(body.body, payer, catalogue) }
    put(distribution)
    return .distribution(distribution.id)
  }

  /// A cooperative returns its surplus to its members, and at least so much of it by trade as the law says.
  private func requireLawful(_ body: DistributionBody, _ payer: Party, _ catalogue: CountyCatalogue) throws {
    guard payer.kind == .cooperative else { throw DistributionFault.payerIsNoCooperative(payer.id) }
    if let rule = catalogue.surplusRule(on: body.on), body.byTrade.isLess(than: rule.byTradeMin) {
      throw DistributionFault.tooLittleByTrade(body.byTrade, least: rule.byTradeMin, source: rule.source)
    }
    let members = Set(try memberships(of: payer.id).filter { $0.validity.contains(body.on) }.map(\.household))
    for row in body.rows where !members.contains(row.household) {
      throw DistributionFault.notAMember(row.household, payer.id, on: body.on)
    }
  }

  func decide(_ body: MoveDistribution, _ command: Command) throws -> Outcome {
    guard var distribution = try distribution(body.distribution) else { throw DistributionFault.unknown(body.distribution) }
    switch body.to {
    case .approved: try distribution.approve(by: command.actor)
    case .settled:
      let amount = try settle(&distribution)
      put(distribution)
      return .settled(parts: 1, suspended: 0, transfers: distribution.transfers, amount: amount)
    case .entered, .revoked: try revoke(&distribution, on: command.at.day, reason: body.reason, to: body.to)
    }
    put(distribution)
    return .distribution(distribution.id)
  }

  private func settle(_ distribution: inout Distribution) throws -> Money {
    try distribution.move(to: .settled)
    let body = distribution.body
    guard let item = try requireCatalogue().distributionItem(body.kind) else { throw DistributionFault.noIncomeItem(body.kind) }
    let made = try post(
      try body.credits().map { household, amount in
        Draft(
          debit: AccountKey(.contribution, of: body.payer), credit: AccountKey(.payable, of: household.description), amount: amount,
          on: postingDay(body.on), reason: body.kind.reason, item: item, source: .distribution(distribution.id), memo: body.decision)
      })
    distribution.settledBy = made[0].id
    distribution.transfers = Int64(made.count)
    return try made.reduce(Money.zero) { try $0 + $1.amount }
  }

  private func revoke(_ distribution: inout Distribution, on day: Day, reason: String, to state: Distribution.State) throws {
    guard !reason.isEmpty else { throw LedgerFault.sourceMissing }
    try distribution.move(to: state)
    guard let first = distribution.settledBy else { return }
    _ = try reverse(try transfers(from: first, count: distribution.transfers), on: postingDay(day), memo: reason)
  }
}
