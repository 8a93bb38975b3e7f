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
    var rest = lines.filter { $0.amount != .zero }.map { ReadLine($0, county: rules.county) }
    var found: [Proposal] = []
    found += settle(&rest) { [step = exactReference] line in line.isDebit ? step.wish(line) : nil }
    found += settle(&rest) { [step = wholeRun] line in step.wish(line) }
    // What failed with its run is known by now.
    found += settle(&rest) { [step = exactReference] line in line.isDebit ? nil : step.wish(line) }
    found += settle(&rest) { [step = owedBack] line in step.wish(line) }
    found += settle(&rest) { [step = returns] line in step.wish(line) }
    found += settle(&rest) { [step = uniquePair] line in step.wish(line) }
    found += settle(&rest) { [step = receipts] line in step.wish(line) }
    return inOrder(found, of: lines)
  }

  /// The best explanations of a line that was not matched by itself, given all that was matched before; the best first.
  public func suggestions(for line: OpenLine) -> [Proposal] {
    Suggesting(matcher: self, line: ReadLine(line, county: rules.county)).proposals
  }

  /// One step over what is left: everybody's wish first, then who gets it.
  private mutating func settle(_ rest: inout [ReadLine], _ wish: (ReadLine) -> Wish?) -> [Proposal] {
    let granted = claims.settle(rest.compactMap(wish))
    guard !granted.isEmpty else { return [] }
    let lines = Set(granted.map(\.line))
    rest.removeAll { lines.contains($0.line.id) }
    return granted
  }

  private func inOrder(_ proposals: [Proposal], of lines: [OpenLine]) -> [Proposal] {
    let places = Dictionary(lines.map { ($0.id, (isCredit: $0.amount.fen > 0, on: $0.bookedOn)) }) { first, _ in first }
    func place(_ proposal: Proposal) -> (Int, Day, BankLine.ID) {
      let place = places[proposal.line]!
      return (place.isCredit ? 1 : 0, place.on, proposal.line)
    }
    return proposals.map { (place($0), $0) }.sorted { $0.0 < $1.0 }.map(\.1)
  }
}

// MARK: - The steps

extension Matcher {
  var exactReference: ExactReference { ExactReference(payouts: payouts, claims: claims, rules: rules) }
  var wholeRun: WholeRun { WholeRun(payouts: payouts, runs: runs, claims: claims, rules: rules) }
  var owedBack: OwedBack { OwedBack(payouts: payouts, runs: runs, claims: claims, rules: rules) }
  var returns: Returns { Returns(payouts: payouts, claims: claims, rules: rules) }
  var uniquePair: UniquePair { UniquePair(payouts: payouts, claims: claims, rules: rules) }
  var receipts: Receipts { Receipts(receivables: receivables, claims: claims) }
  var rivals: Rivals { Rivals(payouts: payouts, claims: claims, rules: rules) }
}
