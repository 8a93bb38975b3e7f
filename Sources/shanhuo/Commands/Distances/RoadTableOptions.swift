import ArgumentParser
import Catalogue
import Distances
import Glibc
import Measures
import Messages
import Tabular

/// Where a command's distances come from: worked out, unless a file or an engine is named.
struct RoadTableOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      say(
        "里程表 CSV:from,to,metres,seconds[,toll_station_in,toll_station_out]",
        "CSV of distances: from,to,metres,seconds[,toll_station_in,toll_station_out]"),
      valueName: "file"))
  var matrix: String?

  @Option(help: ArgumentHelp(say("OSRM 路径引擎地址,如 http://127.0.0.1:5000", "An OSRM engine, such as http://127.0.0.1:5000"), valueName: "url"))
  var osrm: String?

  @Option(
    name: .customLong("osrm-seconds"),
    help: ArgumentHelp(say("每次提问等引擎几秒", "Seconds to wait for each answer of the engine")))
  var osrmSeconds: Int = 10

  @Flag(
    name: .customLong("no-stand-in"),
    help: ArgumentHelp(say("引擎不答时不用内置里程,直接失败", "Fail where the engine does not answer, instead of using the built-in distances")))
  var noStandIn = false

  @Flag(name: .customLong("no-motorways"), help: ArgumentHelp(say("内置里程不走高速", "Built-in distances keep off motorways")))
  var noMotorways = false

  func validate() throws {
    if matrix != nil, osrm != nil { throw ValidationError(say("--matrix 和 --osrm 只能给一个", "give one of --matrix and --osrm")) }
    guard (1...600).contains(osrmSeconds) else {
      throw ValidationError(say("--osrm-seconds 须在 1 到 600 之间", "--osrm-seconds goes from 1 to 600"))
    }
  }

  /// The table over `places`; of a file, over the places that it names.
  ///
  /// Where an engine does not answer, the built-in distances stand in: that is said on stderr, and in ``RoadTable/standIn``.
  func table(_ catalogue: CountyCatalogue, _ places: [Place], on day: Day) throws -> RoadTable {
    if let matrix { return try readMatrix(matrix, catalogue, day) }
    guard let osrm else { return .builtIn(catalogue, places: places, on: day, motorways: !noMotorways) }
    let engine = try RoadEngine(osrm, timeoutMilliseconds: osrmSeconds * 1000)
    do throws(RoadEngineFault) { return try engine.table(catalogue, places, on: day) } catch {
      guard !noStandIn else { throw error }
      Terminal.note(
        say("提醒 ", "warning ") + "\(error.code): " + error.text(.ofProcess) + say(" 改用内置里程。", " The built-in distances stand in."))
      return .builtIn(catalogue, places: places, on: day, motorways: !noMotorways, standIn: error.text)
    }
  }

  private func readMatrix(_ path: String, _ catalogue: CountyCatalogue, _ day: Day) throws -> RoadTable {
    let descriptor = open(path, O_RDONLY)
    guard descriptor >= 0 else { throw UsageFault.cannotRead(path, why: String(cString: strerror(errno))) }
    defer { close(descriptor) }
    do throws(MatrixFaults) {
      let table = try MatrixFile.read(CSVReader(descriptor: descriptor), named: path, catalogue, on: day)
      noteMissing(table)
      return table
    } catch {
      for fault in error.faults.dropLast() { Terminal.report(MatrixFileFault(path: path, fault: fault)) }
      throw MatrixFileFault(path: path, fault: error.faults[error.faults.count - 1])
    }
  }

  private func noteMissing(_ table: RoadTable) {
    let missing = table.missingLegs
    guard !missing.isEmpty else { return }
    let first = missing.prefix(3).map { "\(table.stops[$0.from].id) → \(table.stops[$0.to].id)" }.joined(separator: ", ")
    Terminal.note(
      say(
        "提醒:表中缺 \(missing.count) 段里程,按不通处理,如 \(first)。",
        "warning: the table lacks \(missing.count) legs, which are taken as no way at all, such as \(first)."))
  }
}

/// A fault of a table of distances, with its file.
struct MatrixFileFault: Fault {
  var path: String
  var fault: MatrixFault

  var code: String { fault.code }
  var exit: ExitStatus { fault.exit }
  var text: Text { Text(zh: "\(path):\(fault.text.zh)", en: "\(path): \(fault.text.en)") }
}
