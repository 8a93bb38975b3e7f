import Catalogue
import Measures
import Ordering

extension World {
  /// Lots read from the store at a time.
  private static let pageSize = 64

  /// Takes up to `packs` packs of `content` from the lots that are fresh enough on `day`, in the order of `policy`.
  /// What it takes is reserved, but not marked as changed before ``keep(_:)``; ``unpick(_:content:)`` takes it back.
  func pick(
    _ entry: PackEntry, packs: Int64, policy: AllocationPolicy, on day: Day, lifeLeftDays: Int64
  ) throws -> [Pick] {
    var picks: [Pick] = []
    var missing = packs
    for tier in entry.tiers(policy) where missing > 0 {
      try pick(from: tier, content: entry.pack.content, day: day, lifeLeftDays: lifeLeftDays, &missing, &picks)
    }
    return picks
  }

  /// Goes through one or two shelves at once, always taking the lot that expires first.
  private func pick(
    from shelves: [Shelf], content: Int64, day: Day, lifeLeftDays: Int64, _ missing: inout Int64, _ picks: inout [Pick]
  ) throws {
    let lasting = day.advanced(by: lifeLeftDays)
    var positions = shelves.map { $0.firstLasting(until: lasting) }
    while missing > 0 {
      var best: (shelf: Int, entry: Shelf.Entry)?
      for (index, shelf) in shelves.enumerated() {
        guard let entry = try nextEntry(shelf, at: &positions[index], lasting: lasting) else { continue }
        if best == nil || entry.position < best!.entry.position { best = (index, entry) }
      }
      guard let (shelf, entry) = best else { return }
      let available = lots[entry.slot].available
      if available <= 0 {
        shelves[shelf].remove(at: positions[shelf])
        continue
      }
      positions[shelf] += 1
      guard lots[entry.slot].isFreshEnough(on: day, lifeLeftDays: lifeLeftDays) else { continue }
      let taken = min(missing, available / content)
      guard taken > 0 else { continue }
      try lots[entry.slot].reserve(taken * content)
      picks.append(Pick(lot: lots[entry.slot].id, packs: taken))
      missing -= taken
    }
  }

  /// The entry at `position`, reading further pages of the shelf where it has not been read that far.
  private func nextEntry(_ shelf: Shelf, at position: inout Int, lasting: Day) throws -> Shelf.Entry? {
    while !shelf.isKnown(position) {
      if shelf.isReadToEnd { return nil }
      try readPage(shelf)
      position = max(position, shelf.firstLasting(until: lasting))
    }
    return shelf.entries[position]
  }

  private func readPage(_ shelf: Shelf) throws {
    let page = try store.lots(on: shelf.key, after: shelf.readUpTo, limit: World.pageSize)
    for lot in page {
      let slot = load(lot)
      if lots[slot].available > 0, !lots[slot].isExpired {
        shelf.insert(Shelf.Entry(position: ShelfPosition(expiresOn: lot.expiresOn, lot: lot.id), slot: slot))
      }
    }
    shelf.pageRead(
      upTo: page.last.map { ShelfPosition(expiresOn: $0.expiresOn, lot: $0.id) }, isLast: page.count < World.pageSize)
  }

  /// Marks the lots of accepted picks as changed.
  func keep(_ picks: [Pick]) throws {
    for pick in picks {
      if let slot = try slot(of: pick.lot) { markDirty(slot) }
    }
  }

  /// Takes back what a rejected order had picked.
  func unpick(_ picks: [Pick], content: Int64) throws {
    for pick in picks {
      guard let slot = try slot(of: pick.lot) else { continue }
      _ = lots[slot].release(pick.packs * content, at: Instant(milliseconds: 0), by: "")
      shelve(slot)
    }
  }

  /// Does to the lots what moving an order means for them; all of it, or nothing and an error.
  func apply(_ effects: [StockEffect], at instant: Instant, by actor: Actor.ID) throws {
    try requirePossible(effects)
    for effect in effects {
      switch effect {
      case .reserve(let id, let quantity): try change(id) { try $0.reserve(quantity) }
      case .release(let id, let quantity):
        try change(id) { lot in lot.release(quantity, at: instant, by: actor).map { self.record($0) } }
      case .ship(let id, let quantity): try change(id) { $0.ship(quantity) }
      case .unship(let id, let quantity): try change(id) { $0.unship(quantity) }
      case .takeBack(let id, let quantity, let toStock, let reason):
        try change(id) { lot in
          self.record(lot.takeBack(quantity, toStock: toStock, reason: reason, at: instant, by: actor))
        }
      }
    }
  }

  /// Only reservations can fail: several on one lot are added up before any is made.
  private func requirePossible(_ effects: [StockEffect]) throws {
    var wanted: [Lot.ID: Int64] = [:]
    for case .reserve(let id, let quantity) in effects { wanted[id, default: 0] += quantity }
    for (id, quantity) in wanted.sorted(by: { $0.key < $1.key }) {
      guard let slot = try slot(of: id) else { throw LotFault.unknown(id) }
      guard quantity <= lots[slot].available else {
        throw LotFault.notAvailable(id, wanted: quantity, available: lots[slot].available)
      }
    }
  }

  /// Changes a lot in place, marks it, and puts it back on its shelf.
  func change<Result>(_ id: Lot.ID, _ body: (inout Lot) throws -> Result) throws -> Result {
    guard let slot = try slot(of: id) else { throw LotFault.unknown(id) }
    var lot = lots[slot]
    let result = try body(&lot)
    lots[slot] = lot
    markDirty(slot)
    shelve(slot)
    return result
  }
}
