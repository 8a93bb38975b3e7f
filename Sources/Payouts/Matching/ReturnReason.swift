public import Messages

/// Why a bank gives a payment back, after the external return reasons of ISO 20022.
///
/// Source: ISO 20022 External Code Sets, ExternalReturnReason1Code; the meanings are in our own words. A bank may use codes of its own.
public struct ReturnReason: Sendable, Hashable {
  public let code: String

  public init(_ code: String) { self.code = code.uppercased() }

  /// What the code means; nil where it is not one of ISO 20022 that concern a payee.
  public var meaning: Text? { ReturnReason.meanings[code] }

  private static let meanings: [String: Text] = [
    "AC01": Text(zh: "账号有误", en: "account number wrong"),
    "AC03": Text(zh: "收款账号无效", en: "payee's account number invalid"),
    "AC04": Text(zh: "账户已销户", en: "account closed"),
    "AC06": Text(zh: "账户被冻结", en: "account blocked"),
    "AC13": Text(zh: "账户类型不符", en: "wrong type of account"),
    "AG01": Text(zh: "该账户不允许此类交易", en: "not allowed on this account"),
    "AM05": Text(zh: "重复付款", en: "paid twice"),
    "AM09": Text(zh: "金额有误", en: "amount wrong"),
    "BE01": Text(zh: "户名与账号不符", en: "name and account do not go together"),
    "BE06": Text(zh: "收款人不明", en: "payee unknown"),
    "CUST": Text(zh: "付款人要求退回", en: "called back by the payer"),
    "FOCR": Text(zh: "应撤销请求退回", en: "called back by a cancellation"),
    "MD07": Text(zh: "收款人已故", en: "payee deceased"),
    "MS02": Text(zh: "收款人拒收,未说明原因", en: "refused by the payee, no reason given"),
    "MS03": Text(zh: "银行退回,未说明原因", en: "given back by the bank, no reason given"),
    "NARR": Text(zh: "原因见附言", en: "reason in the text"),
    "RC01": Text(zh: "行号有误", en: "bank number wrong"),
    "RR04": Text(zh: "监管原因", en: "regulatory reason"),
  ]
}
