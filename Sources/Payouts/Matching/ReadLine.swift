import Ledger
import Measures

/// A bank line made ready: its references read, its name folded, the keys by which its other side is found.
///
/// A class, since every step looks at every line: handing one on copies nothing.
final class ReadLine: Sendable {
  let line: OpenLine
  let name: FoldedName
  let account: KnownAccount
  let quoted: QuotedReferences
  /// Of the name where it is whole, and of the account.
  let partyKeys: [UInt64]
  /// Nothing stands where its reference belongs.
  let hasNoOtherReference: Bool
  /// It bears no reference of somebody else's, and is for nothing else than our payouts, as far as it says.
  let isOfNothingElse: Bool

  init(_ line: OpenLine, _ rules: MatchingRules) {
    self.line = line
    name = FoldedName(line.name)
    account = KnownAccount(digest: line.accountDigest, tail: line.accountTail)
    quoted = QuotedReferences(line.texts, county: rules.county)
    hasNoOtherReference = ReadLine.none.contains(line.reference)
    isOfNothingElse =
      hasNoOtherReference && (line.purpose.isEmpty || rules.purposes.contains { line.purpose.contains($0) })
    partyKeys = ReadLine.keys(line, name)
  }

  /// What stands in the place of a reference where there is none (ISO 20022, SWIFT MT940).
  private static let none = ["", "NOTPROVIDED", "NONREF"]

  private static func keys(_ line: OpenLine, _ name: FoldedName) -> [UInt64] {
    var keys: [UInt64] = []
    if !name.text.isEmpty, !name.isMasked { keys.append(Key.name(name)) }
    if line.accountTail.utf8.count >= 4 { keys.append(Key.accountTail(line.accountTail)) }
    if let digest = line.accountDigest { keys.append(Key.account(digest)) }
    if keys.isEmpty || name.isMasked { keys.append(Key.noAccount) }
    return keys
  }

  /// Without its sign, in fen; the lowest of all amounts has no counterpart, and matches nothing.
  var magnitude: Int64 { line.amount.fen == .min ? .max : abs(line.amount.fen) }

  var isDebit: Bool { line.amount.fen < 0 }

  /// The bank says that something is given back.
  var isMarkedReturn: Bool { line.isReturn || !line.returnCode.isEmpty }

  func signed(_ fen: Int64) -> Money { Money(fen: isDebit ? -fen : fen) }

  var returnEvidence: [Evidence] {
    line.returnCode.isEmpty ? (line.isReturn ? [.returnMark] : []) : [.returnCode(line.returnCode)]
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
  var isVerified: Bool { subjects.allSatisfy(\.isVerified) }
  var evidence: [Evidence] { subjects.map(\.evidence) }

  var payouts: [(id: Payout.ID, isVerified: Bool)] {
    subjects.compactMap { if case .payout(let id) = $0.subject { (id, $0.isVerified) } else { nil } }
  }

  /// The run that the line is of, where it names that alone.
  var run: PayoutRun.ID? {
    if case .run(let run) = only?.subject { run } else { nil }
  }

  /// The one thing that is named; nil where it is none or several.
  var only: Subject? { subjects.count == 1 ? subjects[0] : nil }
}
