import Messages

/// In which form a run goes out: the words of `--format`, and what the run keeps of it.
enum PayoutFormat: Equatable, CustomStringConvertible {
  /// ISO 20022, paid from one of our accounts.
  case pain(account: String?)
  /// The batch sheet (代发) of a bank of the Catalogue.
  case sheet(bank: String)
  /// The list that payees sign.
  case cash

  static let forms = ["pain.001", "csv:NAME", "cash"]

  init(_ text: String) throws {
    let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
    switch (parts.first, parts.count) {
    case ("pain.001", 1): self = .pain(account: nil)
    case ("pain.001", 2): self = .pain(account: parts[1])
    case ("csv", 2): self = .sheet(bank: parts[1])
    case ("cash", 1): self = .cash
    default: throw UsageFault.notAChoice(text, of: PayoutFormat.forms)
    }
  }

  /// As a run keeps it: with the account, so that a repetition gives the same bytes.
  var description: String {
    switch self {
    case .pain(let account): "pain.001" + (account.map { ":" + $0 } ?? "")
    case .sheet(let bank): "csv:" + bank
    case .cash: "cash"
    }
  }
}
