public import Ledger
public import Measures

/// Finds out what bank lines are about: payouts and whole runs that they pay or give back, and orders that buyers pay.
///
/// Built once over what is open, then asked for one import after another. What it matches by itself is taken: nothing is given twice, and
/// the order in which lines are handed over changes nothing. Everything is decided by equal amounts, references and parties; the rules
/// are in `docs/MATCHING.md`.
///
/// - Complexity: linear in payouts and lines, apart from looking payouts up by number (logarithmic). Some 200 bytes for a payout, 16 for a
///   line that is sure at sight, a few hundred for any other.
public struct Matcher: Sendable {
  let payouts: KnownPayouts
  let runs: KnownRuns
  let receivables: KnownReceivables
  let rules: MatchingRules
  private(set) var claims: Claims
  private var unexplained = UnexplainedDebits([])
  /// What failed or came back before.
  let overBySum: [Int64: [PayoutRun.ID]]

  public init(payouts: PayoutColumns, runs: [OpenRun] = [], receivables: [OpenReceivable] = [], rules: MatchingRules) {
    var columns = payouts
    columns.sort()
    let known = KnownPayouts(columns)
    self.payouts = known
    self.runs = KnownRuns(runs, known)
    self.receivables = KnownReceivables(receivables)
    self.rules = rules
    claims = Claims(columns, known, self.runs, self.receivables)
    overBySum = Matcher.overBySum(known, claims)
  }

  public init(payouts: [OpenPayout], runs: [OpenRun] = [], receivables: [OpenReceivable] = [], rules: MatchingRules) {
    self.init(payouts: PayoutColumns(payouts), runs: runs, receivables: receivables, rules: rules)
  }

  /// Nothing is known that a line could be about.
  public var isEmpty: Bool { payouts.ids.isEmpty && runs.all.isEmpty && receivables.all.isEmpty }

  /// Lines of one import can be added to it.
  public func reading() -> LineReading { LineReading(payouts: payouts, claims: claims, sight: exactReference, rules: rules) }

  /// The automatic matches among the lines, at most one a line; each adds up to its line. For the lines that are not among them ask
  /// ``suggestions(for:)-(OpenLine)``.
  ///
  /// - Parameter again: reads a line once more. That is asked of few.
  public mutating func match(_ reading: consuming LineReading, again: (BankLine.ID) throws -> OpenLine) rethrows -> MatchedLines {
    let (sure, open) = try reading.settled(again)
    for line in sure { claims.pay(line.payout, by: line.id, on: line.bookedOn) }
    var matching = Matching(open)
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
    return MatchedLines(sure: sure, others: matching.proposals, payouts: payouts)
  }

  /// The same for lines that are at hand: debits first, then by day and number of the line.
  public mutating func match(_ lines: [OpenLine]) -> [Proposal] {
    var reading = reading()
    for line in lines { reading.add(line) }
    let places = Dictionary(lines.enumerated().map { ($1.id, $0) }) { first, _ in first }
    let matched = match(reading) { lines[places[$0]!] }
    func order(_ proposal: Proposal) -> (Int, Day, BankLine.ID) {
      let line = lines[places[proposal.line]!]
      return (line.amount < .zero ? 0 : 1, line.bookedOn, line.id)
    }
    return matched.indices.map { matched[$0] }.sorted { order($0) < order($1) }
  }

  /// A person matched a line: what it took is given.
  public mutating func take(_ parts: [MatchPart], by line: BankLine.ID, on day: Day) {
    for part in parts {
      switch part.target {
      case .paid(let id): payouts.index(of: id).map { claims.pay($0, by: line, on: day) }
      case .returned(let id): payouts.index(of: id).map { claims.giveBack($0, by: line, on: day) }
      case .run(let id): runs.index(of: id).map { claims.take(run: $0, part.amount, by: line, on: day) }
      case .order(let id): receivables.index(of: id).map { claims.receive($0, part.amount, by: line) }
      case .bankFee, .account, .again: break
      }
    }
  }

  /// The best explanations of a line that was not matched by itself, given all that was matched before; the best first.
  public func suggestions(for line: OpenLine) -> [Proposal] { suggestions(for: ReadLine(line, rules)) }

  func suggestions(for line: ReadLine) -> [Proposal] { Suggesting(matcher: self, line: line).proposals }

  /// What a line bears whole references of.
  public func subjects(namedBy line: OpenLine) -> [PaymentReference.Subject] { ReadLine(line, rules).quoted.subjects.map(\.subject) }

  /// It was sent so long ago that matching does not look at it, or is not there.
  public func isUnknown(_ payout: Payout.ID) -> Bool { payouts.index(of: payout) == nil }
}

/// The lines of one import on their way through the steps.
private struct Matching {
  /// By day and number.
  let lines: [ReadLine]
  private var found: [Proposal?]
  /// A person decides on it: it takes nothing by itself.
  private let isForPeople: [Bool]

  init(_ open: [LineReading.Open]) {
    lines = open.map(\.line)
    isForPeople = open.map(\.isForPeople)
    found = open.map { _ in nil }
  }

  /// One step over what is left: what everybody would take.
  func wishes(ofDebits: Bool, _ wish: (ReadLine) -> Wish?) -> [Wish] {
    var wishes: [Wish] = []
    for at in lines.indices where found[at] == nil && lines[at].isDebit == ofDebits && !isForPeople[at] {
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
  var receipts: Receipts { Receipts(receivables: receivables, claims: claims, rules: rules, rivals: rivals) }
  var rivals: Rivals { Rivals(payouts: payouts, claims: claims, rules: rules) }
}
