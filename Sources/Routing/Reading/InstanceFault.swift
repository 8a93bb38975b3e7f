public import Messages

/// Why a benchmark text cannot be read; with the line, counted from 1.
public enum InstanceFault: Fault, Equatable {
  case unknownFormat
  case notText
  case missing(line: Int, String)
  case notANumber(line: Int, String)
  case fieldCount(line: Int, expected: Int, found: Int)
  case outOfRange(line: Int, String)
  case unsupported(line: Int, keyword: String, value: String)
  case repeatedNumber(line: Int, Int)
  case unknownPartner(line: Int, Int)
  case windowClosesBeforeItOpens(line: Int, String, String)

  public var code: String {
    switch self {
    case .unknownFormat: "E-ROU-030"
    case .notText: "E-ROU-031"
    case .missing: "E-ROU-032"
    case .notANumber: "E-ROU-033"
    case .fieldCount: "E-ROU-034"
    case .outOfRange: "E-ROU-035"
    case .unsupported: "E-ROU-036"
    case .repeatedNumber: "E-ROU-037"
    case .unknownPartner: "E-ROU-038"
    case .windowClosesBeforeItOpens: "E-ROU-039"
    }
  }

  public var text: Text {
    switch self {
    case .unknownFormat:
      Text(
        zh: "不认识的格式;可读 Solomon、Gehring-Homberger、Li-Lim、CVRPLIB 文本与本程序的 JSON。",
        en: "The format is not known; the texts of Solomon, Gehring and Homberger, Li and Lim, and CVRPLIB are, and this program's JSON.")
    case .notText: Text(zh: "不是 UTF-8 文本。", en: "It is not UTF-8 text.")
    case .missing(let line, let what): Text(zh: "第 \(line) 行:缺少 \(what)。", en: "line \(line): \(what) is missing.")
    case .notANumber(let line, let word): Text(zh: "第 \(line) 行:「\(word)」不是数。", en: "line \(line): “\(word)” is not a number.")
    case .fieldCount(let line, let expected, let found):
      Text(zh: "第 \(line) 行:应有 \(expected) 个数,实有 \(found) 个。", en: "line \(line): \(expected) numbers belong here, and there are \(found).")
    case .outOfRange(let line, let word): Text(zh: "第 \(line) 行:\(word) 超出范围。", en: "line \(line): \(word) is out of range.")
    case .unsupported(let line, let keyword, let value):
      Text(zh: "第 \(line) 行:不支持 \(keyword) 的值 \(value)。", en: "line \(line): \(keyword) \(value) is not supported.")
    case .repeatedNumber(let line, let number):
      Text(zh: "第 \(line) 行:编号 \(number) 已经出现过。", en: "line \(line): number \(number) was there before.")
    case .unknownPartner(let line, let number):
      Text(
        zh: "第 \(line) 行:与 \(number) 不成对;取货与送货要互相指明。",
        en: "line \(line): it is no pair with \(number); pickup and delivery must name each other.")
    case .windowClosesBeforeItOpens(let line, let open, let close):
      Text(zh: "第 \(line) 行:时间窗先关后开:\(open) 到 \(close)。", en: "line \(line): the window closes before it opens: \(open) to \(close).")
    }
  }
}
