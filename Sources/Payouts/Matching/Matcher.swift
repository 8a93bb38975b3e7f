import Measures

/// Finds out what bank lines are about: payouts and whole runs that they pay or give back, and orders that buyers pay.
///
/// Built once over what is open, then asked for one import after another. What it matches by itself is taken: nothing is given twice, and
/// the order in which lines are handed over changes nothing. Everything is decided by equal amounts, references and parties; the rules
/// are in `docs/MATCHING.md`.
///
/// - Complexity: linear in payouts and lines, apart from looking payouts up by number (logarithmic).
public struct Matcher: Sendable {
  let payouts: KnownPayouts
  let runs: KnownRuns
  let receivables: KnownReceivables
  let rules: MatchingRules
  private(set) var claims: Claims
  private var unexplained = UnexplainedDebits([])

  public init(payouts: [OpenPayout], runs: [OpenRun] = [], receivables: [OpenReceivable] = [], rules: MatchingRules) {
    let known = KnownPayouts(payouts)
    self.payouts = known
    self.runs = KnownRuns(runs, known)
    self.receivables = KnownReceivables(receivables)
    self.rules = rules
    claims = Claims(known, self.runs, self.receivables)
  }

  /// The automatic matches among `lines`, at most one a line, debits first, then by day and number of the line; each adds up to its
  /// line. For the lines that are not among them ask ``suggestions(for:)``.
  public mutating func match(_ lines: [OpenLine]) -> [Proposal] {
    var matching = Matching(lines, rules)
    matching.settle(matching.wishes(ofDebits: true, exactReference.wish), &claims)
    matching.settle(matching.wishes(ofDebits: true, exactReference.wishByNumberAlone), &claims)
    matching.settle(matching.wishes(ofDebits: true, wholeRun.wish), &claims)
    matching.settle(matching.wishes(ofDebits: true, uniquePair.wish), &claims)
    // What was paid, what failed with its run, and what nothing explains, is known by now.
    unexplained = UnexplainedDebits(matching.openDebits)
    matching.settle(matching.wishes(ofDebits: false, exactReference.wish), &claims)
    matching.settle(matching.wishes(ofDebits: false, exactReference.wishByNumberAlone), &claims)
    matching.settle(matching.wishes(ofDebits: false, owedBack.wish), &claims)
    matching.settle(matching.wishes(ofDebits: false, returns.wish), &claims)
    matching.settle(matching.wishes(ofDebits: false, receipts.wish), &claims)
    return matching.proposals
  }

  /// The best explanations of a line that was not matched by itself, given all that was matched before; the best first.
  public func suggestions(for line: OpenLine) -> [Proposal] {
    Suggesting(matcher: self, line: ReadLine(line, rules)).proposals
  }
}

/// The lines of one import on their way through the steps.
private struct Matching {
  /// By day and number.
  let lines: [ReadLine]
  private var found: [Proposal?]

  init(_ lines: [OpenLine], _ rules: MatchingRules) {
    let order = lines.indices.filter { lines[$0].amount != .zero }.map { (lines[$0].bookedOn, lines[$0].id, $0) }.sorted { $0 < $1 }
    self.lines = order.map { ReadLine(lines[$0.2], rules) }
    found = lines.map { _ in nil }
  }

  /// One step over what is left: what everybody would take.
  func wishes(ofDebits: Bool, _ wish: (ReadLine) -> Wish?) -> [Wish] {
    var wishes: [Wish] = []
    for at in lines.indices where found[at] == nil && lines[at].isDebit == ofDebits {
      guard var made = wish(lines[at]) else { continue }
      made.at = at
      wishes.append(made)
    }
    return wishes
  }

  var openDebits: [ReadLine] { lines.indices.filter { found[$0] == nil && lines[$0].isDebit }.map { lines[$0] } }

  /// Who gets it.
  mutating func settle(_ wishes: [Wish], _ claims: inout Claims) {
    for index in claims.settle(wishes, of: lines) { found[wishes[index].at] = wishes[index].proposal }
  }

  /// Debits first, so that what is paid comes before what is given back.
  var proposals: [Proposal] {
    lines.indices.filter { lines[$0].isDebit }.compactMap { found[$0] }
      + lines.indices.filter { !lines[$0].isDebit }.compactMap { found[$0] }
  }
}

// MARK: - The steps

extension Matcher {
  var exactReference: ExactReference {
    ExactReference(payouts: payouts, claims: claims, rules: rules, rivals: rivals, unexplained: unexplained)
  }
  var wholeRun: WholeRun { WholeRun(payouts: payouts, runs: runs, claims: claims, rules: rules) }
  var owedBack: OwedBack { OwedBack(payouts: payouts, runs: runs, claims: claims, rules: rules) }
  var returns: Returns { Returns(payouts: payouts, claims: claims, rivals: rivals, unexplained: unexplained) }
  var uniquePair: UniquePair { UniquePair(payouts: payouts, claims: claims, rivals: rivals) }
  var receipts: Receipts { Receipts(receivables: receivables, claims: claims) }
  var rivals: Rivals { Rivals(payouts: payouts, claims: claims, rules: rules) }
}
