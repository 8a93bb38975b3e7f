import Catalogue
import DaySimulation
import Dispatching
import GreenChannel
import Ledger
import Measures
import Routing
import Storage

/// The day that is simulated: one of the county's with the runs that are still to leave, or a made-up one, which is planned first.
struct DayInQuestion {
  var date: String?
  var scenario: String?
  var roads: RoadTableOptions
  /// In which a made-up day is planned.
  var steps: Int64
  var seed: UInt64

  func simulated(_ session: Session) throws -> SimulatedDay {
    let terms = try session.catalogue().simulation
    let figures = try DayFigures(terms)
    return try SimulatedDay(try script(session), figures, terms)
  }

  private func script(_ session: Session) throws -> DayScript {
    if let scenario {
      let task = try ScenarioTasks(reading: scenario, session.catalogue(), roads).tasks.together
      let plan = try DayProblem(telling: task).plan(Solver.Settings(steps: Int(steps), seed: seed), now: { 0 }, explains: false)
      return try DayScript(plan.drafts.enumerated().map { $1.run(DeliveryRun.ID(number: Int64($0 + 1)), on: task.day) }, task)
    }
    let date = try shanhuo.day(date ?? "")
    let runs = try session.register.liveRuns(on: date)
    return try DayScript(runs, try DayDesk(session, on: date).task(roads, runs: runs, hasCertificate: false))
  }
}
