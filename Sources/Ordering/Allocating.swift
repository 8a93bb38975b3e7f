public import Catalogue
public import Measures

/// What one line takes from one lot.
public struct Pick: Sendable, Hashable {
  public var lot: Lot.ID
  public var packs: Int64

  public init(lot: Lot.ID, packs: Int64) {
    self.lot = lot
    self.packs = packs
  }
}

extension OrderLine {
  /// The allocations of a fresh line: what was picked is reserved; the rest waits or is short.
  public init(
    pack: Pack, unit: StockUnit, count: Int64, unitPrice: UnitPrice, picks: [Pick], rest: Fulfilment
  ) throws(Overflow) {
    var allocations: [Allocation] = []
    allocations.reserveCapacity(picks.count + 1)
    var missing = count
    for pick in picks {
      missing -= pick.packs
      allocations.append(
        Allocation(
          lot: pick.lot, packs: pick.packs, state: .reserved, stocked: try pick.packs.multiplied(by: pack.content),
          packedGrams: 0, pricedGrams: try pick.packs.multiplied(by: pack.net.grams)))
    }
    if missing > 0 {
      allocations.append(
        Allocation(
          lot: nil, packs: missing, state: rest, stocked: 0, packedGrams: 0,
          pricedGrams: try missing.multiplied(by: pack.net.grams)))
    }
    self.init(
      pack: pack.id, count: count, content: pack.content, netGrams: pack.net.grams, unit: unit, unitPrice: unitPrice,
      allocations: allocations)
  }

  /// Gives lots to a waiting part: it is split into one reserved part per pick, and what is still missing waits on. All but the first come
  /// behind the other parts.
  public mutating func fill(part: Int, with picks: [Pick]) throws(Overflow) {
    precondition(allocations[part].state == .waiting)
    var waiting = allocations[part]
    var filled: [Allocation] = []
    for pick in picks {
      waiting.packs -= pick.packs
      filled.append(
        Allocation(
          lot: pick.lot, packs: pick.packs, state: .reserved, stocked: try pick.packs.multiplied(by: content),
          packedGrams: 0, pricedGrams: try pick.packs.multiplied(by: netGrams)))
    }
    waiting.pricedGrams = try waiting.packs.multiplied(by: netGrams)
    precondition(waiting.packs >= 0)
    if waiting.packs > 0 { filled.append(waiting) }
    guard let first = filled.first else { return }
    // The parts behind it keep their places, by which sales know them.
    allocations[part] = first
    allocations += filled.dropFirst()
  }
}

extension Order {
  /// Parts that wait for a lot, with their packs.
  public var waitingParts: [(line: Int, part: Int)] {
    lines.indices.flatMap { line in
      lines[line].allocations.indices.filter { lines[line].allocations[$0].state == .waiting }.map { (line, $0) }
    }
  }

  /// Gives lots to one waiting part; see ``OrderLine/fill(part:with:)``.
  public mutating func fill(line: Int, part: Int, with picks: [Pick]) throws(Overflow) {
    try lines[line].fill(part: part, with: picks)
  }
}
