import Ledger
import Measures

/// The lines of one import, read one by one.
///
/// Nearly every line bears a right reference and the right amount. Of such a line its number, day and payout are kept, and that it is the
/// first to name the payout; only the others are kept whole. So a million lines take little room.
public struct LineReading: Sendable {
  /// A debit that is a payout's by check digits and amount.
  struct Sure: Sendable {
    var id: BankLine.ID
    var bookedOn: Day
    /// By place in ``KnownPayouts``.
    var payout: Int
  }

  struct Open: Sendable {
    var line: ReadLine
    var isForPeople: Bool
  }

  private let sight: ExactReference
  private let rules: MatchingRules
  private var sure: [Sure] = []
  private var open: [Open] = []
  /// By payout: a line is sure of it.
  private var isNamed: [Bool]

  init(payouts: KnownPayouts, claims: Claims, sight: ExactReference, rules: MatchingRules) {
    self.sight = sight
    self.rules = rules
    isNamed = [Bool](repeating: false, count: payouts.ids.count)
  }

  /// - Parameter isForPeople: a person took a match of it back, so it takes nothing by itself.
  public mutating func add(_ line: OpenLine, isForPeople: Bool = false) {
    guard line.amount != .zero else { return }
    let read = ReadLine(line, rules)
    if !isForPeople, let payout = sight.atSight(read), !isNamed[payout] {
      isNamed[payout] = true
      sure.append(Sure(id: line.id, bookedOn: line.bookedOn, payout: payout))
    } else {
      open.append(Open(line: read, isForPeople: isForPeople))
    }
  }

  /// Those that nobody else claims by equal right, and the others by day and number.
  consuming func settled(_ again: (BankLine.ID) throws -> OpenLine) rethrows -> (sure: [Sure], open: [Open]) {
    var contested: Set<Int> = []
    for item in open where !item.isForPeople {
      guard let wish = sight.wish(item.line), wish.right == .verified else { continue }
      for case .paid(let payout) in wish.claims.map(\.slot) { contested.insert(payout) }
    }
    if !contested.isEmpty {
      for line in sure where contested.contains(line.payout) {
        open.append(Open(line: ReadLine(try again(line.id), rules), isForPeople: false))
      }
      sure.removeAll { contested.contains($0.payout) }
    }
    open.sort { ($0.line.bookedOn, $0.line.id) < ($1.line.bookedOn, $1.line.id) }
    return (sure, open)
  }
}

/// What was matched by itself, in the order in which it can be booked: what is paid before what is given back.
public struct MatchedLines: Sendable {
  private let sure: [LineReading.Sure]
  private let others: [Proposal]
  private let payouts: KnownPayouts

  init(sure: [LineReading.Sure], others: [Proposal], payouts: KnownPayouts) {
    self.sure = sure
    self.others = others
    self.payouts = payouts
  }

  public var indices: Range<Int> { 0..<sure.count + others.count }

  public subscript(index: Int) -> Proposal {
    guard index < sure.count else { return others[index - sure.count] }
    let line = sure[index]
    let id = payouts.ids[line.payout]
    return Proposal(
      line: line.id, parts: [MatchPart(.paid(id), Money(fen: -payouts.amounts[line.payout]))], step: .reference, isAutomatic: true,
      score: 1000,
      evidence: [
        .reference(.payout(id), .verified), .amountEqual, .days(payouts.sentOn[line.payout].days(to: line.bookedOn), since: .sent),
      ])
  }
}
