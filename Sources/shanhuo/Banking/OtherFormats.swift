import BankFiles
import Catalogue
import Engine
import Ledger
import Measures
import Payouts
import Storage

/// Finds lines that are in the books already, from a file of another format: a notification (camt.054) comes before its statement
/// (camt.053), and a bank offers the same month as a sheet and as MT940.
///
/// Such a line has the day, the amount and the bank's own reference of the one before, and nothing in it says another payee or payment.
/// Each line of the books stands for one line of the file (``LinePairing``); but a batch may be one entry here and its payments there
/// (``BatchPairing``). Where the bank gives no reference of its own, nothing tells.
final class OtherFormats {
  private let register: Register
  private let account: ChartAccount.ID
  private let format: String
  /// Which format lines came in by: after the line of each mark, up to the next.
  private let marks: [(after: BankLine.ID, format: String)]
  private let last: BankLine.ID
  /// Of the days that the file has lines of: what the books have.
  private var days: [Day: Known] = [:]

  private struct Known {
    var lines: [Payment: LinePairing] = [:]
    var batches = BatchPairing()
  }

  private struct Payment: Hashable {
    var fen: Int64
    var bankReference: String

    init(_ body: BankLineBody) { (fen, bankReference) = (body.amount.fen, body.bankReference) }
  }

  /// What a line of the file is.
  enum Place {
    /// A line of the books, which stands for no other line of the file.
    case known(BankLine.ID)
    /// Of several lines of the books it is the sum.
    case knownInParts([BankLine.ID])
    /// The one of this number among its equals; in the books or not, as its key tells.
    case itself(occurrence: Int64)
  }

  /// - Parameters:
  ///   - marks: which the account's files set when they were begun (``ReadingMark``).
  ///   - last: the newest line before this file.
  init(_ register: Register, _ account: ChartAccount.ID, format: StatementFormat, _ marks: [ReadingMark], last: BankLine.ID) {
    self.register = register
    self.account = account
    self.format = "\(format)"
    self.marks = marks.map { ($0.after, $0.format) }
    self.last = last
  }

  /// - Parameters:
  ///   - occurrence: its number among its equals in the file.
  ///   - entryReference: the bank's of the entry of which it is the one detail, where it has another itself.
  ///   - isEntry: it is the whole of an entry, and may be a batch.
  func take(_ body: BankLineBody, occurrence: Int64, entryReference: String, isEntry: Bool) throws -> Place {
    guard body.hasOwnReference, hasOthers else { return .itself(occurrence: occurrence) }
    try readDay(body.bookedOn)
    let answer = days[body.bookedOn]!.lines[Payment(body), default: LinePairing()].pair(body)
    if case .other(let line) = answer { return known(line, on: body.bookedOn) }
    if case .equal(let occurrence) = answer { return .itself(occurrence: occurrence) }
    guard case .new(let occurrence) = answer else { preconditionFailure("an answer is one of three") }
    guard isEntry else { return .itself(occurrence: occurrence) }
    var entry = body
    if !entryReference.isEmpty {
      entry.bankReference = entryReference
      let answer = days[body.bookedOn]!.lines[Payment(entry), default: LinePairing()].pair(entry)
      if case .other(let line) = answer { return known(line, on: body.bookedOn) }
    }
    let parts = days[body.bookedOn]!.batches.parts(of: entry)
    return parts.isEmpty ? .itself(occurrence: occurrence) : .knownInParts(parts)
  }

  private func known(_ line: BankLine.ID, on day: Day) -> Place {
    days[day]!.batches.take(line)
    return .known(line)
  }

  /// The line of the books that is the whole of an entry with several details.
  ///
  /// - Parameter reference: the bank's of the entry.
  func entry(of details: [BankLineBody], reference: String) throws -> BankLine.ID? {
    guard hasOthers, let day = details.first?.bookedOn else { return nil }
    try readDay(day)
    return days[day]!.batches.entry(of: details, reference: reference)
  }

  private var hasOthers: Bool { marks.contains { $0.format != format } }

  private func readDay(_ day: Day) throws {
    guard days[day] == nil else { return }
    var known = Known()
    try register.bankLines(of: account, on: day..<day.advanced(by: 1), upTo: last) { line in
      guard line.body.hasOwnReference else { return }
      let isOther = marks.last { $0.after < line.id }?.format != format
      known.lines[Payment(line.body), default: LinePairing()].add(line, isOtherFormat: isOther)
      known.batches.add(line, isOtherFormat: isOther)
    }
    days[day] = known
  }
}

/// Set when a file is begun, as a statement without lines: so that it is known which format lines came in by, also where the file was never
/// read to its end.
struct ReadingMark {
  var after: BankLine.ID
  var format: String

  private static let prefix = "reading:"

  /// Nil for a statement that was read.
  init?(_ statement: BankStatement) {
    guard statement.body.format.hasPrefix(ReadingMark.prefix) else { return nil }
    after = statement.lastLine
    format = String(statement.body.format.dropFirst(ReadingMark.prefix.count))
  }

  static func body(_ account: ChartAccount.ID, _ format: StatementFormat, on day: Day) -> StatementBody {
    StatementBody(
      account: account, format: prefix + "\(format)", digest: [UInt8](repeating: 0, count: 32), number: "", from: day, through: day,
      opening: nil, closing: nil, lines: 0)
  }
}
