public import Messages

extension DeliveryRun.State {
  public var label: Text {
    switch self {
    case .planned: Text(zh: "已计划", en: "planned")
    case .booked: Text(zh: "已预约", en: "booked")
    case .loading: Text(zh: "装车中", en: "loading")
    case .underWay: Text(zh: "在途", en: "under way")
    case .done: Text(zh: "已完成", en: "done")
    case .cancelled: Text(zh: "已取消", en: "cancelled")
    }
  }
}

extension RunStop.State {
  public var label: Text {
    switch self {
    case .ahead: Text(zh: "未到", en: "ahead")
    case .arrived: Text(zh: "已到", en: "arrived")
    case .left: Text(zh: "已离开", en: "left")
    }
  }
}

extension RunCargo.State {
  public var label: Text {
    switch self {
    case .planned: Text(zh: "待装", en: "planned")
    case .aboard: Text(zh: "在车上", en: "aboard")
    case .delivered: Text(zh: "已送达", en: "delivered")
    case .refused: Text(zh: "被拒收", en: "refused")
    case .handedOver: Text(zh: "已转车", en: "handed over")
    case .lost: Text(zh: "丢损", en: "lost")
    }
  }
}

extension RunEvent.Kind {
  public var label: Text {
    switch self {
    case .left: Text(zh: "离开", en: "left")
    case .arrived: Text(zh: "到达", en: "arrived")
    case .loaded: Text(zh: "装上", en: "loaded")
    case .delivered: Text(zh: "送达", en: "delivered")
    case .refused: Text(zh: "拒收", en: "refused")
    case .brokenDown: Text(zh: "抛锚", en: "broken down")
    case .roadClosed: Text(zh: "道路中断", en: "road closed")
    case .lost: Text(zh: "丢损", en: "lost")
    }
  }
}
