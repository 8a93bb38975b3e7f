import Catalogue
import Measures
import Tabular

/// A statement as delimited text, by a bank's ``StatementMap``.
struct StatementSheet {
  let bank: Bank
  let output: EventOutput
  private var rows: MappedRows<StatementMap.Field>
  private var map: StatementMap { bank.statement }
  private var closing: (amount: Money, place: FilePlace)?

  init(_ reader: CSVReader, bank: Bank, output: EventOutput) {
    self.bank = bank
    self.output = output
    rows = MappedRows(reader, columns: bank.statement.columns)
  }

  mutating func read() throws {
    let above = try rows.readHeader(bank: bank.id)
    try begin(above)
    while let row = try rows.next() {
      let place = rows.place
      switch row {
      case .broken(let problem): try output.find(problem, at: place)
      case .row:
        switch readingField({ () throws(FieldProblem) in try line(at: place) }) {
        case .success(let line): try output.line(line)
        case .failure(let problem): try output.find(.unreadable(problem), at: place)
        }
      }
    }
    if let closing { try output.close(closing.amount, on: nil, at: closing.place) }
  }

  // MARK: Labels

  /// What is wrong with a label stops: the lines would be an unknown account's.
  private mutating func begin(_ above: [[String]]) throws {
    var header = StatementHeader(place: rows.place)
    let place = rows.place
    func required<Value>(_ body: () throws(FieldProblem) -> Value) throws(BankFileFault) -> Value {
      do { return try body() } catch { throw BankFileFault(.field(error), at: place) }
    }
    for cells in above {
      for (cell, value) in zip(cells, cells.dropFirst()) where !value.isEmpty {
        let name = cell.last == ":" || cell.last == "：" ? String(cell.dropLast()) : cell
        guard let label = map.labels.first(where: { $0.header == name }) else { continue }
        switch label.field {
        case .account: header.account = value
        case .currency: try required { () throws(FieldProblem) in try FieldProblem.requireCNY(value) }
        case .number: header.number = value
        case .opening: header.opening = try required { () throws(FieldProblem) in try map.amounts.money(value.utf8, field: name) }
        case .closing:
          closing = (try required { () throws(FieldProblem) in try map.amounts.money(value.utf8, field: name) }, place)
        case .from: header.from = try required { () throws(FieldProblem) in try day(value, name) }
        case .through: header.through = try required { () throws(FieldProblem) in try day(value, name) }
        }
      }
    }
    try output.begin(header)
  }

  private func day(_ text: String, _ field: String) throws(FieldProblem) -> Day {
    guard let day = map.dates.day(Array(text.utf8)) else { throw .notADay(field: field, value: FieldProblem.shown(text)) }
    return day
  }

  // MARK: Lines

  private func line(at place: FilePlace) throws(FieldProblem) -> StatementLine {
    guard let bookedOn = try rows.day(.bookedOn, map.dates) else { throw .missing(field: rows.header(.bookedOn)) }
    let text = rows.string(.text)
    let code = rows.string(.returnCode)
    return StatementLine(
      place: place, bookedOn: bookedOn, valueOn: try rows.day(.valueOn, map.dates), amount: try signedAmount(),
      bankReference: rows.string(.serial), reference: rows.string(.reference), batchReference: rows.string(.batchReference),
      counterpartyName: rows.string(.counterpartyName), counterpartyAccount: rows.string(.counterpartyAccount), text: text,
      returnCode: code,
      isReturn: !code.isEmpty || map.returnWords.contains { text.contains($0) }, runningBalance: try rows.amount(.balance, map.amounts))
  }

  private func signedAmount() throws(FieldProblem) -> Money {
    guard !map.has(.amount) else {
      guard let amount = try rows.amount(.amount, map.amounts) else { throw .missing(field: rows.header(.amount)) }
      return map.has(.direction) ? try directed(amount) : amount
    }
    // In the column of the other side stands nothing, or a zero.
    let debit = try rows.amount(.debit, map.amounts) ?? .zero
    let credit = try rows.amount(.credit, map.amounts) ?? .zero
    if debit == .zero, rows.string(.credit).isEmpty, rows.string(.debit).isEmpty {
      throw .missing(field: "\(rows.header(.credit))/\(rows.header(.debit))")
    }
    guard debit == .zero || credit == .zero else { throw .inAndOut(value: "\(credit)/\(debit)") }
    return credit == .zero ? Money(fen: -debit.fen) : credit
  }

  private func directed(_ amount: Money) throws(FieldProblem) -> Money {
    let word = rows.string(.direction)
    if map.creditWords.contains(word) { return amount }
    if map.debitWords.contains(word) { return Money(fen: -amount.fen) }
    throw .unknownWord(field: rows.header(.direction), value: FieldProblem.shown(word), known: map.creditWords + map.debitWords)
  }
}
