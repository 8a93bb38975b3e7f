import Engine
import Ledger
import Measures
import Ordering
import Storage
import Tabular
import WireFormat

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
  var fields: [String: FieldView]

  private enum CodingKeys: CodingKey { case command, batch, at, actor, action, key, subjects, fields }

  private var instant: Instant

  var minute: String { instant.minute }

  /// The body in a line of words.
  let summary: String

  /// - Parameter unit: in what a lot is stocked.
  init(_ command: Command, _ outcome: Outcome, number: Int64, batch: Int64, unit: (Lot.ID) throws -> StockUnit) throws {
    self.command = number
    self.batch = batch
    instant = command.at
    at = command.at.description
    actor = command.actor
    action = command.action.name
    key = command.key
    var stocked: StockUnit?
    if case .adjustLot(let body) = command.action { stocked = try unit(body.lot) }
    fields = FieldView.all(command.action.fields, stocked: stocked)
    summary = LogWords(stocked: stocked, language: .ofProcess).words(for: command.action, about: outcome.subjects)
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
        let log = try LogEntry(command, entry.outcome, number: batch.firstCommand + Int64(index), batch: number) { lot in
          try register.lot(lot)?.unit ?? .grams
        }
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
    case .payoutRun(let id): [id.description]
    case .payout(let id): [id.description]
    case .bankLine(let id): [id.description]
    case .runs(let ids): ids.map(\.description)
    case .transfers(let first, let count): [count == 1 ? "\(first)" : "\(first)…\(first.number + count - 1)"]
    case .passed(let orders, let lots, let holds):
      orders.map(\.description) + lots.map(\.description) + holds.map(\.description)
    }
  }
}
