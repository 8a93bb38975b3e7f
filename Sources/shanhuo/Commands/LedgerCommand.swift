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
      let session = try Session(options, mode: .read)
      var progress = ProgressLine(unit: say("条指令", "commands"), total: try session.register.head().commands)
      let proof = Proof(path: options.databasePath, expected: expected, vaultKey: try? session.vaultKey())
      let result = try proof.run { progress.show($0) }
      progress.finish()
      present(result, seconds: progress.elapsed)
      if !result.findings.isEmpty { throw ExitStatus.badData }
    }

    private func present(_ result: Proof.Result, seconds: Double) {
      struct Finding: Encodable { var code: String; var place: String; var message: String }
      struct Output: Encodable {
        var ok: Bool
        var commands: Int64
        var batches: Int64
        var head: String
        var seconds: Double
        var findings: [Finding]
      }
      if options.json {
        Terminal.printJSON(
          Output(
            ok: result.findings.isEmpty, commands: result.commands, batches: result.batches, head: result.head.description,
            seconds: (seconds * 1000).rounded() / 1000,
            findings: result.findings.map { Finding(code: $0.code, place: $0.place, message: $0.text(.ofProcess)) }))
        return
      }
      for finding in result.findings { Terminal.note("\(finding.code) \(finding.place): " + finding.text(.ofProcess)) }
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
      let filter = LogFilter(
        actor: by, action: action, subject: order ?? lot ?? household, from: try from.map(day), through: try through.map(day))
      let entries = try LogEntry.newest(session.register, filter, limit: max(1, limit))
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

/// What of the log is wanted.
struct LogFilter {
  var actor: String?
  var action: String?
  var subject: String?
  var from: Day?
  var through: Day?

  func admits(_ entry: LogEntry, _ day: Day) -> Bool {
    (actor == nil || actor == entry.actor) && (action == nil || action == entry.action)
      && (subject == nil || entry.subjects.contains(subject!)) && (from == nil || from! <= day)
      && (through == nil || day <= through!)
  }
}

/// One command of the journal, in words.
struct LogEntry: Encodable {
  var command: Int64
  var batch: Int64
  var at: String
  var actor: String
  var action: String
  var key: String?
  /// The orders, lots, households it was about.
  var subjects: [String]
  var fields: [String: String]

  private enum CodingKeys: CodingKey { case command, batch, at, actor, action, key, subjects, fields }

  private var instant: Instant
  private var pairs: [Field]

  var minute: String { instant.minute }

  /// The body in a line.
  var summary: String {
    pairs.filter { !$0.value.isEmpty && !subjects.contains($0.value) }.map { "\($0.label(.ofProcess))=\($0.value)" }.joined(separator: " ")
  }

  init(_ command: Command, _ outcome: Outcome, number: Int64, batch: Int64) {
    self.command = number
    self.batch = batch
    instant = command.at
    at = command.at.description
    actor = command.actor
    action = command.action.name
    key = command.key
    pairs = command.action.fields
    fields = Dictionary(pairs.map { ($0.name, $0.value) }) { $1 }
    subjects = outcome.subjects
    switch command.action {
    case .receiveLot(let body):
      if case .household(let id) = body.producer { subjects.append(id.description) }
    case .settleOrder(let body): subjects.append(body.order.description)
    case .settleLot(let body): subjects.append(body.lot.description)
    case .moveDistribution(let body):
      if !subjects.contains(body.distribution.description) { subjects.append(body.distribution.description) }
    case .recordIncome(let body): subjects.append(body.household.description)
    default: break
    }
  }

  /// The newest entries that a filter admits, newest first.
  static func newest(_ register: Register, _ filter: LogFilter, limit: Int) throws -> [LogEntry] {
    var entries: [LogEntry] = []
    var number = try register.head().batch
    var progress = ProgressLine(unit: say("批", "batches"), total: number)
    defer { progress.finish() }
    let last = number
    while number > 0, entries.count < limit, let stored = try register.batch(number) {
      let batch = try JournalBatch(body: stored.body)
      for (index, entry) in batch.entries.enumerated().reversed() where entries.count < limit {
        let command = try Command(wireBytes: entry.command)
        let log = LogEntry(command, entry.outcome, number: batch.firstCommand + Int64(index), batch: number)
        if filter.admits(log, command.at.day) { entries.append(log) }
      }
      number -= 1
      progress.show(last - number)
    }
    return entries
  }
}

extension Outcome {
  /// The things it was about, by number.
  var subjects: [String] {
    switch self {
    case .applied: []
    case .household(let id): [id.description]
    case .lot(let id): [id.description]
    case .report(let id): [id.description]
    case .order(let id): [id.description]
    case .settled: []
    case .distribution(let id): [id.description]
    case .income(let id): [id.description]
    case .transfers(let first, let count): [count == 1 ? "\(first)" : "\(first)…\(first.number + count - 1)"]
    case .passed(let orders, let lots, let holds):
      orders.map(\.description) + lots.map(\.description) + holds.map(\.description)
    }
  }
}
