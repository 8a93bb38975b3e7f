/// Entities of one kind that are loaded, by id, and which of them the present batch changed.
struct Loaded<ID: Hashable & Comparable, Entity> {
  private var entities: [ID: Entity] = [:]
  private var changed: Set<ID> = []

  var count: Int { entities.count }
  var isDirty: Bool { !changed.isEmpty }

  subscript(id: ID) -> Entity? { entities[id] }

  /// What is here, else what `read` finds, which is here from then on.
  mutating func find(_ id: ID, _ read: (ID) throws -> Entity?) rethrows -> Entity? {
    if let known = entities[id] { return known }
    let found = try read(id)
    entities[id] = found
    return found
  }

  /// Takes what was read from the store; what is here already wins, for it may have changed since.
  mutating func load(_ entity: Entity, as id: ID) {
    if entities[id] == nil { entities[id] = entity }
  }

  mutating func put(_ entity: Entity, as id: ID) {
    entities[id] = entity
    changed.insert(id)
  }

  /// What changed so far, by id.
  var changedEntities: [Entity] { changed.sorted().compactMap { entities[$0] } }

  /// What changed since the last call, by id.
  mutating func takeChanged() -> [Entity] {
    defer { changed.removeAll(keepingCapacity: true) }
    return changed.sorted().compactMap { entities[$0] }
  }

  /// Drops everything; what changed has been taken.
  mutating func forget() {
    precondition(changed.isEmpty, "entities were changed and not taken")
    entities.removeAll(keepingCapacity: true)
  }
}
