import Catalogue
import Measures
import Tabular

/// A bank's statement as delimited text, by its ``StatementMap``: labels, header, lines in the map's order of columns.
struct SheetWriting: StatementWriting {
  private let bank: Bank
  private let encoding: TextEncoding
  private var bytes: [UInt8] = []
  private var map: StatementMap { bank.statement }

  init(_ bank: Bank) {
    self.bank = bank
    encoding = TextEncoding(bank.encoding.iconvName)
  }

  private func encode(_ text: String, payee: String) throws(BankWriteFault) -> [UInt8] {
    guard let cell = encoding.encode(text) else {
      throw .unencodable(payee: payee, character: encoding.firstMissing(in: text).map(String.init) ?? text, encoding: bank.encoding.name)
    }
    return cell
  }

  private mutating func append(_ cells: [String], payee: String) throws(BankWriteFault) {
    var encoded: [[UInt8]] = []
    for cell in cells { encoded.append(try encode(cell, payee: payee)) }
    bytes.appendRow(encoded, bank.batch.lineEnd)
  }

  mutating func begin(_ header: StatementHeader, closing: Money, on day: Day) throws(BankWriteFault) {
    for label in map.labels {
      let value: String? =
        switch label.field {
        case .account: header.account
        case .currency: header.currency
        case .number: header.number
        case .opening: header.opening.map(map.amounts.text)
        case .closing: map.amounts.text(closing)
        case .from: header.from.map(map.dates.text)
        case .through: header.through.map(map.dates.text)
        }
      if let value, !value.isEmpty { try append([label.header, value], payee: header.account) }
    }
    try append(map.columns.map(\.header), payee: header.account)
  }

  mutating func write(_ line: StatementLine) throws(BankWriteFault) {
    let isToldByWords = !line.returnCode.isEmpty && map.has(.returnCode) || map.returnWords.contains { line.text.contains($0) }
    guard line.isReturn == isToldByWords else {
      throw .cannotCarry(format: bank.id, field: line.isReturn ? "a return that the text does not tell" : "a text that tells of a return")
    }
    try append(map.columns.map { text(of: $0.field, line) }, payee: line.counterpartyName)
  }

  private func text(of field: StatementMap.Field, _ line: StatementLine) -> String {
    let magnitude = Money(fen: Int64(clamping: line.amount.fen.magnitude))
    return switch field {
    case .bookedOn: map.dates.text(line.bookedOn)
    case .valueOn: line.valueOn.map(map.dates.text) ?? ""
    case .amount: map.amounts.text(map.has(.direction) ? magnitude : line.amount)
    case .direction: (line.amount.fen < 0 ? map.debitWords : map.creditWords).first ?? ""
    case .debit: line.amount.fen < 0 ? map.amounts.text(magnitude) : ""
    case .credit: line.amount.fen < 0 ? "" : map.amounts.text(magnitude)
    case .balance: line.runningBalance.map(map.amounts.text) ?? ""
    case .counterpartyName: line.counterpartyName
    case .counterpartyAccount: line.counterpartyAccount
    case .reference: line.reference
    case .batchReference: line.batchReference
    case .text: line.text
    case .serial: line.bankReference
    case .returnCode: line.returnCode
    }
  }

  mutating func finish() throws(BankWriteFault) {}

  mutating func take() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }
}
