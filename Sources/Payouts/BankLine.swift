public import Ledger

/// One line of a bank statement.
public struct BankLine: Sendable, Hashable {
  public typealias ID = BankLineID
}
