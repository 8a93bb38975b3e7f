public import Catalogue
import Measures
import Tabular

/// A bank's batch sheet (代发) as delimited text, row by row, by its ``BatchMap``. Equal rows give equal bytes.
public struct BatchSheet {
  private let bank: Bank
  private let encoding: TextEncoding
  private var bytes: [UInt8] = []
  public private(set) var rows: Int64 = 0

  /// - Throws: where the map's own headers are not in the bank's encoding.
  public init(bank: Bank) throws(BankWriteFault) {
    self.bank = bank
    encoding = TextEncoding(bank.encoding.iconvName)
    if bank.batch.hasHeader {
      var cells: [[UInt8]] = []
      for column in bank.batch.columns { cells.append(try encode(column.header, payee: bank.id)) }
      append(cells)
    }
  }

  /// Adds a payment.
  ///
  /// - Throws: where a character is not in the bank's encoding, a field is longer than the bank takes, or the sheet is full. Nothing of
  ///   the row is written then.
  public mutating func write(_ order: BankOrder) throws(BankWriteFault) {
    try order.check()
    guard rows < bank.batch.rowsMax else { throw .tooManyRows(bank: bank.id, limit: bank.batch.rowsMax) }
    var cells: [[UInt8]] = []
    for column in bank.batch.columns {
      let cell = try encode(text(of: column.field, order), payee: order.payeeName)
      if let limit = column.bytesMax, cell.count > limit {
        throw .tooLong(payee: order.payeeName, field: column.header, length: cell.count, limit: Int(limit))
      }
      cells.append(cell)
    }
    rows += 1
    append(cells)
  }

  /// Hands over what was written so far.
  public mutating func take() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }

  private func encode(_ text: String, payee: String) throws(BankWriteFault) -> [UInt8] {
    guard let cell = encoding.encode(text) else {
      throw .unencodable(payee: payee, character: encoding.firstMissing(in: text).map(String.init) ?? text, encoding: bank.encoding.name)
    }
    return cell
  }

  private func text(of field: BatchMap.Field, _ order: BankOrder) -> String {
    switch field {
    case .sequence: "\(rows + 1)"
    case .reference: order.reference
    case .name: order.payeeName
    case .account: order.accountNumber
    case .bankCode: order.bankCode ?? ""
    case .amount: AmountNotation(unit: bank.batch.unit).text(order.amount)
    case .remark: order.remark
    case .residentID: order.residentID ?? ""
    case .empty: ""
    }
  }

  private mutating func append(_ cells: [[UInt8]]) { bytes.appendRow(cells, bank.batch.lineEnd) }
}

extension BankEncoding {
  /// The name by which iconv knows it.
  var iconvName: String {
    switch self {
    case .gb18030: "GB18030"
    case .gbk: "GBK"
    case .gb2312: "GB2312"
    case .utf8: "UTF-8"
    }
  }
}

extension [UInt8] {
  /// Appends encoded cells as delimited text. The second byte of a character in GBK is never a comma, quote or line end.
  mutating func appendRow(_ cells: [[UInt8]], _ lineEnd: BatchMap.LineEnd) {
    for (index, cell) in cells.enumerated() {
      if index > 0 { append(UInt8(ascii: ",")) }
      guard cell.contains(where: { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") }) else {
        append(contentsOf: cell)
        continue
      }
      append(UInt8(ascii: "\""))
      for byte in cell {
        if byte == UInt8(ascii: "\"") { append(byte) }
        append(byte)
      }
      append(UInt8(ascii: "\""))
    }
    if lineEnd == .crlf { append(UInt8(ascii: "\r")) }
    append(UInt8(ascii: "\n"))
  }
}
