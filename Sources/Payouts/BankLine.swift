public import Measures

/// One line of a bank statement.
public struct BankLine: Sendable, Hashable {
  public struct ID: NumberedID {
    public static let prefix = "BL"
    public var number: Int64
    public init(number: Int64) { self.number = number }
  }
}
