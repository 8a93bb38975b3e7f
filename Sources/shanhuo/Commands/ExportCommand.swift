import ArgumentParser
import Foundation
import Ledger
import Measures
import Storage
import Tabular

extension LedgerCommand {
  struct Export: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        abstract: say("导出为 hledger 或 Beancount 账本", "Export to a journal of hledger or Beancount"),
        discussion: example("shanhuo ledger export --format hledger county.journal"))
    }

    enum Format: String, ExpressibleByArgument, CaseIterable {
      case hledger, beancount

      var writer: any LedgerFormat {
        switch self {
        case .hledger: HledgerFormat()
        case .beancount: BeancountFormat()
        }
      }
    }

    @OptionGroup var options: GlobalOptions
    @Option(help: ArgumentHelp(say("格式", "Format"))) var format: Format
    @Argument(help: ArgumentHelp(say("写入的文件;- 为标准输出", "The file to write; - is standard output"), valueName: "file")) var file: String

    func run() throws {
      let session = try Session(options, mode: .read)
      let output = try OutputFile(file)
      let count = try LedgerExport(session.register, try session.catalogue(), format.writer).write(to: output)
      try output.close()
      struct Result: Encodable { var file: String; var transfers: Int64 }
      if options.json {
        Terminal.printJSON(Result(file: file, transfers: count))
      } else {
        Terminal.note(say("导出 \(count) 笔转账。", "\(count) transfers exported."))
      }
    }
  }
}
