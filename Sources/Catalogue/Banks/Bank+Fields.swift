import Messages

extension Bank {
  /// What `catalog apply` tells one by one where it changed.
  var differingFields: [DifferingField] {
    DifferingField.text("name", name) + [DifferingField("encoding", encoding.name)] + batch.differingFields + statement.differingFields
      + result.differingFields + [DifferingField("assumed", assumed), DifferingField("source", source)]
  }
}

extension BatchMap {
  fileprivate var differingFields: [DifferingField] {
    let words = columns.map { column in "\(column.field.name)=\(column.header)\(column.bytesMax.map { "<=\($0)" } ?? "")" }
    return [
      DifferingField("batch.columns", words.joined(separator: " ")), DifferingField("batch.header", hasHeader),
      DifferingField("batch.amount", "\(unit)"), DifferingField("batch.rows_max", rowsMax), DifferingField("batch.line_end", "\(lineEnd)"),
    ]
  }
}

extension StatementMap {
  fileprivate var differingFields: [DifferingField] {
    columns.map { DifferingField("statement.columns.\($0.field.name)", $0.header) }
      + labels.map { DifferingField("statement.labels.\($0.field.name)", $0.header) }
      + [DifferingField("statement.date", dates.pattern)] + amounts.differingFields("statement")
      + [
        DifferingField("statement.credit", creditWords.joined(separator: " ")),
        DifferingField("statement.debit", debitWords.joined(separator: " ")),
        DifferingField("statement.returns", returnWords.joined(separator: " ")),
      ]
  }
}

extension ResultMap {
  fileprivate var differingFields: [DifferingField] {
    columns.map { DifferingField("result.columns.\($0.field.name)", $0.header) } + amounts.differingFields("result")
      + [
        DifferingField("result.success", successWords.joined(separator: " ")),
        DifferingField("result.failure", failureWords.joined(separator: " ")),
        DifferingField("result.pending", pendingWords.joined(separator: " ")),
      ]
  }
}

extension AmountNotation {
  fileprivate func differingFields(_ section: String) -> [DifferingField] {
    func mark(_ byte: UInt8) -> String { String(Character(Unicode.Scalar(byte))) }
    return [
      DifferingField("\(section).amount", "\(unit)"), DifferingField("\(section).decimal", mark(decimalMark)),
      DifferingField("\(section).thousands", groupMark.map(mark)),
    ]
  }
}
