public import Measures

/// Whose statement it is, and from where it starts.
public struct StatementHeader: Sendable, Hashable {
  /// IBAN or other number as the bank writes it; empty where the file does not tell.
  public var account: String
  /// Always `CNY`: others are refused.
  public var currency: String
  /// The bank's own identifier, or number and page; empty where there is none.
  public var number: String
  public var from: Day?
  public var through: Day?
  public var opening: Money?
  public var openingOn: Day?
  public var place: FilePlace

  public init(
    account: String = "", currency: String = "CNY", number: String = "", from: Day? = nil, through: Day? = nil, opening: Money? = nil,
    openingOn: Day? = nil, place: FilePlace = FilePlace(line: 1)
  ) {
    self.account = account
    self.currency = currency
    self.number = number
    self.from = from
    self.through = through
    self.opening = opening
    self.openingOn = openingOn
    self.place = place
  }
}
