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
    }
  }
}

extension ProblemFault.Matrix {
  var label: Text {
    switch self {
    case .metres: Text(zh: "距离", en: "metres")
    case .seconds: Text(zh: "时间", en: "seconds")
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
    }
  }
}
