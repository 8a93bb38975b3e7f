public import Catalogue
public import Messages

/// What is wrong with a table of distances that somebody wrote.
public struct MatrixFault: Fault, Hashable {
  public enum Problem: Hashable, Sendable {
    /// In the words of the reader of delimited text, with its code.
    case notATable(code: String, Text)
    case unknownPlace(String)
    case ambiguousPlace(String, [Place.ID])
    case notANumber(column: String, String)
    case duplicatePair(String, String, firstLine: Int)
    case pathToItself(String)
    case unknownStation(String)
    case oneStation
    case noMotorwayBetween(String, String)
    case tooManyPlaces(Int)
    case empty
  }

  /// From 1.
  public var line: Int
  /// From 1; 0 where the whole row is meant.
  public var column: Int
  public var problem: Problem

  public init(line: Int, column: Int, problem: Problem) {
    self.line = line
    self.column = column
    self.problem = problem
  }

  public var code: String {
    switch problem {
    case .notATable(let code, _): code
    case .unknownPlace: "E-DST-001"
    case .ambiguousPlace: "E-DST-002"
    case .notANumber: "E-DST-003"
    case .duplicatePair: "E-DST-004"
    case .pathToItself: "E-DST-005"
    case .unknownStation: "E-DST-006"
    case .oneStation: "E-DST-007"
    case .noMotorwayBetween: "E-DST-008"
    case .tooManyPlaces: "E-DST-009"
    case .empty: "E-DST-010"
    }
  }

  public var text: Text {
    let words = problem.text
    return Text(zh: "第 \(line) 行第 \(column) 列:\(words.zh)", en: "line \(line), column \(column): \(words.en)")
  }
}

extension MatrixFault.Problem {
  fileprivate var text: Text {
    switch self {
    case .notATable(_, let words): words
    case .unknownPlace(let name):
      Text(
        zh: "目录中没有地点「\(name)」;请写目录的标识或名称。", en: "the catalogue has no place “\(name)”; write its id or one of its names.")
    case .ambiguousPlace(let name, let ids):
      Text(
        zh: "「\(name)」有多个:\(ids.joined(separator: "、"));请用标识。",
        en: "“\(name)” is the name of several: \(ids.joined(separator: ", ")); give the id.")
    case .notANumber(let column, let value):
      Text(
        zh: "\(column)「\(value)」不是 0 到 100000000 的整数。", en: "\(column) “\(value)” is not a whole number from 0 to 100000000.")
    case .duplicatePair(let from, let to, let first):
      Text(
        zh: "\(from) 到 \(to) 已在第 \(first) 行给出;请删去一行。", en: "the way from \(from) to \(to) stands on line \(first) already; take one away.")
    case .pathToItself(let place): Text(zh: "\(place) 到自身的距离须为 0。", en: "the way from \(place) to itself must be 0.")
    case .unknownStation(let id):
      Text(zh: "目录中没有收费站 \(id);见 catalog show stations。", en: "the catalogue has no toll station \(id); see catalog show stations.")
    case .oneStation:
      Text(zh: "入口站和出口站须同时给出或同时留空。", en: "give both the station in and the station out, or neither.")
    case .noMotorwayBetween(let entry, let exit):
      Text(zh: "没有高速公路从 \(entry) 通到 \(exit)。", en: "no motorway leads from \(entry) to \(exit).")
    case .tooManyPlaces(let limit): Text(zh: "地点超过 \(limit) 个。", en: "there are more than \(limit) places.")
    case .empty: Text(zh: "表中没有一行距离。", en: "the table has no row of distances.")
    }
  }
}

/// Everything that is wrong with a table of distances, in the order of its lines.
public struct MatrixFaults: Error, Sendable {
  public var faults: [MatrixFault]
}

/// Why a routing engine's answer is of no use.
public enum RoadEngineFault: Fault, Hashable {
  /// It is not JSON, or not of the form that the table service answers in.
  case notATable(String)
  /// The engine's own code and words, e.g. `InvalidOptions`.
  case refused(code: String, message: String)
  case wrongSize(rows: Int, columns: Int, expected: Int, Int)
  /// A figure below zero, or too large.
  case badNumber(row: Int, column: Int)
  /// A cell has metres and no seconds, or the other way round.
  case halfACell(row: Int, column: Int)
  /// Places that lie apart are at one point, or reached in no time.
  case noDistance(from: Place.ID, to: Place.ID, apartMetres: Int)
  case status(Int)
  case unreachable(String)
  case timedOut(milliseconds: Int)
  case closedEarly
  case tooLong(bytesMax: Int)
  case notAnAddress(String)

  public var code: String {
    switch self {
    case .notATable: "E-DST-011"
    case .refused: "E-DST-012"
    case .wrongSize: "E-DST-013"
    case .badNumber: "E-DST-014"
    case .halfACell: "E-DST-015"
    case .status: "E-DST-016"
    case .unreachable: "E-DST-017"
    case .timedOut: "E-DST-018"
    case .closedEarly: "E-DST-019"
    case .tooLong: "E-DST-020"
    case .notAnAddress: "E-DST-021"
    case .noDistance: "E-DST-022"
    }
  }

  public var exit: ExitStatus {
    switch self {
    case .notAnAddress: .usage
    case .unreachable, .timedOut, .closedEarly, .status: .tryAgain
    default: .badData
    }
  }

  /// Whether the same question may be answered when it is asked again.
  public var mayPass: Bool {
    switch self {
    case .status(let status): status >= 500 || status == 429
    case .unreachable, .timedOut, .closedEarly: true
    default: false
    }
  }

  public var text: Text {
    switch self {
    case .notATable(let why): Text(zh: "引擎的回答不是距离表:\(why)。", en: "the engine's answer is no table: \(why).")
    case .refused(let code, let message): Text(zh: "引擎拒绝:\(code) \(message)。", en: "the engine refused: \(code) \(message).")
    case .wrongSize(let rows, let columns, let expectedRows, let expectedColumns):
      Text(
        zh: "引擎的表为 \(rows)×\(columns),应为 \(expectedRows)×\(expectedColumns)。",
        en: "the engine's table is \(rows) × \(columns) and should be \(expectedRows) × \(expectedColumns).")
    case .badNumber(let row, let column):
      Text(
        zh: "引擎的表第 \(row + 1) 行第 \(column + 1) 列的数不可用。",
        en: "the number in row \(row + 1), column \(column + 1) of the engine's table cannot be used.")
    case .halfACell(let row, let column):
      Text(
        zh: "引擎的表第 \(row + 1) 行第 \(column + 1) 列只有里程或只有时间。",
        en: "row \(row + 1), column \(column + 1) of the engine's table has one of distance and duration alone.")
    case .noDistance(let from, let to, let metres):
      Text(
        zh: "引擎说 \(from) 到 \(to) 是 0,而直线就有 \(metres) 米。",
        en: "the engine says that it is nothing from \(from) to \(to), which lie \(metres) m apart.")
    case .status(let status): Text(zh: "引擎回答 HTTP \(status)。", en: "the engine answers HTTP \(status).")
    case .unreachable(let why): Text(zh: "连不上引擎:\(why)。", en: "the engine cannot be reached: \(why).")
    case .timedOut(let milliseconds):
      Text(zh: "引擎在 \(milliseconds) 毫秒内没有答完。", en: "the engine did not answer in full within \(milliseconds) ms.")
    case .closedEarly: Text(zh: "引擎没答完就断开了。", en: "the engine hung up before its answer was whole.")
    case .tooLong(let bytes): Text(zh: "引擎的回答超过 \(bytes) 字节。", en: "the engine's answer is longer than \(bytes) bytes.")
    case .notAnAddress(let text):
      Text(
        zh: "「\(text)」不是引擎地址;请写 http://主机:端口。", en: "“\(text)” is no address of an engine; write http://HOST:PORT.")
    }
  }
}
