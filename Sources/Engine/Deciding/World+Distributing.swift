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
    if body.body.kind == .wages { try requireUnpaidWork(body.body) }
    if body.body.kind == .surplus { try requireLawful(body.body, payer, catalogue) }
    put(distribution)
    return .distribution(distribution.id)
  }

  /// Nobody works more than a day for each member on one day, and no day's work for one payer is paid twice.
  private func requireUnpaidWork(_ body: DistributionBody) throws {
    for row in body.rows {
      guard let day = row.workedOn, let household = try household(row.household) else { continue }
      let members = household.members(on: day)
      guard row.quantity <= members * 1000 else { throw DistributionFault.tooMuchWork(row.household, day, members: members) }
    }
    let days = Set(body.rows.map(\.household)).sorted()
    let known = try store.wageDistributions(of: days) + newDistributions.map(\.id)
    for id in Set(known).sorted() {
      guard let other = try distribution(id), other.state != .revoked, other.body.kind == .wages, other.body.payer == body.payer else {
        continue
      }
      let paid = Set(other.body.rows.map { Work(household: $0.household, day: $0.workedOn) })
      if let twice = body.rows.first(where: { paid.contains(Work(household: $0.household, day: $0.workedOn)) }) {
        throw DistributionFault.workPaid(twice.household, twice.workedOn ?? body.on, by: id)
      }
    }
  }

  private struct Work: Hashable {
    var household: Household.ID
    var day: Day?
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
    let made = try transfers(from: first, count: distribution.transfers)
    _ = try reverse(made, on: postingDay(made.reduce(day) { max($0, $1.on) }), memo: reason)
  }
}
