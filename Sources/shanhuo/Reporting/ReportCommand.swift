import ArgumentParser
import Messages
import Storage

struct ReportCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "report", abstract: say("报表:屏幕、打印页、电子表格", "Reports: for the screen, for print, for spreadsheets"),
      subcommands: [TrialBalance.self, IncomeStatement.self, Villages.self, HouseholdStatement.self, Receivables.self])
  }
}

/// Where a report goes.
struct ReportOptions: ParsableArguments {
  @Option(help: ArgumentHelp(say("写成可打印的网页;- 为标准输出", "Write a page fit for print; - is standard output"), valueName: "file"))
  var html: String?

  @Option(
    help: ArgumentHelp(
      say("写成电子表格用的 CSV(UTF-8 带 BOM);- 为标准输出", "Write CSV for spreadsheets (UTF-8 with BOM); - is standard output"), valueName: "file"))
  var csv: String?

  /// Prints a report, or writes it to the files that were named.
  func present(_ report: Report, json: some Encodable, _ options: GlobalOptions) throws {
    guard [options.json, html == "-", csv == "-"].count(where: \.self) < 2 else { throw UsageFault.bothOnOutput }
    if let html { try write(report.html(), to: html) }
    if let csv { try write(String(decoding: report.csv(), as: UTF8.self), to: csv) }
    if options.json { return Terminal.printJSON(json) }
    if html == nil, csv == nil { return report.present() }
    for path in [html, csv].compactMap(\.self) where path != "-" { Terminal.note(say("已写入 \(path)", "\(path) is written")) }
  }

  private func write(_ text: String, to path: String) throws {
    let file = try OutputFile(path)
    try file.write(text)
    try file.close()
  }
}
