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
  /// The account's statements, oldest first: each with its newest line.
  private let statements: [(lastLine: BankLine.ID, format: String)]
  private var days: [Day: [Payment: [BankLine]]] = [:]

  private struct Payment: Hashable {
    var fen: Int64
    var bankReference: String
  }

  init(_ register: Register, _ account: ChartAccount.ID, format: StatementFormat, _ statements: [BankStatement]) {
    self.register = register
    self.account = account
    self.format = "\(format)"
    self.statements = statements.sorted { $0.id < $1.id }.map { ($0.lastLine, $0.body.format) }
  }

  /// Whether there is anything to compare with.
  private var areAny: Bool { statements.contains { $0.format != format } }

  /// The line of the books that this one is; it is not given twice.
  func take(_ body: BankLineBody) throws -> BankLine.ID? {
    guard areAny, !body.bankReference.isEmpty else { return nil }
    if days[body.bookedOn] == nil { days[body.bookedOn] = try read(body.bookedOn) }
    let payment = Payment(fen: body.amount.fen, bankReference: body.bankReference)
    guard let index = days[body.bookedOn]![payment]?.firstIndex(where: { $0.body.mayBe(body) }) else { return nil }
    return days[body.bookedOn]![payment]!.remove(at: index).id
  }

  /// A day's lines that came in by statements of other formats.
  private func read(_ day: Day) throws -> [Payment: [BankLine]] {
    var found: [Payment: [BankLine]] = [:]
    guard let last = statements.last?.lastLine else { return found }
    try register.bankLines(of: account, on: day..<day.advanced(by: 1), upTo: last) { line in
      guard !line.body.bankReference.isEmpty, statements.first(where: { $0.lastLine >= line.id })?.format != format else { return }
      found[Payment(fen: line.body.amount.fen, bankReference: line.body.bankReference), default: []].append(line)
    }
    return found
  }
}

extension BankLineBody {
  /// Nothing in them says that they are two: what one of them leaves out, or masks, tells nothing.
  fileprivate func mayBe(_ other: BankLineBody) -> Bool {
    func agree(_ one: String, _ another: String) -> Bool { one.isEmpty || another.isEmpty || one == another }
    let names = [name, other.name].map { $0.filter { !$0.isWhitespace } }
    let isMasked = names.contains { $0.contains("*") || $0.contains("＊") }
    let digests = [accountDigest, other.accountDigest].compactMap { $0 }
    return agree(reference, other.reference) && agree(accountTail, other.accountTail) && (isMasked || agree(names[0], names[1]))
      && (digests.count < 2 || digests[0] == digests[1])
  }
}
