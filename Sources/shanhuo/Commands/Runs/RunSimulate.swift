import ArgumentParser
import Catalogue
import DaySimulation
import Dispatching
import Foundation
import GreenChannel
import Measures
import Messages
import Simulation
import Storage
import Tabular

struct RunSimulate: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "simulate", abstract: say("模拟一天的车次", "Live through a day's runs many times before a driver leaves"),
      discussion: say(
        "按目录 simulation.yaml 的参数(均为假定)反复模拟当日尚未出发的车次:路况、雾、排队、故障、道路中断、查验、温度、破损、拒收、货架。\n",
        "Simulates the runs of the day that are still to leave, with the figures of the Catalogue's simulation.yaml, all of them assumed: traffic,\nfog, queues, breakdowns, closed roads, inspections, warmth, breakage, refusals, shelves.\n"
      ) + example("shanhuo run simulate --date 2020-10-08 --replicates 1000 --seed 7 --json"))
  }

  @OptionGroup var options: GlobalOptions
  @OptionGroup var subject: SimulationOptions
  @Option(help: ArgumentHelp(say("策略(默认 as-planned)", "Policy (default as-planned)"), valueName: "name")) var policy = "as-planned"
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(say("改为逐事件讲述某一次(从 0 起)", "Tell one replicate event by event instead, counted from 0"), valueName: "number"))
  var replay: Int64?
  @Option(help: ArgumentHelp(say("每次的结果写成 CSV", "Write each replicate's figures as CSV"), valueName: "file")) var csv: String?

  func run() throws {
    let (policy, count) = (try Policy(policy), try subject.replicates.count())
    let session = try Session(options, mode: .read)
    let day = try subject.subject().simulated(session)
    if let replay { return try tell(day, policy, replicate: try number(replay)) }
    let began = nanoseconds(CLOCK_MONOTONIC)
    let file = try csv.map { try OutputFile($0) }
    let seed = subject.seed
    let outcomes = try subject.runner().run(count) { day.live(policy, seed: seed, replicate: $0) }
    let report = try DayReport(outcomes, of: day)
    if let file { try SimulationCSV.write(outcomes, to: file) }
    let view = SimulationView(report, day, policy, seconds: Double(nanoseconds(CLOCK_MONOTONIC) - began) / 1e9)
    if options.json { Terminal.printJSON(view) } else { SimulationPage(report, day, session, policy).print() }
  }

  private func number(_ replay: Int64) throws -> Int {
    guard (0..<ReplicateOptions.most).contains(replay) else {
      throw UsageFault.outOfRange("--replay", replay, 0...(ReplicateOptions.most - 1))
    }
    return Int(replay)
  }

  private struct Told: Encodable {
    var at: String
    var run: String?
    var event: String
  }

  private func tell(_ day: SimulatedDay, _ policy: Policy, replicate: Int) throws {
    var moments: [DayMoment] = []
    let outcome = day.replay(policy, seed: subject.seed, replicate: replicate) { moments.append($0) }
    if options.json {
      return Terminal.printJSON(moments.map { Told(at: clock(Double($0.time), seconds: true), run: $0.run?.description, event: $0.name) })
    }
    Terminal.table(
      [.init(say("时刻", "at")), .init(say("车次", "run")), .init(say("发生", "what"), flexible: true)],
      moments.map { [clock(Double($0.time), seconds: true), $0.run?.description ?? "", $0.label(.ofProcess)] })
    Terminal.print(
      say(
        "第 \(replicate) 次:\(outcome.due) 件中准时 \(outcome.onTime) 件,\(outcome.events) 个事件。",
        "Replicate \(replicate): \(outcome.onTime) of \(outcome.due) in time, \(outcome.events) events."))
  }
}

/// Milliseconds since midnight as people read them; hours from 24 on are the next day's.
func clock(_ milliseconds: Double, seconds: Bool = false) -> String {
  guard milliseconds.isFinite else { return "" }
  let whole = Int(milliseconds / 1000 + 0.5)
  func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
  let minutes = seconds ? whole / 60 : (whole + 30) / 60
  return two(minutes / 60) + ":" + two(minutes % 60) + (seconds ? ":" + two(whole % 60) : "")
}
