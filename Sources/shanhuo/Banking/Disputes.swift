import Catalogue
import Engine
import Ledger
import Measures
import Ordering
import Payouts
import Storage

/// Payouts that failed or came back, and that an open bank line may have paid all the same: they must not be paid again before that is
/// cleared up. What pays again a payout that itself paid others again is about all of them. And payees to whom an open line pays a payout
/// once more: they owe that, and their next payout would be too much.
struct Disputes {
  private let session: Session
  /// Each payout that was asked for, with those that it stands for: itself, and what it reissued, and so on.
  private var chains: [Payout.ID: [Payout.ID]] = [:]
  private var lines: [Payout.ID: BankLine.ID] = [:]
  /// By payee: what a line pays once more.
  private var twice: [Producer: (payout: Payout.ID, line: BankLine.ID)] = [:]

  /// - Parameter payouts: those that are, or would be, paid again.
  private init(_ session: Session, over payouts: [Payout.ID]) throws {
    self.session = session
    guard try payouts.isEmpty ? Disputes.isAnyReferenced(session) : session.register.openBankLineKinds().hasDebits else { return }
    for id in payouts { chains[id] = try chain(of: id) }
    let asked = Set(chains.values.joined())
    let desk = try MatchingDesk(session, besides: Set(asked.map(\.run)))
    try session.register.eachOpenBankLine { line in
      for id in desk.matcher.payoutsPaidAfterAll(by: OpenLine(line)) where asked.contains(id) { lines[id] = line.id }
      for payout in try desk.secondPayments(line) where twice[payout.payee] == nil { twice[payout.payee] = (payout.id, line.id) }
    }
  }

  /// Whether an open debit bears a reference, whole or damaged: without one nothing is paid once more, and what the lines may be about need
  /// not be read.
  private static func isAnyReferenced(_ session: Session) throws -> Bool {
    let county = try session.catalogue().county.code
    var isFound = false
    try session.register.eachOpenBankLine { line in
      guard !isFound, line.body.amount < .zero else { return }
      isFound = OpenLine(line).texts.contains { !PaymentReference.readings(in: $0, county: county).isEmpty }
    }
    return isFound
  }

  private func chain(of id: Payout.ID) throws -> [Payout.ID] {
    var (found, next) = ([Payout.ID](), [id])
    while let id = next.popLast() {
      found.append(id)
      next += try session.register.payout(id)?.reissues ?? []
    }
    return found
  }

  /// The payout that a line may have paid, and that line.
  private func dispute(over id: Payout.ID) -> (payout: Payout.ID, line: BankLine.ID)? {
    chains[id]?.lazy.compactMap { link in lines[link].map { (link, $0) } }.first
  }

  /// Says of each claimant which line stands against paying again.
  static func marked(_ claimants: [Claimant], _ session: Session) throws -> [Claimant] {
    let disputes = try Disputes(session, over: claimants.flatMap(\.reissues))
    return claimants.map { claimant in
      var claimant = claimant
      let dispute = claimant.reissues.lazy.compactMap { disputes.dispute(over: $0) }.first ?? disputes.twice[claimant.payee]
      claimant.disputed = dispute.map { "\($0.payout) \($0.line)" } ?? ""
      return claimant
    }
  }

  /// Refuses to move a run on that pays such a one again, or such a payee.
  static func requireNone(in payouts: [Payout], _ session: Session) throws {
    let standing = payouts.filter { $0.state == .open }
    let disputes = try Disputes(session, over: standing.flatMap(\.reissues))
    for payout in standing {
      for id in payout.reissues {
        if let dispute = disputes.dispute(over: id) { throw BankUseFault.disputed(payout.id, again: dispute.payout, dispute.line) }
      }
      if let twice = disputes.twice[payout.payee] { throw BankUseFault.paidTwice(payout.id, twice.payout, twice.line) }
    }
  }
}
