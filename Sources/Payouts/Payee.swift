public import Ordering

/// What paying somebody needs beyond what the register or the Catalogue knows.
public struct Payee: Sendable, Hashable {
  public var payee: Producer
  /// A party's account; a household's card is its own (``Household/personal``).
  public var account: [UInt8]?
  /// The account holder as the bank writes the name; empty: as the payee is called.
  public var accountName: String
  /// Why that name differs from the payee's: a character that the bank cannot write, or whose account it is and who agreed. Empty:
  /// nobody said, and nothing is paid to a name that differs.
  public var because: String
  /// Why nothing is paid for the time being; empty: it is.
  public var held: String

  public init(payee: Producer, account: [UInt8]? = nil, accountName: String = "", because: String = "", held: String = "") {
    self.payee = payee
    self.account = account
    self.accountName = accountName
    self.because = because
    self.held = held
  }
}
