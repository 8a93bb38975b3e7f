public import Messages

/// An account that the county's operator has at a bank: payouts go out of it, and its statements are read.
public struct OwnAccount: Sendable, Hashable {
  public typealias ID = String

  public var id: ID
  public var name: Text
  /// The account holder as the bank has it; stands in bank files as who pays.
  public var holder: String
  /// Whose column maps its files have.
  public var bank: Bank.ID
  /// The bank's number in the clearing system (行号, CNAPS); nil where files need none.
  public var bankCode: String?
  /// As the bank's statements write it.
  public var number: String
  /// The account of the chart that stands for it; no two have the same.
  public var account: ChartAccount.ID
  public var source: String

  public init(
    id: ID, name: Text, holder: String, bank: Bank.ID, bankCode: String? = nil, number: String, account: ChartAccount.ID, source: String
  ) {
    self.id = id
    self.name = name
    self.holder = holder
    self.bank = bank
    self.bankCode = bankCode
    self.number = number
    self.account = account
    self.source = source
  }

  /// Whether a statement's account is this one, however it is grouped, with or without its currency.
  public func isNamed(_ other: String) -> Bool {
    func plain(_ text: String) -> String { text.filter { !" -/".contains($0) }.uppercased() }
    let (other, own) = (plain(other), plain(number))
    return [own, "CNY" + own, own + "CNY"].contains(other)
  }

  /// The last four digits, which may be shown.
  public var maskedNumber: String { "**** " + number.suffix(4) }
}

extension CountyCatalogue {
  public func ownAccount(_ id: OwnAccount.ID) -> OwnAccount? { ownAccounts.first { $0.id == id } }
}
