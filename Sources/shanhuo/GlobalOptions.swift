import ArgumentParser
import Catalogue
import Glibc
import Measures
import Messages
import Ordering

/// The options that every command has.
struct GlobalOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      say("数据库文件(或 SHANHUO_DATABASE;默认 ./shanhuo.sqlite)", "Database file (or SHANHUO_DATABASE; default ./shanhuo.sqlite)"),
      valueName: "path"))
  var database: String?

  @Option(
    help: ArgumentHelp(
      say(
        "业务时间,如 2020-04-08T06:30(或 SHANHUO_NOW;默认系统时钟)",
        "Business time, such as 2020-04-08T06:30 (or SHANHUO_NOW; default: the system's clock)"), valueName: "instant"))
  var now: String?

  @Option(help: ArgumentHelp(say("操作人(或 SHANHUO_ACTOR;默认 owner)", "Who acts (or SHANHUO_ACTOR; default owner)"), valueName: "name"))
  var actor: String?

  @Option(
    name: .customLong("vault-key"),
    help: ArgumentHelp(
      say("保险库密钥文件(或 SHANHUO_VAULT_KEY;默认数据库旁的 .key)", "Key file of the vault (or SHANHUO_VAULT_KEY; default: .key beside the database)"),
      valueName: "path"))
  var vaultKey: String?

  @Option(help: ArgumentHelp(say("语言 zh 或 en(默认取自 LANG)", "Language, zh or en (default from LANG)"), valueName: "zh|en"))
  var lang: Language?

  @Flag(help: ArgumentHelp(say("以 JSON 输出", "Print JSON")))
  var json = false

  var databasePath: String { database ?? environment("SHANHUO_DATABASE") ?? "./shanhuo.sqlite" }
  var vaultKeyPath: String { vaultKey ?? environment("SHANHUO_VAULT_KEY") ?? databasePath + ".key" }
  var actorID: String { actor ?? environment("SHANHUO_ACTOR") ?? "owner" }

  /// The business time: the system's clock is read only where none is given, and only here.
  func instant() throws -> Instant {
    guard let text = now ?? environment("SHANHUO_NOW") else {
      var time = timespec()
      clock_gettime(CLOCK_REALTIME, &time)
      return Instant(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }
    guard let instant = Instant(text) else { throw UsageFault.notAnInstant(text) }
    return instant
  }
}

/// What is wrong with the words of a command.
enum UsageFault: Fault {
  case notAnInstant(String)
  case notADay(String)
  case notAnID(String, form: String)
  case notAnAmount(String)
  case notALine(String)
  case notANumber(String)
  case gramsOrPieces
  case ambiguous(String, [String])
  case unknownName(String, kind: Text)
  case cannotRead(String, why: String)
  case cannotWrite(String, why: String)
  case notAChoice(String, of: [String])
  case headDiffers(expected: String)
  case notAnAccount(String)
  case notAShare(String)
  case totalMissing(DistributionKind)
  case notAPeriod(String)
  case words(String)
  case rejectsAreInput(String)
  case rejectsAreOther(String)
  case notPositive(String, Int64)
  case belowZero(String)
  case notAWeight(String)
  case countTooLarge(String)
  case notAHash(String)
  case cardOrPassbook
  case outOfRange(String, Int64, ClosedRange<Int64>)
  case notOurs(String)
  case notALoad(String)
  case notAFile(String)
  case isAFolder(String)
  case feeTooLarge(String, max: Money)
  case bothOnOutput

  var code: String {
    switch self {
    case .notAnInstant: "E-USE-001"
    case .notADay: "E-USE-002"
    case .notAnID: "E-USE-003"
    case .notAnAmount: "E-USE-004"
    case .notALine: "E-USE-005"
    case .notANumber: "E-USE-006"
    case .gramsOrPieces: "E-USE-007"
    case .ambiguous: "E-USE-008"
    case .unknownName: "E-USE-009"
    case .cannotRead: "E-USE-010"
    case .cannotWrite: "E-USE-011"
    case .notAChoice: "E-USE-012"
    case .headDiffers: "E-USE-013"
    case .notAnAccount: "E-USE-014"
    case .notAShare: "E-USE-015"
    case .totalMissing: "E-USE-016"
    case .notAPeriod: "E-USE-017"
    case .words: "E-USE-018"
    case .rejectsAreInput: "E-USE-019"
    case .rejectsAreOther: "E-USE-020"
    case .notPositive: "E-USE-021"
    case .belowZero: "E-USE-028"
    case .notAWeight: "E-USE-022"
    case .countTooLarge: "E-USE-023"
    case .notAHash: "E-USE-024"
    case .cardOrPassbook: "E-USE-027"
    case .outOfRange: "E-USE-025"
    case .notOurs: "E-USE-026"
    case .notALoad: "E-USE-029"
    case .notAFile, .isAFolder: "E-USE-030"
    case .feeTooLarge: "E-USE-031"
    case .bothOnOutput: "E-USE-032"
    }
  }

  var exit: ExitStatus {
    switch self {
    case .unknownName: .badData
    default: .usage
    }
  }

  var text: Text {
    switch self {
    case .isAFolder(let path): Text(zh: "\(path) 是文件夹;请写其中的文件。", en: "\(path) is a folder; name a file in it.")
    case .feeTooLarge(let text, let max):
      Text(
        zh: "\(text) 作手续费太多:每笔付款的百分之一,至少可到 10 元,最多 \(max) 元。",
        en: "\(text) is too much for a bank's fee: a hundredth of a payment, 10 yuan in any case, and never more than \(max).")
    case .bothOnOutput:
      Text(zh: "标准输出只能写一样:--json、--html - 或 --csv - 选一个。", en: "Standard output holds one thing: give one of --json, --html - and --csv -.")
    case .notAFile(let path):
      Text(
        zh: "\(path) 是管道或设备,而文件要读两遍;请先存成文件。", en: "\(path) is a pipe or device, and the file is read twice; save it to a file first.")
    case .notAnInstant(let value):
      Text(zh: "「\(value)」不是时间;请写 2020-04-08T06:30。", en: "“\(value)” is not an instant; write 2020-04-08T06:30.")
    case .notALoad(let value):
      Text(
        zh: "「\(value)」不是装载;请写 产品=克数,如 egg=180000;目录外的写 farm=克数/升数 或 other=克数/升数。",
        en:
          "“\(value)” is not a load; write PRODUCT=GRAMS, such as egg=180000, and for goods that the Catalogue lacks farm=GRAMS/LITRES or other=GRAMS/LITRES."
      )
    case .notADay(let value): Text(zh: "「\(value)」不是日期;请写 2020-04-08。", en: "“\(value)” is not a date; write 2020-04-08.")
    case .notAnID(let value, let form):
      Text(zh: "「\(value)」不是编号;请写 \(form)。", en: "“\(value)” is not a number of that kind; write \(form).")
    case .cardOrPassbook:
      Text(zh: "银行卡与存折只能登记一个。", en: "Give a card or a passbook, not both.")
    case .notAHash(let value):
      Text(zh: "「\(value)」不是校验值;是 64 个十六进制数字。", en: "“\(value)” is not a hash; it has 64 hexadecimal digits.")
    case .outOfRange(let option, let value, let range):
      Text(
        zh: "\(option) 须在 \(range.lowerBound) 到 \(range.upperBound) 之间,不能是 \(value)。",
        en: "\(option) goes from \(range.lowerBound) to \(range.upperBound); \(value) does not.")
    case .notOurs(let path):
      Text(zh: "\(path) 是数据库或密钥文件,不能覆盖;请换一个文件名。", en: "\(path) is a database or a key file and is not written over; name another file.")
    case .notAnAmount(let value):
      Text(zh: "「\(value)」不是金额;请写元,最多两位小数。", en: "“\(value)” is not an amount; write yuan with at most two decimals.")
    case .notALine(let value): Text(zh: "「\(value)」不是订单行;请写 规格=数量。", en: "“\(value)” is not a line; write PACK=COUNT.")
    case .notANumber(let value): Text(zh: "「\(value)」不是整数。", en: "“\(value)” is not a whole number.")
    case .gramsOrPieces: Text(zh: "请给出 --grams 或 --pieces 其中之一。", en: "Give one of --grams and --pieces.")
    case .ambiguous(let name, let ids):
      Text(
        zh: "「\(name)」有多个:\(ids.joined(separator: "、"));请用标识。",
        en: "“\(name)” is the name of several: \(ids.joined(separator: ", ")); give the id.")
    case .unknownName(let name, let kind): Text(zh: "没有\(kind.zh)「\(name)」。", en: "There is no \(kind.en) “\(name)”.")
    case .cannotRead(let path, let why): Text(zh: "无法读取 \(path):\(why)。", en: "\(path) cannot be read: \(why).")
    case .cannotWrite(let path, let why): Text(zh: "无法写入 \(path):\(why)。", en: "\(path) cannot be written: \(why).")
    case .notAChoice(let value, let choices):
      Text(zh: "「\(value)」不在可选之列:\(choices.joined(separator: "、"))。", en: "“\(value)” is none of \(choices.joined(separator: ", ")).")
    case .notAnAccount(let value):
      Text(zh: "「\(value)」不是账户;请写 bank 或 payable:H-12。", en: "“\(value)” is not an account; write bank or payable:H-12.")
    case .notAShare(let value): Text(zh: "「\(value)」不是 0% 到 100% 的比例。", en: "“\(value)” is not a share from 0% to 100%.")
    case .totalMissing(let kind): Text(zh: "\(kind.label.zh)要给出 --total。", en: "A \(kind.label.en) needs --total.")
    case .notAPeriod(let value): Text(zh: "「\(value)」不是期间;请写 2020 或 2020-03。", en: "“\(value)” is not a period; write 2020 or 2020-03.")
    case .words(let why): Text(zh: "命令写得不对:\(why)", en: why)
    case .rejectsAreInput(let path):
      Text(
        zh: "被拒的行不能写入正在导入的文件 \(path);请用 --rejects 另指一处。",
        en: "Rejected rows cannot go into \(path), the file that is imported; name another with --rejects.")
    case .rejectsAreOther(let path):
      Text(
        zh: "\(path) 已存在,且不是被拒行的文件,没有改动;请用 --rejects 另指一处,或先移走它。",
        en: "\(path) is there and holds no rejected rows, so it is left alone; name another file with --rejects, or move it away.")
    case .belowZero(let value): Text(zh: "「\(value)」小于零,不可以。", en: "“\(value)” is below zero, and may not be.")
    case .notPositive(let option, let value): Text(zh: "\(option) 必须大于零,不能是 \(value)。", en: "\(option) must be above zero, not \(value).")
    case .notAWeight(let value):
      Text(
        zh: "「\(value)」不是实重;请写 行=克数 或 行.部分=克数,如 1=9980。",
        en: "“\(value)” is not a weight; write LINE=GRAMS or LINE.PART=GRAMS, such as 1=9980.")
    case .countTooLarge(let value):
      Text(zh: "「\(value)」的份数太大;最多 \(Order.countMax)。", en: "The count of “\(value)” is too large; at most \(Order.countMax).")
    case .headDiffers(let expected): Text(zh: "「\(expected)」不是账首;请写 批号:哈希。", en: "“\(expected)” is not a head; write BATCH:HASH.")
    }
  }
}
