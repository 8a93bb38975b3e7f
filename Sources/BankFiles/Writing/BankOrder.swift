public import Measures

/// A payment that a bank is asked for.
public struct BankOrder: Sendable, Hashable {
  /// Ours; the bank gives it back in statement and result.
  public var reference: String
  /// As the bank has it: a substitute name where its characters do not hold the real one.
  public var payeeName: String
  public var accountNumber: String
  /// The payee's bank in the clearing system (行号, CNAPS).
  public var bankCode: String?
  public var amount: Money
  public var remark: String
  /// Where the bank's sheet asks for it.
  public var residentID: String?

  public init(
    reference: String, payeeName: String, accountNumber: String, bankCode: String? = nil, amount: Money, remark: String = "",
    residentID: String? = nil
  ) {
    self.reference = reference
    self.payeeName = payeeName
    self.accountNumber = accountNumber
    self.bankCode = bankCode
    self.amount = amount
    self.remark = remark
    self.residentID = residentID
  }

  /// What every file needs.
  func check() throws(BankWriteFault) {
    guard amount > .zero else { throw .notPositive(payee: payeeName, amount: amount) }
    guard !payeeName.isEmpty else { throw .missing(payee: reference, field: "payee name") }
    guard !accountNumber.isEmpty else { throw .missing(payee: payeeName, field: "account") }
    let fields = [
      ("reference", reference), ("payee name", payeeName), ("account", accountNumber), ("bank code", bankCode ?? ""), ("remark", remark),
      ("resident ID", residentID ?? ""),
    ]
    for (field, value) in fields where !value.isPlain { throw .controlCharacter(payee: payeeName, field: field) }
  }
}
