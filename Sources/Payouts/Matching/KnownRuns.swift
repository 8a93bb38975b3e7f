import Ledger
import Measures

/// The sent runs of which the bank may show one line for all.
final class KnownRuns: Sendable {
  /// What the result file amounts to.
  struct Result: Sendable {
    var paid: [Int] = []
    var failed: [Int] = []
    /// In fen.
    var paidSum: Int64 = 0
    var failedSum: Int64 = 0

    /// What the bank debits where it takes what failed with the rest.
    var wholeSum: Int64 { paidSum &+ failedSum }
  }

  /// By number.
  let all: [OpenRun]
  /// Nil where the result file is missing, or does not speak of every payout in transit.
  let results: [Result?]
  private let byNumber: [PayoutRun.ID: Int]
  private let byAmount: [Int64: [Int]]

  init(_ runs: [OpenRun], _ payouts: KnownPayouts) {
    let all = runs.sorted { $0.id < $1.id }
    let results = all.map { KnownRuns.result($0, payouts) }
    byNumber = Dictionary(all.enumerated().map { ($1.id, $0) }) { first, _ in first }
    var byAmount: [Int64: [Int]] = [:]
    for (index, run) in all.enumerated() {
      let sums = results[index].map { [$0.paidSum, $0.wholeSum] } ?? [run.inTransit.fen]
      for amount in Set(sums) { byAmount[amount, default: []].append(index) }
    }
    self.all = all
    self.results = results
    self.byAmount = byAmount
  }

  private static func result(_ run: OpenRun, _ payouts: KnownPayouts) -> Result? {
    var result = Result()
    for outcome in run.outcomes {
      guard let index = payouts.index(of: outcome.payout), outcome.payout.run == run.id else { return nil }
      result.add(index, payouts.amounts[index], isPaid: outcome.isPaid)
    }
    let isWhole = !result.paid.isEmpty && Int64(result.paid.count) == run.inTransitCount && result.paidSum == run.inTransit.fen
    return isWhole ? result : nil
  }

  func index(of id: PayoutRun.ID) -> Int? { byNumber[id] }

  /// Those of which this amount is what was paid, or all that was sent.
  func ofAmount(_ fen: Int64) -> [Int] { byAmount[fen] ?? [] }
}

extension KnownRuns.Result {
  fileprivate mutating func add(_ index: Int, _ fen: Int64, isPaid: Bool) {
    if isPaid {
      paid.append(index)
      paidSum = paidSum &+ fen
    } else {
      failed.append(index)
      failedSum = failedSum &+ fen
    }
  }
}
