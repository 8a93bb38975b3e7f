public import Measures
public import Messages
public import Ordering

/// What a trace finds wrong with the books: a yuan that cannot be followed.
public enum TraceFault: Fault, Equatable {
  case doesNotAddUp(Transfer.ID?, Money, below: Money)
  case soldDiffers(Sale.ID, Money, posted: Money)
  case paidDiffers(Order.ID, Money, posted: Money)
  case notTraced(Transfer.ID, Money, traced: Money)
  case unknownAccount(Account.ID)
  case moreThanCameIn(AccountKey, Money)

  public var code: String {
    switch self {
    case .doesNotAddUp: "E-TRC-001"
    case .soldDiffers: "E-TRC-002"
    case .paidDiffers: "E-TRC-003"
    case .notTraced: "E-TRC-004"
    case .unknownAccount: "E-TRC-005"
    case .moreThanCameIn: "E-TRC-006"
    }
  }

  /// The books are the engine's work.
  public var exit: ExitStatus { .engineFault }

  public var text: Text {
    switch self {
    case .doesNotAddUp(let transfer, let amount, let below):
      Text(
        zh: "\(transfer?.description ?? "-") 的 \(amount) 元与其下合计 \(below) 元不符;请运行 shanhuo ledger verify 并报告。",
        en: "The \(amount) yuan of \(transfer?.description ?? "-") are not the \(below) below; run shanhuo ledger verify and report it.")
    case .soldDiffers(let sale, let amount, let posted):
      Text(
        zh: "\(sale) 售得 \(amount) 元,账上却是 \(posted) 元;请运行 shanhuo ledger verify 并报告。",
        en: "\(sale) brought in \(amount) yuan, and the books say \(posted); run shanhuo ledger verify and report it.")
    case .paidDiffers(let order, let amount, let posted):
      Text(
        zh: "\(order) 付了 \(amount) 元,账上却是 \(posted) 元;请运行 shanhuo ledger verify 并报告。",
        en: "\(amount) yuan were paid for \(order), and the books say \(posted); run shanhuo ledger verify and report it.")
    case .notTraced(let transfer, let amount, let traced):
      Text(
        zh: "\(transfer) 的 \(amount) 元只追到 \(traced) 元;请报告。",
        en: "Of the \(amount) yuan of \(transfer), \(traced) can be followed; please report it.")
    case .moreThanCameIn(let account, let amount):
      Text(
        zh: "从 \(account) 分出的比收到的多 \(amount) 元;请运行 shanhuo ledger verify 并报告。",
        en: "\(amount) yuan more were given out of \(account) than came in; run shanhuo ledger verify and report it.")
    case .unknownAccount(let account):
      Text(zh: "没有账户 \(account);请运行 shanhuo ledger verify。", en: "There is no account \(account); run shanhuo ledger verify.")
    }
  }
}
