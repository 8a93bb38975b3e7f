import Catalogue
import Engine
import Ledger
import Measures
import Messages
import Ordering
import Testing
import WireFormat

/// Runs a table in which a rule can be read by somebody who keeps books: what happens, a line each, and between bars the transfers that
/// come of it.
///
///     household poor
///     lot H-1 chestnut 5000
///     order shop chestnut-1kg=3
///     deliver 1
///     skip                                    transfers that are not what the table is about
///     settle
///     | what     | debit          | credit       |  yuan | item    |
///     | fee      | sales-clearing | platform-fee |  1.80 |         |
///     | proceeds | sales-clearing | payable:H-1  | 58.20 | A50-2-2 |
///     balance payable:H-1 -58.20              debits less credits
///
/// What follows two or more blanks after a line's words is a remark. A transfer that takes another back is `undo fee`. `fails E-LED-018
/// settle` says with which code a line is refused. At the end ``SQLAuditor`` looks over the file.
final class LedgerTable {
  struct Trouble: Error, CustomStringConvertible {
    var description: String
  }

  private let county: TestCounty
  private var rules: LedgerRules
  private var base = TestCounty.catalogue()
  private var prices: [Price]
  private var purchasePrices: [PurchasePrice]
  private var isCatalogueNew = true
  private var now = TestCounty.now
  private var actor = "owner"
  /// Transfers up to this one were looked at.
  private var seen: Int64 = 0

  init() throws {
    rules = TestCounty.ledgerRules
    rules.agreements = []
    prices = base.channel("plain")!.prices
    purchasePrices = base.purchasePrices
    county = try TestCounty(.sqlite, catalogue: TestCounty.catalogue(rules: rules))
  }

  static func run(_ text: String, _ location: SourceLocation = #_sourceLocation) throws {
    let table = try LedgerTable()
    var rows: [[String]] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let trimmed = line.drop { $0 == " " }
      if trimmed.hasPrefix("|") {
        rows.append(trimmed.split(separator: "|").map { $0.trimmed })
        continue
      }
      try table.compare(&rows, location)
      let words = LedgerTable.words(String(trimmed))
      guard !words.isEmpty else { continue }
      do { try table.take(words, location) } catch {
        Issue.record(
          "line \(index + 1), \(line): \((error as? any Fault).map { "\($0.code) \($0.text.en)" } ?? "\(error)")", sourceLocation: location)
        return
      }
    }
    try table.compare(&rows, location)
    let findings = SQLAuditor(table.county.path, terms: table.terms).findings()
    #expect(findings.isEmpty, sourceLocation: location)
  }

  /// The words of a line, without the remark behind them.
  private static func words(_ line: String) -> [String] {
    var words: [String] = []
    var rest = line[...]
    while let word = rest.split(separator: " ", maxSplits: 1).first {
      words.append(String(word))
      rest = rest.dropFirst(word.count)
      if rest.hasPrefix("  ") { break }
      rest = rest.drop { $0 == " " }
    }
    return words
  }

  // MARK: Lines

  private func take(_ words: [String], _ location: SourceLocation) throws {
    let rest = Array(words.dropFirst())
    switch words[0] {
    case "agreement", "price", "buys": try takeRule(words[0], rest)
    case "household", "lot", "spoil", "correct", "member": try takeStock(words[0], rest)
    case "order", "pack", "send", "deliver", "pay", "refund", "return", "lose", "fill": try takeOrder(words[0], rest)
    case "enter", "approve", "revoke": try takeDistribution(words[0], rest)
    case "settle": try settle(through: try rest.first.map { try found(Day($0), $0) } ?? now.day)
    case "undo":
      let thing: UndoSettlement.Thing? = Order.ID(rest[0]).map { .order($0) } ?? Lot.ID(rest[0]).map { .lot($0) }
      try command(.undoSettlement(UndoSettlement(of: try found(thing, rest[0]), reason: "test")))
    case "post": try command(TestCounty.post(try posting(rest)))
    case "hold": try command(.holdTransfer(HoldTransfer(try posting(rest), expiresAt: nil)))
    case "close": try command(.closePeriod(ClosePeriod(through: try found(Day(rest[0]), rest[0]))))
    case "day": now = Instant(startOf: try found(Day(rest[0]), rest[0])).advanced(byMilliseconds: 8 * 3_600_000)
    case "by": actor = rest[0]
    case "skip": seen = try county.store().numbers().transfer
    case "balance":
      let net = try county.net(rest[0]) ?? 0
      #expect(Money(fen: net) == Money(yuan: rest[1]), "\(rest[0])", sourceLocation: location)
    case "asof":
      let day = try found(Day(rest[0]), rest[0])
      #expect(Money(fen: try net(rest[1], asOf: day)) == Money(yuan: rest[2]), "\(rest)", sourceLocation: location)
    case "fails": try expectFailure(rest, location)
    default: throw Trouble(description: "what is \(words[0])?")
    }
  }

  /// Debits less credits of the transfers up to a business date, in fen, added up one by one.
  private func net(_ key: String, asOf day: Day) throws -> Int64 {
    let store = try county.store()
    guard let account = try store.accounts([try found(AccountKey(key), key)]).first?.id else { return 0 }
    let transfers = try store.transfers((0..<store.numbers().transfer).map { Transfer.ID(number: $0 + 1) })
    return transfers.filter { $0.kind.posts && $0.on <= day }.reduce(0) { sum, transfer in
      sum + (transfer.debit == account ? transfer.amount.fen : 0) - (transfer.credit == account ? transfer.amount.fen : 0)
    }
  }

  private func expectFailure(_ words: [String], _ location: SourceLocation) throws {
    let before = try stateBytes(county.store())
    var code = "nothing"
    do { try take(Array(words.dropFirst()), location) } catch let fault as any Fault { code = fault.code }
    #expect(code == words[0], "\(words)", sourceLocation: location)
    #expect(try stateBytes(county.store()) == before, "\(words) changed something", sourceLocation: location)
  }

  private func command(_ action: Action, by other: String? = nil) throws {
    if isCatalogueNew {
      isCatalogueNew = false
      try county.command(.applyCatalogue(ApplyCatalogue(catalogue: catalogue.wireBytes, vaultKey: "")), at: now)
    }
    try county.command(action, at: now, by: other ?? actor)
  }

  private func found<Value>(_ value: Value?, _ text: String) throws -> Value {
    guard let value else { throw Trouble(description: "cannot read \(text)") }
    return value
  }

  private func yuan(_ text: String) throws -> Money { try found(Money(yuan: text), text) }
  private func whole(_ text: String) throws -> Int64 { try found(Int64(text), text) }
  private func share(_ text: String) throws -> Share { try found(Share(text), text) }

  // MARK: Rules

  private var catalogue: CountyCatalogue {
    CountyCatalogue(
      county: base.county, products: base.products, places: base.places, parties: base.parties,
      channels: base.channels.map {
        Channel(
          id: $0.id, name: $0.name, allocation: $0.allocation, lifeLeftDays: $0.lifeLeftDays, reservationMinutes: $0.reservationMinutes,
          prices: prices)
      }, purchasePrices: purchasePrices, actors: base.actors, rules: base.rules, ledgerRules: rules)
  }

  private func takeRule(_ kind: String, _ words: [String]) throws {
    isCatalogueNew = true
    switch kind {
    case "agreement": rules.agreements.append(try agreement(words))
    case "price":
      let isByKilogram = words[1].hasSuffix("/kg")
      let price = UnitPrice(
        money: try yuan(words[1].split(separator: "/").first.map(String.init) ?? ""),
        basis: isByKilogram ? .kilogram : words[1].hasSuffix("/piece") ? .piece : .pack)
      prices.removeAll { $0.pack == words[0] }
      prices.append(Price(pack: words[0], fromCount: 1, unitPrice: price, validity: .always))
    default:
      let index = try found(purchasePrices.firstIndex { $0.product == words[0] }, words[0])
      purchasePrices[index].unitPrice.money = try yuan(words[1])
      purchasePrices[index].floor = try yuan(words[3])
    }
  }

  /// E.g. `agreement a consignment households fee=3% kg=0.10 coop=5% floor keep=60% loan=30% loss=carrier spoilage=hub`.
  private func agreement(_ words: [String]) throws -> LinkAgreement {
    let covers = words[2].split(separator: ",").map(String.init)
    let scope = LinkAgreement.Scope(producers: covers.filter { $0 != "households" }, allHouseholds: covers.contains("households"))
    var made = LinkAgreement(
      id: words[0], name: Text(zh: words[0], en: words[0]), mode: .farmers, firm: "firm", cooperative: "coop", carrier: "carrier",
      scope: scope, sale: words[1] == "purchase" ? .purchase : .consignment, guaranteesFloor: false, fee: Share(0, over: 1),
      feePerKilogram: .zero, cooperativeShare: Share(0, over: 1), tranches: nil, keep: Share(1, over: 1), loanInstalment: Share(1, over: 1),
      bearer: .farmer, pays: .onDelivery, validity: .always, source: "test")
    var first: UnitPrice?
    for word in words.dropFirst(3) {
      let parts = word.split(separator: "=").map(String.init)
      switch parts[0] {
      case "fee": made.fee = try share(parts[1])
      case "kg": made.feePerKilogram = try yuan(parts[1])
      case "coop": made.cooperativeShare = try share(parts[1])
      case "floor": made.guaranteesFloor = true
      case "keep": made.keep = try share(parts[1])
      case "loan": made.loanInstalment = try share(parts[1])
      case "loss": made.bearer = try found(LinkAgreement.Bearer.allCases.first { "\($0)" == parts[1] }, word)
      case "spoilage": made.spoilageBearer = try found(LinkAgreement.Bearer.allCases.first { "\($0)" == parts[1] }, word)
      case "first": first = UnitPrice(money: try yuan(parts[1]), basis: .kilogram)
      case "rest":
        let shares = try parts[1].split(separator: "/").map { Share(try whole(String($0)), over: 100) }
        made.tranches = LinkAgreement.Tranches(first: try found(first, word), producer: shares[0], cooperative: shares[1], firm: shares[2])
      default: throw Trouble(description: "what is \(word)?")
      }
    }
    return made
  }

  /// What the auditor has to know of the rules.
  private var terms: SQLAuditor.Terms {
    func list(_ covers: [LinkAgreement]) -> String {
      let producers = covers.flatMap(\.scope.producers).map { "SELECT '\($0)'" }
      let households = covers.contains(where: \.scope.allHouseholds) ? ["SELECT 'H-' || number FROM households"] : []
      return (producers + households + ["SELECT ''"]).joined(separator: " UNION ALL ")
    }
    let bought = list(rules.agreements.filter { $0.sale == .purchase })
    var terms = SQLAuditor.Terms(ownedByFirms: bought, taxed: bought + " UNION ALL SELECT 'base'")
    terms.prices = "CASE product \(purchasePrices.map { "WHEN '\($0.product)' THEN \($0.unitPrice.money.fen)" }.joined(separator: " ")) END"
    return terms
  }

  // MARK: Goods and orders

  private func takeStock(_ kind: String, _ words: [String]) throws {
    switch kind {
    case "household":
      let number = try county.store().numbers().household + 1
      try command(TestCounty.household("C\(number)", registered: words.first == "poor"))
    case "lot":
      let producer = try found(Producer(words[0]), words[0])
      try command(TestCounty.receive(try whole(words[2]), product: words[1], harvested: now.day, producer: producer))
    case "member":
      let membership = Membership(
        party: words[0], household: try found(Household.ID(words[1]), words[1]), shares: try whole(words[2]),
        validity: Validity(from: try words.count > 3 ? found(Day(words[3]), words[3]) : nil, until: nil))
      try command(.setMembership(SetMembership(membership)))
    default:
      let quantity = try whole(words[1])
      let lot = Lot.ID(number: try whole(words[0]))
      let kind: StockMovement.Kind = kind == "spoil" ? .spoilage : .correction
      try command(.adjustLot(AdjustLot(lot: lot, kind: kind, quantity: kind == .spoilage ? -quantity : quantity, reason: "rot")))
    }
  }

  private func takeOrder(_ kind: String, _ words: [String]) throws {
    if kind == "order" {
      let isBackOrder = words.last == "back-order"
      let lines = try words.dropFirst().filter { $0.contains("=") }.map { word in
        let parts = word.split(separator: "=").map(String.init)
        return PlaceOrder.Line(pack: parts[0], count: try whole(parts[1]))
      }
      return try command(
        .placeOrder(
          PlaceOrder(
            buyer: words[0], orderedAt: now, deliverOn: now.day, deliverTo: "town", lines: lines,
            onShortage: isBackOrder ? .backOrder : .refuse)))
    }
    let order = try whole(words[0])
    func step(_ step: OrderStep) throws { try command(TestCounty.change(order, step)) }
    func part(_ text: String) throws -> PartReference { try found(PartReference(text), text) }
    switch kind {
    case "pack":
      let weights = try words.dropFirst().map { word in
        let parts = word.split(separator: "=").map(String.init)
        return PartWeight(part: try part(parts[0]), grams: try whole(parts[1]))
      }
      try step(.pack(weights))
    case "send", "deliver":
      do { try step(.pack([])) } catch OrderFault.nothingToMove {}
      do { try step(.dispatch) } catch OrderFault.nothingToMove {}
      if kind == "deliver" { try step(.deliver) }
    case "pay": try step(.pay(try yuan(words[1])))
    case "refund": try step(.refund(try yuan(words[1]), reason: "test"))
    case "return":
      let packs = words[2] == "all" ? nil : try whole(words[2])
      try step(.takeBack(try part(words[1]), packs: packs, toStock: words[3] == "stock", reason: "test"))
    case "lose": try step(.lose(try part(words[1]), reason: "test"))
    default: try step(.fill)
    }
  }

  // MARK: Money

  private func posting(_ words: [String]) throws -> Posting {
    Posting(
      debit: try found(AccountKey(words[0]), words[0]), credit: try found(AccountKey(words[1]), words[1]), amount: try yuan(words[2]),
      on: now.day, item: words.count > 3 ? words[3] : "", memo: "test")
  }

  /// As `settle run` does it: lots, orders, approved distributions; what is not due is left.
  private func settle(through day: Day) throws {
    let numbers = try county.store().numbers()
    func settleOne(_ action: Action) throws { do { try command(action) } catch LedgerFault.nothingToSettle {} }
    for number in stride(from: 1, through: numbers.lot, by: 1) {
      try settleOne(.settleLot(SettleLot(lot: Lot.ID(number: number), through: day)))
    }
    for number in stride(from: 1, through: numbers.order, by: 1) {
      try settleOne(.settleOrder(SettleOrder(order: Order.ID(number: number), through: day)))
    }
    for number in stride(from: 1, through: numbers.distribution, by: 1) {
      let id = Distribution.ID(number: number)
      guard try county.store().distributions([id]).first?.state == .approved else { continue }
      try command(.moveDistribution(MoveDistribution(id, to: .settled)))
    }
  }

  /// E.g. `enter surplus coop total=1000 trade=60% H-1=300000/50`: trade in fen, shares, or thousandths; then yuan.
  private func takeDistribution(_ kind: String, _ words: [String]) throws {
    guard kind == "enter" else {
      let id = Distribution.ID(number: try whole(words[0]))
      let move = MoveDistribution(id, to: kind == "approve" ? .approved : .revoked, reason: kind == "approve" ? "" : "test")
      return try command(.moveDistribution(move), by: kind == "approve" && actor == "owner" ? "approver" : nil)
    }
    let kind = try found(DistributionKind.allCases.first { $0.name == words[0] }, words[0])
    var body = DistributionBody(
      kind: kind, payer: words[1], on: now.day, decision: "test", total: .zero, byTrade: Share(1, over: 1), rows: [])
    for word in words.dropFirst(2) {
      let parts = word.split(separator: "=").map(String.init)
      switch parts[0] {
      case "total": body.total = try yuan(parts[1])
      case "trade": body.byTrade = try share(parts[1])
      default:
        let place = parts[0].split(separator: "@").map(String.init)
        let basis = parts[1].split(separator: "/").map(String.init)
        body.rows.append(
          .init(
            household: try found(Household.ID(place[0]), word), workedOn: place.count > 1 ? Day(place[1]) : nil,
            quantity: try whole(basis[0]), money: basis.count > 1 ? try yuan(basis[1]) : .zero))
      }
    }
    try command(.enterDistribution(EnterDistribution(body)))
  }

  // MARK: Rows

  /// Compares rows with the transfers since the last ones.
  private func compare(_ rows: inout [[String]], _ location: SourceLocation) throws {
    guard !rows.isEmpty else { return }
    defer { rows = [] }
    let store = try county.store()
    let last = try store.numbers().transfer
    let transfers = try store.transfers((seen..<last).map { Transfer.ID(number: $0 + 1) })
    seen = last
    let made = try transfers.map { transfer in
      let keys = try store.accounts([transfer.debit, transfer.credit]).map(\.key.text)
      let what =
        transfer.kind == .posting
        ? transfer.reason.name : (transfer.kind == .reversal ? "undo" : transfer.kind.name) + " " + transfer.reason.name
      return [what, keys[0], keys[1], transfer.amount.description, transfer.item]
    }
    let expected = rows.first?.first == "what" ? Array(rows.dropFirst()) : rows
    if made != expected { Issue.record("made were\n\(LedgerTable.text(made))", sourceLocation: location) }
  }

  private static func text(_ rows: [[String]]) -> String {
    let all = [["what", "debit", "credit", "yuan", "item"]] + rows
    let widths = (0..<5).map { column in all.map { $0[column].count }.max()! }
    return all.map { row in
      "    | "
        + (0..<5).map { column in
          let blanks = String(repeating: " ", count: widths[column] - row[column].count)
          return column == 3 ? blanks + row[column] : row[column] + blanks
        }.joined(separator: " | ") + " |"
    }.joined(separator: "\n")
  }
}

extension Substring {
  fileprivate var trimmed: String { String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()) }
}
