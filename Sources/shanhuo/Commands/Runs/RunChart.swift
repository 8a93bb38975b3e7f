import ArgumentParser
import Catalogue
import Measures
import Messages
import Publishing
import Storage

struct RunChart: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "chart", abstract: say("把一天的车次画成时间图(SVG)", "Draw a day's runs along its hours (SVG)"),
      discussion: example("shanhuo run chart --date 2020-10-08 --out chart.svg"))
  }

  @OptionGroup var options: GlobalOptions
  @Option(help: ArgumentHelp(say("哪一天", "The day"), valueName: "day")) var date: String
  @Option(name: .customLong("run"), help: ArgumentHelp(say("只画此车次;可重复", "Draw this run alone; may be repeated"), valueName: "run"))
  var names: [String] = []
  @OptionGroup var output: PaperOptions

  func run() throws {
    let session = try Session(options, mode: .read)
    let date = try day(date)
    let catalogue = try session.catalogue()
    let runs = try session.runsToDraw(on: date, named: names).map { RunWords($0, catalogue, try RunGoods($0, session)) }
    let title = say("\(catalogue.county.name.zh) \(date) 车次时间图", "Times of the runs of \(catalogue.county.name.en) on \(date)")
    try output.write(RunsChart(runs, on: date, now: session.now, title: title).picture().svg())
  }
}
