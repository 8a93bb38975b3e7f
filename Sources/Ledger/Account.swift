public import Measures
public import WireFormat

/// An account with everything that was ever posted to it, and what is held.
public struct Account: Sendable, Hashable {
  public struct ID: NumberedID {
    public static let prefix = "A"
    public var number: Int64
    public init(number: Int64) { self.number = number }
  }

  public let id: ID
  public let key: AccountKey
  public var balances: Balances

  public init(id: ID, key: AccountKey, balances: Balances = Balances()) {
    self.id = id
    self.key = key
    self.balances = balances
  }
}

/// Sums of debits and credits in fen, none below zero. What is held counts in the pending sums and nowhere else.
public struct Balances: Sendable, Hashable {
  public var debits: Int64
  public var credits: Int64
  public var pendingDebits: Int64
  public var pendingCredits: Int64

  public init(debits: Int64 = 0, credits: Int64 = 0, pendingDebits: Int64 = 0, pendingCredits: Int64 = 0) {
    self.debits = debits
    self.credits = credits
    self.pendingDebits = pendingDebits
    self.pendingCredits = pendingCredits
  }

  /// Debits less credits.
  ///
  /// Both lie between 0 and Int64.max, so their difference cannot overflow.
  public var net: Money { Money(fen: debits - credits) }

  public mutating func debit(_ amount: Money) throws(Overflow) { debits = try debits.adding(amount.fen) }
  public mutating func credit(_ amount: Money) throws(Overflow) { credits = try credits.adding(amount.fen) }
  public mutating func holdDebit(_ amount: Money) throws(Overflow) { pendingDebits = try pendingDebits.adding(amount.fen) }
  public mutating func holdCredit(_ amount: Money) throws(Overflow) { pendingCredits = try pendingCredits.adding(amount.fen) }

  /// Takes a hold back. What was held is there to be taken.
  public mutating func releaseDebit(_ amount: Money) { pendingDebits -= amount.fen }
  public mutating func releaseCredit(_ amount: Money) { pendingCredits -= amount.fen }
}

/// Which way a balance may not go, what is held against it included.
public enum BalanceLimit: Sendable, Hashable {
  case none
  /// Assets and expenses: credits never exceed debits.
  case debitsCoverCredits
  /// Liabilities, equity, income: debits never exceed credits.
  case creditsCoverDebits

  /// What could still be taken; nil where there is no limit.
  public func room(_ balances: Balances) throws(Overflow) -> Int64? {
    switch self {
    case .none: nil
    case .debitsCoverCredits: try balances.debits.subtracting(try balances.credits.adding(balances.pendingCredits))
    case .creditsCoverDebits: try balances.credits.subtracting(try balances.debits.adding(balances.pendingDebits))
    }
  }
}

extension Account: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    writer.write(id.number)
    writer.write(key)
    writer.write(balances.debits)
    writer.write(balances.credits)
    writer.write(balances.pendingDebits)
    writer.write(balances.pendingCredits)
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    id = ID(number: try reader.readInt64())
    key = try reader.read()
    balances = Balances()
    balances.debits = try reader.readInt64()
    balances.credits = try reader.readInt64()
    balances.pendingDebits = try reader.readInt64()
    balances.pendingCredits = try reader.readInt64()
  }
}
