import ArgumentParser
import Engine
import Glibc
import Messages
import Storage
import Tabular

struct Backup: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      abstract: say("备份数据库,可在使用中进行;密钥文件请另行保存", "Back the database up while it is in use; keep the key file elsewhere"),
      discussion: example("shanhuo backup 2020-10-07.sqlite"))
  }

  @OptionGroup var options: GlobalOptions
  @Argument(help: ArgumentHelp(say("备份文件,不得已存在", "The backup; must not be there yet"), valueName: "file")) var file: String

  func run() throws {
    var progress = ProgressLine(unit: say("页", "pages"))
    try BackupCopy.copy(from: options.databasePath, to: file) { done, _ in progress.show(Int64(done)) }
    progress.finish()
    let head = try Register(try DatabaseFile(file, mode: .read)).head()
    struct Result: Encodable { var backup: String; var head: String }
    if options.json {
      Terminal.printJSON(Result(backup: file, head: head.description))
    } else {
      Terminal.print(say("已备份到 \(file),账首 \(head)", "Backed up to \(file), head \(head)"))
    }
  }
}

struct Restore: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      abstract: say("从备份恢复;先证明备份完好", "Restore from a backup, which is proved first"),
      discussion: example("shanhuo restore 2020-10-07.sqlite --database new.sqlite"))
  }

  @OptionGroup var options: GlobalOptions
  @Argument(help: ArgumentHelp(say("备份文件", "The backup"), valueName: "file")) var file: String
  @Option(help: ArgumentHelp(say("须包含的账首", "A head that the backup must contain"), valueName: "head")) var expect: String?

  func run() throws {
    let expected = try expect.map { text in
      guard let head = Head(text) else { throw UsageFault.headDiffers(expected: text) }
      return head
    }
    guard access(file, F_OK) == 0 else { throw UsageFault.cannotRead(file, why: String(cString: strerror(errno))) }
    let target = options.databasePath
    guard access(target, F_OK) != 0 else { throw StoreFault.alreadyThere(target) }
    var progress = ProgressLine(unit: say("条指令", "commands"))
    let result = try Proof(path: file, expected: expected, vaultKey: nil).run { progress.show($0) }
    progress.finish()
    guard result.findings.isEmpty else {
      for finding in result.findings { Terminal.note("\(finding.code) \(finding.place): " + finding.text(.ofProcess)) }
      Terminal.note(say("备份未通过证明,没有恢复。", "The backup is not proved; nothing was restored."))
      throw ExitStatus.badData
    }
    try BackupCopy.copy(from: file, to: target) { _, _ in }
    struct Output: Encodable { var database: String; var head: String; var commands: Int64 }
    if options.json {
      Terminal.printJSON(Output(database: target, head: result.head.description, commands: result.commands))
    } else {
      Terminal.print(say("已恢复到 \(target),账首 \(result.head)", "Restored to \(target), head \(result.head)"))
    }
  }
}
