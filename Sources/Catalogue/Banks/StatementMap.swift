/// The columns of a bank's statement in delimited text, found by the names in its header.
public struct StatementMap: Sendable, Hashable {
  public enum Field: UInt8, Sendable, Hashable, CaseIterable {
    case bookedOn = 0
    case valueOn = 1
    /// Signed where there is no `direction`; positive is money that came in.
    case amount = 2
    /// Whether money came in or went out, in words.
    case direction = 3
    /// Money that went out (支出, 借方).
    case debit = 4
    /// Money that came in (收入, 贷方).
    case credit = 5
    case balance = 6
    case counterpartyName = 7
    case counterpartyAccount = 8
    case reference = 9
    case batchReference = 10
    case text = 11
    /// The bank's own number of the line.
    case serial = 12
    case returnCode = 13

    public var name: String { snakeCase("\(self)") }
  }

  /// What the rows above the table tell, as a word and the cell behind it.
  public enum Label: UInt8, Sendable, Hashable, CaseIterable {
    case account = 0
    case currency = 1
    case number = 2
    case opening = 3
    case closing = 4
    case from = 5
    case through = 6

    public var name: String { snakeCase("\(self)") }
  }

  /// Each field's name in the header, in the order of the columns.
  public var columns: [HeaderName<Field>]
  public var labels: [HeaderName<Label>]
  public var dates: DatePattern
  public var amounts: AmountNotation
  /// Words of `direction` for money that came in, and that went out.
  public var creditWords: [String]
  public var debitWords: [String]
  /// Words in `text` by which the bank tells that a payment came back, e.g. 退汇.
  public var returnWords: [String]

  public init(
    columns: [HeaderName<Field>], labels: [HeaderName<Label>] = [], dates: DatePattern, amounts: AmountNotation = AmountNotation(),
    creditWords: [String] = [], debitWords: [String] = [], returnWords: [String] = []
  ) {
    self.columns = columns
    self.labels = labels
    self.dates = dates
    self.amounts = amounts
    self.creditWords = creditWords
    self.debitWords = debitWords
    self.returnWords = returnWords
  }

  public func has(_ field: Field) -> Bool { columns.contains { $0.field == field } }

  /// Money in and out is told in one of three ways.
  var tellsAmountsOneWay: Bool {
    switch (has(.amount), has(.direction), has(.debit), has(.credit)) {
    case (true, _, false, false), (false, false, true, true): true
    default: false
    }
  }
}

/// The name by which a sheet calls something.
public struct HeaderName<Field: Sendable & Hashable>: Sendable, Hashable {
  public var field: Field
  public var header: String

  public init(_ field: Field, _ header: String) {
    self.field = field
    self.header = header
  }
}
