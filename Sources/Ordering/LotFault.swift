public import Catalogue
public import Measures
public import Messages

/// Why something cannot be done with a lot.
public enum LotFault: Fault, Equatable {
  case unknown(Lot.ID)
  case notAvailable(Lot.ID, wanted: Int64, available: Int64)
  case belowReserved(Lot.ID, wanted: Int64, available: Int64)
  case quantityOutOfRange(Int64)
  case unknownProduct(Product.ID)
  case unknownGrade(Grade.ID, Product.ID)
  case wrongUnit(Product.ID, StockUnit)
  case unknownProducer(String)
  case unknownPlace(Place.ID)
  case harvestedInFuture(Day, today: Day)
  case lifeOver(Product.ID, expiredOn: Day, today: Day)
  case certificateRequired(Product.ID, since: Day)
  case reasonMissing

  public var code: String {
    switch self {
    case .unknown: "E-LOT-001"
    case .notAvailable: "E-LOT-002"
    case .belowReserved: "E-LOT-003"
    case .quantityOutOfRange: "E-LOT-004"
    case .unknownProduct: "E-LOT-005"
    case .unknownGrade: "E-LOT-006"
    case .wrongUnit: "E-LOT-007"
    case .unknownProducer: "E-LOT-008"
    case .unknownPlace: "E-LOT-009"
    case .harvestedInFuture: "E-LOT-010"
    case .lifeOver: "E-LOT-011"
    case .certificateRequired: "E-LOT-012"
    case .reasonMissing: "E-LOT-013"
    }
  }

  public var text: Text {
    switch self {
    case .unknown(let lot):
      Text(zh: "没有批次 \(lot);用 shanhuo stock list 查看现有批次。", en: "There is no lot \(lot); shanhuo stock list shows the lots there are.")
    case .notAvailable(let lot, let wanted, let available):
      Text(
        zh: "批次 \(lot) 可用 \(available),不足 \(wanted)。",
        en: "Lot \(lot) has \(available) available, less than the \(wanted) wanted.")
    case .belowReserved(let lot, let wanted, let available):
      Text(
        zh: "批次 \(lot) 只有 \(available) 未被预留,不能调整 \(wanted);请先取消或缺货相应的订单。",
        en: "Only \(available) of lot \(lot) is not promised to orders, so it cannot change by \(wanted); cancel or short the orders first."
      )
    case .quantityOutOfRange(let quantity):
      Text(
        zh: "数量必须在 1 到 \(Lot.quantityMax) 之间,不能是 \(quantity)。", en: "The quantity must be from 1 to \(Lot.quantityMax), not \(quantity).")
    case .unknownProduct(let product):
      Text(
        zh: "目录中没有产品 \(product);用 shanhuo catalog show products 查看。",
        en: "The catalogue has no product \(product); shanhuo catalog show products lists them.")
    case .unknownGrade(let grade, let product):
      Text(zh: "产品 \(product) 没有等级 \(grade)。", en: "Product \(product) has no grade \(grade).")
    case .wrongUnit(let product, let unit):
      Text(
        zh: "产品 \(product) 按\(unit == .grams ? "克" : "个")计;请用 --\(unit.name)。",
        en: "Product \(product) is stocked in \(unit.name); give --\(unit.name).")
    case .unknownProducer(let producer):
      Text(
        zh: "没有生产者 \(producer),或它不供货;用 shanhuo household list 或 catalog show parties 查看。",
        en: "There is no producer \(producer), or it does not deliver lots; see shanhuo household list and catalog show parties.")
    case .unknownPlace(let place):
      Text(zh: "目录中没有地点 \(place)。", en: "The catalogue has no place \(place).")
    case .harvestedInFuture(let day, let today):
      Text(zh: "采收日 \(day) 晚于今天 \(today)。", en: "The harvest day \(day) is after today, \(today).")
    case .lifeOver(let product, let expired, let today):
      Text(
        zh: "产品 \(product) 的保质期已于 \(expired) 结束(今天 \(today)),不能入库。",
        en: "The life of this \(product) ended on \(expired) (today is \(today)); it cannot be received.")
    case .certificateRequired(let product, let since):
      Text(
        zh: "自 \(since) 起产品 \(product) 须附承诺达标合格证;请用 --certificate。",
        en: "Since \(since) a lot of \(product) must bear a certificate of conformity; give --certificate.")
    case .reasonMissing:
      Text(zh: "库存变动必须写明原因;请用 --reason。", en: "A stock movement needs a reason; give --reason.")
    }
  }
}
