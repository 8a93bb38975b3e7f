import Catalogue
import DaySimulation
import Dispatching
import Distances
import Foundation
import GreenChannel
import Ledger
import Measures
import Messages
import Routing
import Simulation

/// A made-up day of 40 jobs and 6 vehicles on the shipped Catalogue, planned once.
enum PlannedDay {
  static let catalogue: CountyCatalogue = {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Catalog").path
    let names = (FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []).sorted()
    let files = names.compactMap { name in
      FileManager.default.contents(atPath: folder + "/" + name).map { CatalogueFile(path: name, bytes: [UInt8]($0)) }
    }
    guard let catalogue = try? CatalogueSource.parse(files) else { preconditionFailure("the shipped Catalogue is sound") }
    return catalogue
  }()

  static let day: (task: DayTask, runs: [DeliveryRun]) = {
    do {
      let maker = ScenarioMaker(seed: 12, day: Day("2020-07-14")!, counties: 1, jobs: 40, vehicles: 6, villages: 20)
      let scenario = maker.scenario(catalogue, id: "x", name: Text(zh: "x", en: "x"))
      let whole = catalogue.with(scenario)
      let task = try scenario.task(whole, RoadTable.builtIn(whole, places: scenario.sites.map(\.place), on: scenario.day))
      let plan = try DayProblem(task).plan(.init(steps: 30, seed: 1), now: { 0 }, explains: false)
      return (task, plan.drafts.enumerated().map { $1.run(DeliveryRun.ID(number: Int64($0 + 1)), on: task.day) })
    } catch { preconditionFailure("the day can be planned: \(error)") }
  }()

  /// The figures of the Catalogue with some changed.
  static func figures(_ changes: [DayFigures.Key: Double] = [:]) throws -> DayFigures {
    var figures = try DayFigures(catalogue.simulation)
    for (key, value) in changes { figures = try figures.with(key, value) }
    return figures
  }

  static func simulated(_ changes: [DayFigures.Key: Double] = [:]) throws -> SimulatedDay {
    try SimulatedDay(DayScript(day.runs, day.task), figures(changes), catalogue.simulation)
  }

  /// Nothing is left to chance, nothing goes wrong, and nobody else is at a ramp.
  static let calm: [DayFigures.Key: Double] = [
    .daySpread: 0, .roadSpread: 0, .legSpread: 0, .fogChance: 0, .serviceSpread: 0, .othersPerHour: 0, .shopDocks: 100, .depotDocks: 100,
    .breakdowns: 0, .closures: 0, .inspectionMinutes: 0, .exemptionRefused: 0, .swing: 0, .pieceBreakage: 0, .weightBreakage: 0,
    .refusal: 0, .lateRefusal: 0,
  ]
}
