import Catalogue
import Ledger
import Measures

// Who belongs to whom, and what households earned outside the engine.
extension World {
  func decide(_ body: SetMembership, _ command: Command) throws -> Outcome {
    let membership = body.membership
    guard try requireCatalogue().party(membership.party) != nil else { throw DistributionFault.unknownPayer(membership.party) }
    guard try household(membership.household) != nil else { throw EngineFault.unknownHousehold(membership.household.description) }
    guard (1...Membership.sharesMax).contains(membership.shares) else { throw IncomeFault.badShares(membership.shares) }
    if let until = membership.validity.until, until <= membership.validity.from ?? .first {
      throw IncomeFault.endsBeforeItBegins(membership.validity.from ?? .first, until: until)
    }
    guard try !memberships(of: membership.party).contains(membership) else { throw EngineFault.nothingToChange }
    try put(membership)
    return .household(membership.household)
  }

  func decide(_ body: RecordIncome, _ command: Command) throws -> Outcome {
    guard try household(body.household) != nil else { throw EngineFault.unknownHousehold(body.household.description) }
    guard !body.source.isEmpty else { throw LedgerFault.sourceMissing }
    guard body.amount >= .zero else { throw IncomeFault.negative(body.amount) }
    guard body.amount <= IncomeRecord.amountMax else { throw IncomeFault.tooMuch(body.amount) }
    guard body.period.isSound else { throw IncomeFault.notAPeriod(year: body.period.year, month: body.period.month) }
    if body.item != IncomeItem.total || body.amount > .zero { try requireItem(body.item) }
    let record = IncomeRecord(
      id: nextIncome(), household: body.household, item: body.item, period: body.period, amount: body.amount, source: body.source,
      actor: command.actor)
    put(record)
    return .income(record.id)
  }

  func decide(_ body: WithdrawIncome, _ command: Command) throws -> Outcome {
    guard !body.reason.isEmpty else { throw LedgerFault.sourceMissing }
    guard var record = try income(body.record) else { throw IncomeFault.unknown(body.record) }
    guard record.holds else { throw IncomeFault.withdrawn(record.id, why: record.withdrawn) }
    record.withdrawn = body.reason
    put(record)
    return .income(record.id)
  }
}
