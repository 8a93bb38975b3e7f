public import Catalogue
public import Measures
public import WireFormat

/// One recorded change of what a lot holds, with its reason. Never edited; a mistake is corrected by another movement.
public struct StockMovement: Sendable, Hashable {
  public enum Kind: UInt8, Sendable, Hashable, CaseIterable {
    case receipt = 0
    case correction = 1
    /// Drying out, weighing loss.
    case shrinkage = 2
    /// Rot, breakage, death.
    case spoilage = 3
    case expiry = 4
    /// Came back and can be sold again.
    case `return` = 5
    /// Came back and cannot.
    case returnSpoiled = 6

    public var name: String { self == .returnSpoiled ? "return-spoiled" : "\(self)" }
  }

  public var lot: Lot.ID
  /// 1, 2, 3 … within the lot.
  public var serial: Int64
  public var kind: Kind
  /// Signed, in the lot's stock unit.
  public var quantity: Int64
  public var reason: String
  public var at: Instant
  public var actor: Actor.ID

  public init(
    lot: Lot.ID, serial: Int64, kind: Kind, quantity: Int64, reason: String, at: Instant, actor: Actor.ID
  ) {
    self.lot = lot
    self.serial = serial
    self.kind = kind
    self.quantity = quantity
    self.reason = reason
    self.at = at
    self.actor = actor
  }
}

extension StockMovement: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    writer.write(lot.number)
    writer.write(serial)
    writer.write(byte: kind.rawValue)
    writer.write(quantity)
    writer.write(reason)
    writer.write(at)
    writer.write(actor)
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    lot = Lot.ID(number: try reader.readInt64())
    serial = try reader.readInt64()
    kind = try reader.readRaw()
    quantity = try reader.readInt64()
    reason = try reader.readString()
    at = try reader.readInstant()
    actor = try reader.readString()
  }
}
