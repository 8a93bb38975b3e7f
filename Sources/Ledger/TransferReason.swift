public import Catalogue
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
  /// The platform's.
  case fee = 8
  case cooperativeShare = 9
  case firmShare = 10
  /// The producer's share.
  case proceeds = 11
  /// The firm makes up for a price below the floor.
  case topUp = 12
  case advanceRepaid = 13
  case loanRepaid = 14
  /// A firm bought a lot at receipt.
  case purchase = 15
  /// The proceeds of goods that a firm had bought.
  case ownerProceeds = 16
  /// No agreement says how to split the proceeds.
  case suspended = 17
  /// Goods were lost or spoiled, and somebody else than the farmer bears it.
  case loss = 18
  case surplus = 19
  case dividend = 20
  case rent = 21
  case wages = 22
  /// The first tranche, to poor households that are linked to the producer.
  case firstTranche = 23
  /// What somebody is owed was put into a payout.
  case payoutClaimed = 24
  /// A payout was dropped, or its run given up, before the bank had it.
  case payoutDropped = 25
  /// The bank, or the cash box, paid a payout.
  case payoutPaid = 26
  /// The bank gave a payout back, or never made it: it is owed again.
  case payoutReturned = 27
  /// A line of the bank's statement, before it is explained.
  case bankLine = 28
  /// A line of the bank's statement that somebody explained by an account.
  case explained = 29
  /// The bank paid a payout once more, and its payee owes that; or it gave that back.
  case payoutPaidAgain = 30
  /// What a carrier earned by a delivery run.
  case freight = 31
  /// What a carrier paid on the road for a delivery run.
  case toll = 32

  public var name: String {
    switch self {
    case .prepaymentUsed: "prepayment-used"
    case .saleReturned: "sale-returned"
    case .cooperativeShare: "cooperative-share"
    case .firmShare: "firm-share"
    case .topUp: "top-up"
    case .advanceRepaid: "advance-repaid"
    case .loanRepaid: "loan-repaid"
    case .ownerProceeds: "owner-proceeds"
    case .firstTranche: "first-tranche"
    case .payoutClaimed: "payout-claimed"
    case .payoutDropped: "payout-dropped"
    case .payoutPaid: "payout-paid"
    case .payoutReturned: "payout-returned"
    case .payoutPaidAgain: "payout-paid-again"
    case .bankLine: "bank-line"
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
    case .fee: Text(zh: "平台服务费", en: "platform fee")
    case .cooperativeShare: Text(zh: "合作社份额", en: "cooperative's share")
    case .firmShare: Text(zh: "企业份额", en: "firm's share")
    case .proceeds: Text(zh: "货款", en: "proceeds")
    case .topUp: Text(zh: "保底补足", en: "top-up to the floor")
    case .advanceRepaid: Text(zh: "扣还垫款", en: "advance repaid")
    case .loanRepaid: Text(zh: "扣还贷款", en: "loan repaid")
    case .purchase: Text(zh: "收购", en: "purchase")
    case .ownerProceeds: Text(zh: "货主货款", en: "owner's proceeds")
    case .suspended: Text(zh: "待查", en: "suspended")
    case .loss: Text(zh: "损失", en: "loss")
    case .firstTranche: Text(zh: "贫困户首份", en: "first tranche")
    case .payoutClaimed: Text(zh: "列入兑付", en: "claimed by a payout")
    case .payoutDropped: Text(zh: "兑付取消", en: "payout dropped")
    case .payoutPaid: Text(zh: "兑付", en: "paid out")
    case .payoutReturned: Text(zh: "兑付退回", en: "payout returned")
    case .payoutPaidAgain: Text(zh: "重复付款", en: "paid again")
    case .bankLine: Text(zh: "银行流水", en: "bank line")
    case .freight: Text(zh: "运费", en: "freight")
    case .toll: Text(zh: "通行费", en: "tolls")
    case .explained: Text(zh: "流水说明", en: "bank line explained")
    case .surplus: DistributionKind.surplus.label
    case .dividend: DistributionKind.dividend.label
    case .rent: DistributionKind.rent.label
    case .wages: DistributionKind.wages.label
    }
  }
}

extension DistributionKind {
  public var reason: TransferReason {
    switch self {
    case .surplus: .surplus
    case .dividend: .dividend
    case .rent: .rent
    case .wages: .wages
    }
  }
}
