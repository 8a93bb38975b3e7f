import Measures
public import Messages
import Sealing
import WireFormat

/// Something that a proof found not to be as it must.
public struct Finding: Sendable {
  public var code: String
  /// Table and row, or batch and command.
  public var place: String
  public var text: Text

  public init(code: String, place: String, text: Text) {
    self.code = code
    self.place = place
    self.text = text
  }
}

/// Goes through the journal from its first batch: checks the chain, applies the changes to an empty store, and decides the
/// commands of the present rules again.
public final class Replay {
  /// The state as the journal has it.
  public let store = MemoryStore(keepsJournal: false)
  /// For each command so far its key's hash value, which is seeded at random in every process; nil where it has no key.
  public private(set) var keyDigests: [Int?] = []
  public private(set) var head = Head.empty
  private let county: Int64
  private var world: World?
  /// Once something was found, the state is not what the commands were decided on, and deciding on it proves nothing.
  private var isBroken = false

  public init(county: Int64) { self.county = county }

  /// Takes the next batch; what is wrong with it comes back, and the replay goes on as well as it can.
  public func take(_ opened: OpenedBatch) -> [Finding] {
    let stored = opened.stored
    var findings: [Finding] = []
    do {
      let batch = try opened.batch.get()
      findings = checkChain(opened, batch)
      isBroken = isBroken || !findings.isEmpty
      let isDecided = batch.rules == JournalBatch.presentRules && !isBroken
      let decided = isDecided ? decideAgain(batch, try opened.commands.get()) : nil
      if case .failure(let text)? = decided {
        isBroken = true
        findings.append(finding("E-PRF-003", stored.number, "重新裁决不一致:\(text.zh)", "deciding again differs: \(text.en)"))
      }
      let changes: EncodedChanges
      if case .success(let equal)? = decided { changes = equal } else { changes = EncodedChanges(try Changes(wireBytes: batch.changes)) }
      store.apply(changes, batch: stored.number)
      keyDigests += opened.keyDigests
    } catch {
      isBroken = true
      findings.append(
        finding("E-PRF-001", stored.number, "批的内容无法识别:\(error.text.zh)", "its body is not understood: \(error.text.en)"))
    }
    head = Head(batch: stored.number, hash: stored.hash, commands: head.commands + stored.commands)
    return findings
  }

  // MARK: The chain

  private func checkChain(_ opened: OpenedBatch, _ batch: JournalBatch) -> [Finding] {
    let stored = opened.stored
    var findings: [Finding] = []
    func require(_ condition: Bool, _ zh: String, _ en: String) {
      if !condition { findings.append(finding("E-PRF-002", stored.number, zh, en)) }
    }
    require(opened.hash == stored.hash, "哈希与内容不符", "its hash is not that of its body")
    require(batch.previous == head.hash, "没有接上前一批", "it is not chained to the batch before")
    require(
      stored.number == head.batch + 1 && batch.number == stored.number, "批号不连续(应为 \(head.batch + 1))",
      "its number does not follow (\(head.batch + 1) is expected)")
    require(
      batch.firstCommand == head.commands + 1 && stored.firstCommand == batch.firstCommand
        && stored.commands == Int64(batch.entries.count), "指令编号不符", "its command numbers do not fit")
    require(stored.at == batch.at && stored.rules == batch.rules, "时间或规则版本列与内容不符", "a column differs from its body")
    require(batch.county == county, "属于别的县", "it is of another county")
    return findings
  }

  // MARK: Deciding again

  /// What the commands change when they are decided again, or how that differs from what the journal says.
  private func decideAgain(
    _ batch: JournalBatch, _ commands: [(command: Command, key: Key?)]
  ) -> Result<EncodedChanges, Difference> {
    do {
      let world = try world ?? World(store: store)
      self.world = world
      var decider = BatchDecider(world: world)
      if let difference = try decider.decideAgain(batch, commands) { return .failure(difference) }
      let changes = EncodedChanges(world.takeChanges())
      world.trim()
      guard changes.bytes == batch.changes else {
        return .failure(Difference(zh: "得到别的变动", en: "it gives other changes"))
      }
      return .success(changes)
    } catch {
      let text = (error as? any Fault)?.text ?? Text(zh: "\(error)", en: "\(error)")
      return .failure(Difference(zh: "无法裁决:\(text.zh)", en: "it cannot be decided: \(text.en)"))
    }
  }

  private func finding(_ code: String, _ batch: Int64, _ zh: String, _ en: String) -> Finding {
    Finding(code: code, place: "journal \(batch)", text: Text(zh: zh, en: en))
  }
}

/// How deciding again differs from the journal.
struct Difference: Error {
  var zh: String
  var en: String
}

/// A stored batch with everything read from its body that needs no state, so that another thread can do it beforehand.
public struct OpenedBatch: Sendable {
  public let stored: StoredBatch
  /// The hash that the body really has.
  let hash: Digest
  let batch: Result<JournalBatch, WireFault>
  let commands: Result<[(command: Command, key: Key?)], WireFault>
  let keyDigests: [Int?]

  public init(_ stored: StoredBatch) {
    self.stored = stored
    hash = SM3.digest(of: stored.body)
    batch = Result { () throws(WireFault) in try JournalBatch(body: stored.body) }
    commands = batch.flatMap { batch in
      Result { () throws(WireFault) in
        var commands: [(command: Command, key: Key?)] = []
        commands.reserveCapacity(batch.entries.count)
        for entry in batch.entries {
          let command = try Command(wireBytes: entry.command)
          commands.append((command, command.fullKey))
        }
        return commands
      }
    }
    keyDigests = (try? commands.get())?.map { $0.key?.hashValue } ?? []
  }
}

extension BatchDecider {
  /// Decides a journaled batch again; what differs comes back.
  mutating func decideAgain(
    _ batch: JournalBatch, _ commands: [(command: Command, key: Key?)]
  ) throws -> Difference? {
    try world.prefetch(for: commands.map(\.command), keys: [])
    let passesTime = commands.first.map { $0.command.action == .passTime } ?? false
    if !passesTime, try world.isSomethingDue(by: batch.at) {
      return Difference(zh: "有到期事项未处理", en: "something had fallen due and was passed over")
    }
    for (index, ((command, key), entry)) in zip(commands, batch.entries).enumerated() {
      let number = batch.firstCommand + Int64(index)
      do {
        guard try world.decide(command) == entry.outcome else {
          return Difference(zh: "第 \(number) 条指令的结果不同", en: "command \(number) has another outcome")
        }
      } catch let fault as StoreFault {
        throw fault
      } catch let fault as any Fault {
        return Difference(zh: "第 \(number) 条指令会被拒绝:\(fault.text.zh)", en: "command \(number) would be rejected: \(fault.text.en)")
      }
      if let key { world.bind(key, to: Int64(index)) }
    }
    return nil
  }
}
