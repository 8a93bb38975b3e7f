import Measures
import Ordering

/// Buyers' payments, by the same steps: the orders that a credit names, or else the one open order of that buyer with exactly this amount
/// due; a damaged reference must not speak against that,
/// and where there is none, the credit must not be able to give back a payout: whoever sells to us may buy from us too.
struct Receipts {
  let receivables: KnownReceivables
  let claims: Claims
  let rules: MatchingRules
  let rivals: Rivals

  func wish(_ line: ReadLine) -> Wish? {
    guard !line.isDebit, !line.isMarkedReturn else { return nil }
    return line.quoted.subjects.isEmpty ? byBuyer(line) : byReference(line)
  }

  // MARK: - Named orders

  private func byReference(_ line: ReadLine) -> Wish? {
    let indices = line.quoted.orders.compactMap(receivables.index(of:)).filter { claims.due[$0] > 0 }
    guard !indices.isEmpty, indices.count == line.quoted.subjects.count, isAllowed(line, indices) else { return nil }
    let due = indices.reduce(Int128(0)) { $0 + Int128(claims.due[$1]) }
    let right: Right = line.quoted.isVerified ? .verified : .plain
    if due == Int128(line.magnitude) {
      return isWhole(line, indices) ? wish(line, indices.map { ($0, claims.due[$0]) }, right, .reference) : nil
    }
    guard indices.count == 1, due > Int128(line.magnitude), isPart(line, indices[0]) else { return nil }
    return wish(line, [(indices[0], line.magnitude)], right, .reference)
  }

  /// All of one buyer, whom nothing contradicts, and placed by the line's day: nobody can name an order before. Check digits of a whole and
  /// exact payment stand above a name. Without them the text must not be of something else.
  private func isAllowed(_ line: ReadLine, _ indices: [Int]) -> Bool {
    let buyer = receivables.all[indices[0]].buyer
    guard indices.allSatisfy({ receivables.all[$0].buyer == buyer && isPlaced(line, receivables.all[$0]) }) else { return false }
    return line.quoted.isVerified || line.isOfOrders && !line.saysGivenBack && !receivables.agreement(line, indices[0]).contradicts
  }

  private func isPlaced(_ line: ReadLine, _ receivable: OpenReceivable) -> Bool {
    receivable.orderedOn.map { $0 <= line.bookedOn } ?? true
  }

  /// What is due to the fen. Without check digits the number may have been another's before it was cut off or miswritten; and where it is
  /// not sure who pays, no reference of another kind speaks of something else.
  private func isWhole(_ line: ReadLine, _ indices: [Int]) -> Bool {
    if line.quoted.isVerified { return true }
    let isSure = receivables.agreement(line, indices[0]).isSure
    guard isSure || !line.hasForeignReference else { return false }
    return !indices.contains { receivables.hasRival($0, ofAnyBuyer: !isSure) }
  }

  /// Less than is due: the amount tells nothing, so the number must not be the beginning of another that is open, of this buyer or,
  /// where it is not sure who pays, of any. Without check digits the buyer has to be sure, and the line says nothing else.
  private func isPart(_ line: ReadLine, _ index: Int) -> Bool {
    let agreement = receivables.agreement(line, index)
    guard line.quoted.isVerified || agreement.isSure && line.isOfOrdersAlone && !line.hasForeignReference else { return false }
    if agreement.isSure { return !receivables.hasLongerNumber(index, ofAnyBuyer: false) }
    return !agreement.contradicts && !receivables.hasLongerNumber(index, ofAnyBuyer: true)
  }

  // MARK: - By buyer and amount

  private func byBuyer(_ line: ReadLine) -> Wish? {
    // What only looks like an order's number does not speak for it.
    guard line.mayPayForGoods || line.quoted.fragments.contains(where: \.hasCheckDigits),
      let pool = receivables.pool(for: line), pool.count == 1, claims.due[pool[0]] == line.magnitude,
      isWithinWindow(line, receivables.all[pool[0]])
    else { return nil }
    if line.quoted.isEmpty { return rivals.mayGiveBack(line) ? nil : wish(line, [(pool[0], line.magnitude)], .inferred, .uniquePair) }
    let order = receivables.all[pool[0]].order
    return line.quoted.fragments.allSatisfy { $0.admits(order) } ? wish(line, [(pool[0], line.magnitude)], .damaged, .reference) : nil
  }

  /// From the day of the order to a while after it falls due.
  private func isWithinWindow(_ line: ReadLine, _ receivable: OpenReceivable) -> Bool {
    isPlaced(line, receivable) && receivable.dueOn.days(to: line.bookedOn) <= rules.receiptDaysMax
  }

  // MARK: - The proposal

  private func wish(_ line: ReadLine, _ amounts: [(index: Int, fen: Int64)], _ right: Right, _ step: MatchingStep) -> Wish {
    let parts = amounts.map { MatchPart(.order(receivables.all[$0.index].order), Money(fen: $0.fen)) }
    let damaged = line.quoted.fragments.isEmpty ? [] : amounts.map { reference($0.index) }
    let evidence =
      (line.quoted.subjects.isEmpty ? damaged : line.quoted.evidence) + [amount(amounts)]
      + receivables.agreement(line, amounts[0].index).evidence
    let proposal = Proposal(line: line.id, parts: parts, step: step, isAutomatic: true, score: 1000, evidence: evidence)
    return Wish(bookedOn: line.bookedOn, right: right, claims: amounts.map { (.receivable($0.index), $0.fen) }, proposal: proposal)
  }

  private func reference(_ index: Int) -> Evidence { .reference(.order(receivables.all[index].order), .damaged) }

  private func amount(_ amounts: [(index: Int, fen: Int64)]) -> Evidence {
    if amounts.count > 1 { return .addsUp(items: Int64(amounts.count)) }
    let left = claims.due[amounts[0].index] - amounts[0].fen
    return left > 0 ? .partPayment(left: Money(fen: left)) : .amountEqual
  }
}

extension QuotedReferences {
  var orders: [Order.ID] {
    subjects.compactMap { if case .order(let id) = $0.subject { id } else { nil } }
  }
}
