import BankFiles
import Ledger
import Messages
import Ordering
import Payouts

/// What goes wrong between a run or a statement and its file.
enum BankUseFault: Fault {
  case nothingByBank(PayoutRun.ID)
  /// It pays by bank too, and is not sent yet.
  case bankFirst(PayoutRun.ID)
  case noReference(String)
  case whichAccount([String])
  case notApproved(PayoutRun.ID, PayoutRun.State)
  case sentOtherwise(PayoutRun.ID, format: String, wanted: String)
  case otherAccount(found: String, own: String, linesIn: Int64)
  /// Another process reads a file of the account.
  case beingRead(String)
  /// The run is marked, and its file is not there.
  case sentNotWritten(PayoutRun.ID, why: any Fault)
  case notATarget(String)
  case amountMissing(String)
  case disputed(Payout.ID, again: Payout.ID, BankLine.ID)
  case secondPayment(BankLine.ID, Payout.ID)
  /// The bank called it failed, or it came back.
  case paidAfterAll(BankLine.ID, Payout.ID, isOver: Bool, isNamed: Bool)
  /// A line that is open pays its payee once more.
  case paidTwice(Payout.ID, Payout.ID, BankLine.ID)
  case namesAnother(BankLine.ID, String)
  /// The bank's file cannot hold a payout.
  case cannotWrite(Payout.ID, Producer, BankWriteFault)

  var code: String {
    switch self {
    case .nothingByBank: "E-PAY-033"
    case .bankFirst: "E-PAY-072"
    case .noReference: "E-PAY-034"
    case .whichAccount: "E-PAY-035"
    case .notApproved: "E-PAY-036"
    case .sentOtherwise: "E-PAY-037"
    case .otherAccount: "E-PAY-038"
    case .beingRead: "E-PAY-066"
    case .sentNotWritten: "E-PAY-067"
    case .notATarget: "E-PAY-039"
    case .amountMissing: "E-PAY-040"
    case .disputed: "E-PAY-054"
    case .secondPayment, .paidAfterAll: "E-PAY-058"
    case .paidTwice: "E-PAY-064"
    case .namesAnother: "E-PAY-059"
    case .cannotWrite(_, _, let fault): fault.code
    }
  }

  var exit: ExitStatus {
    switch self {
    case .beingRead: .tryAgain
    case .sentNotWritten(_, let why): why.exit
    default: .badData
    }
  }

  var text: Text {
    switch self {
    case .nothingByBank(let id):
      Text(
        zh: "批次 \(id) 没有银行付款;现金请用 --format cash。", en: "Nothing of the run \(id) goes by bank; for what is paid in cash use --format cash.")
    case .bankFirst(let id):
      Text(
        zh: "批次 \(id) 也有银行付款,还没有送出;先导出银行文件(由此记为送出),再导出现金签领表。",
        en:
          "The run \(id) pays by bank too and is not sent yet; export the bank's file first, by which it is, then the list to sign for cash."
      )
    case .noReference(let what):
      Text(zh: "\(what) 的编号超出银行附言编号所能容纳。", en: "The number of \(what) is beyond what a payment reference holds.")
    case .whichAccount(let ids):
      Text(
        zh: "请用 --account 说明本单位哪个账户;目录有:\(ids.isEmpty ? "无" : ids.joined(separator: "、"))。",
        en: "Say which of our accounts it is (--account); the Catalogue has \(ids.isEmpty ? "none" : ids.joined(separator: ", ")).")
    case .notApproved(let id, let state):
      Text(zh: "批次 \(id) \(state.label.zh),批准后才能导出。", en: "The run \(id) is \(state.label.en); it can be exported once it is approved.")
    case .sentOtherwise(let id, let format, let wanted):
      Text(
        zh: "批次 \(id) 已按 \(format) 送出,不能再按 \(wanted) 导出,以免重复付款。",
        en: "The run \(id) went out as \(format) and is not exported as \(wanted) too, lest it be paid twice.")
    case .otherAccount(let found, let own, let linesIn):
      Text(
        zh: "对账单是账户 \(found) 的,不是 \(own) 的;没有读入,文件不算读过。"
          + (linesIn > 0 ? "同一文件中它之前的对账单有 \(linesIn) 笔已入账,文件分开后再读一次即可。" : ""),
        en: "The statement is of the account \(found), not of \(own); it was not taken in, and the file does not count as read."
          + (linesIn > 0
            ? " Of the statements before it in the file \(linesIn) lines are in the books: cut the file in two and read that part again."
            : ""))
    case .beingRead(let account):
      Text(
        zh: "另一个进程正在读入账户 \(account) 的文件;请稍后再试。", en: "Another process is reading a file of the account \(account); try again in a moment.")
    case .sentNotWritten(let id, let why):
      Text(
        zh: "批次 \(id) 已记为送出,但文件没有写成(\(why.text.zh));请再导出一次到能写的地方,内容相同,不会重付。",
        en:
          "The run \(id) is marked as sent, and its file was not written (\(why.text.en)) Export it again to where there is room: it is the same file, and nobody is paid twice."
      )
    case .notATarget(let text):
      Text(
        zh: "「\(text)」不是匹配对象;请写 PR-7/17、PR-7、O-12、fee 或 account:科目,可加 =金额。",
        en: "“\(text)” is nothing to match; write PR-7/17, PR-7, O-12, fee or account:KEY, each with =AMOUNT where needed.")
    case .amountMissing(let text):
      Text(zh: "有几部分时每一部分都要写金额,如 \(text)=12.50。", en: "Of several parts each needs its amount, such as \(text)=12.50.")
    case .secondPayment(let line, let id):
      Text(
        zh: "\(line) 像是 \(id) 的重复付款;请用 shanhuo payout match \(line) \(id) --reason ……,由收款人欠回,勿记其他科目。",
        en:
          "\(line) looks like a second payment of \(id): shanhuo payout match \(line) \(id) --reason …, so that its payee owes it; no other account."
      )
    case .paidAfterAll(let line, let id, let isOver, let isNamed):
      BankUseFault.paidAfterAll(line, id, isOver: isOver, isNamed: isNamed)
    case .paidTwice(let id, let before, let line):
      Text(
        zh: "流水 \(line) 像是又付了一次 \(before),收款人与 \(id) 相同;先匹配(payout match \(line) \(before) --reason ……),再用 payout drop 取消 \(id) 重新编制。",
        en:
          "The line \(line) looks like a second payment of \(before), to the payee of \(id): payout match \(line) \(before) --reason …, then payout drop \(id) and prepare again."
      )
    case .cannotWrite(let id, let payee, let fault):
      Text(
        zh: "\(id)(\(payee)):\(fault.text.zh)登记之后取消这一笔(payout drop \(id)),再编制。",
        en: "\(id) (\(payee)): \(fault.text.en) Then payout drop \(id), and prepare again.")
    case .namesAnother(let line, let id):
      Text(
        zh: "\(line) 写的是 \(id);要另作匹配,请说明原因(--reason)。",
        en: "\(line) names \(id); say why it is about something else (--reason).")
    case .disputed(let id, let again, let line):
      Text(
        zh: "\(id) 重付 \(again),而流水 \(line) 显示那一笔可能已付;先查清(payout explain \(line)),或用 payout drop 取消 \(id)。",
        en:
          "\(id) pays \(again) again, and the line \(line) may have paid that already; clear it up (payout explain \(line)), or payout drop \(id)."
      )
    }
  }

  /// The way that is open, and that another account is none.
  private static func paidAfterAll(_ line: BankLine.ID, _ id: Payout.ID, isOver: Bool, isNamed: Bool) -> Text {
    let way =
      isOver
      ? Text(
        zh: "确是付款的用 payout match \(line) \(id) --reason …… 由收款人欠回",
        en: "if it is, payout match \(line) \(id) --reason …, so that its payee owes it")
      : Text(
        zh: "问过银行后用 payout correct \(id) --paid --reason …… 更正,再匹配",
        en: "ask the bank, then payout correct \(id) --paid --reason …, and match it to that")
    let other =
      isNamed
      ? Text(zh: "勿记其他科目", en: "no other account") : Text(zh: "确是别的款项的,请说明原因(--reason)", en: "or say why it is something else (--reason)")
    return Text(
      zh: "\(line) 像是已付的 \(id)(回盘称失败,或已退回):\(way.zh);\(other.zh)。",
      en: "\(line) looks like the payment of \(id), which the bank called failed or gave back: \(way.en); \(other.en).")
  }
}
