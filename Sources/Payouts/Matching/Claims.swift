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
  var line: OpenLine
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
  private(set) var isFailed: [Bool]
  private(set) var returnedOn: [Day?]
  private(set) var returnedBy: [BankLine.ID?]
  private(set) var runPaidOn: [Day?]
  private(set) var runPaidBy: [BankLine.ID?]
  /// In fen.
  private(set) var owedBack: [Int64]
  /// Payouts of the run were taken one by one.
  private(set) var isRunTouched: [Bool]
  /// Still due, in fen.
  private(set) var due: [Int64]
  private(set) var receivedBy: [BankLine.ID?]

  init(_ payouts: KnownPayouts, _ runs: KnownRuns, _ receivables: KnownReceivables) {
    self.payouts = payouts
    self.runs = runs
    paidOn = payouts.all.map { $0.state == .paid ? $0.paidOn ?? $0.sentOn : nil }
    paidBy = payouts.all.map(\.paidBy)
    isFailed = payouts.all.map { $0.state == .failed }
    returnedOn = payouts.all.map { _ in nil }
    returnedBy = payouts.all.map { _ in nil }
    runPaidOn = runs.all.map { _ in nil }
    runPaidBy = runs.all.map { _ in nil }
    owedBack = runs.all.map(\.owedBack.fen)
    isRunTouched = runs.all.map { _ in false }
    due = receivables.all.map(\.due.fen)
    receivedBy = receivables.all.map { _ in nil }
  }

  func isInTransit(_ payout: Int) -> Bool { paidOn[payout] == nil && !isFailed[payout] }

  /// How much is left, in fen; 1 or 0 of what can be given once.
  func room(_ slot: Slot) -> Int64 {
    switch slot {
    case .paid(let payout): isInTransit(payout) ? 1 : 0
    case .returned(let payout): returnedBy[payout] == nil ? 1 : 0
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
  mutating func settle(_ wishes: [Wish]) -> [Proposal] {
    let sorted = wishes.sorted { ($0.line.bookedOn, $0.line.id) < ($1.line.bookedOn, $1.line.id) }
    var granted: [Proposal] = []
    for right in Right.allCases {
      let level = withoutRepeats(sorted.filter { $0.right == right })
      for wish in right == .verified ? level : undisputed(level) where hasRoom(wish) {
        for claim in wish.claims { take(claim.slot, claim.amount, wish.line) }
        granted.append(wish.proposal)
      }
    }
    return granted
  }

  /// Of lines that are equal but for their id the first alone may take a part of something.
  private func withoutRepeats(_ wishes: [Wish]) -> [Wish] {
    var seen: Set<OpenLine> = []
    return wishes.filter { wish in
      guard wish.claims.contains(where: { $0.slot.isShared }) else { return true }
      var content = wish.line
      content.id = BankLine.ID(number: 0)
      return seen.insert(content).inserted
    }
  }

  private func undisputed(_ wishes: [Wish]) -> [Wish] {
    var wanted: [Slot: Int128] = [:]
    for claim in wishes.flatMap(\.claims) { wanted[claim.slot, default: 0] += Int128(claim.amount) }
    return wishes.filter { $0.claims.allSatisfy { wanted[$0.slot]! <= Int128(room($0.slot)) } }
  }

  private func hasRoom(_ wish: Wish) -> Bool { wish.claims.allSatisfy { $0.amount <= room($0.slot) } }

  private mutating func take(_ slot: Slot, _ amount: Int64, _ line: OpenLine) {
    switch slot {
    case .paid(let payout):
      pay(payout, line)
      if let run = runs.index(of: payouts.all[payout].id.run) { isRunTouched[run] = true }
    case .returned(let payout): (returnedOn[payout], returnedBy[payout]) = (line.bookedOn, line.id)
    case .run(let run): pay(run: run, amount, line)
    case .owedBack(let run): owedBack[run] -= amount
    case .receivable(let receivable):
      due[receivable] -= amount
      receivedBy[receivable] = line.id
    }
  }

  private mutating func pay(_ payout: Int, _ line: OpenLine) { (paidOn[payout], paidBy[payout]) = (line.bookedOn, line.id) }

  private mutating func pay(run: Int, _ amount: Int64, _ line: OpenLine) {
    (runPaidOn[run], runPaidBy[run]) = (line.bookedOn, line.id)
    guard let result = runs.results[run] else { return }
    for payout in result.paid { pay(payout, line) }
    for payout in result.failed { isFailed[payout] = true }
    if WholeRun.isWhole(line, runs.all[run]) { owedBack[run] += result.failedSum }
  }
}
