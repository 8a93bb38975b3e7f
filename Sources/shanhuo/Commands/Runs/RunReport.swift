import ArgumentParser
import Dispatching
import Engine
import Measures
import Messages

struct RunReport: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "event", abstract: say("报告车次上发生的事", "Report what happened on a run"),
      discussion: say(
        "kind:arrived 到达、loaded 装上、delivered 送达、refused 拒收、left 离开、lost 丢损、broken-down 抛锚、road-closed 道路中断。--cargo 写 序号=件数,不写则是该站的全部。\n",
        "Kinds: arrived, loaded, delivered, refused, left, lost, broken-down, road-closed. --cargo is NUMBER=COUNT; without it, all that belongs\nto the stop.\n"
      ) + example("shanhuo run event R-1 --stop 2 --kind delivered --at 2020-10-07T08:12"))
  }

  @OptionGroup var options: GlobalOptions
  @Argument(help: ArgumentHelp(say("车次", "Run"), valueName: "run")) var name: String
  @Option(parsing: .unconditional, help: ArgumentHelp(say("第几站(0 为车场)", "Number of the stop (0 is the depot)"))) var stop: Int
  @Option(help: ArgumentHelp(say("什么事", "What happened"))) var kind: String
  @Option(help: ArgumentHelp(say("时间(默认:现在)", "When (default: now)"), valueName: "instant")) var at: String?
  @Option(parsing: .upToNextOption, help: ArgumentHelp(say("哪几件、多少", "Which cargo, and how much"), valueName: "number=count")) var cargo:
    [String] = []
  @Option(help: ArgumentHelp(say("原因", "Why"))) var reason = ""
  @Flag(help: ArgumentHelp(say("拒收的货已坏,不回库", "What was refused is spoiled and does not go back to stock"))) var spoiled = false

  func run() throws {
    guard let kind = RunEvent.Kind(name: kind) else { throw UsageFault.notAChoice(self.kind, of: RunEvent.Kind.allCases.map(\.name)) }
    let session = try Session(options)
    let event = RunEvent(
      kind: kind, stop: stop, at: try at.map(instant) ?? session.now, amounts: try cargo.map(amount), isSound: !spoiled, reason: reason)
    try session.change(id(name), .report(event), options)
  }

  private func amount(_ text: String) throws -> RunEvent.Amount {
    let fields = text.split(separator: "=")
    guard fields.count == 2, let number = Int(fields[0]), let count = Int64(fields[1]) else { throw UsageFault.notANumber(text) }
    return RunEvent.Amount(cargo: number, count: count)
  }
}
