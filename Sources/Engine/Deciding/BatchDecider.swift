import Measures
public import Messages
import Ordering
import WireFormat

/// A command on its way to the writer, with its bytes made by whoever hands it in, so that the writer need not.
public struct Submission: Sendable {
  public let command: Command
  public let bytes: [UInt8]
  /// Personal numbers that go into the vault where the command is accepted.
  public let vault: [VaultEntry]

  public init(_ command: Command, vault: [VaultEntry] = []) {
    self.command = command
    self.bytes = command.wireBytes
    self.vault = vault
  }
}

/// What a caller gets back.
public enum Answer: Sendable {
  /// On disk. `repeated`: the same key and body were accepted before, and this is the outcome of then.
  case accepted(Outcome, repeated: Bool)
  /// Nothing was changed.
  case rejected(any Fault)
  /// Nothing was written because of the database, or it is not known whether it was (``StoreFault/unknownCommit(_:)``).
  case failed(StoreFault)
}

/// Decides a batch on a ``World``: the same for the writer and for the proof that decides everything again.
struct BatchDecider {
  let world: World
  private(set) var entries: [JournalBatch.Entry] = []
  private(set) var answers: [Answer] = []
  private(set) var vault: [VaultEntry] = []
  /// The entry by which each key was bound in this batch.
  private var bound: [Key: Int] = [:]
  /// Journal batches read for keys that were used before.
  private var read: [Int64: JournalBatch] = [:]

  /// Latest business time of what was accepted.
  private(set) var latest = Instant(milliseconds: .min)

  init(world: World) { self.world = world }

  /// The actor under whose name time passes at the beginning of a batch.
  static let clock = "clock"

  /// Lets time pass where something is due; nil where nothing is.
  mutating func passTime(until instant: Instant, by actor: String) throws -> Outcome? {
    let command = Command(at: instant, actor: actor, action: .passTime)
    try world.requirePermission(command)
    guard try world.isSomethingDue(by: instant) else { return nil }
    let outcome = try world.decide(command)
    entries.append(JournalBatch.Entry(command: command.wireBytes, outcome: outcome))
    latest = max(latest, instant)
    return outcome
  }

  mutating func decide(_ submissions: [Submission]) throws {
    answers.reserveCapacity(submissions.count)
    for submission in submissions { answers.append(try answer(to: submission)) }
  }

  private mutating func answer(to submission: Submission) throws -> Answer {
    let command = submission.command
    let key = command.fullKey
    do {
      if let key {
        guard !key.text.isEmpty else { throw EngineFault.keyEmpty }
        guard key.text.utf8.count <= Key.lengthMax else { throw EngineFault.keyTooLong(key.text.utf8.count) }
        try requirePlain(key.text, "key")
        if let first = try firstUse(of: key) { return try repeatedAnswer(command, first) }
      }
      if command.action == .passTime {
        throw EngineFault.mayNot(actor: command.actor, action: command.action.name)
      }
      let outcome = try world.decide(command)
      if let key {
        bound[key] = entries.count
        world.bind(key, to: Int64(entries.count))
      }
      entries.append(JournalBatch.Entry(command: submission.bytes, outcome: outcome))
      latest = max(latest, command.at)
      vault += submission.vault
      return .accepted(outcome, repeated: false)
    } catch let fault as StoreFault {
      throw fault
    } catch let fault as any Fault {
      return .rejected(fault)
    }
  }

  /// The command that bound a key, in this batch or in one before.
  private mutating func firstUse(of key: Key) throws -> JournalBatch.Entry? {
    if let index = bound[key] { return entries[index] }
    guard let position = try world.position(of: key) else { return nil }
    if read[position.batch] == nil {
      guard let stored = try world.store.batch(position.batch) else {
        throw StoreFault.damaged("key \(key.text) points to batch \(position.batch), which is missing")
      }
      if read.count >= 8 { read.removeAll() }
      do { read[position.batch] = try JournalBatch(body: stored.body) } catch {
        throw StoreFault.damaged("batch \(position.batch): \(error.text.en)")
      }
    }
    guard let batch = read[position.batch], batch.entries.indices.contains(Int(position.index)) else {
      throw StoreFault.damaged("key \(key.text) points beyond batch \(position.batch)")
    }
    return batch.entries[Int(position.index)]
  }

  /// The outcome of the first time where the bodies are the same, else a fault that names the field.
  private func repeatedAnswer(_ command: Command, _ first: JournalBatch.Entry) throws -> Answer {
    let original: Command
    do { original = try Command(wireBytes: first.command) } catch {
      throw StoreFault.damaged("a journaled command: \(error.text.en)")
    }
    if original.action == command.action { return .accepted(first.outcome, repeated: true) }
    let pairs = zip(original.action.fields, command.action.fields)
    let (before, now) = pairs.first { $0 != $1 } ?? (Field("action", original.action.name), Field("", command.action.name))
    return .rejected(
      EngineFault.keyTaken(key: command.fullKey?.text ?? "", field: before.name, first: before.value, now: now.value))
  }
}
