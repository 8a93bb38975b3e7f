public import Catalogue
public import Ordering
public import WireFormat

/// What an accepted command brought about.
public enum Outcome: Sendable, Hashable {
  case applied
  case household(Household.ID)
  case lot(Lot.ID)
  case report(UnsoldReport.ID)
  case order(Order.ID)
  /// What fell due: orders whose reservation ended, lots whose life did.
  case passed(orders: [Order.ID], lots: [Lot.ID])
}

extension Outcome: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    switch self {
    case .applied: writer.write(byte: 0)
    case .household(let id):
      writer.write(byte: 1)
      writer.write(id.number)
    case .lot(let id):
      writer.write(byte: 2)
      writer.write(id.number)
    case .report(let id):
      writer.write(byte: 3)
      writer.write(id.number)
    case .order(let id):
      writer.write(byte: 4)
      writer.write(id.number)
    case .passed(let orders, let lots):
      writer.write(byte: 5)
      writer.write(orders) { $0.write($1.number) }
      writer.write(lots) { $0.write($1.number) }
    }
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    switch try reader.readByte() {
    case 0: self = .applied
    case 1: self = .household(Household.ID(number: try reader.readInt64()))
    case 2: self = .lot(Lot.ID(number: try reader.readInt64()))
    case 3: self = .report(UnsoldReport.ID(number: try reader.readInt64()))
    case 4: self = .order(Order.ID(number: try reader.readInt64()))
    case 5:
      let orders = try reader.readArray { reader throws(WireFault) in Order.ID(number: try reader.readInt64()) }
      let lots = try reader.readArray { reader throws(WireFault) in Lot.ID(number: try reader.readInt64()) }
      self = .passed(orders: orders, lots: lots)
    default: throw .malformed(at: reader.position - 1)
    }
  }
}
