public import Catalogue
public import Ordering
public import WireFormat

/// The state that a batch left behind: each entity that it touched, once, whole, sorted by id.
public struct Changes: Sendable {
  /// The Catalogue, where it was applied.
  public var catalogue: ApplyCatalogue?
  public var households: [Household] = []
  public var lots: [Lot] = []
  public var movements: [StockMovement] = []
  public var reports: [UnsoldReport] = []
  public var orders: [Order] = []
  /// Bound idempotency keys with the place of their command within the batch, from 0.
  public var keys: [(key: Key, index: Int64)] = []

  public init() {}
}

extension Changes: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    writer.write(catalogue) { $0.write($1) }
    writer.write(households) { $0.write($1) }
    writer.write(lots) { $0.write($1) }
    writer.write(movements) { $0.write($1) }
    writer.write(reports) { $0.write($1) }
    writer.write(orders) { $0.write($1) }
    writer.write(keys) {
      $0.write($1.key.scope)
      $0.write($1.key.text)
      $0.write($1.index)
    }
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    catalogue = try reader.readOptional { reader throws(WireFault) in try reader.read() }
    households = try reader.readArray { reader throws(WireFault) in try reader.read() }
    lots = try reader.readArray { reader throws(WireFault) in try reader.read() }
    movements = try reader.readArray { reader throws(WireFault) in try reader.read() }
    reports = try reader.readArray { reader throws(WireFault) in try reader.read() }
    orders = try reader.readArray { reader throws(WireFault) in try reader.read() }
    keys = try reader.readArray { reader throws(WireFault) in
      let scope = try reader.readString()
      let text = try reader.readString()
      return (Key(scope: scope, text: text), try reader.readInt64())
    }
  }
}
