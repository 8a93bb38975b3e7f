import Measures
import Ordering

/// Sixth step: every candidate for one line with what speaks for it and against it, scored by ``ScoreWeights``.
///
/// Bounded work: what the references name, then of each index the few that are nearest to the line.
struct Ranked {
  let matcher: Matcher
  let line: ReadLine

  /// Of each index.
  static let candidatesMax = 16

  /// Not sorted.
  var proposals: [Proposal] {
    line.isDebit ? payouts.map(payment) + runs.map(runPayment) : payouts.map(givenBack) + runsOwed.map(runCredit) + receipts
  }

  private var known: KnownPayouts { matcher.payouts }
  private var claims: Claims { matcher.claims }

  // MARK: - Payouts

  private var payouts: [Int] {
    let named = line.quoted.payouts.compactMap { known.index(of: $0.id) }
    let fitting = line.quoted.fragments.flatMap { known.candidates(for: line, $0, county: matcher.rules.county) ?? [] }
    let pool = (known.pool(for: line) ?? []).suffix(Ranked.candidatesMax)
    let near = known.ofParty(line, limit: Ranked.candidatesMax) + known.latestOfAmount(line, limit: Ranked.candidatesMax)
    return Set(named + fitting.prefix(Ranked.candidatesMax) + pool + near).sorted()
  }

  private func payment(_ index: Int) -> Proposal {
    let (id, fen) = (known.ids[index], known.amounts[index])
    var evidence = reference(index) + amount(of: fen) + known.agreement(line, index).details(line)
    evidence.append(line.days(since: known.sentOn[index], .sent))
    if claims.isFailed[index] {
      evidence.append(.saidFailed(id))
    } else if claims.isBack(index) {
      evidence.append(.alreadyReturned(id, by: claims.returned[index]?.by))
    } else if !claims.isInTransit(index) {
      evidence.append(.alreadyPaid(id, by: claims.paidBy[index]))
    }
    let isOnceMore = !claims.isFailed[index] && !claims.isInTransit(index)
    return proposal([MatchPart(isOnceMore ? .again(id) : .paid(id), part(fen))], .ranked, evidence + others(index))
  }

  private func givenBack(_ index: Int) -> Proposal {
    let (id, fen) = (known.ids[index], known.amounts[index])
    var evidence = reference(index) + amount(of: fen) + line.returnEvidence + known.agreement(line, index).details(line)
    // What the bank called failed and did not debit with its run, it cannot give back before that is corrected.
    evidence += claims.isFailed[index] && !claims.isOwedBack(index) ? [.saidFailed(id)] : claims.returnEvidence(line, index)
    if claims.isPaidAgain(index) {
      evidence.append(.paidAgain(id))
      return proposal([MatchPart(.again(id), part(fen))], .returned, evidence + others(index))
    }
    if claims.isBack(index) { evidence.append(.alreadyReturned(id, by: claims.returned[index]?.by)) }
    return proposal([MatchPart(claims.returnTarget(index), part(fen))], .returned, evidence + others(index))
  }

  private func reference(_ index: Int) -> [Evidence] {
    let id = known.ids[index]
    if let quoted = line.quoted.subjects.first(where: { $0.subject == .payout(id) }) { return [quoted.evidence] }
    let isFitting = line.quoted.fragments.contains { $0.admits(id, county: matcher.rules.county) }
    return isFitting ? [.reference(.payout(id), .damaged)] : []
  }

  /// A twin, or how many others have the amount where the payee is not sure.
  private func others(_ index: Int) -> [Evidence] {
    guard known.amounts[index] == line.magnitude else { return [] }
    if let twin = twin(of: index) { return [.twin(known.ids[twin])] }
    let count = known.ofAmount(line.magnitude).count - 1
    return count > 0 && !known.agreement(line, index).isSure ? [.othersOfSameAmount(Int64(count))] : []
  }

  private func twin(of index: Int) -> Int? {
    let rivals = line.isDebit ? matcher.rivals.ofPayment(line) : matcher.rivals.ofReturn(line)
    return rivals?.first { other in other != index && known.names(other).contains { known.names(index).contains($0) } }
  }

  // MARK: - Runs

  private var namedRuns: [Int] {
    line.quoted.subjects.compactMap { if case .run(let id) = $0.subject { matcher.runs.index(of: id) } else { nil } }
  }

  private var runs: [Int] {
    let isOne: (Int) -> Bool = { matcher.runs.all[$0].inTransitCount > 1 }
    return Set(namedRuns + matcher.wholeRun.byTotal(line).filter(isOne)).sorted()
  }

  private func runPayment(_ index: Int) -> Proposal {
    let run = matcher.runs.all[index]
    let isExplained = matcher.wholeRun.isExplained(line, index)
    let difference = isExplained ? [] : amount(of: run.inTransit.fen)
    var evidence = runReference(run.id) + difference + matcher.wholeRun.evidence(line, index)
    if claims.isRunTouched[index] { evidence.append(.runMatchedSingly(run.id)) }
    if let by = claims.runPaidBy[index] { evidence.append(.runAlreadyPaid(run.id, by: by)) }
    return proposal([MatchPart(.run(run.id), part(isExplained ? line.magnitude : run.inTransit.fen))], .wholeRun, evidence)
  }

  private var runsOwed: [Int] {
    let equal = line.isMarkedReturn ? matcher.runs.all.indices.filter { claims.owedBack[$0] == line.magnitude } : []
    return Set(namedRuns + equal).filter { claims.owedBack[$0] > 0 }.sorted()
  }

  private func runCredit(_ index: Int) -> Proposal {
    let owed = claims.owedBack[index]
    let evidence = runReference(matcher.runs.all[index].id) + amount(of: owed) + [.owedBack(Money(fen: owed))] + line.returnEvidence
    return proposal([MatchPart(.run(matcher.runs.all[index].id), part(owed))], .wholeRun, evidence)
  }

  private func runReference(_ id: PayoutRun.ID) -> [Evidence] {
    line.quoted.subjects.first { $0.subject == .run(id) }.map { [$0.evidence] } ?? []
  }

  // MARK: - Orders

  private var receipts: [Proposal] {
    let named = line.quoted.orders.compactMap(matcher.receivables.index(of:))
    guard !line.isMarkedReturn || !named.isEmpty else { return [] }
    let pool = (matcher.receivables.pool(for: line) ?? []).prefix(Ranked.candidatesMax)
    let oldest = matcher.receivables.ofParty(line, limit: Ranked.candidatesMax)
    let equal = matcher.receivables.ofAmount(line.magnitude, limit: Ranked.candidatesMax)
    let all = named.count > 1 ? [severalOrders(named)] : []
    return all + Set(named + pool + oldest + equal).sorted().map(receipt)
  }

  private func receipt(_ index: Int) -> Proposal {
    let receivable = matcher.receivables.all[index]
    let reference = line.quoted.subjects.first { $0.subject == .order(receivable.order) }.map { [$0.evidence] } ?? []
    let due = claims.due[index]
    var evidence = reference + amount(of: due) + matcher.receivables.agreement(line, index).details(line)
    evidence.append(line.days(since: receivable.dueOn, .due))
    if let by = claims.receivedBy[index] { evidence.append(.alreadyReceived(by: by)) }
    return proposal(due > 0 ? [MatchPart(.order(receivable.order), part(due))] : [], .ranked, evidence)
  }

  /// In the order in which they fall due, as far as the line goes.
  private func severalOrders(_ named: [Int]) -> Proposal {
    var left = line.magnitude
    var parts: [MatchPart] = []
    for index in Set(named).sorted() where min(left, claims.due[index]) > 0 {
      let fen = min(left, claims.due[index])
      parts.append(MatchPart(.order(matcher.receivables.all[index].order), line.signed(fen)))
      left -= fen
    }
    let difference: Evidence = left == 0 ? .partPayment(left: .zero) : .amountDiffers(by: Money(fen: left))
    return proposal(parts, .ranked, line.quoted.evidence.prefix(1) + [difference])
  }

  // MARK: - All

  private func amount(of fen: Int64) -> [Evidence] {
    fen == line.magnitude ? [.amountEqual] : [.amountDiffers(by: Money(fen: line.magnitude - fen))]
  }

  /// Never more than the line, and never more than what it is for.
  private func part(_ fen: Int64) -> Money { line.signed(min(fen, line.magnitude)) }

  private func proposal(_ parts: [MatchPart], _ step: MatchingStep, _ evidence: [Evidence]) -> Proposal {
    Proposal(
      line: line.id, parts: parts, step: step, isAutomatic: false, score: ScoreWeights.score(evidence), evidence: evidence)
  }
}

extension Agreement {
  /// With the digits by which people compare cards.
  func details(_ line: ReadLine) -> [Evidence] {
    account >= .tail && !line.account.tail.isEmpty ? evidence + [.cardEnd(line.account.tail)] : evidence
  }
}
