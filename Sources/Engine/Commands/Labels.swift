public import Messages

extension Action {
  /// What people call an action that has this ``name``; the name itself where it is none.
  public static func label(of name: String) -> Text {
    switch name {
    case "apply-catalogue": Text(zh: "装入目录", en: "apply catalogue")
    case "add-household": Text(zh: "登记农户", en: "add household")
    case "change-household": Text(zh: "更改农户", en: "change household")
    case "receive-lot": Text(zh: "入库", en: "receive lot")
    case "correct-lot": Text(zh: "更正批次", en: "correct lot")
    case "write-off": Text(zh: "报损", en: "write off")
    case "report-unsold": Text(zh: "报滞销", en: "report unsold")
    case "place-order": Text(zh: "下单", en: "place order")
    case "cancel-order": Text(zh: "取消订单", en: "cancel order")
    case "pay-order": Text(zh: "付款", en: "pay order")
    case "refund-order": Text(zh: "退款", en: "refund order")
    case "pack-order": Text(zh: "打包", en: "pack order")
    case "dispatch-order": Text(zh: "发运", en: "dispatch order")
    case "deliver-order": Text(zh: "送达", en: "deliver order")
    case "short-order": Text(zh: "缺货", en: "short order")
    case "return-order": Text(zh: "退货", en: "return order")
    case "lose-order": Text(zh: "途中损失", en: "lose order")
    case "fill-order": Text(zh: "配货", en: "fill order")
    case "post-transfers": Text(zh: "记账", en: "post transfers")
    case "open-balances": Text(zh: "录入期初余额", en: "open balances")
    case "hold-transfer": Text(zh: "挂账待定", en: "hold transfer")
    case "post-hold": Text(zh: "待定入账", en: "post hold")
    case "void-hold": Text(zh: "作废待定", en: "void hold")
    case "reverse-transfer": Text(zh: "冲回转账", en: "reverse transfer")
    case "close-period": Text(zh: "结账", en: "close period")
    case "settle-order": Text(zh: "结算订单", en: "settle order")
    case "settle-lot": Text(zh: "结算收购", en: "settle lot")
    case "undo-settlement": Text(zh: "撤销结算", en: "undo settlement")
    case "set-membership": Text(zh: "登记成员", en: "set membership")
    case "enter-distribution": Text(zh: "录入分配", en: "enter distribution")
    case "approve-distribution": Text(zh: "批准分配", en: "approve distribution")
    case "settle-distribution": Text(zh: "结算分配", en: "settle distribution")
    case "revoke-distribution": Text(zh: "撤销分配", en: "revoke distribution")
    case "record-income": Text(zh: "登记收入", en: "record income")
    case "withdraw-income": Text(zh: "撤回收入", en: "withdraw income")
    case "set-payee": Text(zh: "登记收款方式", en: "set payee")
    case "prepare-payouts": Text(zh: "编制兑付", en: "prepare payouts")
    case "approve-payouts": Text(zh: "批准兑付", en: "approve payouts")
    case "send-payouts": Text(zh: "送出兑付", en: "send payouts")
    case "close-payouts": Text(zh: "关闭兑付", en: "close payouts")
    case "cancel-payouts": Text(zh: "作废兑付", en: "cancel payouts")
    case "drop-payout": Text(zh: "取消一笔兑付", en: "drop payout")
    case "hand-over-payout": Text(zh: "现金签领", en: "hand over cash")
    case "take-back-payout": Text(zh: "现金未领", en: "take cash back")
    case "correct-payout": Text(zh: "更正回盘", en: "correct the bank's result")
    case "enter-bank-line": Text(zh: "银行流水", en: "bank line")
    case "record-statement": Text(zh: "对账单", en: "statement")
    case "match-line": Text(zh: "匹配流水", en: "match line")
    case "unmatch-line": Text(zh: "撤销匹配", en: "unmatch line")
    case "record-outcomes": Text(zh: "回盘结果", en: "bank's results")
    case "adopt-plan": Text(zh: "采纳车次计划", en: "adopt plan of runs")
    case "book-run": Text(zh: "预约车次", en: "book run")
    case "load-run": Text(zh: "装车", en: "load run")
    case "start-run": Text(zh: "发车", en: "start run")
    case "report-run": Text(zh: "行车报告", en: "report of a run")
    case "finish-run": Text(zh: "收车", en: "finish run")
    case "cancel-run": Text(zh: "取消车次", en: "cancel run")
    case "pass-time": Text(zh: "到期处理", en: "time passed")
    default: Text(zh: name, en: name)
    }
  }
}

extension Field {
  /// What people call the field.
  public var label: Text { Text(zh: Field.chinese[name] ?? name, en: name.split(separator: "_").joined(separator: " ")) }

  private static let chinese = [
    "account": "账号", "account_name": "户名", "because": "说明", "held": "暂停", "left_out": "未列入", "payee": "收款人", "payout": "兑付",
    "payouts": "笔数", "bank_line": "流水", "failed": "失败", "step": "依据", "to": "归属", "reference": "编号", "text": "附言",
    "occurrence": "第几笔", "outcome": "结果", "run": "批次", "format": "格式",
    "amount": "金额", "by_trade": "按交易量", "buyer": "买方", "catalogue_bytes": "目录字节数", "certificate": "合格证", "decision": "决议",
    "distribution": "分配", "deliver_on": "送货日", "deliver_to": "送到",
    "grade": "等级", "grams": "克数", "harvested_on": "采收日", "from": "自", "hold_until": "预留至", "item": "收入项目", "household": "农户", "kind": "类别",
    "lifted_on": "脱贫日",
    "lines": "明细", "lot": "批次", "members": "人口", "name": "姓名", "on_shortage": "缺货时", "order": "订单", "ordered_at": "下单时间",
    "on": "记账日", "packs": "份数", "part": "行", "party": "单位", "payer": "付款方", "period": "期间", "place": "地点", "postings": "分录",
    "producer": "生产者", "product": "产品", "quantity": "数量",
    "reason": "原因", "record": "记录", "rows": "各户", "shares": "份额", "total": "总额", "until": "止",
    "registered_on": "建档日", "report": "滞销报告", "sample": "样本", "source": "来源", "through": "至", "to_stock": "回库", "transfer": "转账",
    "at": "时间", "cargo": "货物", "day": "日期", "enters_at": "上高速", "metres": "里程(米)", "number": "编号", "runs": "车次", "stop": "站",
    "stops": "站数", "tolls": "通行费", "vehicle": "车辆",
    "vault_key": "密钥指纹", "village": "村", "weights": "实重",
  ]
}
