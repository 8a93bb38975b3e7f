public import Messages

/// Why a bank's file cannot be read any further: its structure is broken, or it is not what we take.
public struct BankFileFault: Fault, Hashable {
  public enum Problem: Sendable, Hashable {
    case unknownFormat
    case unknownHeader(banks: [String])
    case missingColumn(bank: String, header: String)
    case duplicateColumn(header: String)
    case cutOff(inside: String)
    case doctype
    case unknownMessage(String)
    case unknownEncoding(String)
    case notText(encoding: String)
    case malformed(Text)
    case tooDeep(limit: Int)
    case tooLong(limit: Int)
    case field(FieldProblem)
    case cannotRead(String)
  }

  public var place: FilePlace
  public var problem: Problem

  public init(_ problem: Problem, at place: FilePlace) {
    self.place = place
    self.problem = problem
  }

  public var code: String {
    switch problem {
    case .unknownFormat: "E-BNK-001"
    case .unknownHeader: "E-BNK-002"
    case .missingColumn: "E-BNK-003"
    case .duplicateColumn: "E-BNK-004"
    case .cutOff: "E-BNK-005"
    case .doctype: "E-BNK-006"
    case .unknownMessage: "E-BNK-007"
    case .unknownEncoding: "E-BNK-008"
    case .notText: "E-BNK-009"
    case .malformed: "E-BNK-010"
    case .tooDeep: "E-BNK-011"
    case .tooLong: "E-BNK-012"
    case .cannotRead: "E-BNK-013"
    case .field(let problem): problem.code
    }
  }

  public var text: Text {
    let words = problem.text
    return Text(zh: "第 \(place.line) 行\(place.column > 0 ? "第 \(place.column) 列" : ""):\(words.zh)", en: "line \(place): \(words.en)")
  }
}

extension BankFileFault.Problem {
  var text: Text {
    switch self {
    case .unknownFormat:
      Text(
        zh: "认不出这是什么文件;可读 camt.053、camt.054、pain.002、MT940、OFX 和目录中各银行的表。",
        en: "it is no file that is known here; camt.053, camt.054, pain.002, MT940, OFX and the sheets of the Catalogue's banks are.")
    case .unknownHeader(let banks):
      Text(
        zh: "前 20 行没有目录中任何银行(\(banks.joined(separator: "、")))的表头;请在 Catalog/banks/ 中登记各列的名称。",
        en:
          "none of the first 20 rows is a header of the Catalogue's banks (\(banks.joined(separator: ", "))); enter the columns' names in Catalog/banks/."
      )
    case .missingColumn(let bank, let header):
      Text(
        zh: "没有找到 \(bank) 的表头:缺少列「\(header)」;请核对 Catalog/banks/。",
        en: "the header of \(bank) is not there: the column “\(header)” is missing; compare Catalog/banks/.")
    case .duplicateColumn(let header): Text(zh: "列「\(header)」出现两次。", en: "the column “\(header)” is there twice.")
    case .cutOff(let inside):
      Text(zh: "文件在 \(inside) 中间中断;请重新下载。", en: "the file ends inside \(inside); download it again.")
    case .doctype:
      Text(zh: "文件含有 DOCTYPE,银行报文没有;拒绝读取。", en: "it has a DOCTYPE, which no bank's message has; it is refused.")
    case .unknownMessage(let name):
      Text(
        zh: "不认识报文「\(name)」;可读 camt.053 和 camt.054 的 02 至 08 版、pain.002。",
        en: "the message “\(name)” is not known; camt.053 and camt.054 of the versions 02 to 08 are, and pain.002.")
    case .unknownEncoding(let name):
      Text(zh: "文件声明的编码是「\(name)」;请转存为 UTF-8。", en: "it declares the encoding “\(name)”; save it as UTF-8.")
    case .notText(let encoding): Text(zh: "不是有效的 \(encoding) 文本。", en: "it is not valid \(encoding).")
    case .malformed(let why): why
    case .tooDeep(let limit): Text(zh: "元素嵌套超过 \(limit) 层。", en: "elements are nested more than \(limit) deep.")
    case .tooLong(let limit): Text(zh: "一个标签、文字或行超过 \(limit) 字节。", en: "a tag, text or line is longer than \(limit) bytes.")
    case .cannotRead(let why): Text(zh: "无法读取文件:\(why)。", en: "the file cannot be read: \(why).")
    case .field(let problem): problem.text
    }
  }
}
