public import Catalogue
public import Measures
public import Ordering
public import WireFormat

/// What a lot itself brought its producer, once it was settled: the price at which a firm bought it at receipt, or what the hub pays for
/// goods that spoiled while they lay there.
public struct LotSettlement: Sendable, Hashable {
  public var lot: Lot.ID
  public var agreement: LinkAgreement.ID
  /// How many of the lot's movements had been recorded by then: later ones may change the amount.
  public var movements: Int64
  public var amount: Money
  public var settledBy: Transfer.ID?
  public var transfers: Int64
  /// The day on which an earlier settlement of it was taken back; the next is posted then or later. Nil where none was.
  public var notBefore: Day?

  public init(
    lot: Lot.ID, agreement: LinkAgreement.ID, movements: Int64, amount: Money, settledBy: Transfer.ID?, transfers: Int64,
    notBefore: Day? = nil
  ) {
    self.lot = lot
    self.agreement = agreement
    self.movements = movements
    self.amount = amount
    self.settledBy = settledBy
    self.transfers = transfers
    self.notBefore = notBefore
  }
}

extension LotSettlement: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    writer.write(lot.number)
    writer.write(agreement)
    writer.write(movements)
    writer.write(amount)
    writer.write(unsigned: UInt64(bitPattern: settledBy?.number ?? 0))
    // A day follows where the count is negated, which it is not in settlements of before there was one.
    writer.write(notBefore == nil ? transfers : -1 - transfers)
    if let notBefore { writer.write(notBefore) }
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    lot = Lot.ID(number: try reader.readInt64())
    agreement = try reader.readString()
    movements = try reader.readInt64()
    amount = try reader.readMoney()
    guard let number = Int64(exactly: try reader.readUnsigned()) else { throw .malformed(at: reader.position) }
    settledBy = number == 0 ? nil : Transfer.ID(number: number)
    let count = try reader.readInt64()
    transfers = count < 0 ? -1 - count : count
    notBefore = count < 0 ? try reader.readDay() : nil
  }
}
