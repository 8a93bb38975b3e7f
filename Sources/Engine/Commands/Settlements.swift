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
  /// Movements of later days do not count yet; nil: all count, as in commands of before there was a day.
  public var through: Day?

  public init(lot: Lot.ID, through: Day? = nil) {
    self.lot = lot
    self.through = through
  }

  public func encode(to writer: inout ByteWriter) {
    writer.write(lot.number)
    if let through { writer.write(through) }
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    lot = Lot.ID(number: try reader.readInt64())
    through = reader.isAtEnd ? nil : try reader.readDay()
  }

  var fields: [Field] { [Field("lot", lot), Field("through", through)] }
}

/// Takes back how an order or a lot was settled, so that the next run settles it anew: a correction by new transfers.
public struct UndoSettlement: Sendable, Hashable, WireCodable {
  public enum Thing: Sendable, Hashable {
    case order(Order.ID)
    case lot(Lot.ID)
  }

  public var of: Thing
  public var reason: String

  public init(of thing: Thing, reason: String) {
    of = thing
    self.reason = reason
  }

  public func encode(to writer: inout ByteWriter) {
    switch of {
    case .order(let id):
      writer.write(byte: 0)
      writer.write(id.number)
    case .lot(let id):
      writer.write(byte: 1)
      writer.write(id.number)
    }
    writer.write(reason)
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    switch try reader.readByte() {
    case 0: of = .order(Order.ID(number: try reader.readInt64()))
    case 1: of = .lot(Lot.ID(number: try reader.readInt64()))
    default: throw .malformed(at: reader.position - 1)
    }
    reason = try reader.readString()
  }

  var fields: [Field] {
    switch of {
    case .order(let id): [Field("order", id), Field("reason", reason)]
    case .lot(let id): [Field("lot", id), Field("reason", reason)]
    }
  }
}
