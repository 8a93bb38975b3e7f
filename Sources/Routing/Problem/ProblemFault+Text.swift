public import Messages

extension ProblemFault {
  public var code: String {
    switch self {
    case .noVehicle: "E-ROU-001"
    case .noProfile: "E-ROU-002"
    case .matrixShape: "E-ROU-003"
    case .placeOutOfRange: "E-ROU-004"
    case .windowClosesBeforeItOpens: "E-ROU-005"
    case .negative: "E-ROU-006"
    case .tooLarge: "E-ROU-007"
    case .dimensions: "E-ROU-008"
    case .profileOutOfRange: "E-ROU-009"
    case .repeatedNumber: "E-ROU-010"
    case .stopOutOfRange: "E-ROU-011"
    case .stopOfSeveralJobs: "E-ROU-012"
    case .stopWithoutJob: "E-ROU-013"
    case .jobTooLarge: "E-ROU-014"
    case .unreachable: "E-ROU-015"
    case .sumTooLarge: "E-ROU-016"
    case .tooMany: "E-ROU-017"
    case .unknownStop: "E-ROU-018"
    case .unclearJob: "E-ROU-019"
    case .windowsOverlap: "E-ROU-020"
    case .goodsOutOfRange: "E-ROU-021"
    case .breaksOutOfOrder: "E-ROU-022"
    case .paceOutOfOrder: "E-ROU-023"
    case .begunVehicle: "E-ROU-024"
    case .begunJob: "E-ROU-025"
    case .lockedStop: "E-ROU-026"
    case .belowOne: "E-ROU-027"
    }
  }

  public var text: Text {
    switch self {
    case .noVehicle: Text(zh: "一辆车也没有;请给出至少一辆。", en: "There is no vehicle; give at least one.")
    case .noProfile: Text(zh: "没有距离与时间矩阵。", en: "There are no matrices of distances and times.")
    case .matrixShape(let profile, let matrix, let expected, let found):
      Text(
        zh: "第 \(profile) 组的\(matrix.label.zh)矩阵应有 \(expected) 个数,实有 \(found) 个。",
        en: "The \(matrix.label.en) of profile \(profile) should be \(expected) numbers, and are \(found).")
    case .placeOutOfRange(let owner, let place, let places):
      Text(
        zh: "\(owner.label.zh)的地点 \(place) 不在矩阵之内(0 到 \(places - 1))。",
        en: "The place \(place) of \(owner.label.en) is not in the matrices (0 to \(places - 1)).")
    case .windowClosesBeforeItOpens(let owner, let window):
      Text(
        zh: "\(owner.label.zh)的时间窗先关后开:\(window.open) 到 \(window.close)。",
        en: "The window of \(owner.label.en) closes before it opens: \(window.open) to \(window.close).")
    case .negative(let owner, let quantity, let value):
      Text(
        zh: "\(owner.label.zh)的\(quantity.label.zh)是负数:\(value)。",
        en: "The \(quantity.label.en) of \(owner.label.en) is below zero: \(value).")
    case .tooLarge(let owner, let quantity, let value, let max):
      Text(
        zh: "\(owner.label.zh)的\(quantity.label.zh) \(value) 太大;最多 \(max)。",
        en: "The \(quantity.label.en) of \(owner.label.en) is \(value); at most \(max) can be handled.")
    case .dimensions(let owner, let expected, let found):
      Text(
        zh: "\(owner.label.zh)给出 \(found) 个维度的载量,而第一种车有 \(expected) 个。",
        en: "\(owner.label.en) has \(found) dimensions of load, the first vehicle type \(expected).")
    case .profileOutOfRange(let vehicle, let profile, let profiles):
      Text(
        zh: "第 \(vehicle) 种车用第 \(profile) 组矩阵,而只有 \(profiles) 组(从 0 数起)。",
        en: "Vehicle type \(vehicle) travels by profile \(profile), and there are \(profiles), counted from 0.")
    case .repeatedNumber(let stop): Text(zh: "站点 \(stop) 出现不止一次。", en: "The stop \(stop) is there more than once.")
    case .stopOutOfRange(let job, let stop, let stops):
      Text(
        zh: "第 \(job) 项任务的站点 \(stop) 不存在;共有 \(stops) 个,从 0 数起。",
        en: "Job \(job) has stop \(stop), and there are \(stops), counted from 0.")
    case .unknownStop(let job, let stop):
      Text(zh: "第 \(job) 项任务的站点 \(stop) 不存在。", en: "Job \(job) has the stop \(stop), which is not there.")
    case .unclearJob(let job):
      Text(
        zh: "第 \(job) 项任务要给出 delivery、pickup 或 from 与 to 之一。", en: "Job \(job) needs one of delivery, pickup, or from with to.")
    case .stopOfSeveralJobs(let stop): Text(zh: "站点 \(stop) 属于不止一项任务。", en: "The stop \(stop) belongs to more than one job.")
    case .stopWithoutJob(let stop): Text(zh: "站点 \(stop) 不属于任何任务。", en: "The stop \(stop) belongs to no job.")
    case .jobTooLarge(let job):
      Text(zh: "第 \(job) 项任务比每一种车的载量都大。", en: "Job \(job) is larger than any vehicle.")
    case .unreachable(let stop):
      Text(zh: "没有一种车能开到站点 \(stop) 再开走。", en: "No vehicle can drive to the stop \(stop) and away from it.")
    case .sumTooLarge(let quantity):
      Text(zh: "\(quantity.label.zh)合计超出可处理的范围。", en: "Added up, the \(quantity.label.en) is more than can be handled.")
    case .tooMany(let quantity, let value, let max):
      Text(zh: "\(quantity.label.zh)有 \(value),最多 \(max)。", en: "There are \(value) \(quantity.label.en); at most \(max) can be handled.")
    case .windowsOverlap(let stop):
      Text(zh: "站点 \(stop) 的时间窗要按先后排列,不可重叠。", en: "The windows of stop \(stop) must follow one another and not overlap.")
    case .goodsOutOfRange(let goods):
      Text(zh: "货类 \(goods) 超出范围;可用 0 到 63。", en: "The class of goods \(goods) is out of range; there are 0 to 63.")
    case .breaksOutOfOrder(let vehicle):
      Text(zh: "第 \(vehicle) 种车的休息要按先后排列。", en: "The breaks of vehicle type \(vehicle) must be in their order in time.")
    case .paceOutOfOrder(let profile):
      Text(zh: "第 \(profile) 组矩阵的时段要按先后排列。", en: "The hours of profile \(profile) must be in their order in time.")
    case .begunVehicle(let route, let vehicle):
      Text(
        zh: "第 \(route) 条在途路线用第 \(vehicle) 种车,而这种车没有或不够。",
        en: "Begun route \(route) has vehicle type \(vehicle), of which there is none or too few.")
    case .begunJob(let route, let job):
      Text(
        zh: "第 \(route) 条在途路线的车上有第 \(job) 项任务:没有这项任务,或它已在别处。",
        en: "Begun route \(route) has job \(job) aboard, which is not there, or is elsewhere too.")
    case .lockedStop(let route, let stop):
      Text(
        zh: "第 \(route) 条在途路线不能锁定站点 \(stop):没有它、已锁定过、货已上车或还未取货。",
        en:
          "Begun route \(route) cannot lock stop \(stop): it is not there, is locked already, was visited, or its goods are not yet aboard."
      )
    case .belowOne(let owner, let quantity, let value):
      Text(
        zh: "\(owner.label.zh)的\(quantity.label.zh)应至少为 1,不能是 \(value)。",
        en: "The \(quantity.label.en) of \(owner.label.en) is \(value); it is 1 or more.")
    }
  }
}

extension ProblemFault.Matrix {
  var label: Text {
    switch self {
    case .metres: Text(zh: "距离", en: "metres")
    case .seconds: Text(zh: "时间", en: "seconds")
    case .tolls: Text(zh: "通行费", en: "tolls")
    }
  }
}

extension ProblemFault.Owner {
  var label: Text {
    switch self {
    case .stop(let number): Text(zh: "站点 \(number) ", en: "stop \(number)")
    case .job(let number): Text(zh: "第 \(number) 项任务", en: "job \(number)")
    case .vehicle(let number): Text(zh: "第 \(number) 种车", en: "vehicle type \(number)")
    case .profile(let number): Text(zh: "第 \(number) 组矩阵", en: "profile \(number)")
    case .begun(let number): Text(zh: "第 \(number) 条在途路线", en: "begun route \(number)")
    }
  }
}

extension ProblemFault.Quantity {
  var label: Text {
    switch self {
    case .window: Text(zh: "时间窗", en: "window")
    case .service: Text(zh: "服务时间", en: "service time")
    case .load: Text(zh: "载量", en: "load")
    case .capacity: Text(zh: "容量", en: "capacity")
    case .count: Text(zh: "车辆数", en: "number")
    case .fixedCost: Text(zh: "固定费用", en: "fixed cost")
    case .costPerMetre: Text(zh: "每米费用", en: "cost per metre")
    case .costPerSecond: Text(zh: "每秒费用", en: "cost per second")
    case .metres: Text(zh: "米数", en: "metres")
    case .seconds: Text(zh: "秒数", en: "seconds")
    case .legCost: Text(zh: "路段费用", en: "cost of a leg")
    case .timeCost: Text(zh: "计时费用", en: "cost of time")
    case .stops: Text(zh: "站点", en: "stops")
    case .prize: Text(zh: "奖金", en: "prize")
    case .priority: Text(zh: "优先级", en: "priority")
    case .longestOnBoard: Text(zh: "最长在车时间", en: "longest time on board")
    case .costPerSecondOnBoard: Text(zh: "在车每秒费用", en: "cost per second on board")
    case .skill: Text(zh: "技能编号", en: "number of a skill")
    case .trips: Text(zh: "趟数", en: "number of trips")
    case .reload: Text(zh: "重新装车时间", en: "time to reload")
    case .breakSeconds: Text(zh: "休息时间", en: "length of a break")
    case .drivingSeconds: Text(zh: "驾驶或休息时间", en: "time to drive or to rest")
    case .tollFree: Text(zh: "免通行费的载量", en: "load free of tolls")
    case .toll: Text(zh: "通行费", en: "toll")
    case .permille: Text(zh: "车速千分比", en: "pace")
    case .hour: Text(zh: "时刻", en: "hour")
    }
  }
}
