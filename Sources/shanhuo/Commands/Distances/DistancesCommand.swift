import ArgumentParser
import Catalogue
import Distances
import Measures
import Messages
import Storage
import Tabular

struct DistancesCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "distances", abstract: say("地点之间的里程、时间和通行费,并说明出处", "How far, how long, which toll, and where the figures come from"),
      discussion: example("shanhuo distances --from 江家梁村 --to 县城超市 --json"))
  }

  @OptionGroup var options: GlobalOptions
  @OptionGroup var road: RoadTableOptions
  @Option(help: ArgumentHelp(say("起点", "From where"), valueName: "place")) var from: String?
  @Option(
    parsing: .upToNextOption, help: ArgumentHelp(say("终点;不给则为全部地点", "To where; to every place where it is left out"), valueName: "place"))
  var to: [String] = []
  @Flag(help: ArgumentHelp(say("与公布里程比较", "Compare with published distances"))) var calibration = false
  @Option(help: ArgumentHelp(say("按哪天的费率(默认业务时间当天)", "The day whose toll rates hold (default: the business time's)"), valueName: "day"))
  var date: String?

  func validate() throws {
    guard calibration != (from != nil) else {
      throw ValidationError(say("--from 和 --calibration 给出其中之一", "give one of --from and --calibration"))
    }
  }

  func run() throws {
    let session = try Session(options, mode: .read)
    let catalogue = try session.catalogue()
    guard let from else { return CalibrationView(RoadModel(catalogue)).print(json: options.json) }
    let start = try place(from, catalogue)
    let ends = try to.map { try place($0, catalogue) }
    let asked = ends.isEmpty ? catalogue.places : [start] + ends.filter { $0.id != start.id }
    let table = try road.table(catalogue, asked, on: try date.map(day) ?? session.now.day)
    guard let row = table.index(of: start.id) else {
      throw UsageFault.unknownName(from, kind: Text(zh: "里程表中的地点", en: "place in the table"))
    }
    let columns = try ends.map { end -> Int in
      guard let column = table.index(of: end.id) else {
        throw UsageFault.unknownName(end.id, kind: Text(zh: "里程表中的地点", en: "place in the table"))
      }
      return column
    }
    let shown =
      ends.isEmpty
      ? table.stops.indices.filter { $0 != row }.sorted { table.metres(from: row, to: $0) < table.metres(from: row, to: $1) } : columns
    DistanceView(table, from: row, to: shown, catalogue).print(json: options.json)
  }

  private func place(_ name: String, _ catalogue: CountyCatalogue) throws -> Place {
    guard let place = catalogue.place(try catalogue.placeID(name)) else { preconditionFailure("a place has its id") }
    return place
  }
}
