public import Measures
public import Messages
public import Ordering

/// Why a command is rejected that no single entity can tell.
public enum EngineFault: Fault, Equatable {
  case noCatalogue
  case unknownActor(String)
  case mayNot(actor: String, action: String)
  case keyTaken(key: String, field: String, first: String, now: String)
  case keyTooLong(Int)
  case unknownHousehold(String)
  case unknownReport(UnsoldReport.ID)
  case reportAnswered(UnsoldReport.ID, Lot.ID)
  case badMembers(Int64)
  case nameMissing(String)
  case notAVillage(String)
  case liftedBeforeRegistered(registered: Day, lifted: Day)
  case nothingToChange
  case mustStay(kind: Text, id: String)
  case otherCounty(String, here: String)
  case invalidCatalogue(String)
  case reportDiffers(UnsoldReport.ID, field: Text, reported: String, given: String)
  case moreThanReported(UnsoldReport.ID, reported: Int64, given: Int64)
  case keyEmpty
  case controlCharacters(field: String)
  case notAnAdjustment(StockMovement.Kind)

  public var code: String {
    switch self {
    case .noCatalogue: "E-ENG-001"
    case .unknownActor: "E-ENG-002"
    case .mayNot: "E-ENG-003"
    case .keyTaken: "E-ENG-004"
    case .keyTooLong: "E-ENG-005"
    case .unknownHousehold: "E-ENG-006"
    case .unknownReport: "E-ENG-007"
    case .reportAnswered: "E-ENG-008"
    case .badMembers: "E-ENG-009"
    case .nameMissing: "E-ENG-010"
    case .notAVillage: "E-ENG-011"
    case .liftedBeforeRegistered: "E-ENG-012"
    case .nothingToChange: "E-ENG-013"
    case .mustStay: "E-ENG-014"
    case .otherCounty: "E-ENG-015"
    case .invalidCatalogue: "E-ENG-016"
    case .reportDiffers: "E-ENG-017"
    case .moreThanReported: "E-ENG-018"
    case .keyEmpty: "E-ENG-019"
    case .controlCharacters: "E-ENG-020"
    case .notAnAdjustment: "E-ENG-021"
    }
  }

  public var exit: ExitStatus {
    switch self {
    case .nothingToChange: .usage
    default: .badData
    }
  }

  public var text: Text {
    switch self {
    case .noCatalogue:
      Text(
        zh: "数据库里还没有目录;请先运行 shanhuo init --catalog Catalog。",
        en: "The database has no catalogue yet; run shanhuo init --catalog Catalog first.")
    case .unknownActor(let actor):
      Text(
        zh: "目录中没有操作人 \(actor);用 shanhuo catalog show actors 查看。",
        en: "The catalogue has no actor \(actor); shanhuo catalog show actors lists them.")
    case .mayNot(let actor, let action):
      Text(
        zh: "\(actor) 无权\(Action.label(of: action).zh)(\(action));请由有此角色的人操作。",
        en: "\(actor) may not do this: \(Action.label(of: action).en) (\(action)); somebody with a role that may has to.")
    case .keyTaken(let key, let field, let first, let now):
      Text(
        zh: "编号 \(key) 已用于另一内容:\(field) 原为「\(first)」,现为「\(now)」;请换编号,或改回原内容。",
        en: "The key \(key) is bound to another body: \(field) was “\(first)” and is now “\(now)”; use a new key, or the first body.")
    case .keyTooLong(let length):
      Text(zh: "编号长 \(length) 字节,最多 \(Key.lengthMax)。", en: "The key has \(length) bytes, \(Key.lengthMax) at most.")
    case .unknownHousehold(let household):
      Text(
        zh: "没有农户 \(household);用 shanhuo household list 查看。", en: "There is no household \(household); shanhuo household list shows them.")
    case .unknownReport(let report):
      Text(zh: "没有滞销报告 \(report);用 shanhuo stock unsold 查看。", en: "There is no report \(report); shanhuo stock unsold shows them.")
    case .reportAnswered(let report, let lot):
      Text(zh: "滞销报告 \(report) 已作为批次 \(lot) 入库。", en: "Report \(report) was already received as lot \(lot).")
    case .badMembers(let members):
      Text(zh: "家庭人口 \(members) 无效;须在 1 到 99 之间。", en: "A household has from 1 to 99 members, not \(members).")
    case .nameMissing(let field):
      Text(zh: "\(field) 不能为空。", en: "The \(field) must not be empty.")
    case .notAVillage(let place):
      Text(zh: "\(place) 不是本县的村或社区。", en: "\(place) is not a village or community of the county.")
    case .liftedBeforeRegistered(let registered, let lifted):
      Text(
        zh: "脱贫日 \(lifted) 早于建档日 \(registered),或没有建档日。",
        en: "The household left poverty on \(lifted), before it was registered (\(registered)).")
    case .nothingToChange:
      Text(zh: "没有给出要更改的内容。", en: "Nothing to change was given.")
    case .mustStay(let kind, let id):
      Text(
        zh: "\(kind.zh) \(id) 生效过,批次、订单和账目会引用它,不能删除,也不能改变单位、等级、内容或条款;请另加一个新的。",
        en:
          "The \(kind.en) \(id) was in force, and lots, orders and transfers may name it: it cannot be removed, nor its unit, grade, contents or terms change; add a new one instead."
      )
    case .otherCounty(let code, let here):
      Text(zh: "目录属于 \(code),数据库属于 \(here)。", en: "The catalogue is of county \(code), the database of \(here).")
    case .invalidCatalogue(let why):
      Text(zh: "目录内容无效:\(why)", en: "The catalogue is not valid: \(why)")
    case .reportDiffers(let report, let field, let reported, let given):
      Text(
        zh: "滞销报告 \(report) 的\(field.zh)是 \(reported),批次却是 \(given);请改正批次,或不用 --report。",
        en: "The \(field.en) of report \(report) is \(reported), and the lot has \(given); correct the lot, or leave --report away.")
    case .moreThanReported(let report, let reported, let given):
      Text(
        zh: "滞销报告 \(report) 只报了 \(reported),不能入库 \(given);多出的请另行入库。",
        en: "Report \(report) is of \(reported), so \(given) cannot be received for it; receive what is more as a lot of its own.")
    case .keyEmpty:
      Text(zh: "编号不能为空;请用 --key 给出,或不用 --key。", en: "A key must not be empty; give one with --key, or leave --key away.")
    case .controlCharacters(let field):
      Text(
        zh: "\(field) 含有控制字符(如换行、制表符);请去掉。",
        en: "The \(field) holds a control character, such as a line break or a tab; take it out.")
    case .notAnAdjustment(let kind):
      Text(
        zh: "「\(kind.label.zh)」不能手工记;只能记更正、失重或损坏。",
        en: "“\(kind.label.en)” cannot be entered by hand; only a correction, shrinkage or spoilage can.")
    }
  }
}
