import Payouts
import Sealing

/// What a bank line keeps of the other side's account number: a keyed digest by which it is known again, and its end.
enum AccountDigest {
  /// The kind under which numbers that anybody writes are digested: a card where its check digit is right, else an account.
  static func of(_ number: String, _ key: VaultKey) -> [UInt8] {
    if let card = try? BankCard(number) { return key.searchDigest(kind: BankCard.kind, value: card.value) }
    return key.searchDigest(kind: AccountNumber.kind, value: number.filter { $0 != " " && $0 != "-" }.uppercased())
  }

  /// The digest where the whole number is there, and the digits at its end that the bank shows, at most four.
  static func read(_ text: String, _ key: VaultKey) -> (digest: [UInt8]?, tail: String) {
    let shown = ShownAccount(text)
    return (shown.whole.map { of($0, key) }, shown.tail)
  }
}
