/// The names of accounts of a bank's own through which payments of many go (代发过渡户, 湖北银行待清算资金).
///
/// The whole name has to be one, after the bank's own: 化肥公司破产清算组 is somebody, and so is who is called 张代发.
enum ClearingName {
  static func isOne(_ name: String) -> Bool {
    var rest = name[...]
    // What stands before is the bank's name, where there is one.
    for bank in banks {
      if let range = rest.ranges(of: bank).last { rest = rest[range.upperBound...] }
    }
    var isClearing = false
    while !rest.isEmpty {
      guard let word = (clearing + others).first(where: { rest.hasPrefix($0) }) else { return false }
      isClearing = isClearing || clearing.contains(word)
      rest = rest.dropFirst(word.count)
    }
    return isClearing
  }

  private static let clearing = ["过渡", "代发", "清算", "应解", "挂账", "挂帐"]

  /// What stands beside those; the longer first.
  private static let others = [
    "临时存款", "资金", "款项", "账户", "帐户", "专户", "汇款", "工资", "业务", "批量", "代付", "内部", "集中", "中心", "往来", "网银", "支付", "跨行", "其他", "应付", "待", "及", "款",
    "户",
  ]

  private static let banks = ["银行股份有限公司", "银行有限责任公司", "银行", "农商行", "分行", "支行", "信用联社", "信用社联合社", "信用社", "营业部"]
}
