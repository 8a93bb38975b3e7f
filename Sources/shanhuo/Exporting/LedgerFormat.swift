import Catalogue
import Ledger
import Measures
import Messages
import Storage

/// A language of plain-text accounting that the ledger can be written in.
protocol LedgerFormat {
  /// Declarations that stand at the beginning.
  func header(_ accounts: [ExportedAccount], from first: Day) -> String
  /// Transfers that were posted together on one day, debit and credit by the place of their account.
  func entry(_ transfers: [Transfer], _ account: (Account.ID) -> ExportedAccount) -> String
  /// Balances that the reading program is to check, as of the end of a day.
  func assertions(_ balances: [(account: ExportedAccount, balance: Money)], on day: Day) -> String
}

/// An account with its place in the chart.
struct ExportedAccount {
  var key: AccountKey
  var kind: ChartAccount.Kind
  var holder: ChartAccount.Holder
  var name: String

  init(_ key: AccountKey, _ catalogue: CountyCatalogue) {
    let entry = catalogue.account(key.chart)
    self.key = key
    kind = entry?.kind ?? .liability
    holder = entry?.holder ?? .word
    name = entry.map { "\($0.name.zh) \($0.name.en)" } ?? key.chart
  }
}
