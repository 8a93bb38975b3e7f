import Ledger
import Measures
import Payouts

/// What speaks against what a person says that a line is about, whether it is typed or chosen by a key.
struct MatchDoubts {
  private let line: BankLine
  private let parts: [MatchPart]
  /// Empty where the person gives none.
  private let reason: String

  init(_ line: BankLine, _ parts: [MatchPart], reason: String) {
    self.line = line
    self.parts = parts
    self.reason = reason
  }

  /// A second payment is booked as one, so that its payee owes it; and what goes elsewhere than the line says needs a reason.
  func requireNone(_ desk: MatchingDesk) throws {
    guard line.match == nil else { throw PayoutFault.lineMatched(line.id) }
    let named = Named(payouts: desk.payouts(namedBy: line), runs: desk.runs(namedBy: line))
    let meant = Meant(parts)
    try requireNoPayment(meant, named, desk)
    guard reason.isEmpty else { return }
    if let first = named.first, !meant.isAs(named) { throw BankUseFault.namesAnother(line.id, first) }
    try requireNamedOrders(desk)
  }

  /// What names orders, and nothing else of ours, pays those and no others.
  private func requireNamedOrders(_ desk: MatchingDesk) throws {
    guard line.body.amount > .zero else { return }
    let named = try desk.orders(namedBy: line)
    let orders = parts.compactMap { if case .order(let id) = $0.target { id } else { nil } }
    if let other = named.first, orders.isEmpty && !meantIsPayout || !orders.allSatisfy(named.contains) {
      throw BankUseFault.namesAnother(line.id, other.description)
    }
  }

  private var meantIsPayout: Bool {
    parts.contains { part in
      switch part.target {
      case .paid, .returned, .again, .run: true
      case .order, .bankFee, .account: false
      }
    }
  }

  /// What pays a payout, as far as one can see, goes to nothing else: else its payee would be paid once more. Where the line bears no
  /// reference of it, or bears that of what it is matched to, a person may know better, and says why.
  private func requireNoPayment(_ meant: Meant, _ named: Named, _ desk: MatchingDesk) throws {
    let seconds = try desk.secondPayments(line)
    let besideSeconds = Meant(beside(seconds.map(\.id)))
    let second = seconds.first { !meant.includes($0.id) && besideSeconds.couldPay($0) }
    if let second, besideSeconds.isFirm(second.id, named) || reason.isEmpty {
      throw BankUseFault.secondPayment(line.id, second.id)
    }
    let likely = try desk.paidAfterAll(line)
    let besideLikely = Meant(beside(likely.map(\.payout.id)))
    for (payout, isNamed) in likely where !meant.includes(payout.id) && besideLikely.couldPay(payout) {
      let isFirm = isNamed && besideLikely.isFirm(payout.id, named)
      guard isFirm || reason.isEmpty && !meant.isOf(named) else { continue }
      throw BankUseFault.paidAfterAll(line.id, payout.id, isOver: payout.isOver, isNamed: isFirm)
    }
    // A line for the whole of a run goes to no one of its payees.
    let shown = likely.first { meant.isOfRun($0.payout.id.run) && desk.mayShowPayee(of: $0.payout.id, line) }
    if reason.isEmpty, let shown {
      throw BankUseFault.paidAfterAll(line.id, shown.payout.id, isOver: shown.payout.isOver, isNamed: false)
    }
  }

  /// The parts that go to none of some payouts, nor to the run of one.
  private func beside(_ ids: [Payout.ID]) -> [MatchPart] {
    parts.filter { part in
      if case .run(let run) = part.target { return !ids.contains { $0.run == run } }
      return !(part.target.payout.map(ids.contains) ?? false)
    }
  }

  /// What a line bears whole references of.
  private struct Named {
    var payouts: [Payout.ID]
    var runs: [PayoutRun.ID]

    var first: String? { payouts.first?.description ?? runs.first?.description }
  }

  /// What somebody says that a line, or a part of it, is about.
  private struct Meant {
    private let payouts: [Payout.ID]
    private let runs: [PayoutRun.ID]
    /// Without sign, in fen.
    private let magnitude: Int128

    init(_ parts: [MatchPart]) {
      payouts = parts.compactMap(\.target.payout)
      runs = parts.compactMap { if case .run(let id) = $0.target { id } else { nil } }
      magnitude = abs(parts.reduce(0) { $0 + Int128($1.amount.fen) })
    }

    /// The whole of it.
    func isOfRun(_ run: PayoutRun.ID) -> Bool { runs.contains(run) }

    func includes(_ id: Payout.ID) -> Bool { payouts.contains(id) || runs.contains(id.run) }

    private var isNothing: Bool { payouts.isEmpty && runs.isEmpty }

    /// There is enough in it to be the payment of one to which none of it goes. What one payout is given covers no other.
    func couldPay(_ payout: Payout) -> Bool { magnitude >= Int128(payout.amount.fen) }

    /// No reason is enough: nothing is meant that could be paid by the line, or the line names this and what is meant is not of it.
    func isFirm(_ id: Payout.ID, _ named: Named) -> Bool {
      if isNothing || named.payouts.contains(id) { return true }
      return named.runs.contains(id.run) && !payouts.contains { $0.run == id.run }
    }

    func isOf(_ named: Named) -> Bool { !isNothing && named.first != nil && isAs(named) }

    /// Whose it is, and to whom it goes: a run's line may name what failed of it, and a payout's may bear its run's reference.
    func isAs(_ named: Named) -> Bool {
      !isNothing && payouts.allSatisfy { named.payouts.contains($0) || named.runs.contains($0.run) }
        && runs.allSatisfy { run in named.runs.contains(run) || named.payouts.contains { $0.run == run } }
    }
  }
}
