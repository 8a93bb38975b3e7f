import Catalogue
import Engine
import Ledger
import Measures
import Ordering
import Storage
import Testing
import WireFormat

@Suite("After every single operation")
struct LedgerPropertyTests {
  private static let seeds: [UInt64] = [31, 32, 33, 34]

  /// Adds up again, transfer by transfer, what accounts and holds must say.
  private struct Sums {
    var balances: [Account.ID: Balances] = [:]
    var open: [Transfer.ID: Transfer] = [:]
    var last: Int64 = 0

    mutating func take(_ transfer: Transfer) {
      last = transfer.id.number
      if transfer.kind.posts {
        balances[transfer.debit, default: Balances()].debits += transfer.amount.fen
        balances[transfer.credit, default: Balances()].credits += transfer.amount.fen
      }
      if transfer.kind == .hold {
        open[transfer.id] = transfer
        hold(transfer, 1)
      } else if let held = transfer.of.flatMap({ open.removeValue(forKey: $0) }) {
        hold(held, -1)
      }
    }

    private mutating func hold(_ transfer: Transfer, _ sign: Int64) {
      balances[transfer.debit, default: Balances()].pendingDebits += sign * transfer.amount.fen
      balances[transfer.credit, default: Balances()].pendingCredits += sign * transfer.amount.fen
    }
  }

  @Test("debits equal credits, balances are sums of transfers, what is pending is held, and a rejection changes nothing", arguments: seeds)
  func invariants(seed: UInt64) throws {
    let county = try TestCounty(.memory)
    var commands = RandomCommands(seed: seed)
    var sums = Sums()
    var before = try stateBytes(county.memory)
    var rejections = 0
    for step in 1...350 {
      let next = commands.next()
      let note: Comment = "seed \(seed), step \(step), \(next.command.action.name)"
      if try county.writer.passTime(until: next.command.at, by: "owner") != nil { before = try stateBytes(county.memory) }
      let answer = county.writer.write([next])[0]
      if case .failed(let fault) = answer { Issue.record("\(fault), \(note)") }
      let after = try stateBytes(county.memory)
      if !answer.isAccepted {
        rejections += 1
        #expect(after == before, note)
      }
      before = after
      try commands.hear(county.memory)
      let last = try county.memory.numbers().transfer
      for transfer in try county.memory.transfers((sums.last..<last).map { Transfer.ID(number: $0 + 1) }) { sums.take(transfer) }
      let accounts = county.memory.allAccounts
      #expect(accounts.allSatisfy { $0.balances == sums.balances[$0.id] ?? Balances() }, note)
      #expect(accounts.reduce(0) { $0 + $1.balances.net.fen } == 0, note)
      #expect(county.memory.allHolds.filter { $0.resolvedBy == nil }.map(\.id) == sums.open.keys.sorted(), note)
    }
    #expect(rejections > 50, "seed \(seed)")
  }

  @Test("settling everything that is due a second time changes nothing", arguments: seeds)
  func idempotent(seed: UInt64) throws {
    let county = try TestCounty(.memory)
    var commands = RandomCommands(seed: seed)
    var settled = 0
    for _ in 1...8 {
      let group = (0..<60).map { _ in commands.next() }
      _ = county.writer.write(group)
      try commands.hear(county.memory)
      let at = group.last!.command.at
      settled += try settleAll(county, at)
      let after = try stateBytes(county.memory)
      #expect(try settleAll(county, at) == 0, "seed \(seed)")
      #expect(try stateBytes(county.memory) == after, "seed \(seed)")
    }
    #expect(settled > 5, "seed \(seed)")
  }

  /// How many things were settled, as `settle run` does it.
  private func settleAll(_ county: TestCounty, _ at: Instant) throws -> Int {
    let numbers = try county.memory.numbers()
    var actions: [Action] = (0..<numbers.lot).map { .settleLot(SettleLot(lot: .init(number: $0 + 1))) }
    actions += (0..<numbers.order).map { .settleOrder(SettleOrder(order: .init(number: $0 + 1), through: at.day)) }
    let approved = county.memory.allDistributions.filter { $0.state == .approved }
    actions += approved.map { .moveDistribution(MoveDistribution($0.id, to: .settled)) }
    return county.writer.write(actions.map { TestCounty.command($0, at: at) }).count { $0.isAccepted }
  }

  @Test("a group with one bad transfer leaves nothing, wherever in it the bad one stands", arguments: seeds)
  func groups(seed: UInt64) throws {
    let county = try TestCounty(.memory)
    try county.command(TestCounty.household("A", registered: true))
    try county.command(TestCounty.post(TestCounty.posting("bank", "prepaid:shop", 500)))
    var random = RandomStream(seed: seed)
    let bad = [
      TestCounty.posting("bank", "bank", 1), TestCounty.posting("bank", "gold", 1), TestCounty.posting("bank", "vat", 0),
      TestCounty.posting("prepaid:shop", "bank", 100_000), TestCounty.posting("bank", "payable:H-9", 5),
      TestCounty.posting("bank", "freight", .max),
    ]
    let keys = ["bank", "vat", "payable:coop", "payable:H-1", "cash", "toll", "suspense"]
    for fault in bad {
      var postings = (0..<random.int(in: 1...6)).map { index in
        TestCounty.posting(keys[Int(index) % 7], keys[Int(index + random.int(in: 1...6)) % 7], random.int(in: 1...90))
      }
      postings.insert(fault, at: Int(random.int(in: 0...Int64(postings.count))))
      let before = try stateBytes(county.memory)
      #expect(throws: (any Error).self, "seed \(seed)") { try county.command(.postTransfers(PostTransfers(postings))) }
      #expect(try stateBytes(county.memory) == before, "seed \(seed): \(fault)")
      let last = try county.memory.numbers().transfer
      let next = try county.command(TestCounty.post(TestCounty.posting("bank", "vat", 1)))
      #expect(next == .transfers(first: .init(number: last + 1), count: 1))
    }
  }

  @Test("balances as of any day are what the transfers up to it add up to", arguments: seeds)
  func asOf(seed: UInt64) throws {
    let county = try TestCounty(.sqlite)
    var commands = RandomCommands(seed: seed)
    for _ in 1...8 { _ = county.writer.write((0..<60).map { _ in commands.next() }) }
    // Days far from each other, so that either end is the nearer one at some time.
    let far: [Int64] = [-400, -40, 90, 300]
    for offset in far {
      try county.command(
        TestCounty.post(TestCounty.posting("bank", "freight", 7, on: TestCounty.today.advanced(by: offset).later(than: county))))
    }
    let store = try county.store()
    let transfers = try store.transfers((0..<store.numbers().transfer).map { Transfer.ID(number: $0 + 1) }).filter(\.kind.posts)
    let register = try Register(try DatabaseFile(county.path, mode: .read))
    let first = try #require(transfers.map(\.on).min())
    let last = try #require(transfers.map(\.on).max())
    var random = RandomStream(seed: seed)
    var asked: [Day?] = [nil, .first, .last] + [first, last].flatMap { day in (-1...1).map { day.advanced(by: $0) } }
    asked += (0..<60).map { _ in first.advanced(by: random.int(in: 0...first.days(to: last))) }
    for day in asked {
      var sums: [Account.ID: Balances] = [:]
      for transfer in transfers where day.map({ transfer.on <= $0 }) ?? true {
        sums[transfer.debit, default: Balances()].debits += transfer.amount.fen
        sums[transfer.credit, default: Balances()].credits += transfer.amount.fen
      }
      let found = try register.turnovers(asOf: day).map { ($0.account, Balances(debits: $0.debits.fen, credits: $0.credits.fen)) }
      #expect(Dictionary(uniqueKeysWithValues: found) == sums, "seed \(seed), \(day?.description ?? "all")")
    }
  }
}

extension Day {
  /// Itself, or the first open day of a county that closed it.
  fileprivate func later(than county: TestCounty) throws -> Day {
    try county.store().bookState().closedThrough.map { Swift.max(self, $0.advanced(by: 1)) } ?? self
  }
}
