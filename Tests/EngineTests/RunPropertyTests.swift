import Catalogue
import Dispatching
import Engine
import Ledger
import Measures
import Ordering
import Storage
import Testing

/// Random days: orders are packed, cancelled and dispatched by hand while runs carry them; plans are sound, stale or nonsense; drivers report in
/// any order.
private struct RandomRuns {
  var random: RandomStream
  private var minutes: Int64 = 0
  private let day = TestCounty.tomorrow

  init(seed: UInt64) { random = RandomStream(seed: seed) }

  mutating func next(_ store: any Store) throws -> Submission {
    minutes += random.int(in: 0...5) == 0 ? 1 : 0
    let at = TestCounty.at("05:00").advanced(byMilliseconds: minutes * 60_000)
    return Submission(Command(at: at, actor: "owner", key: nil, action: try action(at, store)))
  }

  private mutating func action(_ at: Instant, _ store: any Store) throws -> Action {
    let numbers = try store.numbers()
    let order = random.int(in: max(1, numbers.order - 8)...max(1, numbers.order))
    switch random.int(in: 0...49) {
    case 0...2: return TestCounty.place([("chestnut-1kg", random.int(in: 1...9)), ("chestnut-1kg", random.int(in: 1...4))], on: day)
    case 3...9: return TestCounty.change(order, .pack([]))
    case 10: return TestCounty.change(order, .cancel(reason: "test"))
    case 11: return TestCounty.change(order, random.pick([.dispatch, .deliver]))
    case 12: return TestCounty.change(order, .short(PartReference(line: 1), packs: 1, reason: "test"))
    case 13: return TestCounty.change(order, .takeBack(PartReference(line: 1), packs: nil, toStock: true, reason: "test"))
    case 14...18: return .adoptPlan(AdoptPlan(day: day, runs: try plan(at, store)))
    default:
      let run = random.int(in: max(1, numbers.run - 4)...max(1, numbers.run))
      return .changeRun(ChangeRun(run: DeliveryRun.ID(number: run), step: try step(at, store.runs([DeliveryRun.ID(number: run)]).first)))
    }
  }

  // MARK: Plans

  /// One new run of what waits, and perhaps the live ones anew.
  private mutating func plan(_ at: Instant, _ store: any Store) throws -> [RunDraft] {
    let numbers = try store.numbers()
    let orders = try store.orders((max(1, numbers.order - 8)...max(1, numbers.order)).map { Order.ID(number: $0) })
    var parts: [(OrderPart, Int64)] = []
    for order in orders {
      for (line, orderLine) in order.lines.enumerated() {
        for (part, allocation) in orderLine.allocations.enumerated() where allocation.state == .packed || random.int(in: 0...9) == 0 {
          parts.append((OrderPart(order: order.id, line: Int64(line + 1), part: Int64(part + 1)), allocation.packs))
        }
      }
    }
    let taken = try store.runs(carrying: parts.map(\.0))
    let takes = random.int(in: 0...19) == 0
    let free = zip(parts, taken).filter { $0.1 == nil || takes }.map(\.0)
    let live = try store.runs(store.liveRuns(on: day))
    let broken = live.filter(\.isBrokenDown)
    var left: [(OrderPart, Int64)] = []
    for part in free where random.int(in: 0...2) > 0 { left.append(part) }
    // What lies in a vehicle that broke down is taken over by somebody.
    for run in broken where random.int(in: 0...2) > 0 {
      left += run.cargo.filter { $0.state == .aboard }.compactMap { piece in piece.orderPart.map { ($0, piece.count) } }
    }
    var drafts = [
      draft(left, random.pick(["van", "van-2", "cart", "local"]), at.advanced(byMilliseconds: random.int(in: 0...90) * 60_000))
    ]
    for run in live where run.isBrokenDown || random.int(in: 0...2) == 0 { drafts.append(again(run, at)) }
    return drafts
  }

  private mutating func draft(_ parts: [(OrderPart, Int64)], _ vehicle: String, _ begin: Instant) -> RunDraft {
    func later(_ minutes: Int64) -> Instant { begin.advanced(byMilliseconds: minutes * 60_000) }
    // One vehicle stands in the village, and loads before it leaves.
    let isLocal = vehicle == "local"
    let cargo = parts.map { part, packs in
      RunCargo(
        kind: part.kind, product: "chestnut", count: packs, mass: Mass(grams: packs * 1000), volume: packs * 1_000_000,
        from: isLocal ? 0 : 1, to: isLocal ? 1 : 2)
    }
    return RunDraft(
      vehicle: vehicle, leavesAt: begin, backAt: later(40),
      stops: (isLocal ? [] : [RunStop(place: "village", arrivesAt: later(10), beginsAt: later(10), leavesAt: later(15))])
        + [RunStop(place: "town", arrivesAt: later(25), beginsAt: later(25), leavesAt: later(30))], cargo: cargo,
      cost: RunCost(metres: 9000), toll: RunToll(isFree: true))
  }

  /// What it has still to do, or nothing more; now and then with a mistake.
  private mutating func again(_ run: DeliveryRun, _ at: Instant) -> RunDraft {
    var draft = RunDraft(
      continues: run.id, vehicle: run.vehicle, leavesAt: run.leavesAt, backAt: max(run.backAt, at), stops: run.stops, cargo: run.cargo,
      cost: run.cost, toll: run.toll)
    switch random.int(in: 0...3) {
    case 0:
      draft.stops = run.stops.filter { $0.state != .ahead }
      draft.cargo = run.cargo.filter { $0.state != .planned }
      for index in draft.cargo.indices where draft.cargo[index].state == .aboard { draft.cargo[index].to = draft.stops.count + 1 }
    case 1 where !draft.cargo.isEmpty: draft.cargo.remove(at: Int(random.int(in: 0...Int64(draft.cargo.count - 1))))
    default: break
    }
    return draft
  }

  // MARK: Steps

  private mutating func step(_ at: Instant, _ run: DeliveryRun?) throws -> RunStep {
    guard let run, random.int(in: 0...9) > 0 else { return .report(report(at, stop: Int(random.int(in: -1...4)))) }
    switch run.state {
    case .planned, .booked:
      switch random.int(in: 0...9) {
      case 0: return .cancel(reason: "test")
      case 1: return .load(at: at)
      default: return .start(at: at)
      }
    case .loading: return random.int(in: 0...3) == 0 ? .cancel(reason: "test") : .start(at: at)
    case .underWay:
      if run.stops.allSatisfy({ $0.state == .left }), random.int(in: 0...1) == 0 { return .finish(at: at, metres: nil, tolls: nil) }
      return .report(report(at, stop: min(run.nextStop, run.stops.count + 1), of: run))
    case .done, .cancelled: return .report(report(at, stop: 1))
    }
  }

  private mutating func report(_ at: Instant, stop: Int, of run: DeliveryRun? = nil) -> RunEvent {
    var kind = random.pick(RunEvent.Kind.allCases)
    // Mostly what comes next.
    if let run, random.int(in: 0...4) > 0 {
      let isThere = stop <= run.stops.count && run.stops[stop - 1].state == .arrived
      let loads = run.cargo.contains { $0.from == stop && $0.state == .planned }
      let unloads = run.cargo.contains { $0.to == stop && $0.state == .aboard }
      kind = run.isBrokenDown ? .left : !isThere ? .arrived : loads ? .loaded : unloads ? .delivered : .left
      if unloads, stop > run.stops.count || random.int(in: 0...4) == 0 { kind = .refused }
      if random.int(in: 0...14) == 0 { kind = random.pick([.brokenDown, .roadClosed, .lost]) }
    }
    var (stop, amounts) = (stop, [RunEvent.Amount]())
    if kind == .brokenDown || kind == .roadClosed || (kind == .left && run?.isBrokenDown ?? false) { stop = max(0, stop - 1) }
    if kind == .lost, let run, let piece = run.cargo.firstIndex(where: { $0.state == .aboard }) {
      amounts = [.init(cargo: piece + 1, count: run.cargo[piece].count - run.cargo[piece].refused)]
    } else if random.int(in: 0...19) == 0 {
      amounts = [.init(cargo: Int(random.int(in: 0...3)), count: random.int(in: 0...9))]
    }
    return RunEvent(
      kind: kind, stop: stop, at: at, amounts: amounts, isSound: random.int(in: 0...1) == 0,
      reason: random.int(in: 0...9) == 0 ? "" : "test")
  }
}

@Suite("Whatever happens on runs")
struct RunPropertyTests {
  private func county(_ kind: TestCounty.Kind) throws -> TestCounty { try TestCounty.withOrders(kind, [4, 5, 6]) }

  @Test("goods are in one vehicle or in none, runs and orders agree, and every run can be brought to its end")
  func agree() throws {
    var accepted: [String: Int] = [:]
    for seed in UInt64(1)...6 {
      let county = try county(.memory)
      var commands = RandomRuns(seed: seed)
      for _ in 0..<1500 {
        let submission = try commands.next(county.memory)
        guard county.writer.write([submission])[0].isAccepted else { continue }
        accepted[name(submission.command.action), default: 0] += 1
        try audit(county.memory, "seed \(seed)")
      }
      try finish(county, "seed \(seed)")
    }
    // Everything was tried, and more than once went through.
    for name in [
      "adopt-plan", "load", "cancel", "start", "finish", "arrived", "left", "loaded", "delivered", "refused", "lost", "brokenDown",
      "roadClosed",
    ] {
      #expect(accepted[name, default: 0] > 2, "\(name) of \(accepted)")
    }
  }

  private func name(_ action: Action) -> String {
    guard case .changeRun(let change) = action else { return action.name }
    if case .report(let event) = change.step { return "\(event.kind)" }
    return change.step.name
  }

  private func audit(_ store: MemoryStore, _ note: Comment) throws {
    let runs = try store.runs((0..<store.numbers().run).map { DeliveryRun.ID(number: $0 + 1) })
    let orders = Dictionary(
      try store.orders((0..<store.numbers().order).map { Order.ID(number: $0 + 1) }).map { ($0.id, $0) },
      uniquingKeysWith: { first, _ in first })
    func allocation(_ part: OrderPart) -> Allocation { orders[part.order]!.lines[Int(part.line) - 1].allocations[Int(part.part) - 1] }
    let live = runs.flatMap { run in run.liveParts.map { ($0, run.id) } }
    #expect(Set(live.map(\.0)).count == live.count, note)
    #expect(try store.runs(carrying: live.map(\.0)) == live.map(\.1), note)
    for run in runs {
      for piece in run.cargo {
        guard let part = piece.orderPart else { continue }
        switch piece.state {
        case .aboard where run.state.isLive:
          let goods = allocation(part)
          #expect(goods.state == .dispatched && goods.packs == piece.count - piece.refused, note)
        case .aboard: Issue.record("\(run.id) is over with \(part) aboard; \(note)")
        case .delivered where piece.refused == 0: #expect(allocation(part).packs <= piece.count, note)
        default: break
        }
      }
      // A run is where its stops say, one after the other.
      let states = run.stops.map(\.state.rawValue)
      #expect(states == states.sorted(by: >), note)
      #expect(run.stops.count { $0.state == .arrived } <= 1, note)
      if run.state == .done { #expect(!run.cargo.contains { $0.state == .planned || $0.state == .aboard }, note) }
    }
    for lot in store.allLots {
      let gone = orders.values.flatMap(\.lines).flatMap(\.allocations)
        .filter { $0.lot == lot.id && [.dispatched, .delivered, .lost].contains($0.state) }
      #expect(lot.shipped == gone.reduce(0) { $0 + $1.stocked } && lot.available >= 0, note)
    }
  }

  /// Whatever state runs were left in, there is a way to their end: what was to be taken on is not any more, and what is aboard comes home.
  private func finish(_ county: TestCounty, _ note: Comment) throws {
    let at = TestCounty.at("23:59")
    func run(_ id: DeliveryRun.ID) throws -> DeliveryRun { try county.memory.runs([id])[0] }
    func change(_ id: DeliveryRun.ID, _ step: RunStep) throws { try county.command(.changeRun(ChangeRun(run: id, step: step)), at: at) }
    func report(_ id: DeliveryRun.ID, _ kind: RunEvent.Kind, _ stop: Int) throws {
      try change(id, .report(RunEvent(kind: kind, stop: stop, at: at, reason: "test")))
    }
    let live = try county.memory.liveRuns(on: TestCounty.tomorrow)
    for id in live where try run(id).state != .underWay { try change(id, .cancel(reason: "test")) }
    let left = try live.filter { try run($0).state == .underWay }
    let drafts = try left.map { id in
      let old = try run(id)
      let stops = old.stops.filter { $0.state != .ahead }
      var cargo = old.cargo.filter { $0.state != .planned }
      for index in cargo.indices where cargo[index].state == .aboard { cargo[index].to = stops.count + 1 }
      return RunDraft(
        continues: id, vehicle: old.vehicle, leavesAt: old.leavesAt, backAt: old.backAt, stops: stops, cargo: cargo, cost: old.cost,
        toll: old.toll)
    }
    if !drafts.isEmpty { try county.command(.adoptPlan(AdoptPlan(day: TestCounty.tomorrow, runs: drafts)), at: at) }
    for id in left {
      if let there = try run(id).stops.firstIndex(where: { $0.state == .arrived }) { try report(id, .left, there + 1) }
      if try run(id).cargo.contains(where: { $0.state == .aboard }) { try report(id, .refused, run(id).stops.count + 1) }
      try change(id, .finish(at: at, metres: nil, tolls: nil))
      #expect(try run(id).state == .done, note)
    }
    try audit(county.memory, note)
  }

  @Test("memory and SQLite come to the same, and the proof holds", arguments: [5, 6] as [UInt64])
  func engines(seed: UInt64) throws {
    let memory = try county(.memory)
    let sqlite = try county(.sqlite)
    var commands = RandomRuns(seed: seed)
    for _ in 0..<500 {
      let submission = try commands.next(memory.memory)
      let answers = [memory, sqlite].map { $0.writer.write([submission])[0].isAccepted }
      #expect(answers[0] == answers[1], "seed \(seed)")
    }
    #expect(try stateBytes(memory.memory) == stateBytes(sqlite.store()), "seed \(seed)")
    let result = try Proof(path: sqlite.path, expected: memory.memory.head, vaultKey: nil).run { _ in }
    #expect(result.findings.isEmpty, "seed \(seed): \(result.findings)")
  }
}
