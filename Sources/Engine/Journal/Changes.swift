public import Catalogue
import Ledger
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
  public var ledger = LedgerChanges()
  public var payouts = PayoutChanges()
  public var runs = RunChanges()

  public init() {}
}

/// Changes with their wire bytes, made once for whoever hashes, compares or keeps them.
public struct EncodedChanges: Sendable {
  public let changes: Changes
  public let bytes: [UInt8]
  /// Where in `bytes` each of the changed orders lies.
  public let orders: [Range<Int>]

  public init(_ changes: Changes) {
    var writer = ByteWriter()
    var ends: [Int] = []
    ends.reserveCapacity(changes.orders.count + 1)
    changes.encode(to: &writer) { ends.append($0) }
    self.changes = changes
    bytes = writer.bytes
    orders = zip(ends, ends.dropFirst()).map { $0..<$1 }
  }
}

extension Changes: WireCodable {
  public func encode(to writer: inout ByteWriter) { encode(to: &writer) { _ in } }

  /// - Parameter place: told where the first order begins and where each ends.
  fileprivate func encode(to writer: inout ByteWriter, _ place: (Int) -> Void) {
    writer.write(catalogue) { $0.write($1) }
    writer.write(households) { $0.write($1) }
    writer.write(lots) { $0.write($1) }
    writer.write(movements) { $0.write($1) }
    writer.write(reports) { $0.write($1) }
    writer.write(unsigned: UInt64(orders.count))
    place(writer.bytes.count)
    for order in orders {
      writer.write(order)
      place(writer.bytes.count)
    }
    writer.write(keys) {
      $0.write($1.key.scope)
      $0.write($1.key.text)
      $0.write($1.index)
    }
    // Batches from before there was a ledger, or payouts, or runs, end sooner, and so do those that did not touch them.
    if !ledger.isEmpty || !payouts.isEmpty || !runs.isEmpty { writer.write(ledger) }
    if !payouts.isEmpty || !runs.isEmpty { writer.write(payouts) }
    if !runs.isEmpty { writer.write(runs) }
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
    if !reader.isAtEnd { ledger = try reader.read() }
    if !reader.isAtEnd { payouts = try reader.read() }
    if !reader.isAtEnd { runs = try reader.read() }
  }
}
