public import Ledger
import Measures

// What stands against paying again. Other than a match, it needs no proof: that nothing contradicts and something fits is enough, since it
// delays a payment to somebody whose payout failed or came back, and no other.
extension Matcher {
  /// The payouts that failed or came back, and that a debit may have paid all the same. It bears the whole reference of one, whatever its
  /// amount; or its run's (see ``ofNamedRuns(_:)``); or has its amount, and a damaged reference or something of the payee, or more by a fee
  /// and the payee; or shows nobody and is what failed of a run. Every one that is so, not the best few: who is paid the same sum each week
  /// has many.
  public func payoutsPaidAfterAll(by line: OpenLine) -> [Payout.ID] {
    guard line.amount < .zero else { return [] }
    let read = ReadLine(line, rules)
    let named = read.quoted.payouts.compactMap { payouts.index(of: $0.id) }.filter(isOver)
    let likely = ofAmount(read).filter { isOver($0) && (mayBear(read, $0) || isLikelyPayee(read, $0)) }
    var found: [Int] = []
    var seen: Set<Int> = []
    for index in named + ofNamedRuns(read) + likely + withFee(read) + ofNobody(read) where seen.insert(index).inserted {
      found.append(index)
    }
    return found.map { payouts.ids[$0] }
  }

  /// The payouts of which a debit bears the reference, though nobody expects it to pay them: they were paid, failed or came back. It is a
  /// whole reference, and the line has their amount or more; or a damaged one, and exactly their amount; or their run's with right check
  /// digits, and the line is one of those that failed or came back, or the sum of them or of the run.
  public func payoutsPaidBefore(by line: OpenLine) -> [Payout.ID] {
    guard line.amount < .zero else { return [] }
    let read = ReadLine(line, rules)
    let named = read.quoted.payouts.compactMap { payouts.index(of: $0.id) }.filter { payouts.amounts[$0] <= read.magnitude }
    let damaged = read.quoted.subjects.isEmpty ? ofAmount(read).filter { mayBear(read, $0) } : []
    let ofRuns = read.quoted.runs.filter(\.isVerified).flatMap { over(of: $0.id, fitting: read.magnitude) }
    return (named + ofRuns + damaged).filter { !claims.isInTransit($0) || isOver($0) }.map { payouts.ids[$0] }
  }

  /// The line's other side may be the payee of a payout, by the whole account or name, or by a part of one where nothing contradicts.
  public func mayShowPayee(of id: Payout.ID, by line: OpenLine) -> Bool {
    payouts.index(of: id).map { payouts.agreement(ReadLine(line, rules), $0).isLikely } ?? false
  }

  private func isOver(_ index: Int) -> Bool { claims.isFailed[index] || claims.isBack(index) }

  private func ofAmount(_ line: ReadLine) -> [Int] {
    payouts.ofAmount(line.magnitude).lazy.map { Int($0) }.filter { payouts.amounts[$0] == line.magnitude }
  }

  /// What is left of a reference in the line can have been this one's.
  private func mayBear(_ line: ReadLine, _ index: Int) -> Bool {
    line.quoted.fragments.contains { $0.admits(payouts.ids[index], county: rules.county) }
  }

  /// The whole account or name is his; or, where the line bears no reference, a part of one, and nothing contradicts.
  private func isLikelyPayee(_ line: ReadLine, _ index: Int) -> Bool {
    let agreement = payouts.agreement(line, index)
    if agreement.isSure || agreement.account == .equal || agreement.name == .equal { return true }
    return line.quoted.subjects.isEmpty && (agreement.isLikely || line.name.isNothingButMasks && !line.account.isKnown)
  }

  /// Those to the line's other side that are less than it by what a bank takes as its fee.
  private func withFee(_ line: ReadLine) -> [Int] {
    guard line.quoted.subjects.isEmpty else { return [] }
    return payouts.ofParty(line, limit: Matcher.withFeeMax, isIt: \.isLikely).filter { index in
      let fee = line.magnitude - payouts.amounts[index]
      return isOver(index) && fee > 0 && fee <= KeptFee.max(of: Money(fen: payouts.amounts[index])).fen
    }
  }

  /// The latest so many of a payee are looked at.
  private static let withFeeMax = 400

  /// All that failed or came back of a run whose number the line bears, where it is one of them, or the sum of them or of the run; else those
  /// of them that may be in it, unless it is what is still in transit.
  private func ofNamedRuns(_ line: ReadLine) -> [Int] {
    line.quoted.runs.flatMap { run in
      let fitting = over(of: run.id, fitting: line.magnitude)
      let all = payouts.of(run.id)
      guard fitting.isEmpty, sum(all.filter { claims.isInTransit($0) && !isOver($0) }) != line.magnitude else { return fitting }
      return all.filter { isOver($0) && payouts.amounts[$0] <= line.magnitude }
    }
  }

  /// What failed or came back of a run, where an amount is exactly that, or one of it, or the run's.
  private func over(of run: PayoutRun.ID, fitting fen: Int64) -> [Int] {
    let all = payouts.of(run)
    let over = all.filter(isOver)
    let single = over.filter { payouts.amounts[$0] == fen }
    return single.isEmpty && (sum(over) == fen || sum(all) == fen) ? over : single
  }

  /// Where the line shows nobody, bears no reference and says nothing but that it is a transfer: what failed or came back of the runs of which
  /// it is that sum.
  private func ofNobody(_ line: ReadLine) -> [Int] {
    guard line.quoted.isEmpty, line.isOfNobody, line.hasNoOtherReference, line.saysNothingElse else { return [] }
    return (overBySum[line.magnitude] ?? []).flatMap { payouts.of($0).filter(isOver) }
  }

  /// The runs of which something failed or came back, by the sum of that, in fen.
  static func overBySum(_ payouts: KnownPayouts, _ claims: Claims) -> [Int64: [PayoutRun.ID]] {
    var runs: [Int64: [PayoutRun.ID]] = [:]
    for run in payouts.runIDs {
      let over = payouts.of(run).filter { claims.isFailed[$0] || claims.isBack($0) }
      guard !over.isEmpty else { continue }
      runs[over.reduce(0) { $0 &+ payouts.amounts[$1] }, default: []].append(run)
    }
    return runs
  }

  private func sum(_ indices: [Int]) -> Int64 { indices.reduce(0) { $0 &+ payouts.amounts[$1] } }
}
