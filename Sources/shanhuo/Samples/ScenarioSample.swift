import ArgumentParser
import Catalogue
import Foundation
import GreenChannel
import Measures
import Messages
import Storage

extension SampleCommand {
  /// `Catalog/scenarios/county-day` was made by `--seed 20201007 --counties 1 --jobs 200 --vehicles 12 --villages 60`, and has stayed since.
  struct ScenarioDay: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        commandName: "scenario",
        abstract: say("虚构一天的运输任务(一县或多县),写入文件夹", "An invented day of jobs and vehicles of one county or many, into a folder"),
        discussion: example("shanhuo sample scenario --seed 1 --counties 60 --jobs 10000 --vehicles 600 --output province-day"))
    }

    @OptionGroup var options: GlobalOptions
    @Option(parsing: .unconditional, help: ArgumentHelp(say("种子:同种子同结果", "Seed: the same seed gives the same bytes"))) var seed: UInt64
    @Option(parsing: .unconditional, help: ArgumentHelp(say("几个县", "Counties"))) var counties: Int = 1
    @Option(parsing: .unconditional, help: ArgumentHelp(say("任务总数(默认每县 200)", "Jobs of all together (default 200 a county)"))) var jobs:
      Int?
    @Option(parsing: .unconditional, help: ArgumentHelp(say("车辆总数(默认每县 12)", "Vehicles of all together (default 12 a county)")))
    var vehicles: Int?
    @Option(parsing: .unconditional, help: ArgumentHelp(say("每县几个村", "Villages of each county"))) var villages: Int = 60
    @Option(help: ArgumentHelp(say("哪一天(默认业务时间当天)", "The day (default: the business time's)"), valueName: "day")) var date: String?
    @Option(help: ArgumentHelp(say("写入的文件夹", "Folder to write into"), valueName: "folder")) var output: String

    func run() throws {
      try within("--counties", counties, 1...99)
      try within("--villages", villages, 2...241)
      try within("--jobs", jobs ?? 1, 1...1_000_000)
      try within("--vehicles", vehicles ?? 1, 1...100_000)
      let session = try Session(options, mode: .read)
      let catalogue = try session.catalogue()
      let maker = ScenarioMaker(
        seed: seed, day: try date.map(day) ?? session.now.day, counties: counties, jobs: jobs ?? 200 * counties,
        vehicles: vehicles ?? 12 * counties, villages: villages)
      let isCounty = counties == 1
      let scenario = maker.scenario(
        catalogue, id: isCounty ? "county-day" : "province-day",
        name: isCounty ? Text(zh: "一县一日", en: "A county's day") : Text(zh: "\(counties) 县一日", en: "A day of \(counties) counties"))
      try write(scenario.files(ownPlaces: !isCounty))
      print(scenario)
    }

    private func within(_ option: String, _ value: Int, _ bounds: ClosedRange<Int64>) throws {
      guard bounds.contains(Int64(value)) else { throw UsageFault.outOfRange(option, Int64(value), bounds) }
    }

    private func write(_ files: [CatalogueFile]) throws {
      let folder = URL(fileURLWithPath: output)
      do {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for file in files { try Data(file.bytes).write(to: folder.appendingPathComponent(file.path)) }
      } catch {
        throw UsageFault.cannotWrite(output, why: error.localizedDescription)
      }
    }

    private func print(_ scenario: Scenario) {
      struct Result: Encodable { var counties: Int; var jobs: Int; var vehicles: Int; var places: Int; var folder: String }
      let result = Result(
        counties: scenario.counties.count, jobs: scenario.jobs.count, vehicles: scenario.fleet.count,
        places: scenario.sites.count, folder: output)
      if options.json { return Terminal.printJSON(result) }
      Terminal.print(
        say(
          "已写入 \(output):\(result.counties) 个县,\(result.jobs) 个任务,\(result.vehicles) 辆车。",
          "Written to \(output): \(result.counties) counties, \(result.jobs) jobs, \(result.vehicles) vehicles."))
    }
  }
}
