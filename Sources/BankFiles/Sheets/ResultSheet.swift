import Catalogue
import Measures
import Tabular

/// What a bank answers to a batch (回盘) as delimited text, by its ``ResultMap``.
struct ResultSheet {
  let bank: Bank
  let output: EventOutput
  private var rows: MappedRows<ResultMap.Field>
  private var map: ResultMap { bank.result }

  init(_ reader: CSVReader, bank: Bank, output: EventOutput) {
    self.bank = bank
    self.output = output
    rows = MappedRows(reader, columns: bank.result.columns)
  }

  mutating func read() throws {
    _ = try rows.readHeader(bank: bank.id)
    while let row = try rows.next() {
      let place = rows.place
      switch row {
      case .broken(let problem): try output.find(problem, at: place)
      case .row:
        switch readingField({ () throws(FieldProblem) in try outcome(at: place) }) {
        case .success(let outcome): try output.outcome(outcome)
        case .failure(let problem): try output.find(.unreadable(problem), at: place)
        }
      }
    }
  }

  private func outcome(at place: FilePlace) throws(FieldProblem) -> PaymentOutcome {
    PaymentOutcome(
      place: place, reference: rows.string(.reference), batchReference: rows.string(.batchReference), sequence: try sequence(),
      name: rows.string(.name), account: rows.string(.account), amount: try rows.amount(.amount, map.amounts), status: try status(),
      code: rows.string(.code), reason: rows.string(.reason))
  }

  private func sequence() throws(FieldProblem) -> Int64? {
    let text = rows.string(.sequence)
    guard !text.isEmpty else { return nil }
    guard let number = Int64(text), number > 0 else { throw .malformed(field: rows.header(.sequence), value: FieldProblem.shown(text)) }
    return number
  }

  private func status() throws(FieldProblem) -> PaymentOutcome.Status {
    let word = rows.string(.outcome)
    if map.successWords.contains(word) { return .settled }
    if map.failureWords.contains(word) { return .rejected }
    if map.pendingWords.contains(word) { return .pending }
    throw .unknownWord(
      field: rows.header(.outcome), value: FieldProblem.shown(word), known: map.successWords + map.failureWords + map.pendingWords)
  }
}
