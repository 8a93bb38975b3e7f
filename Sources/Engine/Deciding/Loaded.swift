/// Entities of one kind that are loaded, by id, and which of them the present batch changed.
struct Loaded<ID: Hashable & Comparable, Entity> {
  private struct Slot {
    var entity: Entity
    /// Of the last batch that changed it; 0: none did.
    var changedIn: Int
  }

  private var slots: [ID: Slot] = [:]
  /// Each once, in the order of their first change.
  private var changed: [ID] = []
  private var batch = 1

  var count: Int { slots.count }
  var isDirty: Bool { !changed.isEmpty }

  subscript(id: ID) -> Entity? { slots[id]?.entity }

  /// Makes room for so many more.
  mutating func reserve(_ count: Int) { slots.reserveCapacity(slots.count + count) }

  /// What is here, else what `read` finds, which is here from then on.
  mutating func find(_ id: ID, _ read: (ID) throws -> Entity?) rethrows -> Entity? {
    if let known = slots[id] { return known.entity }
    guard let found = try read(id) else { return nil }
    slots[id] = Slot(entity: found, changedIn: 0)
    return found
  }

  /// Takes what was read from the store; what is here already wins, for it may have changed since.
  mutating func load(_ entity: Entity, as id: ID) {
    if slots[id] == nil { slots[id] = Slot(entity: entity, changedIn: 0) }
  }

  mutating func put(_ entity: Entity, as id: ID) {
    let old = slots.updateValue(Slot(entity: entity, changedIn: batch), forKey: id)
    if old?.changedIn != batch { changed.append(id) }
  }

  /// What changed so far, by id.
  var changedEntities: [Entity] {
    // What is made by number comes in order.
    let isSorted = changed.indices.dropFirst().allSatisfy { changed[$0 - 1] < changed[$0] }
    return (isSorted ? changed : changed.sorted()).compactMap { slots[$0]?.entity }
  }

  /// What changed since the last call, by id.
  mutating func takeChanged() -> [Entity] {
    defer {
      batch += 1
      changed.removeAll(keepingCapacity: true)
    }
    return changedEntities
  }

  /// Drops everything; what changed has been taken.
  mutating func forget() {
    precondition(changed.isEmpty, "entities were changed and not taken")
    slots.removeAll(keepingCapacity: true)
  }
}
