import ArgumentParser
import Engine
import Glibc
import Messages
import Tabular

/// What every import of a file has.
struct ImportOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(say("CSV 文件(UTF-8 或 GB18030);- 为标准输入", "CSV file (UTF-8 or GB18030); - is standard input"), valueName: "file"))
  var file: String

  @Option(
    help: ArgumentHelp(
      say("被拒行写入的文件(默认 文件名.rejects.csv)", "Where rejected rows go (default: the file's name with .rejects.csv)"), valueName: "path"))
  var rejects: String?

  @Flag(name: .customLong("all-or-nothing"), help: ArgumentHelp(say("有一行被拒就全部不导入", "Let nothing in where a row is rejected")))
  var allOrNothing = false

  var rejectsPath: String { rejects ?? (file == "-" ? "./stdin" : file) + ".rejects.csv" }

  func open(_ columns: [Column]) throws -> CSVTable {
    let descriptor = file == "-" ? STDIN_FILENO : Glibc.open(file, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw UsageFault.cannotRead(file, why: String(cString: strerror(errno))) }
    do {
      return try CSVTable(CSVReader(descriptor: descriptor), columns: columns)
    } catch {
      throw PlacedFault(file: file, fault: error)
    }
  }

  /// Runs an import, prints what came of it, and fails with 65 where a row was rejected, or as what stopped it says.
  func run(_ session: Session, _ table: CSVTable, unit: String, _ next: () throws -> ImportItem?) throws {
    try RejectsFile.requireFree(rejectsPath, input: file)
    let importer = Importer(
      session, rejectsPath: rejectsPath, header: table.header, allOrNothing: allOrNothing, unit: unit)
    let (summary, stop) = importer.run(next)
    if session.options.json { Terminal.printJSON(summary) } else { print(summary) }
    if let stop { throw stop }
    if summary.rejected > 0 { throw ExitStatus.badData }
  }

  private func print(_ summary: Importer.Summary) {
    var words = say(
      "导入 \(summary.accepted),被拒 \(summary.rejected),早已有 \(summary.repeated),\(summary.seconds) 秒。",
      "\(summary.accepted) accepted, \(summary.rejected) rejected, \(summary.repeated) repeated, in \(summary.seconds) s.")
    if summary.stopped == true {
      words =
        say("没有读到文件末尾。到此为止:", "Stopped before the end of the file. So far: ") + words
        + say("再次导入同一文件即可继续。", " Importing the same file again goes on.")
    } else if summary.nothingImported == true {
      words = say("有行被拒,全部未导入。", "A row was rejected, so nothing was let in. ") + words
    }
    Terminal.print(words)
    if let rejects = summary.rejects { Terminal.note(say("被拒的行在 \(rejects)", "The rejected rows are in \(rejects)")) }
  }
}

/// A fault of a file's row, with the file's name.
struct PlacedFault: Fault {
  var file: String
  var fault: TabularFault

  var code: String { fault.code }
  var text: Text {
    Text(
      zh: "\(file) 第 \(fault.line) 行第 \(fault.column) 列:\(fault.text.zh)", en: "\(file):\(fault.line):\(fault.column): \(fault.text.en)")
  }
}

extension CSVTable {
  /// The present row as it goes into the rejects file.
  func row() -> ImportRow {
    var text: [UInt8] = []
    reader.appendRow(to: &text, width: header.count)
    return ImportRow(line: reader.line, text: text)
  }

  /// The next row, or its fault as an item; nil at the end.
  func nextItem(_ body: () throws -> Submission) throws -> ImportItem? {
    do {
      guard try next() else { return nil }
    } catch let fault {
      return ImportItem(rows: [row()], result: .failure(ImportFault(line: fault.line, fault: fault)))
    }
    do {
      return ImportItem(rows: [row()], result: .success(try body()))
    } catch let fault as any Fault {
      return ImportItem(rows: [row()], result: .failure(ImportFault(line: reader.line, fault: fault)))
    }
  }
}
