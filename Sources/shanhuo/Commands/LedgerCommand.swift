import ArgumentParser
import Engine
import Ledger
import Measures
import Messages
import Ordering
import Sealing
import Storage
import Tabular
import WireFormat

struct LedgerCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "ledger", abstract: say("账簿、日志与证明", "The ledger, the journal and its proofs"),
      subcommands: [
        Balance.self, Transfers.self, Import.self, Post.self, HoldCommand.self, PostHold.self, Void.self, Reverse.self, Open.self,
        Close.self,
        Export.self, Verify.self, HeadCommand.self, Log.self,
      ])
  }

  struct HeadCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        commandName: "head", abstract: say("打印账首:最后一批的批号和哈希", "Print the head: number and hash of the last batch"),
        discussion: example("shanhuo ledger head"))
    }

    @OptionGroup var options: GlobalOptions

    func run() throws {
      let head = try Session(options, mode: .read).register.head()
      struct Result: Encodable { var head: String; var batch: Int64; var hash: String; var commands: Int64 }
      if options.json {
        Terminal.printJSON(
          Result(head: head.description, batch: head.batch, hash: head.hash.description, commands: head.commands))
      } else {
        Terminal.print(head.description)
      }
    }
  }

  struct Verify: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        abstract: say("证明没有任何内容被改动", "Prove that nothing was changed"),
        discussion: example("shanhuo ledger verify --expect 17:66c7f0…"))
    }

    @OptionGroup var options: GlobalOptions
    @Option(help: ArgumentHelp(say("曾公布的账首:历史须包含它", "A head that was published: the history must contain it"), valueName: "head"))
    var expect: String?

    func run() throws {
      let expected = try expect.map { text in
        guard let head = Head(text) else { throw UsageFault.headDiffers(expected: text) }
        return head
      }
      let (key, commands) = try vaultKey()
      var progress = ProgressLine(unit: say("条指令", "commands"), total: commands)
      let proof = Proof(path: options.databasePath, expected: expected, vaultKey: try? key.get())
      let result = try proof.run { progress.show($0) }
      progress.finish()
      present(result, key, seconds: progress.elapsed)
      if !result.findings.isEmpty { throw ExitStatus.badData }
    }

    /// The key by which the vault's seals are checked, and how many commands there are to prove; a file too damaged to say has neither.
    private func vaultKey() throws -> (key: Result<VaultKey, any Error>, commands: Int64?) {
      do {
        let session = try Session(options, mode: .read)
        return (Result { try session.vaultKey() }, try session.register.head().commands)
      } catch StoreFault.damaged(let why) {
        return (.failure(StoreFault.damaged(why)), nil)
      } catch let fault as WireFault {
        return (.failure(fault), nil)
      }
    }

    private func present(_ result: Proof.Result, _ key: Result<VaultKey, any Error>, seconds: Double) {
      struct Finding: Encodable { var code: String; var place: String; var message: String }
      struct Output: Encodable {
        var ok: Bool
        var commands: Int64
        var batches: Int64
        var head: String
        var seconds: Double
        var vaultChecked: Bool
        /// Why the seals of the vault could not be checked.
        var vaultFault: String?
        var findings: [Finding]
      }
      var vaultFault: (any Fault)?
      if case .failure(let error) = key { vaultFault = error as? any Fault }
      if options.json {
        Terminal.printJSON(
          Output(
            ok: result.findings.isEmpty, commands: result.commands, batches: result.batches, head: result.head.description,
            seconds: (seconds * 1000).rounded() / 1000, vaultChecked: vaultFault == nil, vaultFault: vaultFault?.code,
            findings: result.findings.map { Finding(code: $0.code, place: $0.place, message: $0.text(.ofProcess)) }))
        return
      }
      for finding in result.findings { Terminal.note("\(finding.code) \(finding.place): " + finding.text(.ofProcess)) }
      if let vaultFault {
        Terminal.note(
          say("没有检查保险库的封印:", "The seals of the vault were not checked: ") + vaultFault.code + ": " + vaultFault.text(.ofProcess))
      }
      if result.findings.isEmpty {
        Terminal.print(
          say(
            "证明成立:\(result.batches) 批 \(result.commands) 条指令,链条完整,表与重放一致,重新裁决一致。\n账首 \(result.head)",
            "Proved: \(result.commands) commands in \(result.batches) batches. The chain holds, the tables equal the replay,\nand deciding again gives the same.\nhead \(result.head)"
          ))
      } else {
        Terminal.print(say("有 \(result.findings.count) 处不符。", "\(result.findings.count) findings."))
      }
    }
  }

  struct Log: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        abstract: say("谁在何时做了什么,最新在前", "Who did what and when, newest first"),
        discussion: example("shanhuo ledger log --order O-1 --limit 20"))
    }

    @OptionGroup var options: GlobalOptions
    @Option(name: .customLong("by"), help: ArgumentHelp(say("操作人", "Actor"))) var by: String?
    @Option(help: ArgumentHelp(say("动作,如 place-order", "Action, such as place-order"))) var action: String?
    @Option(help: ArgumentHelp(say("订单", "Order"))) var order: String?
    @Option(help: ArgumentHelp(say("批次", "Lot"))) var lot: String?
    @Option(help: ArgumentHelp(say("农户", "Household"))) var household: String?
    @Option(help: ArgumentHelp(say("自哪天", "From this day"))) var from: String?
    @Option(help: ArgumentHelp(say("至哪天", "Through this day"))) var through: String?
    @Option(parsing: .unconditional, help: ArgumentHelp(say("最多几条", "How many at most"))) var limit: Int = 50

    func run() throws {
      let session = try Session(options, mode: .read)
      if let action, !Action.names.contains(action) { throw UsageFault.notAChoice(action, of: Action.names) }
      let filter = LogFilter(
        actor: by, action: action, subject: order ?? lot ?? household, from: try from.map(day), through: try through.map(day))
      let entries = try LogEntry.newest(session.register, filter, limit: Int(try positive(Int64(limit), "--limit")))
      if options.json {
        Terminal.printJSON(entries)
      } else {
        Terminal.table(
          [
            .init("#", right: true), .init(say("时间", "at")), .init(say("操作人", "actor")), .init(say("动作", "action")),
            .init(say("对象", "subject")), .init(say("内容", "what"), flexible: true),
          ],
          entries.map {
            [
              "\($0.command)", $0.minute, $0.actor, Action.label(of: $0.action)(.ofProcess), $0.subjects.joined(separator: " "),
              $0.summary,
            ]
          })
      }
    }
  }
}
