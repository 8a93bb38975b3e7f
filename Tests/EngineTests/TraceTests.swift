import Catalogue
import Engine
import Ledger
import Measures
import Ordering
import Testing
import WireFormat

@Suite("Whatever was sold, settled, returned and undone")
struct TraceTests {
  private static let seeds: [UInt64] = [1, 2, 3, 4, 5, 6]

  @Test("every order's trace adds up, and with lots, distributions and manual postings accounts for all income", arguments: seeds)
  func addsUp(seed: UInt64) throws {
    let county = try TestCounty(.memory)
    var trade = RandomTrade(seed: seed)
    for action in trade.opening() { try county.command(action) }
    for round in 0..<120 {
      if round == 60 { try county.command(trade.laterCatalogue()) }
      for answer in county.writer.write((0..<30).map { _ in trade.next() }) { trade.learn(from: answer) }
      if round % 6 == 0 { try audit(county.memory, "seed \(seed)") }
    }
    let missing = try Self.missing(in: Books(county.memory).transfers)
    #expect(missing == [], "seed \(seed): too little happened to prove anything")
  }

  /// What a trace has to tell apart and did not happen.
  private static func missing(in transfers: [Transfer]) -> [String] {
    let reasons = Set(transfers.map(\.reason))
    let wanted: [TransferReason] = [
      .payment, .sale, .vat, .saleReturned, .fee, .proceeds, .topUp, .firstTranche, .advanceRepaid, .purchase, .loss, .wages, .manual,
    ]
    return wanted.filter { !reasons.contains($0) }.map(\.name) + (transfers.contains { $0.kind == .reversal } ? [] : ["reversal"])
  }

  private struct Books {
    let transfers: [Transfer]
    let keys: AccountKeys
    let households: [Household.ID: Account.ID]

    init(_ store: MemoryStore) throws {
      transfers = try store.transfers((0..<store.numbers().transfer).map { Transfer.ID(number: $0 + 1) })
      keys = AccountKeys(store.allAccounts)
      households = Dictionary(
        uniqueKeysWithValues: store.allAccounts.filter(\.key.isHouseholdsShare).map { (Household.ID($0.key.holder)!, $0.id) })
    }

    /// Income less what was taken back of it, as the ledger has it.
    func credited(_ household: Household.ID, where isMeant: (Transfer) -> Bool = { _ in true }) -> Int64 {
      guard let account = households[household] else { return 0 }
      return transfers.filter { !$0.item.isEmpty && $0.kind.posts && isMeant($0) }.reduce(0) {
        $0 + ($1.credit == account ? $1.amount.fen : 0) - ($1.debit == account ? $1.amount.fen : 0)
      }
    }
  }

  private func audit(_ store: MemoryStore, _ note: Comment) throws {
    let books = try Books(store)
    let traces = try traces(store, books, note)
    var sums: [Household.ID: Int64] = [:]
    for credit in traces.values.flatMap(\.households) { sums[credit.household, default: 0] += credit.amount.fen }
    for household in books.households.keys {
      // Lots, distributions and what people posted have no order; everything else comes from one.
      let others = books.credited(household) {
        if case .part = $0.source { false } else { true }
      }
      #expect(sums[household, default: 0] + others == books.credited(household), note)
      try auditYear(household, books, traces, note)
    }
  }

  private func traces(_ store: MemoryStore, _ books: Books, _ note: Comment) throws -> [Order.ID: OrderTrace] {
    var byOrder: [Order.ID: [Transfer]] = [:]
    for transfer in books.transfers {
      switch transfer.source {
      case .order(let id), .part(let id, _, _): byOrder[id, default: []].append(transfer)
      default: break
      }
    }
    var traces: [Order.ID: OrderTrace] = [:]
    for order in try store.orders((0..<store.numbers().order).map { Order.ID(number: $0 + 1) }) {
      let sales = try store.sales(of: [order.id])
      let transfers = byOrder[order.id] ?? []
      let trace = try OrderTrace(order, sales: sales, transfers: transfers, books.keys)
      #expect(throws: Never.self, "\(note) \(order.id)") { try trace.check(order, sales: sales, transfers: transfers) }
      traces[order.id] = trace
    }
    return traces
  }

  /// The other way round: a household's year leads to the same figures.
  private func auditYear(_ household: Household.ID, _ books: Books, _ traces: [Order.ID: OrderTrace], _ note: Comment) throws {
    let account = books.households[household]!
    let income = books.transfers.filter { !$0.item.isEmpty && $0.kind.posts && ($0.credit == account || $0.debit == account) }
    let transfers = income.map { ($0, $0.credit == account) }
    let year = try HouseholdTrace(household, year: 2020, transfers, orders: traces)
    try year.check(transfers)
    #expect(year.amount.fen == books.credited(household), note)
    for source in year.root.children.flatMap(\.children) where !source.whole.isEmpty {
      #expect(try source.whole.householdCredits().first { $0.household == household }?.amount ?? .zero == source.amount, note)
    }
  }
}

/// Random trade of households, a cooperative, a base and a firm whose tea goes by tranches; some of it nonsense.
private struct RandomTrade {
  private var random: RandomStream
  private var minutes: Int64 = 0
  private var orders: Int64 = 0
  private var lots: Int64 = 0
  private var distributions: Int64 = 0

  init(seed: UInt64) { random = RandomStream(seed: seed) }

  /// Three households, two of them poor and tied to the cooperative, with an advance and a loan.
  mutating func opening() -> [Action] {
    let households = [("A", true), ("B", false), ("C", true)].map { TestCounty.household($0.0, registered: $0.1) }
    let ties = [1, 3].map { number in
      Action.setMembership(
        SetMembership(
          Membership(party: "coop", household: Household.ID(number: number), shares: number, validity: .always)))
    }
    let debts = [("input-advance:H-1", 50_000), ("input-advance:H-2", 50_000), ("loan:H-2", 90_000)].map {
      TestCounty.post(TestCounty.posting($0.0, "bank", $0.1))
    }
    return [catalogue(["egg"])] + households + ties + debts
  }

  /// The cooperative's chestnuts get an agreement in the other channel too, so that what was suspended can be settled.
  func laterCatalogue() -> Action { catalogue(["egg", "chestnut"]) }

  /// What the cooperative sells through the channel `poor` goes by tranches, each product by an agreement of its own.
  private func catalogue(_ products: [Product.ID]) -> Action {
    let first = LinkAgreement.Tranches(
      first: UnitPrice(money: Money(fen: 60), basis: .kilogram), producer: Share(50, over: 100), cooperative: Share(30, over: 100),
      firm: Share(20, over: 100))
    var rules = TestCounty.ledgerRules
    rules.agreements += products.map {
      TestCounty.agreement(
        "poor-" + $0, .consignment, LinkAgreement.Scope(producers: ["coop"], products: [$0], channels: ["poor"]), tranches: first)
    }
    let plain = TestCounty.catalogue()
    // Floors so high that the firm has to top up now and then.
    let prices = plain.purchasePrices.map { price in
      var price = price
      price.floor = Money(fen: price.product == "egg" ? 115 : 1900)
      price.unitPrice.money = Money(fen: price.product == "egg" ? 118 : 2100)
      return price
    }
    let catalogue = CountyCatalogue(
      county: plain.county, products: plain.products, places: plain.places, parties: plain.parties, channels: plain.channels,
      purchasePrices: prices, actors: plain.actors, rules: plain.rules, ledgerRules: rules)
    return .applyCatalogue(ApplyCatalogue(catalogue: catalogue.wireBytes, vaultKey: ""))
  }

  mutating func next() -> Submission {
    minutes += random.int(in: 0...12)
    let at = TestCounty.now.advanced(byMilliseconds: minutes * 60_000)
    let action = action(at)
    let isApproval = if case .moveDistribution(let move) = action { move.to == .approved } else { false }
    return Submission(Command(at: at, actor: isApproval ? "approver" : "owner", key: nil, action: action))
  }

  /// What numbers there are by now.
  mutating func learn(from answer: Answer) {
    guard case .accepted(let outcome, _) = answer else { return }
    switch outcome {
    case .order(let id): orders = max(orders, id.number)
    case .lot(let id): lots = max(lots, id.number)
    case .distribution(let id): distributions = max(distributions, id.number)
    default: break
    }
  }

  private mutating func action(_ at: Instant) -> Action {
    // Mostly one of the newest, now and then any.
    let oldest = random.int(in: 0...3) == 0 ? 1 : max(1, orders - 5)
    let order = Order.ID(number: random.int(in: oldest...max(1, orders)))
    switch random.int(in: 0...44) {
    case 0...4:
      let isEgg = random.int(in: 0...2) == 0
      return TestCounty.receive(
        random.int(in: 1...6) * (isEgg ? 30 : 500), product: isEgg ? "egg" : "chestnut", harvested: at.day,
        producer: random.pick(
          (isEgg ? [1, 2] : [2]).map { .household(Household.ID(number: $0)) } + [.party("coop"), .party("coop"), .party("base")]))
    case 5...7:
      let packs = ["chestnut-1kg", "chestnut-250g", "egg-30"]
      let lines = (0..<random.int(in: 1...2)).map { _ in PlaceOrder.Line(pack: random.pick(packs), count: random.pick([1, 2, 4, 7])) }
      return .placeOrder(
        PlaceOrder(
          buyer: random.pick(["shop", "relief"]), orderedAt: at, deliverOn: at.day, deliverTo: "town", lines: lines, onShortage: .partFill,
          holdUntil: nil))
    case 8...13: return .changeOrder(ChangeOrder(order: order, step: .pack(weights())))
    case 14...18: return .changeOrder(ChangeOrder(order: order, step: .dispatch))
    case 19...23: return .changeOrder(ChangeOrder(order: order, step: .deliver))
    case 24...29: return .settleOrder(SettleOrder(order: order, through: at.day))
    case 30: return .changeOrder(ChangeOrder(order: order, step: .pay(Money(fen: random.int(in: 1...9000)))))
    case 31: return .changeOrder(ChangeOrder(order: order, step: .refund(Money(fen: random.int(in: 1...3000)), reason: "test")))
    case 32...34:
      return .changeOrder(
        ChangeOrder(
          order: order, step: .takeBack(part(), packs: random.int(in: 1...2), toStock: random.int(in: 0...1) == 0, reason: "test")))
    case 35: return .changeOrder(ChangeOrder(order: order, step: .lose(part(), reason: "test")))
    case 36: return .undoSettlement(UndoSettlement(of: .order(order), reason: "test"))
    case 37: return .settleLot(SettleLot(lot: lot()))
    case 38:
      return random.int(in: 0...2) == 0
        ? .undoSettlement(UndoSettlement(of: .lot(lot()), reason: "test"))
        : .adjustLot(AdjustLot(lot: lot(), kind: .spoilage, quantity: -random.int(in: 1...60), reason: "test"))
    case 39: return distribution(at)
    case 40, 41:
      let id = Distribution.ID(number: random.int(in: 1...max(1, distributions)))
      return .moveDistribution(MoveDistribution(id, to: random.pick([.approved, .approved, .settled, .settled, .revoked]), reason: "test"))
    case 42, 43:
      return TestCounty.post(TestCounty.posting("programme:dibao", "payable:H-\(random.int(in: 1...3))", random.int(in: 1...900)))
    default:
      return .reverseTransfer(ReverseTransfer(transfer: Transfer.ID(number: random.int(in: 1...200)), on: at.day, reason: "test"))
    }
  }

  private mutating func lot() -> Lot.ID { Lot.ID(number: random.int(in: 1...max(1, lots))) }

  private mutating func part() -> PartReference {
    PartReference(line: Int(random.int(in: 1...2)), part: random.int(in: 0...1) == 0 ? nil : Int(random.int(in: 1...2)))
  }

  private mutating func weights() -> [PartWeight] {
    random.int(in: 0...3) > 0 ? [] : [PartWeight(part: part(), grams: random.int(in: 950...1050))]
  }

  private mutating func distribution(_ at: Instant) -> Action {
    return .enterDistribution(EnterDistribution(TestCounty.wages([(1, random.int(in: 1...2000)), (3, 500)], on: at.day)))
  }
}
