public import Measures
public import Ordering
public import WireFormat

/// Money that went from one account to another: one debit, one credit, an amount above zero. Never edited: what was wrong
/// is reversed by another transfer.
public struct Transfer: Sendable, Hashable {
  /// Rises by one with every transfer, whatever the clock says.
  public struct ID: NumberedID {
    public static let prefix = "T"
    public var number: Int64
    public init(number: Int64) { self.number = number }
  }

  public enum Kind: UInt8, Sendable, Hashable, CaseIterable {
    case posting = 0
    /// Posts what a hold held, all or a part of it; the rest is free again.
    case postOfHold = 1
    case reversal = 2
    /// Reserves an amount in both accounts without moving it.
    case hold = 3
    /// Ends a hold with nothing posted.
    case void = 4
    /// Ends a hold because its time is over.
    case expiry = 5

    /// Whether it moves money; the others only hold it or let it go.
    public var posts: Bool { rawValue <= Kind.reversal.rawValue }
  }

  public var id: ID
  /// The first transfer of those that were posted together.
  public var group: ID
  public var kind: Kind
  public var debit: Account.ID
  public var credit: Account.ID
  /// Above zero.
  public var amount: Money
  /// Business date.
  public var on: Day
  public var reason: TransferReason
  /// The income item of what reaches a household, e.g. `A50-2-4`; empty for everything else.
  public var item: String
  public var source: TransferSource
  /// The hold that it ends, or the transfer that it reverses.
  public var of: ID?
  /// What a person wrote about it.
  public var memo: String

  public init(
    id: ID, group: ID, kind: Kind, debit: Account.ID, credit: Account.ID, amount: Money, on: Day, reason: TransferReason,
    item: String = "", source: TransferSource = .none, of: ID? = nil, memo: String = ""
  ) {
    self.id = id
    self.group = group
    self.kind = kind
    self.debit = debit
    self.credit = credit
    self.amount = amount
    self.on = on
    self.reason = reason
    self.item = item
    self.source = source
    self.of = of
    self.memo = memo
  }
}

/// What a transfer comes from, so that a yuan can be followed.
public enum TransferSource: Sendable, Hashable {
  case none
  case order(Order.ID)
  /// Line and part of an order, both from 1.
  case part(Order.ID, line: Int64, part: Int64)
  case lot(Lot.ID)
  case distribution(Distribution.ID)
  case payout(PayoutID)
  case bankLine(BankLineID)
  case run(DeliveryRunID)
}

extension TransferSource: CustomStringConvertible {
  public var description: String {
    switch self {
    case .none: ""
    case .order(let id): id.description
    case .part(let id, let line, let part): "\(id)/\(line).\(part)"
    case .lot(let id): id.description
    case .distribution(let id): id.description
    case .payout(let id): id.description
    case .bankLine(let id): id.description
    case .run(let id): id.description
    }
  }
}

extension TransferSource: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    switch self {
    case .none: writer.write(byte: 0)
    case .order(let id):
      writer.write(byte: 1)
      writer.write(id.number)
    case .part(let id, let line, let part):
      writer.write(byte: 2)
      writer.write(id.number)
      writer.write(line)
      writer.write(part)
    case .lot(let id):
      writer.write(byte: 3)
      writer.write(id.number)
    case .distribution(let id):
      writer.write(byte: 4)
      writer.write(id.number)
    case .payout(let id):
      writer.write(byte: 5)
      writer.write(id)
    case .bankLine(let id):
      writer.write(byte: 6)
      writer.write(id.number)
    case .run(let id):
      writer.write(byte: 7)
      writer.write(id.number)
    }
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    switch try reader.readByte() {
    case 0: self = .none
    case 1: self = .order(Order.ID(number: try reader.readInt64()))
    case 2:
      let id = Order.ID(number: try reader.readInt64())
      let line = try reader.readInt64()
      self = .part(id, line: line, part: try reader.readInt64())
    case 3: self = .lot(Lot.ID(number: try reader.readInt64()))
    case 4: self = .distribution(Distribution.ID(number: try reader.readInt64()))
    case 5: self = .payout(try reader.read())
    case 6: self = .bankLine(BankLineID(number: try reader.readInt64()))
    case 7: self = .run(DeliveryRunID(number: try reader.readInt64()))
    default: throw .malformed(at: reader.position - 1)
    }
  }
}

extension Transfer: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    writer.write(id.number)
    writer.write(unsigned: UInt64(bitPattern: id.number &- group.number))
    writer.write(byte: kind.rawValue)
    writer.write(debit.number)
    writer.write(credit.number)
    writer.write(amount)
    writer.write(on)
    writer.write(byte: reason.rawValue)
    writer.write(item)
    writer.write(source)
    writer.write(unsigned: UInt64(bitPattern: of?.number ?? 0))
    writer.write(memo)
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    id = ID(number: try reader.readInt64())
    guard let back = Int64(exactly: try reader.readUnsigned()), back < id.number else { throw .malformed(at: reader.position) }
    group = ID(number: id.number - back)
    kind = try reader.readRaw()
    debit = Account.ID(number: try reader.readInt64())
    credit = Account.ID(number: try reader.readInt64())
    amount = try reader.readMoney()
    on = try reader.readDay()
    reason = try reader.readRaw()
    item = try reader.readString()
    source = try reader.read()
    guard let other = Int64(exactly: try reader.readUnsigned()) else { throw .malformed(at: reader.position) }
    of = other == 0 ? nil : ID(number: other)
    memo = try reader.readString()
  }
}
