public import Measures
public import WireFormat

/// An amount that is reserved until it is posted, voided, or its time is over. It is resolved once.
public struct Hold: Sendable, Hashable {
  /// The transfer that made it.
  public var id: Transfer.ID
  public var debit: Account.ID
  public var credit: Account.ID
  public var amount: Money
  /// When it ends by itself; nil: never.
  public var expiresAt: Instant?
  /// The transfer that ended it; nil while it is open.
  public var resolvedBy: Transfer.ID?

  public init(
    id: Transfer.ID, debit: Account.ID, credit: Account.ID, amount: Money, expiresAt: Instant?, resolvedBy: Transfer.ID? = nil
  ) {
    self.id = id
    self.debit = debit
    self.credit = credit
    self.amount = amount
    self.expiresAt = expiresAt
    self.resolvedBy = resolvedBy
  }
}

extension Hold: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    writer.write(id.number)
    writer.write(debit.number)
    writer.write(credit.number)
    writer.write(amount)
    writer.write(expiresAt) { $0.write($1) }
    writer.write(unsigned: UInt64(bitPattern: resolvedBy?.number ?? 0))
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    id = Transfer.ID(number: try reader.readInt64())
    debit = Account.ID(number: try reader.readInt64())
    credit = Account.ID(number: try reader.readInt64())
    amount = try reader.readMoney()
    expiresAt = try reader.readOptional { reader throws(WireFault) in try reader.readInstant() }
    guard let number = Int64(exactly: try reader.readUnsigned()) else { throw .malformed(at: reader.position) }
    resolvedBy = number == 0 ? nil : Transfer.ID(number: number)
  }
}
