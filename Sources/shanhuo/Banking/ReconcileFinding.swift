import BankFiles
import Measures
import Messages
import Payouts

/// Something that is wrong in a bank's file, or that its lines could not do.
struct ReconcileFinding: Encodable {
  var code: String
  /// 0 where the whole is meant.
  var line: Int
  var column: Int
  var message: String

  init(_ finding: StatementFinding) {
    code = finding.code
    line = finding.place.line
    column = finding.place.column
    message = finding.text(.ofProcess)
  }

  init(_ fault: any Fault, line: Int) {
    code = fault.code
    self.line = line
    column = 0
    message = fault.text(.ofProcess)
  }

  /// Where a statement does not begin as the one before it ended, or does not end as the next one begins.
  ///
  /// - Parameter justBefore: the closing balance of the statement before it in the same file.
  static func continuity(
    of body: StatementBody, at place: FilePlace, among known: [BankStatement], justBefore: Money?
  ) -> [ReconcileFinding] {
    var findings: [ReconcileFinding] = []
    // Statements of one day follow each other by when they were read.
    let before = known.first { $0.body.through <= body.from }?.body
    // What is said again begins where it began before.
    let isSaidAgain = known.contains { $0.body.from == body.from && $0.body.opening == body.opening }
    if let opening = body.opening, let closing = justBefore ?? before?.closing, opening != closing, !isSaidAgain {
      findings.append(ReconcileFinding(StatementGap.opening(opening, before: closing), line: place.line))
    }
    let after = known.last { $0.body.from >= body.through && $0.body.through > body.through }?.body
    if let closing = body.closing, let opening = after?.opening, opening != closing {
      findings.append(ReconcileFinding(StatementGap.closing(closing, after: opening), line: place.line))
    }
    return findings
  }
}

/// A break between two statements: one is missing, or one is wrong.
enum StatementGap: Fault {
  case opening(Money, before: Money)
  case closing(Money, after: Money)
  case books(Money, closing: Money)

  var code: String {
    switch self {
    case .opening: "E-PAY-041"
    case .closing: "E-PAY-042"
    case .books: "E-PAY-045"
    }
  }

  var text: Text {
    switch self {
    case .opening(let opening, let before):
      Text(
        zh: "期初 \(opening) 与上一份对账单的期末 \(before) 不符;中间可能缺一份。",
        en: "the opening balance \(opening) is not \(before), the closing one before; a statement may be missing.")
    case .books(let books, let end):
      Text(
        zh: "账上各笔合计到 \(books),对账单期末却是 \(end);有流水缺失,或重复入账。",
        en: "the lines in the books come to \(books), and the statement ends with \(end): a line is missing, or in twice.")
    case .closing(let closing, let after):
      Text(
        zh: "期末 \(closing) 与下一份对账单的期初 \(after) 不符;中间可能缺一份。",
        en: "the closing balance \(closing) is not \(after), the opening one behind; a statement may be missing.")
    }
  }
}

/// What happened to lines on their way into the books, and nobody would expect.
enum IntakeNote: Fault {
  case knownOtherwise(BankLine.ID, Int64)
  case closed(Day, Int64, through: Day)
  /// A batch, of which another format gave the payments.
  case knownInParts(Money, [BankLine.ID])
  /// The payments of a batch, which another format gave as one line.
  case knownAsBatch(BankLine.ID, Int64)

  var code: String {
    switch self {
    case .knownOtherwise: "E-PAY-056"
    case .closed: "E-PAY-057"
    case .knownInParts, .knownAsBatch: "E-PAY-071"
    }
  }

  var text: Text {
    switch self {
    case .knownOtherwise(let first, let count):
      Text(
        zh: "\(count) 笔已由另一种格式的文件入账(第一笔是 \(first)),没有再入账。",
        en: "lines that came in before by a file of another format, and were not entered again: \(count) (the first is \(first)).")
    case .knownInParts(let amount, let parts):
      Text(
        zh: "\(amount) 一笔是整批,其 \(parts.count) 笔明细已由另一种格式的文件入账(\(IntakeNote.list(parts))),没有再入账。",
        en:
          "a line of \(amount) is a batch of which the \(parts.count) payments came in before by a file of another format (\(IntakeNote.list(parts))); it was not entered again."
      )
    case .knownAsBatch(let line, let count):
      Text(
        zh: "\(count) 笔明细的整批已由另一种格式的文件入账(\(line)),没有再入账。",
        en:
          "the \(count) payments of a batch that came in before as one line, \(line), by a file of another format; they were not entered again."
      )
    case .closed(let first, let count, let through):
      Text(
        zh: "\(count) 笔的日期在已结账期内(第一笔 \(first),结账至 \(through)),记在下一个未结账日。",
        en: "lines of days that are closed (through \(through)), posted on the next open day: \(count) (the first of \(first)).")
    }
  }

  /// The first few.
  private static func list(_ lines: [BankLine.ID]) -> String {
    lines.prefix(5).map(\.description).joined(separator: ", ") + (lines.count > 5 ? " …" : "")
  }
}
