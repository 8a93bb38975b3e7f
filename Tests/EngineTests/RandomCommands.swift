import Catalogue
import Engine
import Ledger
import Measures
import Ordering
import WireFormat

/// Random commands, some of them nonsense.
struct RandomCommands {
  var random: RandomStream
  private var minutes: Int64 = 0
  /// How many were tried, and what there is as far as somebody told.
  private var placed: Int64 = 0
  private var received: Int64 = 0
  private var posted: Int64 = 0
  private var entered: Int64 = 0
  private var recorded: Int64 = 0
  private var numbers: Numbers?
  private var orders: Int64 { max(1, numbers?.order ?? placed * 2 / 5) }
  private var lots: Int64 { max(1, numbers?.lot ?? received * 3 / 5) }
  private var transfers: Int64 { max(1, numbers?.transfer ?? posted * 2) }
  private var distributions: Int64 { max(1, numbers?.distribution ?? entered / 2) }
  private var incomes: Int64 { max(1, numbers?.income ?? recorded / 2) }
  private var households: Int64 = 0
  /// How far orders were led along by ``follow()``, by number.
  private var led: [Int64: Int] = [:]

  init(seed: UInt64) { random = RandomStream(seed: seed) }

  /// Learns what there is, so that more of what follows is about something.
  mutating func hear(_ store: any Store) throws { numbers = try store.numbers() }

  mutating func next() -> Submission {
    minutes += random.int(in: 0...40)
    let at = TestCounty.now.advanced(byMilliseconds: minutes * 60_000)
    let key = random.int(in: 0...3) == 0 ? "K\(random.int(in: 1...60))" : nil
    let action = action(at)
    return Submission(Command(at: at, actor: actor(of: action), key: key, action: action))
  }

  private mutating func actor(of action: Action) -> String {
    guard case .moveDistribution(let move) = action, move.to == .approved else { return "owner" }
    return random.int(in: 0...3) == 0 ? "owner" : "approver"
  }

  private mutating func action(_ at: Instant) -> Action {
    let day = at.day
    switch random.int(in: 0...51) {
    case 36...51: return follow(at)
    case 26...35: return settling(at)
    case 20...25: return bookkeeping(at)
    case 0...3:
      received += 1
      return TestCounty.receive(
        random.int(in: 1...20) * 100, harvested: day.advanced(by: -random.int(in: 0...9)), producer: producer())
    case 4:
      received += 1
      return TestCounty.receive(random.int(in: 1...5) * 30, product: "egg", harvested: day, producer: producer())
    case 5...10:
      placed += 1
      let packs = ["chestnut-1kg", "chestnut-250g", "egg-30"]
      let lines = (0..<random.int(in: 1...3)).map { _ in (random.pick(packs), random.int(in: 0...4)) }
      let hold = random.int(in: 0...3) == 0 ? at.advanced(byMilliseconds: random.int(in: 1...300) * 60_000) : nil
      return .placeOrder(
        PlaceOrder(
          buyer: random.pick(["shop", "relief"]), orderedAt: at, deliverOn: day.advanced(by: random.int(in: 0...5)), deliverTo: "town",
          lines: lines.map { PlaceOrder.Line(pack: $0.0, count: $0.1) }, onShortage: random.pick(OnShortage.allCases), holdUntil: hold))
    case 11:
      let kind = random.pick([StockMovement.Kind.correction, .shrinkage, .spoilage])
      return .adjustLot(
        AdjustLot(lot: Lot.ID(number: random.int(in: 1...lots)), kind: kind, quantity: -random.int(in: 1...400), reason: "test"))
    default: return TestCounty.change(random.int(in: 1...orders), step())
    }
  }

  private mutating func producer() -> Producer {
    switch random.int(in: 0...5) {
    case 0: .party("base")
    case 1...2: .household(Household.ID(number: random.int(in: 1...max(1, min(4, households)))))
    default: .party("coop")
    }
  }

  // MARK: Orders

  private mutating func step() -> OrderStep {
    let part = PartReference(line: Int(random.int(in: 1...3)), part: random.int(in: 0...1) == 0 ? nil : Int(random.int(in: 1...2)))
    switch random.int(in: 0...9) {
    case 0: return .cancel(reason: "test")
    case 1: return .pay(Money(fen: random.int(in: 1...9000)))
    case 2: return .refund(Money(fen: random.int(in: 1...3000)), reason: "test")
    case 3: return .pack([])
    case 4: return .pack([PartWeight(part: part, grams: random.int(in: 900...1100))])
    case 5: return .dispatch
    case 6: return .deliver
    case 7: return .short(part, packs: random.int(in: 1...2), reason: "test")
    case 8: return .takeBack(part, packs: random.int(in: 1...2), toStock: random.int(in: 0...1) == 0, reason: "test")
    default: return random.int(in: 0...1) == 0 ? .fill : .lose(part, reason: "test")
    }
  }

  /// Leads an order on to where there is something to settle, and to what may come after it.
  private mutating func follow(_ at: Instant) -> Action {
    let order = random.int(in: max(1, orders - 6)...orders)
    let part = PartReference(line: Int(random.int(in: 1...2)), part: random.int(in: 0...1) == 0 ? nil : Int(random.int(in: 1...3)))
    led[order, default: 0] += 1
    switch led[order]! {
    case 1:
      let packs = random.int(in: 1...4)
      let grams = packs * random.pick([250, 1000]) + random.int(in: -9...9)
      return TestCounty.change(order, .pack(random.int(in: 0...1) == 0 ? [] : [PartWeight(part: part, grams: grams)]))
    case 2: return TestCounty.change(order, .pack([]))
    case 3: return TestCounty.change(order, .dispatch)
    case 4: return random.int(in: 0...2) == 0 ? TestCounty.change(order, .lose(part, reason: "test")) : TestCounty.change(order, .deliver)
    case 5: return TestCounty.change(order, .deliver)
    case 6, 9: return settle(order, at)
    default:
      let packs = random.int(in: 0...1) == 0 ? nil : random.int(in: 1...2)
      switch random.int(in: 0...4) {
      case 0: return TestCounty.change(order, .fill)
      case 1: return settle(order, at)
      default: return TestCounty.change(order, .takeBack(part, packs: packs, toStock: random.int(in: 0...1) == 0, reason: "test"))
      }
    }
  }

  private func settle(_ order: Int64, _ at: Instant) -> Action {
    .settleOrder(SettleOrder(order: Order.ID(number: order), through: at.day))
  }

  // MARK: Money

  private mutating func bookkeeping(_ at: Instant) -> Action {
    let sound = ["bank", "suspense", "payable:coop", "prepaid:shop", "contribution:relief", "vat"]
    let own = ["input-advance:H-1", "loan:H-1", "loan:H-2", "input-advance:H-2", "bank", "payable:H-1"]
    let odd = ["bank", "payable:H-1", "input-advance:coop", "gold"]
    let kind = random.int(in: 0...9)
    let keys = kind == 0 ? odd : kind <= 3 ? own : sound
    let day = at.day.advanced(by: -random.int(in: 0...2))
    func posting() -> Posting { TestCounty.posting(random.pick(keys), random.pick(keys), random.int(in: 0...900), on: day) }
    posted += 1
    let id = Transfer.ID(number: random.int(in: 1...transfers))
    switch random.int(in: 0...8) {
    case 0...2: return .postTransfers(PostTransfers((0..<random.int(in: 1...4)).map { _ in posting() }))
    case 3: return .holdTransfer(HoldTransfer(posting(), expiresAt: at.advanced(byMilliseconds: random.int(in: -1...300) * 60_000)))
    case 4: return .holdTransfer(HoldTransfer(posting(), expiresAt: nil))
    case 5, 7:
      let part = random.int(in: 0...1) == 0 ? nil : Money(fen: random.int(in: 0...500))
      return .resolveHold(ResolveHold(hold: id, posts: random.int(in: 0...1) == 0, amount: part, on: day, memo: "test"))
    case 6: return .reverseTransfer(ReverseTransfer(transfer: id, on: day, reason: "test"))
    default:
      guard random.int(in: 0...19) == 0 else { return .openBalances(OpenBalances([posting()], source: "test")) }
      return .closePeriod(ClosePeriod(through: day.advanced(by: -3)))
    }
  }

  // MARK: Settlement, distributions, households

  private mutating func settling(_ at: Instant) -> Action {
    let order = random.int(in: 1...orders)
    let lot = Lot.ID(number: random.int(in: 1...lots))
    switch random.int(in: 0...22) {
    case 0...3: return settle(order, at)
    case 4...6: return .settleLot(SettleLot(lot: lot))
    case 7: return .undoSettlement(UndoSettlement(of: .order(Order.ID(number: order)), reason: "test"))
    case 8: return .undoSettlement(UndoSettlement(of: .lot(lot), reason: "test"))
    case 9:
      let kind = random.pick([StockMovement.Kind.correction, .spoilage])
      return .adjustLot(AdjustLot(lot: lot, kind: kind, quantity: -random.int(in: 1...99), reason: "test"))
    case 10, 11:
      guard households < 6 else { return membership(at) }
      households += 1
      return TestCounty.household("C\(households)", registered: random.int(in: 0...2) > 0)
    case 12: return membership(at)
    case 13, 14:
      entered += 1
      return .enterDistribution(EnterDistribution(distribution(at)))
    case 15...20:
      let id = Distribution.ID(number: random.int(in: max(1, distributions - 2)...distributions))
      let state = random.pick([Distribution.State.approved, .approved, .approved, .settled, .settled, .settled, .revoked, .entered])
      return .moveDistribution(MoveDistribution(id, to: state, reason: random.int(in: 0...4) == 0 ? "" : "test"))
    case 21:
      guard random.int(in: 0...2) > 0 else {
        return .withdrawIncome(WithdrawIncome(record: .init(number: random.int(in: 1...incomes)), reason: "test"))
      }
      recorded += 1
      return .recordIncome(
        RecordIncome(
          household: someHousehold(), item: random.pick(["A50-1", "A51", "A50", "A50-9"]),
          period: Period(year: 2020, month: random.int(in: 0...1) == 0 ? nil : random.int(in: 1...12)),
          amount: Money(fen: random.int(in: -1...900)), source: "test"))
    default:
      guard random.int(in: 0...9) == 0 else { return .settleLot(SettleLot(lot: lot)) }
      return .applyCatalogue(
        ApplyCatalogue(catalogue: TestCounty.catalogue(rules: TestCounty.laterRules).wireBytes, vaultKey: ""))
    }
  }

  private mutating func someHousehold() -> Household.ID { Household.ID(number: random.int(in: 1...max(1, households))) }

  private mutating func membership(_ at: Instant) -> Action {
    let from = random.int(in: 0...1) == 0 ? nil : at.day.advanced(by: -random.int(in: 0...9))
    let until = random.int(in: 0...3) == 0 ? at.day.advanced(by: random.int(in: -1...9)) : nil
    return .setMembership(
      SetMembership(
        Membership(
          party: random.pick(["coop", "coop", "base"]), household: someHousehold(), shares: random.int(in: 0...7),
          validity: Validity(from: from, until: until))))
  }

  private mutating func distribution(_ at: Instant) -> DistributionBody {
    let kind = random.pick(DistributionKind.allCases + [.surplus, .surplus])
    let rows = (0..<random.int(in: 1...(kind == .surplus ? 2 : 4))).map { _ in
      DistributionBody.Row(
        household: kind == .surplus ? Household.ID(number: random.int(in: 1...2)) : someHousehold(),
        workedOn: kind == .wages ? at.day.advanced(by: -random.int(in: 0...3)) : nil,
        quantity: random.int(in: -20...1500), money: kind == .dividend ? .zero : Money(fen: random.int(in: 0...9000)))
    }
    let hasTotal = kind == .surplus || kind == .dividend
    return DistributionBody(
      kind: kind, payer: random.pick(kind == .surplus ? ["coop", "coop", "coop", "firm"] : ["coop", "firm"]), on: at.day, decision: "test",
      total: hasTotal ? Money(fen: random.int(in: -900...100_000)) : .zero, byTrade: Share(random.int(in: 55...100), over: 100), rows: rows)
  }
}
