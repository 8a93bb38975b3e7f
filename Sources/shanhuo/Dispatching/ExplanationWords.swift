import Catalogue
import Distances
import GreenChannel
import Measures
import Messages
import Routing

/// Says why nobody takes a job, and the least that would let it in.
struct ExplanationWords {
  private let day: DayProblem
  private let vehicleOfRoute: [Int]

  init(_ day: DayProblem, _ vehicleOfRoute: [Int]) {
    self.day = day
    self.vehicleOfRoute = vehicleOfRoute
  }

  /// What keeps a haul from every vehicle; else the cheapest way in of all, or the first obstacle where none of the changes helps.
  func text(_ unplanned: DayPlan.Unplanned) -> Text {
    if let hindrance = unplanned.hindrance { return text(hindrance) }
    guard let best = unplanned.why.first(where: { $0.relaxation != nil }) ?? unplanned.why.first else {
      return Text(zh: "没有车能运", en: "no vehicle can take it")
    }
    let vehicle = vehicle(best)
    guard let relaxation = best.relaxation.flatMap(self.relaxation) else {
      let what = constraint(best.constraint)
      return Text(zh: "\(vehicle.zh):\(what.zh)", en: "\(vehicle.en): \(what.en)")
    }
    return Text(zh: "\(relaxation.zh)就能上 \(vehicle.zh)", en: "fits on \(vehicle.en) \(relaxation.en)")
  }

  func text(_ hindrance: Hindrance) -> Text {
    switch hindrance {
    case .noVehicle: Text(zh: "当日没有这样的车", en: "there is no such vehicle on the day")
    case .tooHeavy(let mass, let most):
      Text(
        zh: "重 \((mass.grams + 999) / 1000) 千克,最大的车只许装 \(most.grams / 1000) 千克",
        en: "it weighs \((mass.grams + 999) / 1000) kg, and no vehicle may carry more than \(most.grams / 1000) kg")
    case .tooVoluminous(let volume, let most):
      Text(
        zh: "占 \((volume + 999_999) / 1_000_000) 升,能装它的车最多 \(most / 1_000_000) 升",
        en: "it takes \((volume + 999_999) / 1_000_000) l, and no vehicle that may carry it has more than \(most / 1_000_000) l")
    case .tooMany(let people, let seats):
      Text(zh: "共 \(people) 人,最大的车只有 \(seats) 座", en: "they are \(people) people, and no bus has more than \(seats) seats")
    case .noRoad(let id):
      if let place = day.task.catalogue.place(id)?.name {
        Text(zh: "没有路可以去\(place.zh)再回来", en: "no road leads to \(place.en) and back")
      } else {
        Text(zh: "没有路可以去 \(id) 再回来", en: "no road leads to \(id) and back")
      }
    }
  }

  /// One trial by itself: what it would cost more, or what is in the way and would help.
  func line(_ explanation: Explanation) -> Text {
    let vehicle = vehicle(explanation)
    if explanation.relaxation == .nothing, let added = explanation.added {
      let fen = Money(fen: Int64(added / 1000))
      return Text(zh: "\(vehicle.zh):可以,多花 \(fen) 元", en: "\(vehicle.en): fits, for \(fen) more")
    }
    let what = constraint(explanation.constraint)
    guard let relaxation = explanation.relaxation.flatMap(self.relaxation) else {
      return Text(zh: "\(vehicle.zh):\(what.zh)", en: "\(vehicle.en): \(what.en)")
    }
    return Text(zh: "\(vehicle.zh):\(what.zh);\(relaxation.zh)就行", en: "\(vehicle.en): \(what.en); fits \(relaxation.en)")
  }

  func vehicle(_ explanation: Explanation) -> Text {
    switch explanation.trial {
    case .route(let index): day.task.vehicles[vehicleOfRoute[index]].name
    case .vehicle(let type): day.task.vehicles[type].name
    }
  }

  private func place(_ stop: Int) -> Text { day.task.roads.stops[day.problem.stops[stop].place].name }

  private func minutes(_ seconds: Int) -> Int { (seconds + 59) / 60 }

  private func constraint(_ constraint: Explanation.Constraint) -> Text {
    switch constraint {
    case .none, .prize: Text(zh: "不划算", en: "it costs more than it brings")
    case .window(let stop): Text(zh: "赶不上\(place(stop).zh)的时间", en: "too late for the hours of \(place(stop).en)")
    case .shift: Text(zh: "超出班次", en: "beyond the driver's shift")
    case .capacity(let dimension):
      Text(zh: "超出\(DimensionWords.name(dimension).zh)", en: "more than its \(DimensionWords.name(dimension).en)")
    case .skills(let missing): SkillWords.text(missing)
    case .longestOnBoard: Text(zh: "在车上的时间过长,鲜度不够", en: "it would ride too long to be fresh enough")
    case .goodsApart: Text(zh: "不能与车上的货混装", en: "it must not ride with what is aboard")
    case .deliveriesFirst: Text(zh: "须先送完再取", en: "deliveries come first there")
    case .noWay: Text(zh: "没有路", en: "no road")
    case .vehicles: Text(zh: "这样的车都用上了", en: "all such vehicles are used")
    case .rest: Text(zh: "司机须休息", en: "the driver has to rest")
    case .bound: Text(zh: "已在另一辆车上", en: "it is aboard another vehicle")
    }
  }

  private func relaxation(_ relaxation: Explanation.Relaxation) -> Text? {
    switch relaxation {
    case .windowOpensEarlier(let stop, let seconds):
      Text(
        zh: "\(place(stop).zh)早开 \(minutes(seconds)) 分钟",
        en: "if the window at \(place(stop).en) opened \(minutes(seconds)) minutes earlier")
    case .windowClosesLater(let stop, let seconds):
      Text(
        zh: "\(place(stop).zh)晚关 \(minutes(seconds)) 分钟", en: "if the window at \(place(stop).en) closed \(minutes(seconds)) minutes later")
    case .capacity(let dimension, let amount):
      Text(
        zh: "\(DimensionWords.name(dimension).zh)多 \(DimensionWords.amount(dimension, amount).zh)",
        en: "with \(DimensionWords.amount(dimension, amount).en) more of \(DimensionWords.name(dimension).en)")
    case .longerShift(_, let seconds): Text(zh: "班次长 \(minutes(seconds)) 分钟", en: "with a shift \(minutes(seconds)) minutes longer")
    case .longerOnBoard(_, let seconds):
      Text(zh: "允许在车上多 \(minutes(seconds)) 分钟", en: "if it could ride \(minutes(seconds)) minutes longer")
    case .skills(let missing): Text(zh: "若\(SkillWords.text(missing).zh)", en: "but \(SkillWords.text(missing).en)")
    case .goodsTogether: Text(zh: "若可以混装", en: "if it could ride with what is aboard")
    case .anotherVehicle(let type):
      Text(zh: "再有一辆\(day.task.vehicles[type].name.zh)", en: "with another \(day.task.vehicles[type].name.en)")
    case .prize: nil
    case .nothing: Text(zh: "不改什么", en: "as things are")
    }
  }
}

/// What vehicles are measured in.
enum DimensionWords {
  static func name(_ dimension: Int) -> Text {
    switch dimension {
    case 0: Text(zh: "载质量", en: "rated mass")
    case 1: Text(zh: "车厢容积", en: "box volume")
    default: Text(zh: "座位", en: "seats")
    }
  }

  static func amount(_ dimension: Int, _ amount: Int) -> Text {
    switch dimension {
    case 0: Text(zh: "\((amount + 999) / 1000) 千克", en: "\((amount + 999) / 1000) kg")
    case 1: Text(zh: "\((amount + 999) / 1000) 升", en: "\((amount + 999) / 1000) l")
    default: Text(zh: "\(amount) 个", en: "\(amount)")
    }
  }
}

/// What a vehicle lacks.
enum SkillWords {
  static func text(_ missing: UInt64) -> Text {
    if missing & DayProblem.Skill.cold != 0 { return Text(zh: "须冷藏车", en: "it needs a refrigerated vehicle") }
    if missing & DayProblem.Skill.people != 0 { return Text(zh: "须载人的车", en: "it needs a bus") }
    return Text(zh: "须货车", en: "it needs a vehicle for goods")
  }
}
