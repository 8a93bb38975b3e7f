extension BankLineBody {
  /// The bank gave it a reference of its own that tells it from others: what a column is filled with where there is none (`0`, `-`,
  /// `NONREF`) tells nothing.
  public var hasOwnReference: Bool { bankReference.utf8.contains { (49...57).contains($0) } }

  /// Whether two lines of equal day, amount and bank's reference may be one, as two formats write it: no name or account contradicts, and where
  /// both bear a reference, one is the other's beginning (`:61:` of MT940 holds 16 characters).
  public func mayBeTheSame(as other: BankLineBody) -> Bool {
    guard FoldedName(name).fit(FoldedName(other.name)) != .contradicts else { return false }
    let accounts = [self, other].map { KnownAccount(digest: $0.accountDigest, tail: $0.accountTail) }
    guard accounts[0].fit(accounts[1]) != .contradicts else { return false }
    return reference.hasPrefix(other.reference) || other.reference.hasPrefix(reference)
  }
}
