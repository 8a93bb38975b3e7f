import Catalogue
import Measures

/// What stands of some transfers once those that were taken back are gone, and what was taken back.
struct StandingTransfers {
  /// Neither reversed nor reversals, by number.
  let transfers: [Transfer]
  let corrections: [TraceCorrection]

  init(_ all: [Transfer], _ keys: AccountKeys) throws {
    let posted = all.filter(\.kind.posts).sorted { $0.id < $1.id }
    let reversals = posted.filter { $0.kind == .reversal }
    let reversed = Set(reversals.compactMap(\.of))
    let standing = posted.filter { $0.kind != .reversal && !reversed.contains($0.id) }
    transfers = standing
    let byReversal = try reversals.map { reversal in
      // It goes back from where the transfer had gone.
      TraceCorrection(
        transfer: reversal.of ?? reversal.id, by: reversal.id, on: reversal.on, amount: reversal.amount, reason: reversal.reason,
        account: try keys[reversal.debit], source: reversal.source)
    }
    let byReturn = try standing.compactMap { try StandingTransfers.returned($0, of: standing, keys) }
    corrections = (byReversal + byReturn).sorted { $0.by < $1.by }
  }

  /// The sale, or the tax on it, that goods which came back took back.
  private static func returned(_ transfer: Transfer, of standing: [Transfer], _ keys: AccountKeys) throws -> TraceCorrection? {
    guard transfer.reason == .saleReturned, case .part = transfer.source else { return nil }
    let reason: TransferReason = try keys[transfer.debit].chart == AccountKey(.vat).chart ? .vat : .sale
    guard let original = standing.first(where: { $0.reason == reason && $0.source == transfer.source }) else { return nil }
    return TraceCorrection(
      transfer: original.id, by: transfer.id, on: transfer.on, amount: transfer.amount, reason: reason,
      account: try keys[original.credit], source: transfer.source)
  }
}

/// What the accounts of some transfers are called.
public struct AccountKeys: Sendable {
  private let keys: [Account.ID: AccountKey]

  public init(_ accounts: some Sequence<Account>) {
    keys = Dictionary(accounts.map { ($0.id, $0.key) }) { first, _ in first }
  }

  public subscript(id: Account.ID) -> AccountKey {
    get throws(TraceFault) {
      guard let key = keys[id] else { throw .unknownAccount(id) }
      return key
    }
  }
}
