/// The columns of what a bank answers to a batch (回盘), found by the names in its header.
public struct ResultMap: Sendable, Hashable {
  public enum Field: UInt8, Sendable, Hashable, CaseIterable {
    case sequence = 0
    case reference = 1
    case batchReference = 2
    case name = 3
    case account = 4
    case amount = 5
    case outcome = 6
    case code = 7
    case reason = 8

    public var name: String { snakeCase("\(self)") }
  }

  public var columns: [HeaderName<Field>]
  public var amounts: AmountNotation
  public var successWords: [String]
  public var failureWords: [String]
  /// Still being worked on.
  public var pendingWords: [String]

  public init(
    columns: [HeaderName<Field>], amounts: AmountNotation = AmountNotation(), successWords: [String], failureWords: [String],
    pendingWords: [String] = []
  ) {
    self.columns = columns
    self.amounts = amounts
    self.successWords = successWords
    self.failureWords = failureWords
    self.pendingWords = pendingWords
  }

  public func has(_ field: Field) -> Bool { columns.contains { $0.field == field } }

  /// Whether a row says which payment it is about.
  var tellsThePayment: Bool { has(.reference) || has(.sequence) || (has(.account) && has(.amount)) }
}
