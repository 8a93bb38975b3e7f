import Catalogue
import Engine
import Ledger
import Measures
import Ordering
import Sealing
import Storage
import Testing
import WireFormat

@Suite("Whatever is commanded")
struct PropertyTests {
  private static let seeds: [UInt64] = [1, 2, 3, 4, 5, 6, 7, 8]

  @Test("stock is conserved, and what lots say is what orders and movements say", arguments: seeds)
  func conserved(seed: UInt64) throws {
    let county = try TestCounty(.memory)
    var commands = RandomCommands(seed: seed)
    for _ in 0..<60 {
      _ = county.writer.write((0..<10).map { _ in commands.next() })
      try audit(county.memory, "seed \(seed)")
    }
  }

  /// Recomputes each lot from the orders and movements alone.
  private func audit(_ store: MemoryStore, _ note: Comment) throws {
    var reserved: [Lot.ID: Int64] = [:]
    var gone: [Lot.ID: Int64] = [:]
    let count = try store.numbers().order
    for order in try store.orders((0..<count).map { Order.ID(number: $0 + 1) }) {
      for line in order.lines {
        #expect(line.allocations.reduce(0) { $0 + $1.packs } == line.count, note)
        for allocation in line.allocations {
          guard let lot = allocation.lot else { continue }
          if allocation.state.holdsStock { reserved[lot, default: 0] += allocation.stocked }
          if [.dispatched, .delivered, .lost].contains(allocation.state) { gone[lot, default: 0] += allocation.stocked }
        }
      }
    }
    var moved: [Lot.ID: (received: Int64, lost: Int64, spoiledReturns: Int64)] = [:]
    for movement in store.allMovements {
      switch movement.kind {
      case .receipt, .correction: moved[movement.lot, default: (0, 0, 0)].received += movement.quantity
      case .shrinkage, .spoilage, .expiry: moved[movement.lot, default: (0, 0, 0)].lost -= movement.quantity
      case .returnSpoiled: moved[movement.lot, default: (0, 0, 0)].lost += movement.quantity
      case .return: break
      }
    }
    for lot in store.allLots {
      #expect(lot.available >= 0, note)
      #expect(lot.reserved == reserved[lot.id, default: 0], note)
      #expect(lot.shipped == gone[lot.id, default: 0], note)
      #expect(lot.received == moved[lot.id]!.received && lot.lost == moved[lot.id]!.lost, note)
    }
  }

  @Test("debits equal credits, and balances are what the transfers add up to", arguments: seeds)
  func balanced(seed: UInt64) throws {
    let county = try TestCounty(.memory)
    var commands = RandomCommands(seed: seed)
    for _ in 0..<60 {
      _ = county.writer.write((0..<10).map { _ in commands.next() })
      try auditBook(county.memory, "seed \(seed)")
    }
    #expect(try county.memory.numbers().transfer > 30, "seed \(seed)")
  }

  /// Adds every account up from the transfers alone.
  private func auditBook(_ store: MemoryStore, _ note: Comment) throws {
    let transfers = try store.transfers((0..<store.numbers().transfer).map { Transfer.ID(number: $0 + 1) })
    let ended = Set(transfers.filter { $0.kind != .reversal }.compactMap(\.of))
    var sums: [Account.ID: Balances] = [:]
    for transfer in transfers {
      if transfer.kind.posts {
        sums[transfer.debit, default: Balances()].debits += transfer.amount.fen
        sums[transfer.credit, default: Balances()].credits += transfer.amount.fen
      } else if transfer.kind == .hold, !ended.contains(transfer.id) {
        sums[transfer.debit, default: Balances()].pendingDebits += transfer.amount.fen
        sums[transfer.credit, default: Balances()].pendingCredits += transfer.amount.fen
      }
    }
    for account in store.allAccounts {
      #expect(account.balances == sums[account.id] ?? Balances(), note)
      if account.key.chart == "prepaid" { #expect(account.balances.net.fen + account.balances.pendingDebits <= 0, note) }
    }
    #expect(store.allAccounts.reduce(0) { $0 + $1.balances.net.fen } == 0, note)
    let open = store.allHolds.filter { $0.resolvedBy == nil }
    #expect(open.reduce(0) { $0 + $1.amount.fen } == store.allAccounts.reduce(0) { $0 + $1.balances.pendingDebits }, note)
    let reversed = transfers.filter { $0.kind == .reversal }.compactMap(\.of)
    #expect(Set(reversed).count == reversed.count, note)
  }

  @Test("a batch of n leaves the same state as n batches of one", arguments: seeds)
  func batching(seed: UInt64) throws {
    let one = try TestCounty(.memory)
    let many = try TestCounty(.memory)
    var commands = RandomCommands(seed: seed)
    for _ in 0..<20 {
      let group = (0..<25).map { _ in commands.next() }
      // Time passes once a batch, so both see the group's last instant.
      let last = group.last!.command.at
      let now = group.map { submission in
        var command = submission.command
        command.at = last
        return Submission(command)
      }
      let joined = many.writer.write(now)
      let single = now.map { one.writer.write([$0])[0] }
      for (a, b) in zip(joined, single) { #expect(a.isAccepted == b.isAccepted, "seed \(seed)") }
    }
    #expect(try stateBytes(one.memory) == stateBytes(many.memory), "seed \(seed)")
  }

  @Test("memory and SQLite come to the same, and the proof holds", arguments: seeds.prefix(4))
  func engines(seed: UInt64) throws {
    let memory = try TestCounty(.memory)
    let sqlite = try TestCounty(.sqlite)
    var commands = RandomCommands(seed: seed)
    for _ in 0..<12 {
      let group = (0..<40).map { _ in commands.next() }
      for (a, b) in zip(memory.writer.write(group), sqlite.writer.write(group)) { #expect(a.isAccepted == b.isAccepted, "seed \(seed)") }
    }
    let store = try sqlite.store()
    #expect(try stateBytes(memory.memory) == stateBytes(store), "seed \(seed)")
    #expect(try store.numbers() == memory.memory.numbers())
    let result = try Proof(path: sqlite.path, expected: memory.memory.head, vaultKey: nil).run { _ in }
    #expect(result.findings.isEmpty, "seed \(seed): \(result.findings)")
    #expect(result.head == memory.memory.head)
  }

  /// A batch in which a cooperative brings a lot in, by the rules of each version, behind the hash of the batch before it.
  private static func golden(rules: String) -> [UInt8] {
    let text =
      "a2 ac 33 4 \(rules) 80 a0 dc 85 a0 5d 4 1 33 1 80 a0 dc 85 a0 5d 5 6f 77 6e 65 72 1 2 4c 31 4 1 4 63 6f 6f 70 8 63 68 65 73 74 "
      + "6e 75 74 1 61 d0 f 0 7 76 69 6c 6c 61 67 65 dc a1 2 0 0 2 2 0 0 1 2 1 4 63 6f 6f 70 0 8 63 68 65 73 74 6e 75 74 1 61 0 7 "
      + "76 69 6c 6c 61 67 65 dc a1 2 80 a0 dc 85 a0 5d f0 a1 2 0 d0 f 0 0 0 0 2 1 2 2 0 d0 f 0 80 a0 dc 85 a0 5d 5 6f 77 6e 65 72 "
      + "0 0 1 8 6c 6f 74 2f 63 6f 6f 70 2 4c 31 0"
    return text.split(separator: " ").map { UInt8($0, radix: 16)! }
  }

  @Test("a batch of an earlier version is read and proved for ever", arguments: ["2", "4", "6", "8", "a", "c", "e", "10"])
  func golden(rules: String) throws {
    let county = try TestCounty(.memory)
    let first = try #require(try county.memory.batch(1))
    let body = [1] + first.hash.bytes + Self.golden(rules: rules)
    let batch = try JournalBatch(body: body)
    #expect(batch.body() == body)
    let replay = Replay(county: TestCounty.number)
    var stored = first
    #expect(replay.take(OpenedBatch(stored)).isEmpty)
    (stored.number, stored.firstCommand, stored.rules, stored.at) = (2, 2, batch.rules, batch.at)
    (stored.body, stored.hash) = (body, SM3.digest(of: body))
    #expect(replay.take(OpenedBatch(stored)).isEmpty)
    #expect(replay.store.allLots.map(\.received) == [1000])
  }

  @Test("a batch of the present version has the bytes that it had")
  func present() throws {
    let county = try TestCounty(.memory)
    try county.command(TestCounty.receive(1000), key: "L1")
    #expect(Array(try #require(try county.memory.batch(2)).body[33...]) == Self.golden(rules: "10"))
  }
}
