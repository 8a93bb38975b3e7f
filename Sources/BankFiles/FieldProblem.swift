public import Messages

/// What is wrong with a value in a bank's file.
public enum FieldProblem: Error, Sendable, Hashable {
  case missing(field: String)
  case twice(field: String)
  case notAnAmount(field: String, value: String)
  /// The yuan has a hundred fen.
  case tooManyDecimals(field: String, value: String)
  case amountTooLarge(field: String, value: String)
  case notADay(field: String, value: String)
  case foreignCurrency(String)
  case unknownWord(field: String, value: String, known: [String])
  case malformed(field: String, value: String)
  case inAndOut(value: String)

  public var code: String {
    switch self {
    case .missing: "E-BNK-020"
    case .twice: "E-BNK-029"
    case .notAnAmount: "E-BNK-021"
    case .tooManyDecimals: "E-BNK-022"
    case .amountTooLarge: "E-BNK-023"
    case .notADay: "E-BNK-024"
    case .foreignCurrency: "E-BNK-025"
    case .unknownWord: "E-BNK-026"
    case .malformed: "E-BNK-027"
    case .inAndOut: "E-BNK-028"
    }
  }

  public var text: Text {
    switch self {
    case .missing(let field): Text(zh: "缺少\(field)。", en: "\(field) is missing.")
    case .twice(let field): Text(zh: "\(field)出现两次。", en: "\(field) is there twice.")
    case .notAnAmount(let field, let value):
      Text(
        zh: "\(field)「\(value)」不是金额;请核对小数点和千分位。", en: "\(field) “\(value)” is not an amount; compare the decimal mark and the thousands.")
    case .tooManyDecimals(let field, let value):
      Text(zh: "\(field)「\(value)」超过两位小数。", en: "\(field) “\(value)” has more than two decimals.")
    case .amountTooLarge(let field, let value):
      Text(zh: "\(field)「\(value)」超出 64 位整数的范围。", en: "\(field) “\(value)” does not fit into 64 bits.")
    case .notADay(let field, let value):
      Text(zh: "\(field)「\(value)」不是日历上的日期。", en: "\(field) “\(value)” is no day of the calendar, or written otherwise.")
    case .foreignCurrency(let currency):
      Text(zh: "币种是「\(currency)」;只处理人民币(CNY)。", en: "the currency is “\(currency)”; only CNY is handled.")
    case .unknownWord(let field, let value, let known):
      Text(
        zh: "不认识\(field)「\(value)」;可用:\(known.joined(separator: "、"))。",
        en: "\(field) “\(value)” is not known; known are \(known.joined(separator: ", ")).")
    case .malformed(let field, let value):
      Text(zh: "\(field)「\(value)」的写法无法识别。", en: "\(field) “\(value)” is not written as its format says.")
    case .inAndOut(let value):
      Text(zh: "收入和支出须恰有一个:\(value)。", en: "money came in or went out, one of both: \(value).")
    }
  }

  /// The first characters of a value, so that a fault stays readable.
  static func shown(_ bytes: some Collection<UInt8>) -> String { shown(String(decoding: bytes, as: UTF8.self)) }
  static func shown(_ text: some StringProtocol) -> String {
    String(text.unicodeScalars.prefix(60).map { $0.value < 0x20 || $0.value == 0x7F ? " " : Character($0) })
  }
}
