public import Messages

extension RunChecker.Violation.Rule {
  public var label: Text {
    switch self {
    case .tooFast: Text(zh: "开得太快(秒)", en: "faster than the road allows (s)")
    case .closed: Text(zh: "不在收货时间(秒)", en: "outside the hours of the ramp (s)")
    case .late: Text(zh: "送到太晚(秒)", en: "after it was due (s)")
    case .early: Text(zh: "送到太早(秒)", en: "before it may be handed over (s)")
    case .notReady: Text(zh: "货还没备好(秒)", en: "before it was ready (s)")
    case .rushed: Text(zh: "装卸时间不够(秒)", en: "too little time for the work (s)")
    case .overload: Text(zh: "超载(克)", en: "overloaded (g)")
    case .overfull: Text(zh: "装不下(立方毫米)", en: "more than the box holds (mm³)")
    case .noSeat: Text(zh: "没有座位(人)", en: "people without a seat")
    case .wrongVehicle: Text(zh: "车种不对", en: "wrong kind of vehicle")
    case .apart: Text(zh: "不得混装", en: "goods that must not ride together")
    case .stale: Text(zh: "鲜度不够(百万分之一)", en: "not fresh enough (millionths of its life)")
    case .longRide: Text(zh: "乘车太久(秒)", en: "people ride too long (s)")
    case .twoRuns: Text(zh: "同时在两个车次上(秒)", en: "on another run at the same time (s)")
    case .shift: Text(zh: "超出班次(秒)", en: "outside the shift (s)")
    case .rest: Text(zh: "连续驾驶超过四小时(秒)", en: "more than four hours without a rest (s)")
    case .cost: Text(zh: "费用不符(分)", en: "cost differs (fen)")
    case .tolls: Text(zh: "通行费不符(分)", en: "tolls differ (fen)")
    case .wrongPlace: Text(zh: "地点不对", en: "wrong place")
    case .noWay: Text(zh: "没有路", en: "no road")
    case .changed: Text(zh: "订单已变(件)", en: "not what the order asks for any more (packs)")
    }
  }
}
