import Measures

/// Last step, suggestions only: a line that is the sum of several open payouts of one payee, or of several orders of one buyer.
struct MergedLine {
  let matcher: Matcher
  let line: ReadLine

  var proposals: [Proposal] { line.isDebit ? payouts : line.isMarkedReturn ? [] : orders }

  private var payouts: [Proposal] {
    let found = matcher.payouts.ofParty(line, limit: limit + 1)
    let open = found.filter { matcher.claims.isInTransit($0) && matcher.payouts.sentOn[$0] <= line.bookedOn }
    let items = open.prefix(limit).map { index in
      Item(
        target: .paid(matcher.payouts.ids[index]), fen: matcher.payouts.amounts[index], agreement: matcher.payouts.agreement(line, index))
    }
    return proposals(items, isBounded: found.count > limit)
  }

  private var orders: [Proposal] {
    let found = matcher.receivables.ofParty(line, limit: limit + 1)
    let items = found.filter { matcher.claims.due[$0] > 0 }.prefix(limit).map { index in
      let order = matcher.receivables.all[index].order
      return Item(target: .order(order), fen: matcher.claims.due[index], agreement: matcher.receivables.agreement(line, index))
    }
    return proposals(items, isBounded: found.count > limit)
  }

  private var limit: Int { matcher.rules.sumCandidatesMax }

  private struct Item {
    var target: MatchPart.Target
    var fen: Int64
    var agreement: Agreement
  }

  private func proposals(_ items: [Item], isBounded: Bool) -> [Proposal] {
    guard let sum = SubsetSum(items.map(\.fen), target: line.magnitude, itemsMax: matcher.rules.sumItemsMax) else { return [] }
    let chosen = sum.items.map { items[$0] }
    var evidence = [.addsUp(items: Int64(chosen.count))] + chosen[0].agreement.details(line)
    if sum.isAmbiguous { evidence.append(.anotherSum) }
    if isBounded { evidence.append(.boundReached(candidates: Int64(items.count))) }
    let proposal = Proposal(
      line: line.id, parts: chosen.map { MatchPart($0.target, line.signed($0.fen)) }, step: .subsetSum, isAutomatic: false,
      score: ScoreWeights.score(evidence), evidence: evidence)
    return [proposal]
  }
}
