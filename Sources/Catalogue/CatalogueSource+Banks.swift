import Messages

// How `Catalog/banks/` is read and checked, one bank a file, and our own accounts there.

extension CatalogueSource {
  func readBank(_ mapping: YAMLMapping) -> Bank {
    let names = BankEncoding.allCases.map(\.name).joined(separator: ", ")
    return Bank(
      id: mapping.string("id"), name: mapping.text("name"),
      encoding: mapping.parsed("encoding", as: Text(zh: "编码(\(names))", en: "an encoding (\(names))"), or: .gb18030) { text in
        BankEncoding.allCases.first { $0.name == text }
      },
      batch: readBatch(mapping), statement: readStatement(mapping), result: readResult(mapping),
      assumed: mapping.parsed("assumed", as: Text(zh: "true 或 false", en: "true or false"), or: true) { Bool($0) },
      source: mapping.string("source"))
  }

  // MARK: Sections

  private func readBatch(_ bank: YAMLMapping) -> BatchMap {
    guard let mapping = bank.mapping("batch") else { return BatchMap(columns: [], rowsMax: 1) }
    defer { mapping.finish() }
    let columns = mapping.mappings("columns").compactMap(readBatchColumn)
    checkUnique(columns.map(\.field.name).filter { $0 != BatchMap.Field.empty.name } + columns.map(\.header), "columns", mapping)
    for field in BatchMap.required where !columns.contains(where: { $0.field == field }) {
      mapping.report(.missingKey(field.name), at: "columns")
    }
    return BatchMap(
      columns: columns, hasHeader: mapping.optional("header", as: Text(zh: "true 或 false", en: "true or false")) { Bool($0) } ?? true,
      unit: mapping.named("amount", Text(zh: "金额单位", en: "a unit of amounts"), or: .yuan, optional: true),
      rowsMax: mapping.positive("rows_max"),
      lineEnd: mapping.named("line_end", Text(zh: "换行", en: "a line end"), or: .crlf, optional: true))
  }

  private func readBatchColumn(_ mapping: YAMLMapping) -> BatchMap.Column? {
    defer { mapping.finish() }
    let names = BatchMap.Field.allCases.map(\.name).joined(separator: ", ")
    let field = mapping.parsed("field", as: Text(zh: "字段(\(names))", en: "a field (\(names))"), or: BatchMap.Field?.none) { text in
      BatchMap.Field.allCases.first { $0.name == text }.map { $0 }
    }
    let header = mapping.string("header")
    let bytesMax = mapping.has("bytes_max") ? mapping.positive("bytes_max") : nil
    return field.map { BatchMap.Column($0, header: header, bytesMax: bytesMax) }
  }

  private func readStatement(_ bank: YAMLMapping) -> StatementMap {
    guard let mapping = bank.mapping("statement") else { return StatementMap(columns: [], dates: .iso) }
    defer { mapping.finish() }
    let map = StatementMap(
      columns: readHeaderNames(StatementMap.Field.self, \.name, "columns", mapping),
      labels: mapping.has("labels") ? readHeaderNames(StatementMap.Label.self, \.name, "labels", mapping) : [],
      dates: mapping.parsed("date", as: Text(zh: "日期格式(如 yyyy-MM-dd)", en: "a form of date such as yyyy-MM-dd"), or: .iso) {
        DatePattern($0)
      },
      amounts: readNotation(mapping), creditWords: readWords("credit", mapping), debitWords: readWords("debit", mapping),
      returnWords: readWords("returns", mapping))
    if !map.has(.bookedOn) { mapping.report(.missingKey(StatementMap.Field.bookedOn.name), at: "columns") }
    if !map.tellsAmountsOneWay { mapping.report(.amountColumns, at: "columns") }
    if map.has(.direction) {
      for (key, words) in [("credit", map.creditWords), ("debit", map.debitWords)] where words.isEmpty {
        mapping.report(.missingKey(key), at: "columns")
      }
    }
    checkUnique(map.creditWords + map.debitWords, "debit", mapping)
    return map
  }

  private func readResult(_ bank: YAMLMapping) -> ResultMap {
    guard let mapping = bank.mapping("result") else { return ResultMap(columns: [], successWords: [], failureWords: []) }
    defer { mapping.finish() }
    let map = ResultMap(
      columns: readHeaderNames(ResultMap.Field.self, \.name, "columns", mapping), amounts: readNotation(mapping),
      successWords: readWords("success", mapping), failureWords: readWords("failure", mapping), pendingWords: readWords("pending", mapping))
    if !map.has(.outcome) { mapping.report(.missingKey(ResultMap.Field.outcome.name), at: "columns") }
    if !map.tellsThePayment { mapping.report(.resultNamesNoPayment, at: "columns") }
    for (key, words) in [("success", map.successWords), ("failure", map.failureWords)] where words.isEmpty {
      mapping.report(.missingKey(key), at: "columns")
    }
    checkUnique(map.successWords + map.failureWords + map.pendingWords, "failure", mapping)
    return map
  }

  // MARK: Parts of a section

  private func readHeaderNames<Field: CaseIterable & Sendable & Hashable>(
    _: Field.Type, _ name: (Field) -> String, _ key: String, _ mapping: YAMLMapping
  ) -> [HeaderName<Field>] {
    guard let columns = mapping.mapping(key) else { return [] }
    defer { columns.finish() }
    let fields = Field.allCases.filter { columns.has(name($0)) }
    let found = fields.map { (HeaderName($0, columns.string(name($0))), columns.place(of: name($0))) }
    checkUnique(found.map(\.0.header), key, mapping)
    // In the order of the file, which is the order in which a sheet is written.
    return found.sorted { ($0.1.line, $0.1.column) < ($1.1.line, $1.1.column) }.map(\.0)
  }

  private func readNotation(_ mapping: YAMLMapping) -> AmountNotation {
    func mark(_ key: String, _ known: [UInt8]) -> UInt8? {
      let names = known.map { "\"\(Character(Unicode.Scalar($0)))\"" }.joined(separator: " ")
      return mapping.optional(key, as: Text(zh: "符号(\(names))", en: "a mark (\(names))")) { text in
        known.first { Array(text.utf8) == [$0] }
      }
    }
    let notation = AmountNotation(
      unit: mapping.named("amount", Text(zh: "金额单位", en: "a unit of amounts"), or: .yuan, optional: true),
      decimalMark: mark("decimal", AmountNotation.decimalMarks) ?? UInt8(ascii: "."),
      groupMark: mark("thousands", AmountNotation.groupMarks))
    if notation.groupMark == notation.decimalMark { mapping.report(.sameMark, at: "thousands") }
    return notation
  }

  private func readWords(_ key: String, _ mapping: YAMLMapping) -> [String] {
    mapping.list(key, of: Text(zh: "文字", en: "a word"), optional: true) { $0.isEmpty ? nil : $0 }
  }

  private func checkUnique(_ names: [String], _ key: String, _ mapping: YAMLMapping) {
    var seen: Set<String> = []
    for name in names where !name.isEmpty && !seen.insert(name).inserted {
      mapping.report(.duplicate(name, firstAt: mapping.place(of: key).description), at: key)
    }
  }
}

// MARK: - Our own accounts

extension CatalogueSource {
  func readOwnAccount(_ mapping: YAMLMapping) -> (OwnAccount, SourcePlace) {
    defer { mapping.finish() }
    let form = Text(zh: "账号", en: "an account number")
    let account = OwnAccount(
      id: mapping.string("id"), name: mapping.text("name"), holder: mapping.string("holder"), bank: mapping.string("bank"),
      bankCode: mapping.optional("bank_code", as: Text(zh: "十二位行号", en: "a bank code of twelve digits")) { text in
        text.utf8.count == 12 && text.utf8.allSatisfy { (48...57).contains($0) } ? text : nil
      },
      number: mapping.parsed("number", as: form, or: "0") { text in
        (1...34).contains(text.utf8.count) && text.utf8.allSatisfy { (48...57).contains($0) || (65...90).contains($0) } ? text : nil
      }, account: mapping.string("account"), source: mapping.string("source"))
    return (account, mapping.place)
  }

  /// Each is at a bank that is known and has an account of the chart to itself: cash in the box, and what is under way between our own, are
  /// at no bank.
  func checkOwnAccounts() {
    requireUnique(ownAccounts.map { ($0.0.id, $0.1) })
    requireUnique(ownAccounts.map { ($0.0.account, $0.1) })
    let elsewhere = [AccountRole.cash.rawValue, "own-transfers"]
    let charted = Set(accounts.filter { $0.0.kind == .asset && $0.0.holder == .none }.map(\.0.id)).subtracting(elsewhere)
    let known = Set(banks.map(\.0.id))
    for (account, at) in ownAccounts {
      require(account.bank, in: known, Text(zh: "银行", en: "bank"), at: at)
      require(account.account, in: charted, Text(zh: "资产科目", en: "asset account without a holder"), at: at)
    }
  }
}

extension DatePattern {
  fileprivate static let iso = DatePattern("yyyy-MM-dd")!
}
