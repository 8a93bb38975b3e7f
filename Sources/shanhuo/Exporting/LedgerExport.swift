import Catalogue
import Ledger
import Measures
import Storage
import Tabular

/// Writes the whole ledger day by day, so that memory stays flat.
struct LedgerExport {
  private let register: Register
  private let catalogue: CountyCatalogue
  private let format: any LedgerFormat

  init(_ register: Register, _ catalogue: CountyCatalogue, _ format: any LedgerFormat) {
    self.register = register
    self.catalogue = catalogue
    self.format = format
  }

  /// - Returns: the transfers written.
  func write(to output: OutputFile) throws -> Int64 {
    let accounts = try register.accounts()
    var exported = [ExportedAccount?](repeating: nil, count: Int(accounts.map(\.id.number).max() ?? 0) + 1)
    for account in accounts { exported[Int(account.id.number)] = ExportedAccount(account.key, catalogue) }
    guard let (first, last) = try register.days() else {
      try output.write(format.header([], from: .first))
      return 0
    }
    try output.write(format.header(accounts.map { exported[Int($0.id.number)]! }, from: first))
    var progress = ProgressLine(unit: say("笔转账", "transfers"))
    var count: Int64 = 0
    for day in try register.postingDays(from: first, through: last) {
      let transfers = try register.postings(on: day)
      for group in transfers.chunked(by: { $0.group == $1.group }) {
        try output.write(format.entry(Array(group)) { exported[Int($0.number)]! })
      }
      count += Int64(transfers.count)
      progress.show(count)
    }
    try output.write(format.assertions(accounts.map { (exported[Int($0.id.number)]!, $0.balances.net) }, on: last))
    progress.finish()
    return count
  }
}

extension Array {
  /// Runs of neighbours that belong together.
  fileprivate func chunked(by belong: (Element, Element) -> Bool) -> [ArraySlice<Element>] {
    var chunks: [ArraySlice<Element>] = []
    var start = startIndex
    for index in indices.dropFirst() where !belong(self[index - 1], self[index]) {
      chunks.append(self[start..<index])
      start = index
    }
    if start < endIndex { chunks.append(self[start...]) }
    return chunks
  }
}
