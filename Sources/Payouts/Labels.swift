public import Messages

// What people call the states of payouts. `name` is for files and JSON, `label` for people.

extension PayoutRun.State {
  public var label: Text {
    switch self {
    case .draft: Text(zh: "待批准", en: "a draft")
    case .approved: Text(zh: "已批准", en: "approved")
    case .sent: Text(zh: "已送银行", en: "sent")
    case .closed: Text(zh: "已关闭", en: "closed")
    case .cancelled: Text(zh: "已作废", en: "cancelled")
    }
  }
}

extension Payout.State {
  public var label: Text {
    switch self {
    case .open: Text(zh: "未付", en: "open")
    case .paid: Text(zh: "已付", en: "paid")
    case .returned: Text(zh: "已退回", en: "returned")
    case .reissued: Text(zh: "已重发", en: "reissued")
    case .dropped: Text(zh: "已取消", en: "dropped")
    }
  }
}

extension Payout.Progress {
  public var label: Text {
    switch self {
    case .planned: Text(zh: "计划", en: "planned")
    case .inTransit: Text(zh: "在途", en: "in transit")
    case .paid: Payout.State.paid.label
    case .returned: Payout.State.returned.label
    case .reissued: Payout.State.reissued.label
    case .dropped: Payout.State.dropped.label
    }
  }
}

extension Payout.Way {
  public var label: Text {
    switch self {
    case .bank: Text(zh: "银行", en: "bank")
    case .cash: Text(zh: "现金", en: "cash")
    }
  }
}

extension LeftOut.Reason {
  public var name: String {
    switch self {
    case .held: "held"
    case .owes: "owes"
    case .belowMinimum: "below-minimum"
    case .nameDiffers: "name-differs"
    case .accountReturned: "account-returned"
    case .disputed: "disputed"
    }
  }

  public var label: Text {
    switch self {
    case .held: Text(zh: "暂停付款", en: "held")
    case .owes: Text(zh: "余额为负,待抵扣", en: "owes us; netted with what comes")
    case .belowMinimum: Text(zh: "低于起付额", en: "below the minimum")
    case .nameDiffers: Text(zh: "户名不符", en: "the account is in another name")
    case .accountReturned: Text(zh: "上次付到此账户被退回", en: "the last payout to this account came back")
    case .disputed: Text(zh: "有流水显示这笔款可能已付", en: "a bank line may have paid it already")
    }
  }
}

extension Payout.Outcome {
  public var label: Text {
    switch self {
    case .unknown: Text(zh: "无回盘", en: "nothing")
    case .paid: Text(zh: "成功", en: "paid")
    case .failed: Text(zh: "失败", en: "failed")
    }
  }
}

extension MatchingStep {
  public var label: Text {
    switch self {
    case .reference: Text(zh: "附言编号", en: "by reference")
    case .wholeRun: Text(zh: "整批", en: "a whole run")
    case .returned: Text(zh: "退回", en: "given back")
    case .uniquePair: Text(zh: "双向唯一", en: "unique both ways")
    case .ranked: Text(zh: "按可能排序", en: "ranked")
    case .subsetSum: Text(zh: "合计相等", en: "a sum")
    case .byHand: Text(zh: "人工", en: "by hand")
    }
  }
}
