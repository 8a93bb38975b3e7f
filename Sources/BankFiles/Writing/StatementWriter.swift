public import Catalogue
public import Measures

/// Writes a statement line by line, for tests and samples: what ``StatementReader`` reads of it is what was written, where the format can
/// carry it.
///
/// What a format cannot carry, by its nature:
/// - camt.053: running balances; a text beside return information without `isReturn`.
/// - MT940: the period; a missing value date (it comes back as the booking date); running balances; a bank reference beyond 16 characters.
/// - OFX 2: opening balance and number; batch references; returns; running balances; a missing bank reference (lines are numbered).
/// - A bank's sheet: the opening day, and whatever the map has no column or label for; returns are told by words of the text.
///
/// Texts have no blanks around them in any format.
public struct StatementWriter {
  public enum Format: Sendable {
    /// camt.053.001.08.
    case camt053
    case mt940
    case ofx2
    case sheet(Bank)
  }

  private var writing: any StatementWriting

  /// Begins the file.
  ///
  /// - Parameters:
  ///   - closing: stands in front of the lines in some formats, so it is told beforehand.
  ///   - day: that of the closing balance.
  public init(_ format: Format, _ header: StatementHeader, closing: Money, on day: Day) throws(BankWriteFault) {
    writing =
      switch format {
      case .camt053: CamtWriting()
      case .mt940: MT940Writing()
      case .ofx2: OFXWriting()
      case .sheet(let bank): SheetWriting(bank)
      }
    guard header.currency == "CNY" else { throw .cannotCarry(format: "CNY", field: header.currency) }
    for text in [header.account, header.number] where !text.isPlain { throw .controlCharacter(payee: text, field: "header") }
    try writing.begin(header, closing: closing, on: day)
  }

  /// Adds a line; nothing of it is written where it throws.
  public mutating func write(_ line: StatementLine) throws(BankWriteFault) {
    let texts = [
      line.bankReference, line.reference, line.batchReference, line.counterpartyName, line.counterpartyAccount, line.text, line.returnCode,
      line.returnText,
    ]
    for text in texts where !text.isPlain { throw .controlCharacter(payee: line.counterpartyName, field: text) }
    try writing.write(line)
  }

  /// Ends the file.
  public mutating func finish() throws(BankWriteFault) { try writing.finish() }

  /// Hands over what was written so far.
  public mutating func take() -> [UInt8] { writing.take() }
}

/// How one format writes a statement.
protocol StatementWriting {
  mutating func begin(_ header: StatementHeader, closing: Money, on day: Day) throws(BankWriteFault)
  mutating func write(_ line: StatementLine) throws(BankWriteFault)
  mutating func finish() throws(BankWriteFault)
  mutating func take() -> [UInt8]
}

extension StatementLine {
  /// - Throws: where a text is longer than its format takes, in characters.
  func limit(_ text: String, _ field: String, to limit: Int) throws(BankWriteFault) {
    let length = text.unicodeScalars.count
    guard length <= limit else { throw .tooLong(payee: counterpartyName, field: field, length: length, limit: limit) }
  }
}
