public import Messages

/// What is wrong with one row of a delimited text, or with its header.
public struct TabularFault: Fault, Equatable {
  public enum Problem: Sendable, Hashable {
    case nulByte
    case notText(encoding: String)
    case unclosedQuote
    case strayQuote
    case fieldTooLong(limit: Int)
    case tooManyColumns(limit: Int)
    case wrongColumnCount(found: Int, expected: Int)
    case noHeader
    case unknownColumn(String, known: [String])
    case missingColumn(String)
    case duplicateColumn(String)
    case cannotRead(String)
    case badValue(column: String, value: String, kind: String)
    case notEnded
  }

  /// From 1.
  public var line: Int
  /// The field, from 1; 0 where the whole row is meant.
  public var column: Int
  public var problem: Problem

  public init(line: Int, column: Int, problem: Problem) {
    self.line = line
    self.column = column
    self.problem = problem
  }

  public var code: String {
    switch problem {
    case .nulByte: "E-TAB-001"
    case .notText: "E-TAB-002"
    case .unclosedQuote: "E-TAB-003"
    case .strayQuote: "E-TAB-004"
    case .fieldTooLong: "E-TAB-005"
    case .tooManyColumns: "E-TAB-006"
    case .wrongColumnCount: "E-TAB-007"
    case .noHeader: "E-TAB-008"
    case .unknownColumn: "E-TAB-009"
    case .missingColumn: "E-TAB-010"
    case .duplicateColumn: "E-TAB-011"
    case .cannotRead: "E-TAB-012"
    case .badValue: "E-TAB-013"
    case .notEnded: "E-TAB-014"
    }
  }

  public var text: Text {
    switch problem {
    case .nulByte: Text(zh: "含有空字节(NUL);请重新导出文件。", en: "it holds a NUL byte; export the file again.")
    case .notText(let encoding):
      Text(zh: "不是有效的 \(encoding) 文本;请另存为 UTF-8 或 GB18030。", en: "it is not valid \(encoding); save the file as UTF-8 or GB18030.")
    case .unclosedQuote: Text(zh: "引号没有闭合,这一行可能被截断。", en: "a quote does not close; the row may have been cut off.")
    case .strayQuote: Text(zh: "引号后有多余的字符。", en: "there are characters behind a closing quote.")
    case .fieldTooLong(let limit): Text(zh: "字段超过 \(limit) 字节。", en: "a field is longer than \(limit) bytes.")
    case .tooManyColumns(let limit): Text(zh: "超过 \(limit) 列。", en: "there are more than \(limit) columns.")
    case .wrongColumnCount(let found, let expected):
      Text(
        zh: "有 \(found) 列,应为 \(expected) 列;这一行可能被截断。",
        en: "it has \(found) columns where the header has \(expected); it may have been cut off.")
    case .noHeader: Text(zh: "文件没有表头。", en: "the file has no header.")
    case .unknownColumn(let name, let known):
      Text(
        zh: "不认识表头「\(name)」;可用:\(known.joined(separator: "、"))。",
        en: "the header “\(name)” is not known; known are \(known.joined(separator: ", ")).")
    case .missingColumn(let name): Text(zh: "缺少列「\(name)」。", en: "the column “\(name)” is missing.")
    case .duplicateColumn(let name): Text(zh: "列「\(name)」出现两次。", en: "the column “\(name)” is there twice.")
    case .cannotRead(let why): Text(zh: "无法读取文件:\(why)。", en: "the file cannot be read: \(why).")
    case .badValue(let column, let value, let kind):
      Text(zh: "\(column)「\(value)」不是\(kind)。", en: "\(column) “\(value)” is not \(kind).")
    case .notEnded:
      Text(
        zh: "文件最后一行没有换行,可能被截断;请核对这一行,并以换行结束文件。",
        en: "the file's last row has no line end and may have been cut off; check the row, and end the file with a line break.")
    }
  }
}

extension TabularFault {
  /// Whether the broken row may have swallowed others: a line end among what is broken would not be seen.
  public var mayHideRows: Bool {
    switch problem {
    case .nulByte, .fieldTooLong, .tooManyColumns, .cannotRead: true
    case .wrongColumnCount(let found, let expected): found > expected
    default: false
    }
  }
}
