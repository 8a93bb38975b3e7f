public import Messages

/// What is wrong at one place of a scenario's files.
public struct ScenarioFault: Fault, Hashable {
  public enum Problem: Hashable, Sendable {
    /// In the words of the reader of delimited text, with its code.
    case notATable(code: String, Text)
    case missingFile
    case oneRow
    case unknown(kind: Text, String)
    case notA(kind: Text, String)
    case duplicate(String, firstLine: Int)
    case samePlace(String)
    case dueBeforeReady
    case doesNotFit(kind: String, column: String)
    case otherCounty(String)
    case goodsByOrder
    case countyOfOthers(String, here: String)
    case partOfAnOrder(String)
  }

  public var path: String
  /// From 1.
  public var line: Int
  /// From 1; 0 where the whole row is meant.
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
    case .notATable(let code, _): code
    case .missingFile: "E-SCN-001"
    case .oneRow: "E-SCN-002"
    case .unknown: "E-SCN-003"
    case .notA: "E-SCN-004"
    case .duplicate: "E-SCN-005"
    case .samePlace: "E-SCN-006"
    case .dueBeforeReady: "E-SCN-007"
    case .doesNotFit: "E-SCN-008"
    case .otherCounty: "E-SCN-009"
    case .goodsByOrder: "E-SCN-010"
    case .countyOfOthers: "E-SCN-011"
    case .partOfAnOrder: "E-SCN-012"
    }
  }

  public var text: Text {
    let words = problem.text
    return Text(zh: "\(path):\(line):\(column): \(words.zh)", en: "\(path):\(line):\(column): \(words.en)")
  }
}

extension ScenarioFault.Problem {
  fileprivate var text: Text {
    switch self {
    case .notATable(_, let words): words
    case .missingFile: Text(zh: "缺少此文件。", en: "this file is missing.")
    case .oneRow: Text(zh: "表头下须恰有一行。", en: "below the header exactly one row must stand.")
    case .unknown(let kind, let id): Text(zh: "没有\(kind.zh) \(id);请先定义它。", en: "there is no \(kind.en) \(id); define it first.")
    case .notA(let kind, let value): Text(zh: "「\(value)」不是\(kind.zh)。", en: "“\(value)” is not \(kind.en).")
    case .duplicate(let id, let first):
      Text(zh: "\(id) 已在第 \(first) 行;请改用别的标识。", en: "\(id) stands on line \(first) already; use another id.")
    case .samePlace(let place): Text(zh: "起点和终点都是 \(place)。", en: "it begins and ends at \(place).")
    case .dueBeforeReady: Text(zh: "due_by 须晚于 ready,且不早于 due_from。", en: "due_by must be later than ready, and not before due_from.")
    case .doesNotFit(let kind, let column):
      Text(
        zh: "\(kind) 行的 \(column) 不对:货物有产品和克数,包裹只有克数,乘客只有人数。",
        en: "of \(kind), \(column) is wrong: goods have a product and grams, parcels grams alone, riders a number of persons alone.")
    case .goodsByOrder:
      Text(
        zh: "账册里的货按订单运;请下订单,或用 --scenario。", en: "goods of an order book ride as orders; place an order, or give a scenario.")
    case .countyOfOthers(let county, let here):
      Text(
        zh: "「\(county)」不是本县(\(here));账册只排本县的车。", en: "“\(county)” is not this county, \(here), whose runs alone are planned here.")
    case .partOfAnOrder(let id):
      Text(zh: "\(id) 是订单一部分的编号;请改用别的标识。", en: "\(id) is what a part of an order is called; use another id.")
    case .otherCounty(let id): Text(zh: "\(id) 属于另一个县。", en: "\(id) belongs to another county.")
    }
  }
}

/// Everything that is wrong with a scenario, in the order of its files.
public struct ScenarioFaults: Error, Sendable {
  public var faults: [ScenarioFault]
}
