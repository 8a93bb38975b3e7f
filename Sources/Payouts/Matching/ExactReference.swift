import Ledger
import Measures

/// First step: the line names payouts, and its amount is theirs to the fen.
///
/// A debit pays what is in transit, a credit gives back. Right check digits suffice where the other side does not contradict; without them
/// the payee must be sure, or else the number alone has to tell; damaged ones need more still.
struct ExactReference {
  let payouts: KnownPayouts
  let claims: Claims
  let rules: MatchingRules
  let rivals: Rivals
  let unexplained: UnexplainedDebits

  func wish(_ line: ReadLine) -> Wish? {
    if line.quoted.payouts.isEmpty { return byRemains(line) }
    guard let indices = named(line), let fee = fee(line, indices) else { return nil }
    if line.quoted.isVerified { return isOthers(line, indices) ? nil : wish(line, indices, .verified, fee: fee) }
    return fee == 0 && indices.allSatisfy { payouts.agreement(line, $0).isSure } ? wish(line, indices, .plain) : nil
  }

  /// The payout that a line pays by check digits and exact amount alone; what ``wish(_:)`` says of nearly every line.
  func atSight(_ line: ReadLine) -> Int? {
    guard line.isDebit, let only = line.quoted.only, only.isVerified, case .payout(let id) = only.subject,
      let index = payouts.index(of: id),
      isOpen(index, line), payouts.amounts[index] == line.magnitude, !isOthers(line, [index])
    else { return nil }
    return index
  }

  /// Without check digits, and the line does not say who it is for, or under a mask: nothing contradicts, and no open payout of the
  /// same amount has a number one slip of the pen away. Tried when the surer ones are settled.
  func wishByNumberAlone(_ line: ReadLine) -> Wish? {
    guard line.quoted.only != nil, let indices = named(line), fee(line, indices) == 0, let index = indices.first,
      !payouts.agreement(line, index).contradicts
    else { return nil }
    return payouts.rivalNeighbours(line, index).contains { isOpen($0, line) } ? nil : wish(line, indices, .plain)
  }

  /// The right number, and another's account or name: money that went astray is for people. What a bank marks as given back often comes
  /// from a clearing account of its own.
  private func isOthers(_ line: ReadLine, _ indices: [Int]) -> Bool {
    (line.isDebit || !line.isMarkedReturn) && indices.contains { payouts.agreement(line, $0).isOther }
  }

  /// All that the line names, where it names nothing but payouts that are open.
  private func named(_ line: ReadLine) -> [Int]? {
    let named = line.quoted.payouts
    guard !named.isEmpty, named.count == line.quoted.subjects.count else { return nil }
    let indices = named.compactMap { payouts.index(of: $0.id) }.filter { isOpen($0, line) }
    return indices.count == named.count ? indices : nil
  }

  /// Open for the line: in transit; or, for a credit, paid by then, and no debit is left that the credit may take back instead. What is no
  /// return, as far as it says, needs the right check digits to be one.
  private func isOpen(_ index: Int, _ line: ReadLine) -> Bool {
    // Nothing is paid before it was sent, but for a bank that dates it back.
    if line.isDebit { return claims.isInTransit(index) && line.bookedOn.days(to: payouts.sentOn[index]) <= rules.datedBackMax }
    guard line.mayGiveBack || line.quoted.isWholeAndVerified else { return false }
    guard claims.room(.returned(index)) > 0, claims.paidOn[index].map({ $0 <= line.bookedOn }) ?? true else { return false }
    return !unexplained.mayCancel(line, payouts, index)
  }

  /// What the line has above the payouts, in fen, where that can be a bank's fee; 0 where they are equal.
  private func fee(_ line: ReadLine, _ indices: [Int]) -> Int64? {
    let sum = indices.reduce(Int128(0)) { $0 + Int128(payouts.amounts[$1]) }
    let rest = Int128(line.magnitude) - sum
    guard rest != 0 else { return 0 }
    let most = indices.reduce(Int128(0)) { $0 + Int128(KeptFee.max(of: Money(fen: payouts.amounts[$1])).fen) }
    guard line.isDebit, rest > 0, rest <= min(most, Int128(max(0, rules.feeMax.fen))) else { return nil }
    return mayPayOthers(line, besides: indices, Int64(rest)) ? nil : Int64(rest)
  }

  /// What is above the payouts, or all of it, can be the payment of others that are in transit: banks merge lines and keep one reference.
  private func mayPayOthers(_ line: ReadLine, besides indices: [Int], _ rest: Int64) -> Bool {
    func isOpen(_ index: Int) -> Bool { !indices.contains(index) && claims.isInTransit(index) }
    if payouts.small.prefix(while: { payouts.amounts[Int($0)] <= rest }).contains(where: { isOpen(Int($0)) }) { return true }
    guard let equal = payouts.widePool(for: line) else { return true }
    return equal.contains { isOpen($0) && payouts.isCandidate(line, $0) }
  }

  // MARK: - Damaged ones

  /// The payment's own reference is damaged, or only its run's is there.
  private func byRemains(_ line: ReadLine) -> Wish? {
    let run = line.quoted.run
    guard line.quoted.subjects.isEmpty || run != nil, !line.quoted.isEmpty, line.quoted.fragments.count < 2 else { return nil }
    let fragment = line.quoted.fragments.count == 1 ? line.quoted.fragments[0] : nil
    let found = fragment.map { payouts.candidates(for: line, $0, county: rules.county) } ?? rivals(line)
    guard let index = found?.first, found?.count == 1, isOpen(index, line), run == nil || payouts.ids[index].run == run,
      isTold(line, fragment, index)
    else { return nil }
    return wish(line, [index], .damaged)
  }

  /// What was cut off at the right is told by its first digits; anything else needs the payee too, and no twin.
  private func isTold(_ line: ReadLine, _ fragment: ReferenceFragment?, _ index: Int) -> Bool {
    if case .beginning = fragment { return true }
    return payouts.agreement(line, index).isSure && rivals(line) == [index]
  }

  /// Of the run alone where its check digits are right.
  private func rivals(_ line: ReadLine) -> [Int]? {
    let all = line.isDebit ? rivals.ofPayment(line) : rivals.ofReturn(line)
    guard let run = line.quoted.run, line.quoted.isVerified else { return all }
    return all?.filter { payouts.ids[$0].run == run }
  }

  // MARK: - The proposal

  private func wish(_ line: ReadLine, _ indices: [Int], _ right: Right, fee: Int64 = 0) -> Wish {
    var parts = indices.map { part(line, $0) }
    if fee > 0 { parts.append(MatchPart(.bankFee, line.signed(fee))) }
    let amount: Evidence = indices.count > 1 ? .addsUp(items: Int64(indices.count)) : .amountEqual
    let evidence =
      references(line, indices) + [fee > 0 ? .fee(Money(fen: fee)) : amount]
      + (indices.count == 1 ? details(line, indices[0]) : [])
    let step: MatchingStep = line.isDebit ? .reference : .returned
    let proposal = Proposal(line: line.id, parts: parts, step: step, isAutomatic: true, score: 1000, evidence: evidence)
    return Wish(bookedOn: line.bookedOn, right: right, claims: indices.flatMap { slots(line, $0) }, proposal: proposal)
  }

  private func references(_ line: ReadLine, _ indices: [Int]) -> [Evidence] {
    let damaged = line.quoted.fragments.isEmpty ? [] : indices.map { Evidence.reference(.payout(payouts.ids[$0]), .damaged) }
    return line.quoted.payouts.isEmpty ? damaged + line.quoted.evidence : line.quoted.evidence
  }

  private func details(_ line: ReadLine, _ index: Int) -> [Evidence] {
    if line.isDebit { return payouts.agreement(line, index).evidence + [line.days(since: payouts.sentOn[index], .sent)] }
    return line.returnEvidence + payouts.agreement(line, index).evidence + claims.returnEvidence(line, index)
  }

  private func part(_ line: ReadLine, _ index: Int) -> MatchPart {
    let amount = line.signed(payouts.amounts[index])
    return line.isDebit ? MatchPart(.paid(payouts.ids[index]), amount) : MatchPart(claims.returnTarget(index), amount)
  }

  private func slots(_ line: ReadLine, _ index: Int) -> [(slot: Slot, amount: Int64)] {
    line.isDebit ? [(.paid(index), 1)] : claims.returnSlots(index)
  }
}

extension ReadLine {
  func days(since day: Day, _ milestone: Evidence.Milestone) -> Evidence {
    .days(day.days(to: bookedOn), since: milestone)
  }
}

extension Claims {
  /// What failed with its run goes to the run; its payee was told already.
  func returnTarget(_ payout: Int) -> MatchPart.Target {
    isFailed[payout] ? .run(payouts.ids[payout].run) : .returned(payouts.ids[payout])
  }

  func returnSlots(_ payout: Int) -> [(slot: Slot, amount: Int64)] {
    let returned: (slot: Slot, amount: Int64) = (.returned(payout), 1)
    guard isFailed[payout], let run = runs.index(of: payouts.ids[payout].run) else { return [returned] }
    return [returned, (.owedBack(run), payouts.amounts[payout])]
  }

  /// When it left, as far as it is known.
  func returnEvidence(_ line: ReadLine, _ payout: Int) -> [Evidence] {
    if isFailed[payout] { return [.failedWithRun(payouts.ids[payout])] }
    return [paidOn[payout].map { line.days(since: $0, .paid) } ?? line.days(since: payouts.sentOn[payout], .sent)]
  }
}
