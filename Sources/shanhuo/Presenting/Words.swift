import Catalogue
import Measures
import Messages
import Ordering

/// States and units in the user's language.
enum Words {
  static func order(_ state: OrderState) -> String {
    switch state {
    case .open: say("进行中", "open")
    case .closed: say("已完成", "closed")
    case .cancelled: say("已取消", "cancelled")
    }
  }

  static func payment(_ state: PaymentState) -> String {
    switch state {
    case .unpaid: say("未付", "unpaid")
    case .partlyPaid: say("部分已付", "partly paid")
    case .paid: say("已付", "paid")
    case .partlyRefunded: say("部分已退", "partly refunded")
    case .refunded: say("已退", "refunded")
    }
  }

  static func fulfilment(_ state: Fulfilment) -> String {
    switch state {
    case .waiting: say("待货", "waiting")
    case .reserved: say("已预留", "reserved")
    case .packed: say("已打包", "packed")
    case .dispatched: say("已发运", "dispatched")
    case .delivered: say("已送达", "delivered")
    case .short: say("缺货", "short")
    case .returned: say("已退回", "returned")
    case .lost: say("途中损失", "lost")
    case .released: say("已释放", "released")
    }
  }

  static func settlement(_ state: SettlementState) -> String {
    switch state {
    case .open: say("未结算", "open")
    case .settled: say("已结算", "settled")
    case .reversed: say("已冲回", "reversed")
    }
  }

  static func basis(_ basis: UnitPrice.Basis) -> String {
    switch basis {
    case .pack: say("份", "pack")
    case .piece: say("个", "piece")
    case .kilogram: say("千克", "kg")
    }
  }

  static func movement(_ kind: StockMovement.Kind) -> String {
    switch kind {
    case .receipt: say("入库", "receipt")
    case .correction: say("更正", "correction")
    case .shrinkage: say("失重", "shrinkage")
    case .spoilage: say("损坏", "spoilage")
    case .expiry: say("过期", "expiry")
    case .return: say("退回入库", "return")
    case .returnSpoiled: say("退回报损", "return, spoiled")
    }
  }

  /// Kilograms with three decimals, or pieces.
  static func quantity(_ value: Int64, _ unit: StockUnit) -> String {
    guard unit == .grams else { return "\(value) " + say("个", "pcs") }
    let magnitude = value.magnitude
    let grams = String(magnitude % 1000)
    return "\(value < 0 ? "-" : "")\(magnitude / 1000)." + String(repeating: "0", count: 3 - grams.count) + grams + " kg"
  }
}
