public import Catalogue
public import Ledger
public import Measures
public import Ordering

/// One line of a bank statement. It is never edited or dropped: what it is about is said by a match, which can be taken back.
public struct BankLine: Sendable, Hashable {
  public typealias ID = BankLineID

  public var id: ID
  public var body: BankLineBody
  /// The transfer between the bank and suspense, by which the books follow the statement.
  public var arrival: Transfer.ID
  /// What it is about; nil as long as nothing explains it.
  public var match: LineMatch?
  /// A person took a match of it back, so that it is never matched by itself again.
  public var isForPeople: Bool

  public init(id: ID, body: BankLineBody, arrival: Transfer.ID, match: LineMatch? = nil, isForPeople: Bool = false) {
    self.id = id
    self.body = body
    self.arrival = arrival
    self.match = match
    self.isForPeople = isForPeople
  }
}

/// What the bank says in a line.
public struct BankLineBody: Sendable, Hashable {
  /// Which of our accounts the statement is of: a word of the chart, such as `bank`.
  public var account: String
  public var bookedOn: Day
  public var valueOn: Day?
  /// Above zero: it came in; below zero: it went out. Never zero.
  public var amount: Money
  public var reference: String
  public var batchReference: String
  public var bankReference: String
  /// The other side's name as the bank writes it.
  public var name: String
  /// Keyed digest of the other side's account number, which itself is not kept; nil where the bank gave none, or a part of it.
  public var accountDigest: [UInt8]?
  /// The digits at its end that may be shown, four at most.
  public var accountTail: String
  public var text: String
  public var returnCode: String
  public var isReturn: Bool
  /// 1, 2, 3 … of lines of the account that are equal in everything above.
  public var occurrence: Int64

  public init(
    account: String, bookedOn: Day, valueOn: Day? = nil, amount: Money, reference: String = "", batchReference: String = "",
    bankReference: String = "", name: String = "", accountDigest: [UInt8]? = nil, accountTail: String = "", text: String = "",
    returnCode: String = "", isReturn: Bool = false, occurrence: Int64 = 1
  ) {
    self.account = account
    self.bookedOn = bookedOn
    self.valueOn = valueOn
    self.amount = amount
    self.reference = reference
    self.batchReference = batchReference
    self.bankReference = bankReference
    self.name = name
    self.accountDigest = accountDigest
    self.accountTail = accountTail
    self.text = text
    self.returnCode = returnCode
    self.isReturn = isReturn
    self.occurrence = occurrence
  }
}

/// What somebody, or the engine, says a line is about.
public struct LineMatch: Sendable, Hashable {
  /// Adds up to the line's amount.
  public var parts: [MatchPart]
  public var step: MatchingStep
  public var actor: Actor.ID
  public var at: Instant
  /// The transfers out of suspense: the first, and how many.
  public var first: Transfer.ID
  public var count: Int64
  /// Until when the stock of orders was reserved that it paid in full; they keep it for good since.
  public var limits: [OrderLimit]

  public init(
    parts: [MatchPart], step: MatchingStep, actor: Actor.ID, at: Instant, first: Transfer.ID, count: Int64, limits: [OrderLimit] = []
  ) {
    self.parts = parts
    self.step = step
    self.actor = actor
    self.at = at
    self.first = first
    self.count = count
    self.limits = limits
  }
}

/// Until when an order's stock was reserved.
public struct OrderLimit: Sendable, Hashable {
  public var order: Order.ID
  public var until: Instant

  public init(order: Order.ID, until: Instant) {
    self.order = order
    self.until = until
  }
}

/// A statement that was read to its end.
public struct BankStatement: Sendable, Hashable {
  public struct ID: NumberedID {
    public static let prefix = "ST"
    public var number: Int64
    public init(number: Int64) { self.number = number }
  }

  public var id: ID
  public var body: StatementBody
  /// The newest bank line when it was recorded; a line of a later statement is never one of those up to it.
  public var lastLine: BankLine.ID
  public var actor: Actor.ID
  public var at: Instant

  public init(id: ID, body: StatementBody, lastLine: BankLine.ID, actor: Actor.ID, at: Instant) {
    self.id = id
    self.body = body
    self.lastLine = lastLine
    self.actor = actor
    self.at = at
  }
}

public struct StatementBody: Sendable, Hashable {
  public var account: String
  public var format: String
  /// SM3 of the file, 32 bytes.
  public var digest: [UInt8]
  /// The bank's number for it; empty where it gives none.
  public var number: String
  public var from: Day
  public var through: Day
  /// Nil where the bank does not say.
  public var opening: Money?
  public var closing: Money?
  public var lines: Int64

  public init(
    account: String, format: String, digest: [UInt8], number: String, from: Day, through: Day, opening: Money?, closing: Money?,
    lines: Int64
  ) {
    self.account = account
    self.format = format
    self.digest = digest
    self.number = number
    self.from = from
    self.through = through
    self.opening = opening
    self.closing = closing
    self.lines = lines
  }
}
