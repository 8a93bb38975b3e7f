import ArgumentParser
import Foundation
import GreenChannel
import Routing

/// How long and from which seed a plan is searched.
struct PlanningOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(say("搜索几秒", "Seconds to search"), valueName: "seconds"))
  var seconds: Double?
  @Option(parsing: .unconditional, help: ArgumentHelp(say("种子(默认 1)", "Seed (default 1)"))) var seed: UInt64 = 1
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(say("步数上限;同一种子、同一步数给出同样的计划", "Limit of steps; one seed and one number of steps give the same plan")))
  var iterations: Int64?
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(say("线程数(默认同处理器数,最多 4)", "Threads (default: one for each processor, at most 4)")))
  var threads: Int?
  @Flag(help: ArgumentHelp(say("活畜禽附当日动物检疫证明", "Live animals ride with the quarantine certificate of the day"))) var certificate = false

  var threadCount: Int { threads ?? min(ProcessInfo.processInfo.activeProcessorCount, 4) }

  /// - Parameter usual: seconds where nobody says otherwise.
  func settings(usual: Double) throws -> Solver.Settings {
    if let seconds, !(0.001...86_400).contains(seconds) { throw RouteFault.secondsOutOfRange(seconds) }
    guard (1...64).contains(threadCount) else { throw UsageFault.outOfRange("--threads", Int64(threadCount), 1...64) }
    let steps = try iterations.map { Int(try positive($0, "--iterations")) }
    return Solver.Settings(
      objective: .distance, seconds: seconds ?? (steps == nil ? usual : nil), steps: steps, seed: seed,
      islands: steps == nil ? threadCount : 1,
      threads: threadCount)
  }

  /// Searches, told about on stderr where it takes long.
  func plan(_ day: DayProblem, usual: Double) throws -> DayPlan {
    let settings = try settings(usual: usual)
    let watch = SearchWatch(isTold: (settings.seconds ?? .infinity) > 2)
    return try day.plan(settings, now: { nanoseconds(CLOCK_MONOTONIC) }, progress: { watch.note($0) })
  }
}
