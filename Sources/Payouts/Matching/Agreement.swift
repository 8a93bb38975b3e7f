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

extension AccountFit {
  /// - Parameters: each a keyed digest where the number is known as a whole, and its last digits, empty where they are not known.
  public init(shown: (digest: [UInt8]?, tail: String), known: (digest: [UInt8]?, tail: String)) {
    self = KnownAccount(digest: shown.digest, tail: shown.tail).fit(KnownAccount(digest: known.digest, tail: known.tail))
  }
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

  /// Enough to look twice, and never to match: the whole account or the whole name, whatever else differs, since banks write names in their
  /// own way, put their own beside a payee's card, and give cards anew; or a part of one, and nothing contradicts.
  var isLikely: Bool { account == .equal || name == .equal || !contradicts && (name == .fits || account == .tail) }

  /// Enough where the line says nothing else of what it is about.
  var isSureByAccount: Bool { isSure && account >= .tail }

  var evidence: [Evidence] {
    (name == .unknown ? [] : [.name(name)]) + (account == .unknown ? [] : [.account(account)])
  }
}

/// An account number, as far as it is known: 128 bits of what its keyed digest is digested to, and the last four digits.
struct KnownAccount: Sendable, Hashable {
  /// Both zero where the number is not known as a whole.
  private let high: UInt64
  private let low: UInt64
  /// ASCII, the first the highest; zero where they are not known.
  private let lastDigits: UInt32

  init(digest: [UInt8]?, tail: String) {
    (high, low) = digest.map { (Key.account($0), Key.of($0, kind: 6)) } ?? (0, 0)
    lastDigits = tail.utf8.count < 4 ? 0 : tail.utf8.suffix(4).reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// Known as a whole number.
  var isWhole: Bool { high | low != 0 }

  /// The last four digits; empty where they are not known.
  var tail: String {
    lastDigits == 0 ? "" : String(decoding: [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: lastDigits >> $0) }, as: UTF8.self)
  }

  /// Somebody's: the number, or digits of it.
  var isKnown: Bool { isWhole || lastDigits != 0 }

  /// By which it is found.
  var keys: [UInt64] { (lastDigits == 0 ? [] : [Key.accountTail(lastDigits)]) + (isWhole ? [high] : []) }

  func fit(_ other: KnownAccount) -> AccountFit {
    if isWhole, other.isWhole { return high == other.high && low == other.low ? .equal : .contradicts }
    guard lastDigits != 0, other.lastDigits != 0 else { return .unknown }
    return lastDigits == other.lastDigits ? .tail : .contradicts
  }
}

extension ReadLine {
  func agreement(with account: KnownAccount, _ names: [FoldedName]) -> Agreement {
    Agreement(name: name.fit(names), account: self.account.fit(account))
  }

  /// A buyer may pay from an account that we have not seen yet.
  func agreement(with accounts: [KnownAccount], _ names: [FoldedName]) -> Agreement {
    let isKnown = accounts.contains { account.fit($0) == .equal }
    return Agreement(name: name.fit(names), account: isKnown ? .equal : .unknown)
  }
}
