import Catalogue
import Ledger
import Measures
import Ordering
import Testing

@Suite("A trace")
struct TracingTests {
  private static let day = Day("2020-10-07")!
  private static let order = Order.ID(number: 1)

  // MARK: Tables

  /// Transfers as an accountant writes them down: number, group, debit, credit, fen, reason, item, part; then the one it reverses.
  private struct Ledger {
    var transfers: [Transfer] = []
    var accounts: [Account] = []

    init(_ table: String) throws {
      for line in table.split(separator: "\n") where !line.hasPrefix("#") {
        let fields = line.split(separator: " ").map(String.init)
        let part = fields[7].split(separator: ".").compactMap { Int64($0) }
        transfers.append(
          Transfer(
            id: try #require(Transfer.ID(fields[0])), group: try #require(Transfer.ID(fields[1])),
            kind: fields.count > 8 ? .reversal : .posting, debit: account(fields[2]), credit: account(fields[3]),
            amount: Money(fen: try #require(Int64(fields[4]))), on: day,
            reason: try #require(TransferReason.allCases.first { $0.name == fields[5] }), item: fields[6] == "-" ? "" : fields[6],
            source: part.isEmpty ? .order(order) : .part(order, line: part[0], part: part[1]),
            of: fields.count > 8 ? Transfer.ID(fields[8]) : nil))
      }
    }

    private mutating func account(_ key: String) -> Account.ID {
      if let known = accounts.first(where: { $0.key.text == key }) { return known.id }
      accounts.append(Account(id: Account.ID(number: Int64(accounts.count + 1)), key: AccountKey(key)!))
      return accounts[accounts.count - 1].id
    }
  }

  /// An order of the shop with two parts of one line, and what was paid less what was refunded.
  private func shopOrder(paid: Int64 = 0, refunded: Int64 = 0) -> Order {
    func payment(_ kind: Payment.Kind, _ fen: Int64) -> [Payment] {
      fen > 0 ? [Payment(kind: kind, amount: Money(fen: fen), at: Instant("2020-10-07T08:00")!, actor: "owner")] : []
    }
    let allocation = Allocation(lot: Lot.ID(number: 1), packs: 1, state: .delivered, stocked: 1000, packedGrams: 1000, pricedGrams: 1000)
    let line = OrderLine(
      pack: "chestnut-1kg", count: 2, content: 1000, netGrams: 1000, unit: .grams,
      unitPrice: UnitPrice(money: Money(fen: 2000), basis: .pack), allocations: [allocation, allocation])
    return Order(
      id: Self.order, buyer: "shop", buyerNumber: "", channel: "plain", orderedAt: Instant("2020-10-07T08:00")!, deliverOn: Self.day,
      deliverTo: "town", onShortage: .refuse, reservedUntil: nil, lines: [line],
      payments: payment(.payment, paid) + payment(.refund, refunded))
  }

  private func sale(
    _ part: Int64, _ fen: Int64, vat: Int64 = 0, kind: Sale.Kind = .delivered, _ state: Sale.State = .settled
  ) -> Sale {
    Sale(
      id: Sale.ID(order: Self.order, line: 1, part: part), kind: kind, on: Self.day, amount: Money(fen: fen), vat: Money(fen: vat),
      state: state)
  }

  /// Traces a table and proves the trace.
  private func trace(_ table: String, _ sales: [Sale], paid: Int64 = 0, refunded: Int64 = 0) throws -> OrderTrace {
    let ledger = try Ledger(table)
    let order = shopOrder(paid: paid, refunded: refunded)
    let trace = try OrderTrace(order, sales: sales, transfers: ledger.transfers, AccountKeys(ledger.accounts))
    try trace.check(order, sales: sales, transfers: ledger.transfers)
    return trace
  }

  /// A tree as lines: one dot a step in, what it is, where it went, fen, transfers.
  private func lines(_ nodes: [TraceNode], _ depth: Int = 0) -> [String] {
    nodes.flatMap { node in
      [
        String(repeating: ". ", count: depth)
          + [
            word(node.subject), node.account?.text ?? "", node.item, "\(node.amount.fen)",
            node.transfers.map(\.description).joined(separator: ","), node.household == nil ? "" : "*",
          ].filter { !$0.isEmpty }.joined(separator: " ")
      ] + lines(node.children, depth + 1)
    }
  }

  private func word(_ subject: TraceNode.Subject) -> String {
    switch subject {
    case .order: "buyer"
    case .giver(let reason): "gives-\(reason.name)"
    case .part(let id): "\(id.line).\(id.part)"
    case .share(let reason): reason.name
    case .deduction(let reason): reason.name
    case .lost(let id, let state): "lost-\(id.line).\(id.part)-\(state)"
    case .year(let year): "\(year)"
    case .source(let source): source.description
    case .credit(let reason): reason.name
    case .correction(let other): "correction-of-\(other?.description ?? "")"
    default: "\(subject)"
    }
  }

  private func expect(_ trace: OrderTrace, _ table: String, sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(lines(trace.roots) == table.split(separator: "\n").map(String.init), sourceLocation: sourceLocation)
  }

  // MARK: Orders

  @Test("follows the shop's 40.00 to the platform, the cooperative and the household, and the firm's top-up beside it")
  func farmers() throws {
    let found = try trace(
      """
      T-1 T-1 bank prepaid:shop 1500 payment - -
      T-2 T-2 receivable:shop sales-clearing 4000 sale - 1.1
      T-3 T-2 prepaid:shop receivable:shop 1500 prepayment-used - -
      T-4 T-4 sales-clearing platform-fee 120 fee - 1.1
      T-5 T-4 sales-clearing payable:coop 194 cooperative-share - 1.1
      T-6 T-4 sales-clearing payable:H-1 3686 proceeds A50-2-2 1.1
      T-7 T-4 contribution:firm payable:H-1 314 top-up A50-2-2 1.1
      T-8 T-4 payable:H-1 input-advance:H-1 900 advance-repaid - 1.1
      T-9 T-4 payable:H-1 loan:H-1 500 loan-repaid - 1.1
      """, [sale(1, 4000)], paid: 1500)
    expect(
      found,
      """
      buyer receivable:shop 4000 T-1
      . 1.1 4000 T-2
      . . fee platform-fee 120 T-4
      . . cooperative-share payable:coop 194 T-5
      . . proceeds payable:H-1 A50-2-2 3686 T-6 *
      . . . advance-repaid input-advance:H-1 900 T-8
      . . . loan-repaid loan:H-1 500 T-9
      . . . remainder payable:H-1 2286
      gives-top-up contribution:firm 314
      . 1.1 314
      . . top-up payable:H-1 A50-2-2 314 T-7 *
      """)
    #expect(found.sold.fen == 4000 && found.paid.fen == 1500)
    #expect(try found.owed().fen == 2500 && found.prepaid() == .zero)
    #expect(found.households == [HouseholdCredit(household: Household.ID(number: 1), amount: Money(fen: 4000))])
    #expect(found.corrections.isEmpty)
  }

  @Test("spreads a deduction over the top-up where the proceeds do not suffice")
  func deductionFromTopUp() throws {
    let found = try trace(
      """
      T-1 T-1 receivable:shop sales-clearing 100 sale - 1.1
      T-2 T-2 sales-clearing payable:H-1 100 proceeds A50-2-2 1.1
      T-3 T-2 contribution:firm payable:H-1 900 top-up A50-2-2 1.1
      T-4 T-2 payable:H-1 input-advance:H-1 400 advance-repaid - 1.1
      """, [sale(1, 100)])
    expect(
      found,
      """
      buyer receivable:shop 100
      . 1.1 100 T-1
      . . proceeds payable:H-1 A50-2-2 100 T-2 *
      . . . advance-repaid input-advance:H-1 100 T-4
      gives-top-up contribution:firm 900
      . 1.1 900
      . . top-up payable:H-1 A50-2-2 900 T-3 *
      . . . advance-repaid input-advance:H-1 300 T-4
      . . . remainder payable:H-1 600
      """)
  }

  @Test("takes the VAT off first, and finds the linked households behind a firm's goods")
  func tranches() throws {
    let found = try trace(
      """
      T-1 T-1 receivable:shop sales-clearing 10900 sale - 1.1
      T-2 T-1 sales-clearing vat 900 vat - 1.1
      T-3 T-3 sales-clearing platform-fee 200 fee - 1.1
      T-4 T-3 sales-clearing payable:coop 2760 cooperative-share - 1.1
      T-5 T-3 sales-clearing payable:firm 1840 firm-share - 1.1
      T-6 T-3 sales-clearing payable:H-1 400 first-tranche A50-2-1-6 1.1
      T-7 T-3 sales-clearing payable:H-2 200 first-tranche A50-2-1-6 1.1
      T-8 T-3 sales-clearing payable:tea 4600 proceeds - 1.1
      """, [sale(1, 10900, vat: 900)])
    expect(
      found,
      """
      buyer receivable:shop 10900
      . 1.1 10900 T-1
      . . vat vat 900 T-2
      . . fee platform-fee 200 T-3
      . . cooperative-share payable:coop 2760 T-4
      . . firm-share payable:firm 1840 T-5
      . . first-tranche payable:H-1 A50-2-1-6 400 T-6 *
      . . first-tranche payable:H-2 A50-2-1-6 200 T-7 *
      . . proceeds payable:tea 4600 T-8
      """)
    #expect(found.households.map(\.amount.fen) == [400, 200])
  }

  // The shop had paid 40.00 for two parts, gave half of the first back after it was settled, and all of the second.
  private static let returned = """
    T-1 T-1 bank prepaid:shop 4000 payment - -
    T-2 T-2 receivable:shop sales-clearing 2180 sale - 1.1
    T-3 T-2 prepaid:shop receivable:shop 2180 prepayment-used - -
    T-4 T-2 sales-clearing vat 180 vat - 1.1
    T-5 T-2 receivable:shop sales-clearing 1820 sale - 1.2
    T-6 T-2 prepaid:shop receivable:shop 1820 prepayment-used - -
    T-7 T-7 sales-clearing platform-fee 60 fee - 1.1
    T-8 T-7 sales-clearing payable:H-1 1940 proceeds A50-2-2 1.1
    T-9 T-9 platform-fee sales-clearing 60 fee - 1.1 T-7
    T-10 T-9 payable:H-1 sales-clearing 1940 proceeds A50-2-2 1.1 T-8
    T-11 T-11 sales-clearing receivable:shop 1090 sale-returned - 1.1
    T-12 T-11 receivable:shop prepaid:shop 1090 sale-returned - -
    T-13 T-11 vat sales-clearing 90 sale-returned - 1.1
    T-14 T-14 sales-clearing receivable:shop 1820 sale-returned - 1.2
    T-15 T-14 receivable:shop prepaid:shop 1820 sale-returned - -
    T-16 T-16 prepaid:shop bank 2000 refund - -
    """

  @Test("shows what stands after a return, and lists what was taken back")
  func returns() throws {
    let found = try trace(Self.returned, [sale(1, 1090, vat: 90, .open), sale(2, 0, .returned)], paid: 4000, refunded: 2000)
    expect(
      found,
      """
      buyer receivable:shop 1090 T-1,T-16
      . 1.1 1090 T-2,T-11
      . . vat vat 90 T-4,T-13
      . . unsplit sales-clearing 1000
      """)
    #expect(found.payments.map(\.amount.fen) == [4000, -2000])
    #expect(try found.paid.fen == 2000 && found.owed() == .zero && found.prepaid().fen == 910)
    let corrections = found.corrections.map { "\($0.transfer) \($0.by) \($0.amount.fen) \($0.reason.name) \($0.account)" }
    #expect(
      corrections == [
        "T-7 T-9 60 fee platform-fee", "T-8 T-10 1940 proceeds payable:H-1", "T-2 T-11 1090 sale sales-clearing",
        "T-4 T-13 90 vat vat", "T-5 T-14 1820 sale sales-clearing",
      ])
    #expect(found.households.isEmpty)
  }

  @Test("says of proceeds in suspense that they lie there")
  func suspended() throws {
    let found = try trace(
      """
      T-1 T-1 receivable:shop sales-clearing 700 sale - 1.1
      T-2 T-2 sales-clearing suspense 700 suspended - 1.1
      """, [sale(1, 700, .suspended)])
    expect(
      found,
      """
      buyer receivable:shop 700
      . 1.1 700 T-1
      . . unsplit suspense 700 T-2
      """)
  }

  @Test("gives a root of its own to who pays for a loss, and says of a loss that nobody pays for that it is one")
  func losses() throws {
    let found = try trace(
      """
      T-1 T-1 contribution:carrier sales-clearing 2000 loss - 1.1
      T-2 T-1 sales-clearing platform-fee 60 fee - 1.1
      T-3 T-1 sales-clearing payable:H-1 1940 proceeds A50-2-2 1.1
      """, [sale(1, 2000, kind: .lost), sale(2, 2000, kind: .lost, .open)])
    expect(
      found,
      """
      buyer receivable:shop 0
      gives-loss contribution:carrier 2000
      . 1.1 2000 T-1
      . . fee platform-fee 60 T-2
      . . proceeds payable:H-1 A50-2-2 1940 T-3 *
      lost-1.2-open 0
      """)
  }

  @Test("is there for an order of which nothing was delivered")
  func nothing() throws {
    let found = try trace("T-1 T-1 bank prepaid:shop 300 payment - -", [], paid: 300)
    expect(found, "buyer receivable:shop 0 T-1")
    #expect(try found.prepaid().fen == 300)
  }

  // MARK: Findings

  @Test(
    "finds books that do not add up",
    arguments: [
      // More is split than came in.
      ("T-2 T-2 sales-clearing platform-fee 1001 fee - 1.1", 1000, 0, "E-TRC-006"),
      // More is given for a loss than is split.
      ("T-2 T-2 spoilage sales-clearing 50 loss - 1.2\nT-3 T-2 sales-clearing platform-fee 40 fee - 1.2", 1000, 0, "E-TRC-001"),
      // The order's own figures differ from what was posted.
      ("T-2 T-2 sales-clearing platform-fee 1000 fee - 1.1", 999, 0, "E-TRC-002"),
      ("T-2 T-2 sales-clearing platform-fee 1000 fee - 1.1", 1000, 5, "E-TRC-003"),
      // A deduction without a share that it was taken from.
      ("T-2 T-2 payable:H-1 loan:H-1 10 loan-repaid - 1.1", 1000, 0, "E-TRC-004"),
      // A transfer that belongs to no part.
      ("T-2 T-2 bank payable:coop 10 manual - -", 1000, 0, "E-TRC-004"),
    ])
  func findings(row: String, sold: Int64, paid: Int64, code: String) throws {
    var found = ""
    do {
      _ = try trace("T-1 T-1 receivable:shop sales-clearing 1000 sale - 1.1\n" + row, [sale(1, sold)], paid: paid)
    } catch let fault as TraceFault { found = fault.code }
    #expect(found == code)
  }

  @Test("finds an account that is not there")
  func unknownAccount() throws {
    let ledger = try Ledger("T-1 T-1 receivable:shop sales-clearing 1000 sale - 1.1\nT-2 T-2 sales-clearing vat 1 vat - 1.1")
    #expect(throws: TraceFault.unknownAccount(Account.ID(number: 3))) {
      try OrderTrace(shopOrder(), sales: [], transfers: ledger.transfers, AccountKeys(ledger.accounts.prefix(2)))
    }
  }

  // MARK: Households

  @Test("leads a household's year back to the buyers, item by item, with corrections below zero")
  func household() throws {
    let order = try trace(
      """
      T-1 T-1 receivable:shop sales-clearing 4000 sale - 1.1
      T-4 T-4 sales-clearing platform-fee 120 fee - 1.1
      T-6 T-4 sales-clearing payable:H-1 3880 proceeds A50-2-2 1.1
      """, [sale(1, 4000)])
    let credited = try Ledger(
      """
      T-6 T-4 sales-clearing payable:H-1 3880 proceeds A50-2-2 1.1
      T-8 T-8 contribution:firm payable:H-1 500 wages A50-1 -
      T-9 T-9 payable:H-1 contribution:firm 500 wages A50-1 - T-8
      """)
    var transfers = credited.transfers.map { ($0, $0.kind == .posting) }
    transfers[1].0.source = .distribution(Distribution.ID(number: 1))
    transfers[2].0.source = .distribution(Distribution.ID(number: 1))
    let id = Household.ID(number: 1)
    let found = try HouseholdTrace(id, year: 2020, transfers, orders: [Self.order: order])
    try found.check(transfers)
    #expect(
      lines([found.root]) == [
        "2020 payable:H-1 3880",
        ". item A50-1 0", ". . D-1 A50-1 0", ". . . wages payable:H-1 A50-1 500 T-8 *",
        ". . . correction-of-T-8 payable:H-1 A50-1 -500 T-9 *",
        ". item A50-2-2 3880", ". . O-1/1.1 A50-2-2 3880", ". . . proceeds payable:H-1 A50-2-2 3880 T-6 *",
      ])
    let whole = found.root.children[1].children[0].whole
    #expect(
      lines(whole) == [
        "buyer receivable:shop 4000 T-1", ". fee platform-fee 120 T-4", ". proceeds payable:H-1 A50-2-2 3880 T-6 *",
      ])
    #expect(found.corrections.map(\.transfer.description) == ["T-8"])
    #expect(throws: TraceFault.self) { try found.check(Array(transfers.dropLast())) }
  }

  @Test("is empty for a household without income")
  func noIncome() throws {
    let found = try HouseholdTrace(Household.ID(number: 1), year: 2020, [], orders: [:])
    try found.check([])
    #expect(found.amount == .zero && found.root.children.isEmpty)
  }
}
