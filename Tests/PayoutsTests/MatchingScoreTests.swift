import Foundation
import Ledger
import Measures
import Testing

@testable import Payouts

@Suite("Matching, scored against the truth")
struct MatchingScoreTests {
  /// `PAYOUTS_LINES=1000000` scores so many payouts for each seed.
  private static let size = ProcessInfo.processInfo.environment["PAYOUTS_LINES"].flatMap { Int($0) } ?? 4000

  @Test("nothing false, and nearly all that bears a reference", arguments: [1, 2, 3, 4, 5] as [UInt64])
  func scored(seed: UInt64) {
    let statement = SeededStatement(seed: seed, payouts: Self.size)
    var matcher = Self.matcher(statement)
    let proposals = matcher.match(statement.lines)
    let score = MatchingScore(proposals, statement)
    print("seed \(seed), \(statement.lines.count) lines: \(score)")
    for wrong in score.wrong.prefix(5) { Issue.record("seed \(seed): \(wrong), \(statement.lines[Int(wrong.line.number) - 1])") }
    #expect(score.foundWithReference * 100 >= score.withReference * 97, "seed \(seed): \(score)")
    #expect(score.found * 100 >= score.truthful * 85, "seed \(seed): \(score)")
    checkAmounts(proposals, statement, seed)
  }

  static func matcher(_ statement: SeededStatement) -> Matcher {
    Matcher(payouts: statement.payouts, runs: statement.runs, receivables: statement.receivables, rules: SeededStatement.rules)
  }

  /// Each line once, each target once, nothing above what it is for.
  private func checkAmounts(_ proposals: [Proposal], _ statement: SeededStatement, _ seed: UInt64) {
    #expect(Set(proposals.map(\.line)).count == proposals.count, "seed \(seed)")
    var given: [MatchPart.Target: Int64] = [:]
    for proposal in proposals {
      let sum = proposal.parts.reduce(Int64(0)) { $0 + $1.amount.fen }
      #expect(sum == statement.lines[Int(proposal.line.number) - 1].amount.fen, "seed \(seed)")
      for part in proposal.parts { given[part.target, default: 0] += part.amount.fen }
    }
    for payout in statement.payouts {
      #expect([nil, -payout.amount.fen].contains(given[.paid(payout.id)]), "seed \(seed) \(payout.id)")
      #expect([nil, payout.amount.fen].contains(given[.returned(payout.id)]), "seed \(seed) \(payout.id)")
    }
    for receivable in statement.receivables { #expect(given[.order(receivable.order)] ?? 0 <= receivable.due.fen, "seed \(seed)") }
  }

  @Test("a matcher that goes by amounts alone is caught")
  func sloppy() {
    let statement = SeededStatement(seed: 1, payouts: 1000)
    var open = Dictionary(grouping: statement.payouts, by: \.amount.fen)
    let proposals = statement.lines.filter { $0.amount < .zero }.compactMap { line -> Proposal? in
      guard let payout = open[-line.amount.fen]?.popLast() else { return nil }
      return Proposal(
        line: line.id, parts: [MatchPart(.paid(payout.id), line.amount)], step: .uniquePair, isAutomatic: true, score: 1000, evidence: [])
    }
    let score = MatchingScore(proposals, statement)
    #expect(score.wrong.count > 100, "\(score)")
  }

  @Test("the order of lines and of what is open changes nothing", arguments: [11, 12, 13] as [UInt64])
  func order(seed: UInt64) {
    let statement = SeededStatement(seed: seed, payouts: 1000)
    var random = RandomStream(seed: seed)
    var matcher = Self.matcher(statement)
    let proposals = matcher.match(statement.lines)
    for _ in 0..<3 {
      var other = Matcher(
        payouts: statement.payouts.shuffled(using: &random), runs: statement.runs.shuffled(using: &random),
        receivables: statement.receivables.shuffled(using: &random), rules: SeededStatement.rules)
      #expect(other.match(statement.lines.shuffled(using: &random)) == proposals, "seed \(seed)")
      for line in statement.lines.prefix(40) {
        #expect(other.suggestions(for: line) == matcher.suggestions(for: line), "seed \(seed) \(line.id)")
      }
    }
  }

  @Test("payouts that have nothing to do with the lines change no match by reference", arguments: [21, 22, 23] as [UInt64])
  func unrelated(seed: UInt64) {
    let statement = SeededStatement(seed: seed, payouts: 1000)
    let strangers = (1...500).map { number in
      OpenPayout(
        id: Payout.ID(run: PayoutRun.ID(number: 77), number: number), state: .inTransit, amount: Money(fen: 3 + number * 10),
        names: ["外乡人"],
        accountTail: "0000", sentOn: statement.payouts[0].sentOn)
    }
    var matcher = Self.matcher(statement)
    var wider = Matcher(
      payouts: statement.payouts + strangers, runs: statement.runs, receivables: statement.receivables, rules: SeededStatement.rules)
    #expect(wider.match(statement.lines) == matcher.match(statement.lines), "seed \(seed)")
  }

  @Test("one import after another never gives anything twice", arguments: [31, 32, 33] as [UInt64])
  func imports(seed: UInt64) {
    let statement = SeededStatement(seed: seed, payouts: 1000)
    var matcher = Self.matcher(statement)
    var proposals: [Proposal] = []
    for start in stride(from: 0, to: statement.lines.count, by: 100) {
      let matched = Set(proposals.map(\.line))
      proposals += matcher.match(statement.lines.prefix(start + 100).filter { !matched.contains($0.id) })
    }
    checkAmounts(proposals, statement, seed)
    let score = MatchingScore(proposals, statement)
    #expect(score.wrong.filter { $0.step == .reference }.isEmpty, "seed \(seed): \(score)")
  }

  /// Processor time, to be read by people: `PAYOUTS_MEASURE=1 swift test -c release -Xswiftc -enable-testing --filter measured`.
  @Test("measured", .enabled(if: ProcessInfo.processInfo.environment["PAYOUTS_MEASURE"] != nil))
  func measured() {
    for size in [100_000, 1_000_000] {
      let statement = SeededStatement(seed: 1, payouts: size * 12 / 10)
      let lines = Array(statement.lines.prefix(size))
      var matcher: Matcher?
      var count = 0
      let indexing = Self.milliseconds { matcher = Self.matcher(statement) }
      let reading = Self.milliseconds { for line in lines { count += ReadLine(line, SeededStatement.rules).partyKeys.count } }
      let matching = Self.milliseconds { count += matcher!.match(lines).count }
      let suggesting = Self.milliseconds { for line in lines.suffix(1000) { count += matcher!.suggestions(for: line).count } }
      print("\(lines.count) lines, \(statement.payouts.count) payouts, ms: indexes \(indexing), reading lines alone \(reading),")
      print("  matching with reading \(matching), suggestions for 1,000 lines \(suggesting) (\(count))")
    }
  }

  private static func milliseconds(_ work: () -> Void) -> Int {
    let start = clock()
    work()
    return Int(clock() - start) * 1000 / Int(CLOCKS_PER_SEC)
  }
}
