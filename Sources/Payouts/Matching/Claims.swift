import Ledger
import Measures

/// What can be given to a line, and only so much of it.
enum Slot: Hashable {
  /// By place in ``KnownPayouts``.
  case paid(Int)
  case returned(Int)
  /// By place in ``KnownRuns``.
  case run(Int)
  case owedBack(Int)
  /// By place in ``KnownReceivables``.
  case receivable(Int)

  /// It may go to several lines, so that a repeated line would pass for a second one.
  var isShared: Bool {
    switch self {
    case .owedBack, .receivable: true
    case .paid, .returned, .run: false
    }
  }
}

/// How strong a line's right is, the strongest first.
enum Right: Int, CaseIterable {
  /// By check digits: of several lines the first takes it.
  case verified
  case plain
  case damaged
  case inferred
}

/// What a line would take, were it alone.
struct Wish {
  /// The line's place among those that wish, by day and number.
  var at = 0
  var bookedOn: Day
  var right: Right
  /// In fen; 1 of what can be given once.
  var claims: [(slot: Slot, amount: Int64)]
  var proposal: Proposal
}

/// What has been given to which line.
struct Claims: Sendable {
  let payouts: KnownPayouts
  let runs: KnownRuns
  private(set) var paidOn: [Day?]
  private(set) var paidBy: [BankLine.ID?]
  /// The result file said so.
  let isFailed: [Bool]
  /// They came back before.
  private let wasReturned: [Bool]
  private let paidAgain: Set<Payout.ID>
  /// By place in `payouts`; few come back.
  private(set) var returned: [Int: (on: Day, by: BankLine.ID)] = [:]
  private(set) var runPaidOn: [Day?]
  private(set) var runPaidBy: [BankLine.ID?]
  /// In fen.
  private(set) var owedBack: [Int64]
  /// Payouts of the run were taken one by one.
  private(set) var isRunTouched: [Bool]
  /// Still due, in fen.
  private(set) var due: [Int64]
  private(set) var receivedBy: [BankLine.ID?]

  /// - Parameter columns: those of `payouts`.
  init(_ columns: PayoutColumns, _ payouts: KnownPayouts, _ runs: KnownRuns, _ receivables: KnownReceivables) {
    self.payouts = payouts
    self.runs = runs
    (paidOn, paidBy) = (columns.paidOn, columns.paidBy)
    isFailed = columns.states.map { $0 == .failed }
    wasReturned = columns.states.map { $0 == .returned }
    paidAgain = columns.paidAgain
    runPaidOn = runs.all.map { _ in nil }
    runPaidBy = runs.all.map { _ in nil }
    owedBack = runs.all.map(\.owedBack.fen)
    isRunTouched = runs.all.map(\.isMatchedSingly)
    due = receivables.all.map(\.due.fen)
    receivedBy = receivables.all.map { _ in nil }
  }

  func isInTransit(_ payout: Int) -> Bool { paidOn[payout] == nil && !isFailed[payout] }

  func isBack(_ payout: Int) -> Bool { wasReturned[payout] || returned[payout] != nil }

  /// Paid once more, and that was not given back.
  func isPaidAgain(_ payout: Int) -> Bool { !paidAgain.isEmpty && paidAgain.contains(payouts.ids[payout]) }

  /// It failed, and the bank debited it with its run all the same and has not given it back.
  func isOwedBack(_ payout: Int) -> Bool {
    guard isFailed[payout], let run = runs.index(of: payouts.ids[payout].run) else { return false }
    return owedBack[run] >= payouts.amounts[payout]
  }

  /// How much is left, in fen; 1 or 0 of what can be given once.
  func room(_ slot: Slot) -> Int64 {
    switch slot {
    case .paid(let payout): isInTransit(payout) ? 1 : 0
    case .returned(let payout): !isBack(payout) && !isPaidAgain(payout) && (paidOn[payout] != nil || isOwedBack(payout)) ? 1 : 0
    case .run(let run): runPaidBy[run] == nil && !isRunTouched[run] ? 1 : 0
    case .owedBack(let run): owedBack[run]
    case .receivable(let receivable): due[receivable]
    }
  }
}

// MARK: - Settling

extension Claims {
  /// Gives what can be given, whatever the order of the wishes: the stronger right first; among verified ones the earlier line; and where
  /// others want more than there is, by equal right, nobody gets it.
  ///
  /// - Parameter wishes: in the order of their lines.
  /// - Returns: the places in `wishes` of those that were granted.
  mutating func settle(_ wishes: [Wish], of lines: [ReadLine]) -> [Int] {
    let open = withoutRepeats(wishes, lines)
    var granted: [Int] = []
    for right in Right.allCases {
      let level = open.filter { wishes[$0].right == right }
      for index in right == .verified ? level : undisputed(level, wishes) where hasRoom(wishes[index].claims) {
        for claim in wishes[index].claims { take(claim.slot, claim.amount, wishes[index]) }
        granted.append(index)
      }
    }
    return granted
  }

  /// Of lines that are equal but for their number the first stands for all: a bank repeats rows. Where nothing is named, or a part is wanted
  /// without check digits, none may have it, since two may be meant.
  private func withoutRepeats(_ wishes: [Wish], _ lines: [ReadLine]) -> [Int] {
    let repeated = repeats(wishes, lines)
    let dropped = Set(
      repeated.flatMap { group in
        let isPart = wishes[group[0]].claims.contains { $0.slot.isShared }
        let isSure = isPart ? wishes[group[0]].right == .verified : wishes[group[0]].right != .inferred
        return isSure ? group.dropFirst() : group[...]
      })
    return dropped.isEmpty ? Array(wishes.indices) : wishes.indices.filter { !dropped.contains($0) }
  }

  /// The places of wishes whose lines are equal, each group in the order of its lines.
  private func repeats(_ wishes: [Wish], _ lines: [ReadLine]) -> [[Int]] {
    // Equal lines want the same: only those that share their first slot are compared.
    let groups = Dictionary(grouping: wishes.indices) { wishes[$0].claims[0].slot }
    return groups.values.filter { $0.count > 1 }.flatMap { rivals in
      Dictionary(grouping: rivals) { lines[wishes[$0].at].content }.values.filter { $0.count > 1 }
    }
  }

  private func undisputed(_ level: [Int], _ wishes: [Wish]) -> [Int] {
    var wanted: [Slot: Int128] = [:]
    for index in level {
      for claim in wishes[index].claims { wanted[claim.slot, default: 0] += Int128(claim.amount) }
    }
    return level.filter { index in wishes[index].claims.allSatisfy { wanted[$0.slot]! <= Int128(room($0.slot)) } }
  }

  private func hasRoom(_ claims: [(slot: Slot, amount: Int64)]) -> Bool { claims.allSatisfy { $0.amount <= room($0.slot) } }

  private mutating func take(_ slot: Slot, _ amount: Int64, _ wish: Wish) {
    let line = wish.proposal.line
    switch slot {
    case .paid(let payout): pay(payout, by: line, on: wish.bookedOn)
    case .returned(let payout): giveBack(payout, by: line, on: wish.bookedOn)
    case .run(let run): take(run: run, wish.proposal.parts[0].amount, by: line, on: wish.bookedOn)
    case .owedBack(let run): owedBack[run] -= amount
    case .receivable(let receivable): receive(receivable, Money(fen: amount), by: line)
    }
  }

  mutating func pay(_ payout: Int, by line: BankLine.ID, on day: Day) {
    (paidOn[payout], paidBy[payout]) = (day, line)
    if let run = runs.index(of: payouts.ids[payout].run) { isRunTouched[run] = true }
  }

  mutating func giveBack(_ payout: Int, by line: BankLine.ID, on day: Day) { returned[payout] = (day, line) }

  /// Below zero the whole run is paid, above zero the bank gives back what it owes.
  mutating func take(run: Int, _ amount: Money, by line: BankLine.ID, on day: Day) {
    if amount > .zero { return owedBack[run] -= amount.fen }
    (runPaidOn[run], runPaidBy[run]) = (day, line)
    guard let result = runs.results[run] else { return }
    for payout in result.paid { (paidOn[payout], paidBy[payout]) = (day, line) }
    if amount.fen == -result.wholeSum { owedBack[run] += result.failedSum }
  }

  mutating func receive(_ receivable: Int, _ amount: Money, by line: BankLine.ID) {
    due[receivable] -= amount.fen
    receivedBy[receivable] = line
  }
}
