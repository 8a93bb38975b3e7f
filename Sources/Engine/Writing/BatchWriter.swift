import Catalogue
public import Measures
import Messages
import Ordering
import Sealing
import WireFormat

/// Decides batches and writes them: load, decide, save, commit, answer. Confined to one thread.
public final class BatchWriter {
  /// Most commands in one batch, where nothing else is said.
  public static let batchMax = 1024

  private let county: Int64
  private let batchMax: Int
  private let open: () throws -> any Store
  private var store: (any Store)?
  private var world: World?
  private var head = Head.empty
  private var joinedHead: Head?
  private var hasAppended = false

  /// - Parameter open: makes the store; called again after an error of a commit.
  public init(county: Int64, batchMax: Int = BatchWriter.batchMax, open: @escaping () throws -> any Store) {
    self.county = county
    self.batchMax = batchMax
    self.open = open
  }

  /// Decides `submissions` as one batch and answers each, in order. An accepted answer is on disk.
  public func write(_ submissions: [Submission]) -> [Answer] {
    precondition(submissions.count <= batchMax && !isJoined)
    return guarded(submissions.count) {
      let store = try self.openedStore()
      let found = try store.begin()
      return try self.rollingBack(store) {
        let answers = try self.append(submissions, to: store, from: found)
        if self.hasAppended { try store.commit() } else { store.rollback() }
        self.hasAppended = false
        return answers
      }
    }
  }

  /// Ends what is due by `instant` with no other command: reservations whose time is over, lots whose life is.
  ///
  /// Every batch does so by itself at its beginning; this is for whoever wants it done before the next command comes.
  /// - Parameter actor: who asks for it, and stands in the journal.
  /// - Returns: what ended, or nil where nothing was due.
  public func passTime(until instant: Instant, by actor: String) throws -> Outcome? {
    var outcome: Outcome?
    let answers = guarded(1) {
      let store = try self.openedStore()
      let found = try store.begin()
      return try self.rollingBack(store) {
        var decider = BatchDecider(world: try self.presentWorld(on: store, found))
        do {
          outcome = try decider.passTime(until: instant, by: actor)
        } catch let fault as EngineFault {
          store.rollback()
          return [.rejected(fault)]
        }
        if outcome != nil { try self.append(decider, to: store, decider.world) }
        if self.hasAppended { try store.commit() } else { store.rollback() }
        self.hasAppended = false
        return [.accepted(outcome ?? .applied, repeated: false)]
      }
    }
    switch answers[0] {
    case .accepted: return outcome
    case .rejected(let fault): throw fault
    case .failed(let fault): throw fault
    }
  }

  // MARK: All or nothing

  /// Begins a transaction over several batches: nothing of them is there before ``commitJoined()``.
  public func beginJoined() throws(StoreFault) {
    do { joinedHead = try openedStore().begin() } catch let fault as StoreFault { throw fault } catch {
      throw .damaged("\(error)")
    }
  }

  /// Decides a further batch of the joined transaction. An accepted answer is not on disk yet.
  public func writeJoined(_ submissions: [Submission]) -> [Answer] {
    precondition(submissions.count <= batchMax && isJoined)
    return guarded(submissions.count) {
      let store = try self.openedStore()
      return try self.rollingBack(store) {
        let answers = try self.append(submissions, to: store, from: self.joinedHead!)
        self.joinedHead = self.head
        return answers
      }
    }
  }

  public func commitJoined() throws(StoreFault) {
    joinedHead = nil
    hasAppended = false
    try store?.commit()
  }

  public func rollbackJoined() {
    joinedHead = nil
    hasAppended = false
    store?.rollback()
    world = nil
  }

  private var isJoined: Bool { joinedHead != nil }

  // MARK: Steps

  /// Runs `body`; an error of the database becomes the answer of everybody in the batch.
  private func guarded(_ count: Int, _ body: () throws -> [Answer]) -> [Answer] {
    do { return try body() } catch let fault as StoreFault {
      if case .unknownCommit = fault { store = nil }
      return [Answer](repeating: .failed(fault), count: count)
    } catch {
      store = nil
      return [Answer](repeating: .failed(.damaged((error as? any Fault)?.text.en ?? "\(error)")), count: count)
    }
  }

  private func rollingBack<Result>(_ store: any Store, _ body: () throws -> Result) throws -> Result {
    do { return try body() } catch {
      store.rollback()
      joinedHead = nil
      hasAppended = false
      world = nil
      throw error
    }
  }

  private func openedStore() throws -> any Store {
    if let store { return store }
    let opened = try open()
    store = opened
    world = nil
    return opened
  }

  private func append(_ submissions: [Submission], to store: any Store, from found: Head) throws -> [Answer] {
    let world = try presentWorld(on: store, found)
    var decider = BatchDecider(world: world)
    let commands = submissions.map(\.command)
    try world.prefetch(for: commands, keys: commands.compactMap(\.fullKey))
    if let instant = commands.map(\.at).max() {
      _ = try decider.passTime(until: instant, by: BatchDecider.clock)
    }
    try decider.decide(submissions)
    if decider.entries.isEmpty {
      precondition(!world.isDirty, "a rejected command left a change behind")
      world.forgetReads()
    } else {
      try append(decider, to: store, world)
    }
    world.trim()
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

  private func append(_ decider: BatchDecider, to store: any Store, _ world: World) throws {
    let changes = EncodedChanges(world.takeChanges())
    let batch = JournalBatch(
      county: county, number: head.batch + 1, previous: head.hash, rules: JournalBatch.presentRules,
      at: decider.latest, firstCommand: head.commands + 1, entries: decider.entries, changes: changes.bytes)
    let stored = batch.stored()
    try store.append(stored, changes, vault: decider.vault)
    hasAppended = true
    head = Head(batch: stored.number, hash: stored.hash, commands: head.commands + stored.commands)
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
