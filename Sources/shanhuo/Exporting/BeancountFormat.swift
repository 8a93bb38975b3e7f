import Catalogue
import Ledger
import Measures
import Messages

/// Beancount 2: https://beancount.github.io/docs/beancount_language_syntax.html
struct BeancountFormat: LedgerFormat {
  func header(_ accounts: [ExportedAccount], from first: Day) -> String {
    var text = "option \"title\" \"山货 Shanhuo\"\noption \"operating_currency\" \"CNY\"\n\n"
    for account in accounts {
      text += "\(first) open \(name(account)) CNY\n  name: \(quoted(account.name))\n"
    }
    return text
  }

  func entry(_ transfers: [Transfer], _ account: (Account.ID) -> ExportedAccount) -> String {
    let first = transfers[0]
    let note = first.memo.isEmpty ? "" : " " + first.memo
    var text = "\n\(first.on) * \(quoted(first.reason.label.zh + note))\n  transfer: \(quoted(first.group.description))\n"
    if first.source != .none { text += "  source: \(quoted(first.source.description))\n" }
    if let of = first.of { text += "  of: \(quoted(of.description))\n" }
    for transfer in transfers {
      text += "  \(name(account(transfer.debit)))  \(transfer.amount) CNY\n"
      text += "  \(name(account(transfer.credit)))  -\(transfer.amount) CNY\n"
      if !transfer.item.isEmpty { text += "    item: \(quoted(transfer.item))\n" }
    }
    return text
  }

  /// Beancount checks a balance at the beginning of its day.
  func assertions(_ balances: [(account: ExportedAccount, balance: Money)], on day: Day) -> String {
    var text = "\n"
    for (account, balance) in balances {
      text += "\(day.advanced(by: 1)) balance \(name(account))  \(balance) CNY\n"
    }
    return text
  }

  /// E.g. `Liabilities:Payable:H-12`, `Assets:Receivable:P-county-supermarket`. A part of a name begins with a capital or a
  /// digit, so parties and words get a letter of their own before them.
  private func name(_ account: ExportedAccount) -> String {
    let root =
      switch account.kind {
      case .asset: "Assets"
      case .liability: "Liabilities"
      case .equity: "Equity"
      case .income: "Income"
      case .expense: "Expenses"
      }
    let chart = account.key.chart.prefix(1).uppercased() + account.key.chart.dropFirst()
    let holder = account.key.holder
    if holder.isEmpty { return "\(root):\(chart)" }
    if Household.ID(holder) != nil { return "\(root):\(chart):\(holder)" }
    return "\(root):\(chart):\(account.holder == .word ? "W" : "P")-\(holder)"
  }

  private func quoted(_ text: String) -> String {
    let escaped = text.map { character in
      switch character {
      case "\"", "\\": "\\\(character)"
      case _ where character.isNewline: " "
      default: String(character)
      }
    }
    return "\"\(escaped.joined())\""
  }
}
