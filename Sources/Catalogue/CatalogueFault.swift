public import Measures
public import Messages

/// What is wrong at one place of a Catalogue file.
public struct CatalogueFault: Fault, Hashable {
  public enum Problem: Hashable, Sendable {
    case notUTF8
    case notYAML(Text)
    case unknownFile
    case missingFile
    case missingKey(String)
    case unknownKey(String, known: [String])
    case notA(Text, value: String)
    case duplicate(String, firstAt: String)
    case unknownReference(kind: Text, id: String)
    case checkDigit(String)
    case contentIsNotNet(content: Int64, net: Int64)
    case curveNotFalling
    case overlappingPrices(String)
    case floorAbovePrice
    case outOfRange(String, value: String)
    case missingAccount(String)
    case accountDiffers(String, kind: String, holder: String)
    case sharesDoNotAddUp(Share)
    case overlappingRules(String)
    case amountColumns
    case sameMark
    case resultNamesNoPayment
    case hoursNotRising
  }

  public var path: String
  /// From 1.
  public var line: Int
  public var column: Int
  public var problem: Problem

  public init(path: String, line: Int, column: Int, problem: Problem) {
    self.path = path
    self.line = line
    self.column = column
    self.problem = problem
  }

  public var code: String {
    switch problem {
    case .notUTF8: "E-CAT-001"
    case .notYAML: "E-CAT-002"
    case .unknownFile: "E-CAT-003"
    case .missingFile: "E-CAT-004"
    case .missingKey: "E-CAT-005"
    case .unknownKey: "E-CAT-006"
    case .notA: "E-CAT-007"
    case .duplicate: "E-CAT-008"
    case .unknownReference: "E-CAT-009"
    case .checkDigit: "E-CAT-010"
    case .contentIsNotNet: "E-CAT-011"
    case .curveNotFalling: "E-CAT-012"
    case .overlappingPrices: "E-CAT-013"
    case .floorAbovePrice: "E-CAT-014"
    case .outOfRange: "E-CAT-015"
    case .missingAccount: "E-CAT-016"
    case .accountDiffers: "E-CAT-017"
    case .sharesDoNotAddUp: "E-CAT-018"
    case .overlappingRules: "E-CAT-019"
    case .amountColumns: "E-CAT-020"
    case .sameMark: "E-CAT-021"
    case .resultNamesNoPayment: "E-CAT-022"
    case .hoursNotRising: "E-CAT-023"
    }
  }

  public var text: Text {
    let place = "\(path):\(line):\(column): "
    let words = problem.text
    return Text(zh: place + words.zh, en: place + words.en)
  }
}

extension CatalogueFault.Problem {
  var text: Text {
    switch self {
    case .notUTF8: Text(zh: "文件不是 UTF-8;请另存为 UTF-8。", en: "the file is not UTF-8; save it as UTF-8.")
    case .notYAML(let why): Text(zh: "不是有效的 YAML:\(why.zh)", en: "this is not valid YAML: \(why.en)")
    case .unknownFile: Text(zh: "目录中不认识这个文件;请改名或移走。", en: "the catalogue knows no such file; rename it or move it away.")
    case .missingFile: Text(zh: "缺少此文件。", en: "this file is missing.")
    case .missingKey(let key): Text(zh: "缺少 \(key)。", en: "\(key) is missing; add it.")
    case .unknownKey(let key, let known):
      Text(
        zh: "不认识 \(key);可用:\(known.joined(separator: "、"))。",
        en: "\(key) is not known here; known are \(known.joined(separator: ", ")).")
    case .notA(let kind, let value): Text(zh: "「\(value)」不是\(kind.zh)。", en: "“\(value)” is not \(kind.en).")
    case .duplicate(let id, let first):
      Text(zh: "\(id) 已在 \(first) 定义;请改用别的标识。", en: "\(id) is already defined at \(first); use another id.")
    case .unknownReference(let kind, let id):
      Text(zh: "没有\(kind.zh) \(id);请先定义它。", en: "there is no \(kind.en) \(id); define it first.")
    case .checkDigit(let value): Text(zh: "EAN-13 \(value) 的校验位不对。", en: "the check digit of EAN-13 \(value) is wrong.")
    case .contentIsNotNet(let content, let net):
      Text(
        zh: "按克计的产品,含量 \(content) 必须等于净重 \(net)。",
        en: "for a product stocked in grams the content (\(content)) must equal the net mass (\(net)).")
    case .curveNotFalling:
      Text(zh: "保质期必须按温度升序给出,天数不得上升。", en: "shelf life must be given by rising temperature, and its days must not rise.")
    case .overlappingPrices(let pack):
      Text(zh: "规格 \(pack) 在同一起订量下的价格期限重叠。", en: "pack \(pack) has two prices for the same quantity and days.")
    case .floorAbovePrice: Text(zh: "保底价高于收购价。", en: "the floor is above the price.")
    case .outOfRange(let what, let value): Text(zh: "\(what) \(value) 超出范围。", en: "\(what) \(value) is out of range.")
    case .missingAccount(let id):
      Text(zh: "科目表缺少 \(id),引擎要用它;请补上。", en: "the chart lacks the account \(id), which the engine posts to; add it.")
    case .sharesDoNotAddUp(let sum):
      Text(
        zh: "各份额合计 \(sum.percent);必须恰为 100%,或不超过 100%。",
        en: "the shares come to \(sum.percent); they must make up the whole and never more.")
    case .overlappingRules(let other):
      Text(
        zh: "与 \(other) 在同一天管同一批货;请错开期限或范围。", en: "it covers the same goods on the same days as \(other); part their days or their scopes.")
    case .amountColumns:
      Text(
        zh: "金额列须为三种之一:amount;amount 和 direction;debit 和 credit。",
        en: "amounts are told in one of three ways: amount; amount and direction; debit and credit.")
    case .sameMark: Text(zh: "小数点和千分位符号相同。", en: "the decimal mark and the mark between thousands are the same.")
    case .resultNamesNoPayment:
      Text(
        zh: "回盘须有 reference、sequence,或 account 和 amount,否则不知是哪一笔。",
        en: "a result needs reference, sequence, or account and amount: else nobody knows which payment it is about.")
    case .hoursNotRising:
      Text(zh: "时段至少一个,须按先后给出且互不相接。", en: "give at least one span of hours, each later than the one before and apart from it.")
    case .accountDiffers(let id, let kind, let holder):
      Text(
        zh: "科目 \(id) 必须是 kind: \(kind)、holder: \(holder)。", en: "the account \(id) must have kind: \(kind) and holder: \(holder).")
    }
  }
}
