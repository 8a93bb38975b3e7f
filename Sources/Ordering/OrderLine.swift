public import Catalogue
public import Measures
public import WireFormat

/// So many packs of one kind at one price, shared out over lots.
public struct OrderLine: Sendable, Hashable {
  public var pack: Pack.ID
  /// Packs ordered, above zero.
  public var count: Int64
  /// Contents of a pack in the stock unit when it was ordered.
  public var content: Int64
  /// Nominal net grams of a pack when it was ordered.
  public var netGrams: Int64
  public var unit: StockUnit
  public var unitPrice: UnitPrice
  /// Their packs add up to `count`.
  public var allocations: [Allocation]

  public init(
    pack: Pack.ID, count: Int64, content: Int64, netGrams: Int64, unit: StockUnit, unitPrice: UnitPrice,
    allocations: [Allocation]
  ) {
    self.pack = pack
    self.count = count
    self.content = content
    self.netGrams = netGrams
    self.unit = unit
    self.unitPrice = unitPrice
    self.allocations = allocations
  }

  /// What the buyer owes for the parts that are or will be supplied, rounded once per line.
  public func amount() throws(Overflow) -> Money {
    var packs: Int64 = 0
    var grams: Int64 = 0
    for allocation in allocations where allocation.state.isLive {
      packs = try packs.adding(allocation.packs)
      grams = try grams.adding(allocation.pricedGrams)
    }
    return try unitPrice.amount(
      packs: packs, pieces: unit == .pieces ? packs.multiplied(by: content) : 0, grams: grams)
  }
}

/// Part of a line from one lot. Ordered, packed, priced and stocked quantities are four numbers, all kept.
public struct Allocation: Sendable, Hashable {
  /// Nil while it waits, and for what fell short without ever having had a lot.
  public var lot: Lot.ID?
  /// Packs ordered.
  public var packs: Int64
  public var state: Fulfilment
  /// Taken from the lot, in its stock unit.
  public var stocked: Int64
  /// Net mass as weighed at packing; 0 before.
  public var packedGrams: Int64
  /// Net mass that is charged: nominal until packing fixes it.
  public var pricedGrams: Int64

  public init(
    lot: Lot.ID?, packs: Int64, state: Fulfilment, stocked: Int64, packedGrams: Int64, pricedGrams: Int64
  ) {
    self.lot = lot
    self.packs = packs
    self.state = state
    self.stocked = stocked
    self.packedGrams = packedGrams
    self.pricedGrams = pricedGrams
  }
}

extension Allocation: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    writer.write(unsigned: UInt64(bitPattern: lot?.number ?? 0))
    writer.write(packs)
    writer.write(byte: state.rawValue)
    writer.write(stocked)
    writer.write(packedGrams)
    writer.write(pricedGrams)
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    let number = try reader.readUnsigned()
    guard let number = Int64(exactly: number) else { throw .malformed(at: reader.position) }
    lot = number == 0 ? nil : Lot.ID(number: number)
    packs = try reader.readInt64()
    state = try reader.readRaw()
    stocked = try reader.readInt64()
    packedGrams = try reader.readInt64()
    pricedGrams = try reader.readInt64()
  }
}

extension OrderLine: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    writer.write(pack)
    writer.write(count)
    writer.write(content)
    writer.write(netGrams)
    writer.write(byte: unit.rawValue)
    writer.write(unitPrice.money)
    writer.write(byte: unitPrice.basis.rawValue)
    writer.write(allocations) { $0.write($1) }
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    pack = try reader.readString()
    count = try reader.readInt64()
    content = try reader.readInt64()
    netGrams = try reader.readInt64()
    unit = try reader.readRaw()
    let money = try reader.readMoney()
    unitPrice = UnitPrice(money: money, basis: try reader.readRaw())
    allocations = try reader.readArray { reader throws(WireFault) in try reader.read() }
  }
}
