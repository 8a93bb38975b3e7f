import Catalogue
import Ledger
import Measures
import Messages

/// hledger's journal format, 1.25 and later: https://hledger.org/1.25/hledger.html#journal-format
struct HledgerFormat: LedgerFormat {
  func header(_ accounts: [ExportedAccount], from first: Day) -> String {
    let types = ["Asset": "A", "Liability": "L", "Equity": "E", "Revenue": "R", "Expense": "X"]
    var text = "; 山货 Shanhuo\ncommodity 1000.00 CNY\n\n"
    for account in accounts {
      text += "account \(name(account))  ; type:\(types[type(account)]!), \(plain(account.name))\n"
    }
    return text
  }

  func entry(_ transfers: [Transfer], _ account: (Account.ID) -> ExportedAccount) -> String {
    let first = transfers[0]
    var text = "\n\(first.on) (\(first.group)) \(first.reason.label.zh)"
    let note = plain(first.memo)
    if !note.isEmpty { text += " | \(note)" }
    let tags = tags(first)
    text += tags.isEmpty ? "\n" : "  ; \(tags)\n"
    // A transfer a pair of postings: what is posted stays what was transferred, even where a group returns to an account.
    for transfer in transfers {
      let amount = transfer.amount.description
      let item = transfer.item.isEmpty ? "" : "  ; item:\(transfer.item)"
      text += "    \(name(account(transfer.debit)))  \(amount) CNY\n"
      text += "    \(name(account(transfer.credit)))  -\(amount) CNY\(item)\n"
    }
    return text
  }

  func assertions(_ balances: [(account: ExportedAccount, balance: Money)], on day: Day) -> String {
    var text = "\n\(day) 余额核对 balances\n"
    for (account, balance) in balances { text += "    \(name(account))  0.00 CNY = \(balance) CNY\n" }
    return text
  }

  private func tags(_ transfer: Transfer) -> String {
    var tags: [String] = []
    if transfer.source != .none { tags.append("source:\(transfer.source)") }
    if let of = transfer.of { tags.append("of:\(of)") }
    return tags.joined(separator: ", ")
  }

  private func type(_ account: ExportedAccount) -> String {
    switch account.kind {
    case .asset: "Asset"
    case .liability: "Liability"
    case .equity: "Equity"
    case .income: "Revenue"
    case .expense: "Expense"
    }
  }

  /// E.g. `liabilities:payable:H-12`.
  private func name(_ account: ExportedAccount) -> String {
    let root =
      switch account.kind {
      case .asset: "assets"
      case .liability: "liabilities"
      case .equity: "equity"
      case .income: "revenues"
      case .expense: "expenses"
      }
    return "\(root):\(account.key)"
  }

  /// On one line, without what would begin a comment.
  private func plain(_ text: String) -> String {
    String(text.map { $0 == ";" ? ";" : $0 == "|" ? "/" : $0.isNewline || $0 == "\t" ? " " : $0 })
  }
}
