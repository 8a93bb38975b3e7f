public import Measures
public import Messages

/// Why something cannot be written for a bank.
public enum BankWriteFault: Fault, Hashable {
  /// The bank's characters do not hold this one.
  case unencodable(payee: String, character: String, encoding: String)
  case tooLong(payee: String, field: String, length: Int, limit: Int)
  case tooManyRows(bank: String, limit: Int64)
  case controlCharacter(payee: String, field: String)
  case notPositive(payee: String, amount: Money)
  case missing(payee: String, field: String)
  /// What was announced in the file's head is not what came.
  case totalsDiffer(announced: Money, announcedCount: Int64, amount: Money, count: Int64)
  case cannotCarry(format: String, field: String)

  public var code: String {
    switch self {
    case .unencodable: "E-BNK-060"
    case .tooLong: "E-BNK-061"
    case .tooManyRows: "E-BNK-062"
    case .controlCharacter: "E-BNK-063"
    case .notPositive: "E-BNK-064"
    case .missing: "E-BNK-065"
    case .totalsDiffer: "E-BNK-066"
    case .cannotCarry: "E-BNK-067"
    }
  }

  public var text: Text {
    switch self {
    case .unencodable(let payee, let character, let encoding):
      Text(
        zh: "「\(payee)」中的「\(character)」(\(BankWriteFault.codePoints(character)))在银行的编码 \(encoding) 里没有;请为该户登记银行所用的代用名。",
        en:
          "“\(character)” (\(BankWriteFault.codePoints(character))) of “\(payee)” is not in the bank's encoding \(encoding); register the substitute name that the bank uses for the payee."
      )
    case .tooLong(let payee, let field, let length, let limit):
      Text(
        zh: "「\(payee)」的 \(field) 长 \(length),银行最多收 \(limit);请改短,或为该户登记代用名。",
        en:
          "\(field) of “\(payee)” is \(length) long where the bank takes \(limit); shorten it, or register a substitute name for the payee."
      )
    case .tooManyRows(let bank, let limit):
      Text(
        zh: "\(bank) 一张表最多 \(limit) 笔;请分成几批:作废本批,再用 shanhuo payout prepare --limit \(limit) 编制。",
        en: "a sheet of \(bank) takes \(limit) payments at most; cancel this run and make several: shanhuo payout prepare --limit \(limit)."
      )
    case .controlCharacter(let payee, let field):
      Text(zh: "「\(payee)」的 \(field) 含有控制字符或换行。", en: "\(field) of “\(payee)” holds a control character or line break.")
    case .notPositive(let payee, let amount):
      Text(zh: "「\(payee)」的金额 \(amount) 不大于零。", en: "the amount \(amount) of “\(payee)” is not above zero.")
    case .missing(let payee, let field): Text(zh: "「\(payee)」缺少 \(field)。", en: "\(field) of “\(payee)” is missing.")
    case .totalsDiffer(let announced, let announcedCount, let amount, let count):
      Text(
        zh: "文件头写有 \(announcedCount) 笔 \(announced),实有 \(count) 笔 \(amount)。",
        en: "the head says \(announcedCount) payments of \(announced), and there were \(count) of \(amount).")
    case .cannotCarry(let format, let field):
      Text(zh: "\(format) 写不下 \(field)。", en: "\(format) cannot carry \(field).")
    }
  }

  private static func codePoints(_ character: String) -> String {
    character.unicodeScalars.map { "U+" + String($0.value, radix: 16, uppercase: true) }.joined(separator: " ")
  }
}

extension String {
  /// No control character and no line break.
  var isPlain: Bool { unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) && $0.value & 0xFFFE != 0xFFFE } }
}
