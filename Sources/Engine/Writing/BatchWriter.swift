import Catalogue
import Measures
import Messages
import Ordering
import Sealing
import WireFormat

/// Decides batches and writes them: load, decide, save, commit, answer. Confined to one thread.
public final class BatchWriter {
  /// Most commands in one batch.
  public static let batchMax = 1024

  private let county: Int64
  private let open: () throws -> any Store
  private var store: (any Store)?
  private var world: World?
  private var head = Head.empty

  /// - Parameter open: makes the store; called again after an error of a commit.
  public init(county: Int64, open: @escaping () throws -> any Store) {
    self.county = county
    self.open = open
  }

  /// Decides `submissions` as one batch and answers each, in order. An accepted answer is on disk.
  public func write(_ submissions: [Submission]) -> [Answer] {
    precondition(submissions.count <= BatchWriter.batchMax)
    do {
      let store = try openedStore()
      let found = try store.begin()
      do {
        return try write(submissions, on: store, from: found)
      } catch {
        store.rollback()
        world = nil
        throw error
      }
    } catch let fault as StoreFault {
      if case .unknownCommit = fault { store = nil }
      return submissions.map { _ in .failed(fault) }
    } catch {
      store = nil
      return submissions.map { _ in .failed(.damaged((error as? any Fault)?.text.en ?? "\(error)")) }
    }
  }

  private func openedStore() throws -> any Store {
    if let store { return store }
    let opened = try open()
    store = opened
    world = nil
    return opened
  }

  private func write(_ submissions: [Submission], on store: any Store, from found: Head) throws -> [Answer] {
    let world = try presentWorld(on: store, found)
    var decider = BatchDecider(world: world)
    try prefetch(submissions, into: world)
    if let instant = submissions.map(\.command.at).max() { try decider.passTime(until: instant) }
    try decider.decide(submissions)
    guard !decider.entries.isEmpty else {
      precondition(!world.isDirty, "a rejected command left a change behind")
      store.rollback()
      world.trim()
      return decider.answers
    }
    try commit(decider, on: store, world)
    return decider.answers
  }

  /// The world as the last batch left it, or a new one where somebody else has written since.
  private func presentWorld(on store: any Store, _ found: Head) throws -> World {
    if let world, found.batch == head.batch, found.hash == head.hash { return world }
    let fresh = try World(store: store)
    world = fresh
    head = found
    return fresh
  }

  private func prefetch(_ submissions: [Submission], into world: World) throws {
    var orders: [Order.ID] = []
    var households: [Household.ID] = []
    var lots: [Lot.ID] = []
    for submission in submissions {
      switch submission.command.action {
      case .changeOrder(let change): orders.append(change.order)
      case .changeHousehold(let change): households.append(change.id)
      case .receiveLot(let receive):
        if case .household(let id) = receive.producer { households.append(id) }
      case .adjustLot(let adjust): lots.append(adjust.lot)
      default: break
      }
    }
    try world.prefetch(
      keys: submissions.compactMap(\.command.fullKey), orders: orders, households: households, lots: lots)
  }

  private func commit(_ decider: BatchDecider, on store: any Store, _ world: World) throws {
    let changes = world.takeChanges()
    let batch = JournalBatch(
      county: county, number: head.batch + 1, previous: head.hash, rules: JournalBatch.presentRules,
      at: decider.latest, firstCommand: head.commands + 1, entries: decider.entries, changes: changes.wireBytes)
    let stored = batch.stored()
    try store.commit(stored, changes, vault: decider.vault)
    head = Head(batch: stored.number, hash: stored.hash, commands: head.commands + stored.commands)
    world.trim()
  }
}

extension JournalBatch {
  /// The batch with its hash, as it goes into the database.
  func stored() -> StoredBatch {
    let body = body()
    return StoredBatch(
      number: number, firstCommand: firstCommand, commands: Int64(entries.count), at: at, rules: rules,
      hash: SM3.digest(of: body), body: body)
  }
}
