/// How the other side's account number on a bank line and one of ours go together, the worst first.
public enum AccountFit: UInt8, Sendable, Hashable, Comparable {
  case contradicts = 0
  /// One of them is not known.
  case unknown = 1
  /// The last four digits are equal; the rest is not known.
  case tail = 2
  case equal = 3

  public static func < (a: AccountFit, b: AccountFit) -> Bool { a.rawValue < b.rawValue }
}

/// Whether a bank line's other side is a payee or buyer.
struct Agreement: Sendable, Hashable {
  var name: NameFit
  var account: AccountFit

  var contradicts: Bool { name == .contradicts || account == .contradicts }

  /// Enough to tell who it is: a masked or cut name needs the end of the account number, and that needs such a name.
  var isSure: Bool { !contradicts && (name == .equal || account == .equal || (name == .fits && account == .tail)) }

  var evidence: [Evidence] {
    (name == .unknown ? [] : [.name(name)]) + (account == .unknown ? [] : [.account(account)])
  }
}

extension ReadLine {
  func agreement(with payout: OpenPayout, _ names: [FoldedName]) -> Agreement {
    Agreement(name: name.fit(names), account: account(payout))
  }

  private func account(_ payout: OpenPayout) -> AccountFit {
    if let mine = line.accountDigest, let theirs = payout.accountDigest { return mine == theirs ? .equal : .contradicts }
    let (mine, theirs) = (line.accountTail.suffix(4), payout.accountTail.suffix(4))
    guard mine.utf8.count == 4, theirs.utf8.count == 4 else { return .unknown }
    return mine == theirs ? .tail : .contradicts
  }

  /// A buyer may pay from an account that we have not seen yet.
  func agreement(with receivable: OpenReceivable, _ names: [FoldedName]) -> Agreement {
    let isKnown = line.accountDigest.map(receivable.accountDigests.contains) ?? false
    return Agreement(name: name.fit(names), account: isKnown ? .equal : .unknown)
  }
}
