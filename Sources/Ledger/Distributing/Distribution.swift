public import Catalogue
public import Measures

/// Money that a party pays out to households from time to time: entered by one person, approved by another, then settled.
/// Its figures never change; a mistake is revoked and entered anew.
public struct Distribution: Sendable, Hashable {
  public struct ID: NumberedID {
    public static let prefix = "D"
    public var number: Int64
    public init(number: Int64) { self.number = number }
  }

  public enum State: UInt8, Sendable, Hashable, CaseIterable {
    case entered = 0
    case approved = 1
    case settled = 2
    case revoked = 3

    public var name: String { "\(self)" }

    public var next: [State] {
      switch self {
      case .entered: [.approved, .revoked]
      case .approved: [.settled, .revoked]
      case .settled: [.revoked]
      case .revoked: []
      }
    }
  }

  public var id: ID
  public var body: DistributionBody
  public var maker: Actor.ID
  public var state: State
  /// Empty before.
  public var approvedBy: Actor.ID
  /// The transfers that settled it: the first, and how many.
  public var settledBy: Transfer.ID?
  public var transfers: Int64

  public init(
    id: ID, body: DistributionBody, maker: Actor.ID, state: State = .entered, approvedBy: Actor.ID = "", settledBy: Transfer.ID? = nil,
    transfers: Int64 = 0
  ) {
    self.id = id
    self.body = body
    self.maker = maker
    self.state = state
    self.approvedBy = approvedBy
    self.settledBy = settledBy
    self.transfers = transfers
  }

  /// Moves it along the table of ``State/next``; anything else is refused.
  public mutating func move(to new: State) throws(DistributionFault) {
    guard state.next.contains(new) else { throw .wrongState(id, state, to: new) }
    state = new
  }

  /// Four eyes: whoever made it may not approve it.
  public mutating func approve(by actor: Actor.ID) throws(DistributionFault) {
    try move(to: .approved)
    guard actor != maker else { throw .ownWork(id, maker) }
    approvedBy = actor
  }
}

/// What a distribution is about: who pays, for what, and what each household has in it.
public struct DistributionBody: Sendable, Hashable {
  /// One household's basis. Which fields count depends on the kind.
  public struct Row: Sendable, Hashable {
    public var household: Household.ID
    /// Wages: the day of work.
    public var workedOn: Day?
    /// Surplus: trade with the cooperative in fen; dividend: shares; rent: thousandths of a mu; wages: thousandths of a day.
    public var quantity: Int64
    /// Surplus: its member account; rent: for a mu; wages: for a day.
    public var money: Money

    public init(household: Household.ID, workedOn: Day? = nil, quantity: Int64, money: Money = .zero) {
      self.household = household
      self.workedOn = workedOn
      self.quantity = quantity
      self.money = money
    }
  }

  public var kind: DistributionKind
  /// Who pays.
  public var payer: Party.ID
  /// The business date on which households are credited.
  public var on: Day
  /// What decided it, e.g. `社员大会 2020-12-20`.
  public var decision: String
  /// Surplus and dividend: what is shared out; else zero, for it follows from the rows.
  public var total: Money
  /// Surplus: how much of it goes by trade.
  public var byTrade: Share
  public var rows: [Row]

  public init(
    kind: DistributionKind, payer: Party.ID, on: Day, decision: String, total: Money, byTrade: Share, rows: [Row]
  ) {
    self.kind = kind
    self.payer = payer
    self.on = on
    self.decision = decision
    self.total = total
    self.byTrade = byTrade
    self.rows = rows
  }

  /// What each row comes to, in order.
  ///
  /// Shares are apportioned to the fen (``apportion(_:by:)``); a rate times a quantity is rounded half away from zero, a row at a time.
  public func amounts() throws -> [Money] {
    switch kind {
    case .surplus:
      let trade = Split.parts(total, [byTrade, Share(byTrade.denominator - byTrade.numerator, over: byTrade.denominator)])[0]
      let byTrade = try shares(of: trade, rows.map(\.quantity))
      let byAccount = try shares(of: try total - trade, rows.map(\.money.fen))
      return try zip(byTrade, byAccount).map { try $0 + $1 }
    case .dividend: return try shares(of: total, rows.map(\.quantity))
    case .rent, .wages: return try rows.map { Money(fen: try $0.money.fen.scaled(by: $0.quantity, over: 1000)) }
    }
  }

  /// Ties go to the household with the lower number, in whatever order the rows were written.
  private func shares(of whole: Money, _ weights: [Int64]) throws(DistributionFault) -> [Money] {
    let byHousehold = rows.indices.sorted { (rows[$0].household, $0) < (rows[$1].household, $1) }
    guard let parts = apportion(whole.fen, by: byHousehold.map { weights[$0] }) else { throw .nothingToShareBy(whole) }
    var shares = rows.map { _ in Money.zero }
    for (index, fen) in zip(byHousehold, parts) { shares[index] = Money(fen: fen) }
    return shares
  }

  /// What each household gets in all, by household; those who get nothing are left out.
  public func credits() throws -> [(household: Household.ID, amount: Money)] {
    var sums: [Household.ID: Money] = [:]
    for (row, amount) in zip(rows, try amounts()) { sums[row.household] = try (sums[row.household] ?? .zero) + amount }
    return sums.filter { $0.value > .zero }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}

extension DistributionBody {
  /// Most rows of one distribution, and with it most households: a group of transfers settles it.
  public static let rowsMax = 100_000

  /// What can be told of it by itself.
  public func requireSound() throws {
    guard !decision.isEmpty else { throw LedgerFault.sourceMissing }
    guard !rows.isEmpty else { throw DistributionFault.noRows }
    guard rows.count <= DistributionBody.rowsMax else { throw DistributionFault.tooManyRows(rows.count) }
    guard byTrade.numerator >= 0, byTrade.numerator <= byTrade.denominator else { throw DistributionFault.notAShare(byTrade) }
    try requireDistinct()
    for row in rows { try requireSound(row) }
    if kind == .surplus || kind == .dividend {
      guard total > .zero else { throw LedgerFault.amountNotPositive(total) }
    }
    let credits = try credits()
    guard !credits.isEmpty else { throw DistributionFault.noRows }
    guard credits.count <= Book.groupMax else { throw LedgerFault.tooManyTransfers(credits.count) }
  }

  private func requireSound(_ row: Row) throws {
    let isPositive = kind == .surplus ? row.quantity >= 0 : row.quantity > 0
    guard isPositive, row.money >= .zero else { throw DistributionFault.badQuantity(row.household, row.quantity) }
    guard (kind == .wages) == (row.workedOn != nil) else { throw DistributionFault.badQuantity(row.household, row.quantity) }
    if kind == .rent || kind == .wages { guard row.money > .zero else { throw LedgerFault.amountNotPositive(row.money) } }
    if let day = row.workedOn, day > on { throw DistributionFault.workedLater(row.household, day, on: on) }
  }

  /// A household stands there once, and with wages once a day: two of a household who work share a row.
  private func requireDistinct() throws(DistributionFault) {
    var seen: Set<Row> = []
    for row in rows {
      let place = Row(household: row.household, workedOn: row.workedOn, quantity: 0)
      guard seen.insert(place).inserted else { throw .householdTwice(row.household, row.workedOn) }
    }
  }
}
