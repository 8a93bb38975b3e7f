import Catalogue
import Distances
import GreenChannel
import Measures
import Messages

/// A made-up day from a folder, as a whole and county by county.
struct ScenarioTasks {
  let scenario: Scenario
  let tasks: (together: DayTask, counties: [DayTask])

  init(reading folder: String, _ catalogue: CountyCatalogue, _ roads: RoadTableOptions) throws {
    let files = try catalogueFiles(in: folder)
    let scenario: Scenario
    do throws(ScenarioFaults) { scenario = try ScenarioFiles.read(files, catalogue) } catch {
      for fault in error.faults.dropLast() { Terminal.report(fault) }
      throw error.faults[error.faults.count - 1]
    }
    let whole = catalogue.with(scenario)
    func task(_ part: Scenario) throws -> DayTask {
      let table = try roads.table(whole, part.sites.map(\.place), on: part.day)
      return try part.task(whole, table)
    }
    let counties = scenario.counties
    self.scenario = scenario
    tasks = (try task(scenario), counties.count > 1 ? try counties.map { try task(scenario.part(of: $0)) } : [])
  }
}
