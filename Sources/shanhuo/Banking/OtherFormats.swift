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
/// Each line of the books stands for one line of the file. Where the bank gives no reference of its own, nothing tells.
final class OtherFormats {
  private let register: Register
  private let account: ChartAccount.ID
  private let format: String
  /// Which format lines came in by: after the line of each mark, up to the next.
  private let marks: [(after: BankLine.ID, format: String)]
  private let last: BankLine.ID
  private var days: [Day: KnownDay] = [:]

  fileprivate struct Payment: Hashable {
    var fen: Int64
    var bankReference: String
  }

  /// What the books have of a day.
  fileprivate struct KnownDay {
    /// How often each content is there, by whatever file.
    var contents: [ContentKey: Int64] = [:]
    /// By a file of another format, and not given yet.
    var others: [Payment: [BankLine]] = [:]
    /// How many of a content were given to lines of another.
    var given: [ContentKey: Int64] = [:]
  }

  /// What a line of the file is.
  enum Place {
    /// A line of the books, which stands for no other line of the file.
    case known(BankLine.ID)
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
  ///   - content: what it says, its occurrence left out.
  ///   - occurrence: its number among its equals in the file.
  func take(_ body: BankLineBody, _ content: ContentKey, occurrence: Int64) throws -> Place {
    guard body.hasOwnReference, marks.contains(where: { $0.format != format }) else { return .itself(occurrence: occurrence) }
    if days[body.bookedOn] == nil { days[body.bookedOn] = try read(body.bookedOn) }
    return days[body.bookedOn]!.take(body, content, occurrence: occurrence)
  }

  private func read(_ day: Day) throws -> KnownDay {
    var known = KnownDay()
    try register.bankLines(of: account, on: day..<day.advanced(by: 1), upTo: last) { line in
      let body = line.body
      known.contents[ContentKey(ofAny: body), default: 0] += 1
      guard body.hasOwnReference, marks.last(where: { $0.after < line.id })?.format != format else { return }
      known.others[Payment(fen: body.amount.fen, bankReference: body.bankReference), default: []].append(line)
    }
    return known
  }
}

extension OtherFormats.KnownDay {
  fileprivate mutating func take(_ body: BankLineBody, _ content: ContentKey, occurrence: Int64) -> OtherFormats.Place {
    // Those that stand for another line already do not stand for this one.
    let occurrence = occurrence + given[content, default: 0]
    let payment = OtherFormats.Payment(fen: body.amount.fen, bankReference: body.bankReference)
    let isKnown = contents[content, default: 0] >= occurrence
    let found = others[payment]?.firstIndex { isKnown ? ContentKey(ofAny: $0.body) == content : $0.body.mayBeTheSame(as: body) }
    guard let found else { return .itself(occurrence: occurrence) }
    let line = others[payment]!.remove(at: found)
    // The very line, by another file: it is known by its key, and no other line of this file is it.
    if isKnown { return .itself(occurrence: occurrence) }
    given[ContentKey(ofAny: line.body), default: 0] += 1
    return .known(line.id)
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
