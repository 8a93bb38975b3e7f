public import Measures

/// One movement of an account. Texts are empty where the file does not tell.
public struct StatementLine: Sendable, Hashable {
  public var place: FilePlace
  public var bookedOn: Day
  public var valueOn: Day?
  /// Positive where money came to the account.
  public var amount: Money
  /// The bank's own: `AcctSvcrRef`, `FITID`, the reference behind `//` in `:61:`, a serial column.
  public var bankReference: String
  /// The bank's own of the entry of which the line is a detail, where the detail has another.
  public var entryReference = ""
  /// What the payer gave along: `EndToEndId`, the customer reference of `:61:`, `REFNUM`, a reference column.
  public var reference: String
  /// `PmtInfId`, or `MsgId` where there is none.
  public var batchReference: String
  public var counterpartyName: String
  public var counterpartyAccount: String
  /// Remittance information (附言).
  public var text: String
  /// E.g. `AC04` of ISO 20022's external return reasons.
  public var returnCode: String
  public var returnText: String
  /// The bank says that a payment comes back.
  public var isReturn: Bool
  /// Of the account behind this line.
  public var runningBalance: Money?

  public init(
    place: FilePlace = FilePlace(line: 1), bookedOn: Day, valueOn: Day? = nil, amount: Money, bankReference: String = "",
    reference: String = "", batchReference: String = "", counterpartyName: String = "", counterpartyAccount: String = "",
    text: String = "", returnCode: String = "", returnText: String = "", isReturn: Bool = false, runningBalance: Money? = nil
  ) {
    self.place = place
    self.bookedOn = bookedOn
    self.valueOn = valueOn
    self.amount = amount
    self.bankReference = bankReference
    self.reference = reference
    self.batchReference = batchReference
    self.counterpartyName = counterpartyName
    self.counterpartyAccount = counterpartyAccount
    self.text = text
    self.returnCode = returnCode
    self.returnText = returnText
    self.isReturn = isReturn
    self.runningBalance = runningBalance
  }
}
