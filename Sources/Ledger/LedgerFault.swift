public import Catalogue
public import Measures
public import Messages

/// Why a transfer, hold or period is refused.
public enum LedgerFault: Fault, Equatable {
  case unknownAccount(ChartAccount.ID)
  case badHolder(AccountKey, expected: ChartAccount.Holder)
  case amountNotPositive(Money)
  case sameAccount(AccountKey)
  case belowZero(AccountKey, room: Money, amount: Money)
  case periodClosed(Day, through: Day)
  case unknownTransfer(Transfer.ID)
  case notAHold(Transfer.ID)
  case holdResolved(Transfer.ID, by: Transfer.ID)
  case moreThanHeld(Transfer.ID, held: Money, amount: Money)
  case alreadyReversed(Transfer.ID, by: Transfer.ID)
  case cannotReverse(Transfer.ID, Transfer.Kind)
  case alreadyOpened(Transfer.ID)
  case closesBackwards(Day, through: Day)
  case noTransfers
  case tooManyTransfers(Int)
  case sourceMissing
  case nothingToSettle(String)
  case noPurchasePrice(String, Day)
  case reversedElsewhere(Transfer.ID, TransferSource)
  case itemMissing(AccountKey)
  case itemWithoutHousehold(IncomeItem.ID)
  case nothingSettled(String)
  case costCredited(IncomeItem.ID)
  case closesFuture(Day, today: Day)
  case reversedBefore(Transfer.ID, Day, on: Day)
  case movedByPayouts(AccountKey)

  public var code: String {
    switch self {
    case .unknownAccount: "E-LED-001"
    case .badHolder: "E-LED-002"
    case .amountNotPositive: "E-LED-003"
    case .sameAccount: "E-LED-004"
    case .belowZero: "E-LED-005"
    case .periodClosed: "E-LED-006"
    case .unknownTransfer: "E-LED-007"
    case .notAHold: "E-LED-008"
    case .holdResolved: "E-LED-009"
    case .moreThanHeld: "E-LED-010"
    case .alreadyReversed: "E-LED-011"
    case .cannotReverse: "E-LED-012"
    case .alreadyOpened: "E-LED-013"
    case .closesBackwards: "E-LED-014"
    case .noTransfers: "E-LED-015"
    case .tooManyTransfers: "E-LED-016"
    case .sourceMissing: "E-LED-017"
    case .nothingToSettle: "E-LED-018"
    case .noPurchasePrice: "E-LED-019"
    case .reversedElsewhere: "E-LED-020"
    case .itemMissing: "E-LED-021"
    case .itemWithoutHousehold: "E-LED-022"
    case .nothingSettled: "E-LED-023"
    case .costCredited: "E-LED-024"
    case .closesFuture: "E-LED-025"
    case .reversedBefore: "E-LED-026"
    case .movedByPayouts: "E-LED-027"
    }
  }

  public var text: Text {
    switch self {
    case .unknownAccount(let chart):
      Text(
        zh: "科目表中没有 \(chart);用 shanhuo catalog show accounts 查看。",
        en: "The chart has no account \(chart); shanhuo catalog show accounts lists them.")
    case .badHolder(let key, let expected):
      Text(
        zh: "账户 \(key) 的户主不对;应为\(expected.label.zh)。", en: "The account \(key) has the wrong holder; it must be \(expected.label.en).")
    case .amountNotPositive(let amount):
      Text(zh: "金额必须大于零,不能是 \(amount) 元。", en: "The amount must be above zero, not \(amount) yuan.")
    case .sameAccount(let key):
      Text(zh: "借方和贷方不能是同一账户 \(key)。", en: "Debit and credit are the same account, \(key).")
    case .belowZero(let key, let room, let amount):
      Text(
        zh: "账户 \(key) 余额(扣除待定)为 \(room) 元,不足 \(amount) 元。",
        en: "The account \(key) has \(room) yuan left, pending transfers included, and \(amount) would bring it below zero.")
    case .periodClosed(let day, let through):
      Text(
        zh: "\(day) 所在期间已结账(至 \(through));请用之后的日期,或另做更正。",
        en: "The period of \(day) is closed (through \(through)); use a later date.")
    case .unknownTransfer(let id): Text(zh: "没有转账 \(id)。", en: "There is no transfer \(id).")
    case .notAHold(let id): Text(zh: "\(id) 不是待定转账。", en: "\(id) is not a hold.")
    case .holdResolved(let id, let by):
      Text(zh: "待定转账 \(id) 已由 \(by) 了结。", en: "The hold \(id) was resolved by \(by) already.")
    case .moreThanHeld(let id, let held, let amount):
      Text(zh: "待定转账 \(id) 只有 \(held) 元,不能入账 \(amount) 元。", en: "The hold \(id) holds \(held) yuan; \(amount) cannot be posted from it.")
    case .alreadyReversed(let id, let by): Text(zh: "转账 \(id) 已由 \(by) 冲回。", en: "The transfer \(id) was reversed by \(by) already.")
    case .cannotReverse(let id, let kind):
      Text(
        zh: "\(id) 是\(kind.label.zh),不能冲回;待定转账请用 ledger void。",
        en: "\(id) is a \(kind.label.en) and cannot be reversed; a hold is voided with ledger void.")
    case .alreadyOpened(let first):
      Text(zh: "期初余额已录入(\(first) 起);只能录入一次。", en: "Opening balances were brought in already (from \(first) on); that happens once.")
    case .closesBackwards(let day, let through):
      Text(zh: "已结账至 \(through);不能改为 \(day)。", en: "The books are closed through \(through); they cannot be closed through \(day).")
    case .noTransfers: Text(zh: "没有给出转账。", en: "No transfer was given.")
    case .tooManyTransfers(let count):
      Text(zh: "一组有 \(count) 笔转账,最多 \(Book.groupMax)。", en: "A group has \(count) transfers, \(Book.groupMax) at most.")
    case .nothingToSettle(let thing): Text(zh: "\(thing) 没有可结算的。", en: "Nothing of \(thing) is there to be settled.")
    case .noPurchasePrice(let goods, let day):
      Text(
        zh: "\(day) 没有 \(goods) 的收购价;请在 purchase-prices.yaml 补上。",
        en: "There is no purchase price of \(goods) on \(day); add it to purchase-prices.yaml.")
    case .reversedElsewhere(let id, let source):
      Text(
        zh: "\(id) 来自 \(source),不能单独冲回;请用 \(source.waysBack.joined(separator: "、"))。",
        en: "\(id) comes from \(source) and cannot be reversed by itself; use \(source.waysBack.joined(separator: ", or ")).")
    case .itemMissing(let key):
      Text(
        zh: "记入农户账户 \(key) 的款项必须写明收入项目(--item),如 A50-4。",
        en: "What is credited to a household (\(key)) needs its income item (--item), such as A50-4.")
    case .movedByPayouts(let key):
      Text(
        zh: "\(key) 只随兑付及其银行流水变动,不能手工记账。",
        en: "\(key) moves by payouts and their bank lines alone, and is not posted to by hand.")
    case .itemWithoutHousehold(let item):
      Text(
        zh: "收入项目 \(item) 只能用于农户应付账户,如 payable:H-12。",
        en: "The income item \(item) is only for what reaches a household's account, such as payable:H-12.")
    case .costCredited(let item):
      Text(zh: "\(item) 是支出,应记在农户账户的借方。", en: "\(item) is a cost: it is debited to the household's account, not credited.")
    case .closesFuture(let day, let today):
      Text(zh: "\(day) 还没过完(今天 \(today));只能结账到今天为止。", en: "\(day) is later than today, \(today); close the books through today at most.")
    case .reversedBefore(let id, let day, let on):
      Text(zh: "\(id) 是 \(day) 的,不能在 \(on) 冲回;冲回日不能早于原日期。", en: "\(id) is of \(day) and cannot be reversed on \(on), which is before it.")
    case .nothingSettled(let thing): Text(zh: "\(thing) 没有已结算的,无可撤销。", en: "Nothing of \(thing) is settled, so there is nothing to undo.")
    case .sourceMissing: Text(zh: "必须写明来源或原因。", en: "A source or reason must be given.")
    }
  }
}

extension ChartAccount.Holder {
  public var label: Text {
    switch self {
    case .none: Text(zh: "无户主", en: "none")
    case .party: Text(zh: "单位", en: "a party, such as county-supermarket")
    case .household: Text(zh: "农户,如 H-12", en: "a household, such as H-12")
    case .producer: Text(zh: "农户或单位", en: "a household or party, such as H-12")
    case .word: Text(zh: "名称", en: "a word of small letters, digits and hyphens")
    }
  }
}

extension Transfer.Kind {
  public var name: String { self == .postOfHold ? "post-of-hold" : "\(self)" }

  public var label: Text {
    switch self {
    case .posting: Text(zh: "入账", en: "posting")
    case .postOfHold: Text(zh: "待定入账", en: "posting of a hold")
    case .reversal: Text(zh: "冲回", en: "reversal")
    case .hold: Text(zh: "待定", en: "hold")
    case .void: Text(zh: "作废", en: "void")
    case .expiry: Text(zh: "到期", en: "expiry")
    }
  }
}

extension TransferSource {
  /// What takes back that from which a transfer comes.
  fileprivate var waysBack: [String] {
    switch self {
    case .none: ["ledger reverse"]
    case .order: ["order refund", "payout unmatch"]
    case .part: ["order return", "settle undo"]
    case .lot: ["settle undo"]
    case .distribution: ["distribution revoke"]
    case .payout: ["payout unmatch", "payout drop", "payout cancel"]
    case .bankLine: ["payout unmatch"]
    case .run: ["ledger post"]
    }
  }
}
