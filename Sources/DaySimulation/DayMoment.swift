public import Dispatching
public import Messages
public import Simulation

/// Something that happens to a run, a road or a ramp in a replicate that is told event by event.
public struct DayMoment: Sendable, Hashable {
  public let time: Milliseconds
  /// Nil for what happens to no run.
  public let run: DeliveryRun.ID?
  public let name: String
  public let label: Text

  init?(_ event: DayEvent, at time: Milliseconds, _ script: DayScript) {
    func run(_ index: Int32) -> DeliveryRun.ID { script.runs[Int(index)].id }
    self.time = time
    switch event {
    case .leaves(let index): (self.run, name, label) = (run(index), "leaves", Text(zh: "出发", en: "leaves"))
    case .arrives(let index): (self.run, name, label) = (run(index), "arrives", Text(zh: "到达", en: "arrives"))
    case .queues(let index): (self.run, name, label) = (run(index), "queues", Text(zh: "排队", en: "queues"))
    case .docks(let index): (self.run, name, label) = (run(index), "docks", Text(zh: "开始装卸", en: "begins to work"))
    case .isServed(let index): (self.run, name, label) = (run(index), "served", Text(zh: "装卸完毕", en: "has done"))
    case .breaksDown(let index): (self.run, name, label) = (run(index), "breaks-down", Text(zh: "故障", en: "breaks down"))
    case .goesOn(let index): (self.run, name, label) = (run(index), "goes-on", Text(zh: "继续行驶", en: "goes on"))
    case .roadCloses(let road):
      (self.run, name, label) = (nil, "road-closes", Text(zh: "道路 \(road + 1) 中断", en: "road \(road + 1) closes"))
    case .roadOpens(let road):
      (self.run, name, label) = (nil, "road-opens", Text(zh: "道路 \(road + 1) 恢复", en: "road \(road + 1) opens"))
    case .hoursChange, .otherComes, .otherDocks, .otherIsServed, .customerComes, .losesPatience: return nil
    }
  }
}
