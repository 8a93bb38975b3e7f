import Catalogue
import Dispatching
import Ledger
import Measures

extension Revision {
  /// What is left of runs under way when their day is over: what was not taken on stays where it is, and what is aboard goes where it was to go. In a
  /// vehicle that broke down it comes home.
  ///
  /// - Throws: `Overflow` where a sum does not fit into 64 bits.
  public init(afterwards task: DayTask) throws {
    try self.init(task, task.runs.filter { !$0.isBrokenDown }.map { try Revision.goingOn($0, task) })
  }

  private static func goingOn(_ run: DeliveryRun, _ task: DayTask) throws -> RunDraft {
    let cargo = run.cargo.filter { $0.state != .planned }
    let needed = Set(cargo.filter { $0.state == .aboard }.map(\.to))
    // Numbers of the stops that stay, in their order.
    let stays = run.stops.indices.map { $0 + 1 }.filter { run.stops[$0 - 1].state != .ahead || needed.contains($0) }
    var draft = RunDraft(
      continues: run.id, vehicle: run.vehicle, leavesAt: run.leavesAt, backAt: run.backAt, stops: stays.map { run.stops[$0 - 1] },
      cargo: cargo, cost: run.cost, toll: run.toll)
    for index in cargo.indices {
      draft.cargo[index].to = (stays.firstIndex(of: cargo[index].to) ?? stays.count) + 1
    }
    if let vehicle = task.catalogue.vehicle(run.vehicle) { try Tariff(task, vehicle).fill(&draft, of: run) }
    return draft
  }
}
