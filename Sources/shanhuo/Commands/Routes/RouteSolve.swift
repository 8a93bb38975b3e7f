import ArgumentParser
import Foundation
import Messages
import RouteChecking
import Routing

struct RouteSolve: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "solve", abstract: say("为车队求路线", "Find routes for a fleet"),
      discussion: say(
        "读 Solomon、Gehring-Homberger、Li-Lim、CVRPLIB 文本或 JSON。同一种子、同一步数给出同样的路线。Ctrl-C 提前结束并给出已有的最好方案。\n",
        "Reads texts of Solomon, Gehring and Homberger, Li and Lim, CVRPLIB, or JSON. One seed and one number of iterations give the same "
          + "routes. Ctrl-C ends early with the best plan so far.\n") + example("shanhuo route solve R101.txt --seconds 10 --json"))
  }

  @OptionGroup var options: GlobalOptions
  @Argument(help: ArgumentHelp(say("问题文件", "The problem"), valueName: "file")) var file: String
  @Option(help: ArgumentHelp(say("先求什么:distance 里程(费用),fleet 先求车少", "What counts: distance (cost), or fleet (vehicles first)")))
  var objective = "distance"
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(say("时限,秒(默认 10;只给步数则不限)", "Time limit in seconds (default 10; none where iterations are given)")))
  var seconds: Double?
  @Option(parsing: .unconditional, help: ArgumentHelp(say("步数上限", "Limit of iterations"))) var iterations: Int64?
  @Option(parsing: .unconditional, help: ArgumentHelp(say("种子(默认 1)", "Seed (default 1)"))) var seed: UInt64 = 1
  @Option(parsing: .unconditional, help: ArgumentHelp(say("线程数(默认 1)", "Threads (default 1)"))) var threads: Int64 = 1
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      say("岛数:各自搜索、会合一次(默认:限步数时 1,否则同线程数)", "Islands that search apart and meet once (default: 1 with --iterations, else one a thread)")))
  var islands: Int64?
  @Option(help: ArgumentHelp(say("从此方案起步;结果不会更差", "Start from this solution; the result is never worse"), valueName: "file")) var from:
    String?
  @Option(help: ArgumentHelp(say("另画成 SVG", "Draw the routes into this SVG file too"), valueName: "file")) var svg: String?
  @Flag(help: ArgumentHelp(say("时限按处理器时间计,供测量用", "Seconds are the processor's, not the clock's; for measurements")))
  var processorTime = false
  @Flag(help: ArgumentHelp(say("每秒在标准错误报告进度", "Tell the progress on standard error every second"))) var progress = false

  func run() throws {
    let clock = processorTime ? CLOCK_PROCESS_CPUTIME_ID : CLOCK_MONOTONIC
    let began = nanoseconds(clock)
    let settings = try settings()
    let read = try RouteFile(file)
    if svg != nil, read.instance == nil || read.instance?.givenLegs != nil { throw RouteFault.nothingToDraw(file) }
    let given = try from.map { try RouteSolution(reading: $0).plan(read.problem) }
    // Opened before the search, so that a place where nothing can be written does not cost its result.
    let picture = try svg.map { try OutputFile($0) }
    let watch = SearchWatch(isTold: progress)
    let solver = Solver(read.problem, settings, now: { nanoseconds(clock) }, progress: { watch.note($0) })
    let result = solver.solve(from: given, beganNanoseconds: began)
    // The search counts in rounded units; what stands in the given plan by a hair in the text's own must not be lost by that.
    let plan = given.map { read.better(result.plan, $0, by: settings.objective) } ?? result.plan
    let view = RouteView(read, plan, result)
    if let picture, let instance = read.instance {
      try picture.write(drawing(instance, view))
      try picture.close()
    }
    if options.json { Terminal.printJSON(view) } else if svg != "-" { view.print() }
  }

  private func settings() throws -> Solver.Settings {
    guard let objective = Objective(rawValue: objective) else {
      throw UsageFault.notAChoice(self.objective, of: Objective.allCases.map(\.rawValue))
    }
    if let seconds, !(0.001...1e6).contains(seconds) { throw RouteFault.secondsOutOfRange(seconds) }
    let steps = try iterations.map { Int(try positive($0, "--iterations")) }
    func within(_ value: Int64, _ option: String) throws -> Int {
      guard (1...64).contains(value) else { throw UsageFault.outOfRange(option, value, 1...64) }
      return Int(value)
    }
    let threads = try within(threads, "--threads")
    return Solver.Settings(
      objective: objective, seconds: seconds ?? (steps == nil ? 10 : nil), steps: steps, seed: seed,
      islands: try islands.map { try within($0, "--islands") } ?? (steps == nil ? threads : 1), threads: threads)
  }

  private func drawing(_ instance: Instance, _ view: RouteView) -> String {
    func point(_ node: Instance.Node) -> RoutePicture.Point { RoutePicture.Point(number: node.number, x: node.x, y: node.y) }
    return RoutePicture(title: instance.name, depot: point(instance.depot), stops: instance.customers.map(point), routes: view.routes).svg()
  }
}

/// Time that only goes forward, from some fixed point.
func nanoseconds(_ clock: clockid_t) -> Int64 {
  var time = timespec()
  clock_gettime(clock, &time)
  return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
}
