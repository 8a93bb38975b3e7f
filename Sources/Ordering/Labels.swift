public import Messages

// What people call the states of an order and its parts. `name` is for files and JSON, `label` for people.

extension OrderState {
  public var label: Text {
    switch self {
    case .open: Text(zh: "进行中", en: "open")
    case .closed: Text(zh: "已完成", en: "closed")
    case .cancelled: Text(zh: "已取消", en: "cancelled")
    }
  }
}

extension PaymentState {
  public var label: Text {
    switch self {
    case .unpaid: Text(zh: "未付", en: "unpaid")
    case .partlyPaid: Text(zh: "部分已付", en: "partly paid")
    case .paid: Text(zh: "已付", en: "paid")
    case .partlyRefunded: Text(zh: "部分已退", en: "partly refunded")
    case .refunded: Text(zh: "已退", en: "refunded")
    }
  }
}

extension Payment.Kind {
  public var label: Text {
    switch self {
    case .payment: Text(zh: "付款", en: "payment")
    case .refund: Text(zh: "退款", en: "refund")
    case .withdrawn: Text(zh: "撤回付款", en: "payment withdrawn")
    }
  }
}

extension Fulfilment {
  public var label: Text {
    switch self {
    case .waiting: Text(zh: "待货", en: "waiting")
    case .reserved: Text(zh: "已预留", en: "reserved")
    case .packed: Text(zh: "已打包", en: "packed")
    case .dispatched: Text(zh: "已发运", en: "dispatched")
    case .delivered: Text(zh: "已送达", en: "delivered")
    case .short: Text(zh: "缺货", en: "short")
    case .returned: Text(zh: "已退回", en: "returned")
    case .lost: Text(zh: "途中损失", en: "lost")
    case .released: Text(zh: "已释放", en: "released")
    }
  }
}

extension SettlementState {
  public var label: Text {
    switch self {
    case .open: Text(zh: "未结算", en: "open")
    case .settled: Text(zh: "已结算", en: "settled")
    case .reversed: Text(zh: "已冲回", en: "reversed")
    }
  }
}

extension StockMovement.Kind {
  public var label: Text {
    switch self {
    case .receipt: Text(zh: "入库", en: "receipt")
    case .correction: Text(zh: "更正", en: "correction")
    case .shrinkage: Text(zh: "失重", en: "shrinkage")
    case .spoilage: Text(zh: "损坏", en: "spoilage")
    case .expiry: Text(zh: "过期", en: "expiry")
    case .return: Text(zh: "退回入库", en: "return")
    case .returnSpoiled: Text(zh: "退回报损", en: "return, spoiled")
    }
  }
}

extension [Text] {
  /// The texts one after the other, for a sentence.
  var listed: Text {
    isEmpty
      ? Text(zh: "无", en: "none") : Text(zh: map(\.zh).joined(separator: "、"), en: map(\.en).joined(separator: ", "))
  }
}
