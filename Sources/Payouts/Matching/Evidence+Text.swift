public import Messages

extension Evidence {
  /// One short phrase, as a worklist prints it.
  public var text: Text {
    switch self {
    case .reference(let subject, let reading):
      Text(zh: "附言编号 \(subject),\(reading.label.zh)", en: "reference \(subject), \(reading.label.en)")
    case .amountEqual: Text(zh: "金额相等", en: "amount equal")
    case .amountDiffers(let by): Text(zh: "金额相差 \(by) 元", en: "amount differs by \(by) yuan")
    case .addsUp(let items): Text(zh: "\(items) 笔合计正好相等", en: "\(items) items add up to it exactly")
    case .name(let fit): fit.text
    case .account(let fit): fit.text
    case .cardEnd(let digits): Text(zh: "卡号尾号 \(digits)", en: "card ends in \(digits)")
    case .days(let count, let since): Evidence.days(count, since)
    case .returnCode(let code): Evidence.returned(ReturnReason(code))
    case .returnMark: Text(zh: "银行标为退回", en: "marked as given back by the bank")
    case .fee(let fee): Text(zh: "多出的 \(fee) 元为银行手续费", en: "the \(fee) yuan above it are the bank's fee")
    case .partPayment(let left): Text(zh: "部分付款,尚欠 \(left) 元", en: "part payment, \(left) yuan stay due")
    case .outcomes(let paid, let failed):
      Text(zh: "回盘:成功 \(paid) 笔,失败 \(failed) 笔", en: "result file: \(paid) paid, \(failed) failed")
    case .owedBack(let amount): Text(zh: "失败的 \(amount) 元待银行退回", en: "the bank owes back the \(amount) yuan that failed")
    case .failedWithRun(let id):
      Text(zh: "回盘称 \(id) 失败,随整批扣款后退回", en: "the result file says that \(id) failed after it was debited with its run")
    case .saidFailed(let id):
      Text(
        zh: "回盘称 \(id) 失败;确已付款的先用 payout correct 更正", en: "the result file says that \(id) failed; if it was paid, payout correct it first")
    case .resultFileMissing(let run):
      Text(zh: "缺少 \(run) 的回盘,或回盘不全", en: "no result file tells of every payout of \(run)")
    case .runMatchedSingly(let run): Text(zh: "\(run) 已有逐笔核对的付款", en: "payouts of \(run) were matched one by one")
    case .alreadyPaid(let id, let line):
      Text(zh: "\(id) 已付\(Evidence.by(line).zh)", en: "\(id) is already paid\(Evidence.by(line).en)")
    case .paidAgain(let id): Text(zh: "\(id) 曾重复付款", en: "a second payment of \(id) was booked")
    case .alreadyReturned(let id, let line):
      Text(zh: "\(id) 已退回\(Evidence.by(line).zh)", en: "\(id) was already given back\(Evidence.by(line).en)")
    case .runAlreadyPaid(let run, let line):
      Text(zh: "\(run) 已付\(Evidence.by(line).zh)", en: "\(run) is already paid\(Evidence.by(line).en)")
    case .alreadyReceived(let line): Text(zh: "已由 \(line) 收款", en: "already paid by \(line)")
    case .twin(let id): Text(zh: "同名同金额的另一笔:\(id)", en: "another payout of the same amount to a payee of the same name: \(id)")
    case .othersOfSameAmount(let count): Text(zh: "另有 \(count) 笔同金额", en: "\(count) others of the same amount")
    case .anotherSum: Text(zh: "另有组合合计相等", en: "another set adds up as well")
    case .boundReached(let candidates):
      Text(zh: "只查看了 \(candidates) 笔候选", en: "only \(candidates) candidates were looked through")
    }
  }

  private static func by(_ line: BankLine.ID?) -> Text {
    line.map { Text(zh: "(\($0))", en: " by \($0)") } ?? Text(zh: "", en: "")
  }

  private static func days(_ count: Int64, _ since: Milestone) -> Text {
    let event = since.label
    return switch count {
    case 0: Text(zh: "\(event.zh)当日", en: "on the day it was \(event.en)")
    case 1: Text(zh: "\(event.zh)后 1 日", en: "1 day after it was \(event.en)")
    case 2...: Text(zh: "\(event.zh)后 \(count) 日", en: "\(count) days after it was \(event.en)")
    case -1: Text(zh: "\(event.zh)前 1 日", en: "1 day before it was \(event.en)")
    default: Text(zh: "\(event.zh)前 \(count.magnitude) 日", en: "\(count.magnitude) days before it was \(event.en)")
    }
  }

  private static func returned(_ reason: ReturnReason) -> Text {
    let meaning = reason.meaning
    return Text(
      zh: "退回代码 \(reason.code)\(meaning.map { ":\($0.zh)" } ?? "")", en: "return code \(reason.code)\(meaning.map { ": \($0.en)" } ?? "")")
  }
}

extension Evidence.Reading {
  public var label: Text {
    switch self {
    case .verified: Text(zh: "校验位正确", en: "check digits right")
    case .plain: Text(zh: "无校验位", en: "without check digits")
    case .damaged: Text(zh: "残缺", en: "damaged")
    }
  }
}

extension Evidence.Milestone {
  public var label: Text {
    switch self {
    case .sent: Text(zh: "发出", en: "sent")
    case .paid: Text(zh: "付款", en: "paid")
    case .due: Text(zh: "到期", en: "due")
    }
  }
}

extension NameFit {
  public var text: Text {
    switch self {
    case .contradicts: Text(zh: "户名不同", en: "name differs")
    case .unknown: Text(zh: "户名不详", en: "name not known")
    case .fits: Text(zh: "户名相符(有掩码或截断)", en: "name fits, masked or cut off")
    case .equal: Text(zh: "户名相同", en: "name equal")
    }
  }
}

extension AccountFit {
  public var text: Text {
    switch self {
    case .contradicts: Text(zh: "账号不同", en: "account differs")
    case .unknown: Text(zh: "账号不详", en: "account not known")
    case .tail: Text(zh: "账号尾号相同", en: "account ends alike")
    case .equal: Text(zh: "账号相同", en: "account equal")
    }
  }
}
