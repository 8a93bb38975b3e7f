public import Messages

/// Why money moved. The raw values are part of the journal's format and never change.
public enum TransferReason: UInt8, Sendable, Hashable, CaseIterable {
  /// Entered by a person; the memo says why.
  case manual = 0
  case opening = 1
  case payment = 2
  case refund = 3
  /// Goods were delivered: the buyer owes, the proceeds wait to be split.
  case sale = 4
  /// What was paid beforehand pays for what was delivered.
  case prepaymentUsed = 5
  case vat = 6
  /// Goods came back: the sale is taken back, in whole or in part.
  case saleReturned = 7

  public var name: String {
    switch self {
    case .prepaymentUsed: "prepayment-used"
    case .saleReturned: "sale-returned"
    default: "\(self)"
    }
  }

  public var label: Text {
    switch self {
    case .manual: Text(zh: "手工", en: "manual")
    case .opening: Text(zh: "期初", en: "opening")
    case .payment: Text(zh: "收款", en: "payment")
    case .refund: Text(zh: "退款", en: "refund")
    case .sale: Text(zh: "销售", en: "sale")
    case .prepaymentUsed: Text(zh: "预收抵付", en: "prepayment used")
    case .vat: Text(zh: "增值税", en: "VAT")
    case .saleReturned: Text(zh: "销售退回", en: "sale returned")
    }
  }
}
