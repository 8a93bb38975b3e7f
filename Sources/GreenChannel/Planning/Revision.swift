import Catalogue
public import Dispatching
import Ledger

/// What a new plan does to the runs that are there: those that keep something go on with it, the others are left with what they have done,
/// and come home from where they are.
public struct Revision {
  public let drafts: [RunDraft]

  /// - Throws: `Overflow` where a sum does not fit into 64 bits.
  public init(_ task: DayTask, _ planned: [RunDraft]) throws {
    let continued = Set(planned.compactMap(\.continues))
    let emptied = try task.runs.filter { !continued.contains($0.id) }.map { run in
      var draft = RunDraft(
        continues: run.id, vehicle: run.vehicle, leavesAt: run.leavesAt, backAt: run.backAt, stops: run.stops.filter { $0.state != .ahead },
        cargo: run.cargo.filter { $0.state != .planned }, cost: run.cost, toll: run.toll)
      let home = draft.stops.count + 1
      // What is still aboard a vehicle that cannot drive on has no stop there any more.
      for index in draft.cargo.indices where draft.cargo[index].state == .aboard && draft.cargo[index].to > draft.stops.count {
        draft.cargo[index].to = home
      }
      if draft.cargo.isEmpty, run.state != .underWay {
        (draft.cost, draft.toll) = (RunCost(), RunToll())
      } else if let vehicle = task.catalogue.vehicle(run.vehicle) {
        try Tariff(task, vehicle).fill(&draft, of: run)
      }
      return draft
    }
    drafts = planned + emptied
  }
}
