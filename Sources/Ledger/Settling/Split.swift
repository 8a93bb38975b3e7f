public import Catalogue
public import Measures
public import Ordering

/// One step of splitting proceeds: what goes from where to whom, and why.
public struct SplitStep: Sendable, Hashable {
  public var reason: TransferReason
  public var debit: AccountKey
  public var credit: AccountKey
  /// Above zero.
  public var amount: Money
  public var item: IncomeItem.ID

  public init(reason: TransferReason, debit: AccountKey, credit: AccountKey, amount: Money, item: IncomeItem.ID) {
    self.reason = reason
    self.debit = debit
    self.credit = credit
    self.amount = amount
    self.item = item
  }
}

/// Proceeds on their way to those who have a share in them, by a ``LinkAgreement``.
///
/// The order of the steps: the platform's fee, the cooperative's share, tranches or the whole rest to the producer and to the poor
/// households that are linked to it, the firm's top-up to the floor. Every division is by largest remainder (``apportion(_:by:)``), so that the shares add up to the fen.
public struct Split: Sendable {
  public var agreement: LinkAgreement
  public var producer: Producer
  /// What is there to be split, VAT taken off. Not below zero.
  public var proceeds: Money
  /// What was sold, in the product's stock unit and by net mass.
  public var quantity: Int64
  public var unit: StockUnit
  public var grams: Int64
  /// The floor for a kilogram or a piece; nil: none is laid down.
  public var floor: UnitPrice?
  /// Of the producer's income.
  public var item: IncomeItem.ID
  /// The account that holds the proceeds.
  public var from: AccountKey
  /// The poor households that are linked to a producer which is a party, with their shares, by number.
  public var linked: [(household: Household.ID, shares: Int64)]

  public init(
    agreement: LinkAgreement, producer: Producer, proceeds: Money, quantity: Int64, unit: StockUnit, grams: Int64, floor: UnitPrice?,
    item: IncomeItem.ID, from: AccountKey, linked: [(household: Household.ID, shares: Int64)] = []
  ) {
    self.agreement = agreement
    self.producer = producer
    self.proceeds = proceeds
    self.quantity = quantity
    self.unit = unit
    self.grams = grams
    self.floor = floor
    self.item = item
    self.from = from
    self.linked = linked
  }

  /// The producer's income is recorded with its item where it is a household's.
  private var producerItem: IncomeItem.ID { if case .household = producer { item } else { "" } }

  public func steps() throws(Overflow) -> [SplitStep] {
    var steps: [SplitStep] = []
    func add(_ reason: TransferReason, _ debit: AccountKey, _ credit: AccountKey, _ amount: Money, _ item: IncomeItem.ID = "") {
      if amount > .zero { steps.append(SplitStep(reason: reason, debit: debit, credit: credit, amount: amount, item: item)) }
    }
    let fee = try self.fee()
    add(.fee, from, AccountKey(.platformFee), fee)
    let shares = try self.shares(of: try proceeds - fee)
    if let cooperative = agreement.cooperative {
      add(.cooperativeShare, from, AccountKey(.payable, of: cooperative), shares.cooperative)
    }
    add(.firmShare, from, AccountKey(.payable, of: agreement.firm), shares.firm)
    let toLinked = linked.isEmpty ? [] : apportion(shares.first.fen, by: linked.map(\.shares)) ?? []
    for (member, fen) in zip(linked, toLinked) {
      add(.firstTranche, from, AccountKey(.payable, of: member.household.description), Money(fen: fen), item)
    }
    let own = linked.isEmpty ? try shares.producer + shares.first : shares.producer
    add(.proceeds, from, AccountKey(.payable, of: producer), own, producerItem)
    let topUp = try self.topUp(producerGets: try shares.first + shares.producer)
    add(.topUp, AccountKey(.contribution, of: agreement.firm), AccountKey(.payable, of: producer), topUp, producerItem)
    return steps
  }

  /// Never more than there is: a fee by mass may exceed what cheap goods bring in.
  private func fee() throws(Overflow) -> Money {
    let byShare = Split.parts(proceeds, [agreement.fee, agreement.fee.rest])[0]
    let byMass = Money(fen: try agreement.feePerKilogram.fen.scaled(by: grams, over: 1000))
    return min(proceeds, try byShare + byMass)
  }

  /// - Returns: `first`: the first tranche, which is the poor households'.
  private func shares(of rest: Money) throws(Overflow) -> (first: Money, producer: Money, cooperative: Money, firm: Money) {
    let byShare = Split.parts(rest, [agreement.cooperativeShare.rest, agreement.cooperativeShare])
    guard let tranches = agreement.tranches else { return (.zero, byShare[0], byShare[1], .zero) }
    let first = min(byShare[0], try amount(at: tranches.first))
    let parts = Split.parts(try byShare[0] - first, [tranches.producer, tranches.cooperative, tranches.firm])
    return (first, parts[0], try byShare[1] + parts[1], parts[2])
  }

  private func topUp(producerGets gross: Money) throws(Overflow) -> Money {
    guard agreement.guaranteesFloor, let floor else { return .zero }
    return max(.zero, try amount(at: floor) - gross)
  }

  /// What the goods come to at a price for a kilogram or a piece.
  private func amount(at price: UnitPrice) throws(Overflow) -> Money {
    try price.amount(packs: 0, pieces: unit == .pieces ? quantity : 0, grams: grams)
  }

  /// `whole` by shares that make up the whole, to the fen.
  static func parts(_ whole: Money, _ shares: [Share]) -> [Money] {
    apportion(whole.fen, by: Share.overOneDenominator(shares).numerators)?.map { Money(fen: $0) } ?? shares.map { _ in .zero }
  }
}

extension Share {
  /// What is left of the whole.
  var rest: Share { Share(denominator - numerator, over: denominator) }
}

/// What is taken back from a household's gross share: input advances first, then a loan instalment, which is a share of the gross at
/// most, and never so much that it keeps less than the agreement says. A deduction is no production cost: the income stands as it is.
public enum Deductions {
  /// - Parameters:
  ///   - gross: the household's share, top-up included.
  ///   - advances: outstanding, not below zero; likewise `loans`.
  public static func steps(
    household: Household.ID, gross: Money, keep: Share, instalment: Share, advances: Money, loans: Money
  ) throws(Overflow) -> [SplitStep] {
    // What it keeps is rounded up, in its favour.
    let kept = Int64((Int128(gross.fen) * Int128(keep.numerator) + Int128(keep.denominator) - 1) / Int128(keep.denominator))
    var room = try gross - Money(fen: kept)
    let due = min(loans, Money(fen: try instalment.of(gross.fen)))
    var steps: [SplitStep] = []
    for (reason, role, outstanding) in [(TransferReason.advanceRepaid, AccountRole.inputAdvance, advances), (.loanRepaid, .loan, due)] {
      let amount = min(room, outstanding)
      guard amount > .zero else { continue }
      steps.append(
        SplitStep(
          reason: reason, debit: AccountKey(.payable, of: household.description), credit: AccountKey(role, of: household.description),
          amount: amount, item: ""))
      room = try room - amount
    }
    return steps
  }
}
