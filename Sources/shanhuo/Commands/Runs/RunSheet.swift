import ArgumentParser
import Dispatching
import Messages
import Storage

struct RunSheet: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "sheet", abstract: say("打印随车单:停靠、装车图、绿色通道查验单", "The driver's sheet for print: stops, loading plan, booking sheet"),
      discussion: example("shanhuo run sheet R-1 --out R-1.html"))
  }

  @OptionGroup var options: GlobalOptions
  @Argument(help: ArgumentHelp(say("车次", "Run"), valueName: "run")) var name: String
  @OptionGroup var output: PaperOptions

  func run() throws {
    let session = try Session(options, mode: .read)
    let run = try session.requireRun(id(name))
    let words = RunWords(run, try session.catalogue(), try RunGoods(run, session))
    let footer = "\(run.id)  \(run.day)  " + say("日志 ", "journal ") + "\(try session.register.head())"
    try output.write(try SheetPage(words, footer: footer).html())
  }
}
