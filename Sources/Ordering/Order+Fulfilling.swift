public import Catalogue
public import Measures
public import WireFormat

/// The actual net mass of one packed part.
public struct PartWeight: Sendable, Hashable, WireCodable {
  public var part: PartReference
  public var grams: Int64

  public init(part: PartReference, grams: Int64) {
    self.part = part
    self.grams = grams
  }

  public func encode(to writer: inout ByteWriter) {
    writer.write(part)
    writer.write(grams)
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    part = try reader.read()
    grams = try reader.readInt64()
  }
}

extension Order {
  /// Packs every reserved part: at its ordered weight, or at the actual one where `weights` gives it. The actual weight
  /// is what leaves the lot (products stocked in grams) and what is charged; it is fixed here and not again.
  ///
  /// - Parameter tolerance: the product's catch-weight tolerance, by pack.
  /// - Returns: what the difference to the ordered weight does to the lots.
  public mutating func pack(
    weights: [PartWeight], tolerance: (Pack.ID) -> Share
  ) throws -> [StockEffect] {
    try requireOpen()
    var actual: [[Int]: Int64] = [:]
    for weight in weights {
      let (line, part) = try locate(weight.part)
      guard lines[line].allocations[part].state == .reserved else {
        throw OrderFault.wrongState(
          id, line: line + 1, part: part + 1, lines[line].allocations[part].state, to: .packed)
      }
      guard actual.updateValue(weight.grams, forKey: [line, part]) == nil else {
        throw OrderFault.weighedTwice(id, line: line + 1, part: part + 1)
      }
    }
    var effects: [StockEffect] = []
    for (line, part) in try partsThatMayBecome(.packed) {
      let nominal = lines[line].allocations[part].pricedGrams
      let grams = actual[[line, part]] ?? nominal
      try requireWithinTolerance(grams, nominal: nominal, tolerance(lines[line].pack), line: line)
      try move(line, part, to: .packed)
      lines[line].allocations[part].packedGrams = grams
      lines[line].allocations[part].pricedGrams = grams
      guard lines[line].unit == .grams, let lot = lines[line].allocations[part].lot else { continue }
      let difference = grams - lines[line].allocations[part].stocked
      lines[line].allocations[part].stocked = grams
      if difference > 0 { effects.append(.reserve(lot, difference)) }
      if difference < 0 { effects.append(.release(lot, -difference)) }
    }
    try reviewState()
    return effects
  }

  private func requireWithinTolerance(_ grams: Int64, nominal: Int64, _ tolerance: Share, line: Int) throws {
    let slack = try tolerance.of(nominal)
    guard grams > 0, grams >= nominal - slack, grams <= (try nominal.adding(slack)) else {
      throw OrderFault.outsideTolerance(
        id, line: line + 1, grams: grams, low: max(1, nominal - slack), high: try nominal.adding(slack))
    }
  }

  /// Everything packed leaves for the buyer.
  public mutating func dispatch() throws -> [StockEffect] {
    try requireOpen()
    var effects: [StockEffect] = []
    for (line, part) in try partsThatMayBecome(.dispatched) {
      try move(line, part, to: .dispatched)
      let allocation = lines[line].allocations[part]
      if let lot = allocation.lot { effects.append(.ship(lot, allocation.stocked)) }
    }
    return effects
  }

  /// Everything under way has arrived.
  public mutating func deliver() throws {
    try requireOpen()
    for (line, part) in try partsThatMayBecome(.delivered) { try move(line, part, to: .delivered) }
    try reviewState()
  }

  /// One packed part leaves for the buyer.
  public mutating func dispatch(_ reference: PartReference) throws -> [StockEffect] {
    try requireOpen()
    let (line, part) = try locate(reference)
    try move(line, part, to: .dispatched)
    let allocation = lines[line].allocations[part]
    return allocation.lot.map { [.ship($0, allocation.stocked)] } ?? []
  }

  /// One part is taken off its vehicle before that has left: packed, as it was. No other command brings a part back along the table of
  /// ``Fulfilment/next``.
  public mutating func unload(_ reference: PartReference) throws -> [StockEffect] {
    try requireOpen()
    let (line, part) = try locate(reference)
    let allocation = lines[line].allocations[part]
    guard allocation.state == .dispatched else {
      throw OrderFault.wrongState(id, line: line + 1, part: part + 1, allocation.state, to: .packed)
    }
    lines[line].allocations[part].state = .packed
    return allocation.lot.map { [.unship($0, allocation.stocked)] } ?? []
  }

  /// One part under way has arrived.
  public mutating func deliver(_ reference: PartReference) throws {
    try requireOpen()
    let (line, part) = try locate(reference)
    try move(line, part, to: .delivered)
    try reviewState()
  }

  /// `packs` of a part that has its goods and has not left become a part of their own, behind the last one of the line.
  public mutating func divide(_ reference: PartReference, packs: Int64) throws {
    try requireOpen()
    let (line, part) = try locate(reference)
    let whole = lines[line].allocations[part]
    guard whole.state == .reserved || whole.state == .packed else {
      throw OrderFault.wrongState(id, line: line + 1, part: part + 1, whole.state, to: whole.state)
    }
    guard packs < whole.packs else { throw OrderFault.badPacks(id, line: line + 1, packs: packs, of: whole.packs) }
    _ = try split(line, part, packs: packs)
  }

  /// `packs` of a part (all of it where nil) cannot be supplied; what they held goes back to the lot.
  public mutating func short(_ reference: PartReference, packs: Int64?) throws -> [StockEffect] {
    try requireOpen()
    let (line, whole) = try locate(reference)
    let allocation = lines[line].allocations[whole]
    if allocation.state == .packed, let packs, packs < allocation.packs {
      throw OrderFault.badPacks(id, line: line + 1, packs: packs, of: allocation.packs)
    }
    let part = try split(line, whole, packs: packs ?? allocation.packs)
    try move(line, part, to: .short)
    defer { lines[line].allocations[part].stocked = 0 }
    let taken = lines[line].allocations[part]
    try reviewState()
    guard allocation.state.holdsStock, let lot = taken.lot else { return [] }
    return [.release(lot, taken.stocked)]
  }

  /// `packs` of a part (all of it where nil) come back, refused at the door or after delivery.
  public mutating func takeBack(
    _ reference: PartReference, packs: Int64?, toStock: Bool, reason: String
  ) throws -> [StockEffect] {
    try requireOpen()
    let (line, whole) = try locate(reference)
    let part = try split(line, whole, packs: packs ?? lines[line].allocations[whole].packs)
    try move(line, part, to: .returned)
    try reviewState()
    let taken = lines[line].allocations[part]
    guard let lot = taken.lot else { return [] }
    return [.takeBack(lot, taken.stocked, toStock: toStock, reason: reason)]
  }

  /// A part under way did not arrive. Its goods stay counted as shipped: they have left the lot for good.
  public mutating func lose(_ reference: PartReference) throws {
    try requireOpen()
    let (line, part) = try locate(reference)
    try move(line, part, to: .lost)
    try reviewState()
  }

  /// Gives everything back that has not left yet. Refused once a part is on its way.
  public mutating func cancel() throws -> [StockEffect] {
    guard state.next.contains(.cancelled) else { throw OrderFault.wrongOrderState(id, state) }
    if let gone = states.first(where: { $0.isLive && !$0.next.contains(.released) }) {
      throw OrderFault.alreadyOnItsWay(id, gone)
    }
    var effects: [StockEffect] = []
    for line in lines.indices {
      for part in lines[line].allocations.indices where lines[line].allocations[part].state.isLive {
        let allocation = lines[line].allocations[part]
        if allocation.state.holdsStock, let lot = allocation.lot { effects.append(.release(lot, allocation.stocked)) }
        try move(line, part, to: .released)
        lines[line].allocations[part].stocked = 0
      }
    }
    state = .cancelled
    reservedUntil = nil
    return effects
  }
}
