public import Measures

/// What the bank says became of a payment that it was asked for, or of a whole batch or message of them.
public struct PaymentOutcome: Sendable, Hashable {
  public enum Status: UInt8, Sendable, Hashable, CaseIterable {
    /// Taken and not settled yet.
    case accepted, settled, rejected, pending
  }

  public enum Scope: UInt8, Sendable, Hashable, CaseIterable {
    case payment
    /// Every payment of `batchReference`, where no other outcome says otherwise.
    case batch
    /// Every payment of the message `batchReference`.
    case message
  }

  public var place: FilePlace
  public var scope: Scope
  public var reference: String
  public var batchReference: String
  /// The row's number in the sheet, from 1.
  public var sequence: Int64?
  public var name: String
  public var account: String
  public var amount: Money?
  public var status: Status
  /// The bank's reason as a code, e.g. `AC04`.
  public var code: String
  public var reason: String

  public init(
    place: FilePlace, scope: Scope = .payment, reference: String = "", batchReference: String = "", sequence: Int64? = nil,
    name: String = "", account: String = "", amount: Money? = nil, status: Status, code: String = "", reason: String = ""
  ) {
    self.place = place
    self.scope = scope
    self.reference = reference
    self.batchReference = batchReference
    self.sequence = sequence
    self.name = name
    self.account = account
    self.amount = amount
    self.status = status
    self.code = code
    self.reason = reason
  }
}
