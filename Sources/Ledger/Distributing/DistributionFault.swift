public import Catalogue
public import Measures
public import Messages

/// Why a distribution is refused, or may not be moved.
public enum DistributionFault: Fault, Equatable {
  case unknown(Distribution.ID)
  case unknownPayer(Party.ID)
  case payerIsNoCooperative(Party.ID)
  case wrongState(Distribution.ID, Distribution.State, to: Distribution.State)
  case ownWork(Distribution.ID, Actor.ID)
  case noRows
  case tooManyRows(Int)
  case householdTwice(Household.ID, Day?)
  case notAMember(Household.ID, Party.ID, on: Day)
  case badQuantity(Household.ID, Int64)
  case workedLater(Household.ID, Day, on: Day)
  case nothingToShareBy(Money)
  case tooLittleByTrade(Share, least: Share, source: String)
  case noIncomeItem(DistributionKind)
  case notAShare(Share)
  case tooMuchWork(Household.ID, Day, members: Int64)
  case workPaid(Household.ID, Day, by: Distribution.ID)

  public var code: String {
    switch self {
    case .unknown: "E-DIS-001"
    case .unknownPayer: "E-DIS-002"
    case .payerIsNoCooperative: "E-DIS-003"
    case .wrongState: "E-DIS-004"
    case .ownWork: "E-DIS-005"
    case .noRows: "E-DIS-006"
    case .tooManyRows: "E-DIS-007"
    case .householdTwice: "E-DIS-008"
    case .notAMember: "E-DIS-009"
    case .badQuantity: "E-DIS-010"
    case .workedLater: "E-DIS-011"
    case .nothingToShareBy: "E-DIS-012"
    case .tooLittleByTrade: "E-DIS-013"
    case .noIncomeItem: "E-DIS-014"
    case .notAShare: "E-DIS-015"
    case .tooMuchWork: "E-DIS-016"
    case .workPaid: "E-DIS-017"
    }
  }

  public var text: Text {
    switch self {
    case .tooMuchWork(let household, let day, let members):
      Text(
        zh: "\(household) 有 \(members) 口人,\(day) 一天最多记 \(members) 天工。",
        en: "\(household) has \(members) members, who cannot work more than \(members) days on \(day).")
    case .workPaid(let household, let day, let id):
      Text(
        zh: "\(household) \(day) 的出工已列入 \(id);同一天不能计两次。",
        en: "The work of \(household) on \(day) stands in \(id) already; a day is paid once.")
    case .unknown(let id):
      Text(zh: "没有分配 \(id);用 shanhuo distribution list 查看。", en: "There is no distribution \(id); shanhuo distribution list shows them.")
    case .unknownPayer(let party):
      Text(zh: "目录中没有单位 \(party)。", en: "The catalogue has no party \(party); shanhuo catalog show parties lists them.")
    case .payerIsNoCooperative(let party):
      Text(zh: "\(party) 不是合作社;盈余返还只能由合作社作出。", en: "\(party) is no cooperative; only a cooperative returns a surplus.")
    case .wrongState(let id, let state, let new):
      Text(
        zh: "分配 \(id) \(state.label.zh),不能\(new.label.zh);此时可以:\(state.next.map(\.label.zh).joined(separator: "、"))。",
        en:
          "The distribution \(id) is \(state.label.en) and cannot become \(new.label.en); what it may become: \(state.next.isEmpty ? "nothing" : state.next.map(\.label.en).joined(separator: ", "))."
      )
    case .ownWork(let id, let actor):
      Text(zh: "分配 \(id) 由 \(actor) 录入,须由别人批准。", en: "The distribution \(id) was entered by \(actor); somebody else has to approve it.")
    case .noRows: Text(zh: "没有给出分配到户的数额。", en: "Nothing is given that would go to any household.")
    case .tooManyRows(let count):
      Text(
        zh: "一次分配有 \(count) 行,最多 \(DistributionBody.rowsMax)。",
        en: "A distribution of \(count) rows; \(DistributionBody.rowsMax) at most: make several of it.")
    case .householdTwice(let household, let day):
      Text(
        zh: "\(household)\(day.map { " 在 \($0)" } ?? "") 出现两次;请合为一行。",
        en: "\(household) stands there twice\(day.map { " on \($0)" } ?? ""); make one row of it.")
    case .notAMember(let household, let party, let day):
      Text(
        zh: "\(household) 在 \(day) 不是 \(party) 的成员;用 shanhuo membership add 登记。",
        en: "\(household) is no member of \(party) on \(day); shanhuo membership add enters it.")
    case .badQuantity(let household, let quantity):
      Text(zh: "\(household) 的数量 \(quantity) 无效。", en: "The quantity \(quantity) of \(household) is not one; it must be above zero.")
    case .workedLater(let household, let day, let on):
      Text(zh: "\(household) 的出工日 \(day) 晚于入账日 \(on)。", en: "\(household) worked on \(day), after \(on), the day of the wages.")
    case .nothingToShareBy(let amount):
      Text(zh: "有 \(amount) 元要分,但各户的份额都是零。", en: "\(amount) yuan are to be shared out, and every weight is zero.")
    case .tooLittleByTrade(let share, let least, let source):
      Text(
        zh: "按交易量返还 \(share.percent),不得低于 \(least.percent)(\(source))。",
        en: "\(share.percent) goes back by trade; the law wants \(least.percent) at least (\(source)).")
    case .noIncomeItem(let kind):
      Text(
        zh: "目录 income.yaml 没有\(kind.label.zh)的收入项目;请补上。",
        en: "The catalogue's income.yaml names no income item for \(kind.label.en); add it.")
    case .notAShare(let share):
      Text(zh: "按交易量返还的比例 \(share.percent) 须在 0% 到 100% 之间。", en: "The share by trade is from 0% to 100%, not \(share.percent).")
    }
  }
}

extension Distribution.State {
  public var label: Text {
    switch self {
    case .entered: Text(zh: "已录入", en: "entered")
    case .approved: Text(zh: "已批准", en: "approved")
    case .settled: Text(zh: "已结算", en: "settled")
    case .revoked: Text(zh: "已撤销", en: "revoked")
    }
  }
}
