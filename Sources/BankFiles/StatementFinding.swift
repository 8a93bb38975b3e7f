public import Measures
public import Messages
public import Tabular

/// Something that is wrong in a bank's file and no reason to stop: told with its place, and the rest is read.
public struct StatementFinding: Sendable, Hashable {
  public enum Problem: Sendable, Hashable {
    /// A line that cannot be read, and is not among the lines.
    case unreadable(FieldProblem)
    case unreadableRow(TabularFault.Problem)
    /// Opening balance and lines do not come to the closing balance.
    case doesNotClose(opening: Money, lines: Money, closing: Money)
    /// The running balance behind this line is not the one before it and the line.
    case balanceBreaks(expected: Money, found: Money)
    /// The details of an entry do not come to it, so it is one line.
    case detailsDiffer(entry: Money, details: Money?, count: Int)
    /// More details than are kept apart, so the entry is one line.
    case tooManyDetails(count: Int, limit: Int)
    case countDiffers(summary: Int64, found: Int64)
    case duplicateStatement(account: String, number: String)
    /// Not booked yet, so it is no line.
    case pending(amount: Money, reference: String)
    case unknownTag(String)
    /// A later line says that an earlier one is replaced or deleted.
    case correction(of: String)
    case sumTooLarge
    /// A row was not read whole: the file's last one has no line end.
    case notEnded
  }

  public var place: FilePlace
  public var problem: Problem

  public init(_ problem: Problem, at place: FilePlace) {
    self.place = place
    self.problem = problem
  }

  /// Stable, listed in `docs/ERRORS.md`.
  public var code: String {
    switch problem {
    case .unreadable(let problem): problem.code
    case .unreadableRow(let problem): TabularFault(line: place.line, column: place.column, problem: problem).code
    case .doesNotClose: "E-BNK-040"
    case .balanceBreaks: "E-BNK-041"
    case .detailsDiffer: "E-BNK-042"
    case .tooManyDetails: "E-BNK-043"
    case .countDiffers: "E-BNK-044"
    case .duplicateStatement: "E-BNK-045"
    case .pending: "E-BNK-046"
    case .unknownTag: "E-BNK-047"
    case .correction: "E-BNK-048"
    case .sumTooLarge: "E-BNK-049"
    case .notEnded: "E-BNK-050"
    }
  }

  /// A line of the file is not among the events' lines.
  public var losesALine: Bool {
    if case .pending = problem { true } else { isUnreadable }
  }

  /// A line of the file could not be read; it can be when it is mended.
  public var isUnreadable: Bool {
    switch problem {
    case .unreadable, .unreadableRow, .notEnded: true
    default: false
    }
  }

  public var text: Text {
    let words = self.words
    return Text(zh: "第 \(place.line) 行\(place.column > 0 ? "第 \(place.column) 列" : ""):\(words.zh)", en: "line \(place): \(words.en)")
  }

  private var words: Text {
    switch problem {
    case .unreadable(let problem): problem.text
    case .unreadableRow(let problem): TabularFault(line: place.line, column: place.column, problem: problem).text
    case .doesNotClose(let opening, let lines, let closing):
      Text(
        zh: "期初 \(opening) 加各笔 \(lines) 不等于期末 \(closing)。",
        en: "the opening balance \(opening) and the lines \(lines) are not the closing balance \(closing).")
    case .balanceBreaks(let expected, let found):
      Text(
        zh: "余额应为 \(expected),写的是 \(found),差 \(StatementFinding.difference(found, expected))。",
        en: "the balance should be \(expected) and is \(found), \(StatementFinding.difference(found, expected)) off.")
    case .detailsDiffer(let entry, let details, let count):
      Text(
        zh: "这一笔 \(entry) 有 \(count) 条明细,\(details.map { "合计 \($0)" } ?? "其中有金额读不出的"),因此按一笔读入。",
        en: "the entry of \(entry) has \(count == 1 ? "1 detail" : "\(count) details"), "
          + "\(details.map { "\($0) in all" } ?? "not every amount of which can be read"), so it is read as one line."
      )
    case .tooManyDetails(let count, let limit):
      Text(
        zh: "这一笔有 \(count) 条明细,最多分开 \(limit) 条,因此按一笔读入。",
        en: "the entry has \(count) details where \(limit) are kept apart, so it is read as one line.")
    case .countDiffers(let summary, let found):
      Text(zh: "汇总写有 \(summary) 笔,实有 \(found) 笔。", en: "the summary says \(summary) entries, and there are \(found).")
    case .duplicateStatement(let account, let number):
      Text(zh: "账户 \(account) 的对账单 \(number) 在文件中出现两次。", en: "the statement \(number) of the account \(account) is in the file twice.")
    case .pending(let amount, let reference):
      Text(zh: "\(reference) \(amount) 尚未记账,未读入。", en: "\(reference) \(amount) is not booked yet and is left out.")
    case .unknownTag(let tag): Text(zh: "不认识 \(tag),已略过。", en: "\(tag) is not known and was passed over.")
    case .correction(let id):
      Text(zh: "银行称本笔更正或撤销 \(id);请人工核对。", en: "the bank says that this corrects or deletes \(id); look at both.")
    case .sumTooLarge: Text(zh: "合计超出 64 位整数的范围,余额未核对。", en: "the sum does not fit into 64 bits, so balances were not checked.")
    case .notEnded:
      Text(
        zh: "最后一行没有换行,可能被截断,未读入;请以换行结束文件。",
        en: "the last row has no line end and may have been cut off, so it is left out; end the file with a line break.")
    }
  }

  private static func difference(_ a: Money, _ b: Money) -> String { (try? a - b)?.description ?? "?" }
}
