import Engine
import Ledger
import Measures
import Ordering
import Payouts
import Storage

/// Payouts that failed or came back, and that an open bank line may have paid all the same: they must not be paid again before that is
/// cleared up.
struct Disputes {
  private var lines: [Payout.ID: BankLine.ID] = [:]

  /// - Parameter payouts: those that are, or would be, paid again.
  init(_ session: Session, over payouts: [Payout.ID]) throws {
    guard !payouts.isEmpty else { return }
    let asked = Set(payouts)
    let matcher = try MatchingDesk(session).matcher
    try session.register.eachOpenBankLine { line in
      for id in matcher.payoutsPaidAfterAll(by: OpenLine(line)) where asked.contains(id) { lines[id] = line.id }
    }
  }

  /// Says of each claimant which line stands against paying again.
  static func marked(_ claimants: [Claimant], _ session: Session) throws -> [Claimant] {
    let disputes = try Disputes(session, over: claimants.flatMap { $0.returned.map(\.payout) })
    return claimants.map { claimant in
      var claimant = claimant
      let disputed = claimant.returned.lazy.map(\.payout).first { disputes.lines[$0] != nil }
      claimant.disputed = disputed.map { "\($0) \(disputes.lines[$0]!)" } ?? ""
      return claimant
    }
  }

  /// Refuses to move a run on that pays such a one again.
  static func requireNone(in payouts: [Payout], _ session: Session) throws {
    let standing = payouts.filter { $0.state == .open }
    let disputes = try Disputes(session, over: standing.flatMap(\.reissues))
    for payout in standing {
      for id in payout.reissues {
        if let line = disputes.lines[id] { throw BankUseFault.disputed(payout.id, again: id, line) }
      }
    }
  }
}
