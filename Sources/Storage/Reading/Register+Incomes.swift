public import Catalogue
public import Engine
public import Ledger
public import Measures
import Messages
import Ordering

extension Register {
  /// What a household earned in a year.
  /// - Complexity: one seek for each business date of the year, and the household's own transfers.
  public func income(of household: Household.ID, year: Int64) throws -> HouseholdIncome {
    var income = HouseholdIncome(year: year)
    for transfer in try incomeTransfers(of: household, year: year) {
      try income.add(transfer.transfer.item, transfer.transfer.amount, isCredit: transfer.isCredit, on: transfer.transfer.on)
    }
    for record in try incomes(of: household, year: year) { try income.add(record) }
    return income
  }

  /// The transfers that credited a household's income in a year, or took it back, by day and number.
  public func incomeTransfers(of household: Household.ID, year: Int64) throws(StoreFault) -> [(transfer: Transfer, isCredit: Bool)] {
    guard let account = try account(AccountKey(.payable, of: household.description)) else { return [] }
    let period = Period(year: year)
    return try postings(to: account.id, from: period.first, through: period.last).filter { !$0.item.isEmpty }
      .map { ($0, $0.credit == account.id) }
  }

  /// What was recorded of a household from outside, withdrawn records among it, by number.
  public func incomes(of household: Household.ID, year: Int64?) throws(StoreFault) -> [IncomeRecord] {
    try rows(
      "SELECT \(IncomeRecord.columns) FROM incomes WHERE county = ?1 AND household = ?2 AND (?3 IS NULL OR year = ?3) ORDER BY number"
    ) { $0.bind(household.number).bind(year) }
  }

  public func income(_ id: IncomeRecord.ID) throws(StoreFault) -> IncomeRecord? { try store.incomes([id]).first }

  /// The incomes of all households, by class and month.
  ///
  /// - Parameter agreements: only what was credited by these, or distributed by the producers and cooperatives that they are about, and nothing
  ///   from outside; nil: everything.
  /// - Complexity: the transfers of these months that bear an income item, read from one index.
  public func incomes(_ months: ClosedRange<Month>, agreements: [LinkAgreement]? = nil) throws -> IncomeTable {
    var table = IncomeTable(months: months)
    let households = try householdsByAccount()
    var month = months.lowerBound
    var day: Int64 = .min
    let isAdmitted = try agreements.map { agreements in
      try transfersSettled(
        by: Set(agreements.map(\.id)), distributedBy: Set(agreements.flatMap { $0.scope.producers + ($0.cooperative.map { [$0] } ?? []) }))
    }
    let statement = try store.statement(
      """
      SELECT on_day, item, debit, credit, amount_fen, number FROM transfers INDEXED BY transfers_by_income
      WHERE county = ? AND item <> '' AND kind <= 2 AND on_day BETWEEN ? AND ?
      """
    ).bind(county).bind(Int64(months.lowerBound.first.number)).bind(Int64(months.upperBound.last.number))
    var groups: [IncomeItem.ID: Int] = [:]
    while try statement.next() {
      if statement.int(0) != day {
        day = statement.int(0)
        month = Month(of: try statement.day(0))
      }
      if let isAdmitted, !isAdmitted(statement.int(5)) { continue }
      let item = statement.text(1)
      guard let group = groups[item] ?? IncomeTable.index(of: item) else { continue }
      groups[item] = group
      for (column, sign) in [(Int32(2), Int64(-1)), (3, 1)] {
        let account = Int(statement.int(column))
        guard households.indices.contains(account), let household = households[account] else { continue }
        try table.add(household, group: group, month, (IncomeItem.isCost(item) ? -sign : sign) * statement.int(4))
      }
    }
    guard agreements == nil else { return table }
    let records: [IncomeRecord] = try rows(
      "SELECT \(IncomeRecord.columns) FROM incomes WHERE county = ? AND year BETWEEN ? AND ? AND withdrawn = ''"
    ) { $0.bind(months.lowerBound.year).bind(months.upperBound.year) }
    for record in records { try table.add(record) }
    return table
  }

  /// By the number of the account in which a household's share is kept.
  private func householdsByAccount() throws(StoreFault) -> [Household.ID?] {
    let accounts = try accounts()
    var households = [Household.ID?](repeating: nil, count: Int(accounts.map(\.id.number).max() ?? 0) + 1)
    for account in accounts where account.key.isHouseholdsShare {
      households[Int(account.id.number)] = Household.ID(account.key.holder)
    }
    return households
  }
}

// MARK: - By agreement

extension Register {
  /// Tells of a transfer, by its number, whether something is settled by it under one of some agreements, or distributed by one of some
  /// parties. Where something was settled again, or revoked, every transfer that comes from it belongs to it: what was settled first, what took
  /// it back, and what stands.
  private func transfersSettled(
    by agreements: Set<LinkAgreement.ID>, distributedBy payers: Set<Party.ID> = []
  ) throws(StoreFault) -> (Int64) -> Bool {
    var ranges: [(first: Int64, end: Int64)] = []
    for (table, column, names) in [
      ("sales", "agreement", agreements), ("lot_settlements", "agreement", agreements), ("distributions", "payer", payers),
    ] {
      let statement = try store.statement(
        "SELECT settled_by, transfers, \(column) FROM \(table) WHERE county = ? AND settled_by IS NOT NULL"
      ).bind(county)
      while try statement.next() {
        guard names.contains(statement.text(2)) else { continue }
        ranges.append((statement.int(0), statement.int(0) + statement.int(1)))
      }
    }
    ranges.sort { $0.first < $1.first }
    let corrected = try transfersOfCorrected(agreements, payers)
    return { number in
      if corrected.contains(number) { return true }
      var low = 0
      var high = ranges.count
      while low < high {
        let middle = (low + high) / 2
        if ranges[middle].end <= number { low = middle + 1 } else { high = middle }
      }
      return low < ranges.count && ranges[low].first <= number
    }
  }

  private func transfersOfCorrected(_ agreements: Set<LinkAgreement.ID>, _ payers: Set<Party.ID>) throws(StoreFault) -> Set<Int64> {
    var found: Set<Int64> = []
    for (table, join, condition, column, names) in [
      (
        "sales s", "t.source_order = s.order_number AND t.source_line = s.line AND t.source_part = s.part", "s.not_before IS NOT NULL",
        "agreement", agreements
      ),
      ("lot_settlements s", "t.source_lot = s.lot", "s.not_before IS NOT NULL", "agreement", agreements),
      ("distributions s", "t.source_distribution = s.number", "s.state = 3 AND s.settled_by IS NOT NULL", "payer", payers),
    ] {
      let statement = try store.statement(
        "SELECT t.number, s.\(column) FROM \(table) CROSS JOIN transfers t ON t.county = s.county AND \(join) WHERE s.county = ? AND \(condition)"
      ).bind(county)
      while try statement.next() { if names.contains(statement.text(1)) { found.insert(statement.int(0)) } }
    }
    return found
  }

  /// What each household got for goods that went through a cooperative in a span of days: the transfers that settled them by its agreements.
  public func trade(
    with cooperative: Party.ID, from first: Day, through last: Day, _ catalogue: CountyCatalogue
  ) throws -> [Household.ID: Money] {
    let agreements = Set(catalogue.ledgerRules.agreements.filter { $0.cooperative == cooperative }.map(\.id))
    let isOfCooperative = try transfersSettled(by: agreements)
    let households = try householdsByAccount()
    let statement = try store.statement(
      """
      SELECT debit, credit, amount_fen, number FROM transfers INDEXED BY transfers_by_income
      WHERE county = ? AND item <> '' AND kind <= 2 AND on_day BETWEEN ? AND ?
      """
    ).bind(county).bind(Int64(first.number)).bind(Int64(last.number))
    var trade: [Household.ID: Money] = [:]
    while try statement.next() {
      guard isOfCooperative(statement.int(3)) else { continue }
      for (column, sign) in [(Int32(0), Int64(-1)), (1, 1)] {
        guard let household = households[Int(statement.int(column))] else { continue }
        trade[household] = try (trade[household] ?? .zero) + Money(fen: sign * statement.int(2))
      }
    }
    return trade
  }
}
