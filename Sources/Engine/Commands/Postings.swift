public import Catalogue
public import Ledger
public import Measures
public import WireFormat

/// An amount that a person wants moved between two accounts.
public struct Posting: Sendable, Hashable, WireCodable {
  public var debit: AccountKey
  public var credit: AccountKey
  public var amount: Money
  public var on: Day
  /// Where it reaches a household; else empty.
  public var item: IncomeItem.ID
  /// Why, in words.
  public var memo: String

  public init(debit: AccountKey, credit: AccountKey, amount: Money, on: Day, item: IncomeItem.ID = "", memo: String) {
    self.debit = debit
    self.credit = credit
    self.amount = amount
    self.on = on
    self.item = item
    self.memo = memo
  }

  public func encode(to writer: inout ByteWriter) {
    writer.write(debit)
    writer.write(credit)
    writer.write(amount)
    writer.write(on)
    writer.write(item)
    writer.write(memo)
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    debit = try reader.read()
    credit = try reader.read()
    amount = try reader.readMoney()
    on = try reader.readDay()
    item = try reader.readString()
    memo = try reader.readString()
  }

  func draft(_ reason: TransferReason) -> Draft {
    Draft(debit: debit, credit: credit, amount: amount, on: on, reason: reason, item: item, memo: memo)
  }

  var text: String { "\(debit)>\(credit)=\(amount)@\(on)\(item.isEmpty ? "" : " \(item)")\(memo.isEmpty ? "" : " \(memo)")" }
}

/// Posts a group of transfers, all or none.
public struct PostTransfers: Sendable, Hashable, WireCodable {
  public var postings: [Posting]

  public init(_ postings: [Posting]) { self.postings = postings }

  public func encode(to writer: inout ByteWriter) { writer.write(postings) { $0.write($1) } }

  public init(from reader: inout ByteReader) throws(WireFault) {
    postings = try reader.readArray { reader throws(WireFault) in try reader.read() }
  }

  var fields: [Field] { [Field("postings", postings.map(\.text).joined(separator: " "))] }
}

/// Brings in what the accounts stood at when the county began to use the engine.
public struct OpenBalances: Sendable, Hashable, WireCodable {
  /// Each against opening equity.
  public var postings: [Posting]
  /// Where the figures come from.
  public var source: String

  public init(_ postings: [Posting], source: String) {
    self.postings = postings
    self.source = source
  }

  public func encode(to writer: inout ByteWriter) {
    writer.write(postings) { $0.write($1) }
    writer.write(source)
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    postings = try reader.readArray { reader throws(WireFault) in try reader.read() }
    source = try reader.readString()
  }

  var fields: [Field] { [Field("source", source), Field("postings", postings.map(\.text).joined(separator: " "))] }
}

/// Reserves an amount in both accounts.
public struct HoldTransfer: Sendable, Hashable, WireCodable {
  public var posting: Posting
  /// When it ends by itself; nil: never.
  public var expiresAt: Instant?

  public init(_ posting: Posting, expiresAt: Instant?) {
    self.posting = posting
    self.expiresAt = expiresAt
  }

  public func encode(to writer: inout ByteWriter) {
    writer.write(posting)
    writer.write(expiresAt) { $0.write($1) }
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    posting = try reader.read()
    expiresAt = try reader.readOptional { reader throws(WireFault) in try reader.readInstant() }
  }

  var fields: [Field] { [Field("postings", posting.text), Field("hold_until", expiresAt)] }
}

/// Ends a hold: posts it, in whole or in part, or voids it.
public struct ResolveHold: Sendable, Hashable, WireCodable {
  public var hold: Transfer.ID
  /// False: it is voided.
  public var posts: Bool
  /// What is posted; nil: all that is held.
  public var amount: Money?
  public var on: Day
  public var memo: String

  public init(hold: Transfer.ID, posts: Bool, amount: Money?, on: Day, memo: String) {
    self.hold = hold
    self.posts = posts
    self.amount = amount
    self.on = on
    self.memo = memo
  }

  public func encode(to writer: inout ByteWriter) {
    writer.write(hold.number)
    writer.write(posts)
    writer.write(amount) { $0.write($1) }
    writer.write(on)
    writer.write(memo)
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    hold = Transfer.ID(number: try reader.readInt64())
    posts = try reader.readBool()
    amount = try reader.readOptional { reader throws(WireFault) in try reader.readMoney() }
    on = try reader.readDay()
    memo = try reader.readString()
  }

  var fields: [Field] {
    [Field("transfer", hold), Field("amount", amount), Field("on", on), Field("reason", memo)]
  }
}

/// Takes a transfer back, with everything that was posted together with it.
public struct ReverseTransfer: Sendable, Hashable, WireCodable {
  public var transfer: Transfer.ID
  public var on: Day
  public var reason: String

  public init(transfer: Transfer.ID, on: Day, reason: String) {
    self.transfer = transfer
    self.on = on
    self.reason = reason
  }

  public func encode(to writer: inout ByteWriter) {
    writer.write(transfer.number)
    writer.write(on)
    writer.write(reason)
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    transfer = Transfer.ID(number: try reader.readInt64())
    on = try reader.readDay()
    reason = try reader.readString()
  }

  var fields: [Field] { [Field("transfer", transfer), Field("on", on), Field("reason", reason)] }
}

/// Closes the books through a day.
public struct ClosePeriod: Sendable, Hashable, WireCodable {
  public var through: Day

  public init(through: Day) { self.through = through }

  public func encode(to writer: inout ByteWriter) { writer.write(through) }

  public init(from reader: inout ByteReader) throws(WireFault) { through = try reader.readDay() }

  var fields: [Field] { [Field("through", through)] }
}
