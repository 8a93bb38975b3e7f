import ArgumentParser
import Dispatching
import Measures
import Messages
import Storage

/// Where a page or picture goes.
struct PaperOptions: ParsableArguments {
  @Option(help: ArgumentHelp(say("写入此文件(默认:标准输出)", "Write it to this file (default: standard output)"), valueName: "file")) var out: String?

  func write(_ text: String) throws {
    let file = try OutputFile(out ?? "-")
    try file.write(text)
    try file.close()
    if let out, out != "-" { Terminal.note(say("已写入 \(out)", "\(out) is written")) }
  }
}

extension Session {
  /// The runs of a day that were not given up, or those of them that are named.
  func runsToDraw(on day: Day, named names: [String]) throws -> [DeliveryRun] {
    let named = try names.map { try requireRun(id($0)) }
    if let other = named.first(where: { $0.day != day }) { throw PaperFault.otherDay(other.id, other.day) }
    let runs = try named.isEmpty ? register.runs(on: day, state: nil, limit: 10_000).filter { $0.state != .cancelled } : named
    guard !runs.isEmpty else { throw PaperFault.noRuns(day) }
    return runs.sorted { $0.id < $1.id }
  }
}
