import Catalogue
public import Engine
public import Ledger
import Measures
import Messages
public import Payouts
import WireFormat

// MARK: - Saving

extension SQLiteStore {
  func save(_ line: BankLine) throws(StoreFault) {
    let body = line.body
    try statement(
      """
      INSERT INTO bank_lines (county, number, account, booked_on, value_on, amount_fen, reference, batch_reference, bank_reference, name,
        account_digest, account_tail, text, return_code, is_return, occurrence, arrival, match, for_people)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (county, number) DO UPDATE SET match = excluded.match, for_people = excluded.for_people
      """
    ).bind(county).bind(line.id.number).bind(body.account).bind(Int64(body.bookedOn.number)).bind(body.valueOn.map { Int64($0.number) })
      .bind(body.amount.fen).bind(body.reference).bind(body.batchReference).bind(body.bankReference).bind(body.name)
      .bind(body.accountDigest).bind(body.accountTail).bind(body.text).bind(body.returnCode).bind(body.isReturn).bind(body.occurrence)
      .bind(line.arrival.number).bind(line.match?.wireBytes).bind(line.isForPeople).run()
  }

  func save(_ statement: BankStatement) throws(StoreFault) {
    let body = statement.body
    try self.statement(
      """
      INSERT INTO statements (county, number, account, format, digest, bank_number, from_day, through_day, opening_fen, closing_fen, lines,
        last_line, actor, at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """
    ).bind(county).bind(statement.id.number).bind(body.account).bind(body.format).bind(body.digest).bind(body.number)
      .bind(Int64(body.from.number)).bind(Int64(body.through.number)).bind(body.opening?.fen).bind(body.closing?.fen).bind(body.lines)
      .bind(statement.lastLine.number).bind(statement.actor).bind(statement.at.milliseconds).run()
  }
}

// MARK: - Reading

extension SQLiteStore {
  public func bankLines(_ ids: [BankLine.ID]) throws(StoreFault) -> [BankLine] {
    try read("SELECT \(BankLine.columns) FROM bank_lines WHERE county = ? AND number = ?", ids.map(\.number)) {
      statement throws(StoreFault) in try BankLine(row: statement)
    }
  }
}

// MARK: - Rows

extension BankLine {
  static let columns = """
    number, account, booked_on, value_on, amount_fen, reference, batch_reference, bank_reference, name, account_digest, account_tail, text,
    return_code, is_return, occurrence, arrival, match, for_people
    """

  init(row: Statement) throws(StoreFault) {
    var match: LineMatch?
    if let bytes = row.optionalBlob(16) {
      do { match = try LineMatch(wireBytes: bytes) } catch { throw .damaged("the match of BL-\(row.int(0)): \(error.text.en)") }
    }
    self.init(
      id: ID(number: row.int(0)),
      body: BankLineBody(
        account: row.text(1), bookedOn: try row.day(2), valueOn: try row.optionalDay(3), amount: Money(fen: row.int(4)),
        reference: row.text(5), batchReference: row.text(6), bankReference: row.text(7), name: row.text(8),
        accountDigest: row.optionalBlob(9), accountTail: row.text(10), text: row.text(11), returnCode: row.text(12),
        isReturn: try row.bool(13), occurrence: row.int(14)), arrival: Transfer.ID(number: row.int(15)), match: match,
      isForPeople: try row.bool(17))
  }
}

extension BankStatement {
  static let columns = """
    number, account, format, digest, bank_number, from_day, through_day, opening_fen, closing_fen, lines, last_line, actor, at
    """

  init(row: Statement) throws(StoreFault) {
    self.init(
      id: ID(number: row.int(0)),
      body: StatementBody(
        account: row.text(1), format: row.text(2), digest: row.blob(3), number: row.text(4), from: try row.day(5), through: try row.day(6),
        opening: row.optionalInt(7).map { Money(fen: $0) }, closing: row.optionalInt(8).map { Money(fen: $0) }, lines: row.int(9)),
      lastLine: BankLine.ID(number: row.int(10)), actor: row.text(11), at: row.instant(12))
  }
}
