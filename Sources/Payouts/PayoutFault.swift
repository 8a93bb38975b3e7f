public import Catalogue
public import Ledger
public import Measures
public import Messages
public import Ordering

/// Why a payout or its run is refused.
public enum PayoutFault: Fault, Equatable {
  case unknownRun(PayoutRun.ID)
  case unknownPayout(Payout.ID)
  case runState(PayoutRun.ID, PayoutRun.State, to: PayoutRun.State)
  case payoutState(Payout.ID, Payout.State, to: Payout.State)
  case ownWork(PayoutRun.ID, Actor.ID)
  /// Who may approve runs changed another's.
  case changedByApprover(PayoutRun.ID, maker: Actor.ID)
  case runChanged(PayoutRun.ID)
  case nothingToPay
  case tooManyPayouts(Int)
  case payeeTwice(Producer)
  case unknownPayee(Producer)
  case owedLess(Producer, owed: Money, wanted: Money)
  case payeeHeld(Producer, String)
  case accountChanged(Producer)
  case notReturned(Payout.ID, Producer)
  case laterThanToday(Day, today: Day)
  case reasonMissing
  case stillInTransit(PayoutRun.ID, Int64)
  case notByHand(Payout.ID, Payout.Way)
  case householdsCard(Producer)
  case unknownLine(BankLine.ID)
  case lineMatched(BankLine.ID)
  case lineNotMatched(BankLine.ID)
  case partsDoNotAddUp(BankLine.ID, line: Money, parts: Money)
  case amountDiffers(String, expected: Money, part: Money)
  case returnDiffers(Payout.ID, expected: Money, part: Money)
  case wrongDirection(String, Money)
  /// A fee kept from what is given back is of one payout.
  case keptFromSeveral(BankLine.ID)
  case keptTooMuch(Money, from: String, max: Money)
  case keptFromUnnamed(BankLine.ID, String)
  case addedTooMuch(BankLine.ID, Money, max: Money)
  case notToHouseholds(AccountKey)
  case runDoesNotFit(PayoutRun.ID, amount: Money, open: Money)
  case bankOwesLess(PayoutRun.ID, owes: Money, amount: Money)
  case outcomeKnown(Payout.ID)
  case lineOfNothing
  case toTheBankItself(AccountKey)
  case notOurAccount(String)
  case bankStillOwes(PayoutRun.ID, Money)
  case saidFailed(Payout.ID)
  case nothingToCorrect(Payout.ID, Payout.Outcome)
  case paidAgain(Payout.ID, by: Payout.ID)
  case notOpenAnyMore(Payout.ID, Payout.State)
  case notPaidAgain(Payout.ID, Payout.State)
  case notSent(PayoutRun.ID, PayoutRun.State)
  case owesUs(Producer, Money)
  case partlyGivenBack(PayoutRun.ID)
  case beforeSent(Payout.ID, Day, sent: Day)
  case cashHeld(Payout.ID, Producer, String)

  public var code: String {
    switch self {
    case .unknownRun: "E-PAY-001"
    case .unknownPayout: "E-PAY-002"
    case .runState: "E-PAY-003"
    case .payoutState: "E-PAY-004"
    case .ownWork, .changedByApprover: "E-PAY-005"
    case .runChanged: "E-PAY-006"
    case .nothingToPay: "E-PAY-007"
    case .tooManyPayouts: "E-PAY-008"
    case .payeeTwice: "E-PAY-009"
    case .unknownPayee: "E-PAY-010"
    case .owedLess: "E-PAY-011"
    case .payeeHeld: "E-PAY-012"
    case .accountChanged: "E-PAY-013"
    case .notReturned: "E-PAY-014"
    case .laterThanToday: "E-PAY-015"
    case .reasonMissing: "E-PAY-016"
    case .stillInTransit: "E-PAY-017"
    case .notByHand: "E-PAY-018"
    case .householdsCard: "E-PAY-019"
    case .unknownLine: "E-PAY-020"
    case .lineMatched: "E-PAY-021"
    case .lineNotMatched: "E-PAY-022"
    case .partsDoNotAddUp: "E-PAY-023"
    case .amountDiffers, .returnDiffers: "E-PAY-024"
    case .wrongDirection: "E-PAY-025"
    case .notToHouseholds: "E-PAY-026"
    case .runDoesNotFit: "E-PAY-027"
    case .bankOwesLess: "E-PAY-028"
    case .outcomeKnown: "E-PAY-029"
    case .lineOfNothing: "E-PAY-030"
    case .toTheBankItself: "E-PAY-046"
    case .notOurAccount: "E-PAY-031"
    case .bankStillOwes: "E-PAY-032"
    case .saidFailed: "E-PAY-049"
    case .nothingToCorrect: "E-PAY-050"
    case .paidAgain: "E-PAY-051"
    case .notOpenAnyMore: "E-PAY-053"
    case .notPaidAgain: "E-PAY-055"
    case .notSent: "E-PAY-060"
    case .owesUs: "E-PAY-061"
    case .partlyGivenBack: "E-PAY-062"
    case .beforeSent: "E-PAY-063"
    case .cashHeld: "E-PAY-068"
    case .keptFromSeveral, .keptTooMuch, .keptFromUnnamed, .addedTooMuch: "E-PAY-069"
    }
  }

  public var exit: ExitStatus {
    switch self {
    // Somebody else was there first: a new look at what is owed helps.
    case .owedLess, .accountChanged, .runChanged: .tryAgain
    default: .badData
    }
  }

  public var text: Text {
    switch self {
    case .unknownRun(let id):
      Text(zh: "没有兑付批次 \(id);用 shanhuo payout list 查看。", en: "There is no payout run \(id); shanhuo payout list shows them.")
    case .unknownPayout(let id):
      Text(zh: "没有兑付 \(id);用 shanhuo payout show \(id.run) 查看。", en: "There is no payout \(id); shanhuo payout show \(id.run) lists them.")
    case .runState(let id, let state, let new):
      Text(
        zh: "批次 \(id) \(state.label.zh),不能转为「\(new.label.zh)」;可转为:\(state.next.map(\.label.zh).joined(separator: "、"))。",
        en: "The run \(id) is \(state.label.en) and cannot become \(new.label.en); it can become: \(state.next.map(\.label.en).orNothing).")
    case .payoutState(let id, .open, to: .returned):
      // What failed before it was paid, the bank tells by its result file; a line can only give back what a line has paid.
      Text(
        zh: "\(id) 尚未付款,没有可退的;先匹配付款的流水(或读入回盘、对账单),银行没有扣款的,把这笔收入记在别处。",
        en:
          "Nothing has paid \(id) yet, so it cannot come back: match the debit that paid it first, or reconcile the statement or result file that says what became of it."
      )
    case .payoutState(let id, let state, let new):
      Text(
        zh: "兑付 \(id) \(state.label.zh),不能转为「\(new.label.zh)」;可转为:\(state.next.map(\.label.zh).joined(separator: "、"))。",
        en:
          "The payout \(id) is \(state.label.en) and cannot become \(new.label.en); it can become: \(state.next.map(\.label.en).orNothing)."
      )
    case .ownWork(let id, let maker):
      Text(zh: "批次 \(id) 由 \(maker) 编制,须由别人批准。", en: "The run \(id) was made by \(maker); somebody else has to approve it.")
    case .changedByApprover(let id, let maker):
      Text(
        zh: "批次 \(id) 由 \(maker) 编制;有权批准的人不改别人的批次,否则就是批准自己的改动。请 \(maker) 或另一位会计取消这一笔。",
        en:
          "The run \(id) was made by \(maker); whoever may approve runs does not change another's, which would be approving own work. Have \(maker) or another accountant drop it."
      )
    case .runChanged(let id):
      Text(
        zh: "批次 \(id) 在查看之后有变动;请再用 shanhuo payout show \(id) 查看,然后批准。",
        en: "The run \(id) has changed since it was looked at; look again with shanhuo payout show \(id), then approve it.")
    case .nothingToPay: Text(zh: "没有可兑付的应付款。", en: "Nothing is owed that can be paid.")
    case .tooManyPayouts(let count):
      Text(
        zh: "一批 \(count) 笔兑付过多;最多 \(PayoutRun.countMax) 笔。",
        en: "A run of \(count) payouts is too large; it holds \(PayoutRun.countMax) at most.")
    case .payeeTwice(let payee): Text(zh: "\(payee) 在同一批中出现两次。", en: "\(payee) stands in the run twice.")
    case .unknownPayee(let payee):
      Text(zh: "没有收款人 \(payee)。", en: "There is no payee \(payee); households and the Catalogue's parties can be paid.")
    case .owedLess(let payee, let owed, let wanted):
      Text(
        zh: "现在只欠 \(payee) \(owed) 元,不能付 \(wanted) 元;请重新编制。",
        en: "\(payee) is owed \(owed) by now, which is less than \(wanted); prepare the run again.")
    case .payeeHeld(let payee, let why):
      Text(
        zh: "\(payee) 暂停付款(\(why));已在批次中的用 shanhuo payout drop 取消那一笔。",
        en: "Payments to \(payee) are held (\(why)); where one is in a run already, take it out with shanhuo payout drop.")
    case .accountChanged(let payee):
      Text(
        zh: "\(payee) 的收款账户有变动;用 shanhuo payout drop 取消那一笔,再编制。",
        en: "The account of \(payee) has changed since; take that payout out of its run (shanhuo payout drop), and prepare again.")
    case .notReturned(let id, let payee):
      Text(zh: "\(id) 不是 \(payee) 退回待付的兑付。", en: "\(id) is no payout of \(payee) that came back and waits.")
    case .laterThanToday(let day, let today): Text(zh: "\(day) 在今天(\(today))之后。", en: "\(day) is later than today, \(today).")
    case .reasonMissing: Text(zh: "请说明原因(--reason)。", en: "Say why (--reason).")
    case .stillInTransit(let id, let count):
      Text(
        zh: "批次 \(id) 还有 \(count) 笔在途;对账后再关闭。",
        en: "\(count == 1 ? "1 payout of \(id) is" : "\(count) payouts of \(id) are") still in transit; reconcile before closing it.")
    case .notByHand(let id, let way):
      Text(
        zh: "\(id) 由\(way.label.zh)支付;银行付款由对账单确认,现金由签领确认。",
        en: "\(id) is paid by \(way.label.en): what the bank pays, its statement confirms; what is paid in cash, a signature.")
    case .unknownLine(let id):
      Text(
        zh: "没有银行流水 \(id);用 shanhuo payout worklist 查看。",
        en: "There is no bank line \(id); shanhuo payout worklist shows those that are open.")
    case .lineMatched(let id):
      Text(
        zh: "流水 \(id) 已经匹配;先用 shanhuo payout unmatch 撤销。",
        en: "The line \(id) is matched already; take that back with shanhuo payout unmatch first.")
    case .lineNotMatched(let id): Text(zh: "流水 \(id) 没有匹配,无可撤销。", en: "The line \(id) is not matched, so there is nothing to take back.")
    case .partsDoNotAddUp(let id, let line, let parts):
      Text(zh: "流水 \(id) 是 \(line),各部分合计却是 \(parts)。", en: "The line \(id) is of \(line), and the parts come to \(parts).")
    case .amountDiffers(let what, let expected, let part):
      Text(
        zh: "\(what) 是 \(expected),流水中却是 \(part);农户的钱分文不差才能匹配。",
        en: "\(what) is of \(expected), the line has \(part) for it; it has to be equal to the fen.")
    case .returnDiffers(let id, let expected, let part):
      Text(
        zh: "\(id) 是 \(expected),流水中却是 \(part);分文不差才能匹配。银行从中扣了手续费的,写全额和负的手续费,如 \(id)=\(expected) fee=-2.00,并说明原因。",
        en:
          "\(id) is of \(expected), the line has \(part) for it; it has to be equal to the fen. Where the bank kept a fee from it, write the whole and the fee below zero, such as \(id)=\(expected) fee=-2.00, with a reason."
      )
    case .wrongDirection(let what, let amount):
      Text(zh: "\(what) 与流水方向不符(\(amount))。", en: "\(what) does not go with a line of \(amount): the direction is the other.")
    case .keptFromSeveral(let line):
      Text(
        zh: "银行扣下手续费的,一笔流水 \(line) 只能对一笔付款和这笔费用。",
        en: "Where the bank kept a fee, the line \(line) is one payout and that fee, and nothing else.")
    case .keptTooMuch(let fee, let from, let max):
      Text(
        zh: "从 \(from) 扣 \(fee) 太多:银行手续费最多 \(max);请问银行。",
        en: "\(fee) is too much to be kept from \(from): a bank's fee is \(max) at most; ask the bank.")
    case .addedTooMuch(let line, let fee, let max):
      Text(
        zh: "流水 \(line) 中 \(fee) 作手续费太多:最多 \(max);其余是什么,请写明(另一笔兑付、订单,或 account:科目)。",
        en:
          "\(fee) is too much for a fee in \(line): \(max) at most; say what the rest is, another payout or order, or account:KEY."
      )
    case .keptFromUnnamed(let line, let what):
      Text(
        zh: "流水 \(line) 没有写 \(what),银行也没有标明退回,户名也不是收款人;不能当作它扣费后的退回。",
        en:
          "The line \(line) does not name \(what), is not marked as given back, and does not show its payee; it is no return of it less a fee."
      )
    case .notToHouseholds(let key):
      Text(
        zh: "流水不能直接记入 \(key);应付款只经兑付和结算,待查款项只经匹配。",
        en: "A line cannot be booked to \(key) by hand: what is owed moves by payouts and settlement, and suspense by matching.")
    case .runDoesNotFit(let id, let amount, let open):
      Text(
        zh: "流水 \(amount) 与批次 \(id) 不符:按回盘应为 \(open);没有回盘则不能整批匹配。",
        en:
          "A line of \(amount) does not fit the run \(id): by its result file it has to be \(open); without one it cannot be matched as a whole."
      )
    case .bankOwesLess(let id, let owes, let amount):
      Text(
        zh: "银行只欠批次 \(id) \(owes),不是 \(amount);更正为已付的,先用 payout correct --failed 改回。",
        en:
          "The bank owes \(owes) back for the run \(id), not \(amount); where a payout of it was corrected to paid, payout correct --failed first."
      )
    case .outcomeKnown(let id):
      Text(
        zh: "\(id) 的回盘结果已有,且不同;问过银行后用 shanhuo payout correct \(id) 更正。",
        en: "The bank's result for \(id) is known already, and another; ask the bank, then shanhuo payout correct \(id).")
    case .saidFailed(let id):
      Text(
        zh: "回盘称 \(id) 失败,款项已重新列为应付;确已付款的,先用 shanhuo payout correct \(id) --paid --reason …… 更正。",
        en:
          "The bank's result says that \(id) failed, so it is owed again; if it was paid after all, shanhuo payout correct \(id) --paid --reason … first."
      )
    case .nothingToCorrect(let id, let outcome):
      Text(
        zh: "\(id) 的银行结果是「\(outcome.label.zh)」,无可更正。",
        en: "What the bank said of \(id) is “\(outcome.label.en)”: there is nothing to correct.")
    case .paidAgain(let id, let later):
      Text(
        zh: "\(id) 已由 \(later) 重付;先取消那一笔(未送出时 shanhuo payout drop),或等银行把它退回。",
        en: "\(id) is paid again by \(later); drop that first where it was not sent, or have the bank give it back.")
    case .notOpenAnyMore(let id, let state):
      Text(
        zh: "\(id) \(state.label.zh);付款的流水有误就用 shanhuo payout unmatch 撤销,退款则等银行的流水。",
        en: "\(id) is \(state.label.en): unmatch its bank line if that was another's; what comes back comes as a line.")
    case .owesUs(let payee, let owed):
      Text(
        zh: "\(payee) 现在反欠 \(Money(fen: -owed.fen)) 元;用 shanhuo payout drop 取消那一笔,再编制。",
        en: "\(payee) owes \(Money(fen: -owed.fen)) by now; take that payout out of its run (shanhuo payout drop), and prepare again.")
    case .partlyGivenBack(let id):
      Text(
        zh: "银行已退回批次 \(id) 所欠的一部分,是哪一笔不明;先用 payout unmatch 撤销那笔退款,再更正。",
        en:
          "The bank gave back a part of what it owed for \(id), of which payout is not known: payout unmatch that credit first, then correct."
      )
    case .cashHeld(let id, let payee, let why):
      Text(
        zh: "\(payee) 暂停付款(\(why));未付的用 shanhuo payout take-back \(id) 收回,先前已签领的先 payout payee set \(payee) --release 再登记。",
        en:
          "Payments to \(payee) are held (\(why)): shanhuo payout take-back \(id); where the cash was signed for before, payout payee set \(payee) --release first."
      )
    case .beforeSent(let id, let day, let sent):
      Text(zh: "\(id) 在 \(sent) 才送出,不能早在 \(day)。", en: "\(id) went out on \(sent), so nothing was done with it on \(day).")
    case .notSent(let id, let state):
      Text(
        zh: "批次 \(id) \(state.label.zh);送出(payout export)之后才有付款。",
        en: "The run \(id) is \(state.label.en): nothing of it is paid before it is sent (payout export).")
    case .notPaidAgain(let id, let state):
      Text(
        zh: "\(id) \(state.label.zh),没有重复付款可记。",
        en: "\(id) is \(state.label.en): no second payment of it can be booked, or given back.")
    case .toTheBankItself(let key):
      Text(
        zh: "流水不能记入银行账户 \(key) 本身;它只随对账单变动。本单位账户之间的转账,两笔都记 account:own-transfers。",
        en:
          "A line cannot be booked to \(key): an account at the bank follows its statement and nothing else. A transfer between our own is booked to account:own-transfers on both sides."
      )
    case .lineOfNothing: Text(zh: "金额为零的流水不能记账。", en: "A line of nothing cannot be booked.")
    case .notOurAccount(let account):
      Text(zh: "\(account) 不是本单位的银行账户科目。", en: "\(account) is no account of ours at a bank.")
    case .bankStillOwes(let id, let amount):
      Text(
        zh: "银行还欠批次 \(id) \(amount)(已扣而未付出的);退回入账后再关闭。",
        en: "The bank still owes \(amount) back for \(id), debited for payouts that failed; close it when that has come in.")
    case .householdsCard(let payee):
      Text(
        zh: "\(payee) 是农户,其银行卡请用 shanhuo household change --card 更改。",
        en: "\(payee) is a household; change its card with shanhuo household change --card.")
    }
  }
}

extension [String] {
  fileprivate var orNothing: String { isEmpty ? "nothing" : joined(separator: ", ") }
}

extension PayoutRun {
  /// Most payouts in one run: a payment reference holds six digits of the payout's number.
  public static let countMax = 999_999
}
