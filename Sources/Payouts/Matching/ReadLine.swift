import Ledger
import Measures

/// A bank line made ready: its references read, its name folded, its account digested. What is not looked at again is not kept.
///
/// A class, since every step looks at every line: handing one on copies nothing.
final class ReadLine: Sendable {
  let id: BankLine.ID
  let bookedOn: Day
  let amount: Money
  let name: FoldedName
  let account: KnownAccount
  let returnCode: String
  let isReturn: Bool
  let quoted: QuotedReferences
  /// Nothing stands where its reference belongs, or its batch's.
  let hasNoOtherReference: Bool
  /// It bears no reference of somebody else's, and is for nothing else than our payouts, as far as it says.
  let isOfNothingElse: Bool
  /// It says nothing but our purpose, and what banks call any transfer (批量代发). Too little to match by: wages are 代发 too.
  let saysNothingElse: Bool
  /// As far as it says, it pays for goods, and gives nothing back.
  let mayPayForGoods: Bool
  /// The bank says that it gives something back.
  let saysGivenBack: Bool
  /// It bears the number of one of our runs, and says nothing else than that, our purpose, or that something comes back.
  let isOfRunAlone: Bool
  /// The bank says that it gives something back, or nothing that speaks against it.
  let mayGiveBack: Bool
  /// Whether the numbers of orders in it, where they have no check digits, are references, as far as the texts say.
  let isOfOrders: Bool
  /// And there is no other number beside them.
  let isOfOrdersAlone: Bool
  /// A reference stands in it that is none of ours.
  let hasForeignReference: Bool
  /// Digest of all that the bank says in it: equal lines are told by it.
  let content: UInt64

  init(_ line: OpenLine, _ rules: MatchingRules) {
    id = line.id
    bookedOn = line.bookedOn
    amount = line.amount
    name = FoldedName(line.name)
    account = KnownAccount(digest: line.accountDigest, tail: line.accountTail)
    returnCode = line.returnCode
    isReturn = line.isReturn
    quoted = QuotedReferences(line.texts, county: rules.county)
    hasNoOtherReference = ReadLine.none.contains(line.reference) && ReadLine.none.contains(line.batchReference)
    let saysBack = ReadLine.backWords.contains { line.purpose.contains($0) }
    let isOurs = ReadLine.says(line.purpose, nothingBut: rules.purposes)
    isOfNothingElse = hasNoOtherReference && isOurs
    saysNothingElse = isOurs || ReadLine.saysTransfer(line.purpose, rules.purposes)
    isOfRunAlone =
      quoted.run.map { run in
        [line.reference, line.batchReference].allSatisfy { ReadLine.none.contains($0) || ReadLine.isNumber(of: run, $0, rules.county) }
          && ReadLine.saysRunAlone(line.purpose, rules.purposes)
      } ?? false
    mayPayForGoods = ReadLine.saysGoods(line.purpose, rules) && !saysBack
    (isOfOrders, isOfOrdersAlone, hasForeignReference) = ReadLine.orders(in: line, quoted, rules)
    saysGivenBack = line.isReturn || !line.returnCode.isEmpty || saysBack
    mayGiveBack = saysGivenBack || isOurs
    content = Key.content(of: line)
  }

  /// Nothing, or one of the purposes as a word of its own, beside numbers, dates and what banks call any transfer. What stands in a longer
  /// word (非农产品货款), or beside another purpose (退耕还林补助 农产品货款), is not enough.
  private static func says(_ text: String, nothingBut purposes: [String]) -> Bool {
    if text.isEmpty || purposes.contains(text) { return true }
    guard purposes.contains(where: { text.contains($0) }) else { return false }
    let words = text.split { !$0.isLetter }.map(String.init)
    return words.contains(where: purposes.contains) && words.allSatisfy { purposes.contains($0) || transferWords.contains($0) }
  }

  /// Nothing, or that goods are paid for, and nothing that may be something else.
  private static func saysGoods(_ text: String, _ rules: MatchingRules) -> Bool {
    let words = text.split { !$0.isLetter }.map(String.init)
    return text.isEmpty || words.contains { OrderText.isPayment($0, rules) } && words.allSatisfy { OrderText.isOfGoods($0, rules) }
  }

  /// What the texts in which orders stand say besides; nothing else is looked at, so that it costs nothing where none does.
  private static func orders(
    in line: OpenLine, _ quoted: QuotedReferences, _ rules: MatchingRules
  ) -> (isOf: Bool, isAlone: Bool, hasForeign: Bool) {
    guard !quoted.orders.isEmpty, !quoted.isVerified else { return (true, true, false) }
    func isNaming(_ text: String) -> Bool { !PaymentReference.readings(in: text, county: rules.county).isEmpty }
    let texts = (line.texts.filter(isNaming) + [line.purpose]).map { OrderText($0, rules) }
    let hasForeign = [line.reference, line.batchReference].contains { !none.contains($0) && !isNaming($0) }
    return (texts.allSatisfy(\.isOfOrders), texts.allSatisfy(\.isOfOrdersAlone), hasForeign)
  }

  static func isOfAnyTransfer(_ word: String) -> Bool { transferWords.contains(word) }

  private static func saysTransfer(_ text: String, _ purposes: [String]) -> Bool {
    text.split { !$0.isLetter }.map(String.init).allSatisfy { purposes.contains($0) || transferWords.contains($0) }
  }

  /// The run's number, with or without the county's before it, and nothing else.
  private static func isNumber(of run: PayoutRun.ID, _ text: String, _ county: String) -> Bool {
    let compact = text.uppercased().filter { $0.isLetter || $0.isNumber }
    let number = "PR\(run.number)"
    return compact == number || compact == county + number
  }

  /// Nothing beside a run's number but our purpose, what banks call any transfer, and that something comes back.
  private static func saysRunAlone(_ text: String, _ purposes: [String]) -> Bool {
    text.split { !$0.isLetter }.map(String.init).allSatisfy { word in
      let word = word.uppercased().hasSuffix("PR") ? String(word.dropLast(2)) : word
      return word.isEmpty || purposes.contains(word) || transferWords.contains(word) || returnWords.contains(word)
    }
  }

  /// A return, as a word of its own.
  private static let returnWords: Set = [
    "退", "退汇", "退票", "退款", "退回", "冲正", "撤销", "return", "Return", "RETURN", "refund", "Refund", "REFUND",
  ]

  /// Of any transfer whatever it is for, and of dates and counts.
  private static let transferWords: Set = [
    "代发", "代付", "批量", "批量代发", "批量代付", "网银", "网银转账", "网银代发", "转账", "汇款", "跨行", "跨行转账", "跨行汇款", "付款", "支付", "对公", "年", "月", "日", "第", "批",
    "笔", "共",
  ]

  /// Something is given back, or a booking taken back.
  private static let backWords = ["退", "冲正", "撤销", "return", "Return", "RETURN", "refund", "Refund", "revers", "Revers"]

  /// What stands in the place of a reference where there is none (ISO 20022, SWIFT MT940).
  private static let none = ["", "NOTPROVIDED", "NONREF"]

  /// Of the name where it is whole, and of the account.
  var partyKeys: [UInt64] {
    var keys: [UInt64] = []
    if !name.text.isEmpty, !name.isMasked { keys.append(Key.name(name)) }
    keys += account.keys
    if keys.isEmpty || name.isMasked { keys.append(Key.noAccount) }
    return keys
  }

  /// The bank shows nobody on the other side: no digit of an account, and no name but that of an account through which it clears.
  var isOfNobody: Bool { !account.isKnown && (name.text.isEmpty || ClearingName.isOne(name.text)) }

  /// Without its sign, in fen; the lowest of all amounts has no counterpart, and matches nothing.
  var magnitude: Int64 { amount.fen == .min ? .max : abs(amount.fen) }

  var isDebit: Bool { amount.fen < 0 }

  /// The bank says that something is given back.
  var isMarkedReturn: Bool { isReturn || !returnCode.isEmpty }

  func signed(_ fen: Int64) -> Money { Money(fen: isDebit ? -fen : fen) }

  var returnEvidence: [Evidence] {
    returnCode.isEmpty ? (isReturn ? [.returnMark] : []) : [.returnCode(returnCode)]
  }
}

/// What the texts of a line name, each thing once.
struct QuotedReferences: Sendable {
  struct Subject: Sendable {
    var subject: PaymentReference.Subject
    var isVerified: Bool

    var evidence: Evidence { .reference(subject, isVerified ? .verified : .plain) }
  }

  private(set) var subjects: [Subject] = []
  /// Looked at only where nothing reads whole.
  private(set) var fragments: [ReferenceFragment] = []

  init(_ texts: [String], county: String) {
    for text in texts where !text.isEmpty {
      for reading in PaymentReference.readings(in: text, county: county) { add(reading) }
    }
    dropContainingRuns()
  }

  private mutating func add(_ reading: ReferenceReading) {
    switch reading {
    case .verified(let subject): add(subject, isVerified: true)
    case .plain(let subject): add(subject, isVerified: false)
    case .damaged(let fragment): if !fragments.contains(fragment) { fragments.append(fragment) }
    }
  }

  private mutating func add(_ subject: PaymentReference.Subject, isVerified: Bool) {
    if let index = subjects.firstIndex(where: { $0.subject == subject }) {
      subjects[index].isVerified = subjects[index].isVerified || isVerified
    } else {
      subjects.append(Subject(subject: subject, isVerified: isVerified))
    }
  }

  /// A payment's line bears its batch's reference as well.
  private mutating func dropContainingRuns() {
    guard subjects.count > 1 else { return }
    let runs = Set(payouts.map(\.id.run))
    subjects.removeAll { if case .run(let run) = $0.subject { runs.contains(run) } else { false } }
  }

  var isEmpty: Bool { subjects.isEmpty && fragments.isEmpty }
  var isWholeAndVerified: Bool { !subjects.isEmpty && isVerified }
  var isVerified: Bool { subjects.allSatisfy(\.isVerified) }
  var evidence: [Evidence] { subjects.map(\.evidence) }

  var payouts: [(id: Payout.ID, isVerified: Bool)] {
    subjects.compactMap { if case .payout(let id) = $0.subject { (id, $0.isVerified) } else { nil } }
  }

  /// Beside those whose payouts are named.
  var runs: [(id: PayoutRun.ID, isVerified: Bool)] {
    subjects.compactMap { if case .run(let id) = $0.subject { (id, $0.isVerified) } else { nil } }
  }

  /// The run that the line is of, where it names that alone.
  var run: PayoutRun.ID? {
    if case .run(let run) = only?.subject { run } else { nil }
  }

  /// The one thing that is named; nil where it is none or several.
  var only: Subject? { subjects.count == 1 ? subjects[0] : nil }
}
