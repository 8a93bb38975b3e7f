import Engine
import Payouts
import Sealing
import Storage

/// The account numbers to which payouts went, as far as they can be set against what a bank shows of one.
struct PayoutAccounts {
  private let session: Session
  private let accounts: AccountReveal
  private let key: VaultKey?

  /// - Parameter key: nil where no number is asked for, or there is none: then none is known.
  init(_ session: Session, key: VaultKey?) {
    self.session = session
    accounts = AccountReveal(session)
    self.key = key
  }

  /// - Parameter needsTail: the end of a number is asked for, so that it has to be opened.
  func number(of payout: Payout, needsTail: Bool) throws -> (digest: [UInt8]?, tail: String) {
    guard let key, let token = payout.account?.token, let entry = try session.register.sealed(token) else { return (nil, "") }
    // A card's digest is that by which the vault finds it.
    if entry.kind == BankCard.kind, !needsTail { return (entry.searchDigest, "") }
    guard let number = try? accounts.number(token) else { return (nil, "") }
    return (AccountDigest.of(number.value, key), String(number.value.suffix(4)))
  }

  /// How an account that a bank shows, whole or in part, goes together with the payout's.
  func fit(_ shown: String, _ payout: Payout) throws -> AccountFit {
    guard let key else { return .unknown }
    let (digest, tail) = AccountDigest.read(shown, key)
    guard digest != nil || !tail.isEmpty else { return .unknown }
    let known = try number(of: payout, needsTail: digest == nil)
    return AccountFit(shown: (digest, tail), known: known)
  }
}
