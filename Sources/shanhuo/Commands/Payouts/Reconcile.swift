import ArgumentParser
import BankFiles
import Catalogue
import Engine
import Foundation
import Ledger
import Measures
import Messages
import Payouts
import Sealing
import Storage
import Tabular

extension PayoutCommand {
  /// Reads a bank's file, takes its lines into the books, and matches what can be matched by itself.
  struct Reconcile: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        abstract: say("读入对账单或回盘,自动匹配", "Read a statement or result file, and match what is sure"),
        discussion: say(
          "同一文件再读一次,什么都不变。拿不准的留给 payout worklist。\n", "The same file again changes nothing. What is not sure is left to payout worklist.\n")
          + example("shanhuo payout reconcile statement.xml --actor accountant"))
    }

    @OptionGroup var options: GlobalOptions
    @Argument(help: ArgumentHelp(say("银行文件", "The bank's file"), valueName: "file")) var file: String
    @Option(
      help: ArgumentHelp(
        say(
          "格式:auto、camt.053、camt.054、pain.002、mt940、ofx、csv:银行、result:银行",
          "auto, camt.053, camt.054, pain.002, mt940, ofx, csv:BANK or result:BANK"),
        valueName: "format")) var format: String = "auto"
    @Option(help: ArgumentHelp(say("本单位哪个账户的(只有一个时可省)", "Of which of our accounts; not needed where there is one"), valueName: "id"))
    var account: String?
    @Option(
      name: .customLong("run"),
      help: ArgumentHelp(say("没有编号的回盘属于哪一批", "Which run a result file without references is of"), valueName: "run"))
    var ofRun: String?
    @Option(
      name: .customLong("fee-max"), parsing: .unconditional,
      help: ArgumentHelp(
        say("流水比兑付多出不超过此数时记为银行手续费(默认 0 元)", "What a line has above a payout, up to this, is the bank's fee (default: nothing)"),
        valueName: "yuan"))
    var feeMax: String = "0"

    /// Whoever reads another file of the account is waited for so long.
    private static let waitSecondsMax: UInt64 = 10

    struct Output: Encodable {
      var lines: Int64 = 0
      /// Explained by this run of the command, returns apart.
      var matched: Int64 = 0
      var returned: Int64 = 0
      /// Left to people, with candidates and without.
      var suggested: Int64 = 0
      var unmatched: Int64 = 0
      /// In the books before.
      var known: Int64 = 0
      var repeated = false
      var findings: [ReconcileFinding] = []
      var seconds: Double = 0
    }

    func run() throws {
      let started = DispatchTime.now().uptimeNanoseconds
      let session = try Session(options)
      try session.requireMay(.recordOutcomes(RecordOutcomes([])))
      let wanted = try WantedFormat(format)
      let feeMax = try fee(self.feeMax)
      let own = try ownAccount(session, wanted)
      var output = Output()
      let lock = try ReadingLock(besides: session.options.databasePath, account: own.account)
      guard lock.take(waiting: Reconcile.waitSecondsMax) else { throw BankUseFault.beingRead(own.id) }
      defer { lock.release() }
      let digest = try BankFileReading.digest(of: file)
      if let before = try repeated(digest, own, session) {
        output.repeated = true
        (output.lines, output.known) = (before, before)
      } else {
        try take(session, own, wanted, digest, feeMax, &output)
      }
      try countLeft(session, feeMax, &output)
      output.seconds = Double((DispatchTime.now().uptimeNanoseconds - started) / 1_000_000) / 1000
      present(output)
    }

    private func fee(_ text: String) throws -> Money {
      let fee = try notNegative(text)
      guard fee <= KeptFee.most else { throw UsageFault.feeTooLarge(text, max: KeptFee.most) }
      return fee
    }

    /// The one that is named by the option; of several, else, the one that the statement names.
    private func ownAccount(_ session: Session, _ wanted: WantedFormat) throws -> OwnAccount {
      let catalogue = try session.catalogue()
      guard account == nil, catalogue.ownAccounts.count > 1 else { return try catalogue.requireOwnAccount(account) }
      _ = try BankFileReading.digest(of: file)
      let named = try BankFileReading.account(namedIn: file, as: try BankFileReading.format(of: file, as: wanted, catalogue), catalogue)
      guard let own = catalogue.ownAccounts.first(where: { own in named.map(own.isNamed) ?? false }) else {
        return try catalogue.requireOwnAccount(nil)
      }
      return own
    }

    /// The lines of the file where it was read to its end before.
    private func repeated(_ digest: Digest, _ own: OwnAccount, _ session: Session) throws -> Int64? {
      let known = try session.register.bankStatements(digest: digest.bytes).filter { $0.body.account == own.account }
      return known.isEmpty ? nil : known.reduce(0) { $0 + $1.body.lines }
    }

    private func take(
      _ session: Session, _ own: OwnAccount, _ wanted: WantedFormat, _ digest: Digest, _ feeMax: Money, _ output: inout Output
    ) throws {
      let format = try BankFileReading.format(of: file, as: wanted, try session.catalogue())
      let intake = try StatementIntake(session, own, format)
      let results = try ResultIntake(session, own, run: try ofRun.map { try id($0) })
      try BankFileReading.read(file, as: format, try session.catalogue()) { event in
        if case .outcome(let outcome) = event { return try results.take(outcome) }
        if case .finding(let finding) = event, finding.isUnreadable { results.noteUnreadable() }
        try intake.take(event)
      }
      try results.finish()
      try intake.finish()
      (output.matched, output.returned) = (results.paid, results.failed)
      try match(session, feeMax, &output)
      // Only now: whoever is stopped before reads the file again, and what was in is known.
      try intake.record(digest: digest, outcomes: results.rows, hasRefusedOutcomes: !results.findings.isEmpty)
      output.lines = intake.lines + results.rows
      output.known = intake.known + results.known
      output.findings = intake.findings + results.findings + output.findings
    }

    /// Books what matching is sure of, over every line that is open.
    private func match(_ session: Session, _ feeMax: Money, _ output: inout Output) throws {
      var desk = try MatchingDesk(session, feeMax: feeMax)
      let matched = try desk.automatic()
      var progress = ProgressLine(unit: say("笔匹配", "matches"))
      for start in stride(from: 0, to: matched.indices.count, by: BatchWriter.batchMax) {
        let part = (start..<min(start + BatchWriter.batchMax, matched.indices.count)).map { matched[$0] }
        let answers = session.writer.write(
          part.map { proposal in
            Submission(
              Command(
                at: session.now, actor: options.actorID,
                action: .matchLine(MatchLine(proposal.line, parts: proposal.parts, step: proposal.step))))
          })
        for (proposal, answer) in zip(part, answers) {
          switch answer {
          case .accepted:
            if proposal.isReturn { output.returned += 1 } else { output.matched += 1 }
          // Somebody else matched it meanwhile.
          case .rejected(let fault as PayoutFault) where fault == .lineMatched(proposal.line): break
          // An order was paid meanwhile: a person looks at it.
          case .rejected(let fault): output.findings.append(ReconcileFinding(fault, line: 0))
          case .failed(let fault): throw fault
          }
        }
        progress.show(Int64(start + part.count))
      }
      progress.finish()
    }

    /// What the worklist shows from now on.
    private func countLeft(_ session: Session, _ feeMax: Money, _ output: inout Output) throws {
      output.unmatched = try session.register.openBankLineCount()
      guard output.unmatched > 0 else { return }
      let desk = try MatchingDesk(session, feeMax: feeMax)
      guard !desk.matcher.isEmpty else { return }
      try session.register.eachOpenBankLine { line in
        if !desk.suggestions(for: line).isEmpty { output.suggested += 1 }
      }
      output.unmatched -= output.suggested
    }

    private func present(_ output: Output) {
      if options.json { return Terminal.printJSON(output) }
      for finding in output.findings.prefix(20) { Terminal.note("\(finding.code) \(finding.message)") }
      if output.findings.count > 20 { Terminal.note(say("……共 \(output.findings.count) 处", "… \(output.findings.count) findings in all")) }
      if output.repeated, output.matched + output.returned == 0 {
        return Terminal.print(say("这个文件已经读入过,没有变动。", "This file was read before; nothing has changed."))
      }
      let known = output.known > 0 ? say("(其中 \(output.known) 笔早已在账)", " (\(output.known) of them known)") : ""
      Terminal.print(
        say(
          "\(output.lines) 笔\(known):匹配 \(output.matched),退回 \(output.returned);待办 \(output.suggested + output.unmatched) 笔,其中 \(output.suggested) 笔有建议。",
          "\(output.lines) \(output.lines == 1 ? "line" : "lines")\(known): \(output.matched) matched, \(output.returned) returned; \(output.suggested + output.unmatched) left, \(output.suggested) of them with candidates."
        ))
      if output.suggested + output.unmatched > 0 { Terminal.print(say("请看 shanhuo payout worklist。", "See shanhuo payout worklist.")) }
    }
  }
}

extension Proposal {
  /// Whether the line gives something back.
  var isReturn: Bool {
    parts.contains { part in
      switch part.target {
      case .returned: true
      case .run: part.amount > .zero
      default: false
      }
    }
  }
}

/// What `--format` says of a file.
enum WantedFormat: Equatable {
  case auto
  /// A message of ISO 20022 or OFX, whose version is in the file.
  case named(String)
  case exact(StatementFormat)

  private static let named = ["camt.053", "camt.054", "pain.002", "ofx"]

  init(_ text: String) throws {
    switch text {
    case "auto": self = .auto
    case "mt940": self = .exact(.mt940)
    case let text where WantedFormat.named.contains(text): self = .named(text)
    case let text where text.hasPrefix("csv:"): self = .exact(.sheet(String(text.dropFirst(4))))
    case let text where text.hasPrefix("result:"): self = .exact(.result(String(text.dropFirst(7))))
    default:
      throw UsageFault.notAChoice(text, of: ["auto", "camt.053", "camt.054", "pain.002", "mt940", "ofx", "csv:NAME", "result:NAME"])
    }
  }
}

/// A bank's file, read from its beginning in bounded memory.
enum BankFileReading {
  private static func open(_ path: String) throws -> Int32 {
    let descriptor = Foundation.open(path, O_RDONLY)
    guard descriptor >= 0 else { throw UsageFault.cannotRead(path, why: String(cString: strerror(errno))) }
    return descriptor
  }

  private static func source(_ descriptor: Int32) -> ByteSource {
    { count throws(TabularFault) in
      var bytes = [UInt8](repeating: 0, count: count)
      var got = Foundation.read(descriptor, &bytes, count)
      while got < 0 && errno == EINTR { got = Foundation.read(descriptor, &bytes, count) }
      guard got >= 0 else { throw TabularFault(line: 1, column: 0, problem: .cannotRead(String(cString: strerror(errno)))) }
      bytes.removeLast(count - got)
      return bytes
    }
  }

  /// - Throws: for what cannot be read twice: a file is read once for its digest, and once for its lines.
  static func digest(of path: String) throws -> Digest {
    let descriptor = try open(path)
    defer { close(descriptor) }
    var kind = stat()
    if fstat(descriptor, &kind) == 0, kind.st_mode & S_IFMT != S_IFREG {
      throw kind.st_mode & S_IFMT == S_IFDIR ? UsageFault.isAFolder(path) : UsageFault.notAFile(path)
    }
    let read = source(descriptor)
    let hash = SM3.Stream()
    do throws(TabularFault) {
      while case let piece = try read(1 << 18), !piece.isEmpty { hash.add(piece) }
    } catch {
      throw UsageFault.cannotRead(path, why: error.text(.ofProcess))
    }
    return hash.digest()
  }

  static func read(_ path: String, as format: StatementFormat, _ catalogue: CountyCatalogue, into sink: @escaping StatementSink) throws {
    let descriptor = try open(path)
    defer { close(descriptor) }
    try StatementReader(banks: catalogue.banks).read(source(descriptor), as: format, into: sink)
  }

  /// Which account the first statement of a file says it is of; nil where it does not say.
  static func account(namedIn path: String, as format: StatementFormat, _ catalogue: CountyCatalogue) throws -> String? {
    struct Enough: Error { var account: String }
    do {
      try read(path, as: format, catalogue) { event in
        switch event {
        case .statement(let header): throw Enough(account: header.account)
        case .line, .outcome: throw Enough(account: "")
        case .closing, .finding: break
        }
      }
    } catch let enough as Enough {
      return enough.account.isEmpty ? nil : enough.account
    }
    return nil
  }

  /// As told, or as its first bytes tell; a file that says what it is must be what was asked for.
  static func format(of path: String, as wanted: WantedFormat, _ catalogue: CountyCatalogue) throws -> StatementFormat {
    switch wanted {
    case .exact(let format):
      switch format {
      case .sheet(let bank), .result(let bank): _ = try catalogue.requireBank(bank)
      default: break
      }
      return format
    case .auto: return try detected(path, catalogue.banks)
    case .named(let name):
      let found = try detected(path, catalogue.banks)
      guard "\(found)".hasPrefix(name) else { throw UsageFault.notAChoice(name, of: ["\(found)"]) }
      return found
    }
  }

  private static func detected(_ path: String, _ banks: [Bank]) throws -> StatementFormat {
    let descriptor = try open(path)
    defer { close(descriptor) }
    let read = source(descriptor)
    var first: [UInt8] = []
    while first.count < StatementFormat.evidence, case let piece = try read(StatementFormat.evidence - first.count), !piece.isEmpty {
      first += piece
    }
    return try StatementFormat.detect(first, banks: banks)
  }
}
