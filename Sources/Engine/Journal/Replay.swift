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
  public let store = MemoryStore(keepsBatches: false)
  public private(set) var head = Head.empty
  private let county: Int64
  private var world: World?
  private var read: [Int64: JournalBatch] = [:]

  public init(county: Int64) { self.county = county }

  /// Takes the next batch; what is wrong with it comes back, and the replay goes on as well as it can.
  public func take(_ stored: StoredBatch) -> [Finding] {
    let batch: JournalBatch
    let changes: Changes
    do {
      batch = try JournalBatch(body: stored.body)
      changes = try Changes(wireBytes: batch.changes)
    } catch {
      head = Head(batch: stored.number, hash: stored.hash, commands: head.commands + stored.commands)
      return [finding("E-PRF-001", stored.number, "批的内容无法识别:\(error.text.zh)", "its body is not understood: \(error.text.en)")]
    }
    var findings = checkChain(stored, batch)
    if batch.rules == JournalBatch.presentRules { findings += decideAgain(batch) }
    store.apply(changes, batch: stored.number)
    head = Head(batch: stored.number, hash: stored.hash, commands: head.commands + Int64(batch.entries.count))
    return findings
  }

  // MARK: The chain

  private func checkChain(_ stored: StoredBatch, _ batch: JournalBatch) -> [Finding] {
    var findings: [Finding] = []
    func require(_ condition: Bool, _ zh: String, _ en: String) {
      if !condition { findings.append(finding("E-PRF-002", stored.number, zh, en)) }
    }
    require(SM3.digest(of: stored.body) == stored.hash, "哈希与内容不符", "its hash is not that of its body")
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

  private func decideAgain(_ batch: JournalBatch) -> [Finding] {
    do {
      let world = try world ?? World(store: store)
      self.world = world
      var decider = BatchDecider(world: world)
      let problem = try decider.decideAgain(batch)
      let changes = world.takeChanges().wireBytes
      world.trim()
      if let problem {
        self.world = nil
        return [finding("E-PRF-003", batch.number, "重新裁决不一致:\(problem.zh)", "deciding again differs: \(problem.en)")]
      }
      guard changes == batch.changes else {
        self.world = nil
        return [finding("E-PRF-003", batch.number, "重新裁决得到别的变动", "deciding again gives other changes")]
      }
      return []
    } catch {
      world = nil
      let text = (error as? any Fault)?.text ?? Text(zh: "\(error)", en: "\(error)")
      return [finding("E-PRF-003", batch.number, "无法重新裁决:\(text.zh)", "it cannot be decided again: \(text.en)")]
    }
  }

  private func finding(_ code: String, _ batch: Int64, _ zh: String, _ en: String) -> Finding {
    Finding(code: code, place: "journal \(batch)", text: Text(zh: zh, en: en))
  }
}

extension BatchDecider {
  /// Decides a journaled batch again; what differs comes back.
  mutating func decideAgain(_ batch: JournalBatch) throws -> Text? {
    let commands = try batch.entries.map { try Command(wireBytes: $0.command) }
    try world.prefetch(for: commands)
    let passesTime = commands.first.map { $0.action == .passTime } ?? false
    if !passesTime, try world.isSomethingDue(by: batch.at) {
      return Text(zh: "有到期事项未处理", en: "something had fallen due and was passed over")
    }
    for (index, (command, entry)) in zip(commands, batch.entries).enumerated() {
      let number = batch.firstCommand + Int64(index)
      if let key = command.fullKey, try world.position(of: key) != nil || world.bound[key] != nil {
        return Text(zh: "第 \(number) 条指令的编号早已用过", en: "the key of command \(number) was used before")
      }
      do {
        guard try world.decide(command) == entry.outcome else {
          return Text(zh: "第 \(number) 条指令的结果不同", en: "command \(number) has another outcome")
        }
      } catch let fault as StoreFault {
        throw fault
      } catch let fault as any Fault {
        return Text(zh: "第 \(number) 条指令会被拒绝:\(fault.text.zh)", en: "command \(number) would be rejected: \(fault.text.en)")
      }
      if let key = command.fullKey { world.bind(key, to: Int64(index)) }
    }
    return nil
  }
}
