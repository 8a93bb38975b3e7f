public import Measures
public import Ordering
public import WireFormat

/// Splits the proceeds of everything of an order that was delivered, or lost, by a day and is not settled yet.
public struct SettleOrder: Sendable, Hashable, WireCodable {
  public var order: Order.ID
  public var through: Day

  public init(order: Order.ID, through: Day) {
    self.order = order
    self.through = through
  }

  public func encode(to writer: inout ByteWriter) {
    writer.write(order.number)
    writer.write(through)
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    order = Order.ID(number: try reader.readInt64())
    through = try reader.readDay()
  }

  var fields: [Field] { [Field("order", order), Field("through", through)] }
}

/// Credits a producer for a lot that a firm bought at receipt; again where the lot was corrected since.
public struct SettleLot: Sendable, Hashable, WireCodable {
  public var lot: Lot.ID

  public init(lot: Lot.ID) { self.lot = lot }

  public func encode(to writer: inout ByteWriter) { writer.write(lot.number) }

  public init(from reader: inout ByteReader) throws(WireFault) { lot = Lot.ID(number: try reader.readInt64()) }

  var fields: [Field] { [Field("lot", lot)] }
}
