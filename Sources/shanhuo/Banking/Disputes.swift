import Catalogue
import Engine
import Ledger
import Measures
import Ordering
import Payouts
import Storage

/// Open bank lines that name a payout of which the bank's result said that it failed: it may have been paid after all, so its payee must
/// not be paid again before that is cleared up.
struct Disputes {
  private var byPayee: [Producer: String] = [:]

  init(_ session: Session) throws {
    let county = try session.catalogue().county.code
    try session.register.eachOpenBankLine { line in
      guard line.body.amount < .zero else { return }
      for id in OpenLine(line).texts.flatMap({ PaymentReference.readings(in: $0, county: county) }).compactMap(\.payout) {
        guard let payout = try session.register.payout(id), payout.outcome == .failed else { continue }
        byPayee[payout.payee] = "\(id) \(line.id)"
      }
    }
  }

  func marked(_ claimants: [Claimant]) -> [Claimant] {
    guard !byPayee.isEmpty else { return claimants }
    return claimants.map { claimant in
      var claimant = claimant
      claimant.disputed = byPayee[claimant.payee] ?? ""
      return claimant
    }
  }
}

extension ReferenceReading {
  /// The payout that it names, whole.
  fileprivate var payout: Payout.ID? {
    switch self {
    case .verified(.payout(let id)), .plain(.payout(let id)): id
    default: nil
    }
  }
}
