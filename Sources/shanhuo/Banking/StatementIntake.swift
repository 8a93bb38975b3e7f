import BankFiles
import Catalogue
import Engine
import Ledger
import Measures
import Messages
import Payouts
import Sealing
import Storage
import Tabular
import WireFormat

/// Takes the lines of one file into the books, in batches, each under a key made of what it says and its occurrence among its equals.
///
/// Equal lines of one file are told apart by their number in it. A statement that begins where the last recorded one ended goes on
/// counting from the lines that were known then; any other counts from one, so that what overlaps comes in once.
final class StatementIntake {
  private let session: Session
  private let own: OwnAccount
  private let key: VaultKey
  private let format: StatementFormat
  private let others: OtherFormats
  private let closedThrough: Day?
  /// Lines that wait for the end of their entry.
  private var entry: [StatementLine] = []
  private var group: [Submission] = []
  private var places: [FilePlace] = []
  /// The books know that a file of this format was begun.
  private var isMarked = false
  private var progress = ProgressLine(unit: say("笔", "lines"))
  private(set) var lines: Int64 = 0
  private(set) var known: Int64 = 0
  /// Lines that the books refused, such as one of tomorrow, or that could not be read.
  private(set) var refused: Int64 = 0
  /// Lines that came in before in another format, and those of days that are closed: the first of them, and how many.
  private var again: (first: BankLine.ID, place: FilePlace, count: Int64)?
  private var late: (first: Day, place: FilePlace, count: Int64)?
  private(set) var findings: [ReconcileFinding] = []

  /// The statement that is being read, and those that are done.
  private var current: Reading?
  private var done: [Reading] = []

  private struct Reading {
    var header: StatementHeader
    var closing: Money?
    var first: Day?
    var last: Day?
    var lines: Int64 = 0
    /// Equal lines so far, by what they say.
    var seen: [ContentKey: Int64] = [:]
    /// Where it follows the last one: how many of each were known then.
    var before: KnownLines?
  }

  init(_ session: Session, _ own: OwnAccount, _ format: StatementFormat) throws {
    self.session = session
    self.own = own
    self.format = format
    key = try session.vaultKey()
    closedThrough = try session.register.bookState().closedThrough
    let marks = try session.register.bankStatements(of: own.account).sorted { $0.id < $1.id }.compactMap(ReadingMark.init)
    others = OtherFormats(session.register, own.account, format: format, marks, last: try session.register.newestBankLine())
  }

  // MARK: Events

  func take(_ event: StatementEvent) throws {
    if case .line(let line) = event {
      // The details of an entry come one after the other, from one place.
      if let first = entry.first, first.place != line.place { try addEntry() }
      return entry.append(line)
    }
    try addEntry()
    switch event {
    case .statement(let header): try begin(header)
    case .line: break
    case .closing(let balance, _): current?.closing = balance
    case .finding(let finding):
      if finding.isUnreadable { refused += 1 }
      findings.append(ReconcileFinding(finding))
    case .outcome: break
    }
  }

  private func begin(_ header: StatementHeader) throws {
    guard header.account.isEmpty || own.isNamed(header.account) else {
      throw BankUseFault.otherAccount(
        found: StatementIntake.shown(header.account, besides: own), own: own.id, linesIn: lines - refused - Int64(group.count))
    }
    let previous = current
    finishReading()
    var reading = Reading(header: header)
    let isAgain = !header.number.isEmpty && done.contains { $0.header.number == header.number }
    if let previous, !isAgain, let opening = header.opening, opening == previous.closing {
      // The next page of the same file: what it says again is another line.
      (reading.seen, reading.before) = (previous.seen, previous.before)
    } else if !isAgain {
      let known = try StatementIntake.statementsProper(session, own)
      let follows = try StatementSequence.follows(header.beginning, known.map(\.body)) { day in
        try session.register.bankLinesSum(of: own.account, on: day...day)
      }
      if follows, let last = known.first {
        reading.before = KnownLines(session.register, own.account, upTo: last.lastLine)
      }
    }
    current = reading
  }

  /// The last four characters; where ours has the same, how it differs as well.
  private static func shown(_ account: String, besides own: OwnAccount) -> String {
    let tail = String(account.suffix(4))
    guard own.number.hasSuffix(tail) else { return tail }
    func masked(_ number: String) -> String { "\(number.prefix(4))…\(number.suffix(4))" }
    return say(
      "\(masked(account))(\(account.count) 位;本账户 \(masked(own.number)),\(own.number.count) 位)",
      "\(masked(account)) of \(account.count) characters (ours: \(masked(own.number)), \(own.number.count))")
  }

  /// Without the marks of files that were begun, and without result files, which are recorded so that they come in once.
  private static func statementsProper(_ session: Session, _ own: OwnAccount) throws -> [BankStatement] {
    try session.register.bankStatements(of: own.account).filter { !StatementIntake.isResult($0.body.format) && ReadingMark($0) == nil }
  }

  private static func isResult(_ format: String) -> Bool {
    format.hasPrefix("result:") || format.hasPrefix("pain.002") || format.hasPrefix(AcceptedMark.prefix)
  }

  /// What waited: a line, or all the details of one entry.
  private func addEntry() throws {
    defer { entry.removeAll(keepingCapacity: true) }
    guard let first = entry.first else { return }
    guard entry.count > 1 else { return try add(first, isEntry: true) }
    let reference = first.entryReference.isEmpty ? first.bankReference : first.entryReference
    guard let before = try others.entry(of: entry.map(body), reference: reference) else {
      return try entry.forEach { try add($0, isEntry: false) }
    }
    entry.forEach(count)
    known += Int64(entry.count)
    findings.append(ReconcileFinding(IntakeNote.knownAsBatch(before, Int64(entry.count)), line: first.place.line))
  }

  private func count(_ line: StatementLine) {
    if current == nil { current = Reading(header: StatementHeader()) }
    current!.lines += 1
    current!.first = min(current!.first ?? line.bookedOn, line.bookedOn)
    current!.last = max(current!.last ?? line.bookedOn, line.bookedOn)
    lines += 1
  }

  private func add(_ line: StatementLine, isEntry: Bool) throws {
    count(line)
    var body = self.body(of: line)
    let content = ContentKey(body)
    let count = (current!.seen[content] ?? 0) + 1
    current!.seen[content] = count
    // What bears the bank's own reference is the same line where all of it is the same, however statements follow each other.
    let before = body.hasOwnReference ? 0 : try current!.before?.count(of: content, on: line.bookedOn) ?? 0
    let place = try others.take(body, occurrence: count + before, entryReference: line.entryReference, isEntry: isEntry)
    switch place {
    case .knownInParts(let parts):
      known += 1
      findings.append(ReconcileFinding(IntakeNote.knownInParts(body.amount, parts), line: line.place.line))
      return
    case .known(let before):
      known += 1
      again = again.map { ($0.first, $0.place, $0.count + 1) } ?? (before, line.place, 1)
      return
    case .itself(let occurrence): body.occurrence = occurrence
    }
    let name = content.hex + "/\(body.occurrence)"
    group.append(
      Submission(Command(at: session.now, actor: session.options.actorID, key: name, action: .enterBankLine(EnterBankLine(body)))))
    places.append(line.place)
    if group.count == BatchWriter.batchMax { try flush() }
  }

  private func body(of line: StatementLine) -> BankLineBody {
    let (digest, tail) = AccountDigest.read(line.counterpartyAccount, key)
    let text = [line.text, line.returnText].filter { !$0.isEmpty }.joined(separator: " ")
    return BankLineBody(
      account: own.account, bookedOn: line.bookedOn, valueOn: line.valueOn, amount: line.amount, reference: line.reference.onOneLine,
      batchReference: line.batchReference.onOneLine, bankReference: line.bankReference.onOneLine, name: line.counterpartyName.onOneLine,
      accountDigest: digest, accountTail: tail, text: text.onOneLine, returnCode: line.returnCode.onOneLine, isReturn: line.isReturn)
  }

  // MARK: Writing

  private func flush() throws {
    guard !group.isEmpty else { return }
    if !isMarked {
      _ = try session.submit(.recordStatement(RecordStatement(ReadingMark.body(own.account, format, on: session.now.day))))
      isMarked = true
    }
    let answers = session.writer.write(group)
    for (index, answer) in answers.enumerated() {
      let place = places[index]
      switch answer {
      case .accepted(_, let repeated): if repeated { known += 1 } else { note(group[index].command, place) }
      case .rejected(let fault):
        refused += 1
        findings.append(ReconcileFinding(fault, line: place.line))
      case .failed(let fault): throw fault
      }
    }
    group.removeAll(keepingCapacity: true)
    places.removeAll(keepingCapacity: true)
    progress.show(lines)
  }

  /// A line of a day that is closed is posted on the next one that is open.
  private func note(_ command: Command, _ place: FilePlace) {
    guard let closedThrough, case .enterBankLine(let body) = command.action, body.line.bookedOn <= closedThrough else { return }
    late = late.map { ($0.first, $0.place, $0.count + 1) } ?? (body.line.bookedOn, place, 1)
  }

  private func finishReading() {
    if let current { done.append(current) }
    current = nil
  }

  /// Enters what is left.
  func finish() throws {
    try addEntry()
    finishReading()
    try flush()
    progress.finish()
    if let again { findings.append(ReconcileFinding(IntakeNote.knownOtherwise(again.first, again.count), line: again.place.line)) }
    if let late, let closedThrough {
      findings.append(ReconcileFinding(IntakeNote.closed(late.first, late.count, through: closedThrough), line: late.place.line))
    }
  }

  /// Records the statements, so that the same file changes nothing when it comes again; where something was refused or could not be read,
  /// the file is not recorded and can be read again. The last step: who is stopped before it reads the file once more.
  ///
  /// - Parameter outcomes: of a result file, which has no statement.
  func record(digest: Digest, outcomes: Int64, hasRefusedOutcomes: Bool) throws {
    if done.isEmpty { done = [Reading(header: StatementHeader())] }
    // What was refused may be taken when its reason is gone: then the file must not be one that was read to its end.
    let isWhole = refused == 0 && !hasRefusedOutcomes
    let known = try StatementIntake.statementsProper(session, own)
    var submissions: [Submission] = []
    for (index, reading) in done.enumerated() {
      let body = StatementBody(
        account: own.account, format: "\(format)", digest: digest.bytes, number: reading.header.number.onOneLine,
        from: reading.header.from ?? reading.first ?? session.now.day,
        through: max(reading.header.through ?? reading.last ?? session.now.day, reading.header.from ?? reading.first ?? session.now.day),
        opening: reading.header.opening, closing: reading.closing, lines: reading.lines + outcomes)
      let earlier = index > 0 ? done[index - 1].closing : nil
      if !StatementIntake.isResult(body.format) {
        findings += ReconcileFinding.continuity(of: body, at: reading.header.place, among: known, justBefore: earlier)
      }
      submissions.append(
        Submission(
          Command(
            at: session.now, actor: session.options.actorID, key: Array(digest.bytes.prefix(16)).hex + "/\(index + 1)",
            action: .recordStatement(RecordStatement(body)))))
    }
    try compareWithBooks(known)
    guard isWhole else { return }
    for answer in session.writer.write(submissions) { _ = try answer.get() }
  }

  /// The last statement's closing balance must be what the account's first opening balance and all lines in the books come to; if not,
  /// something is missing, or in twice.
  private func compareWithBooks(_ known: [BankStatement]) throws {
    guard let last = done.last, let closing = last.closing, last.lines > 0 else { return }
    let through = last.header.through ?? last.last ?? session.now.day
    // Of an older statement nobody can tell which lines of its last day are later ones.
    guard !known.contains(where: { $0.body.through > through }) else { return }
    let first = known.filter { $0.body.opening != nil }.min { ($0.body.from, $0.id) < ($1.body.from, $1.id) }
    let begin = first.map { ($0.body.opening, $0.body.from) } ?? (done[0].header.opening, done[0].header.from ?? done[0].first ?? through)
    guard let opening = begin.0 else { return }
    let sum = try session.register.bankLinesSum(of: own.account, on: begin.1...through)
    let books = try opening + sum
    if books != closing {
      findings.append(ReconcileFinding(StatementGap.books(books, closing: closing), line: last.header.place.line))
    }
  }
}

/// How many lines of each content were known when the last statement was recorded; read from the day on that is asked for.
private final class KnownLines {
  private let register: Register
  private let account: ChartAccount.ID
  private let last: BankLine.ID
  private var from: Day?
  private var counts: [ContentKey: Int64] = [:]

  init(_ register: Register, _ account: ChartAccount.ID, upTo last: BankLine.ID) {
    self.register = register
    self.account = account
    self.last = last
  }

  func count(of content: ContentKey, on day: Day) throws -> Int64 {
    if from.map({ day < $0 }) ?? true {
      let end = from ?? Day(number: Int32.max)
      try register.bankLines(of: account, on: day..<end, upTo: last) { line in
        counts[ContentKey(ofAny: line.body), default: 0] += 1
      }
      from = day
    }
    return counts[content] ?? 0
  }
}

extension StatementHeader {
  /// The day of the opening balance is the first one, or the one before.
  fileprivate var beginning: StatementSequence.Beginning { StatementSequence.Beginning(opening: opening, on: from ?? openingOn) }
}

extension String {
  /// Without line breaks and other control characters.
  var onOneLine: String {
    guard unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else { return self }
    return String(String.UnicodeScalarView(unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
  }
}
