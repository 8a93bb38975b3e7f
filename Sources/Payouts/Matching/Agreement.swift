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

  /// Somebody else: another account, or another name where the account does not say that it is the same.
  var isOther: Bool { account == .contradicts || (name == .contradicts && account != .equal) }

  /// Enough to tell who it is: a masked or cut name needs the end of the account number, and that needs such a name.
  var isSure: Bool { !contradicts && (name == .equal || account == .equal || (name == .fits && account == .tail)) }

  /// Enough where the line says nothing else of what it is about.
  var isSureByAccount: Bool { isSure && account >= .tail }

  var evidence: [Evidence] {
    (name == .unknown ? [] : [.name(name)]) + (account == .unknown ? [] : [.account(account)])
  }
}

/// A payee's account number, as far as it is known.
struct KnownAccount: Sendable {
  let digest: [UInt8]?
  let tail: String

  func fit(_ other: KnownAccount) -> AccountFit {
    if let digest, let other = other.digest { return digest == other ? .equal : .contradicts }
    guard tail.utf8.count >= 4, other.tail.utf8.count >= 4 else { return .unknown }
    return tail.utf8.suffix(4).elementsEqual(other.tail.utf8.suffix(4)) ? .tail : .contradicts
  }
}

extension ReadLine {
  func agreement(with account: KnownAccount, _ names: [FoldedName]) -> Agreement {
    Agreement(name: name.fit(names), account: self.account.fit(account))
  }

  /// A buyer may pay from an account that we have not seen yet.
  func agreement(with receivable: OpenReceivable, _ names: [FoldedName]) -> Agreement {
    let isKnown = line.accountDigest.map(receivable.accountDigests.contains) ?? false
    return Agreement(name: name.fit(names), account: isKnown ? .equal : .unknown)
  }
}
