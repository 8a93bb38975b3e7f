import Measures
public import Messages

extension RunFault {
  public var text: Text {
    switch self {
    case .unknownRun(let id):
      Text(zh: "没有车次 \(id);用 shanhuo run list 查看。", en: "There is no run \(id); shanhuo run list shows them.")
    case .runState(let id, let state, let new):
      Text(
        zh: "车次 \(id) \(state.label.zh),不能转为「\(new.label.zh)」;可转为:\(state.next.map(\.label.zh).joined(separator: "、"))。",
        en:
          "The run \(id) is \(state.label.en) and cannot become \(new.label.en); it can become: \(state.next.isEmpty ? "nothing" : state.next.map(\.label.en).joined(separator: ", "))."
      )
    case .runOver(let id, let state):
      Text(zh: "车次 \(id) \(state.label.zh),不再接受报告。", en: "The run \(id) is \(state.label.en); nothing more happens on it.")
    case .notUnderWay(let id, let state):
      Text(
        zh: "车次 \(id) \(state.label.zh),尚未出发;先用 shanhuo run start \(id)。",
        en: "The run \(id) is \(state.label.en) and has not left; shanhuo run start \(id) first.")
    case .bookedTooLate(let id, let enters, let lead):
      Text(
        zh: "车次 \(id) 计划 \(enters.minute) 上高速,至少须提前 \(lead) 分钟预约。",
        en: "The run \(id) enters the motorway at \(enters.minute); it has to be booked \(lead) minutes before at least.")
    case .bookedTooEarly(let id, let enters, let valid):
      Text(
        zh: "预约只保留 \(valid) 分钟;车次 \(id) 到 \(enters.minute) 才上高速。",
        en: "A booking holds for \(valid) minutes, and the run \(id) enters the motorway only at \(enters.minute).")
    case .cargoAboard(let id, let cargo):
      Text(
        zh: "车次 \(id) 的第 \(cargo) 件货还在车上;先报告送达、拒收或丢损。",
        en: "Cargo \(cargo) of \(id) is still aboard; report first that it was delivered, refused or lost.")
    case .cargoWaiting(let id, let cargo):
      Text(
        zh: "车次 \(id) 的第 \(cargo) 件货还没装;先报告装上,或重新计划。", en: "Cargo \(cargo) of \(id) is not loaded yet; report that it is, or plan again.")
    case .eventTwice(let id, let kind, let stop):
      Text(zh: "车次 \(id) 第 \(stop) 站「\(kind.label.zh)」已报告过。", en: "That \(id) has \(kind.label.en) at stop \(stop) was reported before.")
    case .unknownStop(let id, let stop, let count):
      Text(zh: "车次 \(id) 没有第 \(stop) 站;共 \(count) 站(0 为车场)。", en: "The run \(id) has no stop \(stop); it has \(count), and 0 is its depot.")
    case .timeBackwards(let id, let at, let last):
      Text(zh: "\(at.minute) 早于车次 \(id) 的上一次报告(\(last.minute))。", en: "\(at.minute) is before the last report of \(id), of \(last.minute).")
    case .stopOutOfTurn(let id, let stop, let next):
      Text(
        zh: "车次 \(id) 的下一站是第 \(next) 站,不是第 \(stop) 站;次序有变请重新计划。",
        en: "The next stop of \(id) is \(next), not \(stop); where the order has changed, plan again.")
    case .brokenDown(let id):
      Text(
        zh: "车次 \(id) 抛锚了;先报告离开(修好),或用 shanhuo run replan 转车。",
        en: "The run \(id) has broken down; report that it left again, or move its goods with shanhuo run replan.")
    case .notThere(let id, let stop):
      Text(zh: "车次 \(id) 不在第 \(stop) 站;先报告到达。", en: "The run \(id) is not at stop \(stop); report first that it arrived.")
    case .wholeCargoOnly(let id, let kind):
      Text(
        zh: "车次 \(id):「\(kind.label.zh)」须是整件;少了的先报告拒收或短缺。",
        en: "On \(id), cargo is \(kind.label.en) as a whole; report first what was refused, or short the order.")
    case .reasonMissing: Text(zh: "请说明原因(--reason)。", en: "Say why (--reason).")
    case .badCount(let id, let count, let max):
      Text(zh: "车次 \(id):\(count) 不在 1 至 \(max) 之间。", en: "On \(id), \(count) is not between 1 and \(max).")
    case .whichCargo(let id): Text(zh: "请指明车次 \(id) 的哪一件(--cargo)。", en: "Say which cargo of \(id) (--cargo).")
    case .nothingThere(let id, let kind, let stop):
      Text(
        zh: "车次 \(id) 第 \(stop) 站没有可「\(kind.label.zh)」的货。", en: "At stop \(stop) of \(id) there is nothing that could be \(kind.label.en).")
    case .unknownCargo(let id, let cargo, let count):
      Text(zh: "车次 \(id) 没有第 \(cargo) 件货;共 \(count) 件。", en: "The run \(id) has no cargo \(cargo); it has \(count).")
    case .cargoState(let id, let cargo, let state, let kind, let stop):
      Text(
        zh: "车次 \(id) 的第 \(cargo) 件货\(state.label.zh),不能在第 \(stop) 站「\(kind.label.zh)」。",
        en: "Cargo \(cargo) of \(id) is \(state.label.en) and cannot be \(kind.label.en) at stop \(stop).")
    case .notPacked(let part):
      Text(
        zh: "\(part) 还没有包装称重;先用 shanhuo order pack \(part.order)。",
        en: "\(part) is not packed; shanhuo order pack \(part.order) first, which fixes its weight.")
    case .later(let at, let now): Text(zh: "\(at.minute) 在现在(\(now.minute))之后。", en: "\(at.minute) is later than now, \(now.minute).")
    case .emptyPlan: Text(zh: "计划里没有车次。", en: "The plan has no runs.")
    case .emptyRun(let vehicle): Text(zh: "\(vehicle) 的车次没有货。", en: "The run of \(vehicle) carries nothing.")
    case .unknownVehicle(let id):
      Text(zh: "没有车辆 \(id);用 shanhuo catalog show vehicles 查看。", en: "There is no vehicle \(id); shanhuo catalog show vehicles lists them.")
    case .noRatedMass(let id):
      Text(
        zh: "车辆 \(id) 没有核定载质量;请在 Catalog/vehicles.yaml 补上 rated_kg。",
        en: "The vehicle \(id) has no rated mass; give it rated_kg in Catalog/vehicles.yaml.")
    case .badCargo(let vehicle, let cargo):
      Text(zh: "\(vehicle) 的第 \(cargo) 件货起讫站或数量不对。", en: "Cargo \(cargo) of \(vehicle) has stops or a count that cannot be.")
    case .badTimes(let vehicle): Text(zh: "\(vehicle) 的车次时间先后不对。", en: "The times of the run of \(vehicle) do not follow each other.")
    case .overloaded(let vehicle, let leg, let grams, let max):
      Text(
        zh: "\(vehicle) 离开第 \(leg) 站时载 \(grams) 克,超过核定 \(max) 克。",
        en: "\(vehicle) leaves stop \(leg) with \(grams) g aboard, and its rated mass is \(max) g.")
    case .overfull(let vehicle, let leg, let volume, let max):
      Text(
        zh: "\(vehicle) 离开第 \(leg) 站时装 \(volume / 1_000_000) 升,车厢只有 \(max / 1_000_000) 升。",
        en: "\(vehicle) leaves stop \(leg) with \(volume / 1_000_000) l aboard, and its box holds \(max / 1_000_000) l.")
    case .noSeats(let vehicle, let leg, let people, let seats):
      Text(
        zh: "\(vehicle) 离开第 \(leg) 站时有 \(people) 人,只有 \(seats) 座。",
        en: "\(vehicle) leaves stop \(leg) with \(people) people, and has \(seats) seats.")
    case .vehicleBusy(let vehicle, let run):
      Text(zh: "\(vehicle) 那时在车次 \(run) 上;请重新计划。", en: "\(vehicle) is on \(run) at that time; plan again.")
    case .dayPast(let day, let today): Text(zh: "\(day) 已过(今天 \(today))。", en: "\(day) is past; today is \(today).")
    case .onOtherRun(let kind, let run): Text(zh: "\(kind) 已在车次 \(run) 上;请重新计划。", en: "\(kind) is on \(run) already; plan again.")
    case .plannedTwice(let kind): Text(zh: "\(kind) 在计划里出现两次。", en: "\(kind) stands in the plan twice.")
    case .partGone(let part):
      Text(
        zh: "\(part) 已不是计划时的样子(数量、批次、交货日或状态有变);请重新计划。",
        en: "\(part) is not as it was when the plan was made (amount, lot, day or state); plan again.")
    case .otherVehicle(let id, let vehicle): Text(zh: "车次 \(id) 由 \(vehicle) 执行。", en: "The run \(id) is \(vehicle)'s.")
    case .visitedStops(let id): Text(zh: "车次 \(id) 又走了几站;请重新计划。", en: "The run \(id) has been to more stops since; plan again.")
    case .partAboard(let part, let run):
      Text(
        zh: "\(part) 在车次 \(run) 的车上;请用 shanhuo run event 报告。",
        en: "\(part) is aboard \(run); report what became of it with shanhuo run event.")
    case .otherDay(let id, let at):
      Text(zh: "车次 \(id) 不在 \(at.day) 出发。", en: "The run \(id) does not leave on \(at.day).")
    case .tooHeavyToLeave(let id, let stop, let mass, let most):
      Text(
        zh: "车次 \(id) 离开第 \(stop) 站时会载 \(mass.grams) 克,依法最多 \(most.grams) 克;用 --cargo 只装装得下的,其余重新计划。",
        en:
          "The run \(id) would leave stop \(stop) with \(mass.grams) g aboard, and the law allows \(most.grams) g; load what fits with --cargo, and plan again for the rest."
      )
    case .notBooked(let id, let tolls):
      Text(
        zh: "车次 \(id) 没有预约就出发,不能免费通行;按 \(tolls) 元计通行费。",
        en: "The run \(id) left without a booking, so it does not pass toll-free; its tolls come to \(tolls).")
    case .vehicleOnRun(let vehicle, let run, let state):
      Text(
        zh: "\(vehicle) 在车次 \(run) 上(\(state.label.zh)),目录不能去掉它,也不能改它的车种或车场;先收车或取消车次。",
        en:
          "\(vehicle) is on \(run), which is \(state.label.en): the Catalogue cannot drop it, nor give it another body or depot; finish or cancel the run first."
      )
    case .unlikelyFigures(let id):
      Text(
        zh: "车次 \(id) 的公里数须在 0 到 \(DeliveryRun.metresMax / 1000) 之间,通行费须在 0 到 \(DeliveryRun.tollsMax) 元之间。",
        en: "Kilometres of \(id) go from 0 to \(DeliveryRun.metresMax / 1000), and tolls from 0 to \(DeliveryRun.tollsMax) yuan.")
    case .begunCargo(let id): Text(zh: "车次 \(id) 车上的货有变;请重新计划。", en: "What is aboard \(id) has changed since; plan again.")
    }
  }
}
