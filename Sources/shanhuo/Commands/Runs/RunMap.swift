import ArgumentParser
import Catalogue
import Measures
import Messages
import Publishing
import Storage

struct RunMap: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "map", abstract: say("把一天的车次画成地图(SVG)", "Draw a day's runs as a map (SVG)"),
      discussion: example("shanhuo run map --date 2020-10-08 --out map.svg"))
  }

  @OptionGroup var options: GlobalOptions
  @Option(help: ArgumentHelp(say("哪一天", "The day"), valueName: "day")) var date: String
  @Option(name: .customLong("run"), help: ArgumentHelp(say("只画此车次;可重复", "Draw this run alone; may be repeated"), valueName: "run"))
  var names: [String] = []
  @OptionGroup var output: PaperOptions

  func run() throws {
    let session = try Session(options, mode: .read)
    let date = try day(date)
    let runs = try session.runsToDraw(on: date, named: names)
    let catalogue = try session.catalogue()
    let title = say("\(catalogue.county.name.zh) \(date) 车次图", "Runs of \(catalogue.county.name.en) on \(date)")
    try output.write(try RunsMap(runs, catalogue, title: title).picture().svg())
  }
}
