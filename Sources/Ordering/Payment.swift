public import Catalogue
public import Measures
public import WireFormat

/// Money that came in for an order or went back.
public struct Payment: Sendable, Hashable {
  public enum Kind: UInt8, Sendable, Hashable, CaseIterable {
    case payment = 0
    case refund = 1
    /// It was another's: a payment that was matched to the order by mistake is taken back.
    case withdrawn = 2

    public var name: String { "\(self)" }
  }

  public var kind: Kind
  /// Above zero.
  public var amount: Money
  public var at: Instant
  public var actor: Actor.ID

  public init(kind: Kind, amount: Money, at: Instant, actor: Actor.ID) {
    self.kind = kind
    self.amount = amount
    self.at = at
    self.actor = actor
  }
}

extension Payment: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    writer.write(byte: kind.rawValue)
    writer.write(amount)
    writer.write(at)
    writer.write(actor)
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    kind = try reader.readRaw()
    amount = try reader.readMoney()
    at = try reader.readInstant()
    actor = try reader.readString()
  }
}
