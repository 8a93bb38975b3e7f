import ArgumentParser
import DaySimulation
import Foundation
import Simulation

/// Which day is simulated, how often, from which seed.
struct SimulationOptions: ParsableArguments {
  @Option(help: ArgumentHelp(say("哪一天", "The day"), valueName: "day")) var date: String?
  @Option(
    help: ArgumentHelp(
      say("改为虚构的日子,先按 --iterations 步编排", "A made-up day instead, planned first in as many steps as --iterations says"),
      valueName: "folder"))
  var scenario: String?
  @OptionGroup var replicates: ReplicateOptions
  @Option(parsing: .unconditional, help: ArgumentHelp(say("种子(默认 1)", "Seed (default 1)"))) var seed: UInt64 = 1
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(say("线程数(默认同处理器数);结果与此无关", "Threads (default: as many as processors); the figures do not depend on it")))
  var threads: Int64?
  @Option(parsing: .unconditional, help: ArgumentHelp(say("虚构的日子编排几步(默认 200)", "Steps to plan a made-up day in (default 200)")))
  var iterations: Int64 = 200
  @OptionGroup var roads: RoadTableOptions

  func validate() throws {
    guard (scenario == nil) != (date == nil) else {
      throw ValidationError(say("--date 和 --scenario 要给一个", "give one of --date and --scenario"))
    }
  }

  func subject() throws -> DayInQuestion {
    DayInQuestion(date: date, scenario: scenario, roads: roads, steps: try positive(iterations, "--iterations"), seed: seed)
  }

  func runner() throws -> Replicates {
    try Replicates(threads: Int(try positive(threads ?? Int64(ProcessInfo.processInfo.activeProcessorCount), "--threads")))
  }
}

struct ReplicateOptions: ParsableArguments {
  @Option(parsing: .unconditional, help: ArgumentHelp(say("模拟几次(默认 1000)", "Replicates (default 1000)"))) var replicates: Int64 = 1000

  static let most: Int64 = 1_000_000

  /// Two at least, since one has no interval.
  func count() throws -> Int {
    guard (2...ReplicateOptions.most).contains(replicates) else {
      throw UsageFault.outOfRange("--replicates", replicates, 2...ReplicateOptions.most)
    }
    return Int(replicates)
  }
}
