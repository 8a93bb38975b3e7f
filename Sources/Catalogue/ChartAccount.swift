public import Messages

/// An entry of the chart of accounts: one account, or one for each holder.
public struct ChartAccount: Sendable, Hashable {
  /// ASCII slug, e.g. `payable`.
  public typealias ID = String

  /// What an account's balance stands for; assets and expenses grow by debits, the others by credits.
  public enum Kind: UInt8, Sendable, Hashable, CaseIterable {
    case asset = 0
    case liability = 1
    case equity = 2
    case income = 3
    case expense = 4

    public var growsByDebits: Bool { self == .asset || self == .expense }
  }

  /// Whom an account is kept for.
  public enum Holder: UInt8, Sendable, Hashable, CaseIterable {
    /// One account for the whole county.
    case none = 0
    case party = 1
    case household = 2
    /// A household or a party.
    case producer = 3
    /// Any word, such as a lender or a programme.
    case word = 4
  }

  public var id: ID
  public var name: Text
  public var kind: Kind
  public var holder: Holder
  /// Whether a transfer is refused that would bring the balance below zero, pending transfers included.
  public var neverBelowZero: Bool

  public init(id: ID, name: Text, kind: Kind, holder: Holder, neverBelowZero: Bool) {
    self.id = id
    self.name = name
    self.kind = kind
    self.holder = holder
    self.neverBelowZero = neverBelowZero
  }
}

/// The accounts that the engine itself posts to; every chart has them, with these kinds and holders.
public enum AccountRole: String, Sendable, Hashable, CaseIterable {
  case bank
  case cash
  case openingEquity = "opening-equity"
  /// What a buyer owes for goods that it has got.
  case receivable
  /// What a buyer paid for goods that it has not got yet.
  case prepaid
  /// Proceeds of goods delivered and not split yet.
  case salesClearing = "sales-clearing"
  /// What is owed to a household, cooperative, firm or carrier.
  case payable
  /// What a firm or cooperative has to bring in: top-ups, rent, wages, dividends.
  case contribution
  case inputAdvance = "input-advance"
  case loan
  /// What instalments withheld for a lender amount to, and the loans behind them.
  case lender
  case platformFee = "platform-fee"
  case bankFee = "bank-fee"
  case freight
  case toll
  /// What spoiled or went short at the county's own cost.
  case spoilage
  case vat
  case programme
  case payoutsInTransit = "payouts-in-transit"
  /// Proceeds and bank lines that nothing explains yet.
  case suspense

  public var kind: ChartAccount.Kind {
    switch self {
    case .bank, .cash, .receivable, .contribution, .inputAdvance, .loan: .asset
    case .prepaid, .salesClearing, .payable, .lender, .vat, .programme, .payoutsInTransit, .suspense: .liability
    case .openingEquity: .equity
    case .platformFee: .income
    case .bankFee, .freight, .toll, .spoilage: .expense
    }
  }

  public var holder: ChartAccount.Holder {
    switch self {
    case .receivable, .prepaid, .contribution: .party
    case .payable: .producer
    case .inputAdvance, .loan: .household
    case .lender, .programme: .word
    default: .none
    }
  }
}
